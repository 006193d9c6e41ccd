<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page. A page imports this sheet and has templates for "/page" in the modes "title" and "main". -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat" indent="no"/>
  <!-- what is asked for in every row: a path from the root is looked for through the whole page each time -->
  <xsl:variable name="page-token" select="/page/@csrf"/>
  <xsl:variable name="page-role" select="/page/@role"/>
  <xsl:template match="/page">
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title><xsl:apply-templates select="." mode="title"/> - Civil court orders</title>
        <link rel="icon" type="image/svg+xml" href="/assets/icon.svg"/>
        <link rel="stylesheet" href="/assets/ccot.css"/>
      </head>
      <body class="govuk-template__body">
        <a href="#main" class="govuk-skip-link">Skip to main content</a>
        <header class="ccot-header">
          <a class="ccot-header__name" href="/">Civil court orders</a>
          <xsl:if test="@person">
            <nav aria-label="Main">
              <ul class="ccot-header__nav">
                <xsl:if test="@role = 'handler' or @role = 'supervisor'"><xsl:call-template name="place"><xsl:with-param name="name">queue</xsl:with-param><xsl:with-param name="text">Queue</xsl:with-param></xsl:call-template><xsl:call-template name="place"><xsl:with-param name="name">entered</xsl:with-param><xsl:with-param name="text">To enter</xsl:with-param></xsl:call-template></xsl:if>
                <xsl:if test="@role = 'enquirer' or @role = 'handler' or @role = 'supervisor'"><xsl:call-template name="place"><xsl:with-param name="name">search</xsl:with-param><xsl:with-param name="text">Search</xsl:with-param></xsl:call-template></xsl:if>
                <xsl:if test="@role = 'supervisor' or @role = 'auditor'"><xsl:call-template name="place"><xsl:with-param name="name">team</xsl:with-param><xsl:with-param name="text">Team</xsl:with-param></xsl:call-template></xsl:if>
                <xsl:if test="@role = 'auditor'"><xsl:call-template name="place"><xsl:with-param name="name">audit</xsl:with-param><xsl:with-param name="text">Audit</xsl:with-param></xsl:call-template></xsl:if>
                <xsl:if test="@role = 'admin'"><xsl:call-template name="place"><xsl:with-param name="name">users</xsl:with-param><xsl:with-param name="text">People</xsl:with-param></xsl:call-template></xsl:if>
                <xsl:call-template name="place"><xsl:with-param name="name">help</xsl:with-param><xsl:with-param name="text">Help</xsl:with-param></xsl:call-template>
              </ul>
            </nav>
          </xsl:if>
          <xsl:if test="@name != 'search' and (@role = 'enquirer' or @role = 'handler' or @role = 'supervisor')">
            <form method="post" action="/search" class="ccot-header__search" role="search" autocomplete="off">
              <xsl:call-template name="token"/>
              <label for="head-q">Find</label>
              <input id="head-q" name="q" type="search" aria-label="Find: names, date of birth, number or address"/>
              <xsl:if test="@role = 'enquirer'">
                <label for="head-reason">Why</label>
                <input id="head-reason" name="reason" aria-label="Why: the incident number is enough"/>
              </xsl:if>
              <button class="ccot-header__button">Search</button>
            </form>
          </xsl:if>
          <xsl:if test="@person">
            <form method="post" action="/sign-out" class="ccot-header__person">
              <xsl:call-template name="token"/>
              <span><xsl:value-of select="@person"/>, <xsl:value-of select="ccot:label('role', @role)"/></span>
              <button class="ccot-header__button">Sign out</button>
            </form>
          </xsl:if>
        </header>
        <div id="strip"><xsl:if test="@person"><xsl:attribute name="data-fresh">/strip</xsl:attribute></xsl:if><xsl:apply-templates select="strip"/><xsl:if test="@person and not(strip)"><xsl:processing-instruction name="ccot-part">strip</xsl:processing-instruction></xsl:if></div>
        <div class="govuk-width-container">
          <main class="govuk-main-wrapper" id="main">
            <xsl:apply-templates select="." mode="main"/>
          </main>
        </div>
        <script src="/assets/ccot.js"></script>
      </body>
    </html>
  </xsl:template>
  <!-- the head of every page: words before colour, and what nobody may overlook first -->
  <xsl:template match="strip">
    <xsl:variable name="works" select="$page-role = 'handler' or $page-role = 'supervisor'"/>
    <xsl:choose>
      <xsl:when test="not(target_hours)"><p class="ccot-strip ccot-strip__silent" role="alert">THE REGISTER CANNOT BE REACHED: nothing on this page is sure</p></xsl:when>
      <xsl:when test="never_read"><p class="ccot-strip ccot-strip__silent" role="alert">NOT EVERY MAILBOX HAS BEEN READ: mail may be waiting, search is incomplete</p></xsl:when>
      <xsl:when test="silent"><p class="ccot-strip ccot-strip__silent" role="alert">MAILBOX NOT READ SINCE <xsl:value-of select="ccot:instant(read_at)"/>: mail is waiting, search is incomplete</p></xsl:when>
    </xsl:choose>
    <xsl:if test="target_hours">
      <section class="ccot-strip" aria-label="State of the register">
        <ul>
          <xsl:if test="not(silent)"><li>Mailbox read <xsl:value-of select="ccot:age(read_at)"/> ago</li></xsl:if>
          <li><xsl:value-of select="being_read"/> being read</li>
          <li><xsl:call-template name="strip-link"><xsl:with-param name="works" select="$works"/><xsl:with-param name="tab">unreadable</xsl:with-param><xsl:with-param name="text" select="concat(unreadable, ' not readable')"/></xsl:call-template></li>
          <li>
            <xsl:if test="late"><xsl:attribute name="class">ccot-strip__late</xsl:attribute></xsl:if>
            <xsl:choose>
              <xsl:when test="oldest">oldest unverified <xsl:value-of select="ccot:age(oldest)"/> (target <xsl:value-of select="target_hours"/> h)</xsl:when>
              <xsl:otherwise>nothing unverified</xsl:otherwise>
            </xsl:choose>
          </li>
          <xsl:if test="notices &gt; 0"><li class="ccot-strip__late"><a href="/restricted"><xsl:value-of select="notices"/> RESTRICTED: look</a></li></xsl:if>
          <xsl:choose>
            <xsl:when test="alerts &gt; 0">
              <li class="ccot-strip__alarm">
                <xsl:call-template name="strip-link"><xsl:with-param name="works" select="$works"/><xsl:with-param name="tab">alerts</xsl:with-param>
                  <xsl:with-param name="text"><xsl:value-of select="alerts"/> ALERT<xsl:if test="alerts != 1">S</xsl:if> not taken, since <xsl:value-of select="ccot:moment(alerts_since)"/><xsl:if test="alerts_open &gt; alerts"> (<xsl:value-of select="alerts_open"/> open)</xsl:if></xsl:with-param></xsl:call-template>
              </li>
            </xsl:when>
            <xsl:when test="alerts_open &gt; 0">
              <li><xsl:call-template name="strip-link"><xsl:with-param name="works" select="$works"/><xsl:with-param name="tab">alerts</xsl:with-param><xsl:with-param name="text" select="concat('every alert taken, ', alerts_open, ' open')"/></xsl:call-template></li>
            </xsl:when>
            <xsl:otherwise><li>no alert open</li></xsl:otherwise>
          </xsl:choose>
          <li>
            <xsl:if test="entered_late or entered_ended &gt; 0"><xsl:attribute name="class">ccot-strip__late</xsl:attribute></xsl:if>
            <xsl:choose>
              <xsl:when test="$works"><a href="/entered"><xsl:call-template name="strip-entered"/></a></xsl:when>
              <xsl:otherwise><xsl:call-template name="strip-entered"/></xsl:otherwise>
            </xsl:choose>
          </li>
          <xsl:if test="waiting &gt; 0">
            <li><xsl:if test="waiting_late &gt; 0"><xsl:attribute name="class">ccot-strip__late</xsl:attribute></xsl:if>
              <xsl:call-template name="strip-link"><xsl:with-param name="works" select="$works"/><xsl:with-param name="tab">waiting</xsl:with-param>
                <xsl:with-param name="text">waiting for others: <xsl:value-of select="waiting"/><xsl:if test="waiting_late &gt; 0">, <xsl:value-of select="waiting_late"/> overdue</xsl:if></xsl:with-param></xsl:call-template></li>
          </xsl:if>
          <xsl:if test="$works"><li><xsl:call-template name="strip-link"><xsl:with-param name="works" select="$works"/><xsl:with-param name="tab">mine</xsl:with-param><xsl:with-param name="text" select="concat('yours: ', mine, ' open')"/></xsl:call-template></li></xsl:if>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>
  <!-- an order that has ended and still stands on another system is an arrest that nobody may make -->
  <xsl:template name="strip-entered">
    <xsl:text>verified, not yet entered: </xsl:text><xsl:value-of select="entered"/>
    <xsl:if test="entered_oldest">, oldest <xsl:value-of select="ccot:age(entered_oldest)"/></xsl:if>
    <xsl:if test="entered_ended &gt; 0">, <xsl:value-of select="entered_ended"/> ENDED and still there</xsl:if>
  </xsl:template>
  <xsl:template name="strip-link">
    <xsl:param name="works"/><xsl:param name="tab"/><xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="$works"><a href="/queue?tab={$tab}"><xsl:value-of select="$text"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- a link of the head; the page that is open is marked -->
  <xsl:template name="place">
    <xsl:param name="name"/><xsl:param name="text"/>
    <li><a href="/{$name}"><xsl:if test="/page/@name = $name"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="$text"/></a></li>
  </xsl:template>
  <!-- in every form that is sent -->
  <xsl:template name="token">
    <input type="hidden" name="csrf" value="{$page-token}"/>
  </xsl:template>
</xsl:stylesheet>
