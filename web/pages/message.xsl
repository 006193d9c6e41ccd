<?xml version="1.0" encoding="UTF-8"?>
<!-- One thing to say: why a request was not carried out, and what to do. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title"><xsl:value-of select="heading"/></xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-l"><xsl:value-of select="heading"/></h1>
    <p class="govuk-body"><xsl:value-of select="text"/></p>
    <p class="govuk-body"><a class="govuk-link" href="/">Back to the start</a></p>
  </xsl:template>
</xsl:stylesheet>
