/* An order that somebody's own words recite in full, in one paragraph or as a letter to one of the sides: "Medway FC
 * ME26F00123. NMO made 3.3.26 by DJ Kerr w/o notice. App Ann Bell, Resp Cy Dale dob ...". Nothing of the court's print is
 * left, so everything that makes an order has to be said, and nothing that says where the paper itself is. */
#ifndef PARSERS_ORDER_RECITED_H
#define PARSERS_ORDER_RECITED_H

#include "parsers/order/view.h"

/* Whether the text of a mail, with which no file came, recites an order. */
bool recited_is_order(const View *view);

#endif
