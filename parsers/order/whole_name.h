/* A name of which only a part was read at its place, completed from where it stands whole. */
#ifndef PARSERS_ORDER_WHOLE_NAME_H
#define PARSERS_ORDER_WHOLE_NAME_H

#include "parsers/order/order_reading.h"

/* A surname of the respondent and of the protected person, "Mr Marsh must not", filled to the whole name. */
void whole_name_read(OrderReading *reading);
/* A name of theirs that its column broke. */
void whole_name_widen(OrderReading *reading);

#endif
