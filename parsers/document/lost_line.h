/* Lines of print that the engine passed over, as it does on forms whose lines are dotted: looked for by their ink, read alone. */
#ifndef PARSERS_DOCUMENT_LOST_LINE_H
#define PARSERS_DOCUMENT_LOST_LINE_H

#include "parsers/document/recognised.h"
#include "parsers/document/upright.h"

#include <tesseract/capi.h>

/* Adds to recognised, which holds what engine read of the whole picture, the words of lines that stand on no word of it.
 * engine holds the picture still, and is left in the mode in which it reads pages. */
void lost_line_read(TessBaseAPI *engine, const Upright *upright, Recognised *recognised);

#endif
