/* Figures as recognition misreads them: O for 0, l and I for 1, S for 5, B for 8. They are put right by their position
 * only: in a date, an ordinal, a time, a postcode; what might be a word or a name stays. */
#ifndef PARSERS_ORDER_FIGURES_H
#define PARSERS_ORDER_FIGURES_H

#include <stdbool.h>

/* The token as it was printed; NULL when it stays. before and after: the tokens around it, "" at the ends. New string. */
char *figures_mend(const char *token, const char *before, const char *after);

/* Whether the token is the name of a month, full or short, English or Welsh, with or without a stop. */
bool figures_is_month(const char *token);

#endif
