#include "base/clock.h"

typedef struct {
        const char *rule;
        const char *text;
        bool valid;
        Instant instant;
} Reading;

static const Reading readings[] = {
        { "UTC", "2026-11-20T16:52:03Z", true, 1795193523LL * G_USEC_PER_SEC },
        { "epoch", "1970-01-01T00:00:00Z", true, 0 },
        { "lower-case letters are allowed (RFC 3339 5.6)", "1970-01-01t00:00:01z", true, G_USEC_PER_SEC },
        { "offset east", "2026-11-20T17:52:03+01:00", true, 1795193523LL * G_USEC_PER_SEC },
        { "offset west", "2026-11-20T11:22:03-05:30", true, 1795193523LL * G_USEC_PER_SEC },
        { "unknown local offset", "2026-11-20T16:52:03-00:00", true, 1795193523LL * G_USEC_PER_SEC },
        { "fraction", "1970-01-01T00:00:00.25Z", true, 250000 },
        { "before 1970", "1969-12-31T23:59:59Z", true, -G_USEC_PER_SEC },
        { "29 February of a leap year", "2028-02-29T00:00:00Z", true, 1835395200LL * G_USEC_PER_SEC },
        { "29 February of another year", "2026-02-29T00:00:00Z", false, 0 },
        { "no offset", "2026-11-20T16:52:03", false, 0 },
        { "offset without minutes", "2026-11-20T16:52:03+01", false, 0 },
        { "basic form", "20261120T165203Z", false, 0 },
        { "week date", "2026-W47-5T16:52:03Z", false, 0 },
        { "ordinal date", "2026-324T16:52:03Z", false, 0 },
        { "blank between date and time", "2026-11-20 16:52:03Z", false, 0 },
        { "date alone", "2026-11-20", false, 0 },
        { "month 13", "2026-13-20T16:52:03Z", false, 0 },
        { "day 0", "2026-11-00T16:52:03Z", false, 0 },
        { "hour 24", "2026-11-20T24:00:00Z", false, 0 },
        { "minute 60", "2026-11-20T16:60:00Z", false, 0 },
        { "offset of 24 hours", "2026-11-20T16:52:03+24:00", false, 0 },
        { "point without digits", "2026-11-20T16:52:03.Z", false, 0 },
        { "comma", "2026-11-20T16:52:03,5Z", false, 0 },
        { "something after it", "2026-11-20T16:52:03Z.", false, 0 },
        { "blank in front", " 2026-11-20T16:52:03Z", false, 0 },
        { "empty", "", false, 0 },
        { "words", "yesterday", false, 0 },
};

static void
test_reading(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(readings); i++) {
                const Reading *row = &readings[i];
                Instant instant = -42;
                g_test_message("%s: %s", row->rule, row->text);
                g_assert_cmpint(clock_from_rfc3339(row->text, &instant), ==, row->valid);
                g_assert_cmpint(instant, ==, row->valid ? row->instant : -42);
        }
}

static void
test_printing(void)
{
        static const struct {
                Instant instant;
                const char *text;
        } rows[] = {
                { 0, "1970-01-01T00:00:00Z" },
                { 1795193523LL * G_USEC_PER_SEC + 999999, "2026-11-20T16:52:03Z" },
                { -1, "1969-12-31T23:59:59Z" },
                { 253402300799LL * G_USEC_PER_SEC, "9999-12-31T23:59:59Z" },
                { 253402300800LL * G_USEC_PER_SEC, "" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autofree char *text = clock_rfc3339(rows[i].instant);
                g_assert_cmpstr(text, ==, rows[i].text);
        }
}

static void
test_round_trip(void)
{
        const Instant now = clock_now();
        g_autofree char *text = clock_rfc3339(now);
        Instant again = 0;
        g_assert_true(clock_from_rfc3339(text, &again));
        g_assert_cmpint(again, ==, now - now % G_USEC_PER_SEC);
}

static void
test_backoff(void)
{
        static const struct {
                unsigned attempt;
                gint64 first, cap, least;
        } rows[] = {
                { 1, 1000, 60000, 1000 },           { 2, 1000, 60000, 2000 },   { 6, 1000, 60000, 32000 },
                { 7, 1000, 60000, 60000 },          { 8, 1000, 60000, 60000 },  { G_MAXUINT, 1000, 60000, 60000 },
                { 0, 1000, 60000, 1000 },           { 1, 90000, 60000, 60000 }, { G_MAXUINT, 0, 60000, 0 },
                { 100, 1, G_MAXINT64, G_MAXINT64 },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                for (unsigned draw = 0; draw < 200; draw++) {
                        const gint64 wait = clock_backoff_ms(rows[i].attempt, rows[i].first, rows[i].cap);
                        g_assert_cmpint(wait, >=, rows[i].least);
                        g_assert_cmpint(wait - rows[i].least, <=, rows[i].least / 4);
                }
        }
}

static void
test_backoff_is_spread(void)
{
        bool differ = false;
        const gint64 first = clock_backoff_ms(5, 1000, 60000);
        for (unsigned draw = 0; draw < 100; draw++)
                differ = differ || clock_backoff_ms(5, 1000, 60000) != first;
        g_assert_true(differ);
}

static void
test_ticks_go_on(void)
{
        const gint64 before = clock_ticks();
        g_usleep(3000);
        const gint64 passed = clock_ticks() - before;
        g_assert_cmpint(passed, >=, 2);
        g_assert_cmpint(passed, <, 10000);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/clock/reads-rfc3339-and-nothing-else", test_reading);
        g_test_add_func("/clock/prints", test_printing);
        g_test_add_func("/clock/round-trip", test_round_trip);
        g_test_add_func("/clock/backoff-doubles-to-its-cap", test_backoff);
        g_test_add_func("/clock/backoff-is-spread", test_backoff_is_spread);
        g_test_add_func("/clock/ticks-go-on", test_ticks_go_on);
        return g_test_run();
}
