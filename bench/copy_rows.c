#include "bench/copy_rows.h"

#include "base/clock.h"
#include "base/error.h"

#include <string.h>

enum { COPY_ROWS_OCTETS = 32 * 1024 * 1024 };

static const char *const copy_statements[] = {
        [ROWS_MESSAGE] =
            "COPY ccot.message (message_id, mailbox, folder, uidvalidity, uid, server_uidvalidity, received_at, "
            "stored_at, listed_size, size, sha256, state, attempts, parser_version, moved_at, moves, "
            "rfc_message_id, body_sha256, subject, from_name, from_address, sent_at, automatic, order_type, "
            "basis, conflict, submitted_elsewhere, queued_at, outcome, outcome_words, handled_by, handled_at) FROM "
            "STDIN",
        [ROWS_LISTING] =
            "COPY ccot.listing (mailbox, folder, uidvalidity, uid, size, internaldate, settled) FROM STDIN",
        [ROWS_DOCUMENT] =
            "COPY ccot.document (document_id, message_id, position, path, filename, media_type, size, sha256, "
            "kind, pages, text_source, language, fingerprint) FROM STDIN",
        [ROWS_ENTRY] =
            "COPY ccot.entry (entry_id, message_id, document_id, position, ordinal, order_type, action, draft, "
            "state, representative_id, verified_by, verified_at, received_at, queued_at) FROM STDIN",
        [ROWS_FIELD] = "COPY ccot.field (entry_id, name, value, raw, page, box, confidence) FROM STDIN",
        [ROWS_ENTRY_KEY] = "COPY ccot.entry_key (entry_id, kind, key) FROM STDIN",
        [ROWS_ENTRY_COURSE] = "COPY ccot.entry_course (entry_id, begins_at, status, reason, ends_at) FROM STDIN",
        [ROWS_SERVICE] =
            "COPY ccot.service (service_id, message_id, document_id, position, entry_id, outcome, served_on, "
            "served_at, served_by, method, state, joined, fields) FROM STDIN",
        [ROWS_SERVICE_KEY] = "COPY ccot.service_key (service_id, kind, key) FROM STDIN",
        [ROWS_ALERT] = "COPY ccot.alert (message_id, kind, text, path, raised_at, handled_by, handled_at, outcome, "
                       "words) FROM STDIN",
        [ROWS_DUPLICATE] = "COPY ccot.duplicate (entry_id, earlier_entry_id, level, score, reasons) FROM STDIN",
        [ROWS_RELATION] = "COPY ccot.relation (entry_id, earlier_entry_id, target_made_on, kind, reasons) FROM STDIN",
        [ROWS_OUTBOX] = "COPY ccot.outbox (message_id, kind, status, created_at, due_at, sent_at) FROM STDIN",
        [ROWS_AUDIT] = "COPY ccot.audit (at, actor, operation, subject, subject_id) FROM STDIN",
};
G_STATIC_ASSERT(G_N_ELEMENTS(copy_statements) == ROWS_COUNT);

CopyRows *
copy_rows_new(PGconn *connection)
{
        CopyRows *rows = g_new0(CopyRows, 1);
        rows->connection = connection;
        for (unsigned i = 0; i < ROWS_COUNT; i++)
                rows->tables[i] = g_string_new(NULL);
        return rows;
}

void
copy_rows_free(CopyRows *rows)
{
        for (unsigned i = 0; i < ROWS_COUNT; i++)
                g_string_free(rows->tables[i], TRUE);
        g_free(rows);
}

void
copy_row(CopyRows *rows, RowsTable table)
{
        GString *text = rows->tables[table];
        if (text->len > 0)
                g_string_append_c(text, '\n');
        rows->table = table;
}

/* The row that is being written, ready for its next cell. */
static GString *
copy_cell(CopyRows *rows)
{
        GString *text = rows->tables[rows->table];
        if (text->len > 0 && text->str[text->len - 1] != '\n')
                g_string_append_c(text, '\t');
        return text;
}

/* PostgreSQL's manual, COPY, text format: tab, line end and backslash are escaped. */
static void
copy_escaped(GString *text, const char *value)
{
        for (; *value != '\0'; value++) {
                if (strchr("\t\n\r\\", *value) != NULL)
                        g_string_append_c(text, '\\');
                g_string_append_c(text,
                                  *value == '\n' ? 'n' : (*value == '\t' ? 't' : (*value == '\r' ? 'r' : *value)));
        }
}

void
copy_text(CopyRows *rows, const char *value)
{
        GString *text = copy_cell(rows);
        if (value == NULL)
                g_string_append(text, "\\N");
        else
                copy_escaped(text, value);
}

void
copy_count(CopyRows *rows, gint64 value)
{
        g_string_append_printf(copy_cell(rows), "%" G_GINT64_FORMAT, value);
}

void
copy_number(CopyRows *rows, gint64 value)
{
        if (value == 0)
                copy_text(rows, NULL);
        else
                copy_count(rows, value);
}

void
copy_flag(CopyRows *rows, bool value)
{
        g_string_append_c(copy_cell(rows), value ? 't' : 'f');
}

void
copy_instant(CopyRows *rows, gint64 seconds)
{
        g_autofree char *text = seconds == 0 ? NULL : clock_rfc3339(seconds * G_USEC_PER_SEC);
        copy_text(rows, text);
}

void
copy_score(CopyRows *rows, double value)
{
        char text[G_ASCII_DTOSTR_BUF_SIZE];
        copy_text(rows, g_ascii_formatd(text, sizeof text, "%.6f", value));
}

void
copy_list(CopyRows *rows, const GPtrArray *texts)
{
        g_autoptr(GString) list = g_string_new("{");
        for (guint i = 0; i < texts->len; i++) {
                g_string_append(list, i > 0 ? ",\"" : "\"");
                for (const char *at = g_ptr_array_index(texts, i); *at != '\0'; at++) {
                        if (*at == '"' || *at == '\\')
                                g_string_append_c(list, '\\');
                        g_string_append_c(list, *at);
                }
                g_string_append_c(list, '"');
        }
        copy_text(rows, g_string_append_c(list, '}')->str);
}

static bool
copy_table(CopyRows *rows, RowsTable table, GError **error)
{
        GString *text = rows->tables[table];
        if (text->len == 0)
                return true;
        g_string_append_c(text, '\n');
        g_autoptr(PGresult) begun = PQexec(rows->connection, copy_statements[table]);
        if (PQresultStatus(begun) == PGRES_COPY_IN) {
                (void) PQputCopyData(rows->connection, text->str, (int) text->len);
                (void) PQputCopyEnd(rows->connection, NULL);
                g_autoptr(PGresult) ended = PQgetResult(rows->connection);
                g_autoptr(PGresult) none = PQgetResult(rows->connection);
                g_string_truncate(text, 0);
                if (PQresultStatus(ended) == PGRES_COMMAND_OK && none == NULL)
                        return true;
        }
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "%.40s: %s", copy_statements[table],
                    PQerrorMessage(rows->connection));
        return false;
}

bool
copy_rows_send(CopyRows *rows, bool all, GError **error)
{
        gsize octets = 0;
        for (unsigned i = 0; i < ROWS_COUNT; i++)
                octets += rows->tables[i]->len;
        if (!all && octets < COPY_ROWS_OCTETS)
                return true;
        for (unsigned i = 0; i < ROWS_COUNT; i++)
                if (!copy_table(rows, i, error))
                        return false;
        return true;
}
