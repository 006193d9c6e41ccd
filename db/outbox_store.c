#include "db/outbox_store.h"

#include "base/error.h"
#include "db/statement.h"
#include "register/reference.h"

/* Mails that one digest tells: more than a mail of bearable length has lines for. The next digest has the rest. */
enum { DIGEST_MOST = 200 };

/* Columns of outbox_facts and outbox_documents. */
enum {
        FACT_MESSAGE_ID,
        FACT_RECEIVED_AT,
        FACT_STORED_AT,
        FACT_CREATED_AT,
        FACT_NOW,
        FACT_MAILBOX,
        FACT_ADDRESS,
        FACT_RFC_MESSAGE_ID,
        FACT_SUBJECT,
        FACT_AUTOMATIC,
        FACT_JUNK,
        FACT_SUBJECT_NAMES_ORDER,
        FACT_ORDERS,
        FACT_SERVICES,
        FACT_ALERTS,
        FACT_REPEATS,
        FACT_SENT_THIS_HOUR,
        FACT_DIGEST_WAITS,
        FACT_RELEASED,
        FACT_GATEWAY,
        FACT_DMARC_FAILED,
        FACT_LINKED
};
enum {
        PAPER_PATH,
        PAPER_NAMED,
        PAPER_MEDIA_TYPE,
        PAPER_SIZE,
        PAPER_SHA256,
        PAPER_KIND,
        PAPER_PROBLEM,
        PAPER_PAGES,
        PAPER_DRAFT,
        PAPER_EARLIER_MESSAGE_ID,
        PAPER_EARLIER_RECEIVED_AT
};

/* Names of mailboxes have no character that the array notation knows. */
static char *
outbox_mailboxes(const OutboxScope *scope)
{
        GString *names = g_string_new("{");
        for (guint i = 0; i < scope->mailboxes->len; i++)
                g_string_append_printf(names, "%s\"%s\"", i > 0 ? "," : "",
                                       (const char *) g_ptr_array_index(scope->mailboxes, i));
        return g_string_free(g_string_append_c(names, '}'), FALSE);
}

bool
outbox_store_lease(Db *db, const OutboxScope *scope, OutboxLease *ret_lease, GError **error)
{
        g_autofree char *mailboxes = outbox_mailboxes(scope);
        Parameters parameters = { 0 };
        parameters_number(&parameters, db_session(db));
        parameters_text(&parameters, mailboxes);
        parameters_number(&parameters, scope->per_hour);
        g_autoptr(PGresult) result = statement_run(db, "outbox_lease", &parameters, error);
        if (result == NULL)
                return false;
        *ret_lease = (OutboxLease){ 0 };
        if (PQntuples(result) == 0)
                return true;
        ret_lease->outbox_id = result_number(result, 0, 0);
        ret_lease->message_id = result_number(result, 0, 1);
        ret_lease->digest = g_strcmp0(result_text(result, 0, 2), "digest") == 0;
        (void) g_strlcpy(ret_lease->token, result_text(result, 0, 3), sizeof ret_lease->token);
        ret_lease->uncertain = (unsigned) result_number(result, 0, 4);
        ret_lease->attempts = (unsigned) result_number(result, 0, 5);
        return true;
}

bool
outbox_store_undone(Db *db, const OutboxScope *scope, guint64 *ret_undone, GError **error)
{
        g_autofree char *mailboxes = outbox_mailboxes(scope);
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailboxes);
        g_autoptr(PGresult) result = statement_run(db, "outbox_undone", &parameters, error);
        if (result == NULL)
                return false;
        *ret_undone = (guint64) result_number(result, 0, 0);
        return true;
}

static guint32
outbox_alerts(const char *words)
{
        guint32 alerts = 0;
        g_auto(GStrv) kinds = g_strsplit(words, " ", -1);
        for (unsigned i = 0; kinds[i] != NULL; i++) {
                const int kind = (int) vocabulary_value(VOCABULARY_ALERT_KIND, kinds[i]);
                if (kind >= 0)
                        alerts |= 1U << kind;
        }
        return alerts;
}

