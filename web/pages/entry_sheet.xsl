<?xml version="1.0" encoding="UTF-8"?>
<!-- The paper of an entry: its page with the places of the fields, or its text, and the other papers. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ccot="urn:ccot:words" exclude-result-prefixes="ccot">
  <xsl:import href="entry_field.xsl"/>
  <xsl:template match="sheet">
    <div class="ccot-sheet">
      <nav class="ccot-sheet__bar" aria-label="Pages">
        <span><xsl:if test="count &gt; 0">Page <xsl:value-of select="page"/> of <xsl:value-of select="count"/>, </xsl:if><xsl:value-of select="ccot:label('document_kind', kind)"/><xsl:if test="as_text = 'true'">, its text</xsl:if></span>
        <xsl:for-each select="pages/item">
          <a class="govuk-link" href="?paper={../../paper}&amp;page={number}">
            <xsl:if test="../../as_text = 'true'"><xsl:attribute name="href">?paper=<xsl:value-of select="../../paper"/>&amp;page=<xsl:value-of select="number"/>&amp;view=text</xsl:attribute></xsl:if>
            <xsl:if test="open"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
            <span class="govuk-visually-hidden">Page </span><xsl:value-of select="number"/>
          </a>
        </xsl:for-each>
        <xsl:if test="count &gt; 0 and not(shut = 'true')">
          <xsl:choose>
            <xsl:when test="as_text = 'true'"><a class="govuk-link" href="?paper={paper}&amp;page={page}">Picture</a></xsl:when>
            <xsl:otherwise><a class="govuk-link" href="?paper={paper}&amp;page={page}&amp;view=text">Text</a></xsl:otherwise>
          </xsl:choose>
        </xsl:if>
        <a class="govuk-link" href="/documents/{paper}/original">Original</a>
        <span class="ccot-sheet__tools" hidden="hidden"></span>
      </nav>
      <xsl:choose>
        <xsl:when test="shut = 'true'">
          <p class="govuk-body"><xsl:choose>
            <xsl:when test="kind = 'application' or kind = 'confidential_details'">This paper holds what the court keeps from the other side.</xsl:when>
            <xsl:otherwise>The sender takes this mail back: its papers are shut until somebody has decided on that.</xsl:otherwise>
          </xsl:choose><xsl:text> </xsl:text><a class="govuk-link" href="/documents/{paper}/open?entry={$page-number}">Open it, with a reason</a></p>
        </xsl:when>
        <xsl:when test="text/item">
          <div class="ccot-sheet__scroll" tabindex="0" role="region" aria-label="The text of the paper">
            <div class="ccot-text" data-paper="{paper}">
              <xsl:if test="count &gt; 0"><xsl:attribute name="data-page"><xsl:value-of select="page"/></xsl:attribute></xsl:if>
              <xsl:for-each select="text/item">
                <xsl:choose>
                  <xsl:when test="fields">
                    <mark data-fields="{fields}">
                      <xsl:if test="chosen = 'true'"><xsl:attribute name="class">ccot-text__chosen</xsl:attribute></xsl:if>
                      <xsl:if test="first = 'true'"><xsl:attribute name="id">mark</xsl:attribute></xsl:if>
                      <xsl:value-of select="text"/>
                    </mark>
                  </xsl:when>
                  <xsl:otherwise><xsl:value-of select="text"/></xsl:otherwise>
                </xsl:choose>
              </xsl:for-each>
            </div>
          </div>
        </xsl:when>
        <xsl:when test="as_text = 'true'"><p class="govuk-body">No text could be read here<xsl:if test="count &gt; 0">: the page is a picture</xsl:if>. <a class="govuk-link" href="/documents/{paper}/original">Take away the original</a></p></xsl:when>
        <xsl:when test="count = 0"><p class="govuk-body">This paper has no pages to show.</p></xsl:when>
        <xsl:otherwise>
          <div class="ccot-sheet__scroll" tabindex="0" role="region" aria-label="The paper">
            <div class="ccot-sheet__page" data-paper="{paper}" data-page="{page}">
              <img src="/documents/{paper}/pages/{page}.png" alt="Page {page} of the paper as a picture"/>
              <svg class="ccot-sheet__marks" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
                <xsl:for-each select="marks/item">
                  <rect x="{x}" y="{y}" width="{w}" height="{h}" data-field="{name}">
                    <xsl:if test="chosen = 'true'"><xsl:attribute name="class">ccot-sheet__chosen</xsl:attribute><xsl:attribute name="id">mark</xsl:attribute></xsl:if>
                  </rect>
                </xsl:for-each>
              </svg>
            </div>
          </div>
        </xsl:otherwise>
      </xsl:choose>
      <h2 class="govuk-heading-s">Papers of this mail</h2>
      <ul class="govuk-list ccot-sheet__papers">
        <xsl:for-each select="../papers/item">
          <li>
            <a class="govuk-link" href="?paper={document_id}"><xsl:value-of select="position()"/>: <xsl:value-of select="ccot:label('document_kind', kind)"/></a>
            <xsl:if test="pages &gt; 0">, <xsl:value-of select="pages"/> page<xsl:if test="pages != 1">s</xsl:if></xsl:if>
            <xsl:if test="problem != ''">, <strong><xsl:value-of select="ccot:label('problem', problem)"/></strong></xsl:if>
            <xsl:if test="shut = 'true'">, shut</xsl:if>
          </li>
        </xsl:for-each>
        <li><a class="govuk-link" href="/messages/{../message_id}">The whole mail</a></li>
      </ul>
      <xsl:if test="../attached/item">
        <h2 class="govuk-heading-s">Papers of other mails that belong to it</h2>
        <ul class="govuk-list ccot-sheet__papers">
          <xsl:for-each select="../attached/item">
            <li><a class="govuk-link" href="?paper={document_id}"><xsl:value-of select="ccot:label('document_kind', kind)"/></a><xsl:if test="pages &gt; 0">, <xsl:value-of select="pages"/> page<xsl:if test="pages != 1">s</xsl:if></xsl:if>
              <xsl:if test="problem">, <strong><xsl:value-of select="ccot:label('problem', problem)"/></strong></xsl:if><xsl:if test="shut = 'true'">, shut</xsl:if>:
              <xsl:value-of select="words"/> (<xsl:value-of select="decided_by"/>, <xsl:value-of select="ccot:instant(decided_at)"/>; <a class="govuk-link" href="/messages/{message_id}">its mail</a>)</li>
          </xsl:for-each>
        </ul>
      </xsl:if>
    </div>
  </xsl:template>
</xsl:stylesheet>
