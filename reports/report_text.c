/* A report for a terminal and for the text of a mail. */
#include "reports/report.h"

enum {
        WIDEST = 44,
        WIDEST_OF_FEW = 76, /* in a table of so few columns there is room for a sentence */
        FEW = 3,
};

static bool
text_is_number(const ReportColumn *column)
{
        return column->kind == COLUMN_NUMBER;
}

/* Cut at the end when it is too wide. New string. */
static char *
text_fit(const char *cell, guint columns)
{
        const glong widest = columns <= FEW ? WIDEST_OF_FEW : WIDEST;
        if (g_utf8_strlen(cell, -1) <= widest)
                return g_strdup(cell);
        g_autofree char *begin = g_utf8_substring(cell, 0, widest - 3);
        return g_strconcat(begin, "...", NULL);
}

static void
text_pad(GString *text, const char *cell, glong width, bool right)
{
        const glong missing = width - g_utf8_strlen(cell, -1);
        if (!right)
                g_string_append(text, cell);
        for (glong i = 0; i < missing; i++)
                g_string_append_c(text, ' ');
        if (right)
                g_string_append(text, cell);
}

static void
text_line(GString *text, const GPtrArray *cells, const GPtrArray *columns, const glong *widths)
{
        for (guint i = 0; i < columns->len; i++) {
                g_string_append(text, "  ");
                text_pad(text, g_ptr_array_index(cells, i), widths[i], text_is_number(g_ptr_array_index(columns, i)));
        }
        while (text->len > 0 && text->str[text->len - 1] == ' ')
                g_string_truncate(text, text->len - 1);
        g_string_append_c(text, '\n');
}

static GPtrArray *
text_columns(const Report *report, const ReportSection *section)
{
        GPtrArray *columns = g_ptr_array_new();
        for (const ReportColumn *column = report->shape->columns; column->key != NULL; column++)
                if (g_str_equal(column->section, section->key))
                        g_ptr_array_add(columns, (gpointer) (guintptr) column);
        return columns;
}

static void
text_table(GString *text, const Report *report, const ReportSection *section)
{
        g_autoptr(GPtrArray) columns = text_columns(report, section);
        g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
        g_autofree glong *widths = g_new0(glong, columns->len + 1);
        json_t *rows = report_rows(report, section), *row;
        GPtrArray *head = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < columns->len; i++)
                g_ptr_array_add(head, g_strdup(((const ReportColumn *) g_ptr_array_index(columns, i))->title));
        g_ptr_array_add(lines, head);
        size_t n;
        json_array_foreach(rows, n, row)
        {
                if (!report_row_is_read(section, row))
                        continue;
                GPtrArray *line = g_ptr_array_new_with_free_func(g_free);
                for (guint i = 0; i < columns->len; i++) {
                        g_autofree char *cell = report_cell(g_ptr_array_index(columns, i), row, false);
                        g_ptr_array_add(line, text_fit(cell, columns->len));
                }
                g_ptr_array_add(lines, line);
        }
        for (guint l = 0; l < lines->len; l++)
                for (guint i = 0; i < columns->len; i++) {
                        const char *cell = g_ptr_array_index((GPtrArray *) g_ptr_array_index(lines, l), i);
                        widths[i] = MAX(widths[i], g_utf8_strlen(cell, -1));
                }
        for (guint l = 0; l < lines->len; l++)
                text_line(text, g_ptr_array_index(lines, l), columns, widths);
}

char *
report_text(const Report *report)
{
        g_autofree char *days = report_days(report);
        GString *text = g_string_new(NULL);
        g_string_append_printf(text, "%s\n%s\n", report->shape->title, days);
        if (report_is_nothing(report))
                g_string_append_printf(text, "\n%s\n", report->shape->nothing);
        for (const ReportSection *section = report->shape->sections; section->key != NULL; section++) {
                if (!report_shows(report, section))
                        continue;
                g_string_append_printf(text, "\n%s\n", section->title);
                if (json_array_size(report_rows(report, section)) == 0)
                        g_string_append_printf(text, "  %s\n", section->empty);
                else
                        text_table(text, report, section);
        }
        g_string_append_printf(text, "\nMade %s.\n", report->made);
        return g_string_free(text, FALSE);
}
