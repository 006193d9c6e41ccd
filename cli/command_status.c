#include "base/error.h"
#include "cli/command.h"
#include "cli/own_json.h"
#include "cli/table.h"
#include "db/register_store.h"

#include <stdio.h>
#include <stdlib.h>

enum {
        STATUS_SEAL_HOURS = 36,        /* a timer seals each day */
        STATUS_SCAN_SECONDS = 11 * 60, /* as the reconciliation has it */
        STATUS_DUE_SECONDS = 3600,
};

static const char *
status_text(json_t *object, const char *key)
{
        return json_string_value(json_object_get(object, key));
}

static json_int_t
status_number(json_t *object, const char *key)
{
        return json_integer_value(json_object_get(object, key));
}

static void
status_print_mailboxes(json_t *mailboxes)
{
        static const char *const headings[] = { "MAILBOX", "STATE", "SINCE",  "UNTIL", "LAST READ",
                                                "STORED",  "FULL",  "REASON", NULL };
        g_autoptr(Table) table = table_new(headings);
        size_t i;
        json_t *mailbox;
        json_array_foreach(mailboxes, i, mailbox)
        {
                g_autofree char *stored = g_strdup_printf("%" JSON_INTEGER_FORMAT, status_number(mailbox, "stored"));
                table_add(table, status_text(mailbox, "mailbox"), 0);
                table_add(table, status_text(mailbox, "state"), 0);
                table_add(table, status_text(mailbox, "since"), 19);
                table_add(table, status_text(mailbox, "until"), 19);
                table_add(table, status_text(mailbox, "last_scan_at"), 19);
                json_t *quota = json_object_get(mailbox, "quota");
                g_autofree char *full = json_is_object(quota) ? g_strdup_printf("%" JSON_INTEGER_FORMAT " %%",
                                                                                status_number(quota, "percent"))
                                                              : g_strdup("");
                table_add(table, stored, 0);
                table_add(table, full, 0);
                table_add(table, status_text(mailbox, "reason"), 60);
        }
        g_autofree char *text = table_print(table);
        printf("%s\n", text);
}

/* What nobody sealed for longer than a day and its half can be changed unseen. */
static void
status_print_audit(json_t *audit)
{
        const char *sealed = status_text(audit, "sealed_at"), *since = status_text(audit, "unsealed_since");
        g_autoptr(GDateTime) oldest = since == NULL ? NULL : g_date_time_new_from_iso8601(since, NULL);
        g_autoptr(GDateTime) now = g_date_time_new_now_utc();
        const bool late =
            oldest != NULL && g_date_time_difference(now, oldest) > (GTimeSpan) STATUS_SEAL_HOURS * G_TIME_SPAN_HOUR;
        printf("%s %s%s%s\n", late ? "AUDIT NOT SEALED: last" : "audit:    sealed", sealed == NULL ? "never" : sealed,
               since == NULL ? "" : "; the oldest row without a seal is of ", since == NULL ? "" : since);
}

