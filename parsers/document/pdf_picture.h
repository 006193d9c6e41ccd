/* Whether a page of a PDF has to be read as a picture: its text is missing, is only what a fax machine or a stamp put
 * over it, or is rubbish. */
#ifndef PARSERS_DOCUMENT_PDF_PICTURE_H
#define PARSERS_DOCUMENT_PDF_PICTURE_H

#include "parsers/order/page.h"

#include <poppler.h>

/* True when the letters make no words of any language written with our alphabet: private-use characters, symbols, a
 * wrong table of characters. */
bool pdf_picture_is_garbage(const char *text);
/* page holds the text of source. has_images: the file holds pictures at all. Costs nothing where the page has plenty of
 * text; else the page is drawn very small. False for a blank page. */
bool pdf_picture_is_one(PopplerPage *source, const Page *page, bool has_images);

#endif
