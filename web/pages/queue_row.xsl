<?xml version="1.0" encoding="UTF-8"?>
<!-- A row of queue.xsl, for web/page_queue.c. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="/page"><xsl:apply-templates select="row"/></xsl:template>
  <xsl:template match="row">
    <tr>
      <xsl:attribute name="class">govuk-table__row<xsl:if test="calm &lt; 2 or late"> ccot-queue__urgent</xsl:if><xsl:if test="own"> ccot-queue__own</xsl:if></xsl:attribute>
      <td class="govuk-table__cell"><span class="ccot-queue__why"><xsl:value-of select="why"/></span><br/><xsl:call-template name="what"/></td>
      <xsl:choose>
        <xsl:when test="entry_id">
          <td class="govuk-table__cell"><xsl:call-template name="parties"/></td>
          <td class="govuk-table__cell"><xsl:call-template name="order"/></td>
        </xsl:when>
        <xsl:otherwise><td class="govuk-table__cell" colspan="2"><xsl:call-template name="mail"/></td></xsl:otherwise>
      </xsl:choose>
      <td class="govuk-table__cell"><xsl:call-template name="sender"/><xsl:call-template name="links"/><xsl:call-template name="eyes"/></td>
      <td class="govuk-table__cell"><xsl:call-template name="received"/></td>
    </tr>
  </xsl:template>
  <xsl:template name="what">
    <xsl:choose>
      <xsl:when test="entry_id">
        <a class="govuk-link" href="{path}"><xsl:value-of select="ccot:label('order_type', order_type)"/></a>
        <xsl:if test="action != 'made' and action != 'unknown'">, <xsl:value-of select="action"/></xsl:if>
        <xsl:if test="draft"> <strong class="govuk-tag govuk-tag--yellow">Draft</strong></xsl:if>
      </xsl:when>
      <xsl:when test="kind = 'alert'"><a class="govuk-link" href="{path}">Alert: <xsl:for-each select="alerts/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="ccot:label('alert_kind', .)"/></xsl:for-each></a></xsl:when>
      <xsl:when test="failure"><a class="govuk-link" href="{path}">Mail not readable</a></xsl:when>
      <xsl:when test="closed"><a class="govuk-link" href="{path}">Mail, a paper <xsl:value-of select="ccot:label('problem', problem)"/></a></xsl:when>
      <xsl:otherwise><a class="govuk-link" href="{path}">Mail</a></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="mail">
    <xsl:choose><xsl:when test="subject != ''"><xsl:value-of select="subject"/></xsl:when><xsl:otherwise><span class="ccot-quiet">no subject</span></xsl:otherwise></xsl:choose>
    <xsl:if test="text"><br/><q><xsl:value-of select="text"/></q></xsl:if>
  </xsl:template>
  <xsl:template name="parties">
    <xsl:choose><xsl:when test="sorted"><xsl:value-of select="sorted"/></xsl:when><xsl:otherwise><strong>no respondent read</strong></xsl:otherwise></xsl:choose>
    <span class="ccot-quiet"> <xsl:choose><xsl:when test="respondent_dob"> born <xsl:value-of select="respondent_dob"/></xsl:when><xsl:otherwise> no date of birth</xsl:otherwise></xsl:choose></span><br/>
    <span aria-hidden="true">&#8594; </span><span class="govuk-visually-hidden"> must leave alone </span>
    <xsl:choose>
      <xsl:when test="protected/item"><xsl:for-each select="protected/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each></xsl:when>
      <xsl:otherwise><strong>nobody read</strong></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="order">
    <xsl:choose><xsl:when test="court"><xsl:value-of select="court"/></xsl:when><xsl:otherwise>no court read</xsl:otherwise></xsl:choose>
    <xsl:if test="number">, <span class="ccot-nowrap"><xsl:value-of select="number"/></span></xsl:if><br/>
    <xsl:choose>
      <xsl:when test="status = 'check'">check: <xsl:value-of select="status_reason"/></xsl:when>
      <xsl:when test="status_reason"><xsl:value-of select="status_reason"/></xsl:when>
      <xsl:otherwise>no end known</xsl:otherwise>
    </xsl:choose><xsl:text> &#183; </xsl:text>
    <xsl:choose>
      <xsl:when test="served_on">served <xsl:value-of select="served_on"/></xsl:when>
      <xsl:when test="served">served, no day read</xsl:when>
      <xsl:when test="attempted">attempted, <strong>not served</strong></xsl:when>
      <xsl:otherwise><strong>no proof of service</strong></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="sender">
    <xsl:value-of select="sender"/><xsl:if test="first_mail">, first mail from there</xsl:if><xsl:if test="junk">, <strong>was in junk</strong></xsl:if>
    <xsl:if test="passed_to">, passed on to <xsl:value-of select="passed_to"/></xsl:if>
  </xsl:template>
  <xsl:template name="links">
    <xsl:if test="copies &gt; 0">
      <xsl:text> &#183; </xsl:text><xsl:value-of select="copies"/><xsl:choose><xsl:when test="copies = 1"> copy</xsl:when><xsl:otherwise> copies</xsl:otherwise></xsl:choose><xsl:if test="copies_add &gt; 0">, <xsl:value-of select="copies_add"/> with something of its own</xsl:if>
    </xsl:if>
    <xsl:for-each select="relations/item">
      <xsl:text> &#183; </xsl:text><xsl:value-of select="translate(ccot:label('relation', kind), 'VEDFRI', 'vedfri')"/><xsl:choose><xsl:when test="held"> an order that is held</xsl:when><xsl:otherwise> <strong> an order that is not held</strong></xsl:otherwise></xsl:choose>
    </xsl:for-each>
  </xsl:template>
  <xsl:template name="eyes">
    <xsl:if test="absent or unsure or problems/item or (kind != 'alert' and alerts/item)">
      <br/>
      <xsl:variable name="alerts" select="alerts/item[../../kind != 'alert']"/>
      <xsl:for-each select="$alerts"><xsl:if test="position() &gt; 1"> &#183; </xsl:if><strong><xsl:value-of select="ccot:label('alert_kind', .)"/></strong></xsl:for-each>
      <xsl:for-each select="problems/item"><xsl:if test="$alerts or position() &gt; 1"> &#183; </xsl:if>a paper: <xsl:value-of select="ccot:label('problem', .)"/></xsl:for-each>
      <xsl:if test="absent"><xsl:if test="$alerts or problems/item"> &#183; </xsl:if>no <xsl:value-of select="absent"/></xsl:if>
      <xsl:if test="unsure"><xsl:if test="$alerts or problems/item or absent"> &#183; </xsl:if>unsure: <xsl:value-of select="unsure"/></xsl:if>
    </xsl:if>
  </xsl:template>
  <xsl:template name="received">
    <span class="ccot-queue__moment"><time datetime="{received_at}" title="{received/instant}"><xsl:value-of select="received/moment"/></time><span class="ccot-quiet"><xsl:text> </xsl:text>(<xsl:value-of select="received/age"/>)</span></span><br/>
    <xsl:if test="held_by"><xsl:choose><xsl:when test="own"><strong>yours</strong></xsl:when><xsl:otherwise><strong><xsl:value-of select="held_by"/></strong></xsl:otherwise></xsl:choose> until <xsl:value-of select="held_until"/><xsl:text> </xsl:text></xsl:if>
    <xsl:if test="not(held_by)">
      <button class="ccot-small" form="take" formaction="{path}/claim">Take<span class="govuk-visually-hidden"> row <xsl:value-of select="place"/></span></button>
    </xsl:if>
    <xsl:if test="held_by and (own or $page-role = 'supervisor')">
      <button class="ccot-small" form="take" formaction="{path}/release">Release<span class="govuk-visually-hidden"> row <xsl:value-of select="place"/></span></button>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
