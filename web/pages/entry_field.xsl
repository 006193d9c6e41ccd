<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages of an entry share: a field with its forms, the notice, the hidden parts of every decision, typed work. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:variable name="page-number" select="/page/entry/entry_id"/>
  <xsl:variable name="page-version" select="/page/entry/row_version"/>
  <xsl:variable name="page-state" select="/page/entry/state"/>
  <xsl:variable name="page-decided" select="/page/entry/decisions/item[not(undone_at)]"/>
  <xsl:variable name="page-typed" select="/page/entry/typed"/>
  <xsl:template match="page" mode="title">Entry</xsl:template>
  <xsl:template match="page" mode="main"/>
  <xsl:template name="decision">
    <xsl:call-template name="token"/>
    <input type="hidden" name="row_version" value="{$page-version}"/>
  </xsl:template>
  <!-- what this person typed into a form before and did not send -->
  <xsl:template name="typed">
    <xsl:param name="form"/>
    <xsl:param name="part"/>
    <xsl:value-of select="$page-typed/*[local-name() = $form]/words/*[local-name() = $part]"/>
  </xsl:template>
  <xsl:template name="typed-note">
    <xsl:param name="form"/>
    <xsl:variable name="kept" select="$page-typed/*[local-name() = $form]"/>
    <xsl:if test="$kept"><xsl:call-template name="kept-note"><xsl:with-param name="ago" select="ccot:age($kept/typed_at)"/></xsl:call-template></xsl:if>
  </xsl:template>
  <xsl:template name="kept-note">
    <xsl:param name="ago"/>
    <p class="ccot-kept">You typed this <xsl:value-of select="$ago"/> ago and have not decided it.</p>
  </xsl:template>
  <!-- "Non-molestation order, varied" -->
  <xsl:template name="kind">
    <xsl:param name="of"/>
    <xsl:value-of select="ccot:label('order_type', $of/order_type)"/>, <xsl:value-of select="translate(ccot:label('action', $of/action), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
  </xsl:template>
  <!-- "Ended 12:00 Tue 24 August 2027" -->
  <xsl:template name="status">
    <xsl:param name="of"/>
    <strong><xsl:value-of select="ccot:label('status', $of/status)"/></strong><xsl:value-of select="$of/status_more"/>
  </xsl:template>
  <xsl:template match="notice">
    <div class="govuk-error-summary" role="alert" tabindex="-1">
      <h2 class="govuk-error-summary__title"><xsl:value-of select="heading"/></h2>
      <p class="govuk-body"><xsl:value-of select="text"/></p>
      <xsl:if test="sent != ''"><p class="govuk-body">You sent: <strong class="ccot-sent"><xsl:value-of select="sent"/></strong></p></xsl:if>
    </div>
  </xsl:template>

  <xsl:template name="lines">
    <xsl:choose>
      <xsl:when test="lines/item[2]"><ol class="ccot-lines"><xsl:for-each select="lines/item"><li><xsl:value-of select="."/></li></xsl:for-each></ol></xsl:when>
      <xsl:when test="lines/item"><span class="ccot-value"><xsl:value-of select="lines/item"/></span></xsl:when>
      <xsl:when test="decided = 'absent'"><span class="ccot-quiet">nothing</span></xsl:when>
      <xsl:otherwise><span class="ccot-absent">not found</span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- type and action: the first of what is decided one by one -->
  <xsl:template match="type">
    <xsl:variable name="open" select="not(decided = 'true') and (../state = 'pending')"/>
    <section class="ccot-slot" aria-label="Type and action">
      <div class="ccot-field" id="f-type" data-field="type" tabindex="-1">
        <xsl:if test="../chosen = 'type'"><xsl:attribute name="class">ccot-field ccot-field--chosen</xsl:attribute></xsl:if>
        <div class="ccot-field__body">
          <xsl:if test="../chosen = 'type'"><a id="next" tabindex="-1"></a></xsl:if>
          <p><span class="ccot-field__label">Type and action: </span><span class="ccot-value"><xsl:call-template name="kind"><xsl:with-param name="of" select=".."/></xsl:call-template></span>
            <xsl:if test="decided = 'true'"><xsl:text> </xsl:text><strong class="govuk-tag govuk-tag--green">Decided</strong></xsl:if></p>
        </div>
        <xsl:if test="$open and types/item[chosen = 'true'] and actions/item[chosen = 'true']">
          <div class="ccot-field__acts">
            <form method="post" action="/entries/{../entry_id}/type">
              <xsl:call-template name="decision"/>
              <input type="hidden" name="order_type" value="{../order_type}"/>
              <input type="hidden" name="action" value="{../action}"/>
              <button class="govuk-button ccot-fit ccot-right">Right<span class="govuk-visually-hidden">: type and action</span></button>
            </form>
          </div>
        </xsl:if>
        <xsl:if test="../state = 'pending' or ../state = 'verified'">
          <details class="govuk-details ccot-fit">
            <xsl:if test="$page-typed/type"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
            <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Correct<span class="govuk-visually-hidden">: type and action</span></span></summary>
            <form method="post" action="/entries/{../entry_id}/type" data-keep="type">
              <xsl:call-template name="decision"/>
              <label class="govuk-label" for="v-order_type">Type, by the title and the Act on the paper</label>
              <select class="govuk-select" id="v-order_type" name="order_type"><xsl:call-template name="options"><xsl:with-param name="items" select="types/item"/></xsl:call-template></select>
              <label class="govuk-label" for="v-action">What it does</label>
              <select class="govuk-select" id="v-action" name="action"><xsl:call-template name="options"><xsl:with-param name="items" select="actions/item"/></xsl:call-template></select>
              <p><button class="govuk-button govuk-button--secondary ccot-fit">Save type and action</button></p>
            </form>
          </details>
        </xsl:if>
      </div>
    </section>
  </xsl:template>
  <xsl:template name="options">
    <xsl:param name="items"/>
    <xsl:if test="not($items[chosen = 'true'])"><option value="">Choose</option></xsl:if>
    <xsl:for-each select="$items">
      <option value="{word}"><xsl:if test="chosen = 'true'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="label"/></option>
    </xsl:for-each>
  </xsl:template>

  <!-- "decide" is the page's one form for the buttons of all its fields: forms of their own were a fifth of what the page is made of -->
  <xsl:template match="field | slot/fields/item">
    <xsl:variable name="living" select="$page-state = 'pending' or $page-state = 'verified'"/>
    <div class="ccot-field" id="f-{name}" data-field="{name}" tabindex="-1">
      <xsl:if test="x"><xsl:attribute name="data-box"><xsl:value-of select="concat(x, ' ', y, ' ', w, ' ', h)"/></xsl:attribute></xsl:if>
      <xsl:if test="paper"><xsl:attribute name="data-paper"><xsl:value-of select="paper"/></xsl:attribute></xsl:if>
      <xsl:if test="page"><xsl:attribute name="data-page"><xsl:value-of select="page"/></xsl:attribute></xsl:if>
      <xsl:if test="chosen"><xsl:attribute name="class">ccot-field ccot-field--chosen</xsl:attribute></xsl:if>
      <div class="ccot-field__body">
        <xsl:if test="chosen"><a id="next" tabindex="-1"></a></xsl:if>
        <p>
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
          <xsl:if test="paper">
            <xsl:text> </xsl:text>
            <a class="govuk-link ccot-show" href="?field={name}#f-{name}"><xsl:choose><xsl:when test="page">page <xsl:value-of select="page"/></xsl:when><xsl:otherwise>in the text</xsl:otherwise></xsl:choose><span class="govuk-visually-hidden">: show <xsl:value-of select="label"/> on the paper</span></a>
          </xsl:if>
        </p>
        <xsl:if test="lines/item[2]"><xsl:call-template name="lines"/></xsl:if>
        <xsl:if test="telling = 'true' or read or copy or disputed or otherwise">
          <p class="ccot-field__raw">
            <xsl:if test="otherwise"><strong class="ccot-missing"><xsl:value-of select="otherwise_by"/> typed from the paper: <xsl:value-of select="otherwise"/>. </strong>Look again, and decide which is right. </xsl:if>
            <xsl:if test="telling = 'true'">Printed: “<xsl:value-of select="raw"/>”. </xsl:if>
            <xsl:if test="disputed"><strong class="ccot-missing">DISPUTED by <xsl:value-of select="disputed/said_by"/>: <xsl:value-of select="disputed/words"/>. </strong></xsl:if>
            <xsl:if test="read">Was read as: <xsl:value-of select="read"/>. </xsl:if>
            <xsl:if test="copy">From the copy <a class="govuk-link" href="/entries/{copy}">entry <xsl:value-of select="copy"/></a>. </xsl:if>
          </p>
        </xsl:if>
      </div>
      <xsl:if test="$living">
        <div class="ccot-field__acts">
          <xsl:if test="(decisive or unsure = 'true') and decided = '' and lines/item">
            <button class="govuk-button ccot-fit ccot-right" form="decide" formaction="/entries/{$page-number}/confirm" name="field" value="{name}">Right<span class="govuk-visually-hidden">: <xsl:value-of select="label"/></span></button>
          </xsl:if>
          <xsl:if test="(decisive and decided = '') or (lines/item and unsure = 'true' and decided = '')">
            <button class="govuk-button govuk-button--secondary ccot-fit ccot-none" form="decide" formaction="/entries/{$page-number}/absent" name="field" value="{name}">Not on the paper<span class="govuk-visually-hidden">: <xsl:value-of select="label"/></span></button>
          </xsl:if>
        </div>
        <xsl:call-template name="correct"/>
      </xsl:if>
    </div>
  </xsl:template>

  <!-- typed from the paper before what was read is shown -->
  <xsl:template match="field[asked] | slot/fields/item[asked]" priority="1">
    <div class="ccot-field ccot-field--asked" id="f-{name}" data-field="{name}" tabindex="-1">
      <xsl:if test="x"><xsl:attribute name="data-box"><xsl:value-of select="concat(x, ' ', y, ' ', w, ' ', h)"/></xsl:attribute></xsl:if>
      <xsl:if test="paper"><xsl:attribute name="data-paper"><xsl:value-of select="paper"/></xsl:attribute></xsl:if>
      <xsl:if test="page"><xsl:attribute name="data-page"><xsl:value-of select="page"/></xsl:attribute></xsl:if>
      <xsl:if test="chosen"><xsl:attribute name="class">ccot-field ccot-field--asked ccot-field--chosen</xsl:attribute></xsl:if>
      <div class="ccot-field__body">
        <xsl:if test="chosen"><a id="next" tabindex="-1"></a></xsl:if>
        <form method="post" action="/entries/{$page-number}/attention">
          <xsl:call-template name="decision"/>
          <input type="hidden" name="field" value="{name}"/>
          <label class="govuk-label" for="a-{name}"><strong><xsl:value-of select="label"/></strong>: type what the paper says</label>
          <span class="ccot-field__raw" id="h-{name}">Of some entries one field is typed by a person first. What the program read is shown afterwards.<xsl:if test="page"> It stands on <a class="govuk-link ccot-show" href="?field={name}#f-{name}">page <xsl:value-of select="page"/><span class="govuk-visually-hidden">: show <xsl:value-of select="label"/> on the paper</span></a>.</xsl:if></span>
          <input class="govuk-input" id="a-{name}" name="value" autocomplete="off" aria-describedby="h-{name}"/>
          <p class="ccot-field__acts"><button class="govuk-button ccot-fit">Compare<span class="govuk-visually-hidden">: <xsl:value-of select="label"/></span></button>
            <xsl:text> </xsl:text><button class="govuk-button govuk-button--secondary ccot-fit" name="none" value="yes">Not on the paper<span class="govuk-visually-hidden">: <xsl:value-of select="label"/></span></button></p>
        </form>
      </div>
    </div>
  </xsl:template>

  <xsl:template name="correct">
    <xsl:variable name="value"><xsl:choose><xsl:when test="kept/value"><xsl:value-of select="kept/value"/></xsl:when><xsl:otherwise><xsl:value-of select="typed"/></xsl:otherwise></xsl:choose></xsl:variable>
    <details class="govuk-details ccot-fit">
      <xsl:if test="kept"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Correct<span class="govuk-visually-hidden">: <xsl:value-of select="label"/></span></span></summary>
      <form method="post" action="/entries/{$page-number}/correct" data-keep="correct-{name}">
        <xsl:call-template name="decision"/>
        <xsl:if test="kept"><xsl:call-template name="kept-note"><xsl:with-param name="ago" select="kept/ago"/></xsl:call-template></xsl:if>
        <input type="hidden" name="field" value="{name}"/>
        <label class="govuk-label" for="v-{name}"><xsl:value-of select="label"/><xsl:if test="list = 'true'">, one a line</xsl:if></label>
        <xsl:choose>
          <xsl:when test="list = 'true'"><textarea class="govuk-textarea" id="v-{name}" name="value" rows="4"><xsl:value-of select="$value"/></textarea></xsl:when>
          <xsl:otherwise><input class="govuk-input" id="v-{name}" name="value" value="{$value}" autocomplete="off"/></xsl:otherwise>
        </xsl:choose>
        <fieldset class="govuk-fieldset">
          <legend class="govuk-fieldset__legend">Where from</legend>
          <xsl:call-template name="radio"><xsl:with-param name="name" select="'source'"/><xsl:with-param name="value" select="'misread'"/><xsl:with-param name="kept" select="kept/source"/><xsl:with-param name="words" select="'The program misread the paper'"/></xsl:call-template>
          <xsl:call-template name="radio"><xsl:with-param name="name" select="'source'"/><xsl:with-param name="value" select="'paper'"/><xsl:with-param name="kept" select="kept/source"/><xsl:with-param name="words" select="'The paper is wrong'"/></xsl:call-template>
          <xsl:call-template name="radio"><xsl:with-param name="name" select="'source'"/><xsl:with-param name="value" select="'elsewhere'"/><xsl:with-param name="kept" select="kept/source"/><xsl:with-param name="words" select="'Known from elsewhere'"/></xsl:call-template>
        </fieldset>
        <label class="govuk-label" for="w-{name}">If from elsewhere, from which system</label>
        <input class="govuk-input" id="w-{name}" name="from" value="{kept/from}" autocomplete="off"/>
        <p><button class="govuk-button govuk-button--secondary ccot-fit">Save<span class="govuk-visually-hidden">: <xsl:value-of select="label"/></span></button></p>
      </form>
    </details>
  </xsl:template>
  <xsl:template name="radio">
    <xsl:param name="name"/><xsl:param name="value"/><xsl:param name="kept"/><xsl:param name="words"/>
    <label class="ccot-choice"><input type="radio" name="{$name}" value="{$value}"><xsl:if test="$kept = $value"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input><xsl:text> </xsl:text><xsl:value-of select="$words"/></label>
  </xsl:template>
</xsl:stylesheet>
