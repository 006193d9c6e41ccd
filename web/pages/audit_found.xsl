<?xml version="1.0" encoding="UTF-8"?>
<!-- Rows of the audit, and the form that takes them away; db/audit_store.h tells the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="audit_parts.xsl"/>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-l">Audit: <xsl:if test="told/more">the newest </xsl:if><xsl:value-of select="count(told/rows/item)"/> rows</h1>
    <xsl:apply-templates select="parts"/>
    <xsl:if test="problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="problem"/></p></xsl:if>
    <xsl:call-template name="ask"/>
    <xsl:choose>
      <xsl:when test="told/rows/item"><xsl:call-template name="rows"/></xsl:when>
      <xsl:otherwise><p class="govuk-body">Nothing in the audit answers this. What a name stands for is found as the search finds it: try it spelt as on the order, or ask by the number of the entry.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="told/rows/item"><xsl:call-template name="take"/></xsl:if>
  </xsl:template>
  <xsl:template name="rows">
    <table class="govuk-table ccot-stack">
      <caption class="govuk-visually-hidden">Rows of the audit, the newest first</caption>
      <thead class="govuk-table__head"><tr class="govuk-table__row">
        <th scope="col" class="govuk-table__header">When</th><th scope="col" class="govuk-table__header">Who</th><th scope="col" class="govuk-table__header">What</th>
        <th scope="col" class="govuk-table__header">Recipient</th><th scope="col" class="govuk-table__header">Reason, words</th></tr></thead>
      <tbody class="govuk-table__body"><xsl:for-each select="told/rows/item">
        <tr class="govuk-table__row">
          <td class="govuk-table__cell" data-label="When"><xsl:value-of select="ccot:instant(at)"/></td>
          <td class="govuk-table__cell" data-label="Who"><xsl:value-of select="who"/></td>
          <td class="govuk-table__cell" data-label="What">
            <xsl:call-template name="operation"><xsl:with-param name="word" select="operation"/></xsl:call-template><xsl:text> </xsl:text>
            <xsl:call-template name="subject"/><xsl:if test="subject_id"><xsl:text> </xsl:text><xsl:value-of select="subject_id"/></xsl:if>
            <xsl:call-template name="shown"/>
          </td>
          <td class="govuk-table__cell" data-label="Recipient"><xsl:value-of select="recipient"/></td>
          <td class="govuk-table__cell" data-label="Reason, words"><xsl:value-of select="reason"/><xsl:if test="words"><xsl:if test="reason">; </xsl:if>typed: <xsl:value-of select="words"/></xsl:if></td>
        </tr></xsl:for-each></tbody>
    </table>
  </xsl:template>
  <xsl:template name="subject">
    <xsl:choose>
      <xsl:when test="subject = 'held'">what is held about a person</xsl:when>
      <xsl:when test="subject = 'entered'">the list of what is to be entered</xsl:when>
      <xsl:when test="subject = 'queue' or subject = 'register' or subject = 'audit' or subject = 'team'">the <xsl:value-of select="subject"/></xsl:when>
      <xsl:when test="subject = 'message'">mail</xsl:when>
      <xsl:when test="subject = 'document'">paper</xsl:when>
      <xsl:when test="subject = 'search'">a search</xsl:when>
      <xsl:when test="subject = 'staff'">accounts</xsl:when>
      <xsl:otherwise><xsl:value-of select="subject"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- the numbers that a list or an answer showed -->
  <xsl:template name="shown">
    <xsl:if test="shown/entries/item or shown/mails/item">
      <details class="govuk-details ccot-fit"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">
        <xsl:if test="shown/entries/item"><xsl:value-of select="count(shown/entries/item)"/><xsl:choose><xsl:when test="count(shown/entries/item) = 1"> entry</xsl:when><xsl:otherwise> entries</xsl:otherwise></xsl:choose></xsl:if>
        <xsl:if test="shown/entries/item and shown/mails/item">, </xsl:if>
        <xsl:if test="shown/mails/item"><xsl:value-of select="count(shown/mails/item)"/><xsl:choose><xsl:when test="count(shown/mails/item) = 1"> mail</xsl:when><xsl:otherwise> mails</xsl:otherwise></xsl:choose></xsl:if></span></summary>
        <xsl:if test="shown/entries/item"><p class="govuk-body-s">Entries <xsl:for-each select="shown/entries/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each></p></xsl:if>
        <xsl:if test="shown/mails/item"><p class="govuk-body-s">Mails <xsl:for-each select="shown/mails/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each></p></xsl:if>
      </details>
    </xsl:if>
  </xsl:template>
  <!-- more rows than go in one file; each part is a disclosure of its own -->
  <xsl:template match="parts">
    <section aria-labelledby="parts">
      <h2 class="govuk-heading-m" id="parts"><xsl:value-of select="rows"/> rows go in <xsl:value-of select="count(list/item)"/> files</h2>
      <p class="govuk-body">To <strong><xsl:value-of select="recipient"/></strong>, because: <xsl:value-of select="reason"/>. The newest come first; rows that are written from now on are in none of them.</p>
      <ul class="govuk-list"><xsl:for-each select="list/item">
        <li><form method="post" action="/audit/{/page/address}/export">
          <xsl:call-template name="token"/>
          <input type="hidden" name="recipient" value="{../../recipient}"/><input type="hidden" name="reason" value="{../../reason}"/>
          <input type="hidden" name="format" value="{../../format}"/><input type="hidden" name="upto" value="{../../upto}"/><input type="hidden" name="part" value="{part}"/>
          <button class="govuk-button govuk-button--secondary ccot-fit">Take part <xsl:value-of select="part"/>: rows <xsl:value-of select="from"/> to <xsl:value-of select="to"/></button>
        </form></li></xsl:for-each></ul>
    </section>
  </xsl:template>
  <xsl:template name="take">
    <h2 class="govuk-heading-m">Take these rows away</h2>
    <p class="govuk-body">For an access request or an inquiry. All rows that answer the question go, not only those above; who gets them and why stands in the audit as a disclosure. The rows may name other people: read them before they go.</p>
    <form method="post" action="/audit/{address}/export" class="ccot-ask">
      <xsl:call-template name="token"/>
      <div><label for="take-recipient">Who gets them</label><input id="take-recipient" name="recipient" size="30" maxlength="200" required="required" autocomplete="off"/></div>
      <div><label for="take-reason">Why, with the reference</label><input id="take-reason" name="reason" size="30" maxlength="200" required="required" autocomplete="off"/></div>
      <div><label for="take-format">As</label><select id="take-format" name="format"><option value="csv">table (CSV)</option><option value="json">JSON</option></select></div>
      <div><button class="govuk-button ccot-fit">Take them away</button></div>
    </form>
  </xsl:template>
</xsl:stylesheet>
