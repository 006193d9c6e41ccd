/* Duplicates: what is flagged, and that the outcome does not hang on who wrote first. */
#include "base/error.h"
#include "tests/db/scratch.h"

#include <string.h>

enum { COPIES = 24, WRITERS = 4 };

static void
group_write(Db *db, const MessageClaim *claim, const Submission *submission)
{
        g_autoptr(GError) error = NULL;
        (void) entry_store_write(db, claim, submission, &error);
        g_assert_no_error(error);
}

static char *
group_rows(void)
{
        return scratch_sql(
            "postgres", "SELECT string_agg(entry_id || '>' || earlier_entry_id || ':' || level, ' ' ORDER BY entry_id, "
                        "earlier_entry_id) FROM v_duplicate");
}

static void
test_levels(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        static const struct {
                const char *octets;
                const char *file;
        } mails[] = { { "one", "file" },
                      { "one", "file" },
                      { "forward", "file" },
                      { "rescan", "scan" },
                      { "rescan again", "scan" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(mails); i++) {
                const MessageClaim claim = scratch_message(db, i + 1, mails[i].octets);
                g_autoptr(Submission) submission = scratch_submission(mails[i].octets, mails[i].file);
                group_write(db, &claim, submission);
        }
        g_autofree char *rows = group_rows();
        g_assert_cmpstr(rows, ==, "2>1:same_message 3>1:same_file 4>1:same_order 5>1:same_order 5>4:same_file");
        g_autofree char *repeats =
            scratch_sql("postgres", "SELECT string_agg(repeats_message_id::text, ' ') FROM v_message");
        g_assert_cmpstr(repeats, ==, "1");
        g_autofree char *states = scratch_sql("postgres", "SELECT string_agg(DISTINCT state, ' ') FROM v_entry");
        g_assert_cmpstr(states, ==, "pending");
}

/* Another day is another order; one thing that differs is for a person to look at; a slip in a name is none. */
static void
test_differing_orders(void)
{
        static const struct {
                Field field;
                const char *text;
        } changes[] = {
                { FIELD_CASE_NUMBER, "ME25F00124" },      { FIELD_RESPONDENT, "Dean Marlowe" },
                { FIELD_MADE_ON, "2025-03-04" },          { FIELD_PROTECTED_PERSON, "Bea Dobson" },
                { FIELD_COURT, "Family Court at Luton" },
        };
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        const MessageClaim first = scratch_message(db, 1, "one");
        g_autoptr(Submission) original = scratch_submission("one", "file");
        group_write(db, &first, original);
        for (unsigned i = 0; i < G_N_ELEMENTS(changes); i++) {
                g_autofree char *octets = g_strdup_printf("other %u", i);
                const MessageClaim claim = scratch_message(db, i + 2, octets);
                g_autoptr(Submission) submission = scratch_submission(octets, octets);
                SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
                field_value_free(order->fields[changes[i].field]);
                order->fields[changes[i].field] =
                    field_value_new(changes[i].field, changes[i].text, changes[i].text, 0.9);
                group_write(db, &claim, submission);
        }
        g_autofree char *rows = group_rows();
        g_assert_cmpstr(rows, ==, "2>1:possible 3>1:same_order 5>1:possible 6>1:possible");
}

/* The second mail is written first: the group is turned round when the first one arrives. */
static void
test_late_first(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Db) other = scratch_connect("ccot_ingest");
        const MessageClaim one = scratch_message(db, 1, "one");
        const MessageClaim two = scratch_message(other, 2, "two");
        const MessageClaim three = scratch_message(other, 3, "three");
        g_autoptr(Submission) first = scratch_submission("one", "file");
        g_autoptr(Submission) second = scratch_submission("two", "scan");
        g_autoptr(Submission) third = scratch_submission("three", "scan");
        group_write(other, &two, second);
        group_write(other, &three, third);
        g_autofree char *before = group_rows();
        g_assert_cmpstr(before, ==, "2>1:same_file");
        group_write(db, &one, first);
        g_autofree char *after = group_rows();
        g_assert_cmpstr(after, ==, "1>3:same_order 2>1:same_file 2>3:same_order");
        g_autofree char *heads = scratch_sql(
            "postgres", "SELECT string_agg(coalesce(representative_id, 0)::text, ' ' ORDER BY entry_id) FROM v_entry");
        g_assert_cmpstr(heads, ==, "3 3 0");
}

