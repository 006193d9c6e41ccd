/* confined: a probe that tries each way out of the wall, as the worker's children stand behind it. Each is a test of its
 * own, so that a hole is named. A way counts as closed when the call answers EACCES (clone3: ENOSYS) or ends the process
 * (SIGSYS): any other failure may be an accident. */
#include "parsers/confined.h"

#include "base/bytes.h"
#include "base/own.h"
#include "base/sanitized.h"
#include "parsers/pipeline.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447
#endif

/* Exit statuses of the probe; not those that confined.c gives. */
enum { CLOSED = 40, OPEN = 41 };

/* What the tests prepare and every probe inherits: a readable secret, a path that is free, a listening socket. */
static char *path;
static char *beside;
static char *socket_path;
static pid_t parent;
static int left_open;
static uint8_t room[8192] __attribute__((aligned(4096)));

#define WORD(value) ((long) (value))
enum { ALL, TEXT };

typedef struct {
        const char *name;
        int uses;
        long number;
        long arguments[6];
} Escape;

/* The table is filled when the program runs: it holds addresses and process numbers. */
static GArray *
escapes_new(void)
{
        GArray *escapes = g_array_new(FALSE, FALSE, sizeof(Escape));
#define ESCAPE(its_name, its_uses, its_number, ...)                                                                    \
        {                                                                                                              \
                const Escape escape = { its_name, its_uses, its_number, { __VA_ARGS__ } };                             \
                g_array_append_val(escapes, escape);                                                                   \
        }
#include "tests/unit/escape.def"
#undef ESCAPE
        return escapes;
}

static int
verdict(long answer)
{
        return answer == -1 && errno == EACCES ? CLOSED : OPEN;
}

static int
probe_call(gconstpointer task)
{
        const Escape *escape = task;
        const long *a = escape->arguments;
        errno = 0;
        const long answer = syscall(escape->number, a[0], a[1], a[2], a[3], a[4], a[5]);
        if (escape->number == SYS_clone3 && answer == -1 && errno == ENOSYS)
                return CLOSED;
        return verdict(answer);
}

static int
probe_run(ConfinedJob job, gconstpointer task, SandboxUse use)
{
        g_auto(OwnedFd) answer = bytes_memfd_new("answer", NULL);
        const ConfinedCall call = { .run = job,
                                    .task = task,
                                    .use = use,
                                    .memory_bytes = (guint64) 256 << 20,
                                    .output_bytes = 1 << 20,
                                    .deadline_ms = 5000,
                                    .answer = answer,
                                    .notes = -1 };
        ConfinedEnd end = { .late = false };
        g_autoptr(GError) failure = NULL;
        if (!confined_run(&call, &end, &failure))
                g_error("%s", failure->message);
        g_assert_false(end.late);
        return end.status;
}

typedef struct {
        Escape escape;
        ConfinedJob job; /* instead of the call */
        SandboxUse use;
} Trial;

static void
test_escape(gconstpointer data)
{
        const Trial *trial = data;
        const int status = probe_run(trial->job == NULL ? probe_call : trial->job, &trial->escape, trial->use);
        if (WIFSIGNALED(status) ? WTERMSIG(status) != SIGSYS : WEXITSTATUS(status) != CLOSED)
                g_test_fail_printf("a confined child can: %s (status %x)", trial->escape.name, (unsigned) status);
}

/* Ways that take more than one call. */

static int
probe_parent_file(const char *name)
{
        g_autofree char *file = g_strdup_printf("/proc/%d/%s", (int) parent, name);
        return verdict(open(file, O_RDONLY));
}

static int
probe_parent_environment(gconstpointer task)
{
        return probe_parent_file("environ");
}

static int
probe_parent_memory(gconstpointer task)
{
        return probe_parent_file("mem");
}

static int
probe_parent_root(gconstpointer task)
{
        return probe_parent_file("root/etc/passwd");
}

static int
probe_own_memory(gconstpointer task)
{
        return verdict(open("/proc/self/mem", O_RDWR));
}

static int
probe_own_descriptors(gconstpointer task)
{
        return verdict(open("/proc/self/fd/3", O_RDONLY));
}

