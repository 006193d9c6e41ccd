/* A page as staff see it: the picture of raster.h as PNG, grey where the page is grey. */
#ifndef PARSERS_DOCUMENT_RENDER_H
#define PARSERS_DOCUMENT_RENDER_H

#include "base/bytes.h"

/* number counts from 1. dpi holds for a PDF; the resolution is lowered so that the page stays within
 * LIMIT_RENDER_PIXELS. passwords (of char*) may be NULL. CCOT_ERROR_INPUT for a format without pages, a page that is not
 * there, a damaged or locked file, CCOT_ERROR_LIMIT for a picture too large to be decoded. */
GByteArray *render_page(Bytes document, unsigned number, unsigned dpi, const GPtrArray *passwords, GError **error);

#endif
