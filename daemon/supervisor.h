/* The parent of ccotd's processes: one intake a mailbox, parser.workers of work. It forks them, hears that they live,
 * starts again what ended, and tells the service manager. It opens no database and reads no mail. */
#ifndef DAEMON_SUPERVISOR_H
#define DAEMON_SUPERVISOR_H

#include "config/config.h"

/* Runs until SIGTERM or SIGINT; everything is down within five seconds. SIGHUP reads the file at config_path (absolute)
 * again and, when it is valid, starts all children anew. once: ends by itself when every mailbox and then the work is
 * drained. Takes config. Returns the process's exit status. */
int supervisor_run(Config *config, const char *config_path, bool once);

#endif
