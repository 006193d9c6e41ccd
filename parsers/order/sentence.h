/* Where a sentence begins and ends in print that wraps, abbreviates and leaves out full stops. */
#ifndef PARSERS_ORDER_SENTENCE_H
#define PARSERS_ORDER_SENTENCE_H

#include "parsers/order/view.h"

/* The octet at which the sentence around at begins; at most 300 octets back. */
size_t sentence_start(const View *view, size_t at);
/* The octet after the sentence around at, its full stop or semicolon left out; at most 260 octets on. */
size_t sentence_stop(const View *view, size_t at);

#endif
