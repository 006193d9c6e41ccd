/* A picture of a page made ready to be read: grey, of a resolution that suits print, turned so that its text runs from
 * left to right, straightened, its lighting evened and its noise taken away where it has any. */
#ifndef PARSERS_DOCUMENT_UPRIGHT_H
#define PARSERS_DOCUMENT_UPRIGHT_H

#include "parsers/document/own_pix.h"

#include <stdbool.h>

typedef struct {
        PIX *picture; /* 8-bit grey */
        PIX *ink;     /* the same page, 1-bit, at half the resolution or at all of it */
        unsigned dpi; /* of picture; a guess where nobody knows */
        /* from a point of picture to fractions of the page, as in Recognised */
        double across[3], down[3];
        int turn;           /* quarter turns clockwise that were done */
        bool is_turn_known; /* the print showed them, or the caller said so */
} Upright;

/* The page as raster_page() gave it; page is not changed. dpi 0: unknown. turn: quarter turns clockwise to be done
 * before, or -1 to find out. NULL when memory runs out. */
Upright *upright_new(PIX *page, unsigned dpi, int turn);
void upright_free(Upright *upright);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Upright, upright_free)

#endif
