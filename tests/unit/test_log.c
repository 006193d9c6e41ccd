#include "base/log.h"

#include "base/bytes.h"
#include "base/error.h"
#include "base/own.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int kept_stderr = -1;
static int log_file = -1;

/* Standard error goes to a memory file between these two. */
static void
capture_start(void)
{
        kept_stderr = dup(STDERR_FILENO);
        log_file = bytes_memfd_new("log", NULL);
        g_assert_cmpint(dup2(log_file, STDERR_FILENO), ==, STDERR_FILENO);
}

static char *
capture_end(void)
{
        g_assert_cmpint(dup2(kept_stderr, STDERR_FILENO), ==, STDERR_FILENO);
        (void) close(kept_stderr);
        g_assert_cmpint(lseek(log_file, 0, SEEK_SET), ==, 0);
        g_autoptr(GByteArray) all = bytes_read_all(log_file, 100000, NULL);
        (void) close(log_file);
        return g_strndup((const char *) all->data, all->len);
}

static void
test_values(void)
{
        static const struct {
                const char *rule, *value, *printed;
        } rows[] = {
                { "plain", "orders", " folder=orders\n" },
                { "blank", "Junk Email", " folder=\"Junk Email\"\n" },
                { "empty", "", " folder=\"\"\n" },
                { "absent", NULL, "\n" },
                { "equals sign", "a=b", " folder=\"a=b\"\n" },
                { "quotes", "a\"b", " folder=\"a'b\"\n" },
                { "line feed forges no line", "a\n2026-11-20T16:52:03Z started",
                  " folder=\"a 2026-11-20T16:52:03Z started\"\n" },
                { "carriage return", "a\rb", " folder=\"a b\"\n" },
                { "escape sequence", "\x1B[2Jx", " folder=[2Jx\n" },
                { "line separator of Unicode",
                  "a\xE2\x80\xA8"
                  "b",
                  " folder=\"a b\"\n" },
                { "next line of latin-1",
                  "a\xC2\x85"
                  "b",
                  " folder=\"a b\"\n" },
                { "direction mark",
                  "a\xE2\x80\xAE"
                  "b",
                  " folder=ab\n" },
                { "bad UTF-8", "a\xFF", " folder=a\xEF\xBF\xBD\n" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                capture_start();
                log_event(EVENT_STARTED, "folder", rows[i].value, NULL);
                g_autofree char *line = capture_end();
                g_test_message("%s", rows[i].rule);
                const char *after = strstr(line, " started");
                g_assert_nonnull(after);
                g_assert_cmpstr(after + strlen(" started"), ==, rows[i].printed);
                g_assert_true(strchr(line, '\n') == line + strlen(line) - 1);
        }
}

static void
test_value_limit(void)
{
        g_autofree char *many = g_strnfill(5000, 'x');
        capture_start();
        log_event(EVENT_STARTED, "folder", many, NULL);
        g_autofree char *line = capture_end();
        g_assert_cmpuint(strlen(line), <, 1200);
}

static void
test_error(void)
{
        g_autoptr(GError) error = g_error_new(CCOT_ERROR, CCOT_ERROR_RETRY, "no\nanswer");
        capture_start();
        log_error(EVENT_DATABASE_AWAY, error, "mailbox", "orders", NULL);
        g_autofree char *line = capture_end();
        g_assert_true(g_str_has_suffix(line, " database-away mailbox=orders reason=\"no answer\"\n"));
}

static void
test_priority(void)
{
        g_assert_true(g_setenv("JOURNAL_STREAM", "8:1", TRUE));
        capture_start();
        log_event(EVENT_BUG, NULL);
        log_event(EVENT_MESSAGE_GONE, NULL);
        log_event(EVENT_STARTED, NULL);
        g_autofree char *lines = capture_end();
        g_unsetenv("JOURNAL_STREAM");
        g_auto(GStrv) each = g_strsplit(lines, "\n", -1);
        g_assert_cmpuint(g_strv_length(each), ==, 4);
        g_assert_true(g_str_has_prefix(each[0], "<3>2"));
        g_assert_true(g_str_has_prefix(each[1], "<4>2"));
        g_assert_true(g_str_has_prefix(each[2], "<6>2"));
}

static void
test_numbers(void)
{
        g_assert_cmpstr(LOG_NUMBER(0), ==, "0");
        g_assert_cmpstr(LOG_NUMBER(G_MAXINT64), ==, "9223372036854775807");
        g_assert_cmpstr(LOG_NUMBER(G_MININT64), ==, "-9223372036854775808");
}

static void
test_names_differ(void)
{
        g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
        static const char *const names[] = {
#define EVENT(name, text, level) text,
#include "base/event.def"
#undef EVENT
        };
        for (unsigned event = 0; event < G_N_ELEMENTS(names); event++) {
                const char *name = names[event];
                g_assert_cmpuint(strspn(name, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen(name));
                g_assert_true(g_hash_table_add(seen, (gpointer) (guintptr) name));
        }
}

int
main(int argc, char **argv)
{
        g_unsetenv("JOURNAL_STREAM");
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/log/values-become-one-line", test_values);
        g_test_add_func("/log/value-limit", test_value_limit);
        g_test_add_func("/log/error", test_error);
        g_test_add_func("/log/priority", test_priority);
        g_test_add_func("/log/numbers", test_numbers);
        g_test_add_func("/log/names-differ", test_names_differ);
        return g_test_run();
}
