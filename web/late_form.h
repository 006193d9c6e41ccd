/* A form that was sent when the session had ended, or under the token of an earlier one: what was typed is not lost. */
#ifndef WEB_LATE_FORM_H
#define WEB_LATE_FORM_H

#include "web/route.h"

/* Nobody is signed in: keeps what the form of an entry or of a mail held for the person whose session had ended, if the form has that session's
 * token. *ret_kept: it will be offered to that person, and to nobody else. */
bool late_form_keep(const Route *route, const RouteCall *call, bool *ret_kept, GError **error);
/* What the form held, in one line, to be shown again to who sent it; "" for nothing. New string. */
char *late_form_text(const Request *request);

#endif
