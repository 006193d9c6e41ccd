/* The people of an order. */
#ifndef PARSERS_ORDER_PARTIES_H
#define PARSERS_ORDER_PARTIES_H

#include "parsers/order/address.h"
#include "parsers/order/order_reading.h"
#include "parsers/order/party.h"

/* Date of birth and address of the respondent. */
void particulars_read(OrderReading *reading);
void children_read(OrderReading *reading);

#endif
