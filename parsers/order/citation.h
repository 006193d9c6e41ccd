/* The sections of Acts under which courts make protective orders, as titles cite them: "s.42 FLA 1996". */
#ifndef PARSERS_ORDER_CITATION_H
#define PARSERS_ORDER_CITATION_H

#include "parsers/order/title.h"

/* The kinds of order whose section the text cites, in the order of the text; none where the section says nothing. */
TitleTypes citation_types(const char *text);
/* Whether the line is a title by its section alone: "Order under section 42 Family Law Act 1996". */
bool citation_is_title(const char *text, TitleTypes *ret_types);

#endif
