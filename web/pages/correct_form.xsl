<?xml version="1.0" encoding="UTF-8"?>
<!-- The form in which a field is corrected, and a field of which nothing is known, for web/correct_form.c: of each kind of field one, with marks in place of its words. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="entry_field.xsl"/>
  <xsl:template match="/page"><xsl:for-each select="fields/item"><xsl:call-template name="correct-form"/></xsl:for-each><xsl:apply-templates select="fields/item" mode="field"/></xsl:template>
  <xsl:template name="correct"><xsl:call-template name="correct-form"/></xsl:template>
  <xsl:template name="token"><input type="hidden" name="csrf" value="~csrf~"/></xsl:template>
</xsl:stylesheet>
