<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages about copies share. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template name="paper-words">
    <strong><xsl:choose>
      <xsl:when test="part = 'order'">The order as received</xsl:when>
      <xsl:when test="part = 'change'">Acts on the order</xsl:when>
      <xsl:when test="part = 'target'">The order on which it acts</xsl:when>
      <xsl:when test="part = 'statement'">Statement of service</xsl:when>
      <xsl:when test="part = 'part'">Part of the order</xsl:when>
      <xsl:when test="part = 'copy'">Another copy of the order</xsl:when>
      <xsl:otherwise>Came in the same mail</xsl:otherwise>
    </xsl:choose></strong>
    <xsl:text>: </xsl:text><xsl:value-of select="ccot:label('document_kind', kind)"/>, <xsl:if test="pages &gt; 0"><xsl:value-of select="pages"/> page<xsl:if test="pages != 1">s</xsl:if>, </xsl:if>
    <span class="ccot-nowrap"><xsl:value-of select="reference"/>-<xsl:value-of select="number"/></span>, received <xsl:value-of select="ccot:instant(received_at)"/>
    <xsl:if test="problem">; <strong class="ccot-missing"><xsl:value-of select="ccot:label('problem', problem)"/></strong></xsl:if>
    <xsl:if test="pages = 0">; no pages of its own: its words go, and the file among the originals</xsl:if>
    <xsl:if test="kept">; <strong class="ccot-secret">kept from the other side by the court: may hold an address that nobody else may learn</strong></xsl:if>
    <xsl:if test="others/item">; <strong class="ccot-secret">tells of other orders too (<xsl:for-each select="others/item"><xsl:if test="position() &gt; 1">, </xsl:if>entry <xsl:value-of select="."/></xsl:for-each>): look before it goes</strong></xsl:if>
  </xsl:template>
</xsl:stylesheet>
