<?xml version="1.0" encoding="UTF-8"?>
<!-- Parts of an answer that its screen and its prints share; db/answer_store.h tells the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:import href="hard_copy_parts.xsl"/>
  <xsl:template match="page" mode="title">Answer</xsl:template>

  <!-- "Non-molestation order (varied) · court · numbers · made ..." -->
  <xsl:template name="what">
    <xsl:choose>
      <xsl:when test="document/kind = 'undertaking'"><strong>UNDERTAKING, not an order</strong></xsl:when>
      <xsl:otherwise><xsl:value-of select="ccot:label('order_type', order_type)"/></xsl:otherwise>
    </xsl:choose>
    <xsl:choose><xsl:when test="action = 'discharged'"> (a discharge)</xsl:when><xsl:when test="action != 'made' and action != 'unknown'"> (<xsl:value-of select="action"/>)</xsl:when></xsl:choose>
    <xsl:text> &#183; </xsl:text><xsl:choose><xsl:when test="court"><xsl:value-of select="court"/></xsl:when><xsl:otherwise>court not read</xsl:otherwise></xsl:choose>
    <xsl:for-each select="numbers/item"><xsl:text> &#183; </xsl:text><span class="ccot-nowrap"><xsl:value-of select="."/></span></xsl:for-each>
    <xsl:text> &#183; </xsl:text><xsl:choose><xsl:when test="made_on">made <xsl:value-of select="ccot:day(made_on)"/></xsl:when><xsl:otherwise>day made not read</xsl:otherwise></xsl:choose>
    <xsl:if test="without_notice = 'true'"> &#183; without notice</xsl:if>
  </xsl:template>

  <xsl:template name="status-word">
    <xsl:choose>
      <xsl:when test="status = 'in_force'">IN FORCE</xsl:when>
      <xsl:when test="status = 'ended'">ENDED</xsl:when>
      <xsl:when test="status = 'not_yet'">NOT YET IN FORCE</xsl:when>
      <xsl:otherwise>TO BE CHECKED</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="status">
    <strong><xsl:if test="status != 'in_force' or not(status)"><xsl:attribute name="class">ccot-missing</xsl:attribute></xsl:if><xsl:call-template name="status-word"/></strong>
    <xsl:text> </xsl:text>
    <xsl:choose><xsl:when test="status_words != ''"><xsl:value-of select="status_words"/></xsl:when><xsl:otherwise>its course is not known</xsl:otherwise></xsl:choose>
  </xsl:template>
  <xsl:template name="served">
    <xsl:choose>
      <xsl:when test="starts-with(served, 'NO PROOF')"><strong class="ccot-missing"><xsl:value-of select="served"/></strong></xsl:when>
      <xsl:otherwise><strong><xsl:value-of select="served"/></strong></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="checked">
    <xsl:choose>
      <xsl:when test="state = 'verified'">Verified by <xsl:value-of select="verified_by"/>, <xsl:value-of select="ccot:instant(verified_at)"/></xsl:when>
      <xsl:otherwise><strong class="ccot-missing"><xsl:value-of select="state_words"/></strong></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="terms">
    <xsl:choose>
      <xsl:when test="terms/item">
        <ul class="ccot-terms">
          <xsl:for-each select="terms/item">
            <li>
              <xsl:if test="state = 'done away'"><xsl:attribute name="class">ccot-terms__away</xsl:attribute></xsl:if>
              <span class="ccot-terms__label"><xsl:value-of select="label"/></span>
              <div>
                <xsl:choose><xsl:when test="state = 'done away'"><s><xsl:value-of select="text"/></s></xsl:when><xsl:otherwise><xsl:value-of select="text"/></xsl:otherwise></xsl:choose>
                <xsl:if test="place"><xsl:text> </xsl:text><strong class="ccot-secret">do not tell the respondent this place</strong></xsl:if>
                <xsl:if test="why"><br/><em><xsl:if test="state = 'not repeated'"><strong>May still hold: </strong></xsl:if><xsl:value-of select="why"/></em></xsl:if>
              </div>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:when>
      <xsl:otherwise><p class="govuk-body-s"><strong class="ccot-missing">No terms were read from its paper: read its pages.</strong></p></xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="notes/item"><p class="govuk-body-s ccot-tight"><strong><xsl:value-of select="."/></strong></p></xsl:for-each>
  </xsl:template>

  <!-- what people noted beside the papers; the print to share has the marks alone -->
  <xsl:template name="kept">
    <xsl:variable name="share" select="/page/print = 'share'"/>
    <xsl:for-each select="taken_back/item"><p class="govuk-body-s ccot-tight"><strong class="ccot-missing">THE SENDER TAKES THIS BACK by a mail of <xsl:value-of select="ccot:instant(received_at)"/>: nobody has decided yet, its papers are shut</strong></p></xsl:for-each>
    <xsl:for-each select="disputes/item[not($share) or shared]">
      <p class="govuk-body-s ccot-tight"><strong class="ccot-missing">DISPUTED: <xsl:value-of select="label"/></strong><xsl:if test="not($share)">, by <xsl:value-of select="said_by"/>: <xsl:value-of select="words"/> (<xsl:value-of select="ccot:instant(marked_at)"/>)</xsl:if></p>
    </xsl:for-each>
    <xsl:if test="not($share)">
      <xsl:for-each select="kept/breaches/item[not(void_at)][position() &lt; 4]">
        <p class="govuk-body-s ccot-tight"><strong>Breach noted: <xsl:value-of select="ccot:day(happened_on)"/><xsl:if test="happened_at">, <xsl:value-of select="happened_at"/></xsl:if></strong>, <xsl:choose><xsl:when test="term">term <xsl:value-of select="term"/></xsl:when><xsl:otherwise>term not known</xsl:otherwise></xsl:choose>; reported <xsl:value-of select="ccot:day(reported_on)"/> by <xsl:value-of select="reported_by"/>; <xsl:value-of select="outcome"/><xsl:if test="reference"> (<xsl:value-of select="reference"/>)</xsl:if></p>
      </xsl:for-each>
      <xsl:if test="count(kept/breaches/item[not(void_at)]) &gt; 3"><p class="govuk-body-s ccot-tight"><strong><xsl:value-of select="count(kept/breaches/item[not(void_at)])"/> breaches noted in all</strong></p></xsl:if>
      <xsl:for-each select="kept/transfers/item">
        <p class="govuk-body-s ccot-tight">Transferred to <strong><xsl:value-of select="to_force"/></strong>, <xsl:value-of select="ccot:day(sent_on)"/>: <xsl:choose><xsl:when test="receipt">received there, <xsl:value-of select="ccot:day(receipt_on)"/></xsl:when><xsl:otherwise><strong class="ccot-missing">no receipt yet, both forces hold it</strong></xsl:otherwise></xsl:choose></p>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template name="changes">
    <xsl:for-each select="changes/item">
      <p class="govuk-body-s ccot-tight">
        <xsl:choose>
          <xsl:when test="not(verified) and action = 'discharged'"><strong class="ccot-missing">DISCHARGE CLAIMED by a mail of <xsl:value-of select="ccot:instant(received_at)"/>, not confirmed: changes nothing yet</strong></xsl:when>
          <xsl:when test="not(verified)"><strong class="ccot-missing"><xsl:value-of select="ccot:label('action', action)"/> by a mail of <xsl:value-of select="ccot:instant(received_at)"/>, NOT YET VERIFIED</strong></xsl:when>
          <xsl:when test="waits"><strong class="ccot-missing"><xsl:value-of select="ccot:label('action', action)"/> by the order of <xsl:value-of select="ccot:day(made_on)"/>: waits for a second person, changes nothing yet</strong></xsl:when>
          <xsl:otherwise><strong><xsl:value-of select="ccot:label('action', action)"/> by the order of <xsl:value-of select="ccot:day(made_on)"/></strong></xsl:otherwise>
        </xsl:choose>
        <xsl:text> </xsl:text><xsl:call-template name="order-link"><xsl:with-param name="id" select="entry_id"/><xsl:with-param name="text" select="concat('entry ', entry_id)"/></xsl:call-template>
      </p>
    </xsl:for-each>
  </xsl:template>
  <!-- copies of which nobody has decided whether they are right -->
  <xsl:template name="doubts">
    <xsl:for-each select="doubts/item">
      <p class="govuk-body-s ccot-tight"><strong class="ccot-missing">A COPY OF IT SAYS OTHERWISE, and nobody has checked which is right<xsl:if test="not(/page/print = 'share')">: <xsl:value-of select="words"/></xsl:if></strong>
        <xsl:text> </xsl:text><xsl:call-template name="order-link"><xsl:with-param name="id" select="entry_id"/><xsl:with-param name="text" select="concat('entry ', entry_id)"/></xsl:call-template></p>
    </xsl:for-each>
  </xsl:template>
  <xsl:template name="order-link">
    <xsl:param name="id"/><xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="/page/print"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="/page/search"><a class="govuk-link" href="/search/{/page/search}/orders/{$id}"><xsl:value-of select="$text"/></a></xsl:when>
      <xsl:otherwise><a class="govuk-link" href="/entries/{$id}/answer"><xsl:value-of select="$text"/></a></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
