/* The second and the third of the people who asked for an order: "Second Applicant: Fay Bell". */
#ifndef PARSERS_ORDER_FURTHER_PARTY_H
#define PARSERS_ORDER_FURTHER_PARTY_H

#include "parsers/order/order_reading.h"

/* Adds them to protected_people, where a first one was read. */
void further_party_read(OrderReading *reading);

#endif
