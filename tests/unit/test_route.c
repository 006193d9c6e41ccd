/* The table of routes: what matches, and that no state changes without a form. */
#include "web/route.h"

#include <string.h>

static void
test_found(void)
{
        gint64 ids[ROUTE_IDS] = { 0 };
        bool wrong = false;
        g_autofree char *name = NULL;
        g_assert_nonnull(route_find("GET", "/assets/ccot.css", ids, &name, &wrong));
        g_assert_cmpstr(name, ==, "ccot.css");
        g_autofree char *none = NULL;
        g_assert_nonnull(route_find("HEAD", "/healthz", ids, &none, &wrong));
        g_assert_null(route_find("DELETE", "/healthz", ids, &none, &wrong));
        g_assert_true(wrong);
        static const char *const nowhere[] = { "/queue/",     "/queue/x", "/assets/", "/assets/a/b",
                                               "/assets/a b", "//queue",  "/Queue" };
        for (unsigned i = 0; i < G_N_ELEMENTS(nowhere); i++) {
                g_assert_null(route_find("GET", nowhere[i], ids, &none, &wrong));
                g_assert_false(wrong);
        }
}

/* Everything but health, static files and signing in asks for a role. */
static void
test_roles(void)
{
        static const char *const open[] = { "/healthz", "/assets/{name}", "/favicon.ico", "/sign-in", "/metrics" };
        unsigned count = 0;
        const Route *routes = route_table(&count);
        for (unsigned i = 0; i < count; i++) {
                bool is_open = false;
                for (unsigned j = 0; j < G_N_ELEMENTS(open); j++)
                        is_open = is_open || g_str_equal(routes[i].pattern, open[j]);
                g_assert_true((routes[i].roles == 0) == is_open);
                g_assert_true(g_str_equal(routes[i].method, "GET") || g_str_equal(routes[i].method, "POST"));
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/route/found", test_found);
        g_test_add_func("/route/roles", test_roles);
        return g_test_run();
}
