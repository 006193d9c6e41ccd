#include "reports/report.h"

#include "register/vocabulary.h"

#include <string.h>

/* Two walks over the table for each report: its sections, and its columns. */
#define REPORT(name, title, nothing)
#define COLUMN(report, section, key, title, kind)
#define SECTION(report, key, title, empty) { #report, { #key, title, empty } },
static const struct {
        const char *report;
        ReportSection section;
} all_sections[] = {
#include "reports/report.def"
};
#undef SECTION
#undef COLUMN
#define SECTION(report, key, title, empty)
#define COLUMN(report, section, key, title, kind) { #report, { #section, key, title, COLUMN_##kind } },
static const struct {
        const char *report;
        ReportColumn column;
} all_columns[] = {
#include "reports/report.def"
};
#undef REPORT
#undef SECTION
#undef COLUMN

static ReportShape shapes[] = {
#define REPORT(name, title, nothing) { #name, title, nothing, NULL, NULL },
#define SECTION(report, key, title, empty)
#define COLUMN(report, section, key, title, kind)
#include "reports/report.def"
#undef REPORT
#undef SECTION
#undef COLUMN
};

static void
report_shape_fill(ReportShape *shape)
{
        GArray *sections = g_array_new(TRUE, TRUE, sizeof(ReportSection));
        GArray *columns = g_array_new(TRUE, TRUE, sizeof(ReportColumn));
        for (unsigned i = 0; i < G_N_ELEMENTS(all_sections); i++)
                if (g_str_equal(all_sections[i].report, shape->name))
                        g_array_append_val(sections, all_sections[i].section);
        for (unsigned i = 0; i < G_N_ELEMENTS(all_columns); i++)
                if (g_str_equal(all_columns[i].report, shape->name))
                        g_array_append_val(columns, all_columns[i].column);
        shape->sections = (const ReportSection *) (void *) g_array_free(sections, FALSE);
        shape->columns = (const ReportColumn *) (void *) g_array_free(columns, FALSE);
}

const ReportShape *
report_shape(const char *name)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(shapes); i++)
                if (g_str_equal(shapes[i].name, name)) {
                        if (shapes[i].sections == NULL)
                                report_shape_fill(&shapes[i]); /* once, and kept */
                        return &shapes[i];
                }
        return NULL;
}

bool
report_is_nothing(const Report *report)
{
        return json_is_true(json_object_get(report->data, "nothing"));
}

char *
report_days(const Report *report)
{
        g_autofree char *first = period_print(&report->period.first);
        g_autofree char *last = period_print(&report->period.last);
        return g_str_equal(first, last) ? g_strdup(first) : g_strdup_printf("%s to %s", first, last);
}

json_t *
report_rows(const Report *report, const ReportSection *section)
{
        return json_object_get(report->data, section->key);
}

bool
report_row_is_read(const ReportSection *section, json_t *row)
{
        return !g_str_equal(section->key, "trend") || json_integer_value(json_object_get(row, "received")) > 0;
}

bool
report_shows(const Report *report, const ReportSection *section)
{
        if (section->title == NULL || (report_is_nothing(report) && g_str_equal(section->key, "trend")))
                return false;
        return json_array_size(report_rows(report, section)) > 0 || section->empty != NULL;
}

/* "2026-10-01" as "1 October 2026", "2026-10-01 16:52" with the time behind it. */
static char *
report_day(const char *text)
{
        enum { DAY_CHARACTERS = 10 };
        GDate day;
        g_autofree char *date = g_strndup(text, DAY_CHARACTERS);
        if (!period_day(date, &day))
                return g_strdup(text);
        g_autofree char *words = period_print(&day);
        const char *time = text + DAY_CHARACTERS;
        return *time == ' ' ? g_strdup_printf("%s, %s", words, time + 1) : g_strdup(words);
}

char *
report_cell(const ReportColumn *column, json_t *row, bool plain)
{
        json_t *value = json_object_get(row, column->key);
        if (json_is_integer(value))
                return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
        if (json_is_real(value))
                return g_strdup_printf("%.1f", json_real_value(value));
        const char *text = json_string_value(value);
        if (text == NULL || plain)
                return g_strdup(text == NULL ? "" : text);
        if (column->kind == COLUMN_DAY || column->kind == COLUMN_TIME)
                return report_day(text);
        if (column->kind == COLUMN_LEVEL || column->kind == COLUMN_ORDER) {
                const Vocabulary list =
                    column->kind == COLUMN_LEVEL ? VOCABULARY_DUPLICATE_LEVEL : VOCABULARY_ORDER_TYPE;
                const unsigned number = vocabulary_value(list, text);
                return g_strdup(number < vocabulary_size(list) ? vocabulary_label(list, number) : text);
        }
        return g_strdup(text);
}

char *
report_json(const Report *report)
{
        g_autofree char *first = period_iso(&report->period.first);
        g_autofree char *last = period_iso(&report->period.last);
        g_autoptr(OwnedJson) whole =
            json_pack("{s:s, s:s, s:s}", "report", report->shape->name, "from", first, "to", last);
        (void) json_object_update(whole, report->data);
        char *printed = json_dumps(whole, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
        char *text = g_strconcat(printed, "\n", NULL);
        free(printed);
        return text;
}
