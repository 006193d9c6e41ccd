/* The two sides of a case as its heading names them. */
#ifndef PARSERS_ORDER_BETWEEN_H
#define PARSERS_ORDER_BETWEEN_H

#include "parsers/order/order_reading.h"

void between_read(OrderReading *reading);

#endif
