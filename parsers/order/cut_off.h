/* Text that runs off the page's right edge: what stood behind the edge is lost, and a value that ends there is a part of one. */
#ifndef PARSERS_ORDER_CUT_OFF_H
#define PARSERS_ORDER_CUT_OFF_H

#include "parsers/order/view.h"
#include "register/submission.h"

/* Takes away addresses, courts and numbers that end at the edge; who is named there stays, but unsure. For printed text: a photograph
 * may end where its paper does. */
void cut_off_check(const View *view, FieldValue *fields[FIELD_COUNT]);

#endif
