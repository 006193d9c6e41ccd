<?xml version="1.0" encoding="UTF-8"?>
<!-- Orders that were submitted again in a period; see db/functions/report_duplicates.sql for the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Orders submitted again</xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-l">Orders submitted again</h1>
    <p class="govuk-body"><xsl:value-of select="ccot:day(from)"/> to <xsl:value-of select="ccot:day(to)"/>, by the day on which the mail came.</p>
    <form method="get" action="/reports/duplicates" class="ccot-ask">
      <div><label for="from">From (1/10/2026)</label><input id="from" name="from" size="12" value="{typed_from}" autocomplete="off" maxlength="40"/></div>
      <div><label for="to">To</label><input id="to" name="to" size="12" value="{typed_to}" autocomplete="off" maxlength="40"/></div>
      <div><button class="govuk-button ccot-fit">Show</button></div>
    </form>
    <xsl:apply-templates select="report"/>
  </xsl:template>
  <xsl:template match="report">
    <xsl:if test="nothing"><p class="govuk-body"><strong>Nothing to report: no order was submitted again.</strong></p></xsl:if>
    <table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--m">In short</caption>
      <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">What</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Orders</th></tr></thead>
      <tbody class="govuk-table__body"><xsl:for-each select="figures/item">
        <tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><xsl:value-of select="what"/></th><td class="govuk-table__cell govuk-table__cell--numeric"><xsl:value-of select="count"/></td></tr>
      </xsl:for-each></tbody></table>
    <xsl:if test="not(nothing)">
      <h2 class="govuk-heading-m">Over time, by <xsl:value-of select="step"/></h2>
      <p class="govuk-body">Dark: the same sender again. Light: the same order by another sender. The figures stand below.</p>
      <svg viewBox="0 0 {20 * count(trend/item)} 101" width="100%" height="140" preserveAspectRatio="none" aria-hidden="true">
        <xsl:for-each select="trend/item">
          <rect x="{x + 2}" y="{same_y}" width="16" height="{same_height}" fill="#1d2a3a"/>
          <rect x="{x + 2}" y="{other_y}" width="16" height="{other_height}" fill="#cfdcea" stroke="#1d2a3a" vector-effect="non-scaling-stroke"/>
        </xsl:for-each>
        <line x1="0" x2="{20 * count(trend/item)}" y1="100.5" y2="100.5" stroke="#0b0c0c" vector-effect="non-scaling-stroke"/>
      </svg>
      <table class="govuk-table ccot-stack">
        <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">From</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Received</th>
          <th scope="col" class="govuk-table__header govuk-table__header--numeric">Same sender again</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Another sender</th></tr></thead>
        <tbody class="govuk-table__body"><xsl:for-each select="trend/item[received &gt; 0]">
          <tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><xsl:value-of select="ccot:day(day)"/></th><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Received"><xsl:value-of select="received"/></td>
            <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Same sender again"><xsl:value-of select="same_sender"/></td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Another sender"><xsl:value-of select="other_sender"/></td></tr>
        </xsl:for-each></tbody></table>
      <xsl:call-template name="counts"><xsl:with-param name="title">How sure it is that they are the same</xsl:with-param><xsl:with-param name="head">Why</xsl:with-param><xsl:with-param name="rows" select="by_level/item"/></xsl:call-template>
      <xsl:if test="worst/item">
        <h2 class="govuk-heading-m">Senders who repeat themselves most</h2>
        <table class="govuk-table ccot-stack">
          <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Sender</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Sent again</th>
            <th scope="col" class="govuk-table__header govuk-table__header--numeric">Orders concerned</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Most for one order</th></tr></thead>
          <tbody class="govuk-table__body"><xsl:for-each select="worst/item">
            <tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><xsl:value-of select="organisation"/></th><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Sent again"><xsl:value-of select="same_sender"/></td>
              <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Orders concerned"><xsl:value-of select="orders"/></td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Most for one order"><xsl:value-of select="most_for_one_order"/></td></tr>
          </xsl:for-each></tbody></table>
      </xsl:if>
      <xsl:call-template name="counts"><xsl:with-param name="title">By sender</xsl:with-param><xsl:with-param name="head">Sender</xsl:with-param><xsl:with-param name="rows" select="by_sender/item"/></xsl:call-template>
      <xsl:call-template name="counts"><xsl:with-param name="title">By court</xsl:with-param><xsl:with-param name="head">Court</xsl:with-param><xsl:with-param name="rows" select="by_court/item"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
  <xsl:template name="counts">
    <xsl:param name="title"/><xsl:param name="head"/><xsl:param name="rows"/>
    <h2 class="govuk-heading-m"><xsl:value-of select="$title"/></h2>
    <table class="govuk-table ccot-stack">
      <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header"><xsl:value-of select="$head"/></th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Submitted again</th>
        <th scope="col" class="govuk-table__header govuk-table__header--numeric">Same sender again</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Another sender</th>
        <th scope="col" class="govuk-table__header govuk-table__header--numeric">Confirmed</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Open</th></tr></thead>
      <tbody class="govuk-table__body"><xsl:for-each select="$rows">
        <tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><xsl:choose><xsl:when test="level"><xsl:value-of select="ccot:label('duplicate_level', level)"/></xsl:when><xsl:otherwise><xsl:value-of select="organisation | court"/></xsl:otherwise></xsl:choose></th>
          <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Submitted again"><xsl:value-of select="again"/></td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Same sender again"><xsl:value-of select="same_sender"/></td>
          <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Another sender"><xsl:value-of select="other_sender"/></td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Confirmed"><xsl:value-of select="confirmed"/></td>
          <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Open"><xsl:value-of select="open"/></td></tr>
      </xsl:for-each></tbody></table>
  </xsl:template>
</xsl:stylesheet>
