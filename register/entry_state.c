#include "register/entry_state.h"

static const EntryRule rules[] = {
        { ENTRY_STATE_PENDING, ENTRY_EVENT_VERIFY, ENTRY_STATE_VERIFIED,
          "a person compared it with the page and put it on the register" },
        { ENTRY_STATE_PENDING, ENTRY_EVENT_REJECT, ENTRY_STATE_REJECTED,
          "a person says that it is no order and no part of one" },
        { ENTRY_STATE_PENDING, ENTRY_EVENT_CONFIRM, ENTRY_STATE_DUPLICATE,
          "a person says that it is a copy of its representative" },
        { ENTRY_STATE_VERIFIED, ENTRY_EVENT_CONFIRM, ENTRY_STATE_DUPLICATE,
          "a copy that arrived later turned out to be the better one" },
        { ENTRY_STATE_VERIFIED, ENTRY_EVENT_UNDO_VERIFY, ENTRY_STATE_PENDING,
          "a supervisor took the verification back, with a reason" },
        { ENTRY_STATE_REJECTED, ENTRY_EVENT_UNDO_REJECT, ENTRY_STATE_PENDING,
          "a supervisor took the rejection back, with a reason" },
        { ENTRY_STATE_DUPLICATE, ENTRY_EVENT_UNDO_DUPLICATE, ENTRY_STATE_PENDING,
          "the verdict was taken back, or the representative is gone" },
};

const EntryRule *
entry_state_rules(unsigned *ret_count)
{
        *ret_count = G_N_ELEMENTS(rules);
        return rules;
}

const char *
entry_state_event(EntryEvent event)
{
        static const char *const words[ENTRY_EVENT_COUNT] = {
                [ENTRY_EVENT_VERIFY] = "verify",           [ENTRY_EVENT_REJECT] = "reject",
                [ENTRY_EVENT_CONFIRM] = "confirm",         [ENTRY_EVENT_UNDO_VERIFY] = "undo_verify",
                [ENTRY_EVENT_UNDO_REJECT] = "undo_reject", [ENTRY_EVENT_UNDO_DUPLICATE] = "undo_duplicate",
        };
        return words[event];
}

bool
entry_state_next(EntryState from, EntryEvent event, EntryState *ret_to)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(rules); i++)
                if (rules[i].from == from && rules[i].event == event) {
                        *ret_to = rules[i].to;
                        return true;
                }
        return false;
}