static void
status_print(json_t *status)
{
        status_print_mailboxes(json_object_get(status, "mailboxes"));
        json_t *messages = json_object_get(status, "messages");
        printf("messages: %" JSON_INTEGER_FORMAT " received, %" JSON_INTEGER_FORMAT " parsed, %" JSON_INTEGER_FORMAT
               " queued, %" JSON_INTEGER_FORMAT " failed, %" JSON_INTEGER_FORMAT " waiting for a delayed attachment\n",
               status_number(messages, "received"), status_number(messages, "parsed"),
               status_number(messages, "queued"), status_number(messages, "failed"),
               status_number(messages, "waiting"));
        json_t *entries = json_object_get(status, "entries");
        const char *oldest = status_text(entries, "oldest_pending");
        printf("entries:  %" JSON_INTEGER_FORMAT " pending, %" JSON_INTEGER_FORMAT " verified, %" JSON_INTEGER_FORMAT
               " rejected, %" JSON_INTEGER_FORMAT " duplicate%s%s\n",
               status_number(entries, "pending"), status_number(entries, "verified"),
               status_number(entries, "rejected"), status_number(entries, "duplicate"),
               oldest == NULL ? "" : "; oldest pending received ", oldest == NULL ? "" : oldest);
        json_t *outgoing = json_object_get(status, "outgoing");
        const char *since = status_text(outgoing, "oldest_due");
        const char *trouble = status_text(outgoing, "trouble");
        printf("outgoing: %" JSON_INTEGER_FORMAT " due, %" JSON_INTEGER_FORMAT " for a digest, %" JSON_INTEGER_FORMAT
               " held, %" JSON_INTEGER_FORMAT " failed, %" JSON_INTEGER_FORMAT " came back in a week%s%s%s%s\n",
               status_number(outgoing, "due"), status_number(outgoing, "digest"), status_number(outgoing, "held"),
               status_number(outgoing, "failed"), status_number(outgoing, "bounced"),
               since == NULL ? "" : "; oldest due since ", since == NULL ? "" : since, trouble == NULL ? "" : "; ",
               trouble == NULL ? "" : trouble);
        const char *alarm = status_text(outgoing, "alarm_since");
        if (alarm != NULL)
                printf("ALARM NOT SENT since %s\n", alarm);
        status_print_audit(json_object_get(status, "audit"));
        size_t i;
        json_t *concern;
        json_array_foreach(json_object_get(status, "concerns"), i, concern)
            printf("%s %s\n", g_str_equal(status_text(concern, "level"), "alarm") ? "ALARM:   " : "warning: ",
                   status_text(concern, "what"));
        json_t *failure;
        json_array_foreach(json_object_get(status, "failures"), i, failure)
            printf("failed:   message %" JSON_INTEGER_FORMAT ": %s\n", status_number(failure, "message_id"),
                   status_text(failure, "failure"));
}

/* Older than so many seconds; a time that is not there is. */
static bool
status_is_older(const char *time, gint64 seconds)
{
        g_autoptr(GDateTime) then = time == NULL ? NULL : g_date_time_new_from_iso8601(time, NULL);
        g_autoptr(GDateTime) now = g_date_time_new_now_utc();
        return then == NULL || g_date_time_difference(now, then) > seconds * G_TIME_SPAN_SECOND;
}

/* What a machine that watches calls somebody for: the same as the reconciliation's alarms on mailboxes, and what cannot go out. */
static bool
status_is_well(json_t *status, bool sends)
{
        size_t i;
        json_t *item;
        json_array_foreach(json_object_get(status, "mailboxes"), i, item)
        {
                if (g_strcmp0(status_text(item, "mailbox"), "import") != 0 &&
                    status_is_older(status_text(item, "last_scan_at"), STATUS_SCAN_SECONDS))
                        return false;
        }
        json_array_foreach(json_object_get(status, "concerns"), i, item)
        {
                if (g_strcmp0(status_text(item, "level"), "alarm") == 0)
                        return false;
        }
        json_t *outgoing = json_object_get(status, "outgoing");
        const char *due = status_text(outgoing, "oldest_due");
        return status_text(outgoing, "alarm_since") == NULL &&
               (due == NULL || !sends || !status_is_older(due, STATUS_DUE_SECONDS));
}

int
command_status(CommandContext *context, int argc, char *argv[])
{
        gboolean json = FALSE, check = FALSE;
        const GOptionEntry entries[] = {
                { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
                { "check", 0, 0, G_OPTION_ARG_NONE, &check, "End with 1 when somebody is needed", NULL },
                G_OPTION_ENTRY_NULL,
        };
        if (!command_options("status", "", "Mailboxes, work in hand and what failed. Names no person.", entries, &argc,
                             &argv))
                return EXIT_USAGE;
        if (argc > 1)
                return command_usage("status", "it takes no arguments");
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        g_autofree char *text = register_store_status(db, &error);
        if (text == NULL)
                return command_failed(error);
        g_autoptr(OwnedJson) status = json_loads(text, 0, NULL);
        if (json)
                printf("%s\n", text);
        else
                status_print(status);
        return check && !status_is_well(status, command_config(context)->has_smtp) ? EXIT_FAILED : EXIT_SUCCESS;
}
