/* ccotd --check-config: every step that a start needs, tried for real, one line each on standard output. */
#ifndef DAEMON_CHECK_H
#define DAEMON_CHECK_H

/* Reads the file at config_path, connects to the database as the daemon would, asks whether ccot-parse starts, and has
 * ccot-fetch sign in to every mailbox and open its folders read-only. All steps are tried even when one fails.
 * Returns the exit status: 0 when all went well. */
int check_run(const char *config_path);

#endif
