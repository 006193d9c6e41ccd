<?xml version="1.0" encoding="UTF-8"?>
<!-- The form: what is looked for, and why it is asked. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Search</xsl:template>
  <xsl:template match="page" mode="main">
    <xsl:if test="problem != ''">
      <div class="govuk-error-summary" role="alert" aria-labelledby="wrong">
        <h2 class="govuk-error-summary__title" id="wrong">Nothing was searched</h2>
        <p class="govuk-body"><a href="#{wrong}"><xsl:value-of select="problem"/></a></p>
      </div>
    </xsl:if>
    <h1 class="govuk-heading-m">Search</h1>
    <form method="post" action="/search" class="ccot-find" role="search" autocomplete="off">
      <xsl:call-template name="token"/>
      <div class="govuk-form-group">
        <label class="govuk-label govuk-label--s" for="q">Who, or what</label>
        <div class="govuk-hint" id="q-hint">Names as they are heard, half a name, an alias, a date of birth, a case number, an address, in any order. "m for mike a r" spells.
          "on 2 November 2026 21:40" asks for that moment, "ending between 1 March and 8 March 2026" for ends.</div>
        <input class="govuk-input" id="q" name="q" type="search" value="{q}" aria-describedby="q-hint"><xsl:if test="wrong != 'reason' or not(wrong)"><xsl:attribute name="autofocus">autofocus</xsl:attribute></xsl:if></input>
      </div>
      <div class="govuk-form-group">
        <label class="govuk-label govuk-label--s" for="reason">Why<xsl:if test="not(needs_reason)"> (may stay empty)</xsl:if></label>
        <div class="govuk-hint" id="reason-hint">The incident number is enough. It is kept with who asked and what was shown.</div>
        <input class="govuk-input govuk-input--width-20" id="reason" name="reason" value="{reason}" aria-describedby="reason-hint"><xsl:if test="wrong = 'reason'"><xsl:attribute name="autofocus">autofocus</xsl:attribute></xsl:if></input>
      </div>
      <button class="govuk-button">Search</button>
    </form>
  </xsl:template>
</xsl:stylesheet>
