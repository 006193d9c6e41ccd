#include "bench/register_fill.h"

#include "base/error.h"
#include "bench/case_file.h"
#include "bench/copy_rows.h"
#include "bench/fill_case.h"

#include <string.h>

/* Entries that a case file gives on the average: tells how far back the first one lies. */
enum { FILL_FILE_ENTRIES = 4, FILL_DAY = 86400 };

/* The tables that are sent. */
#define FILL_TABLES                                                                                                    \
        "{message,listing,document,entry,field,entry_key,entry_course,service,service_key,alert,duplicate,relation,"   \
        "outbox,audit}"

static bool
fill_sql(PGconn *connection, const char *sql, GError **error)
{
        g_autoptr(PGresult) result = PQexec(connection, sql);
        const ExecStatusType status = PQresultStatus(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
                return true;
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "%s", PQresultErrorMessage(result));
        return false;
}

/* COPY gives ids of its own to rows that bear theirs already; the sequences go on behind them. */
static bool
fill_sequences(PGconn *connection, GError **error)
{
        return fill_sql(
            connection,
            "SELECT setval(pg_get_serial_sequence('ccot.message', 'message_id'), max(message_id)) FROM ccot.message;"
            "SELECT setval(pg_get_serial_sequence('ccot.document', 'document_id'), max(document_id)) "
            "FROM ccot.document;"
            "SELECT setval(pg_get_serial_sequence('ccot.entry', 'entry_id'), max(entry_id)) FROM ccot.entry;"
            "SELECT setval(pg_get_serial_sequence('ccot.service', 'service_id'), max(service_id)) "
            "FROM ccot.service",
            error);
}

/* Indexes grow with every row that is sent; built at the end over all rows they cost a tenth of it. Not ready means that nothing
 * is written into them, and REINDEX makes them ready and valid again. */
static bool
fill_indexes_off(PGconn *connection, GError **error)
{
        return fill_sql(
            connection,
            "UPDATE pg_catalog.pg_index SET indisready = false, indisvalid = false "
            "WHERE indrelid IN (SELECT oid FROM pg_catalog.pg_class WHERE relnamespace = 'ccot'::regnamespace "
            "AND relkind = 'r' AND relname = ANY ('" FILL_TABLES "'))",
            error);
}

static bool
fill_indexes_on(PGconn *connection, GError **error)
{
        if (!fill_sql(connection, "SET maintenance_work_mem = '256MB'", error))
                return false;
        g_auto(GStrv) tables = g_strsplit_set(FILL_TABLES, "{,}", -1);
        for (unsigned i = 0; tables[i] != NULL; i++) {
                g_autofree char *sql = g_strdup_printf("REINDEX TABLE ccot.%s", tables[i]);
                if (tables[i][0] != '\0' && !fill_sql(connection, sql, error))
                        return false;
        }
        return true;
}

guint64
register_fill_files(const RegisterFill *fill)
{
        return fill->entries / FILL_FILE_ENTRIES + 1;
}

GPtrArray *
register_fill_mails(const RegisterFill *fill, guint64 number)
{
        /* what is still to come of the latest ones is left out: more of them fill the same time once more */
        const gint64 step = (gint64) FILL_DAY * FILL_FILE_ENTRIES / REGISTER_FILL_DAY_ENTRIES;
        const guint64 files = register_fill_files(fill);
        return case_file_new(fill->seed, number, fill->until - (gint64) (files - number % files) * step);
}

bool
register_fill(PGconn *connection, const RegisterFill *fill, void (*progress)(guint64 entries), GError **error)
{
        /* foreign keys and triggers are the program's nets; what is sent here holds by construction, and a test looks */
        if (!fill_sql(connection,
                      "SET session_replication_role = replica; SET synchronous_commit = off; SET timezone = 'UTC'",
                      error) ||
            !fill_sql(connection,
                      "INSERT INTO ccot.mailbox (name, state) VALUES ('civil.court.orders', 'listening'), "
                      "('court.orders.old', 'listening') ON CONFLICT DO NOTHING",
                      error) ||
            !fill_indexes_off(connection, error))
                return false;
        g_autoptr(CopyRows) rows = copy_rows_new(connection);
        FillIds ids = { 0 };
        for (guint64 number = 0; ids.entries < fill->entries; number++) {
                g_autoptr(GPtrArray) mails = register_fill_mails(fill, number);
                fill_case(rows, mails, fill->until, fill->entries - ids.entries, &ids);
                if (!copy_rows_send(rows, false, error))
                        return false;
                if (progress != NULL && number % 2000 == 0)
                        progress(ids.entries);
        }
        return copy_rows_send(rows, true, error) && fill_indexes_on(connection, error) &&
               fill_sequences(connection, error) &&
               fill_sql(connection,
                        "SET session_replication_role = origin; SET synchronous_commit = on;"
                        "INSERT INTO ccot.entry_changed SELECT entry_id FROM ccot.entry WHERE state IN "
                        "('pending', 'verified');"
                        "SELECT ccot.queue_refresh()",
                        error);
}