static AcknowledgementFacts *
outbox_facts_read(const PGresult *row)
{
        AcknowledgementFacts *facts = acknowledgement_facts_new();
        const char *subject = result_text(row, 0, FACT_SUBJECT);
        g_autoptr(GArray) references = reference_find(subject == NULL ? "" : subject);
        facts->message_id = result_number(row, 0, FACT_MESSAGE_ID);
        facts->received_at = result_number(row, 0, FACT_RECEIVED_AT);
        facts->stored_at = result_number(row, 0, FACT_STORED_AT);
        facts->created_at = result_number(row, 0, FACT_CREATED_AT);
        facts->now = result_number(row, 0, FACT_NOW);
        facts->mailbox = g_strdup(result_text(row, 0, FACT_MAILBOX));
        facts->address = g_strdup(result_text(row, 0, FACT_ADDRESS));
        facts->rfc_message_id = g_strdup(result_text(row, 0, FACT_RFC_MESSAGE_ID));
        facts->gateway = g_strdup(result_text(row, 0, FACT_GATEWAY));
        facts->dmarc_failed = result_flag(row, 0, FACT_DMARC_FAILED);
        facts->automatic = result_flag(row, 0, FACT_AUTOMATIC);
        facts->junk = result_flag(row, 0, FACT_JUNK);
        facts->repeats = result_flag(row, 0, FACT_REPEATS);
        facts->has_reference = references->len > 0 || result_flag(row, 0, FACT_LINKED);
        facts->subject_names_order = result_flag(row, 0, FACT_SUBJECT_NAMES_ORDER);
        facts->released = result_flag(row, 0, FACT_RELEASED);
        facts->orders = (unsigned) result_number(row, 0, FACT_ORDERS);
        facts->services = (unsigned) result_number(row, 0, FACT_SERVICES);
        facts->alerts = outbox_alerts(result_text(row, 0, FACT_ALERTS));
        facts->sent_this_hour = (unsigned) result_number(row, 0, FACT_SENT_THIS_HOUR);
        facts->digest_waits = result_flag(row, 0, FACT_DIGEST_WAITS);
        return facts;
}

static bool
outbox_documents(Db *db, AcknowledgementFacts *facts, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, facts->message_id);
        g_autoptr(PGresult) rows = statement_run(db, "outbox_documents", &parameters, error);
        if (rows == NULL)
                return false;
        for (int row = 0; row < PQntuples(rows); row++) {
                AcknowledgementDocument *document =
                    acknowledgement_document_add(facts, result_text(rows, row, PAPER_PATH));
                const char *problem = result_text(rows, row, PAPER_PROBLEM);
                document->named = result_flag(rows, row, PAPER_NAMED);
                document->media_type = g_strdup(result_text(rows, row, PAPER_MEDIA_TYPE));
                document->size = (guint64) result_number(rows, row, PAPER_SIZE);
                document->sha256 = g_strdup(result_text(rows, row, PAPER_SHA256));
                document->kind =
                    (DocumentKind) vocabulary_value(VOCABULARY_DOCUMENT_KIND, result_text(rows, row, PAPER_KIND));
                document->problem =
                    problem == NULL ? PROBLEM_NONE : (Problem) vocabulary_value(VOCABULARY_PROBLEM, problem);
                document->pages = (unsigned) result_number(rows, row, PAPER_PAGES);
                document->draft = result_flag(rows, row, PAPER_DRAFT);
                document->earlier_message_id = result_number(rows, row, PAPER_EARLIER_MESSAGE_ID);
                document->earlier_received_at = result_number(rows, row, PAPER_EARLIER_RECEIVED_AT);
        }
        return true;
}

AcknowledgementFacts *
outbox_store_facts(Db *db, gint64 outbox_id, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, outbox_id);
        g_autoptr(PGresult) row = statement_run(db, "outbox_facts", &parameters, error);
        if (row == NULL)
                return NULL;
        if (PQntuples(row) == 0) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "database: an outgoing mail has gone");
                return NULL;
        }
        g_autoptr(AcknowledgementFacts) facts = outbox_facts_read(row);
        return outbox_documents(db, facts, error) ? g_steal_pointer(&facts) : NULL;
}

static gint
outbox_compare(gconstpointer a, gconstpointer b)
{
        const gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;
        return first < second ? -1 : first > second;
}

GArray *
outbox_store_digest(Db *db, const OutboxLease *lease, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, lease->outbox_id);
        parameters_number(&parameters, db_session(db));
        parameters_number(&parameters, DIGEST_MOST);
        g_autoptr(PGresult) rows = statement_run(db, "outbox_digest", &parameters, error);
        if (rows == NULL)
                return NULL;
        GArray *ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        for (int row = 0; row < PQntuples(rows); row++) {
                const gint64 id = result_number(rows, row, 0);
                g_array_append_val(ids, id);
        }
        g_array_sort(ids, outbox_compare);
        return ids;
}

