/* One document that makes two orders, a non-molestation and an occupation order: what of it belongs to which. */
#ifndef PARSERS_ORDER_COMPOSITE_H
#define PARSERS_ORDER_COMPOSITE_H

#include "parsers/order/title.h"
#include "parsers/order/view.h"

/* The view without what is told apart as the other order's: the terms under its heading or of its kind, its end, and for
 * the non-molestation order the power of arrest (Family Law Act 1996 s.47). NULL where types are no such two orders. The
 * result is freed with view_free. */
View *composite_view(const View *view, const TitleTypes *types, OrderType type);

#endif
