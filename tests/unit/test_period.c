/* The days of reports. */
#include "reports/period.h"

static GDate
day(const char *text)
{
        GDate date;
        g_assert_true(period_day(text, &date));
        return date;
}

static void
test_day(void)
{
        GDate date;
        static const char *const wrong[] = { "",           "2025-2-30",   "2025-02-30", "2025-02-29",
                                             "25-02-01",   "2025-02-01 ", "2025/02/01", "2025-13-01",
                                             "+025-01-01", "2025-02-00" };
        for (unsigned i = 0; i < G_N_ELEMENTS(wrong); i++)
                g_assert_false(period_day(wrong[i], &date));
        g_assert_true(period_day("2024-02-29", &date));
        g_autofree char *iso = period_iso(&date), *words = period_print(&date);
        g_assert_cmpstr(iso, ==, "2024-02-29");
        g_assert_cmpstr(words, ==, "29 February 2024");
}

static void
test_last(void)
{
        static const struct {
                const char *word, *today, *first, *last, *next_last;
        } cases[] = { { "day", "2025-03-01", "2025-02-28", "2025-02-28", "2025-03-01" },
                      { "week", "2025-03-03", "2025-02-24", "2025-03-02", "2025-03-09" }, /* a Monday */
                      { "week", "2025-03-09", "2025-02-24", "2025-03-02", "2025-03-09" }, /* a Sunday */
                      { "month", "2025-03-31", "2025-02-01", "2025-02-28", "2025-03-31" },
                      { "month", "2025-01-01", "2024-12-01", "2024-12-31", "2025-01-31" },
                      { "month", "2024-03-15", "2024-02-01", "2024-02-29", "2024-03-31" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                const GDate today = day(cases[i].today);
                Period period;
                g_assert_true(period_last(cases[i].word, &today, &period));
                const Period next = period_next(cases[i].word, &period);
                g_autofree char *first = period_iso(&period.first), *last = period_iso(&period.last),
                                *end = period_iso(&next.last);
                g_assert_cmpstr(first, ==, cases[i].first);
                g_assert_cmpstr(last, ==, cases[i].last);
                g_assert_cmpstr(end, ==, cases[i].next_last);
        }
        const GDate today = day("2025-03-01");
        Period period;
        g_assert_false(period_last("year", &today, &period));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/period/day", test_day);
        g_test_add_func("/period/last", test_last);
        return g_test_run();
}
