#include "config/secret.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The secret of a file with those octets and that mode. */
static Secret *
secret_of(const char *octets, size_t length, mode_t mode, GError **error)
{
        g_autofree char *path = NULL;
        const int fd = g_file_open_tmp("ccot-secret-XXXXXX", &path, NULL);
        g_assert_cmpint(fd, >=, 0);
        g_assert_cmpint(write(fd, octets, length), ==, (ssize_t) length);
        g_assert_cmpint(fchmod(fd, mode), ==, 0);
        (void) close(fd);
        Secret *secret = secret_read(path, error);
        g_assert_true(error == NULL || *error == NULL || g_str_has_prefix((*error)->message, path));
        (void) g_unlink(path);
        return secret;
}

static void
test_first_line(void)
{
        static const struct {
                const char *file;
                const char *secret;
        } cases[] = { { "word", "word" },
                      { "word\n", "word" },
                      { "word\r\nsecond\n", "word" },
                      { " a b \n", " a b " },
                      { "\xef\xbb\xbfword\r\n", "word" },
                      { "gr\xc3\xbc\xc3\x9f\n", "gr\xc3\xbc\xc3\x9f" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GError) error = NULL;
                g_autoptr(Secret) secret = secret_of(cases[i].file, strlen(cases[i].file), 0640, &error);
                g_assert_no_error(error);
                g_assert_cmpstr(secret_text(secret), ==, cases[i].secret);
        }
}

static void
assert_refused(const char *octets, size_t length, mode_t mode, const char *words)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Secret) secret = secret_of(octets, length, mode, &error);
        g_assert_null(secret);
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        g_assert_nonnull(strstr(error->message, words));
        g_assert_null(strstr(error->message, "hidden"));
}

static void
test_refused(void)
{
        assert_refused("hidden", 6, 0604, "is open to every user");
        assert_refused("hidden", 6, 0602, "is open to every user");
        assert_refused("", 0, 0600, "is empty");
        assert_refused("\nhidden", 7, 0600, "has an empty first line");
        assert_refused("hid\0den", 7, 0600, "is not text");
        assert_refused("hidden\xff", 7, 0600, "is not text");
}

static void
test_size(void)
{
        g_autofree char *octets = g_strnfill(64 * 1024 + 1, 'x');
        g_autoptr(GError) error = NULL;
        g_autoptr(Secret) fits = secret_of(octets, 64 * 1024, 0600, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(strlen(secret_text(fits)), ==, 64 * 1024);
        assert_refused(octets, 64 * 1024 + 1, 0600, "is over 64 KiB");
}

static void
test_no_file(void)
{
        g_autoptr(GError) error = NULL;
        g_assert_null(secret_read("/nowhere/secret", &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        g_clear_error(&error);
        g_assert_null(secret_read("/", &error));
        g_assert_cmpstr(error->message, ==, "/: is not a file");
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/secret/first-line", test_first_line);
        g_test_add_func("/secret/refused", test_refused);
        g_test_add_func("/secret/size", test_size);
        g_test_add_func("/secret/no-file", test_no_file);
        return g_test_run();
}
