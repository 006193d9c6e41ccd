<?xml version="1.0" encoding="UTF-8"?>
<!-- What a search found, the best first, and what it could not look into; db/search_store.h tells the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Search result</xsl:template>
  <xsl:template match="page" mode="main">
    <xsl:variable name="count" select="count(found/hits/item)"/>
    <h1 class="govuk-heading-m">
      <xsl:choose>
        <xsl:when test="$count = 1">1 order found</xsl:when>
        <xsl:when test="$count &gt; 1"><xsl:value-of select="$count"/> orders found</xsl:when>
        <xsl:when test="found/restricted/item">A restricted order matches</xsl:when>
        <xsl:when test="found/mails/item">Found in mails and papers only</xsl:when>
        <xsl:otherwise>Nothing found</xsl:otherwise>
      </xsl:choose>
    </h1>
    <p class="govuk-body-s">For: <strong><xsl:value-of select="q"/></strong><xsl:if test="reason">, because of <xsl:value-of select="reason"/></xsl:if>.
      <xsl:if test="not(found/now)">As at <strong><xsl:value-of select="ccot:instant(found/at)"/></strong>.</xsl:if>
      <xsl:for-each select="found/notes/item"><xsl:text> </xsl:text><xsl:value-of select="."/></xsl:for-each></p>
    <xsl:for-each select="found/restricted/item">
      <p class="govuk-body"><strong class="ccot-secret">A restricted order matches.</strong> Supervisors have been told that this search met it. <a class="govuk-link" href="/search/{/page/address}/orders/{.}">Open it, with a reason</a></p>
    </xsl:for-each>
    <xsl:if test="found/hits/item"><ol class="ccot-hits" aria-label="Orders"><xsl:apply-templates select="found/hits/item"/></ol></xsl:if>
    <xsl:if test="found/left_out &gt; 0"><p class="govuk-body"><xsl:value-of select="found/left_out"/> fit less well and are not shown: type more of a name, or a date of birth.</p></xsl:if>
    <xsl:if test="found/mails/item">
      <h2 class="govuk-heading-s">Mails and papers with these words</h2>
      <xsl:if test="/page/@role = 'enquirer'"><p class="govuk-body-s">The team can open these mails and you cannot: ask the team, and name the number of the mail.</p></xsl:if>
      <ul class="ccot-hits"><xsl:apply-templates select="found/mails/item" mode="mail"/></ul>
    </xsl:if>
    <xsl:apply-templates select="found" mode="coverage"/>
  </xsl:template>

  <xsl:template match="hits/item">
    <li>
      <xsl:if test="beside"><xsl:attribute name="class">ccot-hit__beside</xsl:attribute></xsl:if>
      <xsl:if test="beside"><p><strong><xsl:choose><xsl:when test="beside = 'cross-order'">Cross-order: the same people the other way round</xsl:when><xsl:otherwise>Namesake: the same name, another date of birth</xsl:otherwise></xsl:choose></strong></p></xsl:if>
      <p><a class="govuk-link ccot-hit__direction" href="/search/{/page/address}/orders/{entry_id}" data-hit="{position()}"><xsl:value-of select="direction"/></a></p>
      <p>
        <strong>
          <xsl:if test="status != 'in_force'"><xsl:attribute name="class">ccot-missing</xsl:attribute></xsl:if>
          <xsl:choose>
            <xsl:when test="status = 'in_force'">IN FORCE</xsl:when>
            <xsl:when test="status = 'ended'">ENDED</xsl:when>
            <xsl:when test="status = 'not_yet'">NOT YET IN FORCE</xsl:when>
            <xsl:otherwise>TO BE CHECKED</xsl:otherwise>
          </xsl:choose>
        </strong><xsl:text> </xsl:text>
        <xsl:choose><xsl:when test="status_words != ''"><xsl:value-of select="status_words"/></xsl:when><xsl:otherwise>its course is not known</xsl:otherwise></xsl:choose>
        <xsl:text> &#183; </xsl:text>
        <xsl:choose>
          <xsl:when test="starts-with(served, 'NO PROOF')"><strong class="ccot-missing"><xsl:value-of select="served"/></strong></xsl:when>
          <xsl:otherwise><xsl:value-of select="served"/></xsl:otherwise>
        </xsl:choose>
      </p>
      <p>
        <xsl:choose>
          <xsl:when test="state = 'verified'">verified</xsl:when>
          <xsl:otherwise><strong class="ccot-missing"><xsl:value-of select="state_words"/></strong></xsl:otherwise>
        </xsl:choose>
        <xsl:text> &#183; </xsl:text><xsl:value-of select="ccot:label('order_type', order_type)"/>
        <xsl:choose><xsl:when test="action = 'discharged'"> (a discharge)</xsl:when><xsl:when test="action != 'made' and action != 'unknown'"> (<xsl:value-of select="action"/>)</xsl:when></xsl:choose>
        <xsl:text> &#183; </xsl:text><xsl:choose><xsl:when test="court"><xsl:value-of select="court"/></xsl:when><xsl:otherwise>court not read</xsl:otherwise></xsl:choose>
        <xsl:for-each select="numbers/item"><xsl:text> &#183; </xsl:text><span class="ccot-nowrap"><xsl:value-of select="."/></span></xsl:for-each>
        <xsl:if test="made_on"> &#183; made <xsl:value-of select="ccot:day(made_on)"/></xsl:if>
      </p>
      <p>
        <xsl:choose><xsl:when test="respondent_dob">Respondent born <xsl:value-of select="ccot:day(respondent_dob)"/></xsl:when><xsl:otherwise>Respondent's date of birth not on the order</xsl:otherwise></xsl:choose>
        <xsl:if test="respondent_aliases/item">; also known as <xsl:for-each select="respondent_aliases/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each></xsl:if>
      </p>
      <xsl:for-each select="doubts/item"><p><strong class="ccot-missing">A COPY OF IT SAYS OTHERWISE, and nobody has checked which is right: <xsl:value-of select="words"/></strong> (<a class="govuk-link" href="/search/{/page/address}/orders/{entry_id}">entry <xsl:value-of select="entry_id"/></a>)</p></xsl:for-each>
      <xsl:if test="disputed/item"><p><strong class="ccot-missing">DISPUTED: <xsl:for-each select="disputed/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each></strong></p></xsl:if>
      <xsl:for-each select="changes/item">
        <p><xsl:choose>
          <xsl:when test="state = 'verified'"><xsl:value-of select="ccot:label('relation', kind)"/> it: entry <xsl:value-of select="entry_id"/>, verified</xsl:when>
          <xsl:otherwise><strong class="ccot-missing"><xsl:value-of select="ccot:label('relation', kind)"/> it: a mail of <xsl:value-of select="ccot:instant(received_at)"/>, NOT YET VERIFIED</strong></xsl:otherwise>
        </xsl:choose></p>
      </xsl:for-each>
      <p class="ccot-quiet">
        <xsl:if test="copies/item"><xsl:value-of select="count(copies/item)"/> cop<xsl:choose><xsl:when test="count(copies/item) = 1">y</xsl:when><xsl:otherwise>ies</xsl:otherwise></xsl:choose> held with it. </xsl:if>
        Found by: <xsl:for-each select="why/item"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:value-of select="."/></xsl:for-each>
      </p>
    </li>
  </xsl:template>

  <xsl:template match="item" mode="mail">
    <li>
      <p>
        <strong><xsl:if test="contains(state_words, 'COULD NOT')"><xsl:attribute name="class">ccot-missing</xsl:attribute></xsl:if><xsl:value-of select="state_words"/></strong>
        <xsl:text> &#183; mail of </xsl:text><xsl:value-of select="ccot:instant(received_at)"/> from <xsl:value-of select="from_address"/>
      </p>
      <p>
        <xsl:call-template name="mail-link"><xsl:with-param name="id" select="message_id"/><xsl:with-param name="text"><xsl:choose><xsl:when test="subject != ''"><xsl:value-of select="subject"/></xsl:when><xsl:otherwise>(no subject)</xsl:otherwise></xsl:choose></xsl:with-param></xsl:call-template>
      </p>
      <xsl:for-each select="entries/item"><p><a class="govuk-link" href="/search/{/page/address}/orders/{.}">Order of this mail, entry <xsl:value-of select="."/></a></p></xsl:for-each>
    </li>
  </xsl:template>
  <!-- mails are opened by the team; others are told which -->
  <xsl:template name="mail-link">
    <xsl:param name="id"/><xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="/page/@role = 'enquirer'"><xsl:value-of select="$text"/> (mail <xsl:value-of select="$id"/>)</xsl:when>
      <xsl:otherwise><a class="govuk-link" href="/messages/{$id}"><xsl:value-of select="$text"/></a></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="found" mode="coverage">
    <section class="ccot-coverage" aria-labelledby="coverage">
      <h2 class="govuk-heading-s" id="coverage">What was searched</h2>
      <xsl:for-each select="stale/item"><p class="ccot-coverage__stale"><xsl:value-of select="."/></p></xsl:for-each>
      <p><xsl:value-of select="summary"/></p>
      <xsl:if test="coverage/unreadable_mails/item or coverage/unreadable_papers/item">
        <p><strong><xsl:choose>
          <xsl:when test="/page/@role = 'enquirer'">An order may be in what could not be read. The team can open it and you cannot: ask the team, and name the number of the mail.</xsl:when>
          <xsl:otherwise>An order may be in what could not be read: open it.</xsl:otherwise>
        </xsl:choose></strong></p>
        <ul>
          <xsl:for-each select="coverage/unreadable_mails/item">
            <li><xsl:call-template name="mail-link"><xsl:with-param name="id" select="."/><xsl:with-param name="text" select="'A mail that could not be read'"/></xsl:call-template></li>
          </xsl:for-each>
          <xsl:for-each select="coverage/unreadable_papers/item">
            <li><xsl:call-template name="mail-link"><xsl:with-param name="id" select="message_id"/><xsl:with-param name="text" select="concat('An attachment that could not be read: ', ccot:label('problem', problem))"/></xsl:call-template></li>
          </xsl:for-each>
        </ul>
      </xsl:if>
    </section>
  </xsl:template>
</xsl:stylesheet>
