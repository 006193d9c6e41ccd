<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of a paper that has no pages. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">The words of a paper</xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-m">The words of a paper</h1>
    <p class="govuk-body">As they stand in the file, without its looks. They may name places that the respondent must not learn.</p>
    <xsl:choose>
      <xsl:when test="words = ''"><p class="govuk-body"><strong class="ccot-missing">Nothing in it could be read: ask the team.</strong></p></xsl:when>
      <xsl:otherwise><div class="ccot-text"><xsl:value-of select="words"/></div></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
