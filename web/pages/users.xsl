<?xml version="1.0" encoding="UTF-8"?>
<!-- Accounts, for administrators; see db/functions/account.sql for the data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">People</xsl:template>
  <xsl:template match="page" mode="main">
    <h1 class="govuk-heading-l">People</h1>
    <xsl:if test="passphrase">
      <div class="govuk-inset-text" role="status">
        <p class="govuk-body">The passphrase of <strong><xsl:value-of select="told"/></strong> is <code><xsl:value-of select="passphrase"/></code></p>
        <p class="govuk-body">It is shown this once. Hand it over in person or by telephone, never by e-mail.</p>
      </div>
    </xsl:if>
    <p class="govuk-body">The normal way in is the force's own sign-on; the role comes from this list. A passphrase is the exception.</p>
    <table class="govuk-table ccot-stack">
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">Name</th>
          <th scope="col" class="govuk-table__header">Role</th>
          <th scope="col" class="govuk-table__header">Comes by</th>
          <th scope="col" class="govuk-table__header">Since</th>
          <th scope="col" class="govuk-table__header">Change</th>
        </tr>
      </thead>
      <tbody class="govuk-table__body"><xsl:apply-templates select="users/item"/></tbody>
    </table>
    <h2 class="govuk-heading-m">Add a person</h2>
    <form method="post" action="/users">
      <xsl:call-template name="token"/>
      <div class="govuk-form-group">
        <label class="govuk-label" for="name">Name, as the sign-on gives it</label>
        <input class="govuk-input govuk-input--width-20" id="name" name="name" required="required" maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false"/>
      </div>
      <div class="govuk-form-group">
        <label class="govuk-label" for="role">Role</label>
        <select class="govuk-select" id="role" name="role" required="required"><option value="">Choose</option><xsl:call-template name="roles"/></select>
      </div>
      <div class="govuk-form-group">
        <div class="govuk-checkboxes">
          <div class="govuk-checkboxes__item">
            <input class="govuk-checkboxes__input" type="checkbox" id="local" name="local" value="yes"/>
            <label class="govuk-label govuk-checkboxes__label" for="local">Make a passphrase for this person (the force's sign-on does not know them)</label>
          </div>
        </div>
      </div>
      <button class="govuk-button">Add</button>
    </form>
  </xsl:template>
  <xsl:template match="users/item">
    <tr class="govuk-table__row">
      <th scope="row" class="govuk-table__header"><xsl:value-of select="name"/><xsl:if test="own"> (you)</xsl:if></th>
      <td class="govuk-table__cell" data-label="Role"><xsl:value-of select="ccot:label('role', role)"/></td>
      <td class="govuk-table__cell" data-label="Comes by"><xsl:choose><xsl:when test="local">passphrase, or the sign-on</xsl:when><xsl:otherwise>the sign-on alone</xsl:otherwise></xsl:choose></td>
      <td class="govuk-table__cell">
        <xsl:value-of select="ccot:day(substring(created_at, 1, 10))"/>, by <xsl:value-of select="created_by"/>
        <xsl:if test="used_at"><br/>last seen <xsl:value-of select="ccot:age(used_at)"/> ago</xsl:if>
        <xsl:if test="closed_at"><br/><strong>closed <xsl:value-of select="ccot:day(substring(closed_at, 1, 10))"/></strong></xsl:if>
      </td>
      <td class="govuk-table__cell">
        <xsl:if test="not(closed_at)">
          <details class="govuk-details">
            <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Change<span class="govuk-visually-hidden"><xsl:text> </xsl:text><xsl:value-of select="name"/></span></span></summary>
            <div class="govuk-details__text"><xsl:call-template name="changes"/></div>
          </details>
        </xsl:if>
      </td>
    </tr>
  </xsl:template>
  <xsl:template name="changes">
    <form method="post" action="/users/role">
      <xsl:call-template name="token"/>
      <input type="hidden" name="name" value="{name}"/>
      <div class="govuk-form-group">
        <label class="govuk-label" for="role-{position()}">Role</label>
        <select class="govuk-select" id="role-{position()}" name="role"><xsl:call-template name="roles"><xsl:with-param name="chosen" select="role"/></xsl:call-template></select>
      </div>
      <button class="govuk-button govuk-button--secondary">Change role</button>
    </form>
    <form method="post" action="/users/passphrase">
      <xsl:call-template name="token"/>
      <input type="hidden" name="name" value="{name}"/>
      <button class="govuk-button govuk-button--secondary">Make a new passphrase</button>
      <xsl:if test="local"><xsl:text> </xsl:text><button class="govuk-button govuk-button--secondary" name="none" value="yes">Take the passphrase away</button></xsl:if>
    </form>
    <form method="post" action="/users/close">
      <xsl:call-template name="token"/>
      <input type="hidden" name="name" value="{name}"/>
      <p class="govuk-body">Closing ends what this person has open at once. The name stays in the audit.</p>
      <button class="govuk-button govuk-button--warning">Close this account</button>
    </form>
  </xsl:template>
  <xsl:template name="roles">
    <xsl:param name="chosen"/>
    <xsl:for-each select="/page/roles/item">
      <option value="{.}"><xsl:if test=". = $chosen"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="ccot:label('role', .)"/></option>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
