/* What is looked for in a view or a text. */
#ifndef PARSERS_ORDER_PATTERN_H
#define PARSERS_ORDER_PATTERN_H

#include "parsers/order/need.h"
#include "parsers/order/view.h"

/* Patterns: PCRE on joined, case as the pattern says. Compiled at first use and kept; regex is there once it was found. */
typedef struct {
        const char *text;
        GRegex *regex;
        Need *need; /* of a text in which it is found */
        bool read;  /* need is known */
} Pattern;

enum { MATCH_GROUPS = 10 };

typedef struct {
        size_t start[MATCH_GROUPS], end[MATCH_GROUPS]; /* start == end: the group took no part */
} Match;

/* The first match that lies in [from, until). */
bool pattern_find(Pattern *pattern, const View *view, size_t from, size_t until, Match *ret_match);
bool pattern_has(Pattern *pattern, const View *view);
/* On a string of its own. */
bool pattern_in(Pattern *pattern, const char *text);
/* The same, and where; the outputs may be NULL. */
bool pattern_span(Pattern *pattern, const char *text, size_t *ret_start, size_t *ret_end);
/* The text with every match replaced. New string. */
char *pattern_replace(Pattern *pattern, const char *text, const char *with);
/* The text up to the first match, or all of it. New string. */
char *pattern_before(Pattern *pattern, const char *text);
/* From now on a pattern is compiled only for a text that may have it: what a child compiles is lost with it. */
void pattern_settle(void);
/* How many patterns were compiled so far in this process. */
unsigned pattern_compiled(void);

#endif
