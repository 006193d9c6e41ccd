/* How a camera says that it was held. */
#ifndef PARSERS_DOCUMENT_EXIF_H
#define PARSERS_DOCUMENT_EXIF_H

#include "base/bytes.h"

#include <leptonica/allheaders.h>

/* The orientation 1..8 (EXIF 2.3, tag 0x0112) that a JPEG states; 1 when it states none. */
unsigned exif_orientation(Bytes jpeg);
/* The picture as it is to be seen: takes picture, returns it or another. NULL when memory runs out. */
PIX *exif_upright(PIX *picture, unsigned orientation);

#endif
