/* Papers that prove service by what they say, whatever they are called: a certificate in somebody's own words, an agent's job
 * sheet. */
#ifndef PARSERS_ORDER_PROOF_H
#define PARSERS_ORDER_PROOF_H

#include "parsers/order/view.h"

/* Whether the paper accounts for the service of an order. */
bool proof_is(const View *view);

#endif
