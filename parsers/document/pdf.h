/* PDF by poppler-glib, from memory. */
#ifndef PARSERS_DOCUMENT_PDF_H
#define PARSERS_DOCUMENT_PDF_H

#include "parsers/document/reader.h"

/* Opens a small document of our own, so that poppler lists its data files before the wall closes. */
void pdf_init(void);

#endif
