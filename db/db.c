#include "db/db.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/limits.h"
#include "db/migrate.h"
#include "db/statement.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

struct Db {
        PGconn *connection;
        GHashTable *prepared;
        gint64 session;
        bool heavy;
        bool ahead;
        GQueue behind;   /* names of files in db/queries: what ran ahead and nobody took yet */
        GError *failure; /* of what ran ahead */
        GArray *later;   /* of Later: what was sent and is not waited for yet */
};

PGconn *
db_connection(Db *db)
{
        return db->connection;
}

GHashTable *
db_prepared(Db *db)
{
        return db->prepared;
}

GArray *
db_later(Db *db)
{
        return db->later;
}

void
db_note_bytes(Db *db, gsize bytes)
{
        if (bytes > LIMIT_CONNECTION_BYTES)
                db->heavy = true;
}

bool
db_is_lost(Db *db)
{
        /* what it said last comes first, the end behind it; a setting that changed says something too */
        for (unsigned i = 0; i < 4 && PQstatus(db->connection) == CONNECTION_OK; i++) {
                struct pollfd socket = { .fd = PQsocket(db->connection), .events = POLLIN };
                if (poll(&socket, 1, 0) <= 0)
                        return false;
                (void) PQconsumeInput(db->connection);
        }
        return PQstatus(db->connection) != CONNECTION_OK;
}

void
db_set_ahead(Db *db)
{
        db->ahead = true;
}

void
db_fail(Db *db, GError *failure)
{
        g_clear_error(&db->failure);
        db->failure = failure;
}

GQueue *
db_behind(Db *db)
{
        return &db->behind;
}

gint64
db_session(const Db *db)
{
        return db->session;
}

void
db_set_session(Db *db, gint64 session)
{
        db->session = session;
}

bool
db_is_heavy(const Db *db)
{
        return db->heavy;
}

void
db_free(Db *db)
{
        if (db == NULL)
                return;
        PQfinish(db->connection);
        g_hash_table_unref(db->prepared);
        g_clear_error(&db->failure);
        g_array_unref(db->later);
        g_queue_clear(&db->behind);
        g_free(db);
}

/* True when conninfo itself names a user. Environment and defaults do not count: a program has its own role. */
static bool
db_names_user(const char *conninfo, GError **error, bool *ret_names)
{
        char *reason = NULL;
        PQconninfoOption *options = PQconninfoParse(conninfo, &reason);
        if (options == NULL) {
                /* libpq's reason may quote the string, and a password with it */
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_CONFIG,
                                    "database.conninfo: not a connection string of libpq");
                PQfreemem(reason);
                return false;
        }
        *ret_names = false;
        for (const PQconninfoOption *option = options; option->keyword != NULL; option++)
                if (g_str_equal(option->keyword, "user") && option->val != NULL && option->val[0] != '\0')
                        *ret_names = true;
        PQconninfoFree(options);
        return true;
}

/* libpq gives no SQLSTATE for a refused connection; in verbose form the message carries it. */
static CcotError
db_connect_code(const char *message)
{
        static const char *const lasting[] = { " 28000: ", " 28P01: ", " 3D000: ", " 42501: " };
        for (unsigned i = 0; i < G_N_ELEMENTS(lasting); i++)
                if (strstr(message, lasting[i]) != NULL)
                        return CCOT_ERROR_CONFIG;
        return CCOT_ERROR_RETRY;
}

static void
db_quiet(void *data, const PGresult *result)
{
        (void) data;
        (void) result;
}

