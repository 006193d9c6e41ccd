#include "daemon/confine.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"
#include "base/sanitized.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <netdb.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* Debian 12's headers know Landlock 1 to 3 only; these are the kernel's own numbers (linux/landlock.h of 6.7). */
enum { RULE_NET_PORT = 2 };
static const uint64_t NET_BIND_TCP = 1ULL << 0;
static const uint64_t NET_CONNECT_TCP = 1ULL << 1;
typedef struct {
        uint64_t handled_access_fs;
        uint64_t handled_access_net;
} Ruleset;
typedef struct {
        uint64_t allowed_access;
        uint64_t port;
} NetRule;

static const uint64_t FS_FIRST = (1ULL << 13) - 1; /* every right of version 1 */
static const uint64_t FS_REFER = 1ULL << 13;       /* version 2 */
static const uint64_t FS_TRUNCATE = 1ULL << 14;    /* version 3 */
static const uint64_t FS_READ_FILE =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE; /* libraries are mapped */
static const uint64_t FS_READ = FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

/* What name look-up, TLS and libraries opened late read. Not /etc itself: other mailboxes' secrets may lie there. */
static const char *const READABLE[] = { "/etc/resolv.conf",
                                        "/etc/hosts",
                                        "/etc/host.conf",
                                        "/etc/nsswitch.conf",
                                        "/etc/gai.conf",
                                        "/etc/services",
                                        "/etc/ssl/certs",
                                        "/etc/ssl/openssl.cnf",
                                        "/usr/share/ca-certificates",
                                        "/usr/local/share/ca-certificates",
                                        "/etc/gnutls",
                                        "/etc/ld.so.cache",
                                        "/etc/localtime",
                                        "/usr/lib",
                                        "/usr/lib64",
                                        "/usr/share/zoneinfo",
                                        "/run/systemd/resolve",
                                        "/run/resolvconf",
                                        "/run/NetworkManager",
                                        "/dev/urandom",
                                        "/dev/null" };

static bool
confine_allow_path(int ruleset, const char *path)
{
        g_auto(OwnedFd) fd = open(path, O_PATH | O_CLOEXEC);
        struct stat status;
        if (fd < 0 || fstat(fd, &status) < 0)
                return true; /* what is not there needs no right */
        const struct landlock_path_beneath_attr rule = { .allowed_access =
                                                             S_ISDIR(status.st_mode) ? FS_READ : FS_READ_FILE,
                                                         .parent_fd = fd };
        return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

static bool
confine_landlock(const char *ca_file, const unsigned ports[], unsigned count)
{
        const long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
        if (version < 1)
                return true; /* the kernel has none: the filter below and the service's own wall remain */
        const bool net = version >= 4;
        const Ruleset rights = { .handled_access_fs =
                                     FS_FIRST | (version >= 2 ? FS_REFER : 0) | (version >= 3 ? FS_TRUNCATE : 0),
                                 .handled_access_net = net ? NET_BIND_TCP | NET_CONNECT_TCP : 0 };
        g_auto(OwnedFd) ruleset = (int) syscall(SYS_landlock_create_ruleset, &rights,
                                                net ? sizeof rights : sizeof rights.handled_access_fs, 0);
        if (ruleset < 0)
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(READABLE); i++)
                if (!confine_allow_path(ruleset, READABLE[i]))
                        return false;
        if (SANITIZED && !confine_allow_path(ruleset, "/proc"))
                return false;
        if (ca_file != NULL && !confine_allow_path(ruleset, ca_file))
                return false;
        for (unsigned i = 0; net && i < count; i++) {
                const NetRule rule = { .allowed_access = NET_CONNECT_TCP, .port = ports[i] };
                if (syscall(SYS_landlock_add_rule, ruleset, RULE_NET_PORT, &rule, 0) != 0)
                        return false;
        }
        return syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
}

/* Refused calls fail with EPERM rather than kill: name services try a local socket first and go on without it. */
static bool
confine_filter(void)
{
        static const int refused[] = {
#define REFUSED_CALL(name) SCMP_SYS(name),
#include "base/refused_call.def"
#undef REFUSED_CALL
                SCMP_SYS(execve),     SCMP_SYS(execveat), SCMP_SYS(fork),   SCMP_SYS(vfork),
                SCMP_SYS(socketpair), SCMP_SYS(listen),   SCMP_SYS(accept), SCMP_SYS(accept4)
        };
        static const int families[] = { AF_INET, AF_INET6, AF_NETLINK };
        scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
        if (filter == NULL)
                return false;
        int failure = 0;
        for (unsigned i = SANITIZED; i < G_N_ELEMENTS(refused); i++) /* ptrace is the first */
                failure |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0) < 0;
        /* libcurl looks names up in a thread; clone3 hides its flags from a filter, so glibc is sent to clone */
        failure |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) < 0;
        if (!SANITIZED)
                failure |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                            SCMP_A0(SCMP_CMP_MASKED_EQ, 0x00010000 /* CLONE_THREAD */, 0)) < 0;
        /* each family up to the greatest known that is not allowed, and everything above */
        for (int family = 0; family < AF_MAX; family++) {
                bool allowed = false;
                for (unsigned i = 0; i < G_N_ELEMENTS(families); i++)
                        allowed = allowed || families[i] == family;
                if (!allowed)
                        failure |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1,
                                                    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t) family)) < 0;
        }
        failure |=
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_GE, AF_MAX)) < 0;
        failure = failure || seccomp_load(filter) < 0;
        seccomp_release(filter);
        return failure == 0;
}

static bool
confine_limits(void)
{
        const struct rlimit none = { 0, 0 };
        const struct rlimit files = { 64, 64 };
        bool done = setrlimit(RLIMIT_CORE, &none) == 0 && setrlimit(RLIMIT_NOFILE, &files) == 0;
#if !SANITIZED
        /* libraries map about 150 MiB; a server that announces 4 GiB gets nowhere */
        const struct rlimit space = { 640 * LIMIT_MIB, 640 * LIMIT_MIB };
        done = done && setrlimit(RLIMIT_AS, &space) == 0;
#endif
        return done && prctl(PR_SET_DUMPABLE, SANITIZED) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

bool
confine_fetch(const char *ca_file, const unsigned ports[], unsigned count, GError **error)
{
        /* name services are libraries of their own: opened now, while the way to them is open */
        struct addrinfo *list = NULL;
        if (getaddrinfo("localhost", NULL, NULL, &list) == 0)
                freeaddrinfo(list);
        if (confine_limits() && confine_landlock(ca_file, ports, count) && confine_filter())
                return true;
        error_set_errno(error, CCOT_ERROR_BUG, errno, "confining the process");
        return false;
}
