<?xml version="1.0" encoding="UTF-8"?>
<!-- One mail as it came, with its alerts and its outcome; see db/functions/queue_mail.sql for the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Mail <xsl:value-of select="mail/message_id"/></xsl:template>
  <xsl:template match="page" mode="main"><div class="ccot-mail"><xsl:apply-templates select="mail"/></div></xsl:template>
  <xsl:template match="mail">
    <a href="/queue" class="govuk-back-link">Queue</a>
    <xsl:if test="/page/notice">
      <div class="govuk-error-summary" role="alert"><h2 class="govuk-error-summary__title"><xsl:value-of select="/page/notice/heading"/></h2>
        <p class="govuk-body"><xsl:value-of select="/page/notice/text"/></p>
        <xsl:if test="/page/notice/sent != ''"><p class="govuk-body">You sent: <q><xsl:value-of select="/page/notice/sent"/></q></p></xsl:if></div>
    </xsl:if>
    <xsl:if test="typed"><p class="govuk-inset-text">You sent this <xsl:value-of select="ccot:age(typed/typed_at)"/> ago, when you had been signed out. Nothing was written: <q><xsl:value-of select="typed/words"/></q></p></xsl:if>
    <h1 class="govuk-heading-m"><xsl:choose><xsl:when test="subject != ''"><xsl:value-of select="subject"/></xsl:when><xsl:otherwise>Mail without a subject</xsl:otherwise></xsl:choose></h1>
    <dl class="govuk-summary-list govuk-summary-list--no-border ccot-facts">
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">From</dt><dd class="govuk-summary-list__value"><xsl:value-of select="from_name"/><xsl:text> </xsl:text><span class="ccot-quiet"><xsl:value-of select="from_address"/></span><br/>
        <xsl:value-of select="sender"/>; <xsl:choose><xsl:when test="mails_of_sender = 1"><strong>first mail from this address</strong></xsl:when><xsl:otherwise><xsl:value-of select="mails_of_sender"/><xsl:if test="mails_of_sender = 100"> or more</xsl:if> mails from this address since <xsl:value-of select="ccot:instant(first_mail_at)"/></xsl:otherwise></xsl:choose>
        <xsl:if test="private">. <strong>Private sender: think of safe contact before you write.</strong></xsl:if></dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Received</dt><dd class="govuk-summary-list__value"><xsl:value-of select="ccot:instant(received_at)"/> (<xsl:value-of select="ccot:age(received_at)"/> ago), <xsl:value-of select="mailbox"/><xsl:if test="junk">, <strong>in the junk folder</strong></xsl:if></dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">State</dt><dd class="govuk-summary-list__value">
        <xsl:choose>
          <xsl:when test="outcome"><xsl:value-of select="ccot:label('mail_outcome', outcome)"/><xsl:if test="joined_entry_id"><xsl:text> </xsl:text><a class="govuk-link" href="/entries/{joined_entry_id}"><xsl:value-of select="joined_entry_id"/></a></xsl:if><xsl:if test="outcome = 'passed_on'">: <xsl:value-of select="passed_to"/>, receipt: <xsl:value-of select="receipt"/></xsl:if>: <xsl:value-of select="outcome_words"/> (<xsl:value-of select="handled_by"/>, <xsl:value-of select="ccot:instant(handled_at)"/>)</xsl:when>
          <xsl:when test="failure"><strong>Not readable:</strong><xsl:text> </xsl:text><xsl:value-of select="failure"/></xsl:when>
          <xsl:when test="state != 'queued'">being read</xsl:when>
          <xsl:when test="passed_to">open: passed on to <xsl:value-of select="passed_to"/>, <xsl:value-of select="ccot:instant(passed_at)"/>; <strong>no receipt yet</strong>. Both hold it until then.</xsl:when>
          <xsl:when test="documents/item[open]">open: a paper has no outcome yet</xsl:when>
          <xsl:when test="entries/item">in the register: its entries are decided on their own pages</xsl:when>
          <xsl:otherwise>open: no order was found in it</xsl:otherwise>
        </xsl:choose></dd></div>
      <xsl:if test="reply"><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Our reply</dt><dd class="govuk-summary-list__value"><xsl:apply-templates select="reply"/></dd></div></xsl:if>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">In hand</dt><dd class="govuk-summary-list__value"><xsl:call-template name="hand"/></dd></div>
    </dl>
    <xsl:if test="alerts/item"><h2 class="govuk-heading-s">Alerts</h2><xsl:apply-templates select="alerts/item"/></xsl:if>
    <xsl:call-template name="text"/>
    <xsl:if test="links/item"><p class="govuk-body"><xsl:for-each select="links/item">Answers <a class="govuk-link" href="/messages/{message_id}">mail <xsl:value-of select="message_id"/></a><xsl:if test="state != 'joined'">, from another sender</xsl:if>. </xsl:for-each></p></xsl:if>
    <h2 class="govuk-heading-s">Papers</h2>
    <xsl:choose>
      <xsl:when test="documents/item"><xsl:call-template name="papers"/></xsl:when>
      <xsl:otherwise><p class="govuk-body">No paper was found in this mail.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="services/item">
      <h2 class="govuk-heading-s" id="statements">Statements of service</h2>
      <ul class="govuk-list govuk-list--bullet"><xsl:for-each select="services/item"><li>
        <xsl:value-of select="ccot:label('outcome', outcome)"/><xsl:if test="served_on">, <xsl:value-of select="ccot:day(served_on)"/></xsl:if><xsl:if test="served_at">, <xsl:value-of select="served_at"/></xsl:if><xsl:if test="served_by">, by <xsl:value-of select="served_by"/></xsl:if><xsl:if test="method">, <xsl:value-of select="method"/></xsl:if>:
        <xsl:choose>
          <xsl:when test="entry_id"><a class="govuk-link" href="/entries/{entry_id}"><xsl:choose><xsl:when test="state = 'fact'">its order</xsl:when><xsl:otherwise>the order that it may be about</xsl:otherwise></xsl:choose></a></xsl:when>
          <xsl:when test="fits/item"><strong class="ccot-missing">no order chosen yet</strong></xsl:when>
          <xsl:when test="warning">no order chosen</xsl:when>
          <xsl:otherwise>its order is not held</xsl:otherwise>
        </xsl:choose>
        <xsl:if test="warning">. <strong><xsl:value-of select="warning"/></strong></xsl:if>
        <xsl:if test="fits/item">
          <p class="govuk-body">Read the paper, then say which one it is about; each is proof for that order alone.</p>
          <ul class="govuk-list"><xsl:apply-templates select="fits/item"/></ul>
        </xsl:if></li></xsl:for-each></ul>
    </xsl:if>
    <xsl:if test="others/item">
      <h2 class="govuk-heading-s">Other mails of this sender</h2>
      <ul class="govuk-list govuk-list--bullet"><xsl:for-each select="others/item"><li>
        <a class="govuk-link" href="/messages/{message_id}"><xsl:choose><xsl:when test="subject != ''"><xsl:value-of select="subject"/></xsl:when><xsl:otherwise>without a subject</xsl:otherwise></xsl:choose></a>, <xsl:value-of select="ccot:instant(received_at)"/>
        <xsl:for-each select="entries/item">, <a class="govuk-link" href="/entries/{.}">entry <xsl:value-of select="."/></a></xsl:for-each></li></xsl:for-each></ul>
    </xsl:if>
    <xsl:call-template name="ending"/>
  </xsl:template>
  <!-- an order that a statement of service may be about -->
  <xsl:template match="fits/item">
    <li class="ccot-decision">
      <a class="govuk-link" href="/entries/{entry_id}">Entry <xsl:value-of select="entry_id"/></a>: <xsl:value-of select="ccot:label('order_type', order_type)"/>, <xsl:value-of select="ccot:label('action', action)"/><xsl:if test="made_on">, made <xsl:value-of select="ccot:day(made_on)"/></xsl:if><xsl:if test="number">, <span class="ccot-nowrap"><xsl:value-of select="number"/></span></xsl:if>;
      <xsl:value-of select="respondent"/> &#8594; <xsl:for-each select="protected/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each>
      <form method="post" action="/entries/{entry_id}/service" class="ccot-service">
        <xsl:call-template name="token"/>
        <input type="hidden" name="row_version" value="{row_version}"/>
        <input type="hidden" name="service" value="{../../service_id}"/>
        <button class="govuk-button govuk-button--secondary ccot-fit" name="is_about" value="yes">It is about this order<span class="govuk-visually-hidden">: entry <xsl:value-of select="entry_id"/></span></button>
      </form>
    </li>
  </xsl:template>
  <!-- what the mail itself says, or one of its papers; read anew each time in ccot-parse, so only when it is asked for -->
  <xsl:template name="text">
    <xsl:choose>
      <xsl:when test="/page/text">
        <h2 class="govuk-heading-s" id="text">
          <xsl:choose><xsl:when test="/page/text/paper = 0">Text of the mail</xsl:when><xsl:otherwise>Text of paper <xsl:for-each select="documents/item"><xsl:if test="document_id = /page/text/paper"><xsl:value-of select="position()"/></xsl:if></xsl:for-each></xsl:otherwise></xsl:choose></h2>
        <xsl:choose>
          <xsl:when test="/page/text/words != ''"><div class="ccot-text ccot-mail__text" tabindex="0" role="region" aria-labelledby="text"><xsl:value-of select="/page/text/words"/></div></xsl:when>
          <xsl:otherwise><p class="govuk-body">No text could be read there.</p></xsl:otherwise>
        </xsl:choose>
        <p class="govuk-body"><xsl:if test="/page/text/paper != 0"><a class="govuk-link" href="/messages/{message_id}?view=text#text">Text of the mail</a> &#183; </xsl:if><a class="govuk-link" href="/messages/{message_id}">Without the text</a></p>
      </xsl:when>
      <xsl:when test="has_octets"><p class="govuk-body"><a class="govuk-link" href="/messages/{message_id}?view=text#text">Read the text of the mail</a></p></xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="hand">
    <xsl:choose>
      <xsl:when test="held_by"><xsl:choose><xsl:when test="own">yours</xsl:when><xsl:otherwise><xsl:value-of select="held_by"/></xsl:otherwise></xsl:choose> until <xsl:value-of select="ccot:clock(held_until)"/></xsl:when>
      <xsl:otherwise>nobody's</xsl:otherwise>
    </xsl:choose>
    <xsl:text> </xsl:text>
    <xsl:if test="not(held_by) and (documents/item[open] or not(outcome or entries/item) or passed_to or alerts/item[not(handled_at)])"><form class="ccot-inline" method="post" action="/messages/{message_id}/claim"><xsl:call-template name="token"/><button class="ccot-small">Take</button></form></xsl:if>
    <xsl:if test="held_by and (own or /page/@role = 'supervisor')"><form class="ccot-inline" method="post" action="/messages/{message_id}/release"><xsl:call-template name="token"/><button class="ccot-small">Release</button></form></xsl:if>
  </xsl:template>
  <xsl:template match="alerts/item">
    <div class="govuk-inset-text ccot-alert">
      <p class="govuk-body"><strong><xsl:value-of select="ccot:label('alert_kind', kind)"/></strong>, in the mail of <xsl:value-of select="ccot:moment(/page/mail/received_at)"/>, noticed <xsl:value-of select="ccot:moment(raised_at)"/><xsl:if test="taken_by and not(handled_at)">, taken by <xsl:value-of select="taken_by"/></xsl:if></p>
      <blockquote class="govuk-body"><xsl:value-of select="text"/></blockquote>
      <xsl:if test="kind = 'retraction' and not(handled_at) and /page/mail/means/item">
        <p class="govuk-body">It seems to take back: <xsl:for-each select="/page/mail/means/item"><xsl:if test="position() &gt; 1">; </xsl:if><a class="govuk-link" href="/messages/{message_id}"><xsl:choose><xsl:when test="subject != ''"><xsl:value-of select="subject"/></xsl:when><xsl:otherwise>without a subject</xsl:otherwise></xsl:choose></a>, <xsl:value-of select="ccot:instant(received_at)"/><xsl:for-each select="entries/item">, <a class="govuk-link" href="/entries/{.}">entry <xsl:value-of select="."/></a></xsl:for-each></xsl:for-each>. Its papers are shut until this alert is closed.</p>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="handled_at"><p class="govuk-body"><xsl:value-of select="ccot:label('alert_outcome', outcome)"/><xsl:if test="incident">, incident <xsl:value-of select="incident"/></xsl:if><xsl:if test="words">: <xsl:value-of select="words"/></xsl:if> (<xsl:value-of select="handled_by"/>, <xsl:value-of select="ccot:instant(handled_at)"/>)</p>
          <xsl:if test="(handled_by = /page/@person or /page/@role = 'supervisor') and not(/page/mail/outcome)"><form class="ccot-inline" method="post" action="/messages/{/page/mail/message_id}/alert-open">
            <xsl:call-template name="token"/><xsl:call-template name="version"/>
            <input type="hidden" name="alert" value="{alert_id}"/><button class="ccot-small">Take back<span class="govuk-visually-hidden">: <xsl:value-of select="ccot:label('alert_kind', kind)"/></span></button></form></xsl:if>
        </xsl:when>
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
            <xsl:variable name="others" select="../item[not(handled_at) and kind != 'retraction' and alert_id != current()/alert_id]"/>
            <xsl:if test="$others"><fieldset class="govuk-fieldset govuk-form-group"><legend class="govuk-fieldset__legend">Other alerts of this mail that end in the same way</legend>
              <xsl:for-each select="$others"><p class="govuk-body-s"><label class="ccot-choice"><input type="checkbox" name="alert-{alert_id}" value="yes"/><xsl:text> </xsl:text><xsl:value-of select="ccot:label('alert_kind', kind)"/>: <xsl:value-of select="text"/></label></p></xsl:for-each></fieldset></xsl:if>
            <button class="govuk-button">Close this alert</button>
          </form>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>
  <!-- one table of all papers; those that wait for a word have a box, and share one form -->
  <xsl:template name="papers">
    <xsl:variable name="works" select="documents/item[open] and (state = 'queued' or state = 'failed')"/>
    <table class="govuk-table ccot-papers">
      <caption class="govuk-visually-hidden">Papers of this mail and what became of each</caption>
      <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Paper</th><th scope="col" class="govuk-table__header">Look</th><th scope="col" class="govuk-table__header">Outcome</th></tr></thead>
      <tbody class="govuk-table__body"><xsl:apply-templates select="documents/item"/></tbody>
    </table>
    <xsl:if test="$works">
      <form method="post" action="/messages/{message_id}/papers" id="papers" class="ccot-decide">
        <h3 class="govuk-heading-s">Outcome of the ticked papers</h3>
        <xsl:call-template name="token"/><xsl:call-template name="version"/>
        <xsl:call-template name="choice"><xsl:with-param name="id">paper-outcome</xsl:with-param><xsl:with-param name="label">Outcome</xsl:with-param><xsl:with-param name="list">paper_outcome</xsl:with-param><xsl:with-param name="words" select="/page/paper_outcomes/item"/></xsl:call-template>
        <xsl:call-template name="line"><xsl:with-param name="id">paper-entry</xsl:with-param><xsl:with-param name="name">entry</xsl:with-param><xsl:with-param name="label">Entry that they belong to</xsl:with-param><xsl:with-param name="hint">Its number, when it is part of one or belongs to one.</xsl:with-param><xsl:with-param name="value" select="entries/item[1]/entry_id"/><xsl:with-param name="width">govuk-input--width-10</xsl:with-param></xsl:call-template>
        <xsl:call-template name="line"><xsl:with-param name="id">paper-words</xsl:with-param><xsl:with-param name="name">words</xsl:with-param><xsl:with-param name="label">Why, or whom you asked and when</xsl:with-param></xsl:call-template>
        <button class="govuk-button">Give this outcome</button>
      </form>
      <details class="govuk-details">
        <summary class="govuk-details__summary"><span class="govuk-details__summary-text">It holds an order: enter it by hand</span></summary>
        <form method="post" action="/messages/{message_id}/by-hand" class="govuk-details__text ccot-decide">
          <xsl:call-template name="token"/><xsl:call-template name="version"/>
          <p class="govuk-body">Makes an entry on the paper; you type its fields on the next page. Until then it says that no end is known.</p>
          <div class="govuk-form-group"><label class="govuk-label" for="hand-paper">Paper</label>
            <select class="govuk-select" name="paper" id="hand-paper"><xsl:for-each select="documents/item[open]"><option value="{document_id}"><xsl:call-template name="paper-name"/></option></xsl:for-each></select></div>
          <xsl:call-template name="choice"><xsl:with-param name="id">hand-type</xsl:with-param><xsl:with-param name="name">order_type</xsl:with-param><xsl:with-param name="label">Type of order</xsl:with-param><xsl:with-param name="list">order_type</xsl:with-param><xsl:with-param name="words" select="/page/order_types/item"/></xsl:call-template>
          <xsl:call-template name="choice"><xsl:with-param name="id">hand-action</xsl:with-param><xsl:with-param name="name">action</xsl:with-param><xsl:with-param name="label">What it does</xsl:with-param><xsl:with-param name="list">action</xsl:with-param><xsl:with-param name="words" select="/page/actions/item[. != 'unknown']"/></xsl:call-template>
          <button class="govuk-button">Make the entry</button>
        </form>
      </details>
    </xsl:if>
    <xsl:if test="has_octets and (documents/item[open] or state = 'failed')">
      <form method="post" action="/messages/{message_id}/again" class="ccot-decide">
        <xsl:call-template name="token"/><xsl:call-template name="version"/>
        <xsl:if test="documents/item[problem = 'encrypted' and open]"><p class="govuk-body">A password that the same sender mails within a day is tried by itself. One that came by telephone or letter is given here; it stays with the mail and is shown to nobody.</p>
          <xsl:if test="passwords and state = 'queued'"><p class="govuk-body"><strong>Still locked</strong> after the password that <xsl:value-of select="passwords/given_by"/> gave, <xsl:value-of select="ccot:moment(passwords/given_at)"/><xsl:if test="passwords/tried &gt; 1"> (<xsl:value-of select="passwords/tried"/> were tried)</xsl:if>. Capitals and spaces count.</p></xsl:if>
          <div class="govuk-form-group"><label class="govuk-label" for="password">Password of the locked paper</label>
            <input class="govuk-input govuk-input--width-20" type="password" id="password" name="password" autocomplete="off" maxlength="256"/></div></xsl:if>
        <button class="govuk-button govuk-button--secondary">Have the program read it again</button>
      </form>
    </xsl:if>
  </xsl:template>
  <xsl:template name="paper-name"><xsl:value-of select="position()"/>: <xsl:value-of select="ccot:label('document_kind', kind)"/><xsl:if test="filename">, <xsl:value-of select="filename"/></xsl:if></xsl:template>
  <xsl:template match="documents/item">
    <xsl:variable name="id" select="document_id"/>
    <tr class="govuk-table__row">
      <td class="govuk-table__cell">
        <xsl:choose>
          <xsl:when test="open"><label class="ccot-tick"><input type="checkbox" form="papers" name="paper-{document_id}" value="yes"/><xsl:text> </xsl:text><span><strong><xsl:value-of select="ccot:label('document_kind', kind)"/></strong><xsl:if test="filename">, <xsl:value-of select="filename"/></xsl:if></span></label></xsl:when>
          <xsl:otherwise><xsl:value-of select="ccot:label('document_kind', kind)"/><xsl:if test="filename">, <xsl:value-of select="filename"/></xsl:if></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="problem"><br/><strong class="ccot-problem"><xsl:value-of select="ccot:label('problem', problem)"/></strong></xsl:if>
      </td>
      <td class="govuk-table__cell">
        <xsl:choose>
          <xsl:when test="shut"><a class="govuk-link" href="/documents/{$id}/open">Shut: open it, with a reason</a></xsl:when>
          <xsl:otherwise>
            <xsl:if test="page_numbers/item">Page<xsl:for-each select="page_numbers/item"><xsl:text> </xsl:text><a class="govuk-link" href="/documents/{$id}/pages/{.}.png"><xsl:value-of select="."/></a></xsl:for-each><xsl:text> &#183; </xsl:text></xsl:if>
            <xsl:if test="/page/mail/has_octets"><a class="govuk-link" href="/messages/{/page/mail/message_id}?view=text&amp;paper={$id}#text">Text<span class="govuk-visually-hidden"> of paper <xsl:value-of select="position()"/></span></a> &#183; <a class="govuk-link" href="/documents/{$id}/original">Original<span class="govuk-visually-hidden"> of paper <xsl:value-of select="position()"/></span></a></xsl:if>
          </xsl:otherwise>
        </xsl:choose>
      </td>
      <td class="govuk-table__cell"><xsl:call-template name="paper-outcome"/></td>
    </tr>
  </xsl:template>
  <xsl:template name="paper-outcome">
    <xsl:choose>
      <xsl:when test="outcome">
        <xsl:value-of select="ccot:label('paper_outcome', outcome)"/><xsl:if test="outcome_entry_id">: <a class="govuk-link" href="/entries/{outcome_entry_id}">entry <xsl:value-of select="outcome_entry_id"/></a></xsl:if><xsl:if test="outcome_words">: <xsl:value-of select="outcome_words"/></xsl:if>
        <span class="ccot-quiet"> (<xsl:value-of select="decided_by"/>, <xsl:value-of select="ccot:moment(decided_at)"/>)</span>
        <xsl:if test="not(/page/mail/outcome) and (own or /page/mail/supervisor)"><xsl:text> </xsl:text>
          <form class="ccot-inline" method="post" action="/messages/{/page/mail/message_id}/paper-open"><xsl:call-template name="token"/><xsl:call-template name="version"/><input type="hidden" name="paper" value="{document_id}"/><button class="ccot-small">Take back<span class="govuk-visually-hidden"> the outcome of paper <xsl:value-of select="position()"/></span></button></form></xsl:if>
      </xsl:when>
      <xsl:when test="open"><strong>none yet</strong><xsl:if test="services &gt; 0">: <a class="govuk-link" href="#statements">no order chosen, or proposed only</a></xsl:if></xsl:when>
      <xsl:when test="entries/item"><xsl:for-each select="entries/item"><xsl:if test="position() &gt; 1">, </xsl:if><a class="govuk-link" href="/entries/{.}">entry <xsl:value-of select="."/></a></xsl:for-each></xsl:when>
      <xsl:when test="services &gt; 0">joined to its order</xsl:when>
      <xsl:otherwise><span class="ccot-quiet">none needed</span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="version"><input type="hidden" name="row_version" value="{/page/mail/row_version}"/></xsl:template>
  <xsl:template name="choice">
    <xsl:param name="id"/><xsl:param name="name">outcome</xsl:param><xsl:param name="label"/><xsl:param name="list"/><xsl:param name="words"/>
    <div class="govuk-form-group"><label class="govuk-label" for="{$id}"><xsl:value-of select="$label"/></label>
      <select class="govuk-select" name="{$name}" id="{$id}" required="required"><option value="">Choose</option>
        <xsl:for-each select="$words"><option value="{.}"><xsl:value-of select="ccot:label($list, .)"/></option></xsl:for-each></select></div>
  </xsl:template>
  <xsl:template name="line">
    <xsl:param name="id"/><xsl:param name="name"/><xsl:param name="label"/><xsl:param name="hint"/><xsl:param name="value"/><xsl:param name="width"/><xsl:param name="needed"/>
    <div class="govuk-form-group"><label class="govuk-label" for="{$id}"><xsl:value-of select="$label"/></label>
      <xsl:if test="$hint"><div class="govuk-hint" id="{$id}-hint"><xsl:value-of select="$hint"/></div></xsl:if>
      <input class="govuk-input {$width}" name="{$name}" id="{$id}" value="{$value}" maxlength="2000" autocomplete="off"><xsl:if test="$hint"><xsl:attribute name="aria-describedby"><xsl:value-of select="$id"/>-hint</xsl:attribute></xsl:if><xsl:if test="$needed"><xsl:attribute name="required">required</xsl:attribute></xsl:if></input></div>
  </xsl:template>
  <xsl:template match="reply">
    <xsl:choose>
      <xsl:when test="status = 'sent'">sent<xsl:if test="digest">, with others in a digest</xsl:if>, <xsl:value-of select="ccot:instant(sent_at)"/></xsl:when>
      <xsl:when test="status = 'bounced'"><strong>came back: it was not delivered</strong>, <xsl:value-of select="ccot:instant(bounced_at)"/><xsl:if test="bounce_message_id">, see <a class="govuk-link" href="/messages/{bounce_message_id}">the report</a></xsl:if>. The sender may not know what arrived: ring.</xsl:when>
      <xsl:when test="status = 'due'">on its way</xsl:when>
      <xsl:when test="status = 'digest'">with others in a digest, due <xsl:value-of select="ccot:instant(due_at)"/></xsl:when>
      <xsl:when test="status = 'held'"><strong>waits for a person</strong>: <xsl:value-of select="reason"/>
        <xsl:if test="/page/@role = 'supervisor'"><form class="ccot-inline" method="post" action="/team/replies"><xsl:call-template name="token"/><input type="hidden" name="message" value="{../message_id}"/><xsl:text> </xsl:text><button class="ccot-small" name="act" value="release">Let it go</button><xsl:text> </xsl:text><button class="ccot-small" name="act" value="drop">Drop it</button></form></xsl:if></xsl:when>
      <xsl:when test="status = 'failed'"><strong>could not be sent</strong>: <xsl:value-of select="reason"/></xsl:when>
      <xsl:otherwise>none: <xsl:value-of select="reason"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="released_by"> (let go by <xsl:value-of select="released_by"/>)</xsl:if>
  </xsl:template>
  <xsl:template name="ending">
    <xsl:variable name="needs" select="state = 'failed' or passed_to or not(entries/item)"/>
    <xsl:if test="(outcome or passed_to) and (state = 'queued' or state = 'failed')">
      <form method="post" action="/messages/{message_id}/open"><xsl:call-template name="token"/><xsl:call-template name="version"/><button class="govuk-button govuk-button--secondary">Take the mail's outcome back</button></form>
    </xsl:if>
    <xsl:if test="not(outcome) and $needs and (state = 'queued' or state = 'failed')">
      <h2 class="govuk-heading-s">Outcome of the mail</h2>
      <xsl:choose>
        <xsl:when test="alerts/item[not(handled_at)]"><p class="govuk-body">It can be closed when each of its alerts is; passing it on can be noted before.</p></xsl:when>
        <xsl:when test="documents/item[open]"><p class="govuk-body">It can be closed when each of its papers has an outcome; passing it on can be noted before.</p></xsl:when>
      </xsl:choose>
      <form method="post" action="/messages/{message_id}/outcome" class="ccot-decide">
        <xsl:call-template name="token"/><xsl:call-template name="version"/>
        <xsl:call-template name="choice"><xsl:with-param name="id">outcome</xsl:with-param><xsl:with-param name="label">Outcome</xsl:with-param><xsl:with-param name="list">mail_outcome</xsl:with-param><xsl:with-param name="words" select="/page/mail_outcomes/item[. != 'alert_closed' or /page/mail/alerts/item]"/></xsl:call-template>
        <xsl:call-template name="line"><xsl:with-param name="id">words</xsl:with-param><xsl:with-param name="name">words</xsl:with-param><xsl:with-param name="label">Why</xsl:with-param><xsl:with-param name="needed">yes</xsl:with-param><xsl:with-param name="value" select="self::*[passed_to]/outcome_words"/></xsl:call-template>
        <details class="govuk-details"><xsl:if test="passed_to"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
          <summary class="govuk-details__summary"><span class="govuk-details__summary-text">It belongs to an entry, or was passed on</span></summary>
          <div class="govuk-details__text">
            <xsl:call-template name="line"><xsl:with-param name="id">entry</xsl:with-param><xsl:with-param name="name">entry</xsl:with-param><xsl:with-param name="label">Entry</xsl:with-param><xsl:with-param name="hint">Its number, when the mail belongs to one.</xsl:with-param><xsl:with-param name="width">govuk-input--width-10</xsl:with-param></xsl:call-template>
            <xsl:call-template name="line"><xsl:with-param name="id">to</xsl:with-param><xsl:with-param name="name">to</xsl:with-param><xsl:with-param name="label">Force or unit, and how it was told</xsl:with-param><xsl:with-param name="value" select="passed_to"/></xsl:call-template>
            <xsl:call-template name="line"><xsl:with-param name="id">receipt</xsl:with-param><xsl:with-param name="name">receipt</xsl:with-param><xsl:with-param name="label">Their receipt: who, how, when</xsl:with-param><xsl:with-param name="hint">Without it the mail stays open: both of you hold it.</xsl:with-param></xsl:call-template>
          </div>
        </details>
        <button class="govuk-button">Close this mail</button>
      </form>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
