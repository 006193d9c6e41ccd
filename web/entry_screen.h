/* The page of one entry, for the pages that show it and those that answer a decision with it. */
#ifndef WEB_ENTRY_SCREEN_H
#define WEB_ENTRY_SCREEN_H

#include "web/route.h"

#include <jansson.h>

/* The page of an entry: its fields are made while the rest of it is still on its way. */
bool entry_screen(const RouteCall *call, gint64 entry_id, Response **ret_response, GError **error);
/* The entry as register_store_said() and register_store_around() tell it, with its audit row. *ret_entry NULL: there is none, and
 * *ret_response says so. A new reference. */
bool entry_screen_load(const RouteCall *call, gint64 entry_id, json_t **ret_entry, Response **ret_response,
                       GError **error);
/* notice: {"heading", "text", "sent"} of what was not written and why, or NULL; stays the caller's. A paper that has no pages, or
 * whose text is asked for ("view=text"), stands there as its text; that look is in the audit too. */
bool entry_screen_show(const RouteCall *call, unsigned status, json_t *entry, json_t *notice, Response **ret_response,
                       GError **error);
/* The step before an entry goes on the register, with the sentence. */
Response *entry_screen_verify(const RouteCall *call, unsigned status, const json_t *entry, json_t *notice);

#endif
