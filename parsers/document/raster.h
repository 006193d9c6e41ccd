/* One page of a document as a picture: PDF by poppler and cairo, JPEG (turned as its EXIF says), PNG, TIFF (any page) by
 * leptonica, HEIC by libheif. What --page shows and what is recognised are the same picture, so that places agree. */
#ifndef PARSERS_DOCUMENT_RASTER_H
#define PARSERS_DOCUMENT_RASTER_H

#include "base/bytes.h"

#include <leptonica/allheaders.h>

/* number counts from 1. dpi holds for a PDF; a picture keeps its pixels. The resolution is lowered so that the page stays
 * within LIMIT_RENDER_PIXELS. *ret_dpi is the resolution of the result, 0 when nobody knows. 8-bit grey where the page is
 * grey, else 32-bit. passwords (of char*) may be NULL. CCOT_ERROR_INPUT for a format without pages, a page that is not
 * there, a damaged or locked file. Free with pixDestroy(). */
PIX *raster_page(Bytes document, unsigned number, unsigned dpi, const GPtrArray *passwords, unsigned *ret_dpi,
                 GError **error);

#endif
