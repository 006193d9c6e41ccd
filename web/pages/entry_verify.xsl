<?xml version="1.0" encoding="UTF-8"?>
<!-- The step before an entry goes on the register: one sentence, because a wrong thing is heard that is not seen in a form. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="entry_field.xsl"/>
  <xsl:template match="page" mode="title">Verify entry <xsl:value-of select="entry/entry_id"/></xsl:template>
  <xsl:template match="page" mode="main">
    <xsl:apply-templates select="notice"/>
    <a class="govuk-back-link" href="/entries/{entry/entry_id}">Back to the entry</a>
    <h1 class="govuk-heading-l">Read it back</h1>
    <p class="govuk-inset-text ccot-sentence" id="next" tabindex="-1"><xsl:value-of select="sentence"/></p>
    <xsl:if test="entry/warnings/item">
      <h2 class="govuk-heading-s">You have seen these warnings</h2>
      <ul class="govuk-list govuk-list--bullet"><xsl:for-each select="entry/warnings/item"><li><xsl:value-of select="."/></li></xsl:for-each></ul>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="entry/draft = 'true'"><p class="govuk-body">A draft cannot be verified.</p></xsl:when>
      <xsl:when test="entry/state != 'pending'"><p class="govuk-body">It was decided already.</p></xsl:when>
      <xsl:when test="entry/undecided &gt; 0"><p class="govuk-body"><xsl:value-of select="entry/undecided"/> of the decisive fields not decided yet.</p></xsl:when>
      <xsl:otherwise>
        <form method="post" action="/entries/{entry/entry_id}/verify">
          <xsl:call-template name="decision"/>
          <p><label class="ccot-choice"><input type="checkbox" name="read_back" value="yes"/> I have read this sentence against the paper, and have seen the terms</label></p>
          <div class="ccot-pair">
          <button class="govuk-button" name="then" value="next">Put it on the register, then next</button>
          <button class="govuk-button govuk-button--secondary" name="then" value="stay">Put it on the register, stay here</button>
          </div>
        </form>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
