/* The sheet in a picture: where it lies, how it is lit, how clean it is. */
#ifndef PARSERS_DOCUMENT_BACKDROP_H
#define PARSERS_DOCUMENT_BACKDROP_H

#include "parsers/document/own_pix.h"

#include <stdbool.h>

/* All take an 8-bit grey picture, change it or replace it, and give false when memory runs out. */

/* Takes away single dark and light pixels where there are enough of them to disturb reading. */
bool backdrop_clean(PIX **picture);
/* Evens the light where it is uneven, and makes white what lies around the sheet: a table, a copier's dark edges. half is
 * the same picture at half the resolution, or the same picture. */
bool backdrop_even(PIX **picture, PIX **half);

#endif
