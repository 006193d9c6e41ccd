#ifndef PARSERS_ORDER_ROLE_FRONT_H
#define PARSERS_ORDER_ROLE_FRONT_H

#include "parsers/order/order_reading.h"

/* Fills respondent and protected_person where their roles stand in front of their names with nothing between: "Applicant Ann Bell"
 * over "Respondent Cy Dale, born 3 May 1980". */
void role_front_read(OrderReading *reading);

#endif
