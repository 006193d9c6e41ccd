<?xml version="1.0" encoding="UTF-8"?>
<!-- The sealed paper of an order; db/hard_copy_store.h tells the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:import href="hard_copy_parts.xsl"/>
  <xsl:template match="page" mode="title">Sealed hard copy</xsl:template>
  <xsl:template match="page" mode="main"><xsl:apply-templates select="paper"/></xsl:template>
  <xsl:template match="paper">
    <h1 class="govuk-heading-m">Sealed hard copy</h1>
    <xsl:if test="/page/problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="/page/problem"/> Nothing was noted.</p></xsl:if>
    <p class="govuk-body"><strong><xsl:value-of select="told/direction"/></strong> (<a class="govuk-link" href="/entries/{entry_id}/answer">entry <xsl:value-of select="entry_id"/></a>)</p>
    <xsl:choose>
      <xsl:when test="steps/item"><ol class="govuk-list" aria-label="Steps, the last first"><xsl:for-each select="steps/item"><li><xsl:if test="position() = 1"><strong>Now: </strong></xsl:if><xsl:call-template name="hard-copy"/></li></xsl:for-each></ol></xsl:when>
      <xsl:otherwise><p class="govuk-body">No sealed paper has been received.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="/page/last = 'none' or /page/last = 'destroyed'"><xsl:call-template name="step"><xsl:with-param name="step">received</xsl:with-param><xsl:with-param name="text">It has come</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:when test="/page/last = 'lent'"><xsl:call-template name="step"><xsl:with-param name="step">returned</xsl:with-param><xsl:with-param name="text">It is back</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="step"><xsl:with-param name="step">lent</xsl:with-param><xsl:with-param name="text">It is lent</xsl:with-param></xsl:call-template>
        <xsl:call-template name="step"><xsl:with-param name="step">moved</xsl:with-param><xsl:with-param name="text">It is kept elsewhere</xsl:with-param></xsl:call-template>
        <xsl:choose>
          <xsl:when test="kept"><p class="govuk-body">It may not be destroyed: <xsl:value-of select="kept"/>.</p></xsl:when>
          <xsl:otherwise><xsl:call-template name="step"><xsl:with-param name="step">destroyed</xsl:with-param><xsl:with-param name="text">It was destroyed</xsl:with-param></xsl:call-template></xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
    <p class="govuk-body"><a class="govuk-link" href="/hard-copies">What is lent, and what did not come</a></p>
  </xsl:template>
  <xsl:template name="step">
    <xsl:param name="step"/><xsl:param name="text"/>
    <form method="post" action="/entries/{entry_id}/hard-copy" class="ccot-answer__form" autocomplete="off">
      <xsl:call-template name="token"/>
      <input type="hidden" name="seen" value="{/page/seen}"/>
      <xsl:choose>
        <xsl:when test="$step = 'lent'">
          <label for="holder">Lent to (name, unit)</label><input id="holder" name="holder" size="24" maxlength="200"/>
          <label for="due">due back (3/3/2026)</label><input id="due" name="due" size="10"/>
        </xsl:when>
        <xsl:when test="$step != 'destroyed'"><label for="place-{$step}">Kept at (cabinet, reference)</label><input id="place-{$step}" name="place" size="24" maxlength="200"/></xsl:when>
      </xsl:choose>
      <label for="day-{$step}">on (today, if empty)</label><input id="day-{$step}" name="day" size="10"/>
      <button class="ccot-small" name="step" value="{$step}"><xsl:value-of select="$text"/></button>
    </form>
  </xsl:template>
</xsl:stylesheet>
