<?xml version="1.0" encoding="UTF-8"?>
<!-- The head of the page alone, for the script that keeps it fresh. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="/page">
    <div id="fresh"><xsl:processing-instruction name="ccot-part">strip</xsl:processing-instruction></div>
  </xsl:template>
</xsl:stylesheet>
