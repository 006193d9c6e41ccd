/* Numbers that deeds and old orders spell out: "fourteenth", "twenty-first", "Two thousand and twenty-five". */
#ifndef REGISTER_NUMBER_WORD_H
#define REGISTER_NUMBER_WORD_H

#include <glib.h>
#include <stdbool.h>

/* The ordinal of a day at text, "first" to "thirty-first" in any case; 0 when none stands there. *ret_length gets its
 * octets. */
unsigned number_word_day(const char *text, size_t *ret_length);
/* The year at text, "two thousand and twenty-five" or "nineteen hundred and ninety-four" in any case, blanks and line
 * feeds alike; 0 when none stands there. *ret_length gets its octets. */
unsigned number_word_year(const char *text, size_t *ret_length);

#endif
