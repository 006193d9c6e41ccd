#include "base/error.h"
#include "base/own.h"
#include "cli/command.h"
#include "cli/journal.h"
#include "cli/own_json.h"
#include "cli/table.h"
#include "db/journal_store.h"
#include "db/restore_store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum {
        RESTORED_BATCH = 1000, /* lines of a journal that the register is asked for at once */
        RESTORED_LINE =
            4096, /* ccot-web's lines are a tenth of it; of a longer one the rest is read as one that says nothing */
};

/* ------------------------------------------------------------------ it was restored */

static int
restored_say(json_t *told)
{
        if (json_is_true(json_object_get(told, "running"))) {
                (void) fputs("ccot: restored: a ccotd is at work on this register: stop it first\n", stderr);
                return EXIT_FAILED;
        }
        const char *until = json_string_value(json_object_get(told, "backup_until"));
        printf("The back-up knows of everything until %s.\n", until);
        if (json_is_true(json_object_get(told, "again")))
                printf("That was said before, and nothing came since.\n");
        printf("The next mail gets number %" JSON_INTEGER_FORMAT ": none that was given before is given again.\n"
               "Replies that may have gone before and wait for a person: %" JSON_INTEGER_FORMAT ".\n"
               "Start ccotd: it takes in what the target folders hold and the register lacks, and answers none of it.\n"
               "Then ccot-report reconciliation lists the mails whose decisions may be lost, and\n"
               "ccot restored --journal FILE each decision, from the journal that ccot-web wrote.\n",
               json_integer_value(json_object_get(told, "next")), json_integer_value(json_object_get(told, "held")));
        return EXIT_SUCCESS;
}

static int
restored_declare(CommandContext *context)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        g_autofree char *text = restore_store_declare(db, g_get_user_name(), &error);
        if (text == NULL)
                return command_failed(error);
        g_autoptr(OwnedJson) told = json_loads(text, 0, NULL);
        return restored_say(told);
}

/* ------------------------------------------------------------------ what was lost, from the journal */

typedef struct {
        Db *db;
        json_t *lines; /* read and not asked for yet */
        json_t *lost;
        GHashTable *seen; /* a row of the audit may stand in two lines */
        guint64 read;
} Restored;

static bool
restored_ask(Restored *restored, GError **error)
{
        g_autofree char *lines = json_dumps(restored->lines, JSON_COMPACT);
        g_autofree char *text = NULL;
        if (!journal_store_lost(restored->db, g_get_user_name(), lines, &text, error))
                return false;
        if (text == NULL) {
                g_set_error(
                    error, CCOT_ERROR, CCOT_ERROR_CONFIG,
                    "nobody said that this register was restored: ccot restored, without --journal, comes first");
                return false;
        }
        g_autoptr(OwnedJson) lost = json_loads(text, 0, NULL);
        (void) json_array_extend(restored->lost, lost);
        (void) json_array_clear(restored->lines);
        return true;
}

static bool
restored_take(Restored *restored, const char *line, GError **error)
{
        json_t *found = journal_line(line);
        if (found == NULL)
                return true;
        char *row =
            g_strdup_printf("%" JSON_INTEGER_FORMAT " %s", json_integer_value(json_object_get(found, "audit_id")),
                            json_string_value(json_object_get(found, "written_at")));
        if (!g_hash_table_add(restored->seen, row)) {
                json_decref(found);
                return true;
        }
        restored->read++;
        (void) json_array_append_new(restored->lines, found);
        return json_array_size(restored->lines) < RESTORED_BATCH || restored_ask(restored, error);
}

static bool
restored_read(Restored *restored, const char *path, GError **error)
{
        g_autoptr(OwnedFile) file = g_str_equal(path, "-") ? fdopen(STDIN_FILENO, "r") : fopen(path, "r");
        if (file == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s: %s", path, g_strerror(errno));
                return false;
        }
        char line[RESTORED_LINE];
        while (fgets(line, sizeof line, file) != NULL)
                if (!restored_take(restored, line, error))
                        return false;
        return restored_ask(restored, error);
}

