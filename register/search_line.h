/* What somebody types into the search box, taken apart: names in any order, half a name, a date of birth in any usual
 * writing, a case number, a postcode, names spelt over the telephone; "on DATE" for the instant at which the answer is to
 * hold, "ending between DATE and DATE" for a span of ends. Nothing typed is dropped without a word. */
#ifndef REGISTER_SEARCH_LINE_H
#define REGISTER_SEARCH_LINE_H

#include "base/limits.h"

#include <glib.h>
#include <stdbool.h>

typedef enum {
        SEARCH_TERM_WORD,    /* of a name or a place */
        SEARCH_TERM_INITIAL, /* one letter, or a house's number: tells hits apart, finds none */
        SEARCH_TERM_BORN,    /* ISO date, or a year */
        SEARCH_TERM_MADE,    /* ISO date on which the order was made */
        SEARCH_TERM_NUMBER,  /* of a case, or part of one */
} SearchTermKind;

typedef struct {
        SearchTermKind kind;
        char *text;      /* folded; numbers and postcodes without blanks */
        char *less;      /* without a small word in front: "neill" of "oneill"; or NULL */
        unsigned phrase; /* words that were typed side by side have the same number */
} SearchTerm;

typedef struct {
        GPtrArray *terms;  /* of SearchTerm*; at most SEARCH_LINE_TERMS */
        char *on;          /* ISO date, or NULL: now */
        char *on_time;     /* HH:MM, or NULL: the end of that day */
        char *ending_from; /* ISO dates, both or neither */
        char *ending_until;
        GPtrArray *notes; /* of char*: what was understood otherwise than typed, in words */
        char *problem;    /* why nothing can be searched, in words; NULL when it can */
} SearchLine;

enum { SEARCH_LINE_TERMS = 12 };

/* today: ISO date. Never fails: what cannot be searched has its problem. */
SearchLine *search_line_read(const char *typed, const char *today);
void search_line_free(SearchLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchLine, search_line_free)

#endif
