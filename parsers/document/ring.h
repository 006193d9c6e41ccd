/* Seals in black or grey: the rings of one go through the print below it, and the engine then loses whole lines. */
#ifndef PARSERS_DOCUMENT_RING_H
#define PARSERS_DOCUMENT_RING_H

#include "parsers/document/own_pix.h"

#include <stdbool.h>

/* A seal whose rings were cut out of the print, in pixels. */
typedef struct {
        double x, y, radius;
} Ring;

/* Makes white in picture (8-bit grey) and in ink (1-bit, the same page at the same size) the rings of seals, 12 to 50 mm
 * across: where a seal is lighter than the print, all of it, else what of a ring no stroke of print crosses. Such dark seals are
 * added to cut (of Ring): print may have gone with them. False when memory runs out. */
bool ring_fade(PIX *picture, PIX *ink, unsigned dpi, GArray *cut);

#endif
