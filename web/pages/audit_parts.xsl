<?xml version="1.0" encoding="UTF-8"?>
<!-- What the two pages of the audit share: the form, and rows in words. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Audit</xsl:template>
  <xsl:template name="ask">
    <form method="post" action="/audit" class="ccot-ask">
      <xsl:call-template name="token"/>
      <xsl:call-template name="ask-input"><xsl:with-param name="name">entry</xsl:with-param><xsl:with-param name="label">Entry, by number</xsl:with-param><xsl:with-param name="size">8</xsl:with-param></xsl:call-template>
      <xsl:call-template name="ask-input"><xsl:with-param name="name">mail</xsl:with-param><xsl:with-param name="label">Mail, by number</xsl:with-param><xsl:with-param name="size">8</xsl:with-param></xsl:call-template>
      <xsl:call-template name="ask-input"><xsl:with-param name="name">name</xsl:with-param><xsl:with-param name="label">Person in the register</xsl:with-param><xsl:with-param name="size">24</xsl:with-param></xsl:call-template>
      <xsl:call-template name="ask-input"><xsl:with-param name="name">account</xsl:with-param><xsl:with-param name="label">Account of a user</xsl:with-param><xsl:with-param name="size">16</xsl:with-param></xsl:call-template>
      <div>
        <label for="ask-operation">What was done</label>
        <select id="ask-operation" name="operation">
          <option value="">anything</option>
          <xsl:call-template name="ask-option"><xsl:with-param name="value">consult</xsl:with-param></xsl:call-template>
          <xsl:call-template name="ask-option"><xsl:with-param name="value">disclose</xsl:with-param></xsl:call-template>
          <xsl:call-template name="ask-option"><xsl:with-param name="value">alter</xsl:with-param></xsl:call-template>
          <xsl:call-template name="ask-option"><xsl:with-param name="value">combine</xsl:with-param></xsl:call-template>
          <xsl:call-template name="ask-option"><xsl:with-param name="value">erase</xsl:with-param></xsl:call-template>
          <xsl:call-template name="ask-option"><xsl:with-param name="value">collect</xsl:with-param></xsl:call-template>
        </select>
      </div>
      <xsl:call-template name="ask-input"><xsl:with-param name="name">from</xsl:with-param><xsl:with-param name="label">From (2/11/2026)</xsl:with-param><xsl:with-param name="size">12</xsl:with-param></xsl:call-template>
      <xsl:call-template name="ask-input"><xsl:with-param name="name">to</xsl:with-param><xsl:with-param name="label">To</xsl:with-param><xsl:with-param name="size">12</xsl:with-param></xsl:call-template>
      <div><button class="govuk-button ccot-fit">Show</button></div>
    </form>
  </xsl:template>
  <xsl:template name="ask-input">
    <xsl:param name="name"/><xsl:param name="label"/><xsl:param name="size"/>
    <div><label for="ask-{$name}"><xsl:value-of select="$label"/></label><input id="ask-{$name}" name="{$name}" size="{$size}" value="{/page/ask/*[local-name() = $name]}" autocomplete="off" maxlength="200"/></div>
  </xsl:template>
  <xsl:template name="ask-option">
    <xsl:param name="value"/>
    <option value="{$value}"><xsl:if test="/page/ask/operation = $value"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:call-template name="operation"><xsl:with-param name="word" select="$value"/></xsl:call-template></option>
  </xsl:template>
  <xsl:template name="operation">
    <xsl:param name="word"/>
    <xsl:choose>
      <xsl:when test="$word = 'consult'">looked at</xsl:when>
      <xsl:when test="$word = 'disclose'">gave out</xsl:when>
      <xsl:when test="$word = 'alter'">changed</xsl:when>
      <xsl:when test="$word = 'combine'">joined</xsl:when>
      <xsl:when test="$word = 'erase'">erased</xsl:when>
      <xsl:otherwise>took in</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
