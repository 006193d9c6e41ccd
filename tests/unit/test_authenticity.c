/* What the topmost Authentication-Results says, by whom. */
#include "parsers/mail/authenticity.h"

static const struct {
        const char *name;
        const char *header;
        const char *gateway;
        const char *dmarc;
} cases[] = {
        { "none", "Subject: x\r\n\r\n", NULL, NULL },
        { "pass",
          "Authentication-Results: MX.Kent.Test; spf=pass smtp.mailfrom=a.example; dmarc=pass "
          "header.from=a.example\r\n\r\n",
          "mx.kent.test", "pass" },
        { "fail", "Authentication-Results: mx.kent.test 1;\r\n dkim=none;\r\n dmarc=fail (p=NONE) action=none\r\n\r\n",
          "mx.kent.test", "fail" },
        { "topmost",
          "Authentication-Results: mx.kent.test; dmarc=pass\r\nAuthentication-Results: mx.kent.test; "
          "dmarc=fail\r\n\r\n",
          "mx.kent.test", "pass" },
        { "no-name", "Authentication-Results: spf=fail smtp.mailfrom=a.example; dmarc=fail action=none\r\n\r\n", NULL,
          "fail" },
        { "word-in-comment", "Authentication-Results: mx.kent.test (so it is; dmarc=fail); dmarc=pass\r\n\r\n",
          "mx.kent.test", "pass" },
        { "open-comment", "Authentication-Results: mx.kent.test; dmarc=fail (\r\n\r\n", NULL, NULL },
        { "blanks", "Authentication-Results: mx.kent.test ; dmarc = fail\r\n\r\n", "mx.kent.test", "fail" },
        { "other-method", "Authentication-Results: mx.kent.test; dmarcx=fail; xdmarc=fail\r\n\r\n", "mx.kent.test",
          NULL },
        { "empty", "Authentication-Results:\r\n\r\n", NULL, NULL },
};

static void
test_case(gconstpointer data)
{
        const unsigned at = GPOINTER_TO_UINT(data);
        g_autoptr(HeaderBlock) header = header_block_new(bytes_of_string(cases[at].header));
        g_autofree char *gateway = NULL;
        g_autofree char *dmarc = NULL;
        authenticity_read(header, &gateway, &dmarc);
        g_assert_cmpstr(gateway, ==, cases[at].gateway);
        g_assert_cmpstr(dmarc, ==, cases[at].dmarc);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/authenticity/%s", cases[i].name);
                g_test_add_data_func(path, GUINT_TO_POINTER(i), test_case);
        }
        return g_test_run();
}
