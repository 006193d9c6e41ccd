<?xml version="1.0" encoding="UTF-8"?>
<!-- Two entries side by side, with what the one would bring to the other. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="entry_field.xsl"/>
  <xsl:template match="page" mode="title">Entries <xsl:value-of select="entry/entry_id"/> and <xsl:value-of select="other/entry_id"/></xsl:template>
  <xsl:template match="page" mode="main">
    <a class="govuk-back-link" href="/entries/{entry/entry_id}">Back to entry <xsl:value-of select="entry/entry_id"/></a>
    <h1 class="govuk-heading-l">Are these the same order?</h1>
    <xsl:variable name="pair" select="entry/duplicates/item[entry_id = /page/other/entry_id or earlier_entry_id = /page/other/entry_id]"/>
    <xsl:for-each select="$pair">
      <p class="govuk-body"><strong><xsl:value-of select="ccot:label('duplicate_level', level)"/></strong><xsl:for-each select="reasons/item[not(starts-with(., 'the same message'))]"><xsl:choose><xsl:when test="position() = 1">: </xsl:when><xsl:otherwise>; </xsl:otherwise></xsl:choose><xsl:value-of select="."/></xsl:for-each>.
        <xsl:if test="decided = 'dismissed'">Not the same by decision of <xsl:value-of select="decided_by"/><xsl:if test="reason">: <xsl:value-of select="reason"/></xsl:if>.</xsl:if></p>
    </xsl:for-each>
    <div class="ccot-table-scroll" tabindex="0" role="region" aria-label="The two entries">
      <table class="govuk-table ccot-beside">
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">Field</th>
            <th scope="col" class="govuk-table__header"><a class="govuk-link" href="/entries/{entry/entry_id}">Entry <xsl:value-of select="entry/entry_id"/></a>, <xsl:value-of select="ccot:label('entry_state', entry/state)"/>, received <xsl:value-of select="ccot:instant(entry/received_at)"/></th>
            <th scope="col" class="govuk-table__header"><a class="govuk-link" href="/entries/{other/entry_id}">Entry <xsl:value-of select="other/entry_id"/></a>, <xsl:value-of select="ccot:label('entry_state', other/state)"/>, received <xsl:value-of select="ccot:instant(other/received_at)"/></th>
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">Type</th>
            <td class="govuk-table__cell"><xsl:call-template name="kind"><xsl:with-param name="of" select="entry"/></xsl:call-template></td>
            <td class="govuk-table__cell"><xsl:call-template name="kind"><xsl:with-param name="of" select="other"/></xsl:call-template></td>
          </tr>
          <xsl:for-each select="beside/item">
            <tr class="govuk-table__row">
              <xsl:if test="differs = 'true'"><xsl:attribute name="class">govuk-table__row ccot-differs</xsl:attribute></xsl:if>
              <th scope="row" class="govuk-table__header"><xsl:value-of select="label"/><xsl:if test="differs = 'true'"> <strong class="govuk-tag govuk-tag--yellow">differs</strong></xsl:if></th>
              <td class="govuk-table__cell"><xsl:for-each select="mine/item"><xsl:value-of select="."/><br/></xsl:for-each><xsl:if test="mine_disputed = 'true'"><strong class="ccot-missing">DISPUTED</strong></xsl:if></td>
              <td class="govuk-table__cell"><xsl:for-each select="other/item"><xsl:value-of select="."/><br/></xsl:for-each><xsl:if test="other_disputed = 'true'"><strong class="ccot-missing">DISPUTED</strong></xsl:if></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
    <xsl:if test="entry/state = 'pending' or entry/state = 'verified'">
      <h2 class="govuk-heading-m">Entry <xsl:value-of select="entry/entry_id"/> is a copy of entry <xsl:value-of select="other/entry_id"/></h2>
      <form method="post" action="/entries/{entry/entry_id}/duplicate">
        <xsl:call-template name="decision"/>
        <input type="hidden" name="other" value="{other/entry_id}"/>
        <xsl:if test="not(differences/item)"><p class="govuk-body">It brings nothing that the other does not say.</p></xsl:if>
        <xsl:for-each select="differences/item">
          <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend"><xsl:value-of select="ccot:field(field)"/>: <xsl:value-of select="words"/></legend>
            <label class="ccot-choice"><input type="radio" name="take-{field}" value="take"/> Take it: it belongs to entry <xsl:value-of select="/page/other/entry_id"/></label>
            <label class="ccot-choice"><input type="radio" name="take-{field}" value="refuse"/> Refuse it</label>
          </fieldset>
        </xsl:for-each>
        <p><button class="govuk-button">It is a copy</button></p>
      </form>
      <h2 class="govuk-heading-m">They are not the same order</h2>
      <form method="post" action="/entries/{entry/entry_id}/dismiss">
        <xsl:call-template name="decision"/>
        <input type="hidden" name="other" value="{other/entry_id}"/>
        <fieldset class="govuk-fieldset">
          <legend class="govuk-fieldset__legend">What they are</legend>
          <label class="ccot-choice"><input type="radio" name="kind" value="not_same"/> Two orders</label>
          <label class="ccot-choice"><input type="radio" name="kind" value="variation"/> Entry <xsl:value-of select="entry/entry_id"/> varies entry <xsl:value-of select="other/entry_id"/></label>
        </fieldset>
        <label class="govuk-label" for="dismiss-text">Why</label>
        <input class="govuk-input" id="dismiss-text" name="text"/>
        <p><button class="govuk-button govuk-button--secondary">Not the same</button></p>
      </form>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
