/* The page that stands in the place of an order that is closed to whoever asks for it. */
#ifndef WEB_PAGE_RESTRICTED_H
#define WEB_PAGE_RESTRICTED_H

#include "web/route.h"

/* closed: "restricted" (the glass can be broken, with a reason) or "recused". problem NULL: it is shown for the first time. */
Response *page_restricted_ask(const RouteCall *call, gint64 entry_id, const char *closed, const char *problem);

#endif
