/* A chain of orders as at a moment, by hand: made, varied, extended, discharged. At the first instant of each change and at the last one
 * before it: status with its reason, terms, and whether the respondent is known to know. */
#include "register/court_time.h"
#include "register/standing.h"
#include "register/status.h"
#include "register/telling.h"

#include <string.h>

/* Made 10 March 2025, to end 10 March 2026 at noon; served 12 March 18:42. Varied 20 June 2025: paragraph 2 away, a new one. Extended
 * 1 March 2026 to 10 September 2026. Discharged 5 May 2026. The clocks change on 30 March 2025, 26 October 2025, 29 March 2026. */
static const struct {
        const char *on, *at;
        Status status;
        const char *reason; /* begins so */
        const char *terms;
        const char *served; /* begins so */
} table[] = {
        { "2025-03-09", "23:59", STATUS_NOT_YET, "made Mon 10 March 2025", "1 2",
          "NO PROOF OF SERVICE BY THEN; served later" },
        { "2025-03-10", "00:00", STATUS_IN_FORCE, "until 12:00 Tue 10 March 2026", "1 2",
          "NO PROOF OF SERVICE BY THEN; served later" },
        { "2025-03-12", "18:41", STATUS_IN_FORCE, "until 12:00 Tue 10 March 2026", "1 2",
          "NO PROOF OF SERVICE BY THEN; served later" },
        { "2025-03-12", "18:42", STATUS_IN_FORCE, "until 12:00 Tue 10 March 2026", "1 2",
          "SERVED Wed 12 March 2025 18:42" },
        { "2025-06-19", "23:59", STATUS_IN_FORCE, "until 12:00 Tue 10 March 2026", "1 2",
          "SERVED Wed 12 March 2025 18:42" },
        { "2025-06-20", "00:00", STATUS_IN_FORCE, "until 12:00 Tue 10 March 2026", "1 -2 +",
          "SERVED Wed 12 March 2025 18:42" },
        { "2026-02-28", "23:59", STATUS_IN_FORCE, "until 12:00 Tue 10 March 2026", "1 -2 +",
          "SERVED Wed 12 March 2025 18:42" },
        { "2026-03-01", "00:00", STATUS_IN_FORCE,
          "until Thu 10 September 2026, end of day; extended by the order of Sun 1 March 2026", "1 -2 +",
          "SERVED Wed 12 March 2025 18:42" },
        { "2026-03-10", "11:59", STATUS_IN_FORCE, "until Thu 10 September 2026", "1 -2 +",
          "SERVED Wed 12 March 2025 18:42" },
        { "2026-03-10", "12:00", STATUS_IN_FORCE, "until Thu 10 September 2026", "1 -2 +",
          "SERVED Wed 12 March 2025 18:42" },
        { "2026-05-04", "23:59", STATUS_IN_FORCE, "until Thu 10 September 2026", "1 -2 +",
          "SERVED Wed 12 March 2025 18:42" },
        { "2026-05-05", "00:00", STATUS_CHECK, "discharged on Tue 5 May 2026, at an hour that is not known", "1 -2 +",
          "SERVED Wed 12 March 2025 18:42" },
        { "2026-05-05", "23:59", STATUS_CHECK, "discharged on Tue 5 May 2026", "1 -2 +",
          "SERVED Wed 12 March 2025 18:42" },
        { "2026-05-06", "00:00", STATUS_ENDED, "discharged by the order of Tue 5 May 2026", "1 -2 +",
          "SERVED Wed 12 March 2025 18:42" },
        { "2026-09-11", "00:00", STATUS_ENDED, "discharged by the order of Tue 5 May 2026", "1 -2 +",
          "SERVED Wed 12 March 2025 18:42" },
};

static gint64
instant_of(const char *on, const char *at)
{
        LegalDate date;
        g_assert_true(legal_date_from_iso(on, &date));
        return court_time(&date, (unsigned) g_ascii_strtoull(at, NULL, 10),
                          (unsigned) g_ascii_strtoull(at + 3, NULL, 10))
            .first;
}

static GPtrArray *
list_of(const void *first, ...)
{
        GPtrArray *list = g_ptr_array_new();
        va_list more;
        va_start(more, first);
        for (const void *one = first; one != NULL; one = va_arg(more, const void *))
                g_ptr_array_add(list, (gpointer) (guintptr) one);
        va_end(more);
        return list;
}

