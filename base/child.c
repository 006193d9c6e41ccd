#include "base/child.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/own.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

extern char **environ;

static char **
child_environment(const char *const extra[])
{
        char **all = g_strdupv(environ);
        for (unsigned i = 0; extra != NULL && extra[i] != NULL; i++) {
                g_autofree char *name = g_strndup(extra[i], strcspn(extra[i], "="));
                all = g_environ_setenv(all, name, strchr(extra[i], '=') + 1, TRUE);
        }
        return all;
}

/* Between fork and exec: only calls that are safe there. */
static void
child_become(const char *program, char *const argv[], char *const environment[], int channel, pid_t parent)
{
        (void) prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent)
                _exit(127);
        sigset_t none;
        (void) sigemptyset(&none);
        (void) sigprocmask(SIG_SETMASK, &none, NULL);
        for (int number = 1; number < NSIG; number++)
                (void) signal(number, number == SIGPIPE ? SIG_IGN : SIG_DFL);
        unsigned first_closed = CHILD_CHANNEL;
        if (channel >= 0) {
                if (channel == CHILD_CHANNEL ? fcntl(channel, F_SETFD, 0) < 0 : dup2(channel, CHILD_CHANNEL) < 0)
                        _exit(127);
                first_closed = CHILD_CHANNEL + 1;
        }
        (void) close_range(first_closed, ~0U, 0);
        const int null = open("/dev/null", O_RDWR);
        if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0)
                _exit(127);
        if (null > STDERR_FILENO)
                (void) close(null);
        (void) execve(program, argv, environment);
        _exit(127);
}

pid_t
child_start(const char *program, const char *const argv[], int channel, const char *const extra_environment[],
            GError **error)
{
        g_auto(GStrv) environment = child_environment(extra_environment);
        g_autoptr(GPtrArray) arguments = g_ptr_array_new_with_free_func(g_free);
        for (unsigned i = 0; argv[i] != NULL; i++)
                g_ptr_array_add(arguments, g_strdup(argv[i]));
        g_ptr_array_add(arguments, NULL);
        const pid_t parent = getpid();
        const pid_t pid = fork();
        if (pid == 0)
                child_become(program, (char *const *) arguments->pdata, environment, channel, parent);
        if (pid < 0)
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "starting a child");
        return pid;
}

bool
child_wait(pid_t pid, gint64 deadline_ms, int *ret_status)
{
        int status = 0;
        if (waitpid(pid, &status, WNOHANG) == 0) {
                g_auto(OwnedFd) handle = (int) syscall(SYS_pidfd_open, pid, 0);
                struct pollfd wait = { .fd = handle, .events = POLLIN };
                const gint64 until = clock_ticks() + deadline_ms;
                for (;;) {
                        const gint64 left = until - clock_ticks();
                        if (handle >= 0 && poll(&wait, 1, (int) CLAMP(left, 0, G_MAXINT)) < 0 && errno == EINTR)
                                continue;
                        break;
                }
                if (waitpid(pid, &status, WNOHANG) == 0)
                        return false;
        }
        if (ret_status != NULL)
                *ret_status = status;
        return true;
}

void
child_stop(pid_t pid, gint64 grace_ms, int *ret_status)
{
        (void) kill(pid, SIGTERM);
        if (child_wait(pid, grace_ms, ret_status))
                return;
        (void) kill(pid, SIGKILL);
        int status = 0;
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
                ;
        if (ret_status != NULL)
                *ret_status = status;
}

char *
child_status_text(int status)
{
        if (WIFSIGNALED(status))
                return g_strdup_printf("signal %d", WTERMSIG(status));
        return g_strdup_printf("exit %d", WEXITSTATUS(status));
}

char *
child_program_path(const char *name)
{
        g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
        if (self != NULL) {
                g_autofree char *folder = g_path_get_dirname(self);
                g_autofree char *beside = g_build_filename(folder, name, NULL);
                if (g_file_test(beside, G_FILE_TEST_IS_EXECUTABLE))
                        return g_steal_pointer(&beside);
        }
        return g_build_filename(CCOT_LIBEXECDIR, name, NULL);
}

bool
child_has_channel(void)
{
        int type = 0;
        socklen_t size = sizeof type;
        return getsockopt(CHILD_CHANNEL, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

int
child_signals(void)
{
        sigset_t ends;
        (void) signal(SIGPIPE, SIG_IGN);
        (void) sigemptyset(&ends);
        (void) sigaddset(&ends, SIGTERM);
        (void) sigaddset(&ends, SIGINT);
        if (sigprocmask(SIG_BLOCK, &ends, NULL) < 0)
                return -1;
        return signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
}
