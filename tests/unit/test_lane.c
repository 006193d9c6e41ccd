/* daemon/lane: backlog or live, and dates that servers make up. */
#include "daemon/lane.h"

static const gint64 START = 1763700000; /* 2025-11-21, Unix seconds */

static void
test_backlog(void)
{
        const Instant start = START * G_USEC_PER_SEC;
        const gint64 week = 7 * 86400;
        g_assert_false(lane_is_backlog(START - week, start, 7));
        g_assert_true(lane_is_backlog(START - week - 1, start, 7));
        g_assert_false(lane_is_backlog(START + 1, start, 7));
        g_assert_false(lane_is_backlog(START - 100 * week, start, 0));
        g_assert_false(lane_is_backlog(0, start, 7));
}

static void
test_internaldate(void)
{
        g_assert_cmpint(lane_internaldate((guint64) START), ==, START);
        g_assert_cmpint(lane_internaldate(0), ==, 0);
        g_assert_cmpint(lane_internaldate(31535999), ==, 0);
        g_assert_cmpint(lane_internaldate(31536000), ==, 31536000);
        g_assert_cmpint(lane_internaldate(4102444799U), ==, 4102444799);
        g_assert_cmpint(lane_internaldate(4102444800U), ==, 0);
        g_assert_cmpint(lane_internaldate((guint64) -2209161600LL), ==, 0); /* 30-Dec-1899 */
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/lane/backlog", test_backlog);
        g_test_add_func("/lane/internaldate", test_internaldate);
        return g_test_run();
}
