/* The dates of an order, one question a file: what it changes, when it was made, when it ends. */
#ifndef PARSERS_ORDER_DATES_H
#define PARSERS_ORDER_DATES_H

#include "parsers/order/order_reading.h"
#include "register/duration.h"

enum { DATES_AFTER = 4 }; /* octets between an opening and its date */

/* A field that holds a date, at the date's own place. */
void dates_put(OrderReading *reading, Field field, const LegalDate *date, double confidence);

/* expires_on and its hour, as a duration of the kind DURATION_DATE has them; a day no later than made_on is none, and
 * neither is one that the order may outlast. */
void end_put_date(OrderReading *reading, const Duration *duration, double confidence);

/* The action, and the date of the order that this one varies, extends or discharges. */
void action_read(OrderReading *reading);
/* Whether the text forbids something itself: with an end of its own it is no mere discharge of another order. */
bool action_forbids(const View *view);
/* The day on which the order was made: after action_read(), whose date it never is. */
void made_read(OrderReading *reading);
/* expires_on, expires_at and duration_text: after made_read(), from which a period may run. */
void end_read(OrderReading *reading);

#endif
