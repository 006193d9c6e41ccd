<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures of the team and second looks; see db/functions/team.sql for the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Team</xsl:template>
  <xsl:template match="page" mode="main"><h1 class="govuk-heading-l">Team</h1>
    <p class="govuk-body"><a class="govuk-link" href="/reports/duplicates">Orders submitted again</a>: by sender and court, over a period of your choice.<xsl:if test="@role = 'supervisor'"><xsl:text> </xsl:text><a class="govuk-link" href="/held">What is held about a person</a>: for an access request.</xsl:if></p><xsl:apply-templates select="team"/></xsl:template>
  <xsl:template match="team">
    <h2 class="govuk-heading-m">Second looks: <xsl:value-of select="count(open/item)"/></h2>
    <p class="govuk-body">Decisions that a second person looks at, and one verified entry in fifty, drawn by lot and the same whoever asks; of those verified in haste, or without their terms on screen, one in five.</p>
    <xsl:choose>
      <xsl:when test="open/item">
        <table class="govuk-table ccot-stack">
          <thead class="govuk-table__head"><tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">Why</th><th scope="col" class="govuk-table__header">What</th>
            <th scope="col" class="govuk-table__header">Who, when</th>
            <xsl:if test="/page/@role = 'supervisor'"><th scope="col" class="govuk-table__header">Looked at</th></xsl:if>
          </tr></thead>
          <tbody class="govuk-table__body"><xsl:apply-templates select="open/item"/></tbody>
        </table>
      </xsl:when>
      <xsl:otherwise><p class="govuk-body">Nothing waits for a second look.</p></xsl:otherwise>
    </xsl:choose>
    <h2 class="govuk-heading-m">What waits</h2>
    <xsl:choose>
      <xsl:when test="waiting/item">
        <table class="govuk-table ccot-stack">
          <thead class="govuk-table__head"><tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">Kind</th><th scope="col" class="govuk-table__header">How many</th>
            <th scope="col" class="govuk-table__header">Oldest</th><th scope="col" class="govuk-table__header">Past <xsl:value-of select="target_hours"/> h</th>
            <th scope="col" class="govuk-table__header">In hand</th></tr></thead>
          <tbody class="govuk-table__body"><xsl:for-each select="waiting/item">
            <tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><xsl:value-of select="kind"/></th>
              <td class="govuk-table__cell" data-label="How many"><xsl:value-of select="count"/></td><td class="govuk-table__cell" data-label="Oldest"><xsl:value-of select="ccot:age(oldest)"/></td>
              <td class="govuk-table__cell" data-label="Past target"><xsl:choose><xsl:when test="late &gt; 0"><strong><xsl:value-of select="late"/> late</strong></xsl:when><xsl:otherwise>none</xsl:otherwise></xsl:choose></td>
              <td class="govuk-table__cell" data-label="In hand"><xsl:value-of select="held"/></td></tr></xsl:for-each></tbody>
        </table>
      </xsl:when>
      <xsl:otherwise><p class="govuk-body">Nothing waits.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="replies/item">
      <h2 class="govuk-heading-m">Replies that wait for a person</h2>
      <ul class="govuk-list govuk-list--bullet"><xsl:for-each select="replies/item"><li><strong><xsl:value-of select="count"/></strong><xsl:text> </xsl:text><xsl:value-of select="reason"/>, oldest <xsl:value-of select="ccot:instant(oldest)"/>: <xsl:for-each select="messages/item"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:choose><xsl:when test="/page/@role = 'supervisor'"><a class="govuk-link" href="/messages/{.}">mail <xsl:value-of select="."/></a></xsl:when><xsl:otherwise>mail <xsl:value-of select="."/></xsl:otherwise></xsl:choose></xsl:for-each><xsl:if test="count &gt; 20"> and more</xsl:if></li></xsl:for-each></ul>
      <xsl:if test="/page/@role = 'supervisor'"><form method="post" action="/team/replies"><xsl:call-template name="token"/><input type="hidden" name="message" value="all"/>
        <button class="govuk-button govuk-button--secondary" name="act" value="release">Let all of them go</button><xsl:text> </xsl:text><button class="govuk-button govuk-button--secondary" name="act" value="drop">Drop all of them</button></form></xsl:if>
    </xsl:if>
    <xsl:if test="transfers/item">
      <h2 class="govuk-heading-m">Transferred, and no receipt yet: <xsl:value-of select="count(transfers/item)"/></h2>
      <ul class="govuk-list govuk-list--bullet"><xsl:for-each select="transfers/item"><li><xsl:call-template name="what"/>: to <xsl:value-of select="to_force"/>, <xsl:value-of select="ccot:day(sent_on)"/></li></xsl:for-each></ul>
    </xsl:if>
    <h2 class="govuk-heading-m">Decided in the last seven days</h2>
    <xsl:choose>
      <xsl:when test="people/item">
        <table class="govuk-table ccot-stack">
          <thead class="govuk-table__head"><tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">Person</th><th scope="col" class="govuk-table__header">Verified</th><th scope="col" class="govuk-table__header">Rejected</th>
            <th scope="col" class="govuk-table__header">Copies</th><th scope="col" class="govuk-table__header">Corrected</th><th scope="col" class="govuk-table__header">Taken back</th>
            <th scope="col" class="govuk-table__header">Mails</th><th scope="col" class="govuk-table__header">Alerts</th></tr></thead>
          <tbody class="govuk-table__body"><xsl:for-each select="people/item">
            <tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><xsl:value-of select="name"/></th>
              <td class="govuk-table__cell" data-label="Verified"><xsl:value-of select="verified"/></td><td class="govuk-table__cell" data-label="Rejected"><xsl:value-of select="rejected"/></td>
              <td class="govuk-table__cell" data-label="Copies"><xsl:value-of select="copies"/></td><td class="govuk-table__cell" data-label="Corrected"><xsl:value-of select="corrected"/></td>
              <td class="govuk-table__cell" data-label="Taken back"><xsl:value-of select="undone"/></td><td class="govuk-table__cell" data-label="Mails"><xsl:value-of select="mails"/></td>
              <td class="govuk-table__cell" data-label="Alerts"><xsl:value-of select="alerts"/></td></tr></xsl:for-each></tbody>
        </table>
      </xsl:when>
      <xsl:otherwise><p class="govuk-body">Nothing was decided.</p></xsl:otherwise>
    </xsl:choose>
    <h2 class="govuk-heading-m">How well the program reads, last thirty days</h2>
    <xsl:choose>
      <xsl:when test="fields/item">
        <p class="govuk-body">Of the fields that people decided. A paper that is wrong itself, what is known from elsewhere, and nothing where nothing was read, are no misreading.</p>
        <table class="govuk-table ccot-stack">
          <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Field</th><th scope="col" class="govuk-table__header">Decided</th>
            <th scope="col" class="govuk-table__header">Misread</th><th scope="col" class="govuk-table__header">Right</th></tr></thead>
          <tbody class="govuk-table__body"><xsl:for-each select="fields/item">
            <tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><xsl:value-of select="label"/></th>
              <td class="govuk-table__cell" data-label="Decided"><xsl:value-of select="decided"/></td><td class="govuk-table__cell" data-label="Misread"><xsl:value-of select="misread"/></td>
              <td class="govuk-table__cell" data-label="Right"><xsl:value-of select="format-number(right_percent, '0.0')"/> %</td></tr></xsl:for-each></tbody>
        </table>
      </xsl:when>
      <xsl:otherwise><p class="govuk-body">No field was decided.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="typed/item">
      <h2 class="govuk-heading-m">Typed from the paper first, last thirty days</h2>
      <p class="govuk-body">Of some entries one field is typed before what the program read is shown. Where the two differ, the paper was looked at again.</p>
      <table class="govuk-table ccot-stack">
        <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Who</th><th scope="col" class="govuk-table__header">Typed</th>
          <th scope="col" class="govuk-table__header">As it was read</th><th scope="col" class="govuk-table__header">The person was right</th><th scope="col" class="govuk-table__header">The program was right</th></tr></thead>
        <tbody class="govuk-table__body"><xsl:for-each select="typed/item">
          <tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><xsl:value-of select="name"/></th>
            <td class="govuk-table__cell" data-label="Typed"><xsl:value-of select="typed"/></td><td class="govuk-table__cell" data-label="As it was read"><xsl:value-of select="as_read"/></td>
            <td class="govuk-table__cell" data-label="The person was right"><xsl:value-of select="found"/></td><td class="govuk-table__cell" data-label="The program was right"><xsl:value-of select="slips"/></td></tr></xsl:for-each></tbody>
      </table>
    </xsl:if>
    <xsl:if test="done/item">
      <h2 class="govuk-heading-m">Looked at in the last seven days</h2>
      <ul class="govuk-list govuk-list--bullet"><xsl:for-each select="done/item">
        <li><xsl:call-template name="what"/>: <xsl:value-of select="decided_by"/><xsl:text> </xsl:text><xsl:value-of select="why"/>. <xsl:value-of select="looked_by"/>, <xsl:value-of select="ccot:instant(looked_at)"/>: <xsl:value-of select="words"/></li></xsl:for-each></ul>
    </xsl:if>
  </xsl:template>
  <xsl:template match="open/item">
    <tr class="govuk-table__row">
      <td class="govuk-table__cell"><xsl:value-of select="why"/></td>
      <td class="govuk-table__cell"><xsl:call-template name="what"/></td>
      <td class="govuk-table__cell"><xsl:value-of select="decided_by"/>, <xsl:value-of select="ccot:instant(decided_at)"/></td>
      <xsl:if test="/page/@role = 'supervisor'">
        <td class="govuk-table__cell">
          <xsl:choose>
            <xsl:when test="own">yours: another supervisor looks</xsl:when>
            <xsl:otherwise>
              <form method="post" action="/team/look">
                <xsl:call-template name="token"/>
                <input type="hidden" name="kind" value="{kind}"/><input type="hidden" name="number" value="{number}"/>
                <label class="govuk-visually-hidden" for="words-{kind}-{number}">What you found</label>
                <input class="govuk-input govuk-input--width-10" id="words-{kind}-{number}" name="words" required="required" maxlength="1000" autocomplete="off" placeholder="what you found"/>
                <xsl:text> </xsl:text><button class="ccot-small">Looked at</button>
              </form>
            </xsl:otherwise>
          </xsl:choose>
        </td>
      </xsl:if>
    </tr>
  </xsl:template>
  <!-- the thing itself, as a link for whom it is open -->
  <xsl:template name="what">
    <xsl:variable name="text"><xsl:choose><xsl:when test="entry_id"><xsl:value-of select="ccot:label('order_type', order_type)"/>, entry <xsl:value-of select="entry_id"/></xsl:when><xsl:otherwise>Mail <xsl:value-of select="message_id"/></xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:choose>
      <xsl:when test="/page/@role != 'supervisor'"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="entry_id"><a class="govuk-link" href="/entries/{entry_id}"><xsl:value-of select="$text"/></a></xsl:when>
      <xsl:otherwise><a class="govuk-link" href="/messages/{message_id}"><xsl:value-of select="$text"/></a></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
