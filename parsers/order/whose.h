/* Whose a birth or an address is, told by who was named last before it. */
#ifndef PARSERS_ORDER_WHOSE_H
#define PARSERS_ORDER_WHOSE_H

#include "parsers/order/order_reading.h"

/* Fills the respondent's date of birth and address where labels and set phrases gave none: after the parties. */
void whose_read(OrderReading *reading);

#endif
