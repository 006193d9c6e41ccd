<?xml version="1.0" encoding="UTF-8"?>
<!-- Verified orders that other systems do not carry yet, or no longer rightly; db/entered_store.h tells the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">To enter</xsl:template>
  <xsl:template match="page" mode="main">
    <xsl:if test="problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="problem"/></p></xsl:if>
    <h1 class="govuk-heading-m">Verified, to be entered: <xsl:value-of select="list/count"/></h1>
    <xsl:choose>
      <xsl:when test="list/rows/item"><ul class="ccot-hits"><xsl:apply-templates select="list/rows/item"/></ul></xsl:when>
      <xsl:otherwise><p class="govuk-body">Everything that is verified stands on the other systems as it stands here.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="list/count &gt; count(list/rows/item)"><p class="govuk-body">The first <xsl:value-of select="count(list/rows/item)"/> are shown.</p></xsl:if>
  </xsl:template>
  <xsl:template name="system">
    <xsl:choose><xsl:when test="system = 'pnc'">PNC</xsl:when><xsl:when test="system = 'force'">Force system</xsl:when><xsl:otherwise>Markers</xsl:otherwise></xsl:choose>
  </xsl:template>
  <xsl:template match="rows/item">
    <li>
      <p><a class="govuk-link ccot-hit__direction" href="/entries/{entry_id}/answer"><xsl:value-of select="direction"/></a></p>
      <p>
        <xsl:choose>
          <xsl:when test="calm = 0"><strong class="ccot-missing">ENDED, and other systems still carry it</strong> (known for <xsl:value-of select="ccot:age(since)"/>)</xsl:when>
          <xsl:when test="calm = 1"><strong class="ccot-missing">Changed since it was entered</strong> (<xsl:value-of select="ccot:age(since)"/> ago)</xsl:when>
          <xsl:otherwise>Verified <xsl:value-of select="ccot:age(since)"/> ago, not entered</xsl:otherwise>
        </xsl:choose>
        <xsl:text> &#183; </xsl:text><xsl:value-of select="ccot:label('order_type', order_type)"/> &#183; <xsl:value-of select="court"/>
        <xsl:for-each select="numbers/item"> &#183; <xsl:value-of select="."/></xsl:for-each>
        <xsl:text> &#183; </xsl:text><xsl:value-of select="served"/> &#183; <xsl:value-of select="status_words"/>
      </p>
      <xsl:if test="disputed/item"><p><strong class="ccot-missing">DISPUTED: <xsl:for-each select="disputed/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each></strong></p></xsl:if>
      <xsl:for-each select="systems/item[changes]">
        <p><strong><xsl:call-template name="system"/></strong> (<xsl:value-of select="reference"/>, by <xsl:value-of select="entered_by"/>, <xsl:value-of select="ccot:instant(entered_at)"/>): <xsl:for-each select="changes/item"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:value-of select="."/></xsl:for-each></p>
      </xsl:for-each>
      <form method="post" action="/entered/{entry_id}" class="ccot-answer__form">
        <xsl:call-template name="token"/>
        <input type="hidden" name="seen" value="{seen}"/>
        <label for="system-{entry_id}">Entered on</label>
        <select id="system-{entry_id}" name="system"><xsl:for-each select="systems/item"><option value="{system}"><xsl:call-template name="system"/></option></xsl:for-each></select>
        <label for="reference-{entry_id}">reference there</label>
        <input id="reference-{entry_id}" name="reference" size="16" autocomplete="off"/>
        <button class="ccot-small">Note it<span class="govuk-visually-hidden"> for entry <xsl:value-of select="entry_id"/></span></button>
      </form>
    </li>
  </xsl:template>
</xsl:stylesheet>
