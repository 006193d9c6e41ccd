#include "register/sender.h"

#include <glib.h>

static void
test_kinds(void)
{
        static const struct {
                const char *address, *kind;
        } cases[] = {
                { "family@justice"
                  ".gov"
                  ".uk",
                  "court" },
                { "medway@Justice"
                  ".GOV"
                  ".uk",
                  "court" },
                { "someone@hmcts"
                  ".net",
                  "court" },
                { "force@pnn"
                  ".police"
                  ".uk"
                  ".cjsm"
                  ".net",
                  "police" },
                { "ccot@kent"
                  ".police"
                  ".uk",
                  "police" },
                { "duty@medway"
                  ".gov"
                  ".uk",
                  "public office" },
                { "alice@gmail"
                  ".com",
                  "private address" },
                { "office@marsh-law.example", "organisation" },
                /* a domain that only ends like another one is another */
                { "court@notjustice"
                  ".gov"
                  ".uk"
                  ".example",
                  "organisation" },
                { "clerk@fakepolice"
                  ".uk",
                  "organisation" },
                { "clerk@notgmail"
                  ".com",
                  "organisation" },
                { "justice"
                  ".gov"
                  ".uk",
                  "unknown" },
                { "@justice"
                  ".gov"
                  ".uk",
                  "unknown" },
                { "clerk@", "unknown" },
                { "", "unknown" },
                { NULL, "unknown" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
                g_assert_cmpstr(sender_kind(cases[i].address), ==, cases[i].kind);
}

static void
test_same(void)
{
        g_assert_true(sender_is_same("Office@Marsh-Law.example", "office@marsh-law.example"));
        g_assert_true(sender_is_same("office@marsh-law.example"
                                     ".cjsm"
                                     ".net",
                                     "office@marsh-law.example"));
        g_assert_false(sender_is_same("office@marsh-law.example", "post@marsh-law.example"));
        g_assert_false(sender_is_same(NULL, NULL));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/sender/kinds", test_kinds);
        g_test_add_func("/sender/same", test_same);
        return g_test_run();
}
