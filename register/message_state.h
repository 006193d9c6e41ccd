/* The states of a message and what moves it from one to another. The rows are the only place: the database's own rule
 * table is compared with them by a test, and `ccot states` prints the diagram from them. */
#ifndef REGISTER_MESSAGE_STATE_H
#define REGISTER_MESSAGE_STATE_H

#include "register/vocabulary.h"

#include <stdbool.h>

typedef enum {
        MESSAGE_EVENT_PARSE_OK,
        MESSAGE_EVENT_PARSE_REFUSED,
        MESSAGE_EVENT_WRITTEN,
        MESSAGE_EVENT_WRITE_REFUSED,
        MESSAGE_EVENT_RETRY,
        MESSAGE_EVENT_FETCHED,
        MESSAGE_EVENT_REPARSE,
        MESSAGE_EVENT_COUNT
} MessageEvent;

typedef struct {
        MessageState from;
        MessageEvent event;
        MessageState to;
        const char *why;
} MessageRule;

/* All rules; *ret_count of them. */
const MessageRule *message_state_rules(unsigned *ret_count);
/* The word of an event, as in the database ("parse_ok"). */
const char *message_state_event(MessageEvent event);
/* False for every pair without a row; *ret_to is then untouched. */
bool message_state_next(MessageState from, MessageEvent event, MessageState *ret_to);

#endif
