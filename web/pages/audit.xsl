<?xml version="1.0" encoding="UTF-8"?>
<!-- The audit's first page: what to ask, and looks that deserve a question; db/functions/audit_unusual.sql tells the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="audit_parts.xsl"/>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-l">Audit</h1>
    <xsl:if test="problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="problem"/></p></xsl:if>
    <h2 class="govuk-heading-m">Who saw, changed or gave out what</h2>
    <xsl:call-template name="ask"/>
    <xsl:apply-templates select="unusual"/>
  </xsl:template>
  <xsl:template match="unusual">
    <h2 class="govuk-heading-m">Looks that deserve a question, last <xsl:value-of select="days"/> days</h2>
    <p class="govuk-body">None of them says that somebody did wrong. Other periods: <a class="govuk-link" href="/audit?days=7">7 days</a>, <a class="govuk-link" href="/audit?days=30">30 days</a>, <a class="govuk-link" href="/audit?days=90">90 days</a>, <a class="govuk-link" href="/audit?days=366">a year</a>.</p>
    <h3 class="govuk-heading-s">Outside a person's work: <xsl:value-of select="outside_count"/></h3>
    <p class="govuk-body-s">Looked at, and neither taken, nor decided on, nor asked for with a reason by the same person within eight hours before or after.</p>
    <xsl:call-template name="looks"><xsl:with-param name="rows" select="outside/item"/><xsl:with-param name="caption">Looks outside a person's work</xsl:with-param></xsl:call-template>
    <h3 class="govuk-heading-s">The same entry again and again: <xsl:value-of select="repeated_count"/></h3>
    <p class="govuk-body-s">On three occasions or more, an hour apart.</p>
    <xsl:call-template name="looks"><xsl:with-param name="rows" select="repeated/item"/><xsl:with-param name="caption">Entries that one person looked at again and again</xsl:with-param></xsl:call-template>
    <h3 class="govuk-heading-s">The user bears a name of the people: <xsl:value-of select="surname_count"/></h3>
    <p class="govuk-body-s">The surname of somebody in the order stands in the account's name.</p>
    <xsl:call-template name="looks"><xsl:with-param name="rows" select="surname/item"/><xsl:with-param name="caption">Users who bear a name of the people of an order</xsl:with-param></xsl:call-template>
  </xsl:template>
  <xsl:template name="looks">
    <xsl:param name="rows"/><xsl:param name="caption"/>
    <xsl:choose>
      <xsl:when test="$rows">
        <table class="govuk-table ccot-stack">
          <caption class="govuk-visually-hidden"><xsl:value-of select="$caption"/></caption>
          <thead class="govuk-table__head"><tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">Who</th><th scope="col" class="govuk-table__header">What</th><th scope="col" class="govuk-table__header">How often</th>
            <th scope="col" class="govuk-table__header">First</th><th scope="col" class="govuk-table__header">Last</th></tr></thead>
          <tbody class="govuk-table__body"><xsl:for-each select="$rows">
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header"><xsl:value-of select="who"/></th>
              <td class="govuk-table__cell" data-label="What"><xsl:choose><xsl:when test="entry_id">entry <xsl:value-of select="entry_id"/></xsl:when><xsl:otherwise>mail <xsl:value-of select="message_id"/></xsl:otherwise></xsl:choose><xsl:if test="worked">, which was also worked on</xsl:if></td>
              <td class="govuk-table__cell" data-label="How often"><xsl:value-of select="looks"/></td>
              <td class="govuk-table__cell" data-label="First"><xsl:value-of select="ccot:instant(first_at)"/></td>
              <td class="govuk-table__cell" data-label="Last"><xsl:value-of select="ccot:instant(last_at)"/></td>
            </tr></xsl:for-each></tbody>
        </table>
      </xsl:when>
      <xsl:otherwise><p class="govuk-body">None.</p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
