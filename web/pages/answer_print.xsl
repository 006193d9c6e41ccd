<?xml version="1.0" encoding="UTF-8"?>
<!-- The two prints of an answer. The one to share holds no address, place, child, date of birth or term: terms name places. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="answer_parts.xsl"/>
  <xsl:template match="page" mode="title">Print</xsl:template>
  <xsl:template match="page" mode="main"><xsl:apply-templates select="answer" mode="print"/></xsl:template>
  <xsl:template match="answer" mode="print">
    <xsl:variable name="officers" select="/page/print = 'officers'"/>
    <article class="ccot-print">
      <p class="ccot-print__marking">OFFICIAL-SENSITIVE. <xsl:choose><xsl:when test="$officers">FOR OFFICERS: NOT FOR THE RESPONDENT, NOT TO BE LEFT ANYWHERE. It names protected places.</xsl:when><xsl:otherwise>TO SHARE: without addresses, places, children, dates of birth and terms.</xsl:otherwise></xsl:choose></p>
      <h1 class="govuk-heading-m"><xsl:choose><xsl:when test="$officers"><xsl:value-of select="direction"/></xsl:when><xsl:otherwise><xsl:value-of select="share_direction"/></xsl:otherwise></xsl:choose></h1>
      <p class="govuk-body"><xsl:call-template name="what"/></p>
      <p class="govuk-body">As at <strong><xsl:value-of select="ccot:instant(at)"/></strong>: <xsl:call-template name="status"/></p>
      <p class="govuk-body"><xsl:call-template name="served"/></p>
      <p class="govuk-body"><xsl:call-template name="checked"/></p>
      <xsl:call-template name="doubts"/>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="kept"/>
      <xsl:if test="$officers">
        <h2 class="govuk-heading-s">What an officer may do</h2>
        <xsl:for-each select="power_words/item"><p class="govuk-body"><xsl:value-of select="."/></p></xsl:for-each>
        <h2 class="govuk-heading-s">Terms</h2>
        <xsl:call-template name="terms"/>
        <xsl:if test="places/item"><p class="govuk-body">Protected places: <xsl:for-each select="places/item"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:value-of select="."/></xsl:for-each><xsl:text> </xsl:text><strong class="ccot-secret">do not tell the respondent</strong></p></xsl:if>
        <p class="govuk-body">Respondent: <xsl:choose><xsl:when test="respondent_dob">born <xsl:value-of select="ccot:day(respondent_dob)"/></xsl:when><xsl:otherwise>date of birth not on the order</xsl:otherwise></xsl:choose><xsl:if test="respondent_address">; <xsl:value-of select="respondent_address"/></xsl:if></p>
        <xsl:if test="near/item">
          <h2 class="govuk-heading-s">Also held about the same names</h2>
          <ul class="govuk-list"><xsl:for-each select="near/item"><li><xsl:value-of select="direction"/>: <xsl:call-template name="status"/></li></xsl:for-each></ul>
        </xsl:if>
      </xsl:if>
      <h2 class="govuk-heading-s">Ends</h2>
      <ul class="govuk-list"><xsl:for-each select="ends/item"><li><xsl:value-of select="what"/>: <xsl:value-of select="words"/><xsl:if test="over"> (past)</xsl:if></li></xsl:for-each></ul>
      <p class="govuk-body-s"><xsl:value-of select="reference"/>, entry <xsl:value-of select="entry_id"/>. Printed by <xsl:value-of select="/page/@person"/><xsl:if test="/page/reason"> because of <xsl:value-of select="/page/reason"/></xsl:if>, <xsl:value-of select="ccot:instant(printed_at)"/>. An order may have changed since: ask again before acting on this sheet.</p>
      <p class="ccot-print__tools"><a class="govuk-link" href="{/page/base}">Back to the answer</a></p>
    </article>
  </xsl:template>
</xsl:stylesheet>
