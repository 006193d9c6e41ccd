/* Parties with a letter for their role: "Parties: A - Ann Bell; R - Cy Dale". */
#ifndef PARSERS_ORDER_ROLE_LETTER_H
#define PARSERS_ORDER_ROLE_LETTER_H

#include "parsers/order/order_reading.h"

/* The respondent and the protected person, where the head gives both so: a letter alone says nothing. */
void role_letter_read(OrderReading *reading);

#endif
