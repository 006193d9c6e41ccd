#include "db/statement.h"

#include "base/error.h"
#include "base/limits.h"
#include "db/embedded.h"

#include <string.h>

static void
parameters_add(Parameters *parameters, const char *value, int length, int format)
{
        g_return_if_fail(parameters->count < STATEMENT_PARAMETERS);
        parameters->values[parameters->count] = value;
        parameters->lengths[parameters->count] = length;
        parameters->formats[parameters->count] = format;
        parameters->count++;
}

void
parameters_text(Parameters *parameters, const char *value)
{
        parameters_add(parameters, value, 0, 0);
}

void
parameters_number(Parameters *parameters, gint64 value)
{
        g_return_if_fail(parameters->count < STATEMENT_PARAMETERS);
        (void) g_snprintf(parameters->numbers[parameters->count], sizeof parameters->numbers[0], "%" G_GINT64_FORMAT,
                          value);
        parameters_add(parameters, NULL, 0, 0);
}

void
parameters_null(Parameters *parameters)
{
        parameters_add(parameters, NULL, 0, 0);
}

void
parameters_flag(Parameters *parameters, bool value)
{
        parameters_add(parameters, value ? "true" : "false", 0, 0);
}

void
parameters_octets(Parameters *parameters, Bytes value)
{
        parameters_add(parameters, value.length == 0 ? "" : (const char *) value.data, (int) value.length, 1);
}

typedef struct {
        const char *state; /* SQLSTATE or the class in its first two characters */
        CcotError code;
} StateRow;

/* First match counts. Classes and conditions of PostgreSQL's appendix A. */
static const StateRow state_rows[] = {
        { "08", CCOT_ERROR_RETRY },     /* connection exception */
        { "40", CCOT_ERROR_RETRY },     /* serialization failure, deadlock */
        { "57P", CCOT_ERROR_RETRY },    /* shutdown, start-up, crash of another session */
        { "57014", CCOT_ERROR_RETRY },  /* statement timeout */
        { "55P03", CCOT_ERROR_RETRY },  /* lock timeout */
        { "53", CCOT_ERROR_RETRY },     /* no memory, disk full, too many connections */
        { "25006", CCOT_ERROR_RETRY },  /* the server became a standby */
        { "25P03", CCOT_ERROR_RETRY },  /* idle in transaction for too long */
        { "58", CCOT_ERROR_RETRY },     /* the server's disk */
        { "22", CCOT_ERROR_INPUT },     /* a value the database refuses */
        { "54", CCOT_ERROR_INPUT },     /* a value too big for an index or a row */
        { "42501", CCOT_ERROR_CONFIG }, /* a grant is missing */
        { "28", CCOT_ERROR_CONFIG },    { "3D", CCOT_ERROR_CONFIG },
};

static CcotError
state_code(const char *state)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(state_rows); i++)
                if (g_str_has_prefix(state, state_rows[i].state))
                        return state_rows[i].code;
        return CCOT_ERROR_BUG;
}

void
statement_set_error(Db *db, const PGresult *result, const char *what, GError **error)
{
        const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
        if (state == NULL || PQstatus(db_connection(db)) == CONNECTION_BAD) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_RETRY, "database: connection lost during %s (%s)", what,
                            state == NULL ? "no SQLSTATE" : state);
                return;
        }
        /* the primary message of a refused value may quote it; constraint and column names are ours */
        const char *constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
        const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
        const bool quotes =
            g_str_has_prefix(state, "22") || g_str_has_prefix(state, "54") || g_str_has_prefix(state, "23");
        g_set_error(error, CCOT_ERROR, (gint) state_code(state), "database: %s: SQLSTATE %s%s%s", what, state,
                    constraint != NULL || !quotes ? ": " : "",
                    constraint != NULL ? constraint : (quotes || message == NULL ? "" : message));
}

const char *
embedded_find(const EmbeddedSql *table, const char *name)
{
        for (; table->name != NULL; table++)
                if (g_str_equal(table->name, name))
                        return table->sql;
        return NULL;
}

static bool
statement_prepare(Db *db, const char *name, GError **error)
{
        if (g_hash_table_contains(db_prepared(db), name))
                return true;
        const char *sql = embedded_find(embedded_queries, name);
        if (sql == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "database: no statement %s", name);
                return false;
        }
        g_autoptr(PGresult) result = PQprepare(db_connection(db), name, sql, 0, NULL);
        if (PQresultStatus(result) != PGRES_COMMAND_OK) {
                statement_set_error(db, result, name, error);
                return false;
        }
        g_hash_table_add(db_prepared(db), g_strdup(name));
        return true;
}

/* A number's print moves with the struct that holds it, so that its place is taken only now. */
static void
statement_values(Db *db, const Parameters *parameters, const char *values[STATEMENT_PARAMETERS])
{
        for (unsigned i = 0; i < parameters->count; i++) {
                values[i] = parameters->numbers[i][0] != '\0' ? parameters->numbers[i] : parameters->values[i];
                if (values[i] != NULL)
                        db_note_bytes(db,
                                      parameters->formats[i] == 1 ? (gsize) parameters->lengths[i] : strlen(values[i]));
        }
}