typedef struct {
        Db *db;
        GArray *claims;
        GPtrArray *submissions;
} Writer;

static gpointer
group_writer(gpointer data)
{
        Writer *writer = data;
        for (unsigned i = 0; i < writer->claims->len; i++) {
                g_autoptr(GError) error = NULL;
                const MessageClaim *claim = &g_array_index(writer->claims, MessageClaim, i);
                while (!entry_store_write(writer->db, claim, g_ptr_array_index(writer->submissions, i), &error)) {
                        if (!g_error_matches(error, CCOT_ERROR, CCOT_ERROR_RETRY))
                                g_error("%s", error->message);
                        g_clear_error(&error);
                }
        }
        return NULL;
}

static void
group_writers_open(Writer writers[WRITERS])
{
        for (unsigned i = 0; i < WRITERS; i++)
                writers[i] =
                    (Writer){ .db = scratch_connect("ccot_ingest"),
                              .claims = g_array_new(FALSE, FALSE, sizeof(MessageClaim)),
                              .submissions = g_ptr_array_new_with_free_func((GDestroyNotify) submission_free) };
}

/* Later ones are written first, so that what is there is turned round while others write. Takes the submission. */
static void
group_writer_add(Writer *writer, guint64 uid, const char *octets, Submission *submission)
{
        const MessageClaim claim = scratch_message(writer->db, uid, octets);
        g_array_prepend_val(writer->claims, claim);
        g_ptr_array_insert(writer->submissions, 0, submission);
}

static void
group_writers_run(Writer writers[WRITERS])
{
        GThread *threads[WRITERS];
        for (unsigned i = 0; i < WRITERS; i++)
                threads[i] = g_thread_new("writer", group_writer, &writers[i]);
        for (unsigned i = 0; i < WRITERS; i++) {
                (void) g_thread_join(threads[i]);
                db_free(writers[i].db);
                g_array_unref(writers[i].claims);
                g_ptr_array_unref(writers[i].submissions);
        }
}

static void
test_concurrent_copies(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        Writer writers[WRITERS];
        group_writers_open(writers);
        for (unsigned i = 0; i < COPIES; i++) {
                g_autofree char *octets = g_strdup_printf("copy %u", i);
                g_autofree char *file = g_strdup_printf("file %u", i % 3);
                group_writer_add(&writers[(i * 7) % WRITERS], i + 1, octets, scratch_submission(octets, file));
        }
        group_writers_run(writers);
        g_autofree char *flags = scratch_sql(
            "postgres", "SELECT count(DISTINCT d.entry_id) FROM v_duplicate d JOIN v_entry e ON e.entry_id = "
                        "d.earlier_entry_id AND e.representative_id IS NULL AND e.message_id = 1");
        g_assert_cmpstr(flags, ==, "23");
        g_autofree char *representatives =
            scratch_sql("postgres", "SELECT count(*) FROM v_entry WHERE representative_id IS NULL");
        g_assert_cmpstr(representatives, ==, "1");
        /* 24 copies of three files: 7 of the first file to the representative by file, the other 16 by identity, and among
         * these two eights every pair by file */
        g_autofree char *levels =
            scratch_sql("postgres", "SELECT string_agg(level || ' ' || n, ', ' ORDER BY level) FROM (SELECT level, "
                                    "count(*) AS n FROM v_duplicate GROUP BY level) l");
        g_assert_cmpstr(levels, ==, "same_file 63, same_order 16");
}

