/* Where the pages are served: a loopback address, or a Unix socket behind the force's proxy. */
#ifndef WEB_LISTENER_H
#define WEB_LISTENER_H

#include <glib.h>

/* A listening socket: "127.0.0.1:8080", "[::1]:8080" (loopback only), or the absolute path of a Unix socket, which is made
 * readable for its group alone. Port 0 takes a free one. *ret_address, when wanted: where it listens, as text (new
 * string). -1 with CCOT_ERROR_CONFIG. */
int listener_open(const char *address, char **ret_address, GError **error);

#endif
