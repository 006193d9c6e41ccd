<?xml version="1.0" encoding="UTF-8"?>
<!-- Sealed papers that are lent, and orders whose paper did not come. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Hard copies</xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-m">Sealed hard copies</h1>
    <h2 class="govuk-heading-s">Lent</h2>
    <xsl:choose>
      <xsl:when test="list/lent/item"><ul class="govuk-list">
        <xsl:for-each select="list/lent/item"><li><a class="govuk-link" href="/entries/{entry_id}/hard-copy"><xsl:value-of select="told/direction"/></a>: to <xsl:value-of select="holder"/> since <xsl:value-of select="ccot:day(on_day)"/>, due back <xsl:value-of select="ccot:day(due_on)"/><xsl:if test="late"><xsl:text> </xsl:text><strong class="ccot-missing">OVERDUE</strong></xsl:if></li></xsl:for-each>
      </ul></xsl:when>
      <xsl:otherwise><p class="govuk-body">None is lent.</p></xsl:otherwise>
    </xsl:choose>
    <h2 class="govuk-heading-s">Verified more than <xsl:value-of select="list/days"/> days ago, and no sealed paper came: ask the sender</h2>
    <xsl:choose>
      <xsl:when test="list/missing/item"><ul class="govuk-list">
        <xsl:for-each select="list/missing/item"><li><a class="govuk-link" href="/entries/{entry_id}/hard-copy"><xsl:value-of select="told/direction"/></a>: verified <xsl:value-of select="ccot:instant(verified_at)"/></li></xsl:for-each>
      </ul></xsl:when>
      <xsl:otherwise><p class="govuk-body">None is missed.</p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
