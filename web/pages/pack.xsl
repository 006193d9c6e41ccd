<?xml version="1.0" encoding="UTF-8"?>
<!-- Which papers of an order go to whom; db/pack_store.h tells the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="pack_parts.xsl"/>
  <xsl:template match="page" mode="title">Copy for an investigation</xsl:template>
  <xsl:template match="page" mode="main"><xsl:apply-templates select="form"/></xsl:template>
  <xsl:template match="form">
    <h1 class="govuk-heading-m">Copy for an investigation</h1>
    <xsl:if test="/page/problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="/page/problem"/> Nothing was made.</p></xsl:if>
    <p class="govuk-body"><strong><xsl:value-of select="told/direction"/></strong> (<a class="govuk-link" href="/entries/{entry_id}/answer">entry <xsl:value-of select="entry_id"/></a>; <xsl:value-of select="told/state_words"/>)</p>
    <form method="post" action="/entries/{entry_id}/pack" autocomplete="off" class="ccot-pack">
      <xsl:call-template name="token"/>
      <fieldset class="govuk-fieldset ccot-pack__papers">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Papers that go along</legend>
        <xsl:for-each select="papers/item">
          <div class="ccot-pack__paper">
            <input type="checkbox" id="paper-{document_id}" name="paper-{document_id}" value="yes"><xsl:if test="given"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input>
            <label for="paper-{document_id}">
              <xsl:call-template name="paper-words"/>
            </label>
          </div>
        </xsl:for-each>
      </fieldset>
      <xsl:if test="papers/item/kept">
        <div class="govuk-form-group">
          <label class="govuk-label" for="kept">Only with a paper that the court keeps from the other side: why must it go along?</label>
          <input class="govuk-input" id="kept" name="kept" maxlength="500" value="{/page/typed/kept}"/>
        </div>
      </xsl:if>
      <xsl:call-template name="pack-field"><xsl:with-param name="name">recipient</xsl:with-param><xsl:with-param name="text">For whom (rank and name)</xsl:with-param><xsl:with-param name="most">200</xsl:with-param></xsl:call-template>
      <xsl:call-template name="pack-field"><xsl:with-param name="name">address</xsl:with-param><xsl:with-param name="text">Their e-mail address in the force</xsl:with-param><xsl:with-param name="most">254</xsl:with-param></xsl:call-template>
      <xsl:call-template name="pack-field"><xsl:with-param name="name">unit</xsl:with-param><xsl:with-param name="text">Unit</xsl:with-param><xsl:with-param name="most">200</xsl:with-param></xsl:call-template>
      <xsl:call-template name="pack-field"><xsl:with-param name="name">crime</xsl:with-param><xsl:with-param name="text">Their reference (crime or custody number)</xsl:with-param><xsl:with-param name="most">100</xsl:with-param></xsl:call-template>
      <xsl:call-template name="pack-field"><xsl:with-param name="name">purpose</xsl:with-param><xsl:with-param name="text">What it is for</xsl:with-param><xsl:with-param name="most">500</xsl:with-param></xsl:call-template>
      <button class="govuk-button">Make the copy</button>
    </form>
    <xsl:if test="packs/item">
      <h2 class="govuk-heading-s">Copies made before</h2>
      <ul class="govuk-list">
        <xsl:for-each select="packs/item"><li><xsl:value-of select="ccot:instant(made_at)"/>: <a class="govuk-link" href="/packs/{pack_id}">copy <xsl:value-of select="pack_id"/></a>, <xsl:value-of select="papers"/> papers, for <xsl:value-of select="recipient"/>, <xsl:value-of select="unit"/>, <xsl:value-of select="crime"/>; by <xsl:value-of select="made_by"/></li></xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>
  <xsl:template name="pack-field">
    <xsl:param name="name"/><xsl:param name="text"/><xsl:param name="most"/>
    <div class="govuk-form-group">
      <label class="govuk-label" for="{$name}"><xsl:value-of select="$text"/></label>
      <input class="govuk-input" id="{$name}" name="{$name}" required="required" maxlength="{$most}" value="{/page/typed/*[name() = $name]}"/>
    </div>
  </xsl:template>
</xsl:stylesheet>
