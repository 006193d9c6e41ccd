/* What people type into the forms of an entry, kept for them until it is decided (db/typed_store.h): by the page's script while they
 * type, and without script whenever a form was sent and not written. */
#ifndef WEB_ENTRY_TYPED_H
#define WEB_ENTRY_TYPED_H

#include "web/route.h"

/* The name under which a decision's form is kept: "correct-respondent", "reject"; NULL for forms in which nothing is typed. New
 * string. */
char *entry_typed_form(const RouteCall *call);
/* The script's own request. form: its name as above. Answers 200, or 400. */
bool entry_typed_keep(const RouteCall *call, const char *form, Response **ret_response, GError **error);
/* After a decision: what was written is typed work no more, what was not is kept. */
bool entry_typed_after(const RouteCall *call, const char *form, bool written, GError **error);

#endif
