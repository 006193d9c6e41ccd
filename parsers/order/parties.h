/* The people of an order, and how a name is found beside other words. */
#ifndef PARSERS_ORDER_PARTIES_H
#define PARSERS_ORDER_PARTIES_H

#include "parsers/order/order_reading.h"

/* End of one person's name that starts at at; at itself when none does. Roles and headings are cut off. */
size_t party_name_end(const View *view, size_t at, size_t until);
/* Start of the name that ends at end and begins at from or later; end when none does. */
size_t party_name_start(const View *view, size_t from, size_t end);
/* End of a list of names with their aliases. */
size_t party_list_end(const View *view, size_t start, size_t until);

/* Date of birth and address of the respondent. */
void particulars_read(OrderReading *reading);
void children_read(OrderReading *reading);

/* End of the postal address that starts at start: with its postcode where one follows soon, else at the end of the
 * sentence. start itself when it reads like none. */
size_t address_end(const View *view, size_t start, size_t until);
/* The address as one line, its lines joined by ", ". New string. */
char *address_text(const View *view, size_t start, size_t end);

#endif
