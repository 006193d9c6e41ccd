/* The forms of a report: what a spreadsheet, a browser and a terminal make of texts that come from strangers. */
#include "reports/report.h"
#include "reports/report_mail.h"

#include <string.h>

static const char data[] =
    "{\"nothing\": false, \"step\": \"month\", \"figures\": [{\"what\": \"orders received\", \"count\": 12}],"
    "\"trend\": [{\"day\": \"2026-10-01\", \"received\": 12, \"same_sender\": 3, \"other_sender\": 1},"
    "            {\"day\": \"2026-11-01\", \"received\": 0, \"same_sender\": 0, \"other_sender\": 0}],"
    "\"by_level\": [{\"level\": \"same_file\", \"again\": 4, \"same_sender\": 3, \"other_sender\": 1, \"confirmed\": "
    "0, \"open\": 4}],"
    "\"by_court\": [{\"court\": \"=HYPERLINK(\\\"http://x.example\\\")\", \"received\": 1, \"again\": 1},"
    "               {\"court\": \"<script>alert(1)</script>, \\\"Court\\\"\", \"received\": 2, \"again\": 1},"
    "               {\"court\": \"Llys Teulu C\\u00f4r, a court whose name is longer than any table for a terminal can "
    "bear\", \"received\": 3, \"again\": 1}]}";

static Report
report_of(const char *json)
{
        Report report = { .shape = report_shape("duplicates"),
                          .data = json_loads(json, 0, NULL),
                          .made = (char *) (guintptr) "21 November 2026, 17:02" };
        g_assert_nonnull(report.data);
        g_assert_true(period_day("2026-10-01", &report.period.first));
        g_assert_true(period_day("2026-11-30", &report.period.last));
        return report;
}

static void
test_csv(void)
{
        const Report report = report_of(data);
        g_autofree char *csv = report_csv(&report);
        g_assert_true(g_str_has_prefix(csv, "section,what,count,day,received,"));
        g_assert_nonnull(strstr(csv, "\"'=HYPERLINK(\"\"http://x.example\"\")\""));
        g_assert_nonnull(strstr(csv, "\"<script>alert(1)</script>, \"\"Court\"\"\""));
        g_assert_nonnull(strstr(csv, "trend,,,2026-11-01,0,"));
        g_auto(GStrv) lines = g_strsplit(csv, "\r\n", -1);
        g_assert_cmpuint(g_strv_length(lines), ==, 1 + 1 + 2 + 1 + 3 + 1);
        json_decref(report.data);
}

static void
test_html(void)
{
        const Report report = report_of(data);
        g_autofree char *html = report_html(&report);
        g_assert_true(g_str_has_prefix(html, "<!DOCTYPE html>"));
        g_assert_null(strstr(html, "<script"));
        g_assert_nonnull(strstr(html, "&lt;script&gt;alert(1)"));
        g_assert_nonnull(strstr(html, "C&ocirc;r"));
        g_assert_nonnull(strstr(html, "Nov 2026"));      /* a month without mail is in the picture */
        g_assert_null(strstr(html, "1 November 2026<")); /* and not in the table */
        g_assert_null(strstr(html, "href"));
        json_decref(report.data);
}

static void
test_text(void)
{
        const Report report = report_of(data);
        g_autofree char *text = report_text(&report);
        g_assert_true(g_str_has_prefix(text, "Orders submitted again\n1 October 2026 to 30 November 2026\n"));
        g_assert_nonnull(strstr(text, "The same file"));
        g_assert_nonnull(strstr(text, "..."));
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++)
                g_assert_false(g_str_has_suffix(lines[i], " "));
        json_decref(report.data);
}

static void
test_nothing(void)
{
        const Report report = report_of("{\"nothing\": true, \"step\": \"month\", \"figures\": [{\"what\": \"orders "
                                        "received\", \"count\": 0}], \"trend\": "
                                        "[{\"day\": \"2026-10-01\", \"received\": 0}], \"worst\": []}");
        g_autofree char *text = report_text(&report), *html = report_html(&report), *json = report_json(&report);
        g_assert_nonnull(strstr(text, "Nothing to report: no order was submitted again."));
        g_assert_nonnull(strstr(html, "Nothing to report"));
        g_assert_null(strstr(html, "<svg"));
        g_assert_nonnull(strstr(json, "\"nothing\": true"));
        json_decref(report.data);
}

static void
test_mail(void)
{
        const Report report = report_of(data);
        const ReportMailEnds ends = { "orders@kent.test", "Kent Police Team", "chief@kent.test" };
        g_autoptr(GDateTime) now = g_date_time_new_utc(2026, 12, 1, 6, 30, 0);
        g_autofree char *mail = report_mail_write(&report, &ends, now);
        g_assert_nonnull(strstr(mail, "\r\nDate: Tue, 1 Dec 2026 06:30:00 +0000\r\n"));
        g_assert_nonnull(strstr(mail, "\r\nSubject: Orders submitted again, 1 October 2026 to 30 November 2026\r\n"));
        g_assert_nonnull(strstr(mail, "\r\nAuto-Submitted: auto-generated\r\n"));
        g_assert_nonnull(strstr(mail, "filename=\"duplicates-2026-10-01-2026-11-30.csv\""));
        g_assert_true(g_str_is_ascii(mail));
        g_auto(GStrv) lines = g_strsplit(mail, "\r\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                g_assert_null(strchr(lines[i], '\n'));
                g_assert_cmpuint(strlen(lines[i]), <=, 100);
        }
        json_decref(report.data);
}

static void
test_every_shape(void)
{
        static const char *const names[] = { "duplicates", "counts", "expiring", "reconciliation" };
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
                const ReportShape *shape = report_shape(names[i]);
                g_assert_nonnull(shape);
                for (const ReportColumn *column = shape->columns; column->key != NULL; column++) {
                        bool found = false;
                        for (const ReportSection *section = shape->sections; section->key != NULL; section++)
                                found = found || g_str_equal(section->key, column->section);
                        g_assert_true(found);
                }
        }
        g_assert_null(report_shape("nonsense"));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/report/csv", test_csv);
        g_test_add_func("/report/html", test_html);
        g_test_add_func("/report/text", test_text);
        g_test_add_func("/report/nothing", test_nothing);
        g_test_add_func("/report/mail", test_mail);
        g_test_add_func("/report/shapes", test_every_shape);
        return g_test_run();
}