static char *
terms_told(gint64 instant)
{
        g_autoptr(GPtrArray) first = list_of("not to threaten her", "not to go to the shop", NULL),
                             second = list_of("Paragraph 2 is deleted", "not to follow her", NULL),
                             none = list_of(NULL, NULL);
        const StandingOrder made = { 1,     ACTION_MADE,
                                     true,  "2025-03-10",
                                     first, "not to threaten her; 2. not to go to the shop" };
        StandingOrder varied = { 2, ACTION_VARIED, true, "2025-06-20", second, NULL },
                      extended = { 3, ACTION_EXTENDED, true, "2026-03-01", none, NULL },
                      discharged = { 4, ACTION_DISCHARGED, true, "2026-05-05", none, NULL };
        g_autoptr(GPtrArray) changes = list_of(&extended, &discharged, &varied, NULL);
        g_autoptr(Standing) standing = standing_at(&made, changes, instant);
        GString *told = g_string_new(NULL);
        for (guint i = 0; i < standing->terms->len; i++) {
                const StandingTerm *term = g_ptr_array_index(standing->terms, i);
                g_string_append_printf(told, "%s%s%s", i == 0 ? "" : " ", term->state == STANDING_DONE_AWAY ? "-" : "",
                                       term->label);
        }
        return g_string_free(told, FALSE);
}

static const StatusSpan *
span_at(const GArray *course, gint64 instant)
{
        const StatusSpan *span = &g_array_index(course, StatusSpan, 0);
        for (guint i = 0; i < course->len; i++)
                if (g_array_index(course, StatusSpan, i).from <= instant)
                        span = &g_array_index(course, StatusSpan, i);
        return span;
}

static void
test_chain(void)
{
        StatusChange varied = { .entry_id = 2,
                                .action = ACTION_VARIED,
                                .verified = true,
                                .settled = true,
                                .made_on = (char *) (guintptr) "2025-06-20" },
                     extended = { .entry_id = 3,
                                  .action = ACTION_EXTENDED,
                                  .verified = true,
                                  .settled = true,
                                  .made_on = (char *) (guintptr) "2026-03-01",
                                  .expires_on = (char *) (guintptr) "2026-09-10" },
                     discharged = { .entry_id = 4,
                                    .action = ACTION_DISCHARGED,
                                    .verified = true,
                                    .settled = true,
                                    .confirmed = true,
                                    .made_on = (char *) (guintptr) "2026-05-05" };
        g_autoptr(GPtrArray) changes = list_of(&discharged, &varied, &extended, NULL);
        const StatusFacts facts = { .action = ACTION_MADE,
                                    .verified = true,
                                    .made_on = "2025-03-10",
                                    .expires_on = "2026-03-10",
                                    .expires_at = "12:00",
                                    .end_raw = "12.00 noon on 10 March 2026",
                                    .changes = changes };
        g_autoptr(GArray) course = status_course(&facts);
        g_autoptr(GArray) services = g_array_new(FALSE, FALSE, sizeof(TellingService));
        const TellingService served = { .outcome = OUTCOME_SERVED, .served_on = "2025-03-12", .served_at = "18:42" };
        g_array_append_val(services, served);
        for (unsigned i = 0; i < G_N_ELEMENTS(table); i++) {
                const gint64 instant = instant_of(table[i].on, table[i].at);
                const StatusSpan *span = span_at(course, instant);
                g_test_message("%s %s: %s", table[i].on, table[i].at, span->reason);
                g_assert_cmpint(span->status, ==, table[i].status);
                g_assert_true(g_str_has_prefix(span->reason, table[i].reason));
                g_autofree char *terms = terms_told(instant);
                g_assert_cmpstr(terms, ==, table[i].terms);
                g_autofree char *on = g_strdup_printf("%s %s", table[i].on, table[i].at);
                g_autofree char *told = telling_service(services, on);
                g_assert_true(g_str_has_prefix(told, table[i].served));
                g_assert_true(telling_is_known(services, on) == g_str_has_prefix(told, "SERVED"));
        }
}

/* A statement without an hour proves its day, and not which half of it. */
static void
test_hour_not_stated(void)
{
        g_autoptr(GArray) services = g_array_new(FALSE, FALSE, sizeof(TellingService));
        const TellingService served = { .outcome = OUTCOME_INFORMED, .served_on = "2025-03-12" },
                             tried = { .outcome = OUTCOME_ATTEMPTED, .served_on = "2025-03-11", .served_at = "09:00" };
        g_array_append_val(services, served);
        g_array_append_val(services, tried);
        const struct {
                const char *on, *told;
        } rows[] = {
                { NULL, "TOLD OF IT Wed 12 March 2025" },
                { "2025-03-10", "NO PROOF OF SERVICE BY THAT DAY; served later" },
                { "2025-03-11 08:59", "NO PROOF OF SERVICE BY THEN; served later" },
                { "2025-03-11 09:00", "NO PROOF OF SERVICE BY THEN; served later; 1 attempt" },
                { "2025-03-12", "TOLD OF IT Wed 12 March 2025" },
                { "2025-03-12 21:40",
                  "TOLD OF IT Wed 12 March 2025; the hour is not stated: NOT KNOWN WHETHER BEFORE 21:40" },
                { "2025-03-13 00:00", "TOLD OF IT Wed 12 March 2025" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autofree char *told = telling_service(services, rows[i].on);
                g_assert_cmpstr(told, ==, rows[i].told);
        }
}

int
main(int argc, char *argv[])
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/chain/at-each-boundary", test_chain);
        g_test_add_func("/chain/hour-not-stated", test_hour_not_stated);
        return g_test_run();
}
