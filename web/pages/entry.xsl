<?xml version="1.0" encoding="UTF-8"?>
<!-- One entry: the paper on the left, what was read from it on the right, each field with its place on the paper. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="entry_finish.xsl"/>
  <xsl:import href="hard_copy_parts.xsl"/>
  <xsl:template match="page" mode="title">Entry <xsl:value-of select="entry/entry_id"/></xsl:template>
  <xsl:template match="page" mode="main">
    <xsl:apply-templates select="notice"/>
    <div class="ccot-entry__head">
    <h1 class="govuk-heading-m ccot-entry__title">
      <xsl:call-template name="kind"><xsl:with-param name="of" select="entry"/></xsl:call-template>
      <xsl:text> </xsl:text>
      <strong class="govuk-tag"><xsl:value-of select="ccot:label('entry_state', entry/state)"/></strong>
      <xsl:if test="entry/draft = 'true'"><xsl:text> </xsl:text><strong class="govuk-tag govuk-tag--red">Draft</strong></xsl:if>
    </h1>
    <xsl:apply-templates select="entry" mode="claim"/>
    </div>
    <p class="govuk-body-s ccot-entry__line">Entry <xsl:value-of select="entry/entry_id"/>, received <xsl:value-of select="ccot:instant(entry/received_at)"/>.
      <xsl:text> </xsl:text><xsl:call-template name="status"><xsl:with-param name="of" select="entry"/></xsl:call-template>.
      <xsl:if test="entry/verified_by">Verified by <xsl:value-of select="entry/verified_by"/>, <xsl:value-of select="ccot:instant(entry/verified_at)"/>.</xsl:if>
      <xsl:text> </xsl:text><a class="govuk-link" href="/entries/{entry/entry_id}/hard-copy">Sealed hard copy</a>: <xsl:for-each select="entry/hard_copy"><xsl:call-template name="hard-copy"/></xsl:for-each><xsl:if test="not(entry/hard_copy)">not received</xsl:if>.
      <xsl:text> </xsl:text><a class="govuk-link" href="/entries/{entry/entry_id}/answer">As a control room sees it</a> &#183; <a class="govuk-link" href="/entries/{entry/entry_id}/keeping">Notes and keeping</a><xsl:if test="entry/held = 'true'"> &#183; <strong>legal hold</strong></xsl:if>
    </p>
    <xsl:apply-templates select="entry/sender"/>
    <div class="ccot-entry">
      <xsl:processing-instruction name="ccot-part">sheet</xsl:processing-instruction>
      <div class="ccot-entry__side">
        <xsl:if test="entry/state != 'pending'">
          <section class="ccot-done" id="done" tabindex="-1" aria-label="Decided">
            <p class="govuk-body"><xsl:choose>
              <xsl:when test="entry/state = 'verified'">On the register, by <xsl:value-of select="entry/verified_by"/>.</xsl:when>
              <xsl:when test="entry/state = 'duplicate'">A copy of <a class="govuk-link" href="/entries/{entry/representative_id}">entry <xsl:value-of select="entry/representative_id"/></a>.</xsl:when>
              <xsl:otherwise>Rejected.</xsl:otherwise>
            </xsl:choose></p>
            <form method="post" action="/queue/next"><xsl:call-template name="token"/><button class="govuk-button ccot-fit">Next from the queue</button></form>
          </section>
        </xsl:if>
        <xsl:apply-templates select="entry/warnings"/>
        <xsl:if test="entry/duplicates/item or entry/relations/item">
          <p class="govuk-body-s ccot-around"><a class="govuk-link" href="#links">
            <xsl:if test="entry/duplicates/item"><xsl:value-of select="count(entry/duplicates/item)"/> cop<xsl:choose><xsl:when test="entry/duplicates/item[2]">ies</xsl:when><xsl:otherwise>y</xsl:otherwise></xsl:choose><xsl:if test="entry/copies/item/adds/item">, some with news</xsl:if><xsl:if test="entry/copies/item/contradicts/item">, <strong>some that contradict</strong></xsl:if></xsl:if>
            <xsl:if test="entry/duplicates/item and entry/relations/item">; </xsl:if>
            <xsl:if test="entry/relations/item"><xsl:value-of select="count(entry/relations/item)"/> related order<xsl:if test="entry/relations/item[2]">s</xsl:if></xsl:if></a></p>
        </xsl:if>
        <xsl:apply-templates select="entry" mode="acts"/>
        <h2 class="govuk-heading-s ccot-fields__title">Decide one by one<xsl:if test="entry/state = 'pending'"><span class="ccot-quiet">: <xsl:value-of select="entry/undecided"/> left</span></xsl:if></h2>
        <form id="decide" method="post" action="/entries/{$page-number}/confirm"><xsl:call-template name="decision"/></form>
        <xsl:processing-instruction name="ccot-part">type</xsl:processing-instruction>
        <xsl:processing-instruction name="ccot-part">slots</xsl:processing-instruction>
        <xsl:processing-instruction name="ccot-part">finish</xsl:processing-instruction>
        <xsl:apply-templates select="entry" mode="links"/>
        <xsl:apply-templates select="entry" mode="services"/>
        <details class="govuk-details" open="open">
          <summary class="govuk-details__summary"><span class="govuk-details__summary-text">The other fields: look</span></summary>
          <div class="ccot-entry__rest"><xsl:processing-instruction name="ccot-part">stated</xsl:processing-instruction></div>
        </details>
        <details class="govuk-details">
          <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Fields that the paper does not state</span></summary>
          <div class="ccot-entry__rest"><xsl:processing-instruction name="ccot-part">absent</xsl:processing-instruction></div>
        </details>
        <xsl:apply-templates select="entry/decisions"/>
      </div>
    </div>
  </xsl:template>

  <!-- who sent it; a domain proves nobody -->
  <xsl:template match="sender">
    <xsl:for-each select="taken_back/item">
      <p class="ccot-taken-back"><strong>The sender takes something back</strong>, <xsl:value-of select="ccot:moment(received_at)"/>: nobody has decided yet whether it is this. <a class="govuk-link" href="/messages/{message_id}">Read mail <xsl:value-of select="message_id"/></a></p>
    </xsl:for-each>
    <p class="govuk-body-s ccot-entry__line">
      From <strong><xsl:value-of select="address"/></strong><xsl:if test="name != ''"> (<xsl:value-of select="name"/>)</xsl:if>: <xsl:value-of select="kind"/>, by its domain.
      <xsl:choose>
        <xsl:when test="fresh = 'true'"><strong>First seen with this mail.</strong></xsl:when>
        <xsl:otherwise><xsl:value-of select="mails"/> mails since <xsl:value-of select="ccot:instant(since)"/>.</xsl:otherwise>
      </xsl:choose>
      <xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="proof = 'passed'">Our mail system confirms: sent by <xsl:value-of select="domain"/>.</xsl:when>
        <xsl:when test="proof = 'failed'"><strong class="ccot-absent">FAILED our mail system's check: may not come from whom it says.</strong></xsl:when>
        <xsl:when test="proof = 'open'">Not confirmed by our mail system.</xsl:when>
        <xsl:otherwise>No result from our gateway.</xsl:otherwise>
      </xsl:choose>
      <xsl:if test="junk = 'true'"><xsl:text> </xsl:text><strong>Was in junk.</strong></xsl:if>
      <xsl:if test="reply_back_at"><xsl:text> </xsl:text><strong>Our reply came back</strong>, <xsl:value-of select="ccot:instant(reply_back_at)"/>: the sender may not know what arrived.</xsl:if>
      <xsl:for-each select="apart/item"><xsl:text> </xsl:text><strong>Not the sender of <a class="govuk-link" href="/entries/{entry_id}">entry <xsl:value-of select="entry_id"/></a>, on which it acts (<xsl:value-of select="kind"/>).</strong></xsl:for-each>
    </p>
  </xsl:template>

  <xsl:template match="entry" mode="claim">
    <xsl:if test="state = 'pending'">
      <div class="ccot-claim">
        <xsl:choose>
          <xsl:when test="claim = 'own'"><form method="post" action="/entries/{entry_id}/known"><xsl:call-template name="token"/><button class="ccot-linkish">I know these people: give it back</button></form><span>In your hands until <xsl:value-of select="ccot:instant(claimed_until)"/>.</span><form method="post" action="/entries/{entry_id}/release"><xsl:call-template name="token"/><button class="ccot-linkish">Let it go</button></form></xsl:when>
          <xsl:when test="claim = 'other'"><strong>In the hands of <xsl:value-of select="holder"/> until <xsl:value-of select="ccot:instant(claimed_until)"/>.</strong><xsl:if test="$page-role = 'supervisor'"><form method="post" action="/entries/{entry_id}/release"><xsl:call-template name="token"/><button class="ccot-linkish">Take it away from them</button></form></xsl:if></xsl:when>
          <xsl:otherwise><span>Nobody has taken it.</span><form method="post" action="/entries/{entry_id}/claim"><xsl:call-template name="token"/><button class="ccot-linkish">Take it</button></form></xsl:otherwise>
        </xsl:choose>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- statements of service of this order, and those that may be -->
  <xsl:template match="entry" mode="services">
    <xsl:if test="services/item">
      <section aria-labelledby="services">
        <h2 class="govuk-heading-s" id="services">Statements of service</h2>
        <ul class="govuk-list">
          <xsl:for-each select="services/item">
            <li class="ccot-decision">
              <strong><xsl:value-of select="ccot:label('outcome', outcome)"/></strong><xsl:if test="served_on"><xsl:text> </xsl:text><xsl:value-of select="ccot:day(served_on)"/></xsl:if><xsl:if test="served_at">, <xsl:value-of select="served_at"/></xsl:if><xsl:if test="served_by">, by <xsl:value-of select="served_by"/></xsl:if><xsl:if test="method">, <xsl:value-of select="method"/></xsl:if><xsl:if test="served_place">, at <xsl:value-of select="served_place"/></xsl:if>
              (<xsl:choose><xsl:when test="joined = 'person'">joined by a person</xsl:when><xsl:when test="joined = 'message'">in the same mail</xsl:when><xsl:when test="joined = 'number'">by number and respondent</xsl:when><xsl:otherwise>by names alone: a proposal</xsl:otherwise></xsl:choose>; <a class="govuk-link" href="/messages/{message_id}">its mail</a>)
              <form method="post" action="/entries/{$page-number}/service" class="ccot-service">
                <xsl:call-template name="decision"/>
                <input type="hidden" name="service" value="{service_id}"/>
                <input type="hidden" name="was" value="{$page-number}"/>
                <xsl:if test="joined != 'person'"><button class="govuk-button govuk-button--secondary ccot-fit" name="is_about" value="yes">About this order</button></xsl:if>
                <button class="govuk-button govuk-button--secondary ccot-fit" name="is_about" value="no">Not about it</button>
              </form>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="warnings">
    <xsl:if test="item">
      <section class="ccot-warnings" aria-labelledby="warnings">
        <h2 class="govuk-heading-s" id="warnings">Look at this first</h2>
        <ul class="govuk-list govuk-list--bullet"><xsl:for-each select="item"><li><xsl:value-of select="."/></li></xsl:for-each></ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- "Entry 12 varies this order", "Varies entry 1" -->
  <xsl:template name="relation-words">
    <xsl:param name="other"/>
    <xsl:variable name="self" select="$page-number"/>
    <xsl:variable name="does" select="ccot:label('relation', kind)"/>
    <xsl:variable name="low" select="translate($does, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
    <xsl:choose>
      <xsl:when test="not($other)"><xsl:value-of select="$does"/> an order that is not held<xsl:if test="target_made_on">, made <xsl:value-of select="ccot:day(target_made_on)"/></xsl:if></xsl:when>
      <xsl:when test="kind = 'same_respondent' or kind = 'translation'"><xsl:value-of select="$does"/>: <a class="govuk-link" href="/entries/{$self}/against/{$other}">entry <xsl:value-of select="$other"/></a></xsl:when>
      <xsl:when test="entry_id = $self"><xsl:value-of select="$does"/><xsl:text> </xsl:text><a class="govuk-link" href="/entries/{$self}/against/{$other}">entry <xsl:value-of select="$other"/></a></xsl:when>
      <xsl:otherwise><a class="govuk-link" href="/entries/{$self}/against/{$other}">Entry <xsl:value-of select="$other"/></a><xsl:text> </xsl:text><xsl:value-of select="$low"/> this order<xsl:if test="kind = 'discharges'">, as it says</xsl:if></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- copies and relations -->
  <xsl:template match="entry" mode="links">
    <xsl:variable name="self" select="entry_id"/>
    <xsl:if test="duplicates/item or relations/item">
      <section aria-labelledby="links">
        <h2 class="govuk-heading-s" id="links">Copies and related orders</h2>
        <ul class="govuk-list ccot-list">
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
              <xsl:call-template name="relation-words"><xsl:with-param name="other" select="$other"/></xsl:call-template>
              <xsl:for-each select="reasons/item">; <xsl:value-of select="."/></xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
        <xsl:if test="plain/item and (state = 'pending' or state = 'verified')">
          <form method="post" action="/entries/{entry_id}/copies">
            <xsl:call-template name="decision"/>
            <fieldset class="govuk-fieldset">
              <legend class="govuk-fieldset__legend">These bring nothing that this entry does not say</legend>
              <xsl:for-each select="plain/item">
                <label class="ccot-choice"><input type="checkbox" name="copy-{entry_id}" value="{row_version}"/> Entry <xsl:value-of select="entry_id"/>, received <xsl:value-of select="ccot:instant(received_at)"/></label>
              </xsl:for-each>
            </fieldset>
            <p><button class="govuk-button govuk-button--secondary ccot-fit">The chosen ones are copies of this entry</button></p>
          </form>
        </xsl:if>
        <xsl:for-each select="together/item[decided_by = /page/@person or $page-role = 'supervisor']">
          <details class="govuk-details ccot-fit ccot-undo">
            <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Undo for <xsl:value-of select="count(copies/item)"/> copies decided together</span></summary>
            <form method="post" action="/entries/{$self}/copies-undo">
              <xsl:call-template name="decision"/>
              <p><xsl:value-of select="ccot:instant(decided_at)"/>, <xsl:value-of select="decided_by"/>: <xsl:for-each select="copies/item"><xsl:if test="position() &gt; 1">, </xsl:if>entry <xsl:value-of select="entry_id"/><input type="hidden" name="copy-{entry_id}" value="{row_version}"/></xsl:for-each></p>
              <label class="govuk-label" for="undo-together-{position()}">Why (needed for what another person decided, or after 15 minutes)</label>
              <input class="govuk-input" id="undo-together-{position()}" name="text"/>
              <p><button class="govuk-button govuk-button--secondary">Undo for all of them</button></p>
            </form>
          </details>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
