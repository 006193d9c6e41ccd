/* The program runs itself as the child: "test_child --as WORD". */
#include "base/child.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/frame.h"
#include "base/own.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static char *self;

static pid_t
start_as(const char *word, int channel, const char *const environment[])
{
        g_autoptr(GError) error = NULL;
        const char *const arguments[] = { "test_child", "--as", word, NULL };
        const pid_t pid = child_start(self, arguments, channel, environment, &error);
        g_assert_no_error(error);
        g_assert_cmpint(pid, >, 0);
        return pid;
}

/* What the child does. Its exit status is its answer. */
static int
child_report_descriptors(bool channel)
{
        for (int fd = 0; fd < 1024; fd++) {
                const bool open = fcntl(fd, F_GETFD) >= 0;
                if (open != (fd <= STDERR_FILENO || (channel && fd == CHILD_CHANNEL)))
                        return 100 + fd;
        }
        return 0;
}

static int
child_report_signals(void)
{
        sigset_t blocked;
        (void) sigprocmask(SIG_SETMASK, NULL, &blocked);
        struct sigaction term, broken_pipe;
        (void) sigaction(SIGTERM, NULL, &term);
        (void) sigaction(SIGPIPE, NULL, &broken_pipe);
        return sigismember(&blocked, SIGUSR1) || term.sa_handler != SIG_DFL || broken_pipe.sa_handler != SIG_IGN;
}

/* Tells over the channel that it is ready, then waits for ever. */
static int
child_wait_for_ever(bool stubborn)
{
        if (stubborn)
                (void) signal(SIGTERM, SIG_IGN);
        g_autoptr(Frame) ready = frame_new('r');
        if (!frame_send(CHILD_CHANNEL, ready, NULL))
                return 1;
        for (;;)
                (void) pause();
}

static int
child_main(const char *word)
{
        if (g_str_equal(word, "seven"))
                return 7;
        if (g_str_equal(word, "descriptors"))
                return child_report_descriptors(false);
        if (g_str_equal(word, "channel"))
                return child_report_descriptors(true);
        if (g_str_equal(word, "signals"))
                return child_report_signals();
        if (g_str_equal(word, "environment"))
                return g_strcmp0(g_getenv("CCOT_TEST_WORD"), "a=b") == 0 && g_getenv("HOME") != NULL ? 0 : 1;
        if (g_str_equal(word, "input")) {
                char octet;
                return read(STDIN_FILENO, &octet, 1) == 0 ? 0 : 1;
        }
        return child_wait_for_ever(g_str_equal(word, "stubborn"));
}

static void
assert_answer(const char *word, int channel, const char *const environment[], int answer)
{
        int status = -1;
        const pid_t pid = start_as(word, channel, environment);
        g_assert_true(child_wait(pid, 20000, &status));
        g_assert_true(WIFEXITED(status));
        g_assert_cmpint(WEXITSTATUS(status), ==, answer);
        g_assert_cmpint(waitpid(pid, NULL, WNOHANG), ==, -1);
}

static void
test_answers(void)
{
        assert_answer("seven", -1, NULL, 7);
        assert_answer("input", -1, NULL, 0);
        const char *const environment[] = { "CCOT_TEST_WORD=a=b", NULL };
        assert_answer("environment", -1, environment, 0);
}

static void
test_descriptors(void)
{
        /* descriptors that were opened without close-on-exec, low and high */
        g_auto(OwnedFd) low = open("/dev/null", O_RDONLY);
        g_auto(OwnedFd) high = fcntl(low, F_DUPFD, 900);
        g_assert_cmpint(high, >=, 900);
        assert_answer("descriptors", -1, NULL, 0);
        assert_answer("channel", high, NULL, 0);
        g_auto(OwnedFd) three = fcntl(CHILD_CHANNEL, F_GETFD) < 0 ? fcntl(low, F_DUPFD, CHILD_CHANNEL) : -1;
        assert_answer("channel", CHILD_CHANNEL, NULL, 0);
}

