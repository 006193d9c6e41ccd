<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">
    <xsl:if test="problem">Error: </xsl:if>Sign in</xsl:template>
  <xsl:template match="page" mode="main">
    <xsl:if test="problem">
      <div class="govuk-error-summary">
        <div role="alert">
          <h2 class="govuk-error-summary__title">There is a problem</h2>
          <div class="govuk-error-summary__body"><a href="#username"><xsl:value-of select="problem"/></a></div>
        </div>
      </div>
    </xsl:if>
    <h1 class="govuk-heading-l">Sign in</h1>
    <xsl:if test="kept"><p class="govuk-inset-text">You had been signed out. What you typed is kept for you: sign in and open the entry or the mail again, and it is there.</p></xsl:if>
    <form method="post" action="/sign-in">
      <div class="govuk-form-group">
        <label class="govuk-label" for="username">Name</label>
        <input class="govuk-input govuk-input--width-20" id="username" name="username" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required="required"/>
      </div>
      <div class="govuk-form-group">
        <label class="govuk-label" for="password">Passphrase</label>
        <input class="govuk-input govuk-input--width-20" id="password" name="password" type="password" autocomplete="current-password" required="required"/>
      </div>
      <button class="govuk-button">Sign in</button>
    </form>
  </xsl:template>
</xsl:stylesheet>
