/* One connection to PostgreSQL and its prepared statements. The only room that sees libpq. Not shared between threads.
 * A lost connection is CCOT_ERROR_RETRY; the caller frees the Db, waits, and opens another. A broken rule of the
 * database (constraint) is CCOT_ERROR_BUG; a value the database refuses is CCOT_ERROR_INPUT. Messages carry SQLSTATE
 * and the statement's name, never values. */
#ifndef DB_DB_H
#define DB_DB_H

#include <glib.h>
#include <stdbool.h>

typedef struct Db Db;

/* role: the program's own role, used when conninfo names no user ("ccot_ingest" ...). application: shown in
 * pg_stat_activity. Keepalives of 25 s and connect timeout are set here. Checks that the schema version is the one this
 * program was built with (CCOT_ERROR_CONFIG otherwise: "run ccot migrate"). */
Db *db_open(const char *conninfo, const char *role, const char *application, GError **error);
void db_free(Db *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Db, db_free)
/* True when a value over LIMIT_CONNECTION_BYTES went over it: open another one at the next chance. */
bool db_is_heavy(const Db *db);

/* True when the server has ended this connection, which nobody noticed while it lay idle: open another one. */
bool db_is_lost(Db *db);
/* Waits until what was last read ahead of its commit is committed; true at once when there is nothing. After a failure the
 * connection is to be freed, and what was read must not be shown: its audit row is not there. */
bool db_settle(Db *db, GError **error);

/* LISTEN on the channel on which stored messages are announced ("ccot_message"). */
bool db_listen_messages(Db *db, GError **error);
/* Waits for a notification, wake_fd becoming readable (-1: none) or timeout_ms. True also on time-out; *ret_notified says which. */
bool db_wait_message(Db *db, int wake_fd, int timeout_ms, bool *ret_notified, GError **error);

#endif
