/* Pages that tests draw: lines of print on white, turned, scaled and written as a scanner or telephone would. */
#ifndef TESTS_UNIT_PICTURE_H
#define TESTS_UNIT_PICTURE_H

#include "base/bytes.h"
#include "parsers/document/own_pix.h"

/* A4 at dpi, 8-bit grey, with the lines (up to NULL) in print of points, the first baseline one inch from the top, each
 * next two heights lower, one inch from the left. */
PIX *picture_of(const char *const *lines, double points, unsigned dpi);
/* The pixels of the left edge and the baseline of a line, from 0, and its width: where picture_of() drew it. */
void picture_place(const char *line, unsigned index, double points, unsigned dpi, double *ret_left,
                   double *ret_baseline, double *ret_width);
/* The octets of a file of leptonica's format; free with g_bytes_unref. */
GBytes *picture_write(PIX *picture, int format);
Bytes picture_bytes(GBytes *octets);

#endif
