#include "register/fingerprint.h"

#include <string.h>

static const char first[] =
    "IN THE FAMILY COURT at Medway\tCase number ME25F00123\nBefore District Judge Carrow\n"
    "The applicant is Alicia Dobson. The respondent is Dean Marlow, born 4 May 1986.\n"
    "The court orders that the respondent must not use or threaten violence against the applicant,\n"
    "must not contact her in any way and must not go to 12 Example Road, Strood.\nPage 1 of 2\n";
static const char second[] =
    "This order applies until 3 March 2026 at 4 p.m. unless it is varied or discharged before then.\n"
    "There is a hearing on 17 March 2025 at 10 a.m. in the same court. The order was made without notice.\n- 2 -\n";

static bool
fingerprint(const char *one, const char *two, gint64 *ret_fingerprint)
{
        g_autoptr(GPtrArray) pages = g_ptr_array_new();
        g_ptr_array_add(pages, (gpointer) (guintptr) one);
        if (two != NULL)
                g_ptr_array_add(pages, (gpointer) (guintptr) two);
        return fingerprint_of(pages, ret_fingerprint);
}

static void
test_same_words(void)
{
        gint64 a = 0, b = 0;
        g_assert_true(fingerprint(first, second, &a));
        /* pages in another order, lines wrapped elsewhere, quotes and case of another printing, other page numbers */
        g_autofree char *flowed = g_strdelimit(g_strdup(first), "\n\t", ' ');
        *strstr(flowed, "Page 1 of 2") = '\0';
        g_assert_true(fingerprint(second, flowed, &b));
        g_assert_cmpint(a, ==, b);
        g_autofree char *loud = g_ascii_strup(flowed, -1);
        g_assert_true(fingerprint(loud, second, &b));
        g_assert_cmpint(a, ==, b);
}

static void
test_other_words(void)
{
        gint64 a = 0, b = 0;
        g_assert_true(fingerprint(first, second, &a));
        static const char *const changes[][2] = { { "3 March", "3 June" },
                                                  { "Marlow", "Barlow" },
                                                  { "2 -", "2 not -" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(changes); i++) {
                g_autofree char *whole = g_strconcat(first, second, NULL);
                char *at = strstr(whole, changes[i][0]);
                g_autofree char *other =
                    g_strdup_printf("%.*s%s%s", (int) (at - whole), whole, changes[i][1], at + strlen(changes[i][0]));
                g_assert_true(fingerprint(other, NULL, &b));
                g_assert_cmpint(a, !=, b);
        }
}

static void
test_too_few_words(void)
{
        gint64 none = 0;
        g_assert_false(fingerprint("", NULL, &none));
        g_assert_false(fingerprint("NON-MOLESTATION ORDER\nFamily Law Act 1996\n", NULL, &none));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/fingerprint/same-words", test_same_words);
        g_test_add_func("/fingerprint/other-words", test_other_words);
        g_test_add_func("/fingerprint/too-few", test_too_few_words);
        return g_test_run();
}
