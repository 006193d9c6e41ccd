/* PDF by poppler-glib, from memory. */
#ifndef PARSERS_DOCUMENT_PDF_H
#define PARSERS_DOCUMENT_PDF_H

#include "parsers/document/reader.h"

#include <poppler.h>

/* Opens a small document of our own, so that poppler lists its data files before the wall closes. */
void pdf_init(void);

/* Opens the document, if need be with one of the passwords (of char*; NULL when there is none). bytes must outlive it.
 * Whoever reads, shows or recognises a page opens it here, so that all see the same pages. NULL with
 * POPPLER_ERROR_ENCRYPTED when a password is missing, another error when it is damaged. Unref after use. */
PopplerDocument *pdf_open_with_passwords(Bytes bytes, const GPtrArray *passwords, GError **error);

#endif
