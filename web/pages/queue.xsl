<?xml version="1.0" encoding="UTF-8"?>
<!-- Everything that waits, most pressing first; see db/functions/queue_list.sql for the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Queue</xsl:template>
  <xsl:template match="page" mode="main">
    <div class="ccot-queue__head">
      <h1 class="govuk-heading-m">Queue</h1>
      <nav aria-label="Filters of the queue">
        <ul class="ccot-tabs">
          <xsl:call-template name="tab"><xsl:with-param name="name">all</xsl:with-param><xsl:with-param name="label">All</xsl:with-param></xsl:call-template>
          <xsl:call-template name="tab"><xsl:with-param name="name">orders</xsl:with-param><xsl:with-param name="label">Orders</xsl:with-param></xsl:call-template>
          <xsl:call-template name="tab"><xsl:with-param name="name">changes</xsl:with-param><xsl:with-param name="label">Changes to orders</xsl:with-param></xsl:call-template>
          <xsl:call-template name="tab"><xsl:with-param name="name">unreadable</xsl:with-param><xsl:with-param name="label">Not readable</xsl:with-param></xsl:call-template>
          <xsl:call-template name="tab"><xsl:with-param name="name">mails</xsl:with-param><xsl:with-param name="label">Mails without an order</xsl:with-param></xsl:call-template>
          <xsl:call-template name="tab"><xsl:with-param name="name">alerts</xsl:with-param><xsl:with-param name="label">Alerts</xsl:with-param></xsl:call-template>
          <xsl:call-template name="tab"><xsl:with-param name="name">waiting</xsl:with-param><xsl:with-param name="label">Waiting for others</xsl:with-param></xsl:call-template>
          <xsl:call-template name="tab"><xsl:with-param name="name">mine</xsl:with-param><xsl:with-param name="label">Yours</xsl:with-param></xsl:call-template>
        </ul>
      </nav>
      <form method="post" action="/queue/next"><xsl:call-template name="token"/><button class="govuk-button">Next</button></form>
    </div>
    <xsl:if test="queue/holders/item">
      <details class="govuk-details ccot-holders">
        <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Who holds what</span></summary>
        <ul class="govuk-list">
          <xsl:for-each select="queue/holders/item">
            <li><xsl:value-of select="name"/>: <xsl:value-of select="count"/><xsl:text> </xsl:text>
              <form class="ccot-inline" method="post" action="/queue/release"><xsl:call-template name="token"/><input type="hidden" name="holder" value="{name}"/><button class="ccot-small">Release all<span class="govuk-visually-hidden"> that <xsl:value-of select="name"/> holds</span></button></form></li>
          </xsl:for-each>
        </ul>
        <p class="govuk-body-s">What they typed stays and is offered to them again.</p>
      </details>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="queue/shown &gt; 0">
        <!-- the one form for the buttons of all rows -->
        <form id="take" method="post" action="/queue/next"><xsl:call-template name="token"/></form>
        <table class="govuk-table ccot-queue">
          <caption class="govuk-visually-hidden">What waits for a person, most pressing first</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              <th scope="col" class="govuk-table__header">Why here, what</th>
              <th scope="col" class="govuk-table__header">Respondent &#8594; protected people</th>
              <th scope="col" class="govuk-table__header">Court, number, end, service</th>
              <th scope="col" class="govuk-table__header">Sender, copies, what needs eyes</th>
              <th scope="col" class="govuk-table__header">Received, held by</th>
            </tr>
          </thead>
          <tbody class="govuk-table__body"><xsl:processing-instruction name="ccot-part">rows</xsl:processing-instruction></tbody>
        </table>
        <xsl:variable name="count" select="queue/counts/*[local-name() = /page/queue/tab]"/>
        <xsl:if test="$count &gt; queue/most">
          <p class="govuk-body">The first <xsl:value-of select="queue/most"/> of <xsl:value-of select="$count"/> are shown. The others move up as these are dealt with.</p>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise><p class="govuk-body">Nothing waits under this filter.</p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="tab">
    <xsl:param name="name"/><xsl:param name="label"/>
    <li>
      <a href="/queue?tab={$name}">
        <xsl:if test="queue/tab = $name"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
        <xsl:value-of select="$label"/> (<xsl:value-of select="queue/counts/*[local-name() = $name]"/>)</a>
    </li>
  </xsl:template>
</xsl:stylesheet>
