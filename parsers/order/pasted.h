/* An order that was pasted into the text of a mail, from a portal or a document, told from a mail that talks about one.
 * People who write about an order use its title and its words, so those prove nothing: an order has its operative words
 * where the court puts them, at the start of a line, with a title, a court and more of the court's own print around them,
 * and between them nobody speaks for himself. */
#ifndef PARSERS_ORDER_PASTED_H
#define PARSERS_ORDER_PASTED_H

#include "parsers/order/view.h"

/* Whether an order stands in the text of a mail. A letter before or after it does no harm. */
bool pasted_is_order(const View *view);

#endif
