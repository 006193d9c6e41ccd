#include "daemon/downtime.h"

/* A database that stops and starts: away once, back at the first connection, pauses under the cap. */
static void
test_stopped_and_started(void)
{
        Downtime downtime = { 0 };
        g_assert_false(downtime_opened(&downtime, 1000));
        g_assert_true(downtime_begin(&downtime, true, 60000));
        for (unsigned i = 0; i < 20; i++)
                g_assert_false(downtime_begin(&downtime, false, 61000));
        g_assert_cmpint(downtime_wait_ms(&downtime, 200, 2000), <=, 2500);
        g_assert_true(downtime_opened(&downtime, 90000));
        g_assert_false(downtime_holds(&downtime, 91000));
        g_assert_false(downtime_holds(&downtime, 96000));
        g_assert_cmpuint(downtime_tries(&downtime), ==, 0);
}

/* A disk that is full: each connection opens and breaks. Two lines, then silence and growing pauses; back when it holds. */
static void
test_opens_and_breaks(void)
{
        Downtime downtime = { 0 };
        g_assert_false(downtime_opened(&downtime, 1000));
        g_assert_true(downtime_begin(&downtime, true, 60000));
        g_assert_true(downtime_opened(&downtime, 60200));
        g_assert_true(downtime_begin(&downtime, true, 60300));
        for (unsigned i = 0; i < 10; i++) {
                g_assert_false(downtime_opened(&downtime, 61000 + i * 1000));
                g_assert_false(downtime_holds(&downtime, 61100 + i * 1000));
                g_assert_false(downtime_begin(&downtime, true, 61200 + i * 1000));
        }
        g_assert_cmpuint(downtime_tries(&downtime), ==, 12);
        g_assert_cmpint(downtime_wait_ms(&downtime, 200, 2000), >=, 15000);
        g_assert_false(downtime_opened(&downtime, 90000));
        g_assert_false(downtime_holds(&downtime, 94000));
        g_assert_true(downtime_holds(&downtime, 95000));
        g_assert_cmpuint(downtime_tries(&downtime), ==, 0);
        g_assert_true(downtime_begin(&downtime, true, 120000));
        g_assert_cmpint(downtime_wait_ms(&downtime, 200, 2000), <=, 250);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/downtime/stopped-and-started", test_stopped_and_started);
        g_test_add_func("/downtime/opens-and-breaks", test_opens_and_breaks);
        return g_test_run();
}
