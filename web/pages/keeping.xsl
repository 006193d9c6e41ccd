<?xml version="1.0" encoding="UTF-8"?>
<!-- Breaches, transfers, disputed values, legal hold and review of an order; db/keeping_store.h tells the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Notes on an order</xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-m ccot-answer__direction"><xsl:value-of select="kept/direction"/></h1>
    <p class="govuk-body-s"><xsl:value-of select="ccot:label('order_type', kept/order_type)"/> &#183; <xsl:value-of select="kept/court"/><xsl:for-each select="kept/numbers/item"> &#183; <xsl:value-of select="."/></xsl:for-each> &#183; <a class="govuk-link" href="/entries/{kept/entry_id}">entry <xsl:value-of select="kept/entry_id"/></a> &#183; <a class="govuk-link" href="/entries/{kept/entry_id}/answer">as a control room sees it</a></p>
    <xsl:if test="problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="problem"/></p></xsl:if>
    <xsl:apply-templates select="kept" mode="breaches"/>
    <xsl:apply-templates select="kept" mode="disputes"/>
    <xsl:apply-templates select="kept" mode="transfers"/>
    <xsl:apply-templates select="kept" mode="time"/>
  </xsl:template>

  <xsl:template match="kept" mode="breaches">
    <h2 class="govuk-heading-m" id="breaches">Breaches: <xsl:value-of select="count(breaches/item[not(void_at)])"/></h2>
    <xsl:if test="breaches/item"><ul class="ccot-hits"><xsl:for-each select="breaches/item">
      <li>
        <p>
          <xsl:if test="void_at"><strong class="ccot-missing">TAKEN BACK by <xsl:value-of select="void_by"/>, <xsl:value-of select="ccot:instant(void_at)"/>: <xsl:value-of select="void_why"/>. </strong></xsl:if>
          <strong><xsl:value-of select="ccot:day(happened_on)"/><xsl:if test="happened_at">, <xsl:value-of select="happened_at"/></xsl:if></strong>, <xsl:choose><xsl:when test="term">term <xsl:value-of select="term"/></xsl:when><xsl:otherwise>term not known</xsl:otherwise></xsl:choose>. Reported <xsl:value-of select="ccot:day(reported_on)"/> by <xsl:value-of select="reported_by"/><xsl:if test="reported_to"> to <xsl:value-of select="reported_to"/></xsl:if>.
          Outcome: <xsl:value-of select="outcome"/><xsl:if test="reference"> (<xsl:value-of select="reference"/>)</xsl:if>.<xsl:if test="others"> Also there: <xsl:value-of select="others"/>.</xsl:if>
          <span class="ccot-quiet"> Noted by <xsl:value-of select="noted_by"/>, <xsl:value-of select="ccot:instant(noted_at)"/>.</span>
        </p>
        <xsl:if test="not(void_at)">
          <xsl:call-template name="end"><xsl:with-param name="what">void</xsl:with-param><xsl:with-param name="number" select="breach_id"/><xsl:with-param name="label">Noted wrongly, because</xsl:with-param><xsl:with-param name="button">Take it back</xsl:with-param></xsl:call-template>
        </xsl:if>
      </li></xsl:for-each></ul></xsl:if>
    <details class="govuk-details"><xsl:if test="/page/what = 'breach'"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Note a breach</span></summary>
      <form method="post" action="/entries/{entry_id}/keeping" class="ccot-ask">
        <xsl:call-template name="token"/><input type="hidden" name="what" value="breach"/>
        <xsl:call-template name="input"><xsl:with-param name="form">breach</xsl:with-param><xsl:with-param name="name">happened_on</xsl:with-param><xsl:with-param name="label">Day (2/11/2026)</xsl:with-param><xsl:with-param name="size">12</xsl:with-param></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="form">breach</xsl:with-param><xsl:with-param name="name">happened_at</xsl:with-param><xsl:with-param name="label">Time (21:40)</xsl:with-param><xsl:with-param name="size">6</xsl:with-param></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="form">breach</xsl:with-param><xsl:with-param name="name">term</xsl:with-param><xsl:with-param name="label">Which term (3, 2a)</xsl:with-param><xsl:with-param name="size">6</xsl:with-param></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="form">breach</xsl:with-param><xsl:with-param name="name">reported_on</xsl:with-param><xsl:with-param name="label">Reported on (empty: that day)</xsl:with-param><xsl:with-param name="size">12</xsl:with-param></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="form">breach</xsl:with-param><xsl:with-param name="name">reported_by</xsl:with-param><xsl:with-param name="label">Reported by</xsl:with-param><xsl:with-param name="size">24</xsl:with-param></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="form">breach</xsl:with-param><xsl:with-param name="name">reported_to</xsl:with-param><xsl:with-param name="label">To whom</xsl:with-param><xsl:with-param name="size">20</xsl:with-param></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="form">breach</xsl:with-param><xsl:with-param name="name">outcome</xsl:with-param><xsl:with-param name="label">Outcome: what was done</xsl:with-param><xsl:with-param name="size">30</xsl:with-param></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="form">breach</xsl:with-param><xsl:with-param name="name">reference</xsl:with-param><xsl:with-param name="label">Crime reference</xsl:with-param><xsl:with-param name="size">16</xsl:with-param></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="form">breach</xsl:with-param><xsl:with-param name="name">others</xsl:with-param><xsl:with-param name="label">Who else was there, witnesses</xsl:with-param><xsl:with-param name="size">30</xsl:with-param></xsl:call-template>
        <div><button class="govuk-button ccot-fit">Note the breach</button></div>
      </form>
    </details>
  </xsl:template>

  <xsl:template match="kept" mode="disputes">
    <h2 class="govuk-heading-m" id="disputes">Disputed values: <xsl:value-of select="count(disputes/item[not(ended_at)])"/></h2>
    <xsl:if test="disputes/item"><ul class="ccot-hits"><xsl:for-each select="disputes/item">
      <li>
        <p><strong><xsl:value-of select="label"/></strong>, disputed by <xsl:value-of select="said_by"/>: <xsl:value-of select="words"/>. <span class="ccot-quiet">Marked by <xsl:value-of select="marked_by"/>, <xsl:value-of select="ccot:instant(marked_at)"/>.</span>
          <xsl:if test="ended_at"> Ended by <xsl:value-of select="ended_by"/>, <xsl:value-of select="ccot:instant(ended_at)"/>: <xsl:value-of select="ended_why"/>.</xsl:if></p>
        <xsl:if test="not(ended_at)">
          <xsl:call-template name="end"><xsl:with-param name="what">settle</xsl:with-param><xsl:with-param name="number" select="dispute_id"/><xsl:with-param name="label">What came of it</xsl:with-param><xsl:with-param name="button">End the dispute</xsl:with-param></xsl:call-template>
        </xsl:if>
      </li></xsl:for-each></ul></xsl:if>
    <details class="govuk-details"><xsl:if test="/page/what = 'dispute'"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Mark a value as disputed</span></summary>
      <p class="govuk-body-s">The value stays, and is marked wherever it is shown and printed. A value that is wrong is corrected on its <a class="govuk-link" href="/entries/{entry_id}">entry</a>.</p>
      <form method="post" action="/entries/{entry_id}/keeping" class="ccot-ask">
        <xsl:call-template name="token"/><input type="hidden" name="what" value="dispute"/>
        <div><label for="dispute-field">Which value</label><select id="dispute-field" name="field"><xsl:for-each select="fields/item"><xsl:sort select="label"/><option value="{name}"><xsl:if test="/page/typed/field = name"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="label"/></option></xsl:for-each></select></div>
        <xsl:call-template name="input"><xsl:with-param name="form">dispute</xsl:with-param><xsl:with-param name="name">said_by</xsl:with-param><xsl:with-param name="label">Who disputes it</xsl:with-param><xsl:with-param name="size">24</xsl:with-param></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="form">dispute</xsl:with-param><xsl:with-param name="name">words</xsl:with-param><xsl:with-param name="label">What is said against it</xsl:with-param><xsl:with-param name="size">40</xsl:with-param></xsl:call-template>
        <div><button class="govuk-button ccot-fit">Mark it</button></div>
      </form>
    </details>
  </xsl:template>

  <xsl:template match="kept" mode="transfers">
    <h2 class="govuk-heading-m" id="transfers">Transfers to another force: <xsl:value-of select="count(transfers/item)"/></h2>
    <xsl:if test="transfers/item"><ul class="ccot-hits"><xsl:for-each select="transfers/item">
      <li>
        <p>To <strong><xsl:value-of select="to_force"/></strong>, <xsl:value-of select="ccot:day(sent_on)"/>, <xsl:value-of select="how"/>.
          <xsl:choose>
            <xsl:when test="receipt">Received: <xsl:value-of select="receipt"/>, <xsl:value-of select="ccot:day(receipt_on)"/>, seen by <xsl:value-of select="receipt_by"/>.</xsl:when>
            <xsl:otherwise><strong class="ccot-missing">NO RECEIPT YET: both forces hold it.</strong></xsl:otherwise>
          </xsl:choose>
          <span class="ccot-quiet"> Noted by <xsl:value-of select="noted_by"/>, <xsl:value-of select="ccot:instant(noted_at)"/>.</span></p>
        <xsl:if test="not(receipt)">
          <form method="post" action="/entries/{../../entry_id}/keeping" class="ccot-ask">
            <xsl:call-template name="token"/><input type="hidden" name="what" value="receipt"/><input type="hidden" name="number" value="{transfer_id}"/>
            <div><label for="receipt-{transfer_id}">Who confirmed there, with their reference</label><input id="receipt-{transfer_id}" name="receipt" size="30" maxlength="200" autocomplete="off"/></div>
            <div><label for="receipt-on-{transfer_id}">On (2/11/2026)</label><input id="receipt-on-{transfer_id}" name="receipt_on" size="12" autocomplete="off"/></div>
            <div><button class="ccot-small">Note the receipt</button></div>
          </form>
        </xsl:if>
      </li></xsl:for-each></ul></xsl:if>
    <details class="govuk-details"><xsl:if test="/page/what = 'transfer'"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Note a transfer</span></summary>
      <form method="post" action="/entries/{entry_id}/keeping" class="ccot-ask">
        <xsl:call-template name="token"/><input type="hidden" name="what" value="transfer"/>
        <xsl:call-template name="input"><xsl:with-param name="form">transfer</xsl:with-param><xsl:with-param name="name">to_force</xsl:with-param><xsl:with-param name="label">To which force and unit</xsl:with-param><xsl:with-param name="size">30</xsl:with-param></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="form">transfer</xsl:with-param><xsl:with-param name="name">sent_on</xsl:with-param><xsl:with-param name="label">On (2/11/2026)</xsl:with-param><xsl:with-param name="size">12</xsl:with-param></xsl:call-template>
        <xsl:call-template name="input"><xsl:with-param name="form">transfer</xsl:with-param><xsl:with-param name="name">how</xsl:with-param><xsl:with-param name="label">How, and what was sent</xsl:with-param><xsl:with-param name="size">30</xsl:with-param></xsl:call-template>
        <div><button class="govuk-button ccot-fit">Note the transfer</button></div>
      </form>
    </details>
  </xsl:template>

  <xsl:template match="kept" mode="time">
    <h2 class="govuk-heading-m" id="time">How long it is kept</h2>
    <p class="govuk-body">
      <xsl:choose>
        <xsl:when test="hold"><strong>LEGAL HOLD</strong> since <xsl:value-of select="ccot:instant(hold/at)"/>, by <xsl:value-of select="hold/by"/>: <xsl:value-of select="hold/why"/>. Nothing of it can be erased.</xsl:when>
        <xsl:otherwise>No legal hold.</xsl:otherwise>
      </xsl:choose>
      <xsl:text> </xsl:text>
      <xsl:choose><xsl:when test="retention_review_on">Keeping it is looked at again on <xsl:value-of select="ccot:day(retention_review_on)"/>.</xsl:when><xsl:otherwise>No day is set on which keeping it is looked at again.</xsl:otherwise></xsl:choose>
    </p>
    <form method="post" action="/entries/{entry_id}/keeping" class="ccot-ask">
      <xsl:call-template name="token"/>
      <div><label for="time-words">Why</label><input id="time-words" name="words" size="40" maxlength="1000" autocomplete="off" value="{/page/typed/words[/page/what = 'hold' or /page/what = 'release' or /page/what = 'review']}"/></div>
      <xsl:choose>
        <xsl:when test="not(hold)"><div><button class="govuk-button govuk-button--secondary ccot-fit" name="what" value="hold">Put under legal hold</button></div></xsl:when>
        <xsl:when test="supervisor"><div><button class="govuk-button govuk-button--secondary ccot-fit" name="what" value="release">Release the legal hold</button></div></xsl:when>
        <xsl:otherwise><p class="govuk-body-s ccot-tight">A supervisor releases it.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="supervisor">
        <div><label for="time-review">Look again on (2/11/2032)</label><input id="time-review" name="review_on" size="12" autocomplete="off" value="{/page/typed/review_on}"/></div>
        <div><button class="govuk-button govuk-button--secondary ccot-fit" name="what" value="review">Set the day</button></div>
      </xsl:if>
    </form>
  </xsl:template>

  <!-- why something ends, of a thing on this page -->
  <xsl:template name="end">
    <xsl:param name="what"/><xsl:param name="number"/><xsl:param name="label"/><xsl:param name="button"/>
    <form method="post" action="/entries/{../../entry_id}/keeping" class="ccot-answer__form">
      <xsl:call-template name="token"/><input type="hidden" name="what" value="{$what}"/><input type="hidden" name="number" value="{$number}"/>
      <label for="{$what}-{$number}"><xsl:value-of select="$label"/></label><input id="{$what}-{$number}" name="words" size="30" maxlength="1000" autocomplete="off"/>
      <button class="ccot-small"><xsl:value-of select="$button"/></button>
    </form>
  </xsl:template>
  <xsl:template name="input">
    <xsl:param name="form"/><xsl:param name="name"/><xsl:param name="label"/><xsl:param name="size"/>
    <div><label for="{$form}-{$name}"><xsl:value-of select="$label"/></label><input id="{$form}-{$name}" name="{$name}" size="{$size}" autocomplete="off" maxlength="1000"><xsl:if test="/page/what = $form"><xsl:attribute name="value"><xsl:value-of select="/page/typed/*[local-name() = $name]"/></xsl:attribute></xsl:if></input></div>
  </xsl:template>
</xsl:stylesheet>
