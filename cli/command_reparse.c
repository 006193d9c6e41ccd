#include "base/error.h"
#include "base/own.h"
#include "cli/command.h"
#include "cli/own_json.h"
#include "cli/reader.h"
#include "db/message_store.h"
#include "db/reread_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
        Db *db;
        Reader *reader;
        const Config *config;
        guint64 messages;
        guint64 differing;
        guint64 unread;
} Trial;

/* Names of fields are printed and never their values: the list may end in a ticket. "ccot show" shows values. */
static void
trial_print(Trial *trial, gint64 message_id, json_t *changes)
{
        if (json_array_size(changes) == 0)
                return;
        trial->differing++;
        printf("message %" G_GINT64_FORMAT ":\n", message_id);
        json_int_t last = -1;
        size_t i;
        json_t *change;
        json_array_foreach(changes, i, change)
        {
                const json_int_t entry = json_integer_value(json_object_get(change, "entry_id"));
                const char *name = json_string_value(json_object_get(change, "name"));
                const char *effect = json_string_value(json_object_get(change, "effect"));
                const bool whole = g_str_equal(name, "order");
                if (entry == 0)
                        printf("  one order more\n");
                else if (whole)
                        printf("  entry %" JSON_INTEGER_FORMAT ": no longer read, %s\n", entry,
                               g_str_equal(effect, "kept") ? "stays: somebody has decided on it" : "goes");
                else if (entry == last)
                        printf("    %s: %s\n", name, effect);
                else
                        printf("  entry %" JSON_INTEGER_FORMAT ":\n    %s: %s\n", entry, name, effect);
                last = whole ? -1 : entry;
        }
}

static bool
trial_message(Trial *trial, const RereadMessage *message, GError **error)
{
        g_auto(OwnedFd) raw = message_store_raw(trial->db, message->message_id, error);
        if (raw < 0)
                return false;
        trial->messages++;
        if (trial->reader == NULL)
                trial->reader = reader_new(trial->config, error);
        if (trial->reader == NULL)
                return false;
        g_autoptr(GError) why = NULL;
        g_autoptr(Submission) submission = reader_read(trial->reader, raw, message->size, &why);
        if (submission == NULL) {
                trial->unread++;
                printf("message %" G_GINT64_FORMAT ": could not be read: %s\n", message->message_id, why->message);
                g_clear_pointer(&trial->reader, reader_free);
                return true;
        }
        g_autofree char *text =
            reread_store_preview(trial->db, message->message_id, submission, g_get_user_name(), error);
        if (text == NULL)
                return false;
        g_autoptr(OwnedJson) changes = json_loads(text, 0, NULL);
        trial_print(trial, message->message_id, changes);
        return true;
}

static int
reparse_try(CommandContext *context, Db *db, gint64 message_id)
{
        Trial trial = { .db = db, .config = command_config(context) };
        g_autoptr(GError) error = NULL;
        bool found = true;
        for (gint64 after = 0; found && error == NULL;) {
                RereadMessage message = { 0 };
                if (!reread_store_next(db, message_id, after, &message, &found, &error) || !found)
                        break;
                after = message.message_id;
                (void) trial_message(&trial, &message, &error);
        }
        reader_free(trial.reader);
        if (error != NULL)
                return command_failed(error);
        if (message_id != 0 && trial.messages == 0) {
                fprintf(stderr, "ccot: message %" G_GINT64_FORMAT " is not there or its octets are not held\n",
                        message_id);
                return EXIT_FAILED;
        }
        printf("%" G_GUINT64_FORMAT " read, %" G_GUINT64_FORMAT " would change, %" G_GUINT64_FORMAT
               " could not be read\n",
               trial.messages, trial.differing, trial.unread);
        return trial.unread == 0 ? EXIT_SUCCESS : EXIT_FAILED;
}

static int
reparse_ask(Db *db, gint64 message_id)
{
        g_autoptr(GError) error = NULL;
        guint64 asked = 0;
        if (!reread_store_ask(db, message_id, g_get_user_name(), &asked, &error))
                return command_failed(error);
        if (message_id != 0 && asked == 0) {
                fprintf(stderr,
                        "ccot: message %" G_GINT64_FORMAT
                        " is not there, waits to be read already, or its octets are not held\n",
                        message_id);
                return EXIT_FAILED;
        }
        printf("%" G_GUINT64_FORMAT " to be read again\n", asked);
        return EXIT_SUCCESS;
}

int
command_reparse(CommandContext *context, int argc, char *argv[])
{
        gint64 message_id = 0;
        gboolean all = FALSE, trial = FALSE;
        const GOptionEntry entries[] = {
                { "message", 0, 0, G_OPTION_ARG_INT64, &message_id, "Read this message again", "ID" },
                { "all", 0, 0, G_OPTION_ARG_NONE, &all, "Read every message again that is queued or failed", NULL },
                { "dry-run", 0, 0, G_OPTION_ARG_NONE, &trial, "Only read it, and print what would change", NULL },
                G_OPTION_ENTRY_NULL,
        };
        if (!command_options("reparse", "",
                             "Has ccotd read messages again, behind what is new. Orders keep their numbers; what a "
                             "person has decided stays, and what differs is shown beside it; nothing is acknowledged "
                             "again. With --dry-run nothing changes: names of fields are printed, no values, and the "
                             "look is noted in the audit.",
                             entries, &argc, &argv))
                return EXIT_USAGE;
        if (argc > 1)
                return command_usage("reparse", "it takes no arguments");
        if (all == (message_id != 0) || message_id < 0)
                return command_usage("reparse", "it takes either --message with a number or --all");
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        return trial ? reparse_try(context, db, message_id) : reparse_ask(db, message_id);
}
