#include "base/failpoint.h"

#include "base/own.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifdef CCOT_FAILPOINTS
static int once_file = -1;

static void failpoint_open(void) __attribute__((constructor));

static void
failpoint_open(void)
{
        const char *once = g_getenv("CCOT_FAILPOINT_ONCE");
        if (once != NULL)
                once_file = open(once, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
}

/* True for the first process that asks. The lock is one of the process: forked ones share the open file. */
static bool
failpoint_first(void)
{
        struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
        struct stat facts;
        if (fcntl(once_file, F_SETLKW, &lock) != 0)
                return false;
        const bool first = fstat(once_file, &facts) == 0 && facts.st_size == 0 && write(once_file, "x", 1) == 1;
        lock.l_type = F_UNLCK;
        (void) fcntl(once_file, F_SETLK, &lock);
        return first;
}

void
failpoint_reached(const char *name)
{
        static unsigned passes;
        const char *wanted = g_getenv("CCOT_FAILPOINT");
        if (wanted == NULL)
                return;
        const size_t length = strlen(name);
        if (strncmp(wanted, name, length) != 0 || (wanted[length] != '\0' && wanted[length] != ':'))
                return;
        const unsigned due = wanted[length] == ':' ? (unsigned) g_ascii_strtoull(wanted + length + 1, NULL, 10) : 1;
        if (++passes != due)
                return;
        if (g_getenv("CCOT_FAILPOINT_ONCE") != NULL && !failpoint_first())
                return;
        (void) kill(getpid(), SIGKILL);
}
#else
typedef int failpoint_is_compiled_out;
#endif
