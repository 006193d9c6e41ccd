/* A line of the journal for each thing that a person wrote, without a word of it: should the database be restored to an earlier moment,
 * `ccot restored --journal` tells from these lines what was lost. */
#ifndef WEB_JOURNAL_H
#define WEB_JOURNAL_H

#include "web/route.h"

/* After a form was answered and committed; milliseconds: how long that took. A failure is logged: what was written stands. */
void journal_note(const Route *route, const RouteCall *call, unsigned milliseconds);

#endif
