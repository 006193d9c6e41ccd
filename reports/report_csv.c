/* A report as one table for a spreadsheet. */
#include "base/csv.h"
#include "reports/report.h"

#include <string.h>

/* Every key that any section has, in the order of the table. Of const char*, borrowed. */
static GPtrArray *
csv_keys(const ReportShape *shape)
{
        GPtrArray *keys = g_ptr_array_new();
        for (const ReportColumn *column = shape->columns; column->key != NULL; column++)
                if (!g_ptr_array_find_with_equal_func(keys, column->key, g_str_equal, NULL))
                        g_ptr_array_add(keys, (gpointer) (guintptr) column->key);
        return keys;
}

static const ReportColumn *
csv_column(const ReportShape *shape, const char *section, const char *key)
{
        for (const ReportColumn *column = shape->columns; column->key != NULL; column++)
                if (g_str_equal(column->section, section) && g_str_equal(column->key, key))
                        return column;
        return NULL;
}

char *
report_csv(const Report *report)
{
        g_autoptr(GPtrArray) keys = csv_keys(report->shape);
        GString *text = g_string_new("section");
        for (guint i = 0; i < keys->len; i++)
                g_string_append_printf(text, ",%s", (const char *) g_ptr_array_index(keys, i));
        g_string_append(text, "\r\n");
        for (const ReportSection *section = report->shape->sections; section->key != NULL; section++) {
                size_t n;
                json_t *row;
                json_array_foreach(report_rows(report, section), n, row)
                {
                        g_string_append(text, section->key);
                        for (guint i = 0; i < keys->len; i++) {
                                const ReportColumn *column =
                                    csv_column(report->shape, section->key, g_ptr_array_index(keys, i));
                                g_autofree char *cell = column == NULL ? g_strdup("") : report_cell(column, row, true);
                                g_string_append_c(text, ',');
                                csv_cell(text, cell);
                        }
                        g_string_append(text, "\r\n");
                }
        }
        return g_string_free(text, FALSE);
}
