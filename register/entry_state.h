/* The states of an entry and what moves it from one to another; every verdict can be taken back by a supervisor. The
 * rows are the only place: the database's own rule table is compared with them by a test. */
#ifndef REGISTER_ENTRY_STATE_H
#define REGISTER_ENTRY_STATE_H

#include "register/vocabulary.h"

#include <stdbool.h>

typedef enum {
        ENTRY_EVENT_VERIFY,
        ENTRY_EVENT_REJECT,
        ENTRY_EVENT_CONFIRM,
        ENTRY_EVENT_UNDO_VERIFY,
        ENTRY_EVENT_UNDO_REJECT,
        ENTRY_EVENT_UNDO_DUPLICATE,
        ENTRY_EVENT_COUNT
} EntryEvent;

typedef struct {
        EntryState from;
        EntryEvent event;
        EntryState to;
        const char *why;
} EntryRule;

/* All rules; *ret_count of them. */
const EntryRule *entry_state_rules(unsigned *ret_count);
/* The word of an event, as in the database ("verify"). */
const char *entry_state_event(EntryEvent event);
/* False for every pair without a row; *ret_to is then untouched. */
bool entry_state_next(EntryState from, EntryEvent event, EntryState *ret_to);

#endif
