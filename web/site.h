/* The whole site as one handler: finds the route, the session and the right, checks a form's origin and token, calls the
 * page, and turns errors into pages that say what to do. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "config/config.h"
#include "web/server.h"

/* config stays the caller's. */
Response *site_answer(const Request *request, gpointer config);
/* Closes the connections to the database; no request is being answered any more. */
void site_end(void);

#endif
