<?xml version="1.0" encoding="UTF-8"?>
<!-- The answer at three in the morning: who must not do what to whom, is it in force, does he know, what may an officer do. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="answer_parts.xsl"/>
  <xsl:template match="page" mode="main">
    <xsl:choose>
      <xsl:when test="answer/problem">
        <h1 class="govuk-heading-m">Nothing is told</h1>
        <p class="govuk-error-message" role="alert"><xsl:value-of select="answer/problem"/></p>
        <xsl:call-template name="moment"/>
        <p class="govuk-body"><a class="govuk-link" href="{base}">The answer as it is now</a></p>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="answer" mode="whole"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="answer" mode="whole">
    <h1 class="govuk-heading-m ccot-answer__direction"><xsl:value-of select="direction"/></h1>
    <p class="govuk-body-s ccot-tight"><xsl:call-template name="what"/></p>
    <xsl:if test="not(now)"><p class="ccot-answer__moment" role="status">AS AT <xsl:value-of select="ccot:instant(at)"/>, as the register knows it today. <a href="{/page/base}">Now</a></p></xsl:if>
    <div class="ccot-answer__facts">
      <p><xsl:call-template name="status"/></p>
      <p><xsl:call-template name="served"/></p>
      <p><xsl:call-template name="checked"/></p>
    </div>
    <section class="ccot-answer__powers" aria-label="What an officer may do">
      <xsl:for-each select="power_words/item"><p><xsl:value-of select="."/></p></xsl:for-each>
    </section>
    <xsl:for-each select="alerts/item"><p class="govuk-body-s ccot-tight"><strong class="ccot-missing">Not taken: <xsl:value-of select="ccot:label('alert_kind', kind)"/>, <xsl:value-of select="ccot:instant(raised_at)"/></strong></p></xsl:for-each>
    <xsl:call-template name="doubts"/>
    <xsl:call-template name="changes"/>
    <xsl:call-template name="kept"/>
    <div class="ccot-answer">
      <section aria-labelledby="terms">
        <h2 class="govuk-heading-s ccot-tight" id="terms">Terms <xsl:choose><xsl:when test="now">as they stand now</xsl:when><xsl:otherwise>as they stood then</xsl:otherwise></xsl:choose></h2>
        <xsl:call-template name="terms"/>
        <xsl:if test="places/item">
          <p class="govuk-body-s ccot-tight">Protected places: <xsl:for-each select="places/item"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:value-of select="."/></xsl:for-each><xsl:text> </xsl:text><strong class="ccot-secret">do not tell the respondent</strong></p>
        </xsl:if>
      </section>
      <div>
        <xsl:call-template name="moment"/>
        <xsl:call-template name="about"/>
        <xsl:call-template name="near"/>
      </div>
    </div>
  </xsl:template>

  <xsl:template name="moment">
    <form method="get" action="{/page/base}" class="ccot-answer__form">
      <label for="on">As at (2/11/2026)</label><input id="on" name="on" size="14" value="{/page/on}" autocomplete="off"/>
      <label for="at">time (21:40)</label><input id="at" name="at" size="6" value="{/page/time}" autocomplete="off"/>
      <button class="ccot-small">Show</button>
    </form>
  </xsl:template>

  <xsl:template name="about">
    <ul class="govuk-list ccot-answer__list">
      <li>Respondent: <xsl:choose><xsl:when test="respondent_dob">born <xsl:value-of select="ccot:day(respondent_dob)"/></xsl:when><xsl:otherwise>date of birth not on the order</xsl:otherwise></xsl:choose>
        <xsl:if test="respondent_aliases/item">; also known as <xsl:for-each select="respondent_aliases/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each></xsl:if>
        <xsl:if test="respondent_address">; <xsl:value-of select="respondent_address"/></xsl:if></li>
      <xsl:for-each select="ends/item"><li><xsl:value-of select="what"/>: <xsl:value-of select="words"/><xsl:if test="over"><xsl:text> </xsl:text><strong>(past)</strong></xsl:if></li></xsl:for-each>
      <xsl:for-each select="acts_on/item">
        <li><xsl:value-of select="ccot:label('relation', kind)"/><xsl:text> </xsl:text>
          <xsl:choose>
            <xsl:when test="entry_id"><xsl:call-template name="order-link"><xsl:with-param name="id" select="entry_id"/><xsl:with-param name="text" select="concat('the order, entry ', entry_id)"/></xsl:call-template></xsl:when>
            <xsl:otherwise><strong class="ccot-missing">an order that is not held</strong><xsl:if test="target_made_on">, made <xsl:value-of select="ccot:day(target_made_on)"/></xsl:if></xsl:otherwise>
          </xsl:choose></li>
      </xsl:for-each>
      <xsl:if test="copies/item"><li>Copies held: <xsl:for-each select="copies/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:call-template name="order-link"><xsl:with-param name="id" select="entry_id"/><xsl:with-param name="text" select="concat('entry ', entry_id)"/></xsl:call-template><xsl:if test="state = 'pending'"> (not checked)</xsl:if></xsl:for-each></li></xsl:if>
      <xsl:for-each select="papers/item[pages &gt; 0 and not(shut)]">
        <li><xsl:value-of select="ccot:label('document_kind', kind)"/><xsl:if test="problem">, <strong class="ccot-missing"><xsl:value-of select="ccot:label('problem', problem)"/></strong></xsl:if>, page
          <xsl:call-template name="pages"><xsl:with-param name="page" select="1"/></xsl:call-template></li>
      </xsl:for-each>
      <xsl:for-each select="papers/item[pages = 0 and not(problem or shut or kind = 'correspondence' or kind = 'other')]">
        <li><xsl:value-of select="ccot:label('document_kind', kind)"/>: <xsl:call-template name="words"/></li>
      </xsl:for-each>
      <xsl:for-each select="papers/item[problem and pages = 0]"><li><strong class="ccot-missing">A paper of its mail: <xsl:value-of select="ccot:label('problem', problem)"/></strong></li></xsl:for-each>
      <xsl:for-each select="attached/item">
        <li>Also belongs to it: <xsl:value-of select="ccot:label('document_kind', kind)"/><xsl:if test="pages &gt; 0">, <xsl:value-of select="pages"/> page<xsl:if test="pages != 1">s</xsl:if></xsl:if><xsl:if test="problem">, <strong class="ccot-missing"><xsl:value-of select="ccot:label('problem', problem)"/></strong></xsl:if>
          <xsl:choose>
            <xsl:when test="/page/@role = 'enquirer' and (shut or problem)"> (mail <xsl:value-of select="message_id"/>: ask the team)</xsl:when>
            <xsl:when test="/page/@role = 'enquirer' and pages &gt; 0">: page <xsl:call-template name="pages"><xsl:with-param name="page" select="1"/></xsl:call-template></xsl:when>
            <xsl:when test="/page/@role = 'enquirer'">: <xsl:call-template name="words"/></xsl:when>
            <xsl:otherwise> (<a class="govuk-link" href="/entries/{/page/answer/entry_id}?paper={document_id}">look</a>)</xsl:otherwise>
          </xsl:choose></li>
      </xsl:for-each>
      <li>Sealed hard copy: <xsl:for-each select="hard_copy"><xsl:call-template name="hard-copy"/></xsl:for-each><xsl:if test="not(hard_copy)">not received</xsl:if><xsl:if test="/page/@role != 'enquirer'">; <a class="govuk-link" href="/entries/{entry_id}/hard-copy">note</a></xsl:if></li>
      <li><form method="post" action="/entries/{entry_id}/known" class="ccot-answer__form"><xsl:call-template name="token"/><button class="ccot-small">I know these people: close it to me</button></form></li>
      <li>Print <a class="govuk-link" href="{/page/base}/officers{$moment}">for officers</a>, <a class="govuk-link" href="{/page/base}/share{$moment}">to share</a><xsl:if test="/page/@role = 'supervisor'">; <a class="govuk-link" href="/entries/{entry_id}/restriction">restrict it</a></xsl:if><xsl:if test="/page/@role != 'enquirer'">; <a class="govuk-link" href="/entries/{entry_id}/pack">copy for an investigation</a>; <a class="govuk-link" href="/entries/{entry_id}">the entry</a>, <a class="govuk-link" href="/entries/{entry_id}/keeping">notes on it</a></xsl:if></li>
    </ul>
  </xsl:template>
  <xsl:variable name="moment"><xsl:if test="/page/on != ''">?on=<xsl:value-of select="/page/on"/><xsl:if test="/page/time != ''">&amp;at=<xsl:value-of select="/page/time"/></xsl:if></xsl:if></xsl:variable>
  <xsl:template name="words">
    <xsl:variable name="of"><xsl:choose><xsl:when test="/page/search">/search/<xsl:value-of select="/page/search"/>/papers/</xsl:when><xsl:otherwise>/documents/</xsl:otherwise></xsl:choose></xsl:variable>
    <a class="govuk-link" href="{$of}{document_id}/text">its words</a>
  </xsl:template>
  <xsl:template name="pages">
    <xsl:param name="page"/>
    <xsl:variable name="of"><xsl:choose><xsl:when test="/page/search">/search/<xsl:value-of select="/page/search"/>/papers/<xsl:value-of select="document_id"/>/</xsl:when><xsl:otherwise>/documents/<xsl:value-of select="document_id"/>/pages/</xsl:otherwise></xsl:choose></xsl:variable>
    <a class="govuk-link ccot-answer__page" href="{$of}{$page}.png"><xsl:value-of select="$page"/></a>
    <xsl:if test="$page &lt; pages and $page &lt; 20"><xsl:text> </xsl:text><xsl:call-template name="pages"><xsl:with-param name="page" select="$page + 1"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template name="near">
    <xsl:if test="near/item">
      <h2 class="govuk-heading-s ccot-tight">Also held about the same names</h2>
      <ul class="govuk-list ccot-answer__list">
        <xsl:for-each select="near/item">
          <li>
            <xsl:choose><xsl:when test="how = 'cross-order'"><strong>Cross-order: </strong></xsl:when><xsl:when test="how = 'namesake'"><strong>Namesake, another person: </strong></xsl:when></xsl:choose>
            <xsl:call-template name="order-link"><xsl:with-param name="id" select="entry_id"/><xsl:with-param name="text" select="direction"/></xsl:call-template>:
            <xsl:call-template name="status"/>; <xsl:choose><xsl:when test="respondent_dob">born <xsl:value-of select="ccot:day(respondent_dob)"/></xsl:when><xsl:otherwise>date of birth not on the order</xsl:otherwise></xsl:choose><xsl:if test="respondent_address">, <xsl:value-of select="respondent_address"/></xsl:if>
            <xsl:if test="state != 'verified'">; <strong class="ccot-missing"><xsl:value-of select="state_words"/></strong></xsl:if>
            <xsl:for-each select="disputed/item">; <strong class="ccot-missing">disputed: <xsl:value-of select="."/></strong></xsl:for-each>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