static Parameters
outbox_parameters(Db *db, const OutboxLease *lease)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, lease->outbox_id);
        parameters_number(&parameters, db_session(db));
        return parameters;
}

static bool
outbox_change(Db *db, const char *statement, const Parameters *parameters, GError **error)
{
        guint64 rows = 0;
        if (!statement_do(db, statement, parameters, &rows, error))
                return false;
        if (rows == 0)
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_RETRY, "database: %s: the claim was lost", statement);
        return rows > 0;
}

bool
outbox_store_settle(Db *db, const OutboxLease *lease, const char *status, const char *reason, GError **error)
{
        Parameters parameters = outbox_parameters(db, lease);
        parameters_text(&parameters, status);
        parameters_text(&parameters, reason);
        return outbox_change(db, "outbox_settle", &parameters, error);
}

bool
outbox_store_begin(Db *db, const OutboxLease *lease, GError **error)
{
        const Parameters parameters = outbox_parameters(db, lease);
        return outbox_change(db, "outbox_begin", &parameters, error);
}

bool
outbox_store_sent(Db *db, const OutboxLease *lease, GError **error)
{
        const Parameters parameters = outbox_parameters(db, lease);
        return outbox_change(db, "outbox_sent", &parameters, error);
}

bool
outbox_store_later(Db *db, const OutboxLease *lease, unsigned seconds, const char *reason, bool certain, GError **error)
{
        Parameters parameters = outbox_parameters(db, lease);
        parameters_number(&parameters, seconds);
        parameters_text(&parameters, reason);
        parameters_flag(&parameters, certain);
        return outbox_change(db, "outbox_later", &parameters, error);
}

bool
outbox_store_failed(Db *db, const OutboxLease *lease, const char *reason, GError **error)
{
        Parameters parameters = outbox_parameters(db, lease);
        parameters_text(&parameters, reason);
        return outbox_change(db, "outbox_failed", &parameters, error);
}

void
outbox_notice_clear(OutboxNotice *notice)
{
        g_clear_pointer(&notice->recipient, g_free);
        g_clear_pointer(&notice->octets, g_free);
}

bool
outbox_store_notice(Db *db, OutboxNotice *ret_notice, GError **error)
{
        enum {
                NOTICE_ID,
                NOTICE_KIND,
                NOTICE_TOKEN,
                NOTICE_UNCERTAIN,
                NOTICE_ATTEMPTS,
                NOTICE_RECIPIENT,
                NOTICE_OCTETS
        };
        Parameters parameters = { 0 };
        parameters_number(&parameters, db_session(db));
        g_autoptr(PGresult) row = statement_run(db, "outbox_notice", &parameters, error);
        if (row == NULL)
                return false;
        *ret_notice = (OutboxNotice){ 0 };
        if (PQntuples(row) == 0)
                return true;
        OutboxLease *lease = &ret_notice->lease;
        lease->kind = g_strcmp0(result_text(row, 0, NOTICE_KIND), "alarm") == 0 ? OUTBOX_ALARM : OUTBOX_REPORT;
        lease->outbox_id = result_number(row, 0, NOTICE_ID);
        (void) g_strlcpy(lease->token, result_text(row, 0, NOTICE_TOKEN), sizeof lease->token);
        lease->uncertain = (unsigned) result_number(row, 0, NOTICE_UNCERTAIN);
        lease->attempts = (unsigned) result_number(row, 0, NOTICE_ATTEMPTS);
        ret_notice->recipient = g_strdup(result_text(row, 0, NOTICE_RECIPIENT));
        ret_notice->octets = g_strdup(result_text(row, 0, NOTICE_OCTETS));
        return true;
}

bool
outbox_store_raise(Db *db, const char *address, unsigned minutes, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, address);
        parameters_number(&parameters, minutes);
        return statement_do(db, "alarm_raise", &parameters, NULL, error);
}

GArray *
outbox_store_alarm(Db *db, GError **error)
{
        g_autoptr(PGresult) rows = statement_run(db, "alarm_mails", NULL, error);
        if (rows == NULL)
                return NULL;
        GArray *mails = g_array_new(FALSE, FALSE, sizeof(AlarmMail));
        for (int row = 0; row < PQntuples(rows); row++) {
                const AlarmMail mail = { result_number(rows, row, 0), result_number(rows, row, 1),
                                         result_number(rows, row, 2), result_flag(rows, row, 3) };
                g_array_append_val(mails, mail);
        }
        return mails;
}
