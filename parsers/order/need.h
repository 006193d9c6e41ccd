/* What a text must hold before a pattern can be found in it: "made (?:on|by)" needs "made on" or "made by". Told from the
 * pattern alone and on the safe side; it costs little beside looking for the pattern, which most texts do not hold. */
#ifndef PARSERS_ORDER_NEED_H
#define PARSERS_ORDER_NEED_H

#include "parsers/order/gram.h"

typedef struct Need Need;

/* Of a regular expression as PCRE writes them, of any case. NULL: nothing can be said. */
Need *need_of(const char *pattern);
void need_free(Need *need);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Need, need_free)

/* False only where the pattern cannot be found in the text whose grams these are. need may be NULL. */
bool need_is_met(const Need *need, const Grams *grams);

#endif
