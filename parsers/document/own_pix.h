/* Cleanup at the end of scope for leptonica's pictures. */
#ifndef PARSERS_DOCUMENT_OWN_PIX_H
#define PARSERS_DOCUMENT_OWN_PIX_H

#include <glib.h>
#include <leptonica/allheaders.h>

/* A picture that is destroyed on leaving scope. */
typedef PIX OwnedPix;

static inline void
own_pix_free(OwnedPix *picture)
{
        pixDestroy(&picture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnedPix, own_pix_free)

#endif
