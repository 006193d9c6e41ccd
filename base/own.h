/* Cleanup at the end of scope for what GLib does not clean up itself. A room that uses a foreign library defines that
 * library's cleanups once, in its own own_*.h. */
#ifndef BASE_OWN_H
#define BASE_OWN_H

#include <errno.h>
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* OwnedFd: closes on leaving scope; -1 means none. Give it away with own_fd_steal(). */
typedef int OwnedFd;

static inline void
own_fd_clear(OwnedFd *fd)
{
        const int saved = errno;
        if (*fd >= 0)
                (void) close(*fd);
        *fd = -1;
        errno = saved;
}

static inline int
own_fd_steal(OwnedFd *fd)
{
        const int given = *fd;
        *fd = -1;
        return given;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OwnedFd, own_fd_clear)

typedef FILE OwnedFile;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnedFile, fclose)

#endif
