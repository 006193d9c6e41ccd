/* A name of which only a part was read at its place, completed from where it stands whole. */
#ifndef PARSERS_ORDER_WHOLE_NAME_H
#define PARSERS_ORDER_WHOLE_NAME_H

#include "parsers/order/order_reading.h"

/* field: FIELD_RESPONDENT or FIELD_PROTECTED_PERSON. */
void whole_name_fill(OrderReading *reading, Field field);
void whole_name_widen(OrderReading *reading, Field field);

#endif
