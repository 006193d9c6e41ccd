#include "parsers/sandbox.h"

#include "base/bytes.h"
#include "base/error.h"
#include "base/own.h"
#include "base/sanitized.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>

enum { SANDBOX_USES = 3, DESCRIPTORS = 32 };

/* Compiled filters, one a use. */
static GByteArray *filters[SANDBOX_USES];

/* What every use needs: memory, the clock, the descriptors they hold. */
static const int allowed[] = {
        SCMP_SYS(read),
        SCMP_SYS(readv),
        SCMP_SYS(pread64),
        SCMP_SYS(write),
        SCMP_SYS(writev),
        SCMP_SYS(pwrite64),
        SCMP_SYS(lseek),
        SCMP_SYS(close),
        SCMP_SYS(fstat),
        SCMP_SYS(munmap),
        SCMP_SYS(mremap),
        SCMP_SYS(brk),
        SCMP_SYS(exit),
        SCMP_SYS(exit_group),
        SCMP_SYS(rt_sigreturn),
        SCMP_SYS(rt_sigprocmask),
        SCMP_SYS(rt_sigaction),
        SCMP_SYS(clock_gettime),
        SCMP_SYS(gettimeofday),
        SCMP_SYS(time),
        SCMP_SYS(getrandom),
        SCMP_SYS(sched_yield),
        SCMP_SYS(getpid),
        SCMP_SYS(gettid),
        SCMP_SYS(sysinfo),
        SCMP_SYS(sched_getaffinity),
        SCMP_SYS(restart_syscall),
#if SANITIZED
        SCMP_SYS(sigaltstack),
#endif
};

/* Libraries try these for files they can do without: refused, not deadly. */
static const int refused[] = {
        SCMP_SYS(open),       SCMP_SYS(openat), SCMP_SYS(openat2),   SCMP_SYS(stat),       SCMP_SYS(lstat),
        SCMP_SYS(statx),      SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink),
        SCMP_SYS(readlinkat), SCMP_SYS(getcwd), SCMP_SYS(statfs),    SCMP_SYS(getdents64), SCMP_SYS(mkdir),
        SCMP_SYS(mkdirat),    SCMP_SYS(unlink), SCMP_SYS(rename),    SCMP_SYS(ioctl),      SCMP_SYS(prlimit64),
        SCMP_SYS(getrlimit),  SCMP_SYS(uname),  SCMP_SYS(getuid),    SCMP_SYS(geteuid),    SCMP_SYS(getgid),
        SCMP_SYS(getegid),    SCMP_SYS(chmod),  SCMP_SYS(fchmod),    SCMP_SYS(utimensat),  SCMP_SYS(link),
        SCMP_SYS(symlink),    SCMP_SYS(rmdir),  SCMP_SYS(fadvise64), SCMP_SYS(fstatfs),    SCMP_SYS(newfstatat),
};

/* What finding and reading a font takes; Landlock says where. */
static const int render_allowed[] = {
        SCMP_SYS(stat),       SCMP_SYS(lstat),  SCMP_SYS(newfstatat), SCMP_SYS(access),     SCMP_SYS(faccessat),
        SCMP_SYS(faccessat2), SCMP_SYS(statfs), SCMP_SYS(fstatfs),    SCMP_SYS(getdents64), SCMP_SYS(fadvise64),
};

/* What a thread takes beside clone(). */
static const int thread_allowed[] = { SCMP_SYS(set_robust_list), SCMP_SYS(rseq) };

/* What memory may be advised: nothing that damages or shares it. */
static const int advices[] = { MADV_NORMAL, MADV_RANDOM,   MADV_SEQUENTIAL, MADV_WILLNEED, MADV_DONTNEED,
                               MADV_FREE,   MADV_HUGEPAGE, MADV_NOHUGEPAGE, MADV_DONTDUMP };

/* Waiting and waking; no locks that the kernel owns. */
static const int futex_operations[] = { FUTEX_WAIT,    FUTEX_WAKE,        FUTEX_REQUEUE,    FUTEX_CMP_REQUEUE,
                                        FUTEX_WAKE_OP, FUTEX_WAIT_BITSET, FUTEX_WAKE_BITSET };

