/* Names that their part in the case follows: "Ann Bell (Applicant)", "Cy Dale, the respondent". */
#ifndef PARSERS_ORDER_ROLE_BEHIND_H
#define PARSERS_ORDER_ROLE_BEHIND_H

#include "parsers/order/order_reading.h"

/* Fills the respondent and the protected person. */
void role_behind_read(OrderReading *reading);

#endif
