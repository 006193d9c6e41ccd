/* Which side a name stands on, told by all that the text does with it: who must not, whom he must not contact. */
#ifndef PARSERS_ORDER_SIDE_H
#define PARSERS_ORDER_SIDE_H

#include "parsers/order/order_reading.h"

/* Fills the respondent and the protected person where labels, roles and set phrases named none. */
void side_read(OrderReading *reading);

#endif
