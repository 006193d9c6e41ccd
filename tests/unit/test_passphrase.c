#include "config/passphrase.h"

#include <string.h>

static void
test_stored(void)
{
        g_autofree char *stored = passphrase_store("correct horse battery", NULL);
        g_autofree char *again = passphrase_store("correct horse battery", NULL);
        g_assert_nonnull(stored);
        g_assert_true(g_str_has_prefix(stored, "$argon2id$"));
        g_assert_cmpstr(stored, !=, again); /* a salt of its own */
        g_assert_true(passphrase_matches("correct horse battery", stored));
        g_assert_false(passphrase_matches("correct horse batterz", stored));
        g_assert_false(passphrase_matches("", stored));
        g_assert_false(passphrase_matches("correct horse battery", NULL));
        g_assert_false(passphrase_matches("correct horse battery", "not a stored form"));
}

static void
test_length(void)
{
        g_autofree char *most = g_strnfill(PASSPHRASE_MOST, 'x'), *over = g_strnfill(PASSPHRASE_MOST + 1, 'x');
        g_autofree char *least = g_strnfill(PASSPHRASE_LEAST, 'x'), *under = g_strnfill(PASSPHRASE_LEAST - 1, 'x');
        g_autofree char *a = passphrase_store(most, NULL), *b = passphrase_store(least, NULL);
        g_assert_nonnull(a);
        g_assert_nonnull(b);
        g_assert_null(passphrase_store(over, NULL));
        g_assert_null(passphrase_store(under, NULL));
}

static void
test_random(void)
{
        g_autofree char *a = passphrase_random(), *b = passphrase_random();
        g_assert_cmpuint(strlen(a), ==, 64);
        g_assert_cmpuint(strspn(a, "0123456789abcdef"), ==, 64);
        g_assert_false(passphrase_equal(a, b));
        g_assert_true(passphrase_equal(a, a));
        g_assert_false(passphrase_equal(a, "00"));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/passphrase/stored", test_stored);
        g_test_add_func("/passphrase/length", test_length);
        g_test_add_func("/passphrase/random", test_random);
        return g_test_run();
}
