#include "daemon/server_text.h"

#include <glib.h>
#include <string.h>

static const struct {
        const char *text;
        bool no;
        ServerMeaning meaning;
        unsigned seconds;
} CASES[] = {
        { "Request is throttled. Suggested Backoff Time: 299961 milliseconds", false, SERVER_THROTTLED, 300 },
        { "Request is throttled. Suggested Backoff Time: 1000 milliseconds", true, SERVER_THROTTLED, 1 },
        { "request is THROTTLED", false, SERVER_THROTTLED, 0 },
        { "Suggested Backoff Time: 90 seconds", false, SERVER_THROTTLED, 90 },
        { "Suggested Backoff Time: soon", false, SERVER_THROTTLED, 0 },
        { "Suggested Backoff Time: 99999999999999999999999 milliseconds", false, SERVER_THROTTLED, G_MAXINT },
        { "[ALERT] Too many simultaneous connections. (Failure)", true, SERVER_TRANSIENT, 0 },
        { "[UNAVAILABLE] Maximum number of connections from user+IP exceeded", true, SERVER_TRANSIENT, 0 },
        { "[INUSE] locked", true, SERVER_TRANSIENT, 0 },
        { "Temporary authentication failure", true, SERVER_TRANSIENT, 0 },
        { "[AUTHENTICATIONFAILED] Authentication failed.", true, SERVER_CREDENTIALS, 0 },
        { "LOGIN failed.", true, SERVER_CREDENTIALS, 0 },
        { "AUTHENTICATE failed.", true, SERVER_CREDENTIALS, 0 },
        { "User is authenticated but not connected.", false, SERVER_POLICY, 0 },
        { "[PRIVACYREQUIRED] Plaintext authentication disallowed", true, SERVER_POLICY, 0 },
        { "Session invalidated - AccessTokenExpired", false, SERVER_CREDENTIALS, 0 },
        { "Command received in Invalid state.", false, SERVER_TRANSIENT, 0 },
        { "", false, SERVER_TRANSIENT, 0 },
};

static void
test_meaning(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
                const ServerVerdict verdict = server_text_judge(CASES[i].text, CASES[i].no);
                g_assert_cmpint(verdict.meaning, ==, CASES[i].meaning);
                g_assert_cmpuint(verdict.wait_seconds, ==, CASES[i].seconds);
        }
        g_assert_true(server_text_judge("[AUTHENTICATIONFAILED] x", true).sure);
        g_assert_false(server_text_judge("LOGIN failed.", true).sure);
}

static void
test_safe(void)
{
        static const char *const cases[][2] = { { "login of ann@firm.example failed\r\nagain",
                                                  "login of (...) failed again" },
                                                { "<Ann@firm.example>: no", "(...) no" },
                                                { "", "" },
                                                { "BYE Connection is closed. 13", "BYE Connection is closed. 13" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *safe = server_text_safe(cases[i][0]);
                g_assert_cmpstr(safe, ==, cases[i][1]);
        }
        g_autofree char *word = g_strnfill(41, 'x');
        g_autofree char *hidden = server_text_safe(word);
        g_assert_cmpstr(hidden, ==, "(...)");
        g_autofree char *kept = server_text_safe(word + 1);
        g_assert_cmpstr(kept, ==, word + 1);
        g_autoptr(GString) longest = g_string_new(NULL);
        for (unsigned i = 0; i < 100; i++)
                g_string_append(longest, "abc ");
        g_autofree char *cut = server_text_safe(longest->str);
        g_assert_cmpuint(strlen(cut), <=, 160);
}

/* At least what the server named, never more than a quarter of an hour and a little; 60 s doubling without. */
static void
test_wait(void)
{
        const ServerVerdict named = { .meaning = SERVER_THROTTLED, .wait_seconds = 300 };
        const ServerVerdict endless = { .meaning = SERVER_THROTTLED, .wait_seconds = 100000 };
        const ServerVerdict none = { .meaning = SERVER_THROTTLED };
        for (unsigned i = 0; i < 50; i++) {
                g_assert_cmpint(server_text_wait_ms(&named, 1), >=, 300 * 1000);
                g_assert_cmpint(server_text_wait_ms(&named, 9), <=, 301 * 1000);
                g_assert_cmpint(server_text_wait_ms(&endless, 1), <=, 901 * 1000);
                g_assert_cmpint(server_text_wait_ms(&none, 1), >=, 60 * 1000);
                g_assert_cmpint(server_text_wait_ms(&none, 2), >=, 120 * 1000);
                g_assert_cmpint(server_text_wait_ms(&none, 99), >=, 900 * 1000);
                g_assert_cmpint(server_text_wait_ms(&none, 99), <=, 900 * 1250);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/server-text/meaning", test_meaning);
        g_test_add_func("/server-text/safe", test_safe);
        g_test_add_func("/server-text/wait", test_wait);
        return g_test_run();
}
