#include "reports/report_mail.h"

#include <string.h>

enum { LINE = 57 }; /* octets a line of base64: 76 characters */

static void
mail_base64(GString *mail, const char *text)
{
        const size_t length = strlen(text);
        for (size_t at = 0; at < length; at += LINE) {
                g_autofree char *line = g_base64_encode((const guchar *) text + at, MIN((size_t) LINE, length - at));
                g_string_append_printf(mail, "%s\n", line);
        }
}

static void
mail_part(GString *mail, const char *boundary, const char *type, const char *file, const char *text)
{
        g_string_append_printf(mail, "--%s\nContent-Type: %s; charset=utf-8\nContent-Transfer-Encoding: base64\n",
                               boundary, type);
        if (file != NULL)
                g_string_append_printf(mail, "Content-Disposition: attachment; filename=\"%s\"\n", file);
        g_string_append_c(mail, '\n');
        mail_base64(mail, text);
}

static char *
mail_date(GDateTime *now)
{
        static const char *const days[] = { "", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
        static const char *const months[] = { "",    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
        g_autoptr(GDateTime) utc = g_date_time_to_utc(now);
        return g_strdup_printf("%s, %d %s %d %02d:%02d:%02d +0000", days[g_date_time_get_day_of_week(utc)],
                               g_date_time_get_day_of_month(utc), months[g_date_time_get_month(utc)],
                               g_date_time_get_year(utc), g_date_time_get_hour(utc), g_date_time_get_minute(utc),
                               g_date_time_get_second(utc));
}

char *
report_mail_write(const Report *report, const ReportMailEnds *ends, GDateTime *now)
{
        const char *name = report->shape->name;
        const char *domain = strchr(ends->from, '@') == NULL ? "localhost" : strchr(ends->from, '@') + 1;
        g_autofree char *first = period_iso(&report->period.first);
        g_autofree char *last = period_iso(&report->period.last);
        g_autofree char *days = report_days(report);
        g_autofree char *date = mail_date(now);
        g_autofree char *token = g_uuid_string_random();
        g_autofree char *boundary = g_strdup_printf("=_%s", token);
        GString *mail = g_string_new(NULL);
        g_string_append_printf(mail,
                               "From: \"%s\" <%s>\nTo: %s\nSubject: %s, %s%s\nDate: %s\nMessage-ID: <report.%s@%s>\n",
                               ends->name, ends->from, ends->to, report->shape->title, days,
                               report_is_nothing(report) ? ": nothing to report" : "", date, token, domain);
        g_string_append_printf(mail,
                               "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\nMIME-Version: 1.0\n"
                               "Content-Type: multipart/mixed; boundary=\"%s\"\n\n",
                               boundary);
        g_autofree char *text = report_text(report), *csv = report_csv(report), *html = report_html(report);
        g_autofree char *csv_file = g_strdup_printf("%s-%s-%s.csv", name, first, last);
        g_autofree char *html_file = g_strdup_printf("%s-%s-%s.html", name, first, last);
        mail_part(mail, boundary, "text/plain", NULL, text);
        mail_part(mail, boundary, "text/csv", csv_file, csv);
        mail_part(mail, boundary, "text/html", html_file, html);
        g_string_append_printf(mail, "--%s--\n", boundary);
        g_auto(GStrv) lines = g_strsplit(mail->str, "\n", -1);
        (void) g_string_free(mail, TRUE);
        return g_strjoinv("\r\n", lines);
}