/* Room for one more statement behind those that were sent. */
static bool
later_open(Db *db, const char *name, PGresult **ret_result, GError **error)
{
        if (ret_result != NULL)
                *ret_result = NULL;
        if (!db_settle(db, error))
                return false;
        if (db_later(db)->len > 0 || PQenterPipelineMode(db_connection(db)) == 1)
                return true;
        statement_set_error(db, NULL, name, error);
        return false;
}

static bool
later_note(Db *db, const char *name, PGresult **ret_result, bool sent, GError **error)
{
        if (!sent) {
                statement_set_error(db, NULL, name, error);
                return false;
        }
        const Later later = { g_intern_string(name), ret_result };
        g_array_append_val(db_later(db), later);
        return true;
}

static bool
later_send(Db *db, const char *name, const Parameters *parameters, int binary, PGresult **ret_result, GError **error)
{
        static const Parameters none;
        if (parameters == NULL)
                parameters = &none;
        /* what is not prepared yet is prepared behind what was sent, or ran ahead */
        if (!g_hash_table_contains(db_prepared(db), name) &&
            (!db_settle(db, error) || !statement_wait(db, error) || !statement_prepare(db, name, error)))
                return false;
        if (!later_open(db, name, ret_result, error))
                return false;
        const char *values[STATEMENT_PARAMETERS];
        statement_values(db, parameters, values);
        const int sent = PQsendQueryPrepared(db_connection(db), name, (int) parameters->count, values,
                                             parameters->lengths, parameters->formats, binary);
        return later_note(db, name, ret_result, sent == 1, error);
}

static bool
later_command(Db *db, const char *command, PGresult **ret_result, GError **error)
{
        if (!later_open(db, command, ret_result, error))
                return false;
        const int sent = PQsendQueryParams(db_connection(db), command, 0, NULL, NULL, NULL, NULL, 0);
        return later_note(db, command, ret_result, sent == 1, error);
}

static bool
later_flush(Db *db, const char *name, GError **error)
{
        if (PQflush(db_connection(db)) >= 0)
                return true;
        statement_set_error(db, NULL, name, error);
        return false;
}

/* The result of the next statement that was sent; NULL when the connection is lost. */
static PGresult *
later_result(Db *db)
{
        PGresult *first = PQgetResult(db_connection(db));
        /* a lost connection gives results without end, each an error */
        while (first != NULL && PQstatus(db_connection(db)) == CONNECTION_OK) {
                g_autoptr(PGresult) more = PQgetResult(db_connection(db));
                if (more == NULL)
                        break;
        }
        return first;
}

/* Takes the results of all that was sent. taken false: nobody is there any more to whom they could go. */
static bool
later_end(Db *db, bool taken, GError **error)
{
        GArray *list = db_later(db);
        if (list->len == 0)
                return true;
        bool good = PQpipelineSync(db_connection(db)) == 1;
        if (!good)
                statement_set_error(db, NULL, g_array_index(list, Later, 0).name, error);
        for (guint i = 0; i < list->len && PQstatus(db_connection(db)) == CONNECTION_OK; i++) {
                const Later *later = &g_array_index(list, Later, i);
                g_autoptr(PGresult) result = later_result(db);
                const ExecStatusType status = PQresultStatus(result);
                const bool done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
                if (good && !done)
                        statement_set_error(db, result, later->name, error);
                good = good && done;
                if (good && taken && later->ret_result != NULL)
                        *later->ret_result = g_steal_pointer(&result);
        }
        g_autoptr(PGresult) end = PQgetResult(db_connection(db)); /* of the synchronisation */
        g_array_set_size(list, 0);
        if (PQexitPipelineMode(db_connection(db)) == 1)
                return good;
        if (good)
                statement_set_error(db, NULL, "end of a pipeline", error);
        return false;
}

bool
statement_later(Db *db, const char *name, const Parameters *parameters, PGresult **ret_result, GError **error)
{
        /* on its way at once: the server works while the next one is made ready here */
        return later_send(db, name, parameters, 0, ret_result, error) && later_flush(db, name, error);
}

bool
statement_wait(Db *db, GError **error)
{
        return later_end(db, true, error);
}

static PGresult *
statement_execute(Db *db, const char *name, const Parameters *parameters, int binary, GError **error)
{
        g_autoptr(PGresult) result = NULL;
        if (!later_send(db, name, parameters, binary, &result, error) || !statement_wait(db, error))
                return NULL;
        return g_steal_pointer(&result);
}

/* The flush brings the rows of those before as well. */
static bool
ahead_send(Db *db, const Statement *statement)
{
        const Parameters *parameters = statement->parameters;
        const char *values[STATEMENT_PARAMETERS];
        statement_values(db, parameters, values);
        g_queue_push_tail(db_behind(db), (gpointer) (guintptr) g_intern_string(statement->name));
        return PQsendQueryPrepared(db_connection(db), statement->name, (int) parameters->count, values,
                                   parameters->lengths, parameters->formats, 0) == 1 &&
               (statement->waits || PQsendFlushRequest(db_connection(db)) == 1);
}

