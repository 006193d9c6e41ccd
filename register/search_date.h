/* The dates of a search line, each with what it is asked for: born, as at, ending between, made. */
#ifndef REGISTER_SEARCH_DATE_H
#define REGISTER_SEARCH_DATE_H

#include "register/search_line.h"

/* Takes the dates out of the folded text, with the words that say what they are for, and puts them into line. A day that no
 * calendar has becomes the line's problem. today: ISO date; a date of birth without its century makes somebody of ten at least. */
void search_date_take(GString *text, const char *today, SearchLine *line);
/* Adds a term, unless there are SEARCH_LINE_TERMS of them: that is noted. Takes over text and less. */
void search_line_add(SearchLine *line, SearchTermKind kind, char *text, char *less, unsigned phrase);

#endif
