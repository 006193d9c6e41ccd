/* The chain of tests/unit/chain_case.h through the whole writing transaction, in sampled orders of writing: the register says the
 * same of every pair. */
#include "base/limits.h"
#include "tests/db/scratch.h"
#include "tests/unit/chain_case.h"

enum { ARRIVAL_WRITINGS = 3 };

static Submission *
arrival_submission(unsigned i)
{
        g_autofree char *octets = g_strdup_printf("chain %u", i);
        Submission *submission = scratch_submission(octets, octets);
        SubmissionDocument *document = g_ptr_array_index(submission->documents, 0);
        document->text_source = chain[i].picture ? TEXT_SOURCE_OCR : TEXT_SOURCE_TEXT;
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        order->order_type = chain[i].order_type;
        order->action = chain[i].action;
        for (Field field = 0; field < FIELD_COUNT; field++)
                g_clear_pointer(&order->fields[field], field_value_free);
        for (unsigned k = 0; k < CHAIN_FIELDS && chain[i].fields[k].text != NULL; k++) {
                const char *text = chain[i].fields[k].text;
                order->fields[chain[i].fields[k].field] = field_value_new(chain[i].fields[k].field, text, text, 0.9);
        }
        return submission;
}

/* Everything that is said of pairs, by message. */
static char *
arrival_rows(void)
{
        return scratch_sql(
            "postgres",
            "SELECT string_agg(line, '; ' ORDER BY line) FROM ("
            "SELECT a.message_id || ' ' || level || ' ' || b.message_id AS line FROM v_duplicate d "
            "JOIN entry a ON a.entry_id = d.entry_id JOIN entry b ON b.entry_id = d.earlier_entry_id "
            "UNION SELECT a.message_id || ' of ' || b.message_id FROM entry a JOIN entry b ON b.entry_id = "
            "a.representative_id "
            "UNION SELECT a.message_id || ' ' || kind || ' ' || coalesce(b.message_id::text, '?') FROM v_relation r "
            "JOIN entry a ON a.entry_id = r.entry_id LEFT JOIN entry b ON b.entry_id = r.earlier_entry_id) AS lines");
}

static char *
arrival_write(guint32 seed)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        MessageClaim claims[CHAIN_ORDERS];
        unsigned order[CHAIN_ORDERS];
        for (unsigned i = 0; i < CHAIN_ORDERS; i++) {
                g_autofree char *octets = g_strdup_printf("chain %u", i);
                claims[i] = scratch_message(db, i + 1, octets);
        }
        chain_shuffle(order, seed);
        for (unsigned i = 0; i < CHAIN_ORDERS; i++) {
                const unsigned next = seed == 0 ? i : order[i];
                g_autoptr(Submission) submission = arrival_submission(next);
                g_autoptr(GError) error = NULL;
                (void) entry_store_write(db, &claims[next], submission, &error);
                g_assert_no_error(error);
        }
        return arrival_rows();
}

static void
test_any_order(void)
{
        g_autofree char *first = arrival_write(0);
        g_test_message("%s", first);
        for (guint32 seed = 1; seed <= ARRIVAL_WRITINGS; seed++) {
                g_autofree char *rows = arrival_write(seed);
                g_assert_cmpstr(rows, ==, first);
        }
}

static const char *const forenames[] = { "Aaron", "Bella", "Clive", "Doris", "Edgar",
                                         "Fiona", "Gavin", "Helga", "Ivor",  "Josef" };
static const char *const beginnings[] = { "Hart", "Wex", "Dun", "Pol", "Quin", "Bar", "Tor", "Fen" };
static const char *const endings[] = { "ley", "bury", "more", "gate", "ham", "stow", "wick" };

static const char *const limit_said =
    "shares its number or names with more orders than are compared: the nearest 60 were";

