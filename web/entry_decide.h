/* What a form of an entry's page decides, asked of the register: one decision a request. For web/page_decide.c. */
#ifndef WEB_ENTRY_DECIDE_H
#define WEB_ENTRY_DECIDE_H

#include "db/decision_store.h"
#include "web/route.h"

typedef struct {
        const RouteCall *call;
        DecisionActor actor;
        DecisionTarget target;
        DecisionAnswer answer;
        const char *problem; /* why nothing was asked of the register, a sentence; NULL: it was */
} EntryDecide;

/* Decides what call->name says by the form of call->request. *ret_known false: there is no such decision, nothing was done. */
bool entry_decide(EntryDecide *decide, bool *ret_known, GError **error);
/* A part of the form; "" when it has none. */
const char *entry_decide_form(const EntryDecide *decide, const char *name);

#endif
