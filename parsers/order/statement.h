/* Statements of service. */
#ifndef PARSERS_ORDER_STATEMENT_H
#define PARSERS_ORDER_STATEMENT_H

#include "parsers/order/deed.h"
#include "parsers/order/order_reading.h"

/* Adds the services that a paper tells (SubmissionService*): at least one, and one for each statement in it or each row
 * of its table. What did not reach the respondent has no day; where it was left with somebody else, served_method holds
 * the server's sentence. */
void statement_services(const View *view, const char *path, bool ocr, GPtrArray *services);

/* Day, hour, place, method and people of one deed, into a service's fields. */
void statement_of_deed(OrderReading *reading, const Deed *deed, double confidence);

/* One statement. */
SubmissionService *statement_read(const View *view, const char *path, bool ocr);
/* Several in one table, with what stands above it: false when there are fewer than two. */
bool statement_table(const View *view, const char *path, bool ocr, GPtrArray *services);
/* The value of one label of a form or one cell of a table. */
void statement_value(OrderReading *reading, LabelRole role, size_t start, size_t end);
/* A person's name at start, a server's rank before it left out; false when none stands there. */
bool statement_person(OrderReading *reading, Field field, size_t start, size_t end, double confidence);

#endif