/* A statement that names the day of its order, without the order. */
static Submission *
group_statement(const char *octets, const char *made_on, const char *served_on)
{
        Submission *submission = scratch_submission(octets, octets);
        g_ptr_array_set_size(submission->orders, 0);
        SubmissionService *service = submission_service_new("2");
        service->outcome = OUTCOME_SERVED;
        service->fields[FIELD_CASE_NUMBER] = field_value_new(FIELD_CASE_NUMBER, "ME25F00123", "ME25F00123", 0.9);
        service->fields[FIELD_RESPONDENT] = field_value_new(FIELD_RESPONDENT, "Dean Marlow", "Dean MARLOW", 0.9);
        service->fields[FIELD_MADE_ON] = field_value_new(FIELD_MADE_ON, made_on, made_on, 0.9);
        service->fields[FIELD_SERVED_ON] = field_value_new(FIELD_SERVED_ON, served_on, served_on, 0.9);
        g_ptr_array_add(submission->services, service);
        return submission;
}

/* An order made on that day, in a mail of its own. */
static Submission *
group_order(const char *octets, const char *made_on)
{
        Submission *submission = scratch_submission(octets, octets);
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        field_value_free(order->fields[FIELD_MADE_ON]);
        order->fields[FIELD_MADE_ON] = field_value_new(FIELD_MADE_ON, made_on, made_on, 0.9);
        return submission;
}

/* Orders of one case and their statements, written by four sessions at once: each statement ends at the order that it
 * names, each order succeeds the one before, whoever came first. */
static void
test_concurrent_case(void)
{
        enum { ORDERS = 12 };
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        Writer writers[WRITERS];
        group_writers_open(writers);
        for (unsigned i = 0; i < 2 * ORDERS; i++) {
                g_autofree char *octets = g_strdup_printf("mail %u", i);
                g_autofree char *made_on = g_strdup_printf("2025-03-%02u", i / 2 + 1);
                group_writer_add(&writers[(i * 7 + i / 4) % WRITERS], i + 1, octets,
                                 i % 2 == 0 ? group_order(octets, made_on)
                                            : group_statement(octets, made_on, "2025-04-01"));
        }
        group_writers_run(writers);
        g_autofree char *joined =
            scratch_sql("postgres", "SELECT count(*) FROM v_service s JOIN v_entry e USING (entry_id) "
                                    "WHERE s.state = 'fact' AND s.message_id = e.message_id + 1");
        g_assert_cmpstr(joined, ==, "12");
        g_autofree char *chain =
            scratch_sql("postgres", "SELECT count(*) FROM v_relation r JOIN v_entry e ON e.entry_id = r.entry_id JOIN "
                                    "v_entry p ON p.entry_id = r.earlier_entry_id WHERE r.kind = 'succeeds' AND "
                                    "p.made_on = e.made_on - 1");
        g_assert_cmpstr(chain, ==, "11");
        g_autofree char *all = scratch_sql("postgres", "SELECT count(*) FROM v_relation");
        g_assert_cmpstr(all, ==, "11");
}

