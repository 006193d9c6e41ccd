/* Recognised pages as they were printed: words that orders are made of, figures of dates and numbers, postcodes, rules and
 * specks that were read as letters. Pages of printed text stay as they are: there every letter is what it says. */
#ifndef PARSERS_ORDER_REPAIR_H
#define PARSERS_ORDER_REPAIR_H

#include "parsers/order/page.h"

/* Whether the words of the page were recognised on a picture. */
bool repair_is_recognised(const Page *page);

/* Puts the text of a recognised page right, in place; words keep their places, and those that were changed lose some of
 * their certainty. */
void repair_page(Page *page);

#endif
