/* Reports on a page: which orders were submitted again in a period. */
#include "db/report_store.h"
#include "register/court_time.h"
#include "web/entry_words.h"
#include "web/page.h"
#include "web/route.h"

#include <string.h>

enum { FIRST_DAYS = 31, LONGEST_DAYS = 3660, BAR_HEIGHT = 100, BAR_PITCH = 20 };

/* Today in London, and the day that many before. */
static void
report_default(LegalDate *ret_from, LegalDate *ret_to)
{
        g_autoptr(GTimeZone) london = g_time_zone_new_identifier("Europe/London");
        g_autoptr(GDateTime) now = london == NULL ? g_date_time_new_now_utc() : g_date_time_new_now(london);
        g_autoptr(GDateTime) before = g_date_time_add_days(now, 1 - FIRST_DAYS);
        g_autofree char *from = g_date_time_format(before, "%Y-%m-%d"), *to = g_date_time_format(now, "%Y-%m-%d");
        (void) legal_date_from_iso(from, ret_from);
        (void) legal_date_from_iso(to, ret_to);
}

/* Nothing typed leaves the day as it is. */
static bool
report_day(const char *typed, LegalDate *day)
{
        if (typed == NULL || *typed == '\0')
                return true;
        g_autofree char *iso = entry_words_value(FIELD_MADE_ON, typed);
        return iso != NULL && legal_date_from_iso(iso, day);
}

/* What is wrong with the period that was asked for; NULL: nothing. */
static const char *
report_period(const Request *request, LegalDate *ret_from, LegalDate *ret_to)
{
        report_default(ret_from, ret_to);
        if (!report_day(request_query(request, "from"), ret_from))
                return "The first day is no date. Write it as 1/10/2026.";
        if (!report_day(request_query(request, "to"), ret_to))
                return "The last day is no date. Write it as 31/10/2026.";
        const gint64 days = (court_time_day_start(ret_to) - court_time_day_start(ret_from)) / (24 * 3600);
        if (days < 0)
                return "The last day lies before the first.";
        return days > LONGEST_DAYS ? "The period is longer than ten years." : NULL;
}

static gint64
report_number(json_t *row, const char *key)
{
        return json_integer_value(json_object_get(row, key));
}

/* Heights and places of the picture's bars, of a hundred. */
static void
report_bars(json_t *rows)
{
        gint64 highest = 1;
        size_t i;
        json_t *row;
        json_array_foreach(rows, i, row) highest =
            MAX(highest, report_number(row, "same_sender") + report_number(row, "other_sender"));
        json_array_foreach(rows, i, row)
        {
                const gint64 same = report_number(row, "same_sender") * BAR_HEIGHT / highest;
                const gint64 other = report_number(row, "other_sender") * BAR_HEIGHT / highest;
                (void) json_object_set_new(row, "x", json_integer((json_int_t) i * BAR_PITCH));
                (void) json_object_set_new(row, "same_height", json_integer(same));
                (void) json_object_set_new(row, "same_y", json_integer(BAR_HEIGHT - same));
                (void) json_object_set_new(row, "other_height", json_integer(other));
                (void) json_object_set_new(row, "other_y", json_integer(BAR_HEIGHT - same - other));
        }
}

bool
page_report_duplicates(const RouteCall *call, Response **ret_response, GError **error)
{
        static const char *const webmail[] = {
#define WEBMAIL(domain) domain,
#include "register/webmail.def"
#undef WEBMAIL
                NULL
        };
        LegalDate from, to;
        char first[11], last[11];
        const char *wrong = report_period(call->request, &from, &to);
        if (wrong != NULL) {
                *ret_response = page_message(400, "That is no period", wrong, call->who);
                return true;
        }
        const ReportQuestion question = { .name = "duplicates",
                                          .from = legal_date_iso(&from, first),
                                          .to = legal_date_iso(&to, last),
                                          .webmail = webmail };
        g_autofree char *text = report_store_ask(call->db, &question, error);
        g_autoptr(GArray) mails = g_array_new(FALSE, FALSE, sizeof(ReportMail));
        gint64 run = 0;
        if (text == NULL)
                return false;
        json_t *report = json_loads(text, 0, NULL);
        const bool nothing = json_is_true(json_object_get(report, "nothing"));
        g_autofree char *typed_first = entry_words_typed(FIELD_MADE_ON, first);
        g_autofree char *typed_last = entry_words_typed(FIELD_MADE_ON, last);
        json_t *data = json_pack("{s:s, s:s, s:s, s:s, s:o?}", "from", first, "to", last, "typed_from", typed_first,
                                 "typed_to", typed_last, "report", report);
        report_bars(json_object_get(report, "trend"));
        const bool noted = report_store_note(call->db, &question, call->who->staff->name, nothing, mails, &run, error);
        if (noted)
                *ret_response = page_render(200, "report_duplicates", data, call->who);
        json_decref(data);
        return noted;
}
