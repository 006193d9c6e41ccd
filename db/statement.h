/* Statements of db/queries by file name: prepared when first used on a connection, run with typed parameters. For the
 * stores of this room only. */
#ifndef DB_STATEMENT_H
#define DB_STATEMENT_H

#include "base/bytes.h"
#include "db/db.h"
#include "db/own_pq.h"

enum { STATEMENT_PARAMETERS = 40 };

/* Built on the stack, starting from { 0 }; may be copied. Strings and octets are borrowed until the statement has run. */
typedef struct {
        unsigned count;
        const char *values[STATEMENT_PARAMETERS];
        int lengths[STATEMENT_PARAMETERS];
        int formats[STATEMENT_PARAMETERS];
        char numbers[STATEMENT_PARAMETERS][24]; /* print of a number; "" where the value is borrowed */
} Parameters;

void parameters_text(Parameters *parameters, const char *value); /* NULL is SQL's null */
void parameters_number(Parameters *parameters, gint64 value);
void parameters_null(Parameters *parameters);
void parameters_flag(Parameters *parameters, bool value);
void parameters_octets(Parameters *parameters, Bytes value);

/* Runs a statement of db/queries. parameters NULL: it takes none. The result is never NULL on success. */
PGresult *statement_run(Db *db, const char *name, const Parameters *parameters, GError **error);

typedef struct {
        const char *name;
        const Parameters *parameters;
        bool waits; /* its rows go out with those of the next */
} Statement;

/* The same, for a page: sends several in one transaction. The results are there before what was written is committed, so that the page
 * is made while the disk takes the audit row. Nothing of it may leave before db_settle(); the next statement settles by itself. */
bool statement_send_ahead(Db *db, const Statement *statements, size_t count, GError **error);
/* What was sent, each once, in the order in which it was sent; the server works out the next meanwhile. */
PGresult *statement_take_ahead(Db *db, GError **error);
/* Lets go of what was sent before this statement and not taken. When that failed nothing is committed: whoever goes on without it hears of it from
 * db_settle() as well. */
bool statement_skip_ahead(Db *db, const char *name, GError **error);
/* True when statement_take_ahead() would give what this statement gave. */
bool statement_is_ahead(Db *db, const char *name);
/* The same as statement_run() with binary columns in the result. */
PGresult *statement_run_binary(Db *db, const char *name, const Parameters *parameters, GError **error);
/* Runs and drops the result; *ret_rows, when wanted, is the number of rows returned or touched. */
bool statement_do(Db *db, const char *name, const Parameters *parameters, guint64 *ret_rows, GError **error);
/* Sends a statement and goes on: one round trip serves all that are waited for together. They are done in the order in which they
 * were sent, and nothing behind one that fails. The next statement that is waited for waits for them, tells their failure, and then
 * *ret_result, which may be NULL for what nobody wants to know, is the caller's: NULL until then, it stays where it is that long. In a
 * transaction only. */
bool statement_later(Db *db, const char *name, const Parameters *parameters, PGresult **ret_result, GError **error);
bool statement_wait(Db *db, GError **error);

/* Runs a script of several statements without parameters (migrations, BEGIN). what names it in errors. */
bool statement_script(Db *db, const char *what, const char *sql, GError **error);

/* One transaction. statement_rollback() is for failed ones: it keeps the error and never fails. */
bool statement_begin(Db *db, GError **error);
bool statement_begin_later(Db *db, GError **error);
bool statement_commit(Db *db, GError **error);
void statement_rollback(Db *db);

/* Reads of one cell. */
gint64 result_number(const PGresult *result, int row, int column); /* 0 for null */
bool result_flag(const PGresult *result, int row, int column);
const char *result_text(const PGresult *result, int row, int column); /* NULL for null */

/* The error of a result (or of a lost connection when result is NULL), as db.h says. */
void statement_set_error(Db *db, const PGresult *result, const char *what, GError **error);

/* The connection of db; for statement.c, migrate.c and db.c. */
PGconn *db_connection(Db *db);
/* Statements prepared on this connection, by name. */
GHashTable *db_prepared(Db *db);
void db_note_bytes(Db *db, gsize bytes);
/* A statement that was sent, and where its result goes. */
typedef struct {
        const char *name;
        PGresult **ret_result;
} Later;
GArray *db_later(Db *db);
/* Statements were sent ahead: their commit is still to be waited for. */
void db_set_ahead(Db *db);
/* db_settle() will say this: the transaction that ran ahead has failed. Takes failure. */
void db_fail(Db *db, GError *failure);
/* Of const char *: the statements that were sent ahead and whose results nobody took. */
GQueue *db_behind(Db *db);
/* The session number that message_store_session() took on this connection; 0: none. Claims are checked against it. */
gint64 db_session(const Db *db);
void db_set_session(Db *db, gint64 session);
/* A connection with roles and search path as given but without the check of the schema version. role NULL: libpq's own
 * default user when conninfo names none. */
Db *db_connect(const char *conninfo, const char *role, const char *application, GError **error);

#endif