/* The flags of pthread_create(), all of them and no other: the new thread is one of this process. */
static const uint64_t thread_flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |
                                     CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;

static bool
sandbox_holds(const int *list, size_t length, int call)
{
        for (size_t i = 0; i < length; i++)
                if (list[i] == call)
                        return true;
        return false;
}

/* Calls that are allowed for some of the things that they do. */
static int
sandbox_rules_by_argument(scmp_filter_ctx filter)
{
        int failed = 0;
        for (size_t i = 0; i < G_N_ELEMENTS(advices); i++)
                failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(madvise), 1,
                                           SCMP_A2(SCMP_CMP_EQ, (uint64_t) advices[i]));
        for (size_t i = 0; i < G_N_ELEMENTS(futex_operations); i++)
                failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(futex), 1,
                                           SCMP_A1(SCMP_CMP_MASKED_EQ, (uint64_t) FUTEX_CMD_MASK & UINT32_MAX,
                                                   (uint64_t) futex_operations[i]));
        /* memory that can be run is never made */
        failed |=
            seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
        failed |=
            seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_GETFL));
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_GETFD));
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_SETFD));
        return failed;
}

/* What rendering adds: files to read, where Landlock allows them, and threads. */
static int
sandbox_rules_render(scmp_filter_ctx filter)
{
        const uint32_t denied = SCMP_ACT_ERRNO(EACCES);
        int failed = 0;
        for (size_t i = 0; i < G_N_ELEMENTS(render_allowed); i++)
                failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, render_allowed[i], 0);
        for (size_t i = 0; i < G_N_ELEMENTS(thread_allowed); i++)
                failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, thread_allowed[i], 0);
        /* reading only; where Landlock is missing this is what is left of the wall around files */
        const uint64_t more = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_PATH;
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, more, 0));
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, more, 0));
        failed |=
            seccomp_rule_add(filter, denied, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, O_WRONLY, O_WRONLY));
        failed |= seccomp_rule_add(filter, denied, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, O_RDWR, O_RDWR));
        failed |= seccomp_rule_add(filter, denied, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, O_CREAT, O_CREAT));
        /* glibc falls back on clone(), whose flags can be looked at */
        failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_EQ, thread_flags));
        return failed;
}

static int
sandbox_rules(scmp_filter_ctx filter, SandboxUse use)
{
        const uint32_t denied = SCMP_ACT_ERRNO(EACCES);
        const bool renders = use != SANDBOX_TEXT;
        /* calls in another machine's numbers (int 0x80, x32) are no way round */
        int failed = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
        for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++)
                failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
        for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
                const bool opens = refused[i] == SCMP_SYS(open) || refused[i] == SCMP_SYS(openat);
                if (renders && (opens || sandbox_holds(render_allowed, G_N_ELEMENTS(render_allowed), refused[i])))
                        continue;
                failed |= seccomp_rule_add(filter, denied, refused[i], 0);
        }
        return failed | sandbox_rules_by_argument(filter) | (renders ? sandbox_rules_render(filter) : 0);
}

static GByteArray *
sandbox_compile(SandboxUse use, GError **error)
{
        scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
        g_auto(OwnedFd) file = bytes_memfd_new("filter", error);
        if (filter == NULL || file < 0)
                return NULL;
        const int failed = sandbox_rules(filter, use) | seccomp_export_bpf(filter, file);
        seccomp_release(filter);
        if (failed != 0 || lseek(file, 0, SEEK_SET) != 0) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "the list of system calls cannot be built");
                return NULL;
        }
        return bytes_read_all(file, (size_t) UINT16_MAX * sizeof(struct sock_filter), error);
}

bool
sandbox_prepare(GError **error)
{
        for (unsigned use = 0; use < SANDBOX_USES; use++) {
                if (filters[use] == NULL)
                        filters[use] = sandbox_compile((SandboxUse) use, error);
                if (filters[use] == NULL)
                        return false;
        }
        return true;
}

