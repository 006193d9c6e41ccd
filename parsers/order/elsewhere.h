/* Whether the order also went to another part of the police, by the sender's words (domain.md 9.1). */
#ifndef PARSERS_ORDER_ELSEWHERE_H
#define PARSERS_ORDER_ELSEWHERE_H

#include <glib.h>
#include <stdbool.h>

/* Whether a sentence, plain (own_words.h), says that it went: not that it will go, should go or did not go. */
/* Whether it is a list of those to whom a paper went, with police on it beside the team that reads this. At most OWN_SENTENCE
 * characters as written. */
bool elsewhere_lists(const char *said);
bool elsewhere_says(const char *plain);

#endif
