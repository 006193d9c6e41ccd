/* An application about an order that came to nothing: the order that refuses it makes and ends none. */
#ifndef PARSERS_ORDER_REFUSED_H
#define PARSERS_ORDER_REFUSED_H

#include "parsers/order/view.h"

/* "The application to discharge the order of 3 March is dismissed": one to discharge, vary or extend an order, or for one, was
 * refused, dismissed or withdrawn. */
bool refused_is(const View *view);
/* Whether a title speaks of such an application and not of what the order does: "Order on an application for discharge". */
bool refused_in_title(const char *title);

#endif
