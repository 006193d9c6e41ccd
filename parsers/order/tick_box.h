/* The boxes of a form that are ticked or left empty, as characters of a text. */
#ifndef PARSERS_ORDER_TICK_BOX_H
#define PARSERS_ORDER_TICK_BOX_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a ticked box stands anywhere in the text: then its empty ones mean that something is not said. */
bool tick_box_is_used(const char *text);
/* The octets of the box that stands at at, a place in text; 0 for none, and then *ret_ticked is left alone. */
size_t tick_box_at(const char *text, const char *at, bool *ret_ticked);

#endif
