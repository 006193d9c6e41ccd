<?xml version="1.0" encoding="UTF-8"?>
<!-- A copy that was made: its two files, and when they were handed over. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="pack_parts.xsl"/>
  <xsl:template match="page" mode="title">Copy <xsl:value-of select="name"/></xsl:template>
  <xsl:template match="page" mode="main"><xsl:apply-templates select="pack"/></xsl:template>
  <xsl:template match="pack">
    <h1 class="govuk-heading-m"><xsl:value-of select="/page/name"/></h1>
    <p class="govuk-body">For <strong><xsl:value-of select="recipient"/></strong>, <xsl:value-of select="unit"/> (<xsl:value-of select="address"/>), <xsl:value-of select="crime"/>: <xsl:value-of select="purpose"/>. Chosen by <xsl:value-of select="made_by"/>, <xsl:value-of select="ccot:instant(made_at)"/>, from <a class="govuk-link" href="/entries/{entry_id}/answer">entry <xsl:value-of select="entry_id"/></a>.</p>
    <xsl:if test="kept_why"><p class="govuk-body"><strong class="ccot-secret">It holds papers that the court keeps from the other side</strong>, because: <xsl:value-of select="kept_why"/></p></xsl:if>
    <ol class="govuk-list govuk-list--number"><xsl:for-each select="papers/item"><li><xsl:call-template name="paper-words"/></li></xsl:for-each></ol>
    <p class="govuk-body"><a class="govuk-button" href="/packs/{pack_id}/paper">The copy, with the continuity sheet (PDF)</a><xsl:text> </xsl:text><a class="govuk-button govuk-button--secondary" href="/packs/{pack_id}/originals">The originals (ZIP)</a></p>
    <p class="govuk-body">The PDF holds pictures of pages and is safe to open. The originals are the files as strangers sent them: for the court and the examiner, not for reading.</p>
    <xsl:if test="files/item">
      <h2 class="govuk-heading-s">Handed over</h2>
      <ul class="govuk-list"><xsl:for-each select="files/item"><li><xsl:value-of select="ccot:instant(handed_at)"/>, <xsl:choose><xsl:when test="file = 'paper'">the copy</xsl:when><xsl:otherwise>the originals</xsl:otherwise></xsl:choose>, to <xsl:value-of select="handed_to"/>; <xsl:value-of select="size"/> octets, SHA-256 <code class="ccot-digest"><xsl:value-of select="sha256"/></code></li></xsl:for-each></ul>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
