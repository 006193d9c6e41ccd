<?xml version="1.0" encoding="UTF-8"?>
<!-- Help. The keys are those of web/assets/source/keys.ts; the words those of web/help.def. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Help</xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-l">Help</h1>
    <nav aria-label="On this page">
      <ul class="govuk-list">
        <li><a class="govuk-link" href="#keys">Keys</a></li>
        <li><a class="govuk-link" href="#judged">How the status of an order is judged</a></li>
        <xsl:for-each select="lists/item"><li><a class="govuk-link" href="#{list}"><xsl:value-of select="heading"/></a></li></xsl:for-each>
      </ul>
    </nav>
    <h2 class="govuk-heading-m" id="keys">Keys</h2>
    <p class="govuk-body">Hold Alt and Shift, then press the letter. Without them no letter does anything, so nothing happens by accident while you type. The exception is an entry: while one of its fields is marked, and not while you type, R says right, N not on the paper, C opens the correction, J and K go to the next field and the one before. No key puts an entry on the register: that is a page and a button of its own.</p>
    <dl class="govuk-summary-list">
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Alt + Shift + S</dt><dd class="govuk-summary-list__value">Search: to the box at the head of every page</dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Alt + Shift + 1, 2, 3</dt><dd class="govuk-summary-list__value">After a search: the first, second, third order found</dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Alt + Shift + N</dt><dd class="govuk-summary-list__value">Next: take what is most pressing</dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Alt + Shift + Q</dt><dd class="govuk-summary-list__value">Queue</dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Alt + Shift + T</dt><dd class="govuk-summary-list__value">Team</dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Alt + Shift + H</dt><dd class="govuk-summary-list__value">This page</dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Tab, Shift + Tab</dt><dd class="govuk-summary-list__value">Go on, go back. On an entry the paper turns to the field you stand on</dd></div>
    </dl>
    <p class="govuk-body" hidden="hidden" data-keys-switch="yes">
      <label class="govuk-label" for="keys-on"><input type="checkbox" id="keys-on"/> These keys are on, in this browser</label>
    </p>
    <h2 class="govuk-heading-m" id="judged">How the status of an order is judged</h2>
    <p class="govuk-body">One rule gives the status at an instant, in the time of London, for every page, list and report. It looks at the order and at what was verified about it since.</p>
    <ul class="govuk-list govuk-list--bullet">
      <li>A date without a time: in force through that day, to its end.</li>
      <li>"12:00 AM" on a date: it ends as that day begins. "12:00 PM" and "noon" are midday. "Midnight" may mean the start or the end of the day: <em>to be checked</em> in between.</li>
      <li>Until a hearing: in force up to it; afterwards <em>to be checked</em>, because the court may have continued it.</li>
      <li>"Until further order": in force without an end.</li>
      <li>A period from the day of the order is worked out and shown with its words. A period from service is <em>to be checked</em> until service is known.</li>
      <li>No end on the paper: <em>to be checked</em>, never "no end".</li>
      <li>Varied or extended: as the verified change says; one that nobody has checked yet is announced beside it.</li>
      <li>Discharged: ended only after the discharge was verified, the court was called back on a number that we held before, and a second person confirmed. Until then a claimed discharge changes nothing and is shown in capitals.</li>
      <li>A draft is never an order to act on.</li>
      <li>Verified, served and in force are three statements. Each stands by itself.</li>
    </ul>
    <xsl:apply-templates select="lists/item"/>
  </xsl:template>
  <xsl:template match="lists/item">
    <xsl:variable name="list" select="list"/>
    <h2 class="govuk-heading-m" id="{list}"><xsl:value-of select="heading"/></h2>
    <dl class="govuk-summary-list">
      <xsl:for-each select="words/item">
        <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><xsl:value-of select="ccot:label($list, word)"/></dt><dd class="govuk-summary-list__value"><xsl:value-of select="meaning"/></dd></div>
      </xsl:for-each>
    </dl>
  </xsl:template>
</xsl:stylesheet>
