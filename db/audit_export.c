#include "db/audit_export.h"

#include "base/csv.h"

#include <jansson.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static const char *const export_keys[] = { "audit_id",   "at",        "who",    "actor", "operation", "subject",
                                           "subject_id", "recipient", "reason", "words", "shown",     NULL };

/* New string. */
static char *
export_cell(const json_t *value)
{
        if (value == NULL || json_is_null(value))
                return g_strdup("");
        return json_is_string(value) ? g_strdup(json_string_value(value))
                                     : json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
}

char *
audit_export_csv(const char *told)
{
        g_autoptr(json_t) object = json_loads(told, 0, NULL);
        GString *text = g_string_new(NULL);
        csv_line(text, export_keys);
        size_t i = 0;
        const json_t *row = NULL;
        json_array_foreach(json_object_get(object, "rows"), i, row)
        {
                g_auto(GStrv) cells = g_new0(char *, G_N_ELEMENTS(export_keys));
                for (unsigned k = 0; export_keys[k] != NULL; k++)
                        cells[k] = export_cell(json_object_get(row, export_keys[k]));
                csv_line(text, (const char *const *) cells);
        }
        return g_string_free(text, FALSE);
}

char *
audit_export_json(const char *told)
{
        g_autoptr(json_t) object = json_loads(told, 0, NULL);
        return json_dumps(json_object_get(object, "rows"), JSON_INDENT(2) | JSON_ENCODE_ANY);
}
