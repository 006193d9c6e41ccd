/* What an order says twice: a name or a number that recognition read in several places is as it was read most often. */
#ifndef PARSERS_ORDER_MENTIONS_H
#define PARSERS_ORDER_MENTIONS_H

#include "parsers/order/order_reading.h"

/* Names and case numbers of a recognised page are compared with every place where they stand again: the spelling of most
 * places wins, agreement makes a value surer, disagreement less sure. Printed pages are left alone. */
void mentions_read(OrderReading *reading);

#endif
