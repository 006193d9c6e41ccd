<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages of an entry share: a field with its forms, the notice, the hidden parts of every decision. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Entry</xsl:template>
  <xsl:template match="page" mode="main"/>
  <xsl:template name="decision">
    <xsl:call-template name="token"/>
    <input type="hidden" name="row_version" value="{/page/entry/row_version}"/>
  </xsl:template>
  <xsl:template match="notice">
    <div class="govuk-error-summary" role="alert" tabindex="-1">
      <h2 class="govuk-error-summary__title"><xsl:value-of select="heading"/></h2>
      <p class="govuk-body"><xsl:value-of select="text"/></p>
      <xsl:if test="sent != ''"><p class="govuk-body">You sent: <strong class="ccot-sent"><xsl:value-of select="sent"/></strong></p></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="slots/item">
    <section class="ccot-slot">
      <h3 class="ccot-slot__title"><xsl:value-of select="title"/></h3>
      <xsl:apply-templates select="fields/item" mode="field"/>
    </section>
  </xsl:template>

  <xsl:template name="lines">
    <xsl:choose>
      <xsl:when test="lines/item[2]"><ol class="ccot-lines"><xsl:for-each select="lines/item"><li><xsl:value-of select="."/></li></xsl:for-each></ol></xsl:when>
      <xsl:when test="lines/item"><span class="ccot-value"><xsl:value-of select="lines/item"/></span></xsl:when>
      <xsl:otherwise><span class="ccot-quiet">not found</span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="item" mode="field">
    <xsl:variable name="chosen" select="name = /page/entry/chosen"/>
    <xsl:variable name="living" select="/page/entry/state = 'pending' or /page/entry/state = 'verified'"/>
    <xsl:variable name="decisive" select="boolean(ancestor::slots)"/>
    <div class="ccot-field" id="f-{name}" data-field="{name}">
      <xsl:if test="x"><xsl:attribute name="data-box"><xsl:value-of select="concat(x, ' ', y, ' ', w, ' ', h)"/></xsl:attribute></xsl:if>
      <xsl:if test="page"><xsl:attribute name="data-paper"><xsl:value-of select="paper"/></xsl:attribute><xsl:attribute name="data-page"><xsl:value-of select="page"/></xsl:attribute></xsl:if>
      <xsl:if test="$chosen"><xsl:attribute name="class">ccot-field ccot-field--chosen</xsl:attribute></xsl:if>
      <xsl:if test="$chosen"><a id="next" tabindex="-1"></a></xsl:if>
      <p class="ccot-field__value">
        <span class="ccot-field__label"><xsl:value-of select="label"/>: </span>
        <xsl:if test="not(lines/item[2])"><xsl:call-template name="lines"/></xsl:if>
        <xsl:text> </xsl:text>
        <xsl:choose>
          <xsl:when test="decided = 'confirmed'"><strong class="govuk-tag govuk-tag--green">Decided</strong></xsl:when>
          <xsl:when test="decided = 'corrected'"><strong class="govuk-tag govuk-tag--green">Corrected</strong></xsl:when>
          <xsl:when test="decided = 'absent'"><strong class="govuk-tag govuk-tag--green">Not on the paper</strong></xsl:when>
          <xsl:when test="decided = 'waits'"><strong class="govuk-tag govuk-tag--yellow">Waits for a second person</strong></xsl:when>
          <xsl:when test="unsure = 'true'"><strong class="govuk-tag govuk-tag--yellow">Unsure</strong></xsl:when>
        </xsl:choose>
      </p>
      <xsl:if test="lines/item[2]"><xsl:call-template name="lines"/></xsl:if>
      <p class="ccot-field__raw">
        <xsl:if test="raw and list != 'true'">Printed: “<xsl:value-of select="raw"/>”. </xsl:if>
        <xsl:if test="read">Was read as: <xsl:value-of select="read"/>. </xsl:if>
        <xsl:if test="copy">From the copy <a class="govuk-link" href="/entries/{copy}">entry <xsl:value-of select="copy"/></a>. </xsl:if>
        <xsl:if test="page"><a class="govuk-link ccot-show" href="?field={name}#f-{name}">Page <xsl:value-of select="page"/><span class="govuk-visually-hidden">: show <xsl:value-of select="label"/> on the paper</span></a></xsl:if>
      </p>
      <xsl:if test="$living">
        <div class="ccot-field__acts">
          <xsl:if test="($decisive or unsure = 'true') and decided = '' and lines/item">
            <form method="post" action="/entries/{/page/entry/entry_id}/confirm">
              <xsl:call-template name="decision"/>
              <input type="hidden" name="field" value="{name}"/>
              <button class="govuk-button ccot-small">Right<span class="govuk-visually-hidden">: <xsl:value-of select="label"/></span></button>
            </form>
          </xsl:if>
          <xsl:if test="($decisive and decided = '') or (lines/item and decided != '')">
            <form method="post" action="/entries/{/page/entry/entry_id}/absent">
              <xsl:call-template name="decision"/>
              <input type="hidden" name="field" value="{name}"/>
              <button class="govuk-button govuk-button--secondary ccot-small">Not on the paper<span class="govuk-visually-hidden">: <xsl:value-of select="label"/></span></button>
            </form>
          </xsl:if>
          <details class="govuk-details ccot-small">
            <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Correct<span class="govuk-visually-hidden">: <xsl:value-of select="label"/></span></span></summary>
            <form method="post" action="/entries/{/page/entry/entry_id}/correct">
              <xsl:call-template name="decision"/>
              <input type="hidden" name="field" value="{name}"/>
              <label class="govuk-label" for="v-{name}"><xsl:value-of select="label"/><xsl:if test="list = 'true'">, one a line</xsl:if></label>
              <xsl:choose>
                <xsl:when test="list = 'true'"><textarea class="govuk-textarea" id="v-{name}" name="value" rows="4"><xsl:value-of select="typed"/></textarea></xsl:when>
                <xsl:otherwise><input class="govuk-input" id="v-{name}" name="value" value="{typed}" autocomplete="off"/></xsl:otherwise>
              </xsl:choose>
              <fieldset class="govuk-fieldset">
                <legend class="govuk-fieldset__legend">Where from</legend>
                <label class="ccot-choice"><input type="radio" name="source" value="misread"/> The program misread the paper</label>
                <label class="ccot-choice"><input type="radio" name="source" value="paper"/> The paper is wrong</label>
                <label class="ccot-choice"><input type="radio" name="source" value="elsewhere"/> Known from elsewhere</label>
              </fieldset>
              <label class="govuk-label" for="w-{name}">If from elsewhere, from which system</label>
              <input class="govuk-input" id="w-{name}" name="from" autocomplete="off"/>
              <p><button class="govuk-button govuk-button--secondary ccot-small">Save</button></p>
            </form>
          </details>
        </div>
      </xsl:if>
    </div>
  </xsl:template>
</xsl:stylesheet>
