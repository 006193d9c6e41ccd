/* passwords: lines become candidates within their limits. */
#include "parsers/passwords.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"

#include <string.h>

static void
test_lines(void)
{
        static const struct {
                const char *lines;
                const char *joined;
        } cases[] = {
                { "", "" },
                { "one", "one" },
                { "one\n", "one" },
                { "one\r\ntwo\r\n", "one|two" },
                { "\n\none\n\n", "one" },
                { " with spaces ", " with spaces " },
                { "one\none\ntwo", "one|two" },
                { "p\xC3\xA2n\n\xFF\nend", "p\xC3\xA2n|end" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GPtrArray) found = passwords_of_lines(bytes_of_string(cases[i].lines));
                g_autoptr(GString) joined = g_string_new(NULL);
                for (guint k = 0; k < found->len; k++)
                        g_string_append_printf(joined, "%s%s", k == 0 ? "" : "|",
                                               (const char *) g_ptr_array_index(found, k));
                g_assert_cmpstr(joined->str, ==, cases[i].joined);
        }
}

static void
test_limits(void)
{
        g_autofree char *longest = g_strnfill(LIMIT_PASSWORD_BYTES, 'x');
        g_autofree char *longer = g_strnfill(LIMIT_PASSWORD_BYTES + 1, 'y');
        g_autoptr(GPtrArray) passwords = passwords_new();
        passwords_add(passwords, longest, strlen(longest));
        g_assert_cmpuint(passwords->len, ==, 1);
        passwords_add(passwords, longer, strlen(longer));
        passwords_add(passwords, "a\0b", 3);
        g_assert_cmpuint(passwords->len, ==, 1);
        for (unsigned i = 0; i <= LIMIT_PASSWORDS; i++) {
                g_autofree char *word = g_strdup_printf("%u", i);
                passwords_add(passwords, word, strlen(word));
                g_assert_cmpuint(passwords->len, ==, MIN(i + 2, LIMIT_PASSWORDS));
        }
}

/* What that many octets of one line give. */
static bool
is_read(size_t length, GError **error)
{
        g_autofree char *line = g_strnfill(length, 'x');
        g_auto(OwnedFd) file = bytes_memfd_new("lines", NULL);
        g_assert_true(bytes_write_all(file, bytes_of_string(line), NULL));
        g_assert_cmpint(lseek(file, 0, SEEK_SET), ==, 0);
        g_autoptr(GPtrArray) passwords = passwords_read(file, error);
        return passwords != NULL;
}

static void
test_read(void)
{
        const size_t most = (size_t) LIMIT_PASSWORDS * (LIMIT_PASSWORD_BYTES + 2);
        g_autoptr(GError) failure = NULL;
        g_assert_true(is_read(0, NULL));
        g_assert_true(is_read(most, NULL));
        g_assert_false(is_read(most + 1, &failure));
        g_assert_error(failure, CCOT_ERROR, CCOT_ERROR_LIMIT);
        g_clear_error(&failure);
        g_assert_null(passwords_read(-1, &failure));
        g_assert_error(failure, CCOT_ERROR, CCOT_ERROR_INPUT);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/passwords/lines", test_lines);
        g_test_add_func("/passwords/limits", test_limits);
        g_test_add_func("/passwords/read", test_read);
        return g_test_run();
}
