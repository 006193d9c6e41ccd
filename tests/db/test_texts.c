/* Texts of orders: kept, compared, and made anew by another model. */
#include "db/migrate.h"
#include "tests/db/scratch.h"

static const char order_text[] =
    "IN THE FAMILY COURT at Medway Case number ME25F00123 Before District Judge Carrow\n"
    "The applicant is Alicia Dobson. The respondent is Dean Marlow, born 4 May 1986.\n"
    "The court orders that the respondent must not use or threaten violence against the applicant,\n"
    "must not contact her in any way and must not go to 12 Tannery Road, Strood.\n"
    "This order applies until 3 March 2026 at 4 p.m. unless it is varied or discharged before then.\n"
    "There is a hearing on 17 March 2025 at 10 a.m. in the same court. The order was made without notice.\n";
static const char all_texts[] =
    "SELECT string_agg(concat_ws(' ', d.document_id, d.fingerprint, w.model, k.keys), ', ' ORDER BY d.document_id) "
    "FROM ccot.document d LEFT JOIN ccot.document_words w USING (document_id) LEFT JOIN LATERAL (SELECT "
    "string_agg(k.kind || k.key, ' ' ORDER BY k.key) AS keys FROM ccot.entry e JOIN ccot.entry_key k USING (entry_id) "
    "WHERE e.document_id = d.document_id) k ON true";

static void
text_write(Db *db, unsigned number, const char *respondent, const char *text)
{
        g_autofree char *octets = g_strdup_printf("mail %u", number);
        const MessageClaim claim = scratch_message(db, number, octets);
        g_autoptr(Submission) submission = scratch_submission(octets, octets);
        SubmissionDocument *document = g_ptr_array_index(submission->documents, 0);
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        if (respondent != NULL) {
                field_value_free(order->fields[FIELD_RESPONDENT]);
                order->fields[FIELD_RESPONDENT] = field_value_new(FIELD_RESPONDENT, respondent, respondent, 0.9);
        }
        g_ptr_array_add(document->text, g_strdup(text));
        g_autoptr(GError) error = NULL;
        (void) entry_store_write(db, &claim, submission, &error);
        g_assert_no_error(error);
}

/* Everybody's name is the same, the day and the number too: the words decide whether it is the same text. */
static void
test_same_text(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autofree char *wrapped = g_strdelimit(g_strdup(order_text), "\n", ' ');
        g_autofree char *longer = g_strconcat(order_text, "The respondent must not go to Rookery Road.\n", NULL);
        text_write(db, 1, NULL, order_text);
        text_write(db, 2, NULL, wrapped);
        text_write(db, 3, NULL, longer);
        g_autofree char *rows =
            scratch_sql("postgres", "SELECT string_agg(entry_id || '>' || earlier_entry_id || ':' || level, ' ' "
                                    "ORDER BY entry_id) FROM v_duplicate WHERE earlier_entry_id = 1");
        g_assert_cmpstr(rows, ==, "2>1:same_text 3>1:same_order");
        g_autofree char *refused = scratch_refused("ccot_web", "SELECT * FROM ccot.document_words");
        g_assert_cmpstr(refused, ==, "42501");
}

static void
text_migrate(void)
{
        g_autofree char *as_superuser = g_strdup_printf("%s user=postgres", scratch_conninfo());
        g_autoptr(GError) error = NULL;
        MigrateReport report = { 0 };
        g_assert_true(migrate_run(as_superuser, &report, &error));
        g_assert_no_error(error);
}

/* What an older model made of the same words leaves nothing behind. */
static void
test_renewed(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        enum { TEXTS = 210 }; /* more than are made anew at a time */
        for (unsigned i = 0; i < TEXTS; i++) {
                g_autofree char *text = g_strdup_printf("%sMore of Kettleby%u and Zeal%u.\n", order_text, i / 2, i);
                g_autofree char *respondent = g_strdup_printf("%c%c%c Marlow", 'A' + i % 26, 'a' + i / 26, 'o');
                text_write(db, i + 1, respondent, i % 100 == 99 ? "too short" : text);
        }
        g_autofree char *before = scratch_sql("postgres", all_texts);
        g_autofree char *changed =
            scratch_sql("postgres", "WITH k AS (UPDATE ccot.entry_key SET key = key + 1 WHERE kind IN ('text', "
                                    "'band')), w AS (UPDATE ccot.document_words "
                                    "SET model = 0) UPDATE ccot.document SET fingerprint = set_byte(fingerprint, 20, "
                                    "get_byte(fingerprint, 20) # 1)");
        g_autofree char *other = scratch_sql("postgres", all_texts);
        g_assert_cmpstr(before, !=, other);
        text_migrate();
        g_autofree char *after = scratch_sql("postgres", all_texts);
        g_assert_cmpstr(before, ==, after);
}

/* Words of a form that this program does not know give no fingerprint, and stop nothing. */
static void
test_other_form(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        text_write(db, 1, NULL, order_text);
        g_autofree char *changed =
            scratch_sql("postgres", "UPDATE ccot.document_words SET model = 0, words = set_byte(words, 0, 255)");
        text_migrate();
        g_autofree char *after = scratch_sql(
            "postgres",
            "SELECT concat(d.fingerprint IS NULL, (SELECT count(*) FROM ccot.entry_key WHERE kind IN ('text', "
            "'band'))) FROM ccot.document d");
        g_assert_cmpstr(after, ==, "t0");
}

void
add_text_tests(void)
{
        g_test_add_func("/db/texts/same", test_same_text);
        g_test_add_func("/db/texts/renewed", test_renewed);
        g_test_add_func("/db/texts/other-form", test_other_form);
}
