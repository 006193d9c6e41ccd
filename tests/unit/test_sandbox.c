/* sandbox: what decoding needs is there behind the wall. The ways out are tried by test_confined.c. */
#include "parsers/sandbox.h"

#include "base/text.h"
#include "parsers/pipeline.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
        const char *charset;
        const char *octets;
        size_t length;
        const char *text;
} CharsetCase;

static const CharsetCase charset_cases[] = {
        { "koi8-r", "\xF0\xD2\xC9", 3, "При" },
        { "iso-2022-jp", "\x1B$B$3\x1B(B", 8, "こ" },
        { "gb18030", "\xC4\xE3", 2, "你" },
        { "gbk", "\xC4\xE3", 2, "你" },
        { "windows-1250", "\xB3", 1, "ł" },
        { "windows-1251", "\xCF", 1, "П" },
        { "windows-1256", "\xC7", 1, "ا" },
        { "iso-8859-2", "\xB3", 1, "ł" },
        { "iso-8859-14", "\xD0", 1, "Ŵ" },
        { "iso-8859-15", "\xA4", 1, "€" },
        { "utf-16",
          "\xFF\xFE"
          "a\0",
          4, "a" },
        { "utf-16be", "\0a", 2, "a" },
        { "utf-7", "+AOk-", 5, "é" },
        { "big5", "\xA7\x41", 2, "你" },
        { "euc-kr", "\xB0\xA1", 2, "가" },
        { "shift_jis", "\x82\xB1", 2, "こ" },
        { "euc-jp", "\xA4\xB3", 2, "こ" },
        { "macintosh", "\x8E", 1, "é" },
        { "cp850", "\x82", 1, "é" },
};

static int
decode_all(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(charset_cases); i++) {
                const CharsetCase *one = &charset_cases[i];
                g_autofree char *text = text_from_bytes(bytes_of(one->octets, one->length), one->charset, 100, NULL);
                if (!g_str_equal(text, one->text))
                        return (int) i + 2;
        }
        return 1;
}

static void
test_charsets(void)
{
        const SandboxLimits limits = { .memory_bytes = (guint64) 256 << 20, .cpu_seconds = 5, .output_bytes = 1 << 20 };
        const pid_t pid = fork();
        if (pid == 0)
                _exit(sandbox_enter(SANDBOX_TEXT, &limits, NULL) ? decode_all() : 0);
        int status = 0;
        g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
        g_assert_true(WIFEXITED(status));
        if (WEXITSTATUS(status) > 1)
                g_error("behind the wall %s is not decoded", charset_cases[WEXITSTATUS(status) - 2].charset);
        g_assert_cmpint(WEXITSTATUS(status), ==, 1);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        g_autoptr(GError) error = NULL;
        if (!sandbox_prepare(&error))
                g_error("%s", error->message);
        g_test_add_func("/sandbox/charsets", test_charsets);
        return g_test_run();
}
