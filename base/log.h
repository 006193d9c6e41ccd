/* One log line an event on standard error: "<6>2026-11-20T16:52:03Z message-stored mailbox=... message_id=12", with the
 * sd-daemon(3) priority in front under systemd only. Logs carry identifiers, never people. Only programs log. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
#define EVENT(name, text, level) EVENT_##name,
#include "base/event.def"
#undef EVENT
        EVENT_COUNT
} Event;

/* Pairs of field name and value, then NULL; a NULL value leaves the pair out. Values are cleaned to one line. */
void log_event(Event event, ...) G_GNUC_NULL_TERMINATED;
/* The same with the error's message as field "reason". */
void log_error(Event event, const GError *error, ...) G_GNUC_NULL_TERMINATED;
/* Decimal print of a number for log_event(), good until the end of the full expression's block. */
#define LOG_NUMBER(value) (log_number((gint64) (value), (char[24]){ 0 }))
const char *log_number(gint64 value, char buffer[24]);

#endif
