<?xml version="1.0" encoding="UTF-8"?>
<!-- The form that asks what is held about a person. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Access request</xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-l">What is held about a person</h1>
    <xsl:if test="problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="problem"/></p></xsl:if>
    <p class="govuk-body">For an access request. Orders, mails, papers and rows of the audit are found by the name, as a search finds them; you leave out whom it does not mean, and take the rest away. Each step stands in the audit with the reference of the request.</p>
    <form method="post" action="/held" class="ccot-ask" autocomplete="off">
      <xsl:call-template name="token"/>
      <div><label for="held-q">Name, with the date of birth where it is known</label><input id="held-q" name="q" size="40" maxlength="400" value="{q}"/></div>
      <div><label for="held-reason">Reference of the request</label><input id="held-reason" name="reason" size="24" maxlength="200" value="{reason}"/></div>
      <div><button class="govuk-button ccot-fit">Find</button></div>
    </form>
  </xsl:template>
</xsl:stylesheet>
