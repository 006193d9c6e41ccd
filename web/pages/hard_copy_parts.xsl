<?xml version="1.0" encoding="UTF-8"?>
<!-- A step of a sealed paper in words; used where an order is told, too. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:template name="hard-copy">
    <xsl:choose>
      <xsl:when test="not(step)">not received</xsl:when>
      <xsl:when test="step = 'received'">received, kept at <xsl:value-of select="place"/></xsl:when>
      <xsl:when test="step = 'moved'">moved, kept at <xsl:value-of select="place"/></xsl:when>
      <xsl:when test="step = 'returned'">returned, kept at <xsl:value-of select="place"/></xsl:when>
      <xsl:when test="step = 'lent'">LENT to <xsl:value-of select="holder"/>, due back <xsl:value-of select="ccot:day(due_on)"/><xsl:if test="late"><xsl:text> </xsl:text><strong class="ccot-missing">OVERDUE</strong></xsl:if></xsl:when>
      <xsl:otherwise>destroyed</xsl:otherwise>
    </xsl:choose>
    <xsl:if test="step"> (<xsl:value-of select="ccot:day(on_day)"/>, noted by <xsl:value-of select="noted_by"/>)</xsl:if>
  </xsl:template>
</xsl:stylesheet>
