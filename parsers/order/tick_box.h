/* The boxes of a form that are ticked or left empty, as characters of a text. */
#ifndef PARSERS_ORDER_TICK_BOX_H
#define PARSERS_ORDER_TICK_BOX_H

#include <stdbool.h>

/* Whether a ticked box stands anywhere in the text: then its empty ones mean that something is not said. */
bool tick_box_is_used(const char *text);
/* Whether U+2611 or U+2612 stands at at. */
bool tick_box_is_ticked(const char *at);
/* Whether U+2610 stands at at. */
bool tick_box_is_empty(const char *at);

#endif
