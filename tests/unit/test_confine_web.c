/* The wall around ccot-web: what is refused behind it, and what still works. Each trial is a process of its own. */
#include "web/confine.h"

#include "base/sanitized.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* False without Landlock: that layer is left out then. */
static bool confine_has_landlock;

/* True when it got through. */
typedef bool (*ConfineTrial)(void);

static bool
trial_write(void)
{
        return open("/tmp/ccot-test-confine", O_CREAT | O_WRONLY | O_CLOEXEC, 0600) >= 0;
}

static bool
trial_folder(void)
{
        return mkdir("/tmp/ccot-test-confine-folder", 0700) == 0;
}

/* What a program that is started behind the wall ends with; -1 when it cannot be started. */
static int
trial_shell(const char *script)
{
        char shell[] = "/bin/sh", option[] = "-c";
        g_autofree char *copy = g_strdup(script);
        char *command[] = { shell, option, copy, NULL };
        int status = 0;
        return g_spawn_sync(NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL)
                   ? WEXITSTATUS(status)
                   : -1;
}

static bool
trial_program_writes(void)
{
        return trial_shell("touch /tmp/ccot-test-confine-child 2>/dev/null") == 0;
}

static bool
trial_packet(void)
{
        return socket(AF_PACKET, SOCK_RAW, 0) >= 0;
}

static bool
trial_alg(void)
{
        return socket(AF_ALG, SOCK_SEQPACKET, 0) >= 0;
}

static bool
trial_trace(void)
{
        return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static bool
trial_root(void)
{
        return chroot("/") == 0;
}

static bool
trial_read(void)
{
        return open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0;
}

static bool
trial_sockets(void)
{
        return socket(AF_UNIX, SOCK_STREAM, 0) >= 0 && socket(AF_INET, SOCK_STREAM, 0) >= 0 &&
               socket(AF_INET6, SOCK_STREAM, 0) >= 0;
}

static bool
trial_program(void)
{
        return trial_shell("exit 7 > /dev/null") == 7;
}

static bool
confine_tried(ConfineTrial trial)
{
        const pid_t child = fork();
        if (child == 0) {
                if (!confine_web(NULL))
                        _exit(2);
                _exit(trial() ? 1 : 0);
        }
        int status = 0;
        g_assert_cmpint(waitpid(child, &status, 0), ==, child);
        g_assert_true(WIFEXITED(status));
        g_assert_cmpint(WEXITSTATUS(status), !=, 2);
        return WEXITSTATUS(status) == 1;
}

static void
test_refused(void)
{
        static const ConfineTrial files[] = { trial_write, trial_folder, trial_program_writes };
        static const ConfineTrial calls[] = { trial_packet, trial_alg, trial_root };
        for (unsigned i = 0; confine_has_landlock && i < G_N_ELEMENTS(files); i++)
                g_assert_false(confine_tried(files[i]));
        for (unsigned i = 0; i < G_N_ELEMENTS(calls); i++)
                g_assert_false(confine_tried(calls[i]));
        if (!SANITIZED)
                g_assert_false(confine_tried(trial_trace));
}

static void
test_open(void)
{
        static const ConfineTrial ways[] = { trial_read, trial_sockets, trial_program };
        for (unsigned i = 0; i < G_N_ELEMENTS(ways); i++)
                g_assert_true(confine_tried(ways[i]));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        confine_has_landlock = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
        g_test_message("Landlock: %s", confine_has_landlock ? "yes" : "no");
        g_test_add_func("/confine-web/refused", test_refused);
        g_test_add_func("/confine-web/open", test_open);
        return g_test_run();
}
