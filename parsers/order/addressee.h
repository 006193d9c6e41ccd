#ifndef PARSERS_ORDER_ADDRESSEE_H
#define PARSERS_ORDER_ADDRESSEE_H

#include "parsers/order/order_reading.h"

/* Fills respondent and protected_person (with protected_people) from words that bind or protect somebody without a label:
 * "A: Ann Bell" over "R: Cy Dale", "Cy Dale must not ...", "not to contact Ann Bell", "To: Cy Dale ... you must not".
 * Surer values that are there already stay. */
void addressee_read(OrderReading *reading);

#endif
