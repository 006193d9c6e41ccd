/* Every wording of how long an order lasts: what stands after "until", "for" or a label. */
#include "register/duration.h"

#include "register/court.h"

#include <string.h>

static const struct {
        const char *text;
        const char *wanted; /* "2026-03-03", "2026-03-03 16:00", "further", "12m order", "none" ... */
} durations[] = {
        { "3 March 2026", "2026-03-03" },
        { "4pm on 3 March 2026", "2026-03-03 16:00" },
        { "3 March 2026 at 4.00 p.m.", "2026-03-03 16:00" },
        { "14 October 2025 at 12:00 AM", "2025-10-14 00:00" },
        { "12 noon on Tuesday 3 March 2026 unless before then revoked", "2026-03-03 12:00" },
        { "4 o'clock in the afternoon of 10/02/2025", "2025-02-10 16:00" },
        { "23.59 hours on 7th March 2025", "2025-03-07 23:59" },
        { "midnight on 3 March 2026", "2026-03-03" },
        { "up to and including 09/03/2025", "2025-03-09" },
        { "further order", "further" },
        { "further order of the court", "further" },
        { "no fixed end date", "further" },
        { "varied or discharged by the court", "further" },
        { "12 months from the date of this order", "12m order" },
        { "one year beginning with the date of this order", "1y order first" },
        { "6 months from the date on which it was made", "6m order" },
        { "a period of twelve (12) months from service", "12m service" },
        { "18 months", "18m unstated" },
        { "2 years and 6 months from today", "2y6m order" },
        { "28 days from the date hereof", "28d order" },
        { "two weeks", "14d unstated" },
        { "24 months starting today", "24m order first" },
        { "12 months from 3 March 2025", "12m date" },
        { "5 years from the date of sentence", "5y order" },
        { "the children are grown", "none" },
        { "", "none" },
        { "dim dyddiad terfyn penodol", "further" },
        { "3 March 2026 (noon)", "2026-03-03 12:00" },
        { "4 o'clock on 3 March 2026", "2026-03-03 16:00" },
        { "10 o'clock on 3 March 2026", "2026-03-03 10:00" },
        { "the end of the day on 3 March 2026", "2026-03-03" },
        { "further order or 3 March 2026", "2026-03-03" },
        { "further order or the court orders otherwise", "further" },
        { "3 years from the date of release", "3y other" },
        { "12 months and the applicant shall arrange service", "12m unstated" },
        { "12 months and the without notice order of 22 October 2026 is hereby discharged", "12m unstated" },
        { "12 months, save that paragraph 3 ends on the date of service", "12m unstated" },
        { "12 months, and the period shall run from 3 March 2025", "12m date" },
        { "the child born on 3 March 2010 is grown", "none" },
        { "11:59:59 pm on 3 March 2026", "2026-03-03 23:59" },
};

static char *
duration_print(const Duration *duration)
{
        char iso[11], hour[6];
        static const char *const starts[] = { "unstated", "order", "service", "date", "other" };
        GString *out = g_string_new(NULL);
        switch (duration->kind) {
        case DURATION_DATE:
                g_string_append(out, legal_date_iso(&duration->date, iso));
                if (duration->has_time)
                        g_string_append_printf(out, " %s", legal_time_print(&duration->time, hour));
                break;
        case DURATION_FURTHER:
                g_string_append(out, "further");
                break;
        default:
                if (duration->years > 0)
                        g_string_append_printf(out, "%uy", duration->years);
                if (duration->months > 0)
                        g_string_append_printf(out, "%um", duration->months);
                if (duration->days > 0)
                        g_string_append_printf(out, "%ud", duration->days);
                g_string_append_printf(out, " %s%s", starts[duration->from],
                                       duration->first_day_counts ? " first" : "");
        }
        return g_string_free(out, FALSE);
}

static void
test_wordings(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(durations); i++) {
                Duration duration;
                const char *text = durations[i].text;
                g_autofree char *got =
                    duration_read(text, 0, strlen(text), &duration) ? duration_print(&duration) : g_strdup("none");
                if (!g_str_equal(got, durations[i].wanted)) {
                        g_test_message("%s read as \"%s\"", text, got);
                        g_test_fail();
                }
        }
}

static void
test_last_day(void)
{
        static const struct {
                const char *text, *start, *wanted;
        } periods[] = {
                { "12 months from today", "2024-02-07", "2025-02-07" },
                { "12 months beginning with the date of this order", "2024-02-07", "2025-02-06" },
                { "28 days from today", "2025-02-01", "2025-03-01" },
                { "28 days beginning today", "2025-02-01", "2025-02-28" },
                { "6 months from today", "2025-08-31", "2026-02-28" },
                { "6 months beginning today", "2025-08-31", "2026-02-28" },
                { "1 year from today", "2024-02-29", "2025-02-28" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(periods); i++) {
                Duration duration;
                LegalDate start;
                char iso[11];
                g_assert_true(duration_read(periods[i].text, 0, strlen(periods[i].text), &duration));
                g_assert_true(legal_date_from_iso(periods[i].start, &start));
                const LegalDate end = duration_end(&duration, &start);
                g_assert_cmpstr(legal_date_iso(&end, iso), ==, periods[i].wanted);
        }
}

/* Each row of the table is read as what it says. */
static void
test_rows(void)
{
#define ENDLESS(words)                                                                                                 \
        {                                                                                                              \
                Duration duration;                                                                                     \
                if (!duration_read(words, 0, strlen(words), &duration) || duration.kind != DURATION_FURTHER) {         \
                        g_test_message("%s", words);                                                                   \
                        g_test_fail();                                                                                 \
                }                                                                                                      \
        }
#define BETWEEN(words)
#define NUMBER(words, value)
#define UNIT(word, years, months, days)
#define START(words, start)                                                                                            \
        {                                                                                                              \
                Duration duration;                                                                                     \
                const char *text = "2 years from " words;                                                              \
                if (!duration_read(text, 0, strlen(text), &duration) || duration.from != DURATION_FROM_##start) {      \
                        g_test_message("%s", text);                                                                    \
                        g_test_fail();                                                                                 \
                }                                                                                                      \
        }
#include "register/duration.def"
}

static void
test_court(void)
{
        g_autofree char *tidy = court_tidy("IN THE FAMILY COURT SITTING AT LUTON");
        g_assert_cmpstr(tidy, ==, "Family Court sitting at Luton");
        g_autofree char *print = court_tidy("HASTINGS MAGISTRATES' COURT");
        g_assert_cmpstr(print, ==, "Hastings Magistrates' Court");
        g_autofree char *a = court_place("the Family Court at Tunbridge Wells");
        g_autofree char *b = court_place("Tunbridge Wells County Court and Family Court");
        g_assert_cmpstr(a, ==, b);
        g_autofree char *none = court_place("In the Family Court");
        g_assert_cmpstr(none, ==, "");
        g_assert_cmpint(court_kind("Medway County and Family Court"), ==, COURT_KIND_FAMILY);
        g_assert_cmpint(court_kind("a bench"), ==, COURT_KIND_NONE);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/duration/wordings", test_wordings);
        g_test_add_func("/duration/last-day", test_last_day);
        g_test_add_func("/duration/rows", test_rows);
        g_test_add_func("/court/names", test_court);
        return g_test_run();
}