Db *
db_connect(const char *conninfo, const char *role, const char *application, GError **error)
{
        bool names_user = false;
        if (!db_names_user(conninfo, error, &names_user))
                return NULL;
        /* A value before dbname gives way to what conninfo says, one after it does not. 10 + 3 x 5 = 25 s. */
        const char *const keywords[] = { "connect_timeout",
                                         "keepalives_idle",
                                         "keepalives_interval",
                                         "keepalives_count",
                                         "tcp_user_timeout",
                                         "dbname",
                                         "application_name",
                                         "client_encoding",
                                         role == NULL || names_user ? NULL : "user",
                                         NULL };
        const char *const values[] = { "10", "10", "5", "3", "25000", conninfo, application, "UTF8", role, NULL };
        g_autoptr(Db) db = g_new0(Db, 1);
        db->prepared = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        db->later = g_array_new(FALSE, FALSE, sizeof(Later));
        db->connection = PQconnectdbParams(keywords, values, 1);
        if (PQstatus(db->connection) != CONNECTION_OK) {
                PQsetErrorVerbosity(db->connection, PQERRORS_VERBOSE);
                PQreset(db->connection);
        }
        if (PQstatus(db->connection) != CONNECTION_OK) {
                const char *message = PQerrorMessage(db->connection);
                g_auto(GStrv) lines = g_strsplit(message, "\n", 2);
                g_set_error(error, CCOT_ERROR, (gint) db_connect_code(message), "database: %s",
                            lines[0] == NULL ? "" : lines[0]);
                return NULL;
        }
        PQsetErrorVerbosity(db->connection, PQERRORS_DEFAULT);
        (void) PQsetNoticeReceiver(db->connection, db_quiet, NULL);
        if (!statement_do(db, "session_setup", NULL, NULL, error))
                return NULL;
        return g_steal_pointer(&db);
}

Db *
db_open(const char *conninfo, const char *role, const char *application, GError **error)
{
        g_autoptr(Db) db = db_connect(conninfo, role, application, error);
        if (db == NULL || !migrate_check(db, error))
                return NULL;
        return g_steal_pointer(&db);
}

bool
db_settle(Db *db, GError **error)
{
        if (!db->ahead)
                return true;
        PGconn *connection = db->connection;
        g_autoptr(PGresult) failed = NULL;
        /* a lost connection gives results without end, each an error */
        while (PQstatus(connection) == CONNECTION_OK) {
                g_autoptr(PGresult) result = PQgetResult(connection);
                if (PQresultStatus(result) == PGRES_PIPELINE_SYNC)
                        break;
                const bool good = result == NULL || PQresultStatus(result) == PGRES_TUPLES_OK; /* nobody wanted it */
                if (!good && failed == NULL)
                        failed = g_steal_pointer(&result);
        }
        db->ahead = false;
        g_queue_clear(&db->behind);
        const bool over = PQexitPipelineMode(connection) == 1;
        if (failed == NULL && db->failure == NULL && over)
                return true;
        if (db->failure != NULL)
                g_propagate_error(error, g_steal_pointer(&db->failure));
        else
                statement_set_error(db, failed, "commit", error);
        return false;
}

bool
db_listen_messages(Db *db, GError **error)
{
        return statement_script(db, "listen", "LISTEN ccot_message", error);
}

static bool
db_notified(Db *db)
{
        bool notified = false;
        for (PGnotify *notify = PQnotifies(db->connection); notify != NULL; notify = PQnotifies(db->connection)) {
                notified = true;
                PQfreemem(notify);
        }
        return notified;
}

bool
db_wait_message(Db *db, int wake_fd, int timeout_ms, bool *ret_notified, GError **error)
{
        *ret_notified = db_notified(db);
        if (*ret_notified)
                return true;
        struct pollfd waits[] = { { .fd = PQsocket(db->connection), .events = POLLIN },
                                  { .fd = wake_fd, .events = POLLIN } };
        const int ready = poll(waits, G_N_ELEMENTS(waits), timeout_ms);
        if (ready < 0 && errno != EINTR) {
                error_set_errno(error, CCOT_ERROR_BUG, errno, "poll");
                return false;
        }
        if (ready > 0 && waits[0].revents != 0 && PQconsumeInput(db->connection) == 0) {
                statement_set_error(db, NULL, "wait", error);
                return false;
        }
        *ret_notified = db_notified(db);
        return true;
}
