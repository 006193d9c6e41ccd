#include "daemon/oauth.h"

#include "base/error.h"

#include <string.h>

static bool
answer(long status, const char *body, char **ret_token, gint64 *ret_seconds, GError **error)
{
        return oauth_read_answer(status, bytes_of_string(body), ret_token, ret_seconds, error);
}

static void
test_token(void)
{
        static const struct {
                const char *body;
                gint64 seconds;
        } cases[] = {
                { "{\"access_token\":\"t0k.en\",\"expires_in\":3599,\"token_type\":\"Bearer\"}", 3599 },
                { "{\"access_token\":\"t0k.en\",\"expires_in\":\"3599\"}", 3599 },
                { "{\"access_token\":\"t0k.en\"}", 300 },
                { "{\"access_token\":\"t0k.en\",\"expires_in\":-5}", 0 },
                { "{\"access_token\":\"t0k.en\",\"expires_in\":99999999}", 86400 },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *token = NULL;
                gint64 seconds = -1;
                g_autoptr(GError) error = NULL;
                g_assert_true(answer(200, cases[i].body, &token, &seconds, &error));
                g_assert_no_error(error);
                g_assert_cmpstr(token, ==, "t0k.en");
                g_assert_cmpint(seconds, ==, cases[i].seconds);
        }
}

static void
test_refused(void)
{
        static const struct {
                long status;
                const char *body;
                CcotError code;
                const char *words;
        } cases[] = {
                { 401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid\"}",
                  CCOT_ERROR_CONFIG, "secret is wrong" },
                { 401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: x\"}", CCOT_ERROR_CONFIG,
                  "secret has expired" },
                { 400, "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS53003: x\"}", CCOT_ERROR_CONFIG,
                  "conditional access" },
                { 400, "{\"error\":\"unauthorized_client\",\"error_description\":\"AADSTS700016: x\"}",
                  CCOT_ERROR_CONFIG, "client_id" },
                { 400, "{\"error\":\"invalid_scope\"}", CCOT_ERROR_CONFIG, "scope" },
                { 400, "{\"error\":\"unheard_of\"}", CCOT_ERROR_CONFIG, "answered 400" },
                { 404, "<html>", CCOT_ERROR_CONFIG, "answered 404" },
                { 429, "{\"error\":\"invalid_client\"}", CCOT_ERROR_RETRY, "answered 429" },
                { 503, "", CCOT_ERROR_RETRY, "answered 503" },
                { 400, "{\"error\":\"temporarily_unavailable\"}", CCOT_ERROR_RETRY, "answered 400" },
                { 200, "", CCOT_ERROR_RETRY, "has no token" },
                { 200, "[]", CCOT_ERROR_RETRY, "has no token" },
                { 200, "{\"access_token\":\"\"}", CCOT_ERROR_RETRY, "has no token" },
                { 200, "{\"access_token\":7}", CCOT_ERROR_RETRY, "has no token" },
                { 200, "{\"access_token\":\"two lines\\r\\nA1 LOGOUT\"}", CCOT_ERROR_RETRY, "has no token" },
                { 200, "{\"access_token\":\"a\\u0001b\"}", CCOT_ERROR_RETRY, "has no token" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *token = NULL;
                gint64 seconds = 0;
                g_autoptr(GError) error = NULL;
                g_assert_false(answer(cases[i].status, cases[i].body, &token, &seconds, &error));
                g_assert_null(token);
                g_assert_error(error, CCOT_ERROR, (gint) cases[i].code);
                g_assert_nonnull(strstr(error->message, cases[i].words));
        }
}

static void
test_token_length(void)
{
        for (unsigned over = 0; over < 2; over++) {
                g_autofree char *letters = g_strnfill(16 * 1024 + over, 'x');
                g_autofree char *body = g_strdup_printf("{\"access_token\":\"%s\"}", letters);
                g_autofree char *token = NULL;
                gint64 seconds = 0;
                g_assert_true(answer(200, body, &token, &seconds, NULL) == (over == 0));
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/oauth/token", test_token);
        g_test_add_func("/oauth/refused", test_refused);
        g_test_add_func("/oauth/token-length", test_token_length);
        return g_test_run();
}
