<?xml version="1.0" encoding="UTF-8"?>
<!-- The step before a paper is shown that the court keeps from the other side. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">A shut paper</xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-l">This paper is shut</h1>
    <xsl:if test="problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="problem"/></p></xsl:if>
    <p class="govuk-body">An application or confidential details may hold an address that the other side must never learn; a paper that its sender takes back is shut until somebody has decided on that. Who opens it, when and why is kept, and can be asked about.</p>
    <form method="post" action="/documents/{document_id}/open">
      <xsl:call-template name="token"/>
      <xsl:if test="entry_id"><input type="hidden" name="entry" value="{entry_id}"/></xsl:if>
      <label class="govuk-label" for="reason">Why do you need it?</label>
      <input class="govuk-input" id="reason" name="reason"/>
      <p><button class="govuk-button govuk-button--warning">Open it</button></p>
    </form>
  </xsl:template>
</xsl:stylesheet>
