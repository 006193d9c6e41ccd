/* The wall around ccot-web, set up when its socket listens and before a request is read: no new privileges, no core file, no file
 * written, made or removed anywhere (Landlock, where the kernel has it), no tracing and no kernel interfaces that pages need not, no
 * sockets but those of PostgreSQL and the proxy (seccomp). Programs that it starts, ccot-parse alone, stand behind it too and
 * close themselves in further. */
#ifndef WEB_CONFINE_H
#define WEB_CONFINE_H

#include <glib.h>
#include <stdbool.h>

/* For good, and before the first thread. Tries each wall afterwards: fails with CCOT_ERROR_BUG when one does not hold. */
bool confine_web(GError **error);

#endif
