#include "parsers/sandbox.h"

#include "base/bytes.h"
#include "base/error.h"
#include "base/own.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANDBOX_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANDBOX_SANITIZED 1
#endif
#endif

enum { SANDBOX_USES = 2, DESCRIPTORS = 32 };

/* Compiled filters, one a use. */
static GByteArray *filters[SANDBOX_USES];

/* What both uses need: memory, the clock, the descriptors they hold. */
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
        SCMP_SYS(madvise),
        SCMP_SYS(futex),
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
#ifdef SANDBOX_SANITIZED
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
        SCMP_SYS(symlink),    SCMP_SYS(rmdir),  SCMP_SYS(fadvise64), SCMP_SYS(fstatfs),
};

/* What finding and reading a font takes; Landlock says where. */
static const int render_allowed[] = {
        SCMP_SYS(stat),       SCMP_SYS(lstat),      SCMP_SYS(access),     SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
        SCMP_SYS(readlink),   SCMP_SYS(readlinkat), SCMP_SYS(getcwd),     SCMP_SYS(statfs),    SCMP_SYS(fstatfs),
        SCMP_SYS(getdents64), SCMP_SYS(fadvise64),  SCMP_SYS(uname),      SCMP_SYS(getuid),    SCMP_SYS(geteuid),
        SCMP_SYS(getgid),     SCMP_SYS(getegid),    SCMP_SYS(newfstatat),
};

static bool
sandbox_holds(const int *list, size_t length, int call)
{
        for (size_t i = 0; i < length; i++)
                if (list[i] == call)
                        return true;
        return false;
}

static int
sandbox_rules(scmp_filter_ctx filter, SandboxUse use)
{
        const uint32_t denied = SCMP_ACT_ERRNO(EACCES);
        int failed = 0;
        for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++)
                failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
        const bool renders = use == SANDBOX_RENDER;
        for (size_t i = 0; renders && i < G_N_ELEMENTS(render_allowed); i++)
                failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, render_allowed[i], 0);
        for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
                const bool opens = refused[i] == SCMP_SYS(open) || refused[i] == SCMP_SYS(openat);
                if (renders && (opens || sandbox_holds(render_allowed, G_N_ELEMENTS(render_allowed), refused[i])))
                        continue;
                failed |= seccomp_rule_add(filter, denied, refused[i], 0);
        }
        if (renders) {
                /* reading only; where Landlock is missing this is what is left of the wall around files */
                const uint64_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
                failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                           SCMP_A2(SCMP_CMP_MASKED_EQ, writing, 0));
                failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                                           SCMP_A1(SCMP_CMP_MASKED_EQ, writing, 0));
                failed |= seccomp_rule_add(filter, denied, SCMP_SYS(openat), 1,
                                           SCMP_A2(SCMP_CMP_MASKED_EQ, O_WRONLY, O_WRONLY));
                failed |=
                    seccomp_rule_add(filter, denied, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, O_RDWR, O_RDWR));
                failed |= seccomp_rule_add(filter, denied, SCMP_SYS(openat), 1,
                                           SCMP_A2(SCMP_CMP_MASKED_EQ, O_CREAT, O_CREAT));
        } else {
                /* fstat() of glibc is newfstatat() with an empty path */
                failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                                           SCMP_A3(SCMP_CMP_EQ, AT_EMPTY_PATH));
                failed |=
                    seccomp_rule_add(filter, denied, SCMP_SYS(newfstatat), 1, SCMP_A3(SCMP_CMP_NE, AT_EMPTY_PATH));
        }
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
        for (unsigned use = 0; use < SANDBOX_USES; use++)
                if (filters[use] == NULL)
                        filters[use] = sandbox_compile((SandboxUse) use, error);
        return filters[SANDBOX_TEXT] != NULL && filters[SANDBOX_RENDER] != NULL;
}

/* The kernel's struct has grown; ours holds all of it and the size says how much is meant. */
typedef struct {
        uint64_t files;
        uint64_t network;
        uint64_t scoped;
} LandlockRights;

static const char *const readable[] = {
        "/usr/share/fonts",      "/usr/local/share/fonts", "/usr/share/fontconfig",  "/etc/fonts",
        "/var/cache/fontconfig", "/usr/share/poppler",     "/usr/share/ghostscript", "/usr/share/texmf/fonts",
        "/var/lib/defoma",
};

static void
sandbox_landlock_allow(int rules)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(readable); i++) {
                g_auto(OwnedFd) folder = open(readable[i], O_PATH | O_CLOEXEC | O_DIRECTORY);
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
        if (use == SANDBOX_RENDER)
                sandbox_landlock_allow(rules);
        if (syscall(SYS_landlock_restrict_self, rules, 0) == 0)
                return true;
        error_set_errno(error, CCOT_ERROR_BUG, errno, "Landlock");
        return false;
}

#ifndef SANDBOX_SANITIZED
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
#ifndef SANDBOX_SANITIZED
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