static int
probe_database(gconstpointer task)
{
        struct sockaddr_un address = { .sun_family = AF_UNIX };
        (void) g_strlcpy(address.sun_path, socket_path, sizeof address.sun_path);
        const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
        return fd < 0 ? verdict(fd) : verdict(connect(fd, (const struct sockaddr *) &address, sizeof address));
}

/* What the parent had open is closed. */
static int
probe_left_open(gconstpointer task)
{
        return write(left_open, "x", 1) == -1 && errno == EBADF ? CLOSED : OPEN;
}

static int
probe_standard_output(gconstpointer task)
{
        struct stat facts;
        /* it is the null device; a text child cannot even ask */
        if (fstat(STDOUT_FILENO, &facts) != 0)
                return errno == EACCES && write(STDOUT_FILENO, "leak", 4) == 4 ? CLOSED : OPEN;
        return S_ISCHR(facts.st_mode) ? CLOSED : OPEN;
}

#ifdef __x86_64__
/* getpid in the numbers of 32-bit programs */
static int
probe_other_numbers(gconstpointer task)
{
        long answer = 20;
        __asm__ volatile("int $0x80" : "+a"(answer) : : "memory");
        return OPEN;
}

static int
probe_x32_numbers(gconstpointer task)
{
        (void) syscall(0x40000000 | SYS_getpid);
        return OPEN;
}
#endif

static int
probe_write_more(gconstpointer task)
{
        static const uint8_t block[1 << 16];
        (void) signal(SIGXFSZ, SIG_IGN);
        for (unsigned i = 0; i < 64; i++)
                if (write(CONFINED_ANSWER, block, sizeof block) < 0)
                        return errno == EFBIG ? CLOSED : OPEN;
        return OPEN;
}

