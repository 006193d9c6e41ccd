<?xml version="1.0" encoding="UTF-8"?>
<!-- One entry: the paper on the left, what was read from it on the right, each field with its place on the paper. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="entry_field.xsl"/>
  <xsl:template match="page" mode="title">Entry <xsl:value-of select="entry/entry_id"/></xsl:template>
  <xsl:template match="page" mode="main">
    <xsl:apply-templates select="notice"/>
    <h1 class="govuk-heading-m ccot-entry__title">
      <xsl:value-of select="ccot:label('order_type', entry/order_type)"/>, <xsl:value-of select="ccot:label('action', entry/action)"/>
      <xsl:text> </xsl:text>
      <strong class="govuk-tag"><xsl:value-of select="ccot:label('entry_state', entry/state)"/></strong>
      <xsl:if test="entry/draft = 'true'"><xsl:text> </xsl:text><strong class="govuk-tag govuk-tag--red">Draft</strong></xsl:if>
    </h1>
    <p class="govuk-body-s ccot-entry__line">Entry <xsl:value-of select="entry/entry_id"/>, received <xsl:value-of select="ccot:instant(entry/received_at)"/>.
      <xsl:value-of select="ccot:label('status', entry/status)"/><xsl:if test="entry/status_reason != ''">: <xsl:value-of select="entry/status_reason"/></xsl:if>.
      <xsl:if test="entry/verified_by">Verified by <xsl:value-of select="entry/verified_by"/>, <xsl:value-of select="ccot:instant(entry/verified_at)"/>.</xsl:if>
    </p>
    <div class="ccot-entry">
      <xsl:apply-templates select="entry/sheet"/>
      <div class="ccot-entry__side">
        <xsl:apply-templates select="entry/warnings"/>
        <xsl:apply-templates select="entry" mode="links"/>
        <h2 class="govuk-heading-s">Decide one by one</h2>
        <xsl:apply-templates select="entry/slots/item"/>
        <xsl:apply-templates select="entry" mode="finish"/>
        <details class="govuk-details" open="open">
          <summary class="govuk-details__summary"><span class="govuk-details__summary-text">The other fields: look</span></summary>
          <div class="ccot-entry__rest"><xsl:apply-templates select="entry/rest/item[lines/item or decided != '']" mode="field"/></div>
        </details>
        <details class="govuk-details">
          <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Fields that the paper does not state</span></summary>
          <div class="ccot-entry__rest"><xsl:apply-templates select="entry/rest/item[not(lines/item) and decided = '']" mode="field"/></div>
        </details>
        <xsl:apply-templates select="entry/decisions"/>
      </div>
    </div>
  </xsl:template>

  <!-- the paper -->
  <xsl:template match="sheet">
    <div class="ccot-sheet">
      <nav class="ccot-sheet__bar" aria-label="Pages">
        <span>Page <xsl:value-of select="page"/> of <xsl:value-of select="count"/>, <xsl:value-of select="ccot:label('document_kind', kind)"/></span>
        <xsl:for-each select="pages/item">
          <a class="govuk-link" href="?paper={../../paper}&amp;page={.}">
            <xsl:if test=". = ../../page"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
            <span class="govuk-visually-hidden">Page </span><xsl:value-of select="."/>
          </a>
        </xsl:for-each>
        <a class="govuk-link" href="/documents/{paper}/original">Original</a>
        <span class="ccot-sheet__tools" hidden="hidden"></span>
      </nav>
      <xsl:choose>
        <xsl:when test="shut = 'true'">
          <p class="govuk-body">This paper holds what the court keeps from the other side. <a class="govuk-link" href="/documents/{paper}/open?entry={/page/entry/entry_id}">Open it, with a reason</a></p>
        </xsl:when>
        <xsl:when test="count = 0"><p class="govuk-body">This paper has no pages to show.</p></xsl:when>
        <xsl:otherwise>
          <div class="ccot-sheet__scroll" tabindex="0" role="region" aria-label="The paper">
            <div class="ccot-sheet__page" data-paper="{paper}" data-page="{page}">
              <img src="/documents/{paper}/pages/{page}.png" alt="Page {page} of the paper as a picture"/>
              <svg class="ccot-sheet__marks" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
                <xsl:for-each select="marks/item">
                  <rect x="{x}" y="{y}" width="{w}" height="{h}" data-field="{name}">
                    <xsl:if test="chosen = 'true'"><xsl:attribute name="class">ccot-sheet__chosen</xsl:attribute><xsl:attribute name="id">mark</xsl:attribute></xsl:if>
                  </rect>
                </xsl:for-each>
              </svg>
            </div>
          </div>
        </xsl:otherwise>
      </xsl:choose>
      <h2 class="govuk-heading-s">Papers of this mail</h2>
      <ul class="govuk-list ccot-sheet__papers">
        <xsl:for-each select="../papers/item">
          <li>
            <a class="govuk-link" href="?paper={document_id}"><xsl:value-of select="position()"/>: <xsl:value-of select="ccot:label('document_kind', kind)"/></a>
            <xsl:if test="pages">, <xsl:value-of select="pages"/> page<xsl:if test="pages != 1">s</xsl:if></xsl:if>
            <xsl:if test="problem != ''">, <strong><xsl:value-of select="ccot:label('problem', problem)"/></strong></xsl:if>
            <xsl:if test="shut = 'true'">, shut</xsl:if>
          </li>
        </xsl:for-each>
        <li><a class="govuk-link" href="/messages/{../message_id}">The whole mail</a></li>
      </ul>
    </div>
  </xsl:template>

  <xsl:template match="warnings">
    <xsl:if test="item">
      <section class="ccot-warnings" aria-labelledby="warnings">
        <h2 class="govuk-heading-s" id="warnings">Look at this first</h2>
        <ul class="govuk-list govuk-list--bullet"><xsl:for-each select="item"><li><xsl:value-of select="."/></li></xsl:for-each></ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- copies and relations -->
  <xsl:template match="entry" mode="links">
    <xsl:variable name="self" select="entry_id"/>
    <xsl:if test="duplicates/item or relations/item">
      <section aria-labelledby="links">
        <h2 class="govuk-heading-s" id="links">Copies and related orders</h2>
        <ul class="govuk-list">
          <xsl:for-each select="duplicates/item">
            <xsl:variable name="other" select="entry_id[. != $self] | earlier_entry_id[. != $self]"/>
            <xsl:variable name="pair" select="../../copies/item[entry_id = current()/entry_id and earlier_entry_id = current()/earlier_entry_id]"/>
            <li>
              <a class="govuk-link" href="/entries/{$self}/against/{$other}">Entry <xsl:value-of select="$other"/></a>:
              <xsl:value-of select="ccot:label('duplicate_level', level)"/>
              <xsl:choose>
                <xsl:when test="decided = 'confirmed'">, a copy by decision of <xsl:value-of select="decided_by"/></xsl:when>
                <xsl:when test="decided = 'dismissed'">, not the same by decision of <xsl:value-of select="decided_by"/></xsl:when>
              </xsl:choose>
              <xsl:for-each select="reasons/item">; <xsl:value-of select="."/></xsl:for-each>.
              <xsl:for-each select="$pair/contradicts/item"><strong><xsl:value-of select="."/></strong>. </xsl:for-each>
              <xsl:if test="$pair/adds/item">Entry <xsl:value-of select="$pair/entry_id"/> adds: <xsl:for-each select="$pair/adds/item"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:value-of select="."/></xsl:for-each>.</xsl:if>
            </li>
          </xsl:for-each>
          <xsl:for-each select="relations/item">
            <xsl:variable name="other" select="entry_id[. != $self] | earlier_entry_id[. != $self]"/>
            <li>
              <xsl:choose>
                <xsl:when test="entry_id = $self"><xsl:value-of select="ccot:label('relation', kind)"/><xsl:text> </xsl:text></xsl:when>
                <xsl:otherwise>It is acted on (<xsl:value-of select="ccot:label('relation', kind)"/>) by </xsl:otherwise>
              </xsl:choose>
              <xsl:choose>
                <xsl:when test="$other"><a class="govuk-link" href="/entries/{$self}/against/{$other}">entry <xsl:value-of select="$other"/></a></xsl:when>
                <xsl:otherwise>an order that is not held<xsl:if test="target_made_on">, made <xsl:value-of select="ccot:day(target_made_on)"/></xsl:if></xsl:otherwise>
              </xsl:choose>
              <xsl:for-each select="reasons/item">; <xsl:value-of select="."/></xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- the other decisions -->
  <xsl:template match="entry" mode="finish">
    <xsl:if test="state = 'pending'">
      <section class="ccot-finish" aria-labelledby="finish">
        <h2 class="govuk-heading-s" id="finish">Then</h2>
        <xsl:choose>
          <xsl:when test="draft = 'true'">
            <p class="govuk-body">A draft cannot be verified.</p>
            <xsl:call-template name="draft"><xsl:with-param name="draft" select="'no'"/><xsl:with-param name="label" select="'Why is it no draft? (for example: the seal on page 2)'"/><xsl:with-param name="button" select="'It is not a draft'"/></xsl:call-template>
          </xsl:when>
          <xsl:when test="undecided &gt; 0">
            <p class="govuk-body"><strong><xsl:value-of select="undecided"/></strong> of the fields above not decided yet. After that it can be put on the register.</p>
          </xsl:when>
          <xsl:otherwise><p class="govuk-body"><a class="govuk-button" role="button" href="/entries/{entry_id}/verify">Read it back, then verify</a></p></xsl:otherwise>
        </xsl:choose>
        <details class="govuk-details">
          <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Reject: it is no order, and no part of one</span></summary>
          <form method="post" action="/entries/{entry_id}/reject">
            <xsl:call-template name="decision"/>
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
            <textarea class="govuk-textarea" id="reject-text" name="text" rows="2"></textarea>
            <button class="govuk-button govuk-button--warning">Reject</button>
          </form>
        </details>
        <xsl:if test="not(draft = 'true')">
          <details class="govuk-details">
            <summary class="govuk-details__summary"><span class="govuk-details__summary-text">It is a draft</span></summary>
            <xsl:call-template name="draft"><xsl:with-param name="draft" select="'yes'"/><xsl:with-param name="label" select="'Where does it say so?'"/><xsl:with-param name="button" select="'It is a draft'"/></xsl:call-template>
          </details>
        </xsl:if>
      </section>
    </xsl:if>
    <xsl:if test="state = 'verified' and (action = 'discharged' or action = 'varied' or action = 'extended')">
      <section aria-labelledby="effect">
        <h2 class="govuk-heading-s" id="effect">Its effect on the other order</h2>
        <p class="govuk-body">A discharge, and a change that shortens, takes effect after a call to the court and a second person.</p>
        <xsl:call-template name="second"><xsl:with-param name="about" select="''"/></xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>
  <xsl:template name="draft">
    <xsl:param name="draft"/><xsl:param name="label"/><xsl:param name="button"/>
    <form method="post" action="/entries/{/page/entry/entry_id}/draft">
      <xsl:call-template name="decision"/>
      <input type="hidden" name="draft" value="{$draft}"/>
      <label class="govuk-label" for="draft-text"><xsl:value-of select="$label"/></label>
      <input class="govuk-input" id="draft-text" name="text"/>
      <p><button class="govuk-button govuk-button--secondary"><xsl:value-of select="$button"/></button></p>
    </form>
  </xsl:template>

  <!-- what was decided, newest first -->
  <xsl:template match="decisions">
    <xsl:if test="item">
      <section aria-labelledby="decisions">
        <h2 class="govuk-heading-s" id="decisions">What was decided</h2>
        <ul class="govuk-list">
          <xsl:for-each select="item">
            <li class="ccot-decision">
              <xsl:value-of select="ccot:instant(decided_at)"/>, <xsl:value-of select="decided_by"/>: <xsl:value-of select="translate(kind, '_', ' ')"/>
              <xsl:if test="name"><xsl:text> </xsl:text><xsl:value-of select="ccot:field(name)"/></xsl:if>
              <xsl:if test="other_entry_id">, <a class="govuk-link" href="/entries/{other_entry_id}">entry <xsl:value-of select="other_entry_id"/></a></xsl:if>
              <xsl:if test="code"> (<xsl:value-of select="translate(code, '_', ' ')"/>)</xsl:if>
              <xsl:if test="reason">: <xsl:value-of select="reason"/></xsl:if>
              <xsl:choose>
                <xsl:when test="undone_at"><br/><span class="ccot-quiet">taken back by <xsl:value-of select="undone_by"/><xsl:if test="undo_reason">: <xsl:value-of select="undo_reason"/></xsl:if></span></xsl:when>
                <xsl:when test="decided_by = /page/@person or /page/@role = 'supervisor'">
                  <details class="govuk-details ccot-small">
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
                <p class="govuk-body-s">This end holds after a call to the court and a second person.</p>
                <xsl:call-template name="second"><xsl:with-param name="about" select="decision_id"/></xsl:call-template>
              </xsl:if>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>
  <xsl:template name="second">
    <xsl:param name="about"/>
    <details class="govuk-details ccot-small">
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">The call to the court</span></summary>
      <form method="post" action="/entries/{/page/entry/entry_id}/call-back">
        <xsl:call-template name="decision"/>
        <input type="hidden" name="about" value="{$about}"/>
        <label class="govuk-label" for="whom{$about}">Whom did you call? Use the number that we already hold, never one from the mail.</label>
        <input class="govuk-input" id="whom{$about}" name="whom"/>
        <label class="govuk-label" for="said{$about}">What was said</label>
        <textarea class="govuk-textarea" id="said{$about}" name="text" rows="2"></textarea>
        <button class="govuk-button govuk-button--secondary">Record the call</button>
      </form>
    </details>
    <form method="post" action="/entries/{/page/entry/entry_id}/second">
      <xsl:call-template name="decision"/>
      <input type="hidden" name="about" value="{$about}"/>
      <button class="govuk-button govuk-button--secondary">I am the second person: it takes effect</button>
    </form>
  </xsl:template>
</xsl:stylesheet>
