/* sandbox: a confined child tries each way out and comes to nothing; charsets decode behind the wall. */
#include "parsers/sandbox.h"

#include "base/text.h"
#include "parsers/pipeline.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Ends with 0 when the way out was open, 1 when it was refused. */
typedef int (*Escape)(void);

static int
escape_open(void)
{
        return open("/etc/passwd", O_RDONLY) < 0;
}

static int
escape_open_proc(void)
{
        return open("/proc/1/environ", O_RDONLY) < 0;
}

static int
escape_create(void)
{
        return open("/tmp/ccot-escape", O_WRONLY | O_CREAT, 0600) < 0;
}

static int
escape_stat(void)
{
        struct stat facts;
        return stat("/etc/passwd", &facts) != 0;
}

static int
escape_socket(void)
{
        return socket(AF_INET, SOCK_STREAM, 0) < 0;
}

static int
escape_socketpair(void)
{
        int ends[2];
        return socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0;
}

static int
escape_exec(void)
{
        char *const arguments[] = { NULL };
        return execve("/bin/true", arguments, arguments) != 0;
}

static int
escape_fork(void)
{
        return syscall(SYS_fork) < 0;
}

static int
escape_clone(void)
{
        return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) < 0;
}

static int
escape_kill(void)
{
        return kill(getpid(), 0) != 0;
}

static int
escape_ptrace(void)
{
        return ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0;
}

static int
escape_run_memory(void)
{
        return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}

static int
escape_raise_limit(void)
{
        const struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };
        return setrlimit(RLIMIT_CPU, &limit) != 0;
}

#ifndef __SANITIZE_ADDRESS__
static int
escape_memory_limit(void)
{
        return mmap(NULL, (size_t) 2 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}
#endif

/* True when the child was refused or killed for it; a child that could not even be confined counts as an escape. */
static bool
is_refused(Escape escape, SandboxUse use)
{
        const SandboxLimits limits = { .memory_bytes = (guint64) 256 << 20, .cpu_seconds = 5, .output_bytes = 1 << 20 };
        const pid_t pid = fork();
        if (pid == 0) {
                if (!sandbox_enter(use, &limits, NULL))
                        _exit(0);
                _exit(escape());
        }
        int status = 0;
        g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
        if (WIFSIGNALED(status))
                return WTERMSIG(status) == SIGSYS;
        return WEXITSTATUS(status) == 1;
}

static void
test_escapes(gconstpointer data)
{
        static const struct {
                const char *name;
                Escape escape;
        } escapes[] = {
                { "open", escape_open },     { "open /proc", escape_open_proc },  { "create", escape_create },
                { "socket", escape_socket }, { "socketpair", escape_socketpair }, { "exec", escape_exec },
                { "fork", escape_fork },     { "clone", escape_clone },           { "kill", escape_kill },
                { "ptrace", escape_ptrace }, { "run memory", escape_run_memory }, { "raise limit", escape_raise_limit },
        };
        const SandboxUse use = (SandboxUse) GPOINTER_TO_UINT(data);
        for (unsigned i = 0; i < G_N_ELEMENTS(escapes); i++)
                if (!is_refused(escapes[i].escape, use))
                        g_error("a confined child can: %s", escapes[i].name);
        if (use == SANDBOX_TEXT && !is_refused(escape_stat, use))
                g_error("a confined child can: stat");
#ifndef __SANITIZE_ADDRESS__
        if (!is_refused(escape_memory_limit, use))
                g_error("a confined child can: take more memory than its limit");
#endif
}

/* Nothing is wrong with the helper: without a wall the ways are open. */
static int
unconfined_open(void)
{
        return escape_open();
}

static void
test_helper_notices(void)
{
        g_assert_cmpint(unconfined_open(), ==, 0);
        g_assert_cmpint(escape_socketpair(), ==, 0);
}

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
        g_test_add_func("/sandbox/helper-notices", test_helper_notices);
        g_test_add_data_func("/sandbox/text", GUINT_TO_POINTER(SANDBOX_TEXT), test_escapes);
        g_test_add_data_func("/sandbox/render", GUINT_TO_POINTER(SANDBOX_RENDER), test_escapes);
        g_test_add_func("/sandbox/charsets", test_charsets);
        return g_test_run();
}