bool
statement_send_ahead(Db *db, const Statement *statements, size_t count, GError **error)
{
        PGconn *connection = db_connection(db);
        if (!db_settle(db, error))
                return false;
        for (size_t i = 0; i < count; i++)
                if (!statement_prepare(db, statements[i].name, error))
                        return false;
        bool sent = PQenterPipelineMode(connection) == 1;
        for (size_t i = 0; i < count && sent; i++)
                sent = ahead_send(db, &statements[i]);
        /* the synchronisation behind all of them commits */
        if (!sent || PQpipelineSync(connection) == 0) {
                g_queue_clear(db_behind(db));
                statement_set_error(db, NULL, statements[0].name, error);
                return false;
        }
        db_set_ahead(db);
        return true;
}

bool
statement_is_ahead(Db *db, const char *name)
{
        return g_strcmp0(g_queue_peek_head(db_behind(db)), name) == 0;
}

static PGresult *
ahead_next(Db *db, GError **error)
{
        const char *name = g_queue_pop_head(db_behind(db));
        g_autoptr(PGresult) result = PQgetResult(db_connection(db));
        if (PQresultStatus(result) == PGRES_TUPLES_OK) {
                g_autoptr(PGresult) end = PQgetResult(db_connection(db));
                return g_steal_pointer(&result);
        }
        statement_set_error(db, result, name, error);
        return NULL;
}

PGresult *
statement_take_ahead(Db *db, GError **error)
{
        GError *failure = NULL;
        PGresult *result = ahead_next(db, &failure);
        if (result != NULL)
                return result;
        /* what came before the last is not committed either: whoever goes on without it hears of it from db_settle() */
        if (g_queue_is_empty(db_behind(db)))
                db_fail(db, g_error_copy(failure));
        else
                (void) db_settle(db, NULL);
        g_propagate_error(error, failure);
        return NULL;
}

bool
statement_skip_ahead(Db *db, const char *name, GError **error)
{
        while (!g_queue_is_empty(db_behind(db)) && !statement_is_ahead(db, name)) {
                GError *failure = NULL;
                g_autoptr(PGresult) unwanted = ahead_next(db, &failure);
                if (unwanted != NULL)
                        continue;
                db_fail(db, g_error_copy(failure));
                g_propagate_error(error, failure);
                return false;
        }
        return true;
}

PGresult *
statement_run(Db *db, const char *name, const Parameters *parameters, GError **error)
{
        return statement_execute(db, name, parameters, 0, error);
}

PGresult *
statement_run_binary(Db *db, const char *name, const Parameters *parameters, GError **error)
{
        return statement_execute(db, name, parameters, 1, error);
}

bool
statement_do(Db *db, const char *name, const Parameters *parameters, guint64 *ret_rows, GError **error)
{
        g_autoptr(PGresult) result = statement_execute(db, name, parameters, 0, error);
        if (result == NULL)
                return false;
        if (ret_rows != NULL)
                *ret_rows = g_ascii_strtoull(PQcmdTuples(result), NULL, 10);
        return true;
}

bool
statement_script(Db *db, const char *what, const char *sql, GError **error)
{
        if (!db_settle(db, error) || !statement_wait(db, error))
                return false;
        g_autoptr(PGresult) result = PQexec(db_connection(db), sql);
        const ExecStatusType status = PQresultStatus(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
                return true;
        statement_set_error(db, result, what, error);
        return false;
}

bool
statement_begin(Db *db, GError **error)
{
        return statement_script(db, "begin", "BEGIN", error);
}

bool
statement_begin_later(Db *db, GError **error)
{
        return later_command(db, "BEGIN", NULL, error) && later_flush(db, "BEGIN", error);
}

bool
statement_commit(Db *db, GError **error)
{
        g_autoptr(PGresult) result = NULL;
        if (!later_command(db, "COMMIT", &result, error) || !statement_wait(db, error))
                return false;
        /* a transaction that failed before answers COMMIT with success and "ROLLBACK" */
        if (g_str_equal(PQcmdStatus(result), "COMMIT"))
                return true;
        g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_BUG, "database: commit of a failed transaction");
        return false;
}

void
statement_rollback(Db *db)
{
        (void) later_end(db, false, NULL);
        if (PQtransactionStatus(db_connection(db)) != PQTRANS_IDLE)
                (void) statement_script(db, "rollback", "ROLLBACK", NULL);
}

gint64
result_number(const PGresult *result, int row, int column)
{
        return PQgetisnull(result, row, column) ? 0 : g_ascii_strtoll(PQgetvalue(result, row, column), NULL, 10);
}

bool
result_flag(const PGresult *result, int row, int column)
{
        return PQgetvalue(result, row, column)[0] == 't';
}

const char *
result_text(const PGresult *result, int row, int column)
{
        return PQgetisnull(result, row, column) ? NULL : PQgetvalue(result, row, column);
}
