/* A report: its data as the database computed them (JSON), the shape that report.def gives them, and the forms that it takes. Every
 * form is made from the same data, so that no figure can differ between them. */
#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H

#include "reports/own_json.h"
#include "reports/period.h"

typedef enum { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_DAY, COLUMN_TIME, COLUMN_LEVEL, COLUMN_ORDER } ColumnKind;

typedef struct {
        const char *section; /* key of the section that it belongs to */
        const char *key;
        const char *title;
        ColumnKind kind;
} ReportColumn;

typedef struct {
        const char *key;
        const char *title; /* NULL: for machines only */
        const char *empty; /* NULL: without rows it is left out */
} ReportSection;

typedef struct {
        const char *name; /* the command's word */
        const char *title;
        const char *nothing;
        const ReportSection *sections; /* the last has no key */
        const ReportColumn *columns;   /* the last has no key */
} ReportShape;

/* NULL when no report has that name. */
const ReportShape *report_shape(const char *name);

typedef struct {
        const ReportShape *shape;
        Period period;
        json_t *data; /* an object: "nothing" (bool) and a list for each section */
        char *made;   /* "Sat 21 November 2026, 17:02" */
} Report;

bool report_is_nothing(const Report *report);
/* "1 October 2026 to 31 October 2026". New string. */
char *report_days(const Report *report);
/* The rows of a section; an empty list when there are none. Borrowed. */
json_t *report_rows(const Report *report, const ReportSection *section);
/* In a form to be read, days of the trend on which nothing came are left out. */
bool report_row_is_read(const ReportSection *section, json_t *row);
/* Is shown to a reader: it has rows, or says that it has none. */
bool report_shows(const Report *report, const ReportSection *section);
/* One cell in the words of a reader; the machine's own word (ISO dates, vocabulary) with plain. New string. */
char *report_cell(const ReportColumn *column, json_t *row, bool plain);

/* The forms; new strings, UTF-8, lines ended by \n (CSV: \r\n, RFC 4180). */
char *report_text(const Report *report);
/* One table: a column with the section's key, then every column that any section has. */
char *report_csv(const Report *report);
char *report_json(const Report *report);
/* A whole page with its style and its picture, for a browser, for print and to be opened from a mail. */
char *report_html(const Report *report);

#endif
