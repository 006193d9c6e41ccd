/* What was filled into the fields of a form: poppler's page text leaves it out. */
#ifndef PARSERS_DOCUMENT_PDF_FORM_H
#define PARSERS_DOCUMENT_PDF_FORM_H

#include "parsers/document/layout.h"
#include "parsers/document/reader.h"

#include <poppler.h>

/* The text of a page, a box a character, as poppler_page_get_text_layout() gives them. */
typedef struct {
        const char *text;
        const PopplerRectangle *boxes;
        guint count;
        LayoutDirection direction;
} PdfText;

/* Filled fields of the page as "name=value" for the task, at most LIMIT_FORM_FIELDS a document, and as words at their
 * places for the layout, unless the page's text says the same there. A ticked box is an X. */
void pdf_form_read(ReaderTask *task, PopplerPage *page, const PdfText *text, Layout *layout);
/* True for the page that stands in for a form which only Adobe's own reader shows (XFA). */
bool pdf_form_is_placeholder(const char *text);

#endif
