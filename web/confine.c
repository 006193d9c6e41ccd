#include "web/confine.h"

#include "base/error.h"
#include "base/own.h"
#include "base/sanitized.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>

/* Rights of Landlock 1 that change a file system; truncating came with version 3 (the kernel's number). */
static const uint64_t CONFINE_WRITES = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                       LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                       LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                       LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                       LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
static const uint64_t CONFINE_TRUNCATE = 1ULL << 14;

/* *ret_there false: the kernel has none, and the filter below and the service's own wall remain. */
static bool
confine_landlock(bool *ret_there)
{
        const long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
        *ret_there = version >= 1;
        if (version < 1)
                return true;
        const struct landlock_ruleset_attr rights = { .handled_access_fs =
                                                          CONFINE_WRITES | (version >= 3 ? CONFINE_TRUNCATE : 0) };
        g_auto(OwnedFd) ruleset = (int) syscall(SYS_landlock_create_ruleset, &rights, sizeof rights, 0);
        /* what a child says on standard error goes there */
        g_auto(OwnedFd) null = open("/dev/null", O_PATH | O_CLOEXEC);
        const struct landlock_path_beneath_attr rule = { .allowed_access = LANDLOCK_ACCESS_FS_WRITE_FILE,
                                                         .parent_fd = null };
        return ruleset >= 0 && null >= 0 &&
               syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0 &&
               syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
}

static const int confine_refused[] = {
#define REFUSED_CALL(name) SCMP_SYS(name),
#include "base/refused_call.def"
#undef REFUSED_CALL
};

/* Refused calls fail rather than kill: libraries try what they can do without. */
static bool
confine_filter(void)
{
        static const int families[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK };
        scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
        if (filter == NULL)
                return false;
        bool failed = false;
        for (unsigned i = SANITIZED; i < G_N_ELEMENTS(confine_refused); i++)
                failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), confine_refused[i], 0) < 0 || failed;
        for (int family = 0; family < AF_MAX; family++) {
                bool allowed = false;
                for (unsigned i = 0; i < G_N_ELEMENTS(families); i++)
                        allowed = allowed || families[i] == family;
                if (!allowed)
                        failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1,
                                                  SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t) family)) < 0 ||
                                 failed;
        }
        failed =
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_GE, AF_MAX)) < 0 ||
            failed;
        failed = failed || seccomp_load(filter) < 0;
        seccomp_release(filter);
        return !failed;
}

/* Each wall is tried; what gets through is named. NULL: all of them hold. */
static const char *
confine_hole(bool landlock)
{
        g_auto(OwnedFd) file = open("/tmp", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
        if (landlock && file >= 0)
                return "writing a file";
        g_auto(OwnedFd) packet = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
        if (packet >= 0)
                return "a socket of another family";
        if (!SANITIZED && (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 || errno != EPERM))
                return "tracing";
        return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? NULL : "new privileges";
}

bool
confine_web(GError **error)
{
        const struct rlimit none = { 0, 0 };
        bool landlock = false;
        if (setrlimit(RLIMIT_CORE, &none) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
            !confine_landlock(&landlock) || !confine_filter()) {
                error_set_errno(error, CCOT_ERROR_BUG, errno, "confining the process");
                return false;
        }
        const char *hole = confine_hole(landlock);
        if (hole == NULL)
                return true;
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "confining the process: %s is not refused", hole);
        return false;
}
