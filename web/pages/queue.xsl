<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Queue</xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-l">Queue</h1>
    <table class="govuk-table">
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">Why here</th>
          <th scope="col" class="govuk-table__header">What</th>
          <th scope="col" class="govuk-table__header">Who must not do what to whom</th>
          <th scope="col" class="govuk-table__header">Court and number</th>
          <th scope="col" class="govuk-table__header">Received</th>
        </tr>
      </thead>
      <tbody class="govuk-table__body"><xsl:apply-templates select="queue/item"/></tbody>
    </table>
  </xsl:template>
  <xsl:template match="queue/item">
    <tr class="govuk-table__row">
      <td class="govuk-table__cell"><xsl:value-of select="why"/></td>
      <td class="govuk-table__cell">
        <xsl:choose>
          <xsl:when test="entry_id"><a class="govuk-link" href="/entries/{entry_id}"><xsl:value-of select="ccot:label('order_type', order_type)"/></a></xsl:when>
          <xsl:otherwise>Mail without an order</xsl:otherwise>
        </xsl:choose>
      </td>
      <td class="govuk-table__cell"><xsl:value-of select="respondent"/> &#8594; <xsl:value-of select="protected_person"/></td>
      <td class="govuk-table__cell"><xsl:value-of select="court"/>, <xsl:value-of select="number"/></td>
      <td class="govuk-table__cell"><xsl:value-of select="ccot:instant(received_at)"/></td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
