<?xml version="1.0" encoding="UTF-8"?>
<!-- One mail as it came, with its alerts and its outcome; see db/functions/queue_mail.sql for the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Mail <xsl:value-of select="mail/message_id"/></xsl:template>
  <xsl:template match="page" mode="main"><xsl:apply-templates select="mail"/></xsl:template>
  <xsl:template match="mail">
    <a href="/queue" class="govuk-back-link">Queue</a>
    <h1 class="govuk-heading-m"><xsl:choose><xsl:when test="subject != ''"><xsl:value-of select="subject"/></xsl:when><xsl:otherwise>Mail without a subject</xsl:otherwise></xsl:choose></h1>
    <dl class="govuk-summary-list govuk-summary-list--no-border ccot-facts">
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">From</dt><dd class="govuk-summary-list__value"><xsl:value-of select="from_name"/><xsl:text> </xsl:text><span class="ccot-quiet"><xsl:value-of select="from_address"/></span></dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Received</dt><dd class="govuk-summary-list__value"><xsl:value-of select="ccot:instant(received_at)"/> (<xsl:value-of select="ccot:age(received_at)"/> ago), <xsl:value-of select="mailbox"/><xsl:if test="junk">, <strong>in the junk folder</strong></xsl:if></dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">State</dt><dd class="govuk-summary-list__value">
        <xsl:choose>
          <xsl:when test="outcome"><xsl:value-of select="ccot:label('mail_outcome', outcome)"/>: <xsl:value-of select="outcome_words"/> (<xsl:value-of select="handled_by"/>, <xsl:value-of select="ccot:instant(handled_at)"/>)</xsl:when>
          <xsl:when test="failure"><strong>Not readable:</strong><xsl:text> </xsl:text><xsl:value-of select="failure"/></xsl:when>
          <xsl:when test="state != 'queued'">being read</xsl:when>
          <xsl:otherwise>open</xsl:otherwise>
        </xsl:choose></dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">In hand</dt><dd class="govuk-summary-list__value"><xsl:call-template name="hand"/></dd></div>
    </dl>
    <xsl:if test="alerts/item"><h2 class="govuk-heading-s">Alerts</h2><xsl:apply-templates select="alerts/item"/></xsl:if>
    <h2 class="govuk-heading-s">What came with it</h2>
    <xsl:choose>
      <xsl:when test="documents/item"><ul class="govuk-list ccot-papers"><xsl:apply-templates select="documents/item"/></ul></xsl:when>
      <xsl:otherwise><p class="govuk-body">No paper was found in this mail.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="services/item">
      <h2 class="govuk-heading-s">Statements of service</h2>
      <ul class="govuk-list govuk-list--bullet"><xsl:for-each select="services/item"><li>
        <xsl:value-of select="ccot:label('outcome', outcome)"/><xsl:if test="served_on">, <xsl:value-of select="ccot:day(served_on)"/></xsl:if>:
        <xsl:choose>
          <xsl:when test="entry_id"><a class="govuk-link" href="/entries/{entry_id}"><xsl:choose><xsl:when test="state = 'fact'">its order</xsl:when><xsl:otherwise>the order that it may be about</xsl:otherwise></xsl:choose></a></xsl:when>
          <xsl:otherwise>its order is not held</xsl:otherwise>
        </xsl:choose>
        <xsl:if test="warning">. <strong><xsl:value-of select="warning"/></strong></xsl:if></li></xsl:for-each></ul>
    </xsl:if>
    <xsl:if test="others/item">
      <h2 class="govuk-heading-s">Other mails of this sender</h2>
      <ul class="govuk-list govuk-list--bullet"><xsl:for-each select="others/item"><li>
        <a class="govuk-link" href="/messages/{message_id}"><xsl:choose><xsl:when test="subject != ''"><xsl:value-of select="subject"/></xsl:when><xsl:otherwise>without a subject</xsl:otherwise></xsl:choose></a>, <xsl:value-of select="ccot:instant(received_at)"/>
        <xsl:for-each select="entries/item">, <a class="govuk-link" href="/entries/{.}">entry <xsl:value-of select="."/></a></xsl:for-each></li></xsl:for-each></ul>
    </xsl:if>
    <xsl:call-template name="ending"/>
  </xsl:template>
  <xsl:template name="hand">
    <xsl:choose>
      <xsl:when test="held_by"><xsl:choose><xsl:when test="own">yours</xsl:when><xsl:otherwise><xsl:value-of select="held_by"/></xsl:otherwise></xsl:choose> until <xsl:value-of select="ccot:clock(held_until)"/></xsl:when>
      <xsl:otherwise>nobody's</xsl:otherwise>
    </xsl:choose>
    <xsl:text> </xsl:text>
    <xsl:if test="not(held_by) and (not(outcome) or alerts/item[not(handled_at)])"><form class="ccot-inline" method="post" action="/messages/{message_id}/claim"><xsl:call-template name="token"/><button class="ccot-small">Take</button></form></xsl:if>
    <xsl:if test="held_by and (own or /page/@role = 'supervisor')"><form class="ccot-inline" method="post" action="/messages/{message_id}/release"><xsl:call-template name="token"/><button class="ccot-small">Release</button></form></xsl:if>
  </xsl:template>
  <xsl:template match="alerts/item">
    <div class="govuk-inset-text ccot-alert">
      <p class="govuk-body"><strong><xsl:value-of select="ccot:label('alert_kind', kind)"/></strong>, <xsl:value-of select="ccot:instant(raised_at)"/><xsl:if test="taken_by and not(handled_at)">, taken by <xsl:value-of select="taken_by"/></xsl:if></p>
      <blockquote class="govuk-body"><xsl:value-of select="text"/></blockquote>
      <xsl:choose>
        <xsl:when test="handled_at"><p class="govuk-body"><xsl:value-of select="ccot:label('alert_outcome', outcome)"/><xsl:if test="incident">, incident <xsl:value-of select="incident"/></xsl:if><xsl:if test="words">: <xsl:value-of select="words"/></xsl:if> (<xsl:value-of select="handled_by"/>, <xsl:value-of select="ccot:instant(handled_at)"/>)</p></xsl:when>
        <xsl:otherwise>
          <form method="post" action="/alerts/{alert_id}/outcome">
            <xsl:call-template name="token"/>
            <input type="hidden" name="message" value="{/page/mail/message_id}"/>
            <div class="govuk-form-group"><label class="govuk-label" for="outcome-{alert_id}">How it ended</label>
              <select class="govuk-select" name="outcome" id="outcome-{alert_id}" required="required"><option value="">Choose</option>
                <xsl:for-each select="/page/alert_outcomes/item"><option value="{.}"><xsl:value-of select="ccot:label('alert_outcome', .)"/></option></xsl:for-each></select></div>
            <div class="govuk-form-group"><label class="govuk-label" for="incident-{alert_id}">Incident number</label>
              <input class="govuk-input govuk-input--width-10" name="incident" id="incident-{alert_id}" maxlength="40" autocomplete="off"/></div>
            <div class="govuk-form-group"><label class="govuk-label" for="words-{alert_id}">What was done, or why there is no incident number</label>
              <textarea class="govuk-textarea" rows="2" name="words" id="words-{alert_id}" maxlength="2000"></textarea></div>
            <button class="govuk-button">Close this alert</button>
          </form>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>
  <xsl:template match="documents/item">
    <li>
      <strong><xsl:value-of select="ccot:label('document_kind', kind)"/></strong><xsl:if test="filename">, <xsl:value-of select="filename"/></xsl:if>
      <xsl:if test="problem">: <strong class="ccot-problem"><xsl:value-of select="ccot:label('problem', problem)"/></strong></xsl:if>
      <xsl:for-each select="entries/item">, <a class="govuk-link" href="/entries/{.}">entry <xsl:value-of select="."/></a></xsl:for-each>
      <xsl:variable name="id" select="document_id"/>
      <xsl:if test="page_numbers/item and kind != 'confidential_details' and kind != 'application'"><br/>pages <xsl:for-each select="page_numbers/item"><a class="govuk-link" href="/documents/{$id}/pages/{.}.png"><xsl:value-of select="."/></a><xsl:text> </xsl:text></xsl:for-each></xsl:if>
    </li>
  </xsl:template>
  <xsl:template name="ending">
    <xsl:choose>
      <xsl:when test="outcome">
        <form method="post" action="/messages/{message_id}/open"><xsl:call-template name="token"/><button class="govuk-button govuk-button--secondary">Open this mail again</button></form>
      </xsl:when>
      <xsl:when test="alerts/item[not(handled_at)]"><p class="govuk-body">The mail can be closed when each of its alerts is.</p></xsl:when>
      <xsl:when test="state = 'queued' or state = 'failed'">
        <h2 class="govuk-heading-s">Outcome of this mail</h2>
        <xsl:if test="entries/item"><p class="govuk-body">This is for what no entry came from; its entries are decided on their own.</p></xsl:if>
        <form method="post" action="/messages/{message_id}/outcome">
          <xsl:call-template name="token"/>
          <div class="govuk-form-group"><label class="govuk-label" for="outcome">Outcome</label>
            <select class="govuk-select" name="outcome" id="outcome" required="required"><option value="">Choose</option>
              <xsl:for-each select="/page/mail_outcomes/item"><option value="{.}"><xsl:value-of select="ccot:label('mail_outcome', .)"/></option></xsl:for-each></select></div>
          <div class="govuk-form-group"><label class="govuk-label" for="words">Why</label>
            <textarea class="govuk-textarea" rows="2" name="words" id="words" required="required" maxlength="2000"></textarea></div>
          <button class="govuk-button">Close this mail</button>
        </form>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
