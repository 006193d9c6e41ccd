/* What one sentence forbids: "must not threaten her, contact her by any means, or go to her home". */
#ifndef PARSERS_ORDER_CLAUSE_H
#define PARSERS_ORDER_CLAUSE_H

#include <glib.h>

/* The clauses behind the octet from, at which the words that forbid end, the first with all that stands before it; NULL where they
 * are fewer than three, or one of them does not open with what one does and says to whom or where. Free with g_strfreev. */
char **clause_split(const char *sentence, size_t from);

/* "is forbidden from using violence against her, from contacting her and from entering 3 Elm Row": what each "from" brings, as strings
 * (g_strfreev); what the sentence says of the order behind them is left out. NULL where it is not so built. */
char **clause_split_from(const char *sentence);

#endif
