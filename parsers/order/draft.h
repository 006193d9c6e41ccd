/* Drafts: papers that read like an order and are none. */
#ifndef PARSERS_ORDER_DRAFT_H
#define PARSERS_ORDER_DRAFT_H

#include "parsers/order/view.h"

/* Whether the paper calls itself a draft: in its title, across the page or as not sealed. That it speaks of a draft ("this
 * draft was approved") is no mark. */
bool draft_is_marked(const View *view);

#endif
