#include "base/failpoint.h"

#include "base/own.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#ifdef CCOT_FAILPOINTS
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
        const char *once = g_getenv("CCOT_FAILPOINT_ONCE");
        if (once != NULL) {
                const int fd = open(once, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
                if (fd < 0)
                        return;
                (void) close(fd);
        }
        (void) kill(getpid(), SIGKILL);
}
#else
typedef int failpoint_is_compiled_out;
#endif
