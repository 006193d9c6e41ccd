<?xml version="1.0" encoding="UTF-8"?>
<!-- In the place of an order that is closed to whoever asks for it. It says nothing of the order. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">A restricted order</xsl:template>
  <xsl:template match="page" mode="main">
    <xsl:choose>
      <xsl:when test="closed = 'recused'">
        <h1 class="govuk-heading-l">This order is closed to you</h1>
        <p class="govuk-body">You said that you know these people. Somebody else deals with it; a supervisor can open it to you again.</p>
      </xsl:when>
      <xsl:otherwise>
        <h1 class="govuk-heading-l">This order is restricted</h1>
        <xsl:if test="problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="problem"/></p></xsl:if>
        <p class="govuk-body">Named readers alone see it. In need you can open it: supervisors are told at once who it was and why, and it is kept.</p>
        <form method="post" action="/entries/{entry_id}/glass" autocomplete="off">
          <xsl:call-template name="token"/>
          <xsl:if test="search"><input type="hidden" name="search" value="{search}"/></xsl:if>
          <label class="govuk-label" for="reason">Why do you need it now?</label>
          <input class="govuk-input" id="reason" name="reason" maxlength="500"/>
          <p><button class="govuk-button govuk-button--warning">Break the glass</button></p>
        </form>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
