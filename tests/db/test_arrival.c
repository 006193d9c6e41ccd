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
        g_assert_cmpstr(said, ==, "shares its number or names with more orders than are compared: the latest 200 were");
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
        g_test_add_func("/db/arrival/nothing-to-go-by", test_nothing_to_go_by);
}
