/* One page of a document as a picture: PDF by poppler and cairo, JPEG (turned as its EXIF says), PNG, BMP, GIF, WebP,
 * JPEG 2000 and TIFF (any page) by leptonica, HEIC by libheif. What --page shows and what is recognised are the same
 * picture, so that places agree. */
#ifndef PARSERS_DOCUMENT_RASTER_H
#define PARSERS_DOCUMENT_RASTER_H

#include "base/bytes.h"

#include <leptonica/allheaders.h>

/* Farther apart than this a pixel's red, green and blue are a colour, not the print of grey. */
enum { RASTER_GREY_TOLERANCE = 12 };

/* Whether leptonica's 32-bit pixel is the print of grey. */
static inline bool
raster_is_grey(l_uint32 pixel)
{
        const int red = (int) (pixel >> 24), green = (int) (pixel >> 16 & 0xFF), blue = (int) (pixel >> 8 & 0xFF);
        return ABS(red - green) <= RASTER_GREY_TOLERANCE && ABS(green - blue) <= RASTER_GREY_TOLERANCE;
}

/* Silences what the libraries print and loads what they would open late. Once a process, before the wall. */
void raster_init(void);

/* How many pages a picture (no PDF) has: more than one for a TIFF only; 0 when it cannot be read. */
unsigned raster_pages(Bytes picture);
/* Pixels of page number (from 1) of a picture (no PDF), before it is decoded; false when its header cannot be read or
 * there is no such page. */
bool raster_measure(Bytes picture, unsigned number, unsigned *ret_width, unsigned *ret_height);

/* number counts from 1. dpi holds for a PDF, where 0 means the resolution at which it is read best; a picture keeps its
 * pixels, save that a fax of unequal resolution gets square ones. The resolution is lowered so that the page stays within
 * LIMIT_RENDER_PIXELS. *ret_dpi is the resolution of the result, 0 when nobody knows. 8-bit grey where the page is grey,
 * else 32-bit. passwords (of char*) may be NULL. CCOT_ERROR_INPUT for a format without pages, a page that is not there, a
 * damaged or locked file, CCOT_ERROR_LIMIT for a picture too large to be decoded. Free with pixDestroy(). */
PIX *raster_page(Bytes document, unsigned number, unsigned dpi, const GPtrArray *passwords, unsigned *ret_dpi,
                 GError **error);

#endif
