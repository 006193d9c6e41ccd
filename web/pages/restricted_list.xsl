<?xml version="1.0" encoding="UTF-8"?>
<!-- For supervisors: who opened or met a restricted order, which orders are restricted, and who gave one back. No party is named. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Restricted orders</xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-m">Restricted orders</h1>
    <xsl:if test="problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="problem"/></p></xsl:if>
    <h2 class="govuk-heading-s">Opened, or met by a search</h2>
    <xsl:choose>
      <xsl:when test="list/notices/item"><ul class="govuk-list">
        <xsl:for-each select="list/notices/item"><li>
          <xsl:value-of select="ccot:instant(noted_at)"/>: <strong><xsl:value-of select="person"/></strong>
          <xsl:choose><xsl:when test="kind = 'glass'"><strong class="ccot-missing"> BROKE THE GLASS</strong> of</xsl:when><xsl:otherwise> met</xsl:otherwise></xsl:choose> entry <xsl:value-of select="entry_id"/><xsl:if test="reason">, because of: <xsl:value-of select="reason"/></xsl:if>
          <xsl:choose>
            <xsl:when test="seen_by"> (seen by <xsl:value-of select="seen_by"/>)</xsl:when>
            <xsl:when test="own"> (another supervisor looks at it)</xsl:when>
            <xsl:otherwise><form method="post" action="/restricted" class="ccot-answer__form"><xsl:call-template name="token"/><input type="hidden" name="notice" value="{notice_id}"/><button class="ccot-small">I have looked at it<span class="govuk-visually-hidden">: notice <xsl:value-of select="notice_id"/></span></button></form></xsl:otherwise>
          </xsl:choose>
        </li></xsl:for-each>
      </ul></xsl:when>
      <xsl:otherwise><p class="govuk-body">None in thirty days.</p></xsl:otherwise>
    </xsl:choose>
    <h2 class="govuk-heading-s">Restricted</h2>
    <xsl:choose>
      <xsl:when test="list/restricted/item"><ul class="govuk-list">
        <xsl:for-each select="list/restricted/item"><li><a class="govuk-link" href="/entries/{entry_id}/answer">Entry <xsl:value-of select="entry_id"/></a>, by <xsl:value-of select="restricted_by"/>, <xsl:value-of select="ccot:instant(restricted_at)"/>, because of: <xsl:value-of select="reason"/>. Readers: <xsl:for-each select="readers/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each>.<xsl:if test="beside/item"><xsl:text> </xsl:text><strong class="ccot-missing">OPEN, against the same person: <xsl:for-each select="beside/item"><xsl:if test="position() &gt; 1">, </xsl:if><a class="govuk-link" href="/entries/{.}/restriction">entry <xsl:value-of select="."/></a></xsl:for-each></strong>.</xsl:if><xsl:text> </xsl:text><xsl:choose><xsl:when test="closed">Closed to you.</xsl:when><xsl:otherwise><a class="govuk-link" href="/entries/{entry_id}/restriction">Change<span class="govuk-visually-hidden"> entry <xsl:value-of select="entry_id"/></span></a></xsl:otherwise></xsl:choose></li></xsl:for-each>
      </ul></xsl:when>
      <xsl:otherwise><p class="govuk-body">None.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="list/recused/item">
      <h2 class="govuk-heading-s">Given back: they know the people</h2>
      <ul class="govuk-list">
        <xsl:for-each select="list/recused/item"><li><xsl:value-of select="person"/>: entry <xsl:value-of select="entry_id"/>, <xsl:value-of select="ccot:instant(said_at)"/>
          <xsl:if test="not(own)"><form method="post" action="/restricted" class="ccot-answer__form"><xsl:call-template name="token"/><input type="hidden" name="entry" value="{entry_id}"/><input type="hidden" name="person" value="{person}"/><button class="ccot-small">Open it to <xsl:value-of select="person"/> again<span class="govuk-visually-hidden">, entry <xsl:value-of select="entry_id"/></span></button></form></xsl:if></li></xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