/* The kernel's struct has grown; ours holds all of it and the size says how much is meant. */
typedef struct {
        uint64_t files;
        uint64_t network;
        uint64_t scoped;
} LandlockRights;

static const char *const readable_for_rendering[] = {
        "/usr/share/fonts",       "/usr/local/share/fonts",
        "/usr/share/fontconfig",  "/etc/fonts",
        "/var/cache/fontconfig",  "/usr/share/poppler",
        "/usr/share/ghostscript", "/usr/share/texmf/fonts",
        "/var/lib/defoma",        NULL,
};
static const char *const readable_for_recognition[] = { "/usr/share/tesseract-ocr", NULL };

static void
sandbox_landlock_allow(int rules, const char *const *folders)
{
        for (unsigned i = 0; folders[i] != NULL; i++) {
                g_auto(OwnedFd) folder = open(folders[i], O_PATH | O_CLOEXEC | O_DIRECTORY);
                if (folder < 0)
                        continue;
                const struct landlock_path_beneath_attr beneath = {
                        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
                        .parent_fd = folder,
                };
                (void) syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
        }
}

static bool
sandbox_landlock(SandboxUse use, GError **error)
{
        const long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
        if (version < 1)
                return true; /* a kernel without it: seccomp stands alone */
        const unsigned file_rights = version == 1 ? 13 : version == 2 ? 14 : version <= 4 ? 15 : 16;
        const LandlockRights rights = {
                .files = (UINT64_C(1) << file_rights) - 1,
                .network = 3, /* bind and connect, from version 4 */
                .scoped = 3,  /* abstract sockets and signals, from version 6 */
        };
        const size_t size = version < 4 ? 8 : version < 6 ? 16 : 24;
        g_auto(OwnedFd) rules = (int) syscall(SYS_landlock_create_ruleset, &rights, size, 0);
        if (rules < 0) {
                error_set_errno(error, CCOT_ERROR_BUG, errno, "Landlock");
                return false;
        }
        if (use != SANDBOX_TEXT)
                sandbox_landlock_allow(rules, readable_for_rendering);
        if (use == SANDBOX_OCR)
                sandbox_landlock_allow(rules, readable_for_recognition);
        if (syscall(SYS_landlock_restrict_self, rules, 0) == 0)
                return true;
        error_set_errno(error, CCOT_ERROR_BUG, errno, "Landlock");
        return false;
}

#if !SANITIZED
/* Address space that the process has now, in octets. */
static guint64
sandbox_size_now(void)
{
        char text[128] = "";
        g_auto(OwnedFd) file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
        if (file < 0 || read(file, text, sizeof text - 1) <= 0)
                return 0;
        return g_ascii_strtoull(text, NULL, 10) * (guint64) sysconf(_SC_PAGESIZE);
}
#endif

static bool
sandbox_limit(__rlimit_resource_t resource, guint64 value)
{
        const struct rlimit limit = { .rlim_cur = value, .rlim_max = value };
        return setrlimit(resource, &limit) == 0;
}

bool
sandbox_enter(SandboxUse use, const SandboxLimits *limits, GError **error)
{
        bool limited = sandbox_limit(RLIMIT_CORE, 0) && sandbox_limit(RLIMIT_NOFILE, DESCRIPTORS) &&
                       sandbox_limit(RLIMIT_CPU, limits->cpu_seconds) &&
                       sandbox_limit(RLIMIT_FSIZE, limits->output_bytes);
#if !SANITIZED
        limited = limited && sandbox_limit(RLIMIT_AS, sandbox_size_now() + limits->memory_bytes);
#endif
        if (!limited || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
                error_set_errno(error, CCOT_ERROR_BUG, errno, "limits of a confined child");
                return false;
        }
        if (!sandbox_landlock(use, error))
                return false;
        GByteArray *filter = filters[use];
        const struct sock_fprog program = {
                .len = (unsigned short) (filter->len / sizeof(struct sock_filter)),
                .filter = (struct sock_filter *) (void *) filter->data,
        };
        if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0)
                return true;
        error_set_errno(error, CCOT_ERROR_BUG, errno, "seccomp");
        return false;
}
