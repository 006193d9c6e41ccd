/* The items of a list that runs on in one paragraph: "must not (a) contact X, (b) go to Y and (c) ...". */
#ifndef PARSERS_ORDER_INLINE_ITEM_H
#define PARSERS_ORDER_INLINE_ITEM_H

#include <glib.h>

enum { INLINE_ITEM_MARK = 10 };

/* The item in start[0, length) without what joins it to the next one and without how long the order lasts: "(c) go to 4 Elm
 * Row, and this order shall last until ...". New string. */
char *inline_item_text(const char *start, size_t length);
/* The sign of item number n, from 1: "(2) ", "(b) ", "(ii) " for the kinds '1', 'a' and 'i'; of Roman numbers there are ten. */
void inline_item_mark(char mark[INLINE_ITEM_MARK], unsigned n, char kind, char open, char close);

#endif
