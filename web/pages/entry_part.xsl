<?xml version="1.0" encoding="UTF-8"?>
<!-- The parts of entry.xsl, for web/entry_part.c: each of the data that it alone is made of. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="entry_finish.xsl"/>
  <xsl:import href="entry_sheet.xsl"/>
  <xsl:template match="/page">
    <xsl:choose>
      <xsl:when test="entry/last"><xsl:apply-templates select="entry" mode="finish"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="entry/type | entry/slot | entry/field | entry/sheet"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="slot"><section class="ccot-slot" aria-label="{title}"><xsl:apply-templates select="fields/item"/></section></xsl:template>
</xsl:stylesheet>
