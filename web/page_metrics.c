/* Figures for machines that watch, in the text format of Prometheus: what "ccot status" says, and nothing about people. */
#include "db/register_store.h"
#include "web/route.h"

#include <jansson.h>
#include <string.h>

static void
metrics_head(GString *text, const char *name, const char *help)
{
        g_string_append_printf(text, "# HELP ccot_%s %s\n# TYPE ccot_%s gauge\n", name, help, name);
}

/* A value of a label, quoted as the format wants it. */
static void
metrics_label(GString *text, const char *label, const char *value)
{
        g_string_append_printf(text, "%s=\"", label);
        for (const char *c = value; *c != '\0'; c++) {
                if (*c == '\\' || *c == '"')
                        g_string_append_c(text, '\\');
                g_string_append_c(text, *c == '\n' ? ' ' : *c);
        }
        g_string_append_c(text, '"');
}

/* One sample for each number of an object: ccot_NAME{state="KEY"} NUMBER. */
static void
metrics_states(GString *text, const char *name, const char *help, json_t *object)
{
        const char *key = NULL;
        json_t *value = NULL;
        metrics_head(text, name, help);
        json_object_foreach(object, key, value)
        {
                if (!json_is_integer(value))
                        continue;
                g_string_append_printf(text, "ccot_%s{", name);
                metrics_label(text, "state", key);
                g_string_append_printf(text, "} %" JSON_INTEGER_FORMAT "\n", json_integer_value(value));
        }
}

/* Seconds since the epoch; nothing while there is no such instant. labels: NULL for none. */
static void
metrics_instant(GString *text, const char *name, const char *labels, json_t *instant)
{
        g_autoptr(GDateTime) at =
            json_is_string(instant) ? g_date_time_new_from_iso8601(json_string_value(instant), NULL) : NULL;
        if (at != NULL)
                g_string_append_printf(text, "ccot_%s%s %" G_GINT64_FORMAT "\n", name, labels == NULL ? "" : labels,
                                       g_date_time_to_unix(at));
}

static void
metrics_mailboxes(GString *text, json_t *mailboxes)
{
        size_t i = 0;
        json_t *mailbox = NULL;
        g_autoptr(GString) scans = g_string_new(NULL);
        g_autoptr(GString) stored = g_string_new(NULL);
        metrics_head(text, "mailbox_state", "1 for the state that a mailbox is in.");
        metrics_head(scans, "mailbox_last_scan_timestamp_seconds", "When a mailbox was last read through.");
        metrics_head(stored, "mailbox_stored_messages", "Messages of a mailbox that the register holds.");
        json_array_foreach(mailboxes, i, mailbox)
        {
                g_autoptr(GString) labels = g_string_new("{");
                metrics_label(labels, "mailbox", json_string_value(json_object_get(mailbox, "mailbox")));
                const char *state = json_string_value(json_object_get(mailbox, "state"));
                g_string_append_printf(text, "ccot_mailbox_state%s,", labels->str);
                metrics_label(text, "state", state == NULL ? "unknown" : state);
                g_string_append(text, "} 1\n");
                g_string_append_c(labels, '}');
                metrics_instant(scans, "mailbox_last_scan_timestamp_seconds", labels->str,
                                json_object_get(mailbox, "last_scan_at"));
                g_string_append_printf(stored, "ccot_mailbox_stored_messages%s %" JSON_INTEGER_FORMAT "\n", labels->str,
                                       json_integer_value(json_object_get(mailbox, "stored")));
        }
        g_string_append(text, scans->str);
        g_string_append(text, stored->str);
}

static char *
metrics_text(json_t *status)
{
        GString *text = g_string_new(NULL);
        json_t *messages = json_object_get(status, "messages"), *entries = json_object_get(status, "entries");
        metrics_mailboxes(text, json_object_get(status, "mailboxes"));
        metrics_states(text, "messages", "Messages by state; waiting: for an attachment that a gateway still scans.",
                       messages);
        metrics_head(text, "messages_oldest_undone_timestamp_seconds",
                     "When the oldest message that is not read yet came.");
        metrics_instant(text, "messages_oldest_undone_timestamp_seconds", NULL,
                        json_object_get(messages, "oldest_undone"));
        metrics_states(text, "entries", "Entries by state.", entries);
        metrics_head(text, "entries_oldest_pending_timestamp_seconds",
                     "When the oldest entry that nobody decided came.");
        metrics_instant(text, "entries_oldest_pending_timestamp_seconds", NULL,
                        json_object_get(entries, "oldest_pending"));
        metrics_states(text, "outgoing", "Mails to be sent, by state.", json_object_get(status, "outgoing"));
        json_t *audit = json_object_get(status, "audit");
        metrics_head(text, "audit_sealed_timestamp_seconds", "When the audit was last sealed.");
        metrics_instant(text, "audit_sealed_timestamp_seconds", NULL, json_object_get(audit, "sealed_at"));
        metrics_head(text, "audit_unsealed_timestamp_seconds",
                     "When the oldest row of the audit without a seal was written.");
        metrics_instant(text, "audit_unsealed_timestamp_seconds", NULL, json_object_get(audit, "unsealed_since"));
        return g_string_free(text, FALSE);
}

bool
page_metrics(const RouteCall *call, Response **ret_response, GError **error)
{
        /* what came through the proxy came from outside */
        if (call->request->forwarded) {
                *ret_response = response_text(404, "There is no such page.");
                return true;
        }
        g_autofree char *json = register_store_status(call->db, error);
        if (json == NULL)
                return false;
        json_t *status = json_loads(json, 0, NULL);
        char *text = metrics_text(status);
        json_decref(status);
        *ret_response =
            response_new(200, "text/plain; version=0.0.4; charset=utf-8", g_bytes_new_take(text, strlen(text)));
        return true;
}
