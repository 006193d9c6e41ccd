/* What of a request reaches a page, and what is refused before. */
#include "web/request.h"

static void
test_paths(void)
{
        static const struct {
                const char *uri, *path; /* NULL: refused */
        } cases[] = { { "/", "/" },
                      { "/entries/12?x=1", "/entries/12" },
                      { "/a%20b", "/a b" },
                      { "/a%2Fb", NULL },
                      { "/../etc/passwd", NULL },
                      { "/a/%2e%2e/b", NULL },
                      { "/./a", NULL },
                      { "/a%00b", NULL },
                      { "/a%0d%0aSet-Cookie:%20x", NULL },
                      { "/%ff%fe", NULL },
                      { "http://other.example/", NULL },
                      { "*", NULL } };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GError) error = NULL;
                g_autoptr(Request) request = request_new("GET", cases[i].uri, &error);
                g_test_message("%s", cases[i].uri);
                g_assert_cmpstr(request == NULL ? NULL : request->path, ==, cases[i].path);
                g_assert_true((request == NULL) == (error != NULL));
        }
}

static void
test_parameters(void)
{
        g_autoptr(Request) request = request_new("POST", "/x?a=1&a=2&b=%C5%81uka%20%26%20co", NULL);
        g_assert_nonnull(request);
        g_assert_cmpstr(request_query(request, "a"), ==, "1");
        g_assert_cmpstr(request_query(request, "b"), ==, "Łuka & co");
        g_assert_null(request_query(request, "d"));
        static const char good[] = "text=two+words%0D%0Anext&csrf=00", bad[] = "text=%01", cut[] = "text=%C5";
        g_assert_true(request_read_form(request, good, sizeof good - 1, NULL));
        g_assert_cmpstr(request_form(request, "text"), ==, "two words\r\nnext");
        g_autoptr(Request) other = request_new("POST", "/x", NULL);
        g_assert_false(request_read_form(other, bad, sizeof bad - 1, NULL));
        g_assert_false(request_read_form(other, cut, sizeof cut - 1, NULL));
}

static void
test_cookies(void)
{
        g_autoptr(Request) request = request_new("GET", "/", NULL);
        request_read_cookies(request, "a=1; ccot_session=beef ; a=2;none; =x; bad=\x01");
        g_assert_cmpuint(g_hash_table_size(request->cookies), ==, 2);
        g_assert_cmpstr(g_hash_table_lookup(request->cookies, "ccot_session"), ==, "beef");
        g_assert_cmpstr(g_hash_table_lookup(request->cookies, "a"), ==, "1");
}

static void
test_numbers(void)
{
        g_assert_cmpint(request_id("12"), ==, 12);
        g_assert_cmpint(request_id("9223372036854775807"), ==, G_MAXINT64);
        static const char *const none[] = {
                NULL, "", "0", "-1", "+1", " 1", "1 ", "1x", "9223372036854775808", "0x10"
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(none); i++)
                g_assert_cmpint(request_id(none[i]), ==, 0);
}

static void
test_origin(void)
{
        static const struct {
                const char *host, *origin, *site;
                bool own;
        } cases[] = { { "ccot.force.example", NULL, NULL, true },
                      { "ccot.force.example", "https://ccot.force.example", "same-origin", true },
                      { "ccot.force.example", "null", "same-origin", true },
                      { "ccot.force.example", "null", "cross-site", false },
                      { "ccot.force.example", "https://evil.example", NULL, false },
                      { "ccot.force.example", "https://ccot.force.example.evil.example", NULL, false },
                      { "ccot.force.example", NULL, "same-site", false },
                      { NULL, "https://ccot.force.example", NULL, false } };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(Request) request = request_new("POST", "/", NULL);
                request->host = g_strdup(cases[i].host);
                request->origin = g_strdup(cases[i].origin);
                request->fetch_site = g_strdup(cases[i].site);
                g_assert_true(request_is_own(request) == cases[i].own);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/request/paths", test_paths);
        g_test_add_func("/request/parameters", test_parameters);
        g_test_add_func("/request/cookies", test_cookies);
        g_test_add_func("/request/numbers", test_numbers);
        g_test_add_func("/request/origin", test_origin);
        return g_test_run();
}
