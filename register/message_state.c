#include "register/message_state.h"

static const MessageRule rules[] = {
        { MESSAGE_STATE_RECEIVED, MESSAGE_EVENT_PARSE_OK, MESSAGE_STATE_PARSED, "the worker's result is valid" },
        { MESSAGE_STATE_RECEIVED, MESSAGE_EVENT_PARSE_REFUSED, MESSAGE_STATE_FAILED,
          "the worker died, was too slow or answered nonsense; staff must look" },
        { MESSAGE_STATE_PARSED, MESSAGE_EVENT_WRITTEN, MESSAGE_STATE_QUEUED,
          "everything that was read is in the register" },
        { MESSAGE_STATE_PARSED, MESSAGE_EVENT_WRITE_REFUSED, MESSAGE_STATE_FAILED,
          "the database refused a value of the result; staff must look" },
        { MESSAGE_STATE_FAILED, MESSAGE_EVENT_RETRY, MESSAGE_STATE_RECEIVED, "staff asked for another try" },
        { MESSAGE_STATE_FAILED, MESSAGE_EVENT_FETCHED, MESSAGE_STATE_RECEIVED,
          "the server handed the message out after all" },
        { MESSAGE_STATE_QUEUED, MESSAGE_EVENT_REPARSE, MESSAGE_STATE_RECEIVED, "staff asked for another reading" },
};

const MessageRule *
message_state_rules(unsigned *ret_count)
{
        *ret_count = G_N_ELEMENTS(rules);
        return rules;
}

const char *
message_state_event(MessageEvent event)
{
        static const char *const words[MESSAGE_EVENT_COUNT] = {
                [MESSAGE_EVENT_PARSE_OK] = "parse_ok",
                [MESSAGE_EVENT_PARSE_REFUSED] = "parse_refused",
                [MESSAGE_EVENT_WRITTEN] = "written",
                [MESSAGE_EVENT_RETRY] = "retry",
                [MESSAGE_EVENT_WRITE_REFUSED] = "write_refused",
                [MESSAGE_EVENT_FETCHED] = "fetched",
                [MESSAGE_EVENT_REPARSE] = "reparse",
        };
        return words[event];
}

bool
message_state_next(MessageState from, MessageEvent event, MessageState *ret_to)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(rules); i++)
                if (rules[i].from == from && rules[i].event == event) {
                        *ret_to = rules[i].to;
                        return true;
                }
        return false;
}