/* 500 orders in one mail, one number: written in bounded time; the next order says that not all of them were compared. */
static void
test_many_of_one_number(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(GError) error = NULL;
        const MessageClaim claim = scratch_message(db, 1, "many");
        g_autoptr(Submission) many = scratch_submission("many", "many");
        for (unsigned i = 1; i < LIMIT_ORDERS; i++) {
                SubmissionOrder *order = scratch_order(many, "2");
                /* every fourth one is a copy of the first */
                g_autofree char *name =
                    i % 4 == 0 ? g_strdup("Dean Marlow")
                               : g_strdup_printf("%s %s%s", forenames[i % 10], beginnings[i / 10 % 8], endings[i / 80]);
                g_clear_pointer(&order->fields[FIELD_RESPONDENT], field_value_free);
                order->fields[FIELD_RESPONDENT] = field_value_new(FIELD_RESPONDENT, name, name, 0.9);
        }
        (void) entry_store_write(db, &claim, many, &error);
        g_assert_no_error(error);
        const MessageClaim next = scratch_message(db, 2, "next");
        g_autoptr(Submission) variation = scratch_submission("next", "next");
        SubmissionOrder *order = g_ptr_array_index(variation->orders, 0);
        order->action = ACTION_VARIED;
        field_value_free(order->fields[FIELD_MADE_ON]);
        order->fields[FIELD_MADE_ON] = field_value_new(FIELD_MADE_ON, "2025-06-20", "2025-06-20", 0.9);
        field_value_free(order->fields[FIELD_RESPONDENT]);
        order->fields[FIELD_RESPONDENT] = field_value_new(FIELD_RESPONDENT, "Josef Hartwick", "Josef Hartwick", 0.9);
        (void) entry_store_write(db, &next, variation, &error);
        g_assert_no_error(error);
        g_autofree char *said =
            scratch_sql("postgres", "SELECT reasons[array_upper(reasons, 1)] FROM v_relation WHERE kind = 'varies'");
        g_assert_cmpstr(said, ==, limit_said);
}

/* Orders of other people under the number of the first one, as many as are wanted, beside the transaction. */
static void
arrival_crowd(unsigned orders)
{
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO message (mailbox, folder, uidvalidity, uid, server_uidvalidity, received_at, size, sha256, "
            "state, queued_at) "
            "SELECT 'm', 'INBOX', 1, 100000 + n, 1, received_at, size, encode(sha256(n::text::bytea), 'hex'), "
            "'queued', now() "
            "FROM message, generate_series(1, %u) AS n WHERE message_id = 1;"
            "INSERT INTO document (message_id, position, path, size, sha256, kind) SELECT message_id, 0, '2', size, "
            "sha256, 'order' "
            "FROM message WHERE uid > 100000;"
            "INSERT INTO entry (message_id, document_id, position, ordinal, order_type, action, received_at) "
            "SELECT message_id, document_id, 0, 0, 'non_molestation', 'made', received_at FROM message JOIN document "
            "USING (message_id) "
            "WHERE uid > 100000;"
            "INSERT INTO field (entry_id, name, value, raw, confidence) SELECT e.entry_id, f.name, CASE WHEN f.name IN "
            "('respondent', "
            "'protected_person') THEN 'N' || translate(md5(f.name || e.entry_id), '0123456789', 'ghijklmnop') ELSE "
            "f.value END, f.raw, f.confidence FROM entry e, field f "
            "WHERE e.entry_id > 1 AND f.entry_id = 1 AND f.name IN ('court', 'case_number', 'respondent', "
            "'protected_person', 'made_on');"
            "INSERT INTO entry_key (entry_id, kind, key) SELECT e.entry_id, k.kind, k.key FROM entry e, entry_key k "
            "WHERE e.entry_id > 1 AND k.entry_id = 1 AND k.kind IN ('number', 'case')",
            orders);
        g_autofree char *none = scratch_sql("postgres", sql);
}

/* A number that 2,000 orders bear: the next one is written in bounded time, and says that not all of them were compared though
 * it is related to none. */
