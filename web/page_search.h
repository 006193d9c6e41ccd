/* Searches that were typed into the form, for the pages under their address. */
#ifndef WEB_PAGE_SEARCH_H
#define WEB_PAGE_SEARCH_H

#include "web/route.h"

/* What was typed, and why, under the name of the call's address; new strings. *ret_typed NULL: it is over or another person's, and
 * *ret_response says so. */
bool page_search_kept(const RouteCall *call, char **ret_typed, char **ret_reason, Response **ret_response,
                      GError **error);

#endif
