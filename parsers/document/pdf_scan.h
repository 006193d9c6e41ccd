/* How many pixels the scan of a PDF's page has, without decoding it: decoding takes as long as drawing the page. */
#ifndef PARSERS_DOCUMENT_PDF_SCAN_H
#define PARSERS_DOCUMENT_PDF_SCAN_H

#include "base/bytes.h"

/* Pixels of the pictures whose sides are as ratio (width to height) or turned by a quarter, told by their dictionaries; 0 when
 * there is none, or when they differ: only decoding tells then which of them lies on the page. */
double pdf_scan_pixels(Bytes document, double ratio);

#endif
