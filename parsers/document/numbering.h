/* Word's automatic list numbers (word/numbering.xml): "3.", "(b)", "iv." stand on the page but not in the text. */
#ifndef PARSERS_DOCUMENT_NUMBERING_H
#define PARSERS_DOCUMENT_NUMBERING_H

#include "base/bytes.h"

typedef struct Numbering Numbering;

/* Empty octets give a numbering without lists. */
Numbering *numbering_new(Bytes xml);
/* Counts one paragraph of that list and level (0..8) and returns its label; NULL for bullets and unknown lists. */
char *numbering_next(Numbering *numbering, const char *number_id, unsigned level);
void numbering_free(Numbering *numbering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Numbering, numbering_free)

#endif
