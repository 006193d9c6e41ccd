/* The person in whose matter the case is: "In the matter of Zara Hussain". */
#ifndef PARSERS_ORDER_IN_MATTER_H
#define PARSERS_ORDER_IN_MATTER_H

#include "parsers/order/order_reading.h"

/* protected_person of an order that an authority applied for to protect somebody else, where nothing else says whom. After the
 * respondent. */
void in_matter_read(OrderReading *reading);

#endif
