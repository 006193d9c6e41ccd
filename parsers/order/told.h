/* Whether the respondent was told of the hearing before it, where no set phrase says so (hearing.c knows those): read from
 * who is spoken of, from what was done with him, and from whether it is denied. */
#ifndef PARSERS_ORDER_TOLD_H
#define PARSERS_ORDER_TOLD_H

#include "parsers/order/order_reading.h"

/* Fills without_notice. A sentence about knowing decides before one about being there. */
void told_read(OrderReading *reading);

#endif
