/* A page as staff see it: PNG, grey where the page is grey. PDF by poppler and cairo, pictures by leptonica. */
#ifndef PARSERS_DOCUMENT_RENDER_H
#define PARSERS_DOCUMENT_RENDER_H

#include "base/bytes.h"

/* number counts from 1. The resolution is lowered so that the page stays within LIMIT_RENDER_PIXELS.
 * passwords (of char*, or NULL) are tried on a locked document. CCOT_ERROR_INPUT for a format without pages, a page that
 * is not there, a damaged file. */
GByteArray *render_page(Bytes document, unsigned number, unsigned dpi, const GPtrArray *passwords, GError **error);

#endif
