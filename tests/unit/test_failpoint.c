/* The program runs itself: "test_failpoint --pass N" passes the point N times. */
#include "base/failpoint.h"

#include "base/own.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

/* Status of a process that passes the point so often. The file of ONCE is opened when a process starts, hence exec. */
static int
pass(const char *wanted, const char *once, unsigned passes)
{
        const pid_t pid = fork();
        if (pid == 0) {
                g_unsetenv("CCOT_FAILPOINT");
                g_unsetenv("CCOT_FAILPOINT_ONCE");
                if (wanted != NULL)
                        (void) g_setenv("CCOT_FAILPOINT", wanted, TRUE);
                if (once != NULL)
                        (void) g_setenv("CCOT_FAILPOINT_ONCE", once, TRUE);
                g_autofree char *number = g_strdup_printf("%u", passes);
                (void) execl("/proc/self/exe", "test_failpoint", "--pass", number, NULL);
                _exit(9);
        }
        int status = -1;
        g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
        return status;
}

#ifdef CCOT_FAILPOINTS
static void
assert_kills(const char *wanted, unsigned passes, bool kills)
{
        const int status = pass(wanted, NULL, passes);
        g_assert_cmpint(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, ==, kills);
        if (!kills)
                g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void
test_kills(void)
{
        assert_kills(NULL, 3, false);
        assert_kills("", 3, false);
        assert_kills("after-store", 1, true);
        assert_kills("after-store:1", 1, true);
        assert_kills("after-store:3", 2, false);
        assert_kills("after-store:3", 3, true);
        assert_kills("after-stored", 3, false);
        assert_kills("after", 3, false);
        assert_kills("before-store", 3, false);
}

static void
test_once(void)
{
        g_autofree char *folder = g_dir_make_tmp("ccot-failpoint-XXXXXX", NULL);
        g_autofree char *mark = g_build_filename(folder, "mark", NULL);
        g_assert_true(WIFSIGNALED(pass("after-store", mark, 1)));
        g_assert_true(g_file_test(mark, G_FILE_TEST_EXISTS));
        g_assert_cmpint(pass("after-store", mark, 1), ==, 0);
        g_assert_cmpint(g_unlink(mark), ==, 0);
        g_assert_true(WIFSIGNALED(pass("after-store", mark, 1)));
        g_assert_cmpint(g_unlink(mark), ==, 0);
        g_assert_cmpint(g_rmdir(folder), ==, 0);
}
#else
static void
test_compiled_out(void)
{
        g_assert_cmpint(pass("after-store", NULL, 1), ==, 0);
}
#endif

int
main(int argc, char **argv)
{
        if (argc == 3 && g_str_equal(argv[1], "--pass")) {
                for (guint64 left = g_ascii_strtoull(argv[2], NULL, 10); left > 0; left--)
                        FAILPOINT("after-store");
                return 0;
        }
        g_test_init(&argc, &argv, NULL);
#ifdef CCOT_FAILPOINTS
        g_test_add_func("/failpoint/kills-at-the-named-pass", test_kills);
        g_test_add_func("/failpoint/once", test_once);
#else
        g_test_add_func("/failpoint/compiled-out", test_compiled_out);
#endif
        return g_test_run();
}
