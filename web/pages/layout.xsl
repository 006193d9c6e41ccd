<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page. A page imports this sheet and has templates for "/page" in the modes "title" and "main". -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat" indent="no"/>
  <xsl:template match="/page">
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title><xsl:apply-templates select="." mode="title"/> - Civil court orders</title>
        <link rel="stylesheet" href="/assets/ccot.css"/>
      </head>
      <body class="govuk-template__body">
        <a href="#main" class="govuk-skip-link">Skip to main content</a>
        <header class="ccot-header">
          <a class="ccot-header__name" href="/">Civil court orders</a>
          <xsl:if test="@person">
            <form method="post" action="/sign-out" class="ccot-header__person">
              <xsl:call-template name="token"/>
              <span><xsl:value-of select="@person"/>, <xsl:value-of select="ccot:label('role', @role)"/></span>
              <button class="ccot-header__button">Sign out</button>
            </form>
          </xsl:if>
        </header>
        <div class="govuk-width-container">
          <main class="govuk-main-wrapper" id="main">
            <xsl:apply-templates select="." mode="main"/>
          </main>
        </div>
        <script src="/assets/ccot.js"></script>
      </body>
    </html>
  </xsl:template>
  <!-- in every form that is sent -->
  <xsl:template name="token">
    <input type="hidden" name="csrf" value="{/page/@csrf}"/>
  </xsl:template>
</xsl:stylesheet>
