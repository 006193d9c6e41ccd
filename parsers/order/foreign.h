/* Orders and papers that protect nobody and look like orders that do: criminal behaviour orders, bail conditions,
 * directions, indexes of bundles (domain.md 5). */
#ifndef PARSERS_ORDER_FOREIGN_H
#define PARSERS_ORDER_FOREIGN_H

#include "parsers/order/view.h"

/* Whether the head of a paper says that it is such a one. Never when the paper varies, extends or discharges an order that
 * protects somebody, or its title names one too. */
bool foreign_is(const View *paper);

/* Whether the paper tells of such orders in general, as a leaflet or a guide does: nobody's, of no case. */
bool foreign_is_leaflet(const View *paper);

#endif
