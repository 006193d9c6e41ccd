<?xml version="1.0" encoding="UTF-8"?>
<!-- A part of entry.xsl: the fields that are decided one by one. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="entry_field.xsl"/>
  <xsl:template match="/page"><xsl:apply-templates select="entry/slots/item"/></xsl:template>
</xsl:stylesheet>
