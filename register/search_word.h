/* How near a typed word stands to a word that the register holds: the weight with which it counts, and why, in words for people
 * who look at the hit. */
#ifndef REGISTER_SEARCH_WORD_H
#define REGISTER_SEARCH_WORD_H

#include <glib.h>
#include <stdbool.h>

/* An equal word; everything else counts less. */
enum { SEARCH_WORD_EQUAL = 100 };

/* Both folded. heard: the register's index of sounds says that they sound alike. 0: too far apart. *ret_why, when wanted, is a
 * word that describes the nearness ("sounds alike"), NULL for an equal word. */
unsigned search_word_weight(const char *typed, const char *held, bool heard, const char **ret_why);
/* Single-letter slips (one more, one less, another, two turned round) between two words, at most limit + 1. */
unsigned search_word_slips(const char *a, const char *b, unsigned limit);
/* The same for dates of birth as ISO dates: 0 equal, 1 a figure is wrong, two figures are turned round, or day and month; 2 else. */
unsigned search_word_born_slips(const char *typed, const char *held);
/* All days that are one slip away from an ISO date, for looking them up; of char*. */
GPtrArray *search_word_born_near(const char *iso);

#endif
