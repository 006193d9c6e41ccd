/* The end that a hearing to come gives to an order. */
#ifndef PARSERS_ORDER_END_HEARING_H
#define PARSERS_ORDER_END_HEARING_H

#include "parsers/order/view.h"
#include "register/duration.h"

/* "until the conclusion of the hearing on 3 March": the day counts, the hearing's hour does not. What is printed holds the
 * hearing too: the order may be continued there, so that its end is for a person to weigh. */
bool end_at_hearing(const View *view, size_t from, size_t until, Duration *ret);
/* "until 4.30pm on the return date", whose day is told elsewhere, and only one is. *ret has the words that name the hearing as what is
 * printed. */
bool end_at_return(const View *view, size_t from, size_t until, Duration *ret);

#endif
