#include "base/csv.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/own_json.h"
#include "db/export_store.h"

#include <stdio.h>
#include <stdlib.h>

/* Entries that are asked for at once; what is written goes out before the next are asked for. */
enum { EXPORT_BATCH = 500 };

/* A list as "a; b; c", of children "name, day of birth"; NULL as "". New string. */
static char *
export_cell(const json_t *value)
{
        if (value == NULL || json_is_null(value))
                return g_strdup("");
        if (json_is_string(value))
                return g_strdup(json_string_value(value));
        if (!json_is_array(value))
                return json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
        GString *text = g_string_new(NULL);
        size_t i = 0;
        const json_t *item = NULL;
        json_array_foreach(value, i, item)
        {
                const char *name = json_string_value(json_is_object(item) ? json_object_get(item, "name") : item);
                const char *born = json_string_value(json_object_get(item, "born"));
                g_string_append_printf(text, "%s%s%s%s", i == 0 ? "" : "; ", name == NULL ? "" : name,
                                       born == NULL ? "" : ", ", born == NULL ? "" : born);
        }
        return g_string_free(text, FALSE);
}

static void
export_csv_row(json_t *entry, bool heading)
{
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
        const char *name = NULL;
        json_t *value = NULL;
        json_object_foreach(entry, name, value)
        {
                g_ptr_array_add(names, (gpointer) (guintptr) name);
                g_ptr_array_add(cells, export_cell(value));
        }
        g_ptr_array_add(names, NULL);
        g_ptr_array_add(cells, NULL);
        g_autoptr(GString) text = g_string_new(NULL);
        if (heading)
                csv_line(text, (const char *const *) names->pdata);
        csv_line(text, (const char *const *) cells->pdata);
        (void) fputs(text->str, stdout);
}

static void
export_json_row(json_t *entry, bool first)
{
        g_autofree char *text = json_dumps(entry, JSON_COMPACT | JSON_PRESERVE_ORDER);
        printf("%s%s", first ? "" : ",\n", text);
}

static bool
export_print(Db *db, bool csv, GError **error)
{
        gint64 after = 0;
        for (bool first = true;;) {
                g_autofree char *text = NULL;
                if (!export_store_entries(db, after, EXPORT_BATCH, &text, error))
                        return false;
                g_autoptr(OwnedJson) entries = json_loads(text, 0, NULL);
                if (json_array_size(entries) == 0)
                        return true;
                size_t i = 0;
                json_t *entry = NULL;
                json_array_foreach(entries, i, entry)
                {
                        after = json_integer_value(json_object_get(entry, "entry_id"));
                        if (csv)
                                export_csv_row(entry, first);
                        else
                                export_json_row(entry, first);
                        first = false;
                }
        }
}

int
command_export(CommandContext *context, int argc, char *argv[])
{
        g_autofree char *format = NULL, *reason = NULL;
        const GOptionEntry entries[] = {
                { "format", 0, 0, G_OPTION_ARG_STRING, &format, "csv or json; csv unless told", "FORMAT" },
                { "reason", 'r', 0, G_OPTION_ARG_STRING, &reason, "Why, for the audit", "WORDS" },
                G_OPTION_ENTRY_NULL,
        };
        if (!command_options("export", "",
                             "Every entry with everything that is read from its papers, addresses and terms too. The "
                             "audit has a row of disclosure.",
                             entries, &argc, &argv))
                return EXIT_USAGE;
        const bool csv = format == NULL || g_str_equal(format, "csv");
        if (argc > 1)
                return command_usage("export", "it takes no arguments");
        if (!csv && !g_str_equal(format, "json"))
                return command_usage("export", "--format takes csv or json");
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        if (!export_store_note(db, g_get_user_name(), reason, &error))
                return command_failed(error);
        if (!csv)
                printf("[");
        if (!export_print(db, csv, &error))
                return command_failed(error);
        if (!csv)
                printf("]\n");
        return EXIT_SUCCESS;
}
