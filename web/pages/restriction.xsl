<?xml version="1.0" encoding="UTF-8"?>
<!-- A supervisor restricts an order to named readers, or lifts that. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="page" mode="title">Restrict an order</xsl:template>
  <xsl:template match="page" mode="main"><xsl:apply-templates select="form"/></xsl:template>
  <xsl:template match="form">
    <h1 class="govuk-heading-m">Restrict entry <xsl:value-of select="entry_id"/></h1>
    <xsl:if test="/page/problem"><p class="govuk-error-message" role="alert"><xsl:value-of select="/page/problem"/> Nothing was changed.</p></xsl:if>
    <p class="govuk-body">For an order in which somebody who works for the force is a party. Its copies, what acts on it, its papers and its mails are closed with it: to everybody but the readers that you name, and yourself. A search says that a restricted order matches; who opens it gives a reason, and supervisors are told at once.</p>
    <xsl:if test="restricted"><p class="govuk-body"><strong>It is restricted</strong>, because: <xsl:value-of select="reason"/></p></xsl:if>
    <form method="post" action="/entries/{entry_id}/restriction" autocomplete="off">
      <xsl:call-template name="token"/>
      <fieldset class="govuk-fieldset ccot-pack__papers">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Readers</legend>
        <xsl:for-each select="people/item[not(own)]">
          <div class="ccot-pack__paper">
            <input type="checkbox" id="reader-{name}" name="reader-{name}" value="yes"><xsl:if test="reader"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input>
            <label for="reader-{name}"><xsl:value-of select="name"/>, <xsl:value-of select="ccot:label('role', role)"/></label>
          </div>
        </xsl:for-each>
      </fieldset>
      <xsl:if test="beside/item">
        <fieldset class="govuk-fieldset ccot-pack__papers">
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Against the same person: these stay open unless they are restricted too</legend>
          <xsl:for-each select="beside/item">
            <div class="ccot-pack__paper">
              <input type="checkbox" id="beside-{entry_id}" name="beside-{entry_id}" value="yes" checked="checked"/>
              <label for="beside-{entry_id}">entry <xsl:value-of select="entry_id"/>, <xsl:value-of select="ccot:label('order_type', order_type)"/>, received <xsl:value-of select="ccot:instant(received_at)"/></label>
            </div>
          </xsl:for-each>
        </fieldset>
      </xsl:if>
      <div class="govuk-form-group ccot-pack">
        <label class="govuk-label" for="reason">Why (name nobody here: other supervisors read it)</label>
        <input class="govuk-input" id="reason" name="reason" maxlength="500"/>
      </div>
      <button class="govuk-button" name="action" value="restrict"><xsl:choose><xsl:when test="restricted">Name these readers</xsl:when><xsl:otherwise>Restrict it</xsl:otherwise></xsl:choose></button>
      <xsl:if test="restricted"><xsl:text> </xsl:text><button class="govuk-button govuk-button--secondary" name="action" value="lift">Lift the restriction</button></xsl:if>
    </form>
  </xsl:template>
</xsl:stylesheet>
