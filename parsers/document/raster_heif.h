/* Photographs of telephones (HEIC, HEIF, AVIF) by libheif, which turns them upright itself. */
#ifndef PARSERS_DOCUMENT_RASTER_HEIF_H
#define PARSERS_DOCUMENT_RASTER_HEIF_H

#include "parsers/document/raster.h"

/* True for octets that begin as such a file does. */
bool raster_heif_is(Bytes picture);
bool raster_heif_measure(Bytes picture, unsigned *ret_width, unsigned *ret_height);
/* 32-bit, halved where it is over LIMIT_RENDER_PIXELS. Errors as of raster_page(). */
PIX *raster_heif_page(Bytes picture, GError **error);

#endif