static void
test_crowd_of_one_number(void)
{
        enum { CROWD = 1999, DEADLINE_SECONDS = 10 };
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(GError) error = NULL;
        const MessageClaim claim = scratch_message(db, 1, "first");
        g_autoptr(Submission) first = scratch_submission("first", "first");
        (void) entry_store_write(db, &claim, first, &error);
        g_assert_no_error(error);
        g_autofree char *alone = scratch_sql("postgres", "SELECT count(*) FROM v_entry WHERE comparison_note IS NULL");
        g_assert_cmpstr(alone, ==, "1");
        arrival_crowd(CROWD);
        g_autofree char *crowd = scratch_sql("postgres", "SELECT count(*) FROM entry_key WHERE kind = 'number'");
        g_assert_cmpstr(crowd, ==, "2000");
        const MessageClaim next = scratch_message(db, 2, "next");
        g_autoptr(Submission) stranger = scratch_submission("next", "next");
        SubmissionOrder *order = g_ptr_array_index(stranger->orders, 0);
        static const struct {
                Field field;
                const char *text;
        } changes[] = { { FIELD_RESPONDENT, "Josef Hartwick" },
                        { FIELD_PROTECTED_PERSON, "Wanda Polgate" },
                        { FIELD_MADE_ON, "2025-06-20" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(changes); i++) {
                field_value_free(order->fields[changes[i].field]);
                order->fields[changes[i].field] =
                    field_value_new(changes[i].field, changes[i].text, changes[i].text, 0.9);
        }
        g_clear_pointer(&order->fields[FIELD_PROTECTED_PEOPLE], field_value_free);
        const gint64 began = g_get_monotonic_time();
        (void) entry_store_write(db, &next, stranger, &error);
        g_assert_no_error(error);
        g_assert_cmpint(g_get_monotonic_time() - began, <, (gint64) DEADLINE_SECONDS * G_USEC_PER_SEC);
        g_autofree char *rows = arrival_rows();
        g_assert_cmpstr(rows, ==, "");
        g_autofree char *said =
            scratch_sql("ccot_reader", "SELECT comparison_note FROM v_entry ORDER BY entry_id DESC LIMIT 1");
        g_assert_cmpstr(said, ==, limit_said);
}

/* Nothing to go by is nothing in common: orders without number, day or names, and names of one letter. */
static void
test_nothing_to_go_by(void)
{
        static const Field left_out[] = { FIELD_COURT,      FIELD_CASE_NUMBER,      FIELD_MADE_ON,
                                          FIELD_EXPIRES_ON, FIELD_PROTECTED_PERSON, FIELD_PROTECTED_PEOPLE };
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        for (unsigned i = 0; i < 4; i++) {
                g_autofree char *octets = g_strdup_printf("empty %u", i);
                g_autoptr(GError) error = NULL;
                const MessageClaim claim = scratch_message(db, i + 1, octets);
                g_autoptr(Submission) submission = scratch_submission(octets, octets);
                SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
                for (unsigned k = 0; k < G_N_ELEMENTS(left_out); k++)
                        g_clear_pointer(&order->fields[left_out[k]], field_value_free);
                g_clear_pointer(&order->fields[FIELD_RESPONDENT], field_value_free);
                if (i >= 2)
                        order->fields[FIELD_RESPONDENT] = field_value_new(FIELD_RESPONDENT, "A", "A", 0.9);
                (void) entry_store_write(db, &claim, submission, &error);
                g_assert_no_error(error);
        }
        g_autofree char *rows = arrival_rows();
        g_assert_cmpstr(rows, ==, "");
}

void
add_arrival_tests(void)
{
        g_test_add_func("/db/arrival/any-order", test_any_order);
        g_test_add_func("/db/arrival/many-of-one-number", test_many_of_one_number);
        g_test_add_func("/db/arrival/crowd-of-one-number", test_crowd_of_one_number);
        g_test_add_func("/db/arrival/nothing-to-go-by", test_nothing_to_go_by);
}
