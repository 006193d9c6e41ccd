<?xml version="1.0" encoding="UTF-8"?>
<!-- What is held about a person, each with a box; db/held_store.h tells the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Access request</xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-l">What is held about a person</h1>
    <xsl:if test="problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="problem"/></p></xsl:if>
    <p class="govuk-body">Asked: <strong><xsl:value-of select="q"/></strong> (<xsl:value-of select="reason"/>). <a class="govuk-link" href="/held">Ask again</a></p>
    <xsl:if test="held/restricted/item"><p class="govuk-body"><strong class="ccot-secret">Restricted orders match: <xsl:value-of select="count(held/restricted/item)"/>.</strong> They are closed to you and not in this: one of their readers answers for them.</p></xsl:if>
    <xsl:choose>
      <xsl:when test="held/problem"><p class="govuk-body"><xsl:value-of select="held/problem"/></p></xsl:when>
      <xsl:when test="not(held/entries/item) and not(held/mails/item)"><p class="govuk-body">Nothing is found under these words. Try the name spelt otherwise, and names that the person goes by.</p></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="held" mode="found"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="held" mode="found">
    <form method="post" action="/held/{/page/address}/take">
      <xsl:call-template name="token"/>
      <h2 class="govuk-heading-m">Orders: <xsl:value-of select="count(entries/item)"/></h2>
      <p class="govuk-body-s">With an order go its copies, the mails of all of them, statements, decisions and notes. Untick whom the request does not mean: namesakes are here too.</p>
      <ul class="ccot-hits"><xsl:for-each select="entries/item">
        <li>
          <p><label class="ccot-choice"><input type="checkbox" name="e{entry_id}" value="yes" checked="checked"/><xsl:text> </xsl:text><strong><xsl:value-of select="direction"/></strong></label></p>
          <p><xsl:value-of select="ccot:label('order_type', order_type)"/> &#183; <xsl:value-of select="court"/><xsl:for-each select="numbers/item"> &#183; <xsl:value-of select="."/></xsl:for-each> &#183; <xsl:choose><xsl:when test="respondent_dob">respondent born <xsl:value-of select="ccot:day(respondent_dob)"/></xsl:when><xsl:otherwise>respondent's date of birth not on the order</xsl:otherwise></xsl:choose> &#183; <a class="govuk-link" href="/entries/{entry_id}">entry <xsl:value-of select="entry_id"/></a><xsl:if test="copies/item">, <xsl:value-of select="count(copies/item)"/> with it as copies</xsl:if></p>
        </li></xsl:for-each></ul>
      <h2 class="govuk-heading-m">Mails: <xsl:value-of select="count(mails/item)"/></h2>
      <p class="govuk-body-s">The mail as it came holds every attachment. Its file is a disclosure of its own in the audit.</p>
      <ul class="ccot-hits"><xsl:for-each select="mails/item">
        <li>
          <p><xsl:choose>
            <xsl:when test="with_order"><xsl:call-template name="mail"/> <span class="ccot-quiet"> (goes with its order)</span></xsl:when>
            <xsl:otherwise><label class="ccot-choice"><input type="checkbox" name="m{message_id}" value="yes" checked="checked"/><xsl:text> </xsl:text><xsl:call-template name="mail"/></label></xsl:otherwise>
          </xsl:choose></p>
          <p><a class="govuk-link" href="/messages/{message_id}">mail <xsl:value-of select="message_id"/></a><xsl:if test="has_octets"> &#183; <a class="govuk-link" href="/held/{/page/address}/mails/{message_id}">as it came (.eml)<span class="govuk-visually-hidden">, mail <xsl:value-of select="message_id"/></span></a></xsl:if>
            <xsl:for-each select="documents/item"> &#183; <xsl:value-of select="ccot:label('document_kind', kind)"/><xsl:if test="problem"> (<xsl:value-of select="ccot:label('problem', problem)"/>)</xsl:if></xsl:for-each></p>
        </li></xsl:for-each></ul>
      <h2 class="govuk-heading-m">Audit: <xsl:value-of select="audit_rows"/> rows speak of them</h2>
      <h2 class="govuk-heading-m">Take it away</h2>
      <p class="govuk-body">One JSON file with everything that is ticked and the rows of the audit. It names other people: read it before it goes.</p>
      <div class="ccot-ask">
        <div><label for="take-recipient">Who gets it</label><input id="take-recipient" name="recipient" size="30" maxlength="200" autocomplete="off"/></div>
        <div><button class="govuk-button ccot-fit">Take it away</button></div>
      </div>
    </form>
  </xsl:template>
  <xsl:template name="mail"><strong><xsl:value-of select="ccot:instant(received_at)"/></strong> from <xsl:value-of select="from_address"/>: <xsl:choose><xsl:when test="subject != ''"><xsl:value-of select="subject"/></xsl:when><xsl:otherwise>(no subject)</xsl:otherwise></xsl:choose></xsl:template>
</xsl:stylesheet>
