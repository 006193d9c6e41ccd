#include "register/reference.h"

static const struct {
        const char *text;
        const char *found; /* as printed, by spaces */
} cases[] = {
        { "Re: We have received your e-mail (our reference CCOT-2026-004512)", "CCOT-2026-004512" },
        { "RE: ccot-2026-004512 further papers", "CCOT-2026-004512" },
        { "Your ref CCOT 2026 004512", "CCOT-2026-004512" },
        { "CCOT\xE2\x80\x93"
          "2026\xE2\x80\x93"
          "004512",
          "CCOT-2026-004512" },
        { "CCOT-2026-1234567", "CCOT-2026-1234567" },
        { "CCOT-2026-004512, CCOT-2026-004513 and CCOT-2026-004512", "CCOT-2026-004512 CCOT-2026-004513" },
        { "CCOT-2026-004512.", "CCOT-2026-004512" },
        { "CCOT-2026-4512", "" },
        { "CCOT-26-004512", "" },
        { "CCOT-2026-0045123456789", "" },
        { "CCOT-2026-000000", "" },
        { "CCOT-2026-004512a", "" },
        { "XCCOT-2026-004512", "" },
        { "CCOT2026004512", "" },
        { "CCOT-2026", "" },
        { "CCOT", "" },
        { "", "" },
        { "Non-Molestation Order ME25F00123", "" },
};

static void
test_find(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GArray) found = reference_find(cases[i].text);
                g_autoptr(GString) text = g_string_new(NULL);
                for (guint k = 0; k < found->len; k++) {
                        g_autofree char *printed = reference_print(g_array_index(found, Reference, k));
                        g_string_append_printf(text, "%s%s", k > 0 ? " " : "", printed);
                }
                if (!g_str_equal(text->str, cases[i].found))
                        g_error("%s: %s", cases[i].text, text->str);
        }
}

static void
test_limit(void)
{
        g_autoptr(GString) text = g_string_new(NULL);
        for (int i = 1; i <= REFERENCE_MOST + 1; i++)
                g_string_append_printf(text, "CCOT-2026-%06d ", i);
        g_autoptr(GArray) found = reference_find(text->str);
        g_assert_cmpuint(found->len, ==, REFERENCE_MOST);
}

static void
test_token(void)
{
        static const char token[] = "0b5e1c52-7c3c-4f0a-9d1e-2f6f2a4c1d77";
        static const char *const others[] = { "",
                                              "x.0b5e1c52-7c3c-4f0a-9d1e-2f6f2a4c1d77@kent.test",
                                              "CCOT-2026-000012@kent.test",
                                              "CCOT-2026-000012.0b5e1c52-7c3c-4f0a-9d1e-2f6f2a4c1d77",
                                              "CCOT-2026-000012.0b5e1c52-7c3c-4f0a-9d1e-2f6f2a4c1d7g@kent.test",
                                              "CCOT-2026-000012.0b5e1c52-7c3c-4f0a-9d1e-2f6f2a4c1d777@kent.test" };
        char found[REFERENCE_TOKEN + 1];
        g_assert_true(reference_token("CCOT-2026-000012.0b5e1c52-7c3c-4f0a-9d1e-2f6f2a4c1d77@kent.test", found));
        g_assert_cmpstr(found, ==, token);
        for (unsigned i = 0; i < G_N_ELEMENTS(others); i++)
                g_assert_false(reference_token(others[i], found));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/reference/find", test_find);
        g_test_add_func("/reference/limit", test_limit);
        g_test_add_func("/reference/token", test_token);
        return g_test_run();
}