#if !SANITIZED
static int
probe_take_memory(gconstpointer task)
{
        const void *memory = mmap(NULL, (size_t) 2 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return memory == MAP_FAILED ? CLOSED : OPEN;
}
#endif

static const struct {
        const char *name;
        ConfinedJob job;
        int uses;
} ways[] = {
        { "read the parent's environment", probe_parent_environment, ALL },
        { "open the parent's memory", probe_parent_memory, ALL },
        { "go by the parent's root", probe_parent_root, ALL },
        { "open its own memory", probe_own_memory, ALL },
        { "open its own descriptors", probe_own_descriptors, TEXT },
        { "connect to the database's socket", probe_database, ALL },
        { "use a descriptor that the parent had open", probe_left_open, ALL },
        { "write to the parent's standard output", probe_standard_output, ALL },
#ifdef __x86_64__
        { "call in the numbers of 32-bit programs", probe_other_numbers, ALL },
        { "call in the numbers of x32 programs", probe_x32_numbers, ALL },
#endif
        { "write more than its limit", probe_write_more, ALL },
#if !SANITIZED
        { "take more memory than its limit", probe_take_memory, ALL },
#endif
};

static int
probe_crash(gconstpointer task)
{
        __builtin_trap();
}

/* A crash leaves nothing behind that could be read. */
static void
test_core(gconstpointer data)
{
        const int status = probe_run(probe_crash, NULL, ((const Trial *) data)->use);
        g_assert_true(WIFSIGNALED(status));
        g_assert_cmpint(WTERMSIG(status), ==, SIGILL);
        g_assert_false(WCOREDUMP(status));
}

static void *
probe_thread(void *data)
{
        *(int *) data = CLOSED;
        return NULL;
}

/* CLOSED here: a thread ran. */
static int
probe_threads(gconstpointer task)
{
        pthread_t thread;
        int answer = OPEN;
        if (pthread_create(&thread, NULL, probe_thread, &answer) != 0 || pthread_join(thread, NULL) != 0)
                return OPEN;
        return answer;
}

/* The decoder of HEIC pictures needs threads; a reader of text must have none. */
static void
test_threads(void)
{
        g_assert_true(WIFSIGNALED(probe_run(probe_threads, NULL, SANDBOX_TEXT)));
        g_assert_cmpint(WEXITSTATUS(probe_run(probe_threads, NULL, SANDBOX_RENDER)), ==, CLOSED);
        g_assert_cmpint(WEXITSTATUS(probe_run(probe_threads, NULL, SANDBOX_OCR)), ==, CLOSED);
}

/* Nothing is wrong with the probe: without a wall the harmless ways are open. */
static void
test_probe_notices(void)
{
        static const Escape opened = { "open", ALL, SYS_openat, { AT_FDCWD, 0, O_RDONLY } };
        Escape escape = opened;
        escape.arguments[1] = WORD(path);
        g_assert_cmpint(probe_call(&escape), ==, OPEN);
        g_assert_cmpint(probe_database(NULL), ==, OPEN);
        g_assert_cmpint(probe_parent_environment(NULL), ==, OPEN);
        g_assert_cmpint(probe_left_open(NULL), ==, OPEN);
}

static int
forever(gconstpointer task)
{
        for (volatile unsigned count = 0;; count++)
                ;
        return 0;
}

static void
test_deadline(void)
{
        g_auto(OwnedFd) answer = bytes_memfd_new("answer", NULL);
        const ConfinedCall call = { .run = forever,
                                    .use = SANDBOX_TEXT,
                                    .memory_bytes = 1 << 20,
                                    .output_bytes = 1,
                                    .deadline_ms = 100,
                                    .answer = answer,
                                    .notes = -1 };
        ConfinedEnd end = { .late = false };
        g_assert_true(confined_run(&call, &end, NULL));
        g_assert_true(end.late);
        g_assert_true(WIFSIGNALED(end.status));
        g_assert_false(confined_answered(&end, answer, 1));
}

static void
prepare(const char *folder)
{
        parent = getpid();
        path = g_build_filename(folder, "password", NULL);
        beside = g_build_filename(folder, "beside", NULL);
        socket_path = g_build_filename(folder, ".s.PGSQL.5432", NULL);
        g_assert_true(g_file_set_contents(path, "secret\n", -1, NULL));
        struct sockaddr_un address = { .sun_family = AF_UNIX };
        (void) g_strlcpy(address.sun_path, socket_path, sizeof address.sun_path);
        const int listening = socket(AF_UNIX, SOCK_STREAM, 0);
        g_assert_cmpint(bind(listening, (const struct sockaddr *) &address, sizeof address), ==, 0);
        g_assert_cmpint(listen(listening, 8), ==, 0);
        left_open = open(path, O_RDWR);
        g_assert_cmpint(left_open, >, CONFINED_NOTES);
}

static void
add_trials(GPtrArray *trials, const GArray *escapes, const char *name, SandboxUse use)
{
        for (guint i = 0; i < escapes->len + G_N_ELEMENTS(ways) + 1; i++) {
                Trial *trial = g_new0(Trial, 1);
                g_ptr_array_add(trials, trial);
                trial->use = use;
                const bool is_core = i == escapes->len + G_N_ELEMENTS(ways);
                if (i < escapes->len) {
                        trial->escape = g_array_index(escapes, Escape, i);
                } else if (!is_core) {
                        trial->escape.name = ways[i - escapes->len].name;
                        trial->job = ways[i - escapes->len].job;
                        trial->escape.uses = ways[i - escapes->len].uses;
                }
                if (trial->escape.uses == TEXT && use != SANDBOX_TEXT)
                        continue;
                g_autofree char *title =
                    g_strdup_printf("/confined/%s/%s", name, is_core ? "leave a core file" : trial->escape.name);
                g_test_add_data_func(title, trial, is_core ? test_core : test_escape);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        g_autoptr(GError) error = NULL;
        if (!confined_prepare(&error))
                g_error("%s", error->message);
        g_autofree char *folder = g_dir_make_tmp("ccot-escape-XXXXXX", NULL);
        prepare(folder);
        g_autoptr(GArray) escapes = escapes_new();
        g_autoptr(GPtrArray) trials = g_ptr_array_new_with_free_func(g_free);
        g_test_add_func("/confined/probe-notices", test_probe_notices);
        g_test_add_func("/confined/threads", test_threads);
        g_test_add_func("/confined/deadline", test_deadline);
        add_trials(trials, escapes, "text", SANDBOX_TEXT);
        add_trials(trials, escapes, "render", SANDBOX_RENDER);
        add_trials(trials, escapes, "ocr", SANDBOX_OCR);
        const int failed = g_test_run();
        (void) unlink(path);
        (void) unlink(socket_path);
        (void) rmdir(folder);
        return failed;
}
