<?xml version="1.0" encoding="UTF-8"?>
<!-- A part of every page: its head, of what the register says while the page is made. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="/page"><xsl:apply-templates select="strip"/></xsl:template>
</xsl:stylesheet>
