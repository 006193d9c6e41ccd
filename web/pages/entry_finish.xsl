<?xml version="1.0" encoding="UTF-8"?>
<!-- What is decided on an entry besides its fields: the last step, the other ways out, whom it acts on, what it waits for, what was decided. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="entry_field.xsl"/>
  <xsl:template match="entry" mode="finish">
    <xsl:if test="state = 'pending'">
      <section class="ccot-finish" aria-labelledby="finish">
        <h2 class="govuk-heading-s" id="finish" tabindex="-1">Then</h2>
        <xsl:choose>
          <xsl:when test="draft = 'true'">
            <p class="govuk-body">A draft cannot be verified.</p>
            <xsl:call-template name="draft"><xsl:with-param name="draft" select="'no'"/><xsl:with-param name="label" select="'Why is it no draft? (for example: the seal on page 2)'"/><xsl:with-param name="button" select="'It is not a draft'"/></xsl:call-template>
          </xsl:when>
          <xsl:when test="undecided &gt; 0">
            <p class="govuk-body"><strong><xsl:value-of select="undecided"/></strong> of the fields above not decided yet. After that it can be put on the register.</p>
          </xsl:when>
          <xsl:otherwise><p class="govuk-body"><a class="govuk-button ccot-fit" role="button" href="/entries/{entry_id}/verify">Read it back, then verify</a></p></xsl:otherwise>
        </xsl:choose>
        <xsl:apply-templates select="." mode="reject"/>
        <xsl:if test="not(draft = 'true')">
          <details class="govuk-details ccot-fit">
            <xsl:if test="typed/draft"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
            <summary class="govuk-details__summary"><span class="govuk-details__summary-text">It is a draft</span></summary>
            <xsl:call-template name="draft"><xsl:with-param name="draft" select="'yes'"/><xsl:with-param name="label" select="'Where does it say so?'"/><xsl:with-param name="button" select="'It is a draft'"/></xsl:call-template>
          </details>
        </xsl:if>
      </section>
    </xsl:if>
    <xsl:if test="state = 'pending' or state = 'verified'">
      <xsl:apply-templates select="." mode="wait"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="entry" mode="reject">
    <details class="govuk-details ccot-fit">
      <xsl:if test="typed/reject"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Reject: it is no order, and no part of one</span></summary>
      <form method="post" action="/entries/{entry_id}/reject" data-keep="reject">
        <xsl:call-template name="decision"/>
        <xsl:call-template name="typed-note"><xsl:with-param name="form" select="'reject'"/></xsl:call-template>
        <p class="govuk-hint">An order for another force is passed on, never rejected.</p>
        <label class="govuk-label" for="reject-code">Why</label>
        <select class="govuk-select" id="reject-code" name="code">
          <option value="">Choose</option>
          <option value="not_an_order">Not an order</option>
          <option value="part_of_other">A part of another paper</option>
          <option value="unreadable">Nobody can read it</option>
          <option value="test">A test mail</option>
          <option value="other">Another reason</option>
        </select>
        <label class="govuk-label" for="reject-text">In your own words</label>
        <textarea class="govuk-textarea" id="reject-text" name="text" rows="2"><xsl:value-of select="typed/reject/words/text"/></textarea>
        <button class="govuk-button govuk-button--warning ccot-fit">Reject</button>
      </form>
    </details>
  </xsl:template>

  <xsl:template name="draft">
    <xsl:param name="draft"/><xsl:param name="label"/><xsl:param name="button"/>
    <form method="post" action="/entries/{$page-number}/draft" data-keep="draft">
      <xsl:call-template name="decision"/>
      <input type="hidden" name="draft" value="{$draft}"/>
      <label class="govuk-label" for="draft-text"><xsl:value-of select="$label"/></label>
      <input class="govuk-input" id="draft-text" name="text" value="{$page-typed/draft/words/text}"/>
      <p><button class="govuk-button govuk-button--secondary ccot-fit"><xsl:value-of select="$button"/></button></p>
    </form>
  </xsl:template>

  <!-- questions to others; the mail is written here and sent by hand -->
  <xsl:template match="entry" mode="wait">
    <section aria-labelledby="waits">
      <h2 class="govuk-heading-s" id="waits">Waiting for others</h2>
      <xsl:for-each select="waits/item">
        <div class="ccot-wait">
          <p class="govuk-body-s">
            <xsl:if test="late = 'true'"><strong class="govuk-tag govuk-tag--red">Overdue</strong><xsl:text> </xsl:text></xsl:if>
            <xsl:choose><xsl:when test="kind = 'ask'">Asked (<xsl:value-of select="code"/>)</xsl:when><xsl:otherwise>Passed on</xsl:otherwise></xsl:choose>
            <xsl:text> by </xsl:text><xsl:value-of select="decided_by"/>, <xsl:value-of select="ccot:instant(decided_at)"/>; remind on <xsl:value-of select="ccot:day(chase_on)"/>: <xsl:value-of select="reason"/>
          </p>
          <form method="post" action="/entries/{$page-number}/settle">
            <xsl:call-template name="decision"/>
            <input type="hidden" name="about" value="{decision_id}"/>
            <label class="govuk-label" for="settle-{decision_id}"><xsl:choose><xsl:when test="kind = 'ask'">What was answered</xsl:when><xsl:otherwise>Who confirmed the receipt, and when</xsl:otherwise></xsl:choose></label>
            <input class="govuk-input" id="settle-{decision_id}" name="text"/>
            <p><button class="govuk-button govuk-button--secondary ccot-fit"><xsl:choose><xsl:when test="kind = 'ask'">The answer came</xsl:when><xsl:otherwise>The receipt came</xsl:otherwise></xsl:choose></button></p>
          </form>
        </div>
      </xsl:for-each>
      <details class="govuk-details ccot-fit">
        <xsl:if test="typed/ask"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
        <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Ask the sender or the court</span></summary>
        <form method="post" action="/entries/{entry_id}/ask" data-keep="ask">
          <xsl:call-template name="decision"/>
          <xsl:call-template name="typed-note"><xsl:with-param name="form" select="'ask'"/></xsl:call-template>
          <xsl:if test="sender/kind = 'private address'"><p class="ccot-kept">Private sender: think of safe contact before you write.</p></xsl:if>
          <p class="govuk-hint">Write it in your own mail program, to the address above; no names in the subject. Keep here what you asked.</p>
          <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend">Whom</legend>
            <xsl:call-template name="radio"><xsl:with-param name="name" select="'whom'"/><xsl:with-param name="value" select="'sender'"/><xsl:with-param name="kept" select="typed/ask/words/whom"/><xsl:with-param name="words" select="'The sender'"/></xsl:call-template>
            <xsl:call-template name="radio"><xsl:with-param name="name" select="'whom'"/><xsl:with-param name="value" select="'court'"/><xsl:with-param name="kept" select="typed/ask/words/whom"/><xsl:with-param name="words" select="'The court'"/></xsl:call-template>
            <xsl:call-template name="radio"><xsl:with-param name="name" select="'whom'"/><xsl:with-param name="value" select="'other'"/><xsl:with-param name="kept" select="typed/ask/words/whom"/><xsl:with-param name="words" select="'Somebody else'"/></xsl:call-template>
          </fieldset>
          <label class="govuk-label" for="ask-text">The mail</label>
          <textarea class="govuk-textarea" id="ask-text" name="text" rows="8"><xsl:choose><xsl:when test="typed/ask/words/text"><xsl:value-of select="typed/ask/words/text"/></xsl:when><xsl:otherwise><xsl:value-of select="letter"/></xsl:otherwise></xsl:choose></textarea>
          <xsl:call-template name="chase"><xsl:with-param name="form" select="'ask'"/></xsl:call-template>
          <p><button class="govuk-button govuk-button--secondary ccot-fit">I have asked</button></p>
        </form>
      </details>
      <details class="govuk-details ccot-fit">
        <xsl:if test="typed/pass-on"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
        <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Pass on to another force</span></summary>
        <form method="post" action="/entries/{entry_id}/pass-on" data-keep="pass-on">
          <xsl:call-template name="decision"/>
          <xsl:call-template name="typed-note"><xsl:with-param name="form" select="'pass-on'"/></xsl:call-template>
          <p class="govuk-hint">Both forces hold it until the other one has confirmed the receipt.</p>
          <label class="govuk-label" for="pass-on-text">To which force or unit, when and how</label>
          <textarea class="govuk-textarea" id="pass-on-text" name="text" rows="2"><xsl:value-of select="typed/pass-on/words/text"/></textarea>
          <xsl:call-template name="chase"><xsl:with-param name="form" select="'pass-on'"/></xsl:call-template>
          <p><button class="govuk-button govuk-button--secondary ccot-fit">I have passed it on</button></p>
        </form>
      </details>
    </section>
  </xsl:template>
  <xsl:template name="chase">
    <xsl:param name="form"/>
    <label class="govuk-label" for="{$form}-chase">Remind them on (as 3/3/2026)</label>
    <input class="govuk-input govuk-input--width-10" id="{$form}-chase" name="chase_on" autocomplete="off">
      <xsl:attribute name="value"><xsl:call-template name="typed"><xsl:with-param name="form" select="$form"/><xsl:with-param name="part" select="'chase_on'"/></xsl:call-template></xsl:attribute>
    </input>
  </xsl:template>

  <!-- the orders it acts on, each with what would become of it -->
  <xsl:template match="entry" mode="acts">
    <xsl:if test="chooses = 'true' or acts/item">
      <section class="ccot-acts" aria-labelledby="acts">
        <h2 class="govuk-heading-s" id="acts">The order it acts on</h2>
        <xsl:if test="not(acts/item)"><p class="govuk-body-s">None is held, or several fit. Nothing changes until one is chosen.</p></xsl:if>
        <xsl:for-each select="acts/item">
          <p class="govuk-body-s"><strong><xsl:value-of select="ccot:label('relation', kind)"/></strong><xsl:text> </xsl:text><a class="govuk-link" href="/entries/{$page-number}/against/{entry_id}">entry <xsl:value-of select="entry_id"/></a>: <xsl:value-of select="respondent"/><xsl:if test="made_on">, made <xsl:value-of select="ccot:day(made_on)"/></xsl:if>.
            Now: <xsl:call-template name="status"><xsl:with-param name="of" select="."/></xsl:call-template>.
            It <xsl:value-of select="effect"/>.<xsl:if test="said = 'true'"> <strong class="govuk-tag govuk-tag--green">Chosen</strong></xsl:if></p>
          <xsl:if test="not(said = 'true') and ($page-state = 'pending' or $page-state = 'verified')">
            <form method="post" action="/entries/{$page-number}/target">
              <xsl:call-template name="decision"/>
              <input type="hidden" name="other" value="{entry_id}"/>
              <input type="hidden" name="does" value="{kind}"/>
              <button class="govuk-button govuk-button--secondary ccot-fit">It is this order<span class="govuk-visually-hidden">: entry <xsl:value-of select="entry_id"/></span></button>
            </form>
          </xsl:if>
        </xsl:for-each>
        <details class="govuk-details ccot-fit">
          <xsl:if test="typed/target"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
          <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Choose an order that it acts on</span></summary>
          <form method="post" action="/entries/{entry_id}/target" data-keep="target">
            <xsl:call-template name="decision"/>
            <p class="govuk-hint">Each order singly. What is chosen takes the place of what the program found.</p>
            <label class="govuk-label" for="target-other">Number of the entry</label>
            <input class="govuk-input govuk-input--width-10" id="target-other" name="other" inputmode="numeric" autocomplete="off" value="{typed/target/words/other}"/>
            <fieldset class="govuk-fieldset">
              <legend class="govuk-fieldset__legend">This order</legend>
              <xsl:call-template name="radio"><xsl:with-param name="name" select="'does'"/><xsl:with-param name="value" select="'varies'"/><xsl:with-param name="kept" select="typed/target/words/does"/><xsl:with-param name="words" select="'varies it'"/></xsl:call-template>
              <xsl:call-template name="radio"><xsl:with-param name="name" select="'does'"/><xsl:with-param name="value" select="'extends'"/><xsl:with-param name="kept" select="typed/target/words/does"/><xsl:with-param name="words" select="'extends it'"/></xsl:call-template>
              <xsl:call-template name="radio"><xsl:with-param name="name" select="'does'"/><xsl:with-param name="value" select="'discharges'"/><xsl:with-param name="kept" select="typed/target/words/does"/><xsl:with-param name="words" select="'discharges it'"/></xsl:call-template>
            </fieldset>
            <label class="govuk-label" for="target-text">Where the paper says so</label>
            <input class="govuk-input" id="target-text" name="text" value="{typed/target/words/text}"/>
            <p><button class="govuk-button govuk-button--secondary ccot-fit">It acts on that order</button></p>
          </form>
        </details>
        <xsl:if test="state = 'verified'">
          <xsl:if test="not($page-decided[kind = 'second'][not(about)]) and not(second)"><p class="govuk-body-s">A discharge, and a change that shortens, takes effect after a call to the court and a second person: not who verified it, and not who chose the order.</p></xsl:if>
          <xsl:call-template name="second"><xsl:with-param name="about" select="''"/></xsl:call-template>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- how far the call to the court and the second person have come, and the next step alone. about: the decision that set an end; '' for what the order does -->
  <xsl:template name="second">
    <xsl:param name="about"/>
    <xsl:variable name="calls" select="$page-decided[kind = 'call_back'][string(about) = $about]"/>
    <xsl:variable name="seconds" select="$page-decided[kind = 'second'][string(about) = $about]"/>
    <xsl:variable name="waits" select="$about != '' and not($seconds) or $about = '' and /page/entry/second"/>
    <xsl:variable name="first" select="$about = '' and /page/entry/verified_by = /page/@person
                                       or $page-decided[$about = '' and kind = 'target' or decision_id = $about]/decided_by = /page/@person"/>
    <xsl:for-each select="$calls[1]"><p class="govuk-body-s">The court was rung by <xsl:value-of select="decided_by"/>, <xsl:value-of select="ccot:instant(decided_at)"/>: <xsl:value-of select="reason"/></p></xsl:for-each>
    <xsl:if test="not($waits)"><xsl:for-each select="$seconds[1]"><p class="govuk-body-s"><strong>In effect</strong>: confirmed by <xsl:value-of select="decided_by"/> as the second person, <xsl:value-of select="ccot:instant(decided_at)"/>.</p></xsl:for-each></xsl:if>
    <xsl:if test="$waits">
      <p class="govuk-body-s"><strong class="ccot-missing">NO EFFECT YET</strong>: <xsl:choose>
        <xsl:when test="not($calls)">the court has not been rung. After that a second person confirms it, not who decided the first step.</xsl:when>
        <xsl:when test="$first">a second person has to confirm it now. That is somebody else: you decided the first step.</xsl:when>
        <xsl:otherwise>a second person has to confirm it now.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:call-template name="call-court"><xsl:with-param name="about" select="$about"/></xsl:call-template>
      <xsl:if test="$calls and not($first)">
        <form method="post" action="/entries/{$page-number}/second">
          <xsl:call-template name="decision"/>
          <input type="hidden" name="about" value="{$about}"/>
          <button class="govuk-button govuk-button--secondary ccot-fit">I am the second person: it takes effect</button>
        </form>
      </xsl:if>
    </xsl:if>
  </xsl:template>
  <xsl:template name="call-court">
    <xsl:param name="about"/>
    <details class="govuk-details ccot-fit">
      <xsl:if test="$page-typed/call-back"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Record the call to the court</span></summary>
      <form method="post" action="/entries/{$page-number}/call-back" data-keep="call-back">
        <xsl:call-template name="decision"/>
        <input type="hidden" name="about" value="{$about}"/>
        <p class="govuk-hint">Ring the court on a number that we hold already or that the court publishes, never on one from the mail.</p>
        <label class="govuk-label" for="whom{$about}">Whom did you speak to, and on which number</label>
        <input class="govuk-input" id="whom{$about}" name="whom" value="{$page-typed/call-back/words/whom}"/>
        <label class="govuk-label" for="said{$about}">What was said</label>
        <textarea class="govuk-textarea" id="said{$about}" name="text" rows="2"><xsl:value-of select="$page-typed/call-back/words/text"/></textarea>
        <button class="govuk-button govuk-button--secondary ccot-fit">Record the call</button>
      </form>
    </details>
  </xsl:template>

  <!-- what was decided, newest first -->
  <xsl:template match="decisions">
    <xsl:if test="item">
      <section aria-labelledby="decisions">
        <h2 class="govuk-heading-s" id="decisions">What was decided</h2>
        <ul class="govuk-list">
          <xsl:for-each select="item">
            <li class="ccot-decision">
              <xsl:value-of select="ccot:instant(decided_at)"/>, <xsl:value-of select="decided_by"/>: <xsl:call-template name="decided-words"/>
              <xsl:if test="name"><xsl:text> </xsl:text><xsl:value-of select="ccot:field(name)"/></xsl:if>
              <xsl:if test="other_entry_id">, <a class="govuk-link" href="/entries/{other_entry_id}">entry <xsl:value-of select="other_entry_id"/></a></xsl:if>
              <xsl:choose>
                <xsl:when test="correction = 'absent'"/>
                <xsl:when test="correction = 'unread'"> (the program had read none)</xsl:when>
                <xsl:when test="correction = 'misread'"> (the program misread it)</xsl:when>
                <xsl:when test="correction = 'paper'"> (the paper is wrong)</xsl:when>
                <xsl:when test="correction"> (known from elsewhere)</xsl:when>
                <xsl:when test="code"> (<xsl:value-of select="translate(code, '_', ' ')"/>)</xsl:when>
              </xsl:choose>
              <xsl:if test="reason">: <xsl:value-of select="reason"/></xsl:if>
              <xsl:choose>
                <xsl:when test="undone_at"><br/><span class="ccot-quiet">taken back by <xsl:value-of select="undone_by"/><xsl:if test="undo_reason">: <xsl:value-of select="undo_reason"/></xsl:if></span></xsl:when>
                <xsl:when test="decided_by = /page/@person or $page-role = 'supervisor'">
                  <details class="govuk-details ccot-fit ccot-undo">
                    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Undo<span class="govuk-visually-hidden"> decision <xsl:value-of select="decision_id"/></span></span></summary>
                    <form method="post" action="/entries/{../../entry_id}/undo">
                      <xsl:call-template name="decision"/>
                      <input type="hidden" name="decision" value="{decision_id}"/>
                      <label class="govuk-label" for="undo-{decision_id}">Why (needed for what another person decided, or after 15 minutes)</label>
                      <input class="govuk-input" id="undo-{decision_id}" name="text"/>
                      <p><button class="govuk-button govuk-button--secondary">Undo</button></p>
                    </form>
                  </details>
                </xsl:when>
              </xsl:choose>
              <xsl:if test="needs_second = 'true' and not(undone_at)">
                <xsl:call-template name="second"><xsl:with-param name="about" select="decision_id"/></xsl:call-template>
              </xsl:if>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>
  <xsl:template name="decided-words">
    <xsl:choose>
      <xsl:when test="kind = 'confirm'">right:</xsl:when>
      <xsl:when test="correction = 'absent'">not on the paper:</xsl:when>
      <xsl:when test="correction = 'unread'">typed</xsl:when>
      <xsl:when test="kind = 'correct'">corrected</xsl:when>
      <xsl:when test="kind = 'type'">type and action</xsl:when>
      <xsl:when test="kind = 'verify'">put on the register</xsl:when>
      <xsl:when test="kind = 'reject'">rejected</xsl:when>
      <xsl:when test="kind = 'duplicate'">a copy</xsl:when>
      <xsl:when test="kind = 'dismiss'">not the same</xsl:when>
      <xsl:when test="kind = 'target'">acts on another order</xsl:when>
      <xsl:when test="kind = 'call_back'">called the court</xsl:when>
      <xsl:when test="kind = 'second'">second person</xsl:when>
      <xsl:when test="kind = 'ask'">asked</xsl:when>
      <xsl:when test="kind = 'pass_on'">passed on</xsl:when>
      <xsl:when test="kind = 'settle'">the answer or receipt came</xsl:when>
      <xsl:when test="kind = 'service'">statement of service</xsl:when>
      <xsl:otherwise><xsl:value-of select="translate(kind, '_', ' ')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