/* "correct expires_on", "verify": the form that was sent, never what stood in it. */
static char *
restored_what(json_t *row)
{
        const char *field = json_string_value(json_object_get(row, "field"));
        return g_strdup_printf("%s%s%s", json_string_value(json_object_get(row, "form")), field == NULL ? "" : " ",
                               field == NULL ? "" : field);
}

static char *
restored_number(json_t *row, const char *word, const char *key)
{
        json_t *value = json_object_get(row, key);
        return json_is_integer(value) ? g_strdup_printf("%s %" JSON_INTEGER_FORMAT, word, json_integer_value(value))
                                      : g_strdup("");
}

static void
restored_print(json_t *lost, guint64 read)
{
        static const char *const headings[] = { "WHEN",   "WHAT",      "BY",        "WAS", "OF",
                                                "IS NOW", "ENTRY NOW", "STATE NOW", NULL };
        g_autoptr(Table) table = table_new(headings);
        size_t i;
        json_t *row;
        json_array_foreach(lost, i, row)
        {
                g_autofree char *what = restored_what(row);
                g_autofree char *was =
                    restored_number(row, json_string_value(json_object_get(row, "about")), "about_id");
                g_autofree char *mail_was = restored_number(row, "mail", "message_was");
                g_autofree char *mail = restored_number(row, "mail", "message_id");
                g_autofree char *entry = restored_number(row, "entry", "entry_id");
                table_add(table, json_string_value(json_object_get(row, "at")), 19);
                table_add(table, what, 0);
                table_add(table, json_string_value(json_object_get(row, "who")), 0);
                table_add(table, was, 0);
                table_add(table, mail_was, 0);
                table_add(table, *mail == '\0' ? "not in the register" : mail, 0);
                table_add(table, entry, 0);
                table_add(table, json_string_value(json_object_get(row, "state")), 0);
        }
        g_autofree char *text = table_print(table);
        printf("%s%zu of %" G_GUINT64_FORMAT " things that the journal knows are not in the register: do them again.\n",
               json_array_size(lost) > 0 ? text : "", json_array_size(lost), read);
}

static int
restored_journal(CommandContext *context, const char *path, bool json)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        g_autoptr(OwnedJson) lines = json_array();
        g_autoptr(OwnedJson) lost = json_array();
        g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        Restored restored = { .db = db, .lines = lines, .lost = lost, .seen = seen };
        if (!restored_read(&restored, path, &error))
                return command_failed(error);
        g_autofree char *text = json_dumps(lost, JSON_COMPACT);
        if (json)
                printf("%s\n", text);
        else
                restored_print(lost, restored.read);
        return EXIT_SUCCESS;
}

/* ------------------------------------------------------------------ the command */

int
command_restored(CommandContext *context, int argc, char *argv[])
{
        gboolean json = FALSE;
        g_autofree char *journal = NULL;
        const GOptionEntry entries[] = {
                { "journal", 0, 0, G_OPTION_ARG_FILENAME, &journal,
                  "Lists what people wrote after the back-up, from the lines of ccot-web's journal (- is standard "
                  "input)",
                  "FILE" },
                { "json", 0, 0, G_OPTION_ARG_NONE, &json, "With --journal: print a JSON array", NULL },
                G_OPTION_ENTRY_NULL,
        };
        if (!command_options(
                "restored", "",
                "Says that the register was restored from a back-up. After ccot migrate, before ccotd runs.", entries,
                &argc, &argv))
                return EXIT_USAGE;
        if (argc > 1)
                return command_usage("restored", "it takes no arguments");
        if (json && journal == NULL)
                return command_usage("restored", "--json goes with --journal");
        return journal == NULL ? restored_declare(context) : restored_journal(context, journal, json);
}
