/* The wall around ccot-fetch, set up after its secret and the trusted authorities were read: not dumpable, no core, bounded
 * address space, no files but those that name look-up and TLS read (Landlock), no TCP ports but the mail server's, the
 * token host's and DNS (where the kernel can), no new programs, no tracing, no sockets but those of the Internet. */
#ifndef DAEMON_CONFINE_H
#define DAEMON_CONFINE_H

#include <glib.h>
#include <stdbool.h>

/* ca_file may be NULL. ports: count TCP ports that may be connected to. A kernel without Landlock does with the rest. */
bool confine_fetch(const char *ca_file, const unsigned ports[], unsigned count, GError **error);

#endif
