<?xml version="1.0" encoding="UTF-8"?>
<!-- A part of entry.xsl: the fields of which nothing was read or said. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="entry_field.xsl"/>
  <xsl:template match="/page">
    <details class="govuk-details">
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Fields that the paper does not state</span></summary>
      <div class="ccot-entry__rest"><xsl:apply-templates select="entry/absent/item" mode="field"/></div>
    </details>
  </xsl:template>
</xsl:stylesheet>
