#include "base/error.h"
#include "cli/command.h"
#include "cli/own_json.h"
#include "cli/table.h"
#include "db/queue_store.h"
#include "register/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>

enum { QUEUE_ROWS = 200 };

static const char *
queue_text(json_t *row, const char *key)
{
        const char *text = json_string_value(json_object_get(row, key));
        return text == NULL ? "" : text;
}

/* "Non-molestation order, varied, draft", or what the row is instead of an order. */
static char *
queue_what(json_t *row)
{
        if (!json_is_integer(json_object_get(row, "entry_id"))) {
                const char *problem = queue_text(row, "problem");
                if (*problem == '\0')
                        return g_strdup("mail");
                return g_strdup_printf(
                    "mail: %s", vocabulary_label(VOCABULARY_PROBLEM, vocabulary_value(VOCABULARY_PROBLEM, problem)));
        }
        const char *type = queue_text(row, "order_type"), *action = queue_text(row, "action");
        const char *label = vocabulary_label(VOCABULARY_ORDER_TYPE, vocabulary_value(VOCABULARY_ORDER_TYPE, type));
        const bool plain = g_str_equal(action, "made") || g_str_equal(action, "unknown");
        return g_strconcat(label, plain ? "" : ", ", plain ? "" : action,
                           json_is_true(json_object_get(row, "draft")) ? ", draft" : "", NULL);
}

static char *
queue_number(json_t *row, const char *key)
{
        json_t *value = json_object_get(row, key);
        return json_is_integer(value) ? g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value))
                                      : g_strdup("");
}

/* The day of service, "served" where none was read, "not served" where it was tried in vain; "" for what is no order. */
static const char *
queue_served(json_t *row)
{
        const char *day = queue_text(row, "served_on");
        if (!json_is_integer(json_object_get(row, "entry_id")) || *day != '\0')
                return day;
        if (json_is_true(json_object_get(row, "served")))
                return "served";
        return json_is_true(json_object_get(row, "attempted")) ? "not served" : "no proof";
}

static void
queue_print(json_t *rows)
{
        static const char *const headings[] = { "ENTRY", "MAIL",   "WHY",  "WHAT",   "RESPONDENT", "BORN", "PROTECTS",
                                                "COURT", "NUMBER", "ENDS", "SERVED", "COPY OF",    NULL };
        g_autoptr(Table) table = table_new(headings);
        size_t i;
        json_t *row;
        json_array_foreach(rows, i, row)
        {
                g_autofree char *entry = queue_number(row, "entry_id");
                g_autofree char *message = queue_number(row, "message_id");
                g_autofree char *what = queue_what(row);
                g_autofree char *copy_of = queue_number(row, "copy_of");
                table_add(table, entry, 0);
                table_add(table, message, 0);
                table_add(table, queue_text(row, "why"), 30);
                table_add(table, what, 40);
                table_add(table, queue_text(row, "respondent"), 24);
                table_add(table, queue_text(row, "respondent_dob"), 0);
                table_add(table, queue_text(row, "protected_person"), 24);
                table_add(table, queue_text(row, "court"), 28);
                table_add(table, queue_text(row, "number"), 18);
                table_add(table, queue_text(row, "expires_on"), 19);
                table_add(table, queue_served(row), 0);
                table_add(table, copy_of, 0);
        }
        g_autofree char *text = table_print(table);
        printf("%s%zu waiting\n", text, json_array_size(rows));
}

int
command_queue(CommandContext *context, int argc, char *argv[])
{
        gboolean json = FALSE;
        int limit = QUEUE_ROWS;
        const GOptionEntry entries[] = {
                { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print a JSON array", NULL },
                { "limit", 'n', 0, G_OPTION_ARG_INT, &limit, "Rows at the most (1 to 10000, default 200)", "ROWS" },
                G_OPTION_ENTRY_NULL,
        };
        if (!command_options("queue", "",
                             "What waits for a person, most pressing first. The look is noted in the audit.", entries,
                             &argc, &argv))
                return EXIT_USAGE;
        if (argc > 1)
                return command_usage("queue", "it takes no arguments");
        if (limit < 1 || limit > 10000)
                return command_usage("queue", "--limit takes a number from 1 to 10000");
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        g_autofree char *text = queue_store_list(db, g_get_user_name(), "all", (unsigned) limit,
                                                 command_config(context)->web_target_hours, &error);
        if (text == NULL)
                return command_failed(error);
        g_autoptr(OwnedJson) list = json_loads(text, 0, NULL);
        json_t *rows = json_object_get(list, "rows");
        if (!json) {
                queue_print(rows);
                return EXIT_SUCCESS;
        }
        char *print = json_dumps(rows, JSON_COMPACT);
        printf("%s\n", print);
        free(print);
        return EXIT_SUCCESS;
}
