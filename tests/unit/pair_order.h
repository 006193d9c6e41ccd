/* An order of a pair file as the register knows it, and what the register says of two of them. */
#ifndef TESTS_UNIT_PAIR_ORDER_H
#define TESTS_UNIT_PAIR_ORDER_H

#include "register/duplicate.h"
#include "register/relation.h"

/* number: its entry, and when it came unless the fields say. New. */
Identity *pair_order_new(GHashTable *fields, gint64 number);
/* "possible", "none, b varies a": as a pair file writes it. c may be NULL. New string. */
char *pair_order_answer(const Identity *a, const Identity *b, const Identity *c);
/* Whether one of the keys by which the register looks for a is one of b's. */
bool pair_order_meets(const Identity *a, const Identity *b);

#endif
