<?xml version="1.0" encoding="UTF-8"?>
<!-- A part of queue.xsl: its lower rows. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="queue.xsl"/>
  <xsl:template match="/page"><xsl:apply-templates select="queue/rows/item"/></xsl:template>
</xsl:stylesheet>
