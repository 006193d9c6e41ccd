/* Seals, stamps and signatures in colour, which lie over the print of a page. */
#ifndef PARSERS_DOCUMENT_STAMP_H
#define PARSERS_DOCUMENT_STAMP_H

#include "parsers/document/own_pix.h"

#include <stdbool.h>

/* Makes white in grey what is drawn in colour on page (32-bit, the same size) in strokes that reach farther than letters
 * do; black print below stays, and so does print in colour. False when memory runs out. */
bool stamp_fade(PIX *page, PIX *grey);

#endif