static void
test_signals(void)
{
        sigset_t blocked;
        (void) sigemptyset(&blocked);
        (void) sigaddset(&blocked, SIGUSR1);
        (void) sigprocmask(SIG_BLOCK, &blocked, NULL);
        (void) signal(SIGTERM, SIG_IGN);
        assert_answer("signals", -1, NULL, 0);
        (void) signal(SIGTERM, SIG_DFL);
        (void) sigprocmask(SIG_UNBLOCK, &blocked, NULL);
}

static void
test_missing_program(void)
{
        int status = -1;
        const char *const arguments[] = { "nothing", NULL };
        const pid_t pid = child_start("/nonexistent/nothing", arguments, -1, NULL, NULL);
        g_assert_true(child_wait(pid, 20000, &status));
        g_autofree char *text = child_status_text(status);
        g_assert_cmpstr(text, ==, "exit 127");
}

static pid_t
start_ready(const char *word)
{
        int ends[2];
        g_assert_true(frame_pair(ends, NULL));
        const pid_t pid = start_as(word, ends[1], NULL);
        (void) close(ends[1]);
        g_autoptr(Frame) ready = frame_receive(ends[0], NULL);
        g_assert_nonnull(ready);
        (void) close(ends[0]);
        return pid;
}

static void
test_wait_gives_up(void)
{
        const pid_t pid = start_ready("wait");
        const gint64 before = clock_ticks();
        int status = -42;
        g_assert_false(child_wait(pid, 50, &status));
        g_assert_cmpint(clock_ticks() - before, >=, 49);
        g_assert_cmpint(status, ==, -42);
        g_assert_false(child_wait(pid, 0, NULL));
        child_stop(pid, 20000, &status);
        g_autofree char *text = child_status_text(status);
        g_assert_cmpstr(text, ==, "signal 15");
}

static void
test_stop_for_certain(void)
{
        const pid_t pid = start_ready("stubborn");
        int status = -1;
        child_stop(pid, 50, &status);
        g_autofree char *text = child_status_text(status);
        g_assert_cmpstr(text, ==, "signal 9");
        g_assert_cmpint(kill(pid, 0), ==, -1);
}

/* A parent that is killed leaves no child behind. */
static void
test_no_orphan(void)
{
        int ends[2];
        g_assert_true(frame_pair(ends, NULL));
        const pid_t parent = fork();
        if (parent == 0) {
                (void) start_as("wait", ends[1], NULL);
                (void) close(ends[1]);
                for (;;)
                        (void) pause();
        }
        (void) close(ends[1]);
        g_autoptr(Frame) ready = frame_receive(ends[0], NULL);
        g_assert_nonnull(ready);
        (void) kill(parent, SIGKILL);
        g_assert_cmpint(waitpid(parent, NULL, 0), ==, parent);
        /* The child held the other end: its end of file is the child's death. */
        struct pollfd wait = { .fd = ends[0], .events = POLLIN };
        g_assert_cmpint(poll(&wait, 1, 20000), ==, 1);
        g_assert_null(frame_receive(ends[0], NULL));
        (void) close(ends[0]);
}

static void
test_program_path(void)
{
        g_autofree char *beside = child_program_path("test_child");
        g_assert_cmpstr(beside, ==, self);
        g_autofree char *installed = child_program_path("no-such-program");
        g_assert_cmpstr(installed, ==, CCOT_LIBEXECDIR "/no-such-program");
}

int
main(int argc, char **argv)
{
        if (argc == 3 && g_str_equal(argv[1], "--as"))
                return child_main(argv[2]);
        g_test_init(&argc, &argv, NULL);
        self = g_file_read_link("/proc/self/exe", NULL);
        g_test_add_func("/child/answers", test_answers);
        g_test_add_func("/child/has-no-other-descriptor", test_descriptors);
        g_test_add_func("/child/has-default-signals", test_signals);
        g_test_add_func("/child/missing-program", test_missing_program);
        g_test_add_func("/child/wait-gives-up", test_wait_gives_up);
        g_test_add_func("/child/stop-for-certain", test_stop_for_certain);
        g_test_add_func("/child/no-orphan", test_no_orphan);
        g_test_add_func("/child/program-path", test_program_path);
        const int result = g_test_run();
        g_free(self);
        return result;
}