static void
test_constraints(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        for (unsigned i = 0; i < 2; i++) {
                g_autofree char *octets = g_strdup_printf("copy %u", i);
                const MessageClaim claim = scratch_message(db, i + 1, octets);
                g_autoptr(Submission) submission = scratch_submission(octets, "file");
                ((SubmissionOrder *) g_ptr_array_index(submission->orders, 0))->draft = i == 1;
                group_write(db, &claim, submission);
        }
        static const struct {
                const char *sql;
                const char *state;
        } cases[] = {
                { "UPDATE entry SET state = 'verified', verified_by = 'jo', verified_at = now() WHERE entry_id = 2",
                  "23514" },                                                            /* draft */
                { "UPDATE entry SET state = 'duplicate' WHERE entry_id = 1", "23514" }, /* represents itself */
                { "UPDATE entry SET state = 'duplicate' WHERE entry_id = 2", "00000" },
                { "UPDATE entry SET state = 'rejected' WHERE entry_id = 1", "23514" }, /* a living copy hangs on it */
                { "UPDATE entry SET representative_id = NULL WHERE entry_id = 2", "23514" },
                { "DELETE FROM entry WHERE entry_id = 1", "23514" },
                { "UPDATE entry SET state = 'verified', verified_by = 'jo', verified_at = now() WHERE entry_id = 1",
                  "00000" },
                { "UPDATE entry SET state = 'rejected' WHERE entry_id = 1", "23514" }, /* no rule leads there */
                { "BEGIN; UPDATE entry SET state = 'pending' WHERE entry_id = 1; UPDATE entry SET state = 'rejected' "
                  "WHERE entry_id = 1; "
                  "UPDATE entry SET state = 'pending', representative_id = NULL WHERE entry_id = 2; COMMIT",
                  "00000" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *state = scratch_refused("postgres", cases[i].sql);
                if (!g_str_equal(state, cases[i].state) &&
                    !(g_str_equal(cases[i].state, "23514") && g_str_equal(state, "23503")))
                        g_error("%s: %s", cases[i].sql, state);
        }
}

static void
test_service_finds_its_order(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        const MessageClaim early = scratch_message(db, 1, "statement");
        g_autoptr(Submission) statement = scratch_submission("statement", "fl415");
        g_ptr_array_set_size(statement->orders, 0);
        SubmissionService *service = submission_service_new("2");
        service->outcome = OUTCOME_SERVED;
        service->fields[FIELD_CASE_NUMBER] = field_value_new(FIELD_CASE_NUMBER, "ME25F00123", "ME25F00123", 0.9);
        service->fields[FIELD_RESPONDENT] = field_value_new(FIELD_RESPONDENT, "Dean Marlow", "Dean MARLOW", 0.9);
        service->fields[FIELD_SERVED_ON] = field_value_new(FIELD_SERVED_ON, "2025-03-05", "5 March 2025", 0.9);
        g_ptr_array_add(statement->services, service);
        group_write(db, &early, statement);
        g_autofree char *waits = scratch_sql("postgres", "SELECT entry_id IS NULL FROM v_service");
        g_assert_cmpstr(waits, ==, "t");
        const MessageClaim late = scratch_message(db, 2, "order");
        g_autoptr(Submission) order = scratch_submission("order", "file");
        group_write(db, &late, order);
        g_autofree char *joined = scratch_sql("postgres", "SELECT entry_id || ' ' || state FROM v_service");
        g_assert_cmpstr(joined, ==, "1 fact");
        /* an order made after that service is not what was served */
        const MessageClaim later = scratch_message(db, 3, "varied");
        g_autoptr(Submission) varied = scratch_submission("varied", "varied");
        SubmissionOrder *change = g_ptr_array_index(varied->orders, 0);
        change->action = ACTION_VARIED;
        field_value_free(change->fields[FIELD_MADE_ON]);
        change->fields[FIELD_MADE_ON] = field_value_new(FIELD_MADE_ON, "2025-06-20", "20 June 2025", 0.9);
        group_write(db, &later, varied);
        g_autofree char *still = scratch_sql("postgres", "SELECT entry_id || ' ' || state FROM v_service");
        g_assert_cmpstr(still, ==, "1 fact");
}

/* Writes an order of the same case that differs as given; target NULL: it names no day. */
static void
relation_write(Db *db, guint64 uid, Action action, const char *made_on, const char *target)
{
        g_autofree char *octets = g_strdup_printf("mail %d", (int) uid);
        const MessageClaim claim = scratch_message(db, uid, octets);
        g_autoptr(Submission) submission = scratch_submission(octets, octets);
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        order->action = action;
        field_value_free(order->fields[FIELD_MADE_ON]);
        order->fields[FIELD_MADE_ON] = field_value_new(FIELD_MADE_ON, made_on, made_on, 0.9);
        if (target != NULL)
                order->fields[FIELD_TARGET_MADE_ON] = field_value_new(FIELD_TARGET_MADE_ON, target, target, 0.9);
        group_write(db, &claim, submission);
}

static char *
relation_rows(void)
{
        return scratch_sql(
            "postgres",
            "SELECT string_agg(entry_id || ' ' || kind || ' ' || coalesce(earlier_entry_id::text, '?'), ', ' "
            "ORDER BY entry_id) FROM v_relation");
}

static void
test_relations(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        relation_write(db, 1, ACTION_VARIED, "2025-06-20", "2025-03-03");
        g_autofree char *alone = relation_rows();
        g_assert_cmpstr(alone, ==, "1 varies ?");
        relation_write(db, 2, ACTION_MADE, "2025-03-03", NULL);
        g_autofree char *held = relation_rows();
        g_assert_cmpstr(held, ==, "1 varies 2");
        relation_write(db, 3, ACTION_MADE, "2025-03-24", NULL);
        relation_write(db, 4, ACTION_DISCHARGED, "2025-07-01", "2025-04-01");
        relation_write(db, 5, ACTION_EXTENDED, "2025-07-02", NULL);
        g_autofree char *rows = relation_rows();
        g_assert_cmpstr(rows, ==, "1 varies 2, 3 succeeds 2, 4 discharges ?, 5 extends ?");
        g_autofree char *flags = group_rows();
        g_assert_cmpstr(flags, ==, "");
}

static void
relation_forget(SubmissionOrder *order, Field field)
{
        field_value_free(g_steal_pointer(&order->fields[field]));
}

/* A copy acts on what its representative acts on, and takes nothing from it, also where less was read of the copy: without its
 * number nothing leads from it to an order of which the number alone was read. */
static void
test_copy_reads_less(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        for (guint64 uid = 1; uid <= 3; uid++) {
                g_autofree char *octets = g_strdup_printf("mail %d", (int) uid);
                const MessageClaim claim = scratch_message(db, uid, octets);
                g_autoptr(Submission) submission = scratch_submission(octets, uid == 1 ? "original" : "variation");
                SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
                if (uid == 1) {
                        relation_forget(order, FIELD_RESPONDENT);
                        relation_forget(order, FIELD_PROTECTED_PERSON);
                        relation_forget(order, FIELD_PROTECTED_PEOPLE);
                } else {
                        order->action = ACTION_VARIED;
                        field_value_free(order->fields[FIELD_MADE_ON]);
                        order->fields[FIELD_MADE_ON] = field_value_new(FIELD_MADE_ON, "2025-06-20", "2025-06-20", 0.9);
                        order->fields[FIELD_TARGET_MADE_ON] =
                            field_value_new(FIELD_TARGET_MADE_ON, "2025-03-03", "2025-03-03", 0.9);
                }
                if (uid == 3)
                        relation_forget(order, FIELD_CASE_NUMBER);
                group_write(db, &claim, submission);
                g_autofree char *rows = relation_rows();
                g_assert_cmpstr(rows, ==, uid == 1 ? "" : uid == 2 ? "2 varies 1" : "2 varies 1, 3 varies 1");
        }
        g_autofree char *head = scratch_sql("postgres", "SELECT representative_id FROM v_entry WHERE entry_id = 3");
        g_assert_cmpstr(head, ==, "2");
}

void
add_group_tests(void)
{
        g_test_add_func("/groups/copy-reads-less", test_copy_reads_less);
        g_test_add_func("/groups/relations", test_relations);
        g_test_add_func("/groups/levels", test_levels);
        g_test_add_func("/groups/differing-orders", test_differing_orders);
        g_test_add_func("/groups/late-first", test_late_first);
        g_test_add_func("/groups/concurrent", test_concurrent_copies);
        g_test_add_func("/groups/concurrent-case", test_concurrent_case);
        g_test_add_func("/groups/constraints", test_constraints);
        g_test_add_func("/groups/service", test_service_finds_its_order);
}
