/* The people of an order. */
#ifndef PARSERS_ORDER_PARTIES_H
#define PARSERS_ORDER_PARTIES_H

#include "parsers/order/address.h"
#include "parsers/order/order_reading.h"
#include "parsers/order/party.h"

/* The list of names in [start, end) as respondent (with aliases) or as the protected people, unless surer ones are there;
 * a body that protects nobody itself is passed over. */
void parties_put(OrderReading *reading, bool respondent, size_t start, size_t end, double confidence);
/* Date of birth and address of the respondent. */
void particulars_read(OrderReading *reading);
void children_read(OrderReading *reading);

#endif
