/* Statements of service and their orders, in every order of arrival, and what people say about them. */
#include "base/error.h"
#include "db/decision_store.h"
#include "tests/db/scratch.h"

static void
service_expect(const char *sql, const char *wanted)
{
        g_autofree char *found = scratch_sql("postgres", sql);
        if (!g_str_equal(found, wanted))
                g_error("%s: %s, not %s", sql, found, wanted);
}

#define STATEMENTS                                                                                                     \
        "SELECT string_agg(service_id || ' ' || coalesce(entry_id::text, '-') || ' ' || state || coalesce(' ' || "     \
        "joined, "                                                                                                     \
        "'') || coalesce(' (' || warning || ')', ''), ', ' ORDER BY service_id) FROM v_service"

#define STATUS   "SELECT status || ': ' || status_reason FROM v_entry WHERE entry_id = 1"
#define UNSERVED "check: 12 months from service; no proof of service held"

static void
service_write(Db *db, guint64 uid, const Submission *submission)
{
        g_autofree char *octets = g_strdup_printf("mail %d", (int) uid);
        const MessageClaim claim = scratch_message(db, uid, octets);
        g_autoptr(GError) error = NULL;
        (void) entry_store_write(db, &claim, submission, &error);
        g_assert_no_error(error);
}

/* An order of the case as scratch_order() has it, in a mail of its own; duration: it ends by that alone, or NULL. */
static void
service_order_for(Db *db, guint64 uid, const char *made_on, OrderType type, const char *duration)
{
        g_autofree char *file = g_strdup_printf("file %d", (int) uid);
        g_autoptr(Submission) submission = scratch_submission(file, file);
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        order->order_type = type;
        field_value_free(order->fields[FIELD_MADE_ON]);
        order->fields[FIELD_MADE_ON] = field_value_new(FIELD_MADE_ON, made_on, made_on, 0.9);
        if (duration != NULL) {
                g_clear_pointer(&order->fields[FIELD_EXPIRES_ON], field_value_free);
                order->fields[FIELD_DURATION_TEXT] = field_value_new(FIELD_DURATION_TEXT, duration, duration, 0.9);
        }
        service_write(db, uid, submission);
}

static void
service_order(Db *db, guint64 uid, const char *made_on, OrderType type)
{
        service_order_for(db, uid, made_on, type, NULL);
}

/* A statement with these words in a mail of its own; number, protected person and day may be NULL. */
static void
service_statement(Db *db, guint64 uid, const char *words, const char *number, const char *person, const char *served_on)
{
        g_autofree char *file = g_strdup_printf("file %d", (int) uid);
        g_autoptr(Submission) submission = scratch_submission(file, file);
        g_ptr_array_set_size(submission->orders, 0);
        SubmissionDocument *document = g_ptr_array_index(submission->documents, 0);
        document->kind = DOCUMENT_KIND_STATEMENT_OF_SERVICE;
        g_ptr_array_add(document->text, g_strdup(words));
        SubmissionService *service = submission_service_new("2");
        service->outcome = OUTCOME_SERVED;
        const struct {
                Field field;
                const char *text;
        } values[] = { { FIELD_CASE_NUMBER, number },
                       { FIELD_RESPONDENT, "Dean Marlow" },
                       { FIELD_PROTECTED_PERSON, person },
                       { FIELD_SERVED_ON, served_on } };
        for (unsigned i = 0; i < G_N_ELEMENTS(values); i++)
                if (values[i].text != NULL)
                        service->fields[values[i].field] =
                            field_value_new(values[i].field, values[i].text, values[i].text, 0.9);
        g_ptr_array_add(submission->services, service);
        service_write(db, uid, submission);
}

static void
service_known(Db *db, guint64 uid, const char *served_on)
{
        service_statement(db, uid, "I served him", "ME25F00123", NULL, served_on);
}

/* "done", "stale", "absent", or why it was refused, of what jo says about statement 1. */
static void
service_say(Db *web, gint64 entry_id, bool about, gint64 was, const char *expected, DecisionAnswer *answer)
{
        static const char *const words[] = { "done", "stale", NULL, "absent" };
        const DecisionActor jo = { .person = "jo" };
        g_autofree char *sql = g_strdup_printf(
            "SELECT coalesce(max(row_version), 0) FROM v_entry WHERE entry_id = %" G_GINT64_FORMAT, entry_id);
        g_autofree char *version = scratch_sql("ccot_web", sql);
        const DecisionTarget target = { entry_id, g_ascii_strtoll(version, NULL, 10) };
        g_autoptr(GError) error = NULL;
        (void) decision_store_service(web, &jo, target, 1, about, was, "rang the server", answer, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(answer->result == DECISION_REFUSED ? answer->why : words[answer->result], ==, expected);
}

static void
service_undo(Db *web, gint64 entry_id, const DecisionAnswer *made, const char *expected)
{
        const DecisionActor jo = { .person = "jo" };
        g_autofree char *sql =
            g_strdup_printf("SELECT row_version FROM v_entry WHERE entry_id = %" G_GINT64_FORMAT, entry_id);
        g_autofree char *version = scratch_sql("ccot_web", sql);
        const DecisionTarget target = { entry_id, g_ascii_strtoll(version, NULL, 10) };
        DecisionAnswer answer;
        g_autoptr(GError) error = NULL;
        (void) decision_store_undo(web, &jo, target, made->decision_id, NULL, &answer, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(answer.result == DECISION_DONE ? "done" : answer.why, ==, expected);
}

/* By names alone it is a proposal, before and after the order, until a person says so; it is then served. */
static void
test_names_are_a_proposal(void)
{
        for (unsigned first = 0; first < 2; first++) {
                g_autoptr(Db) db = scratch_new("ccot_ingest");
                if (first == 0)
                        service_order_for(db, 1, "2025-03-03", ORDER_TYPE_NON_MOLESTATION, "12 months from service");
                service_statement(db, 2, "I served him", NULL, "Alicia Dobson", "2025-03-05");
                if (first == 1)
                        service_order_for(db, 3, "2025-03-03", ORDER_TYPE_NON_MOLESTATION, "12 months from service");
                service_expect(STATEMENTS, "1 1 proposed names");
                service_expect(STATUS, UNSERVED);
                g_autoptr(Db) web = scratch_connect("ccot_web");
                DecisionAnswer answer;
                service_say(web, 1, true, 0, "stale", &answer);
                service_say(web, 1, true, 1, "done", &answer);
                service_expect(
                    STATUS, "check: 12 months from service; served Wed 5 March 2025: the end is for a person to set");
                service_expect(STATEMENTS, "1 1 fact person");
                service_expect("SELECT actor || ' ' || reason FROM v_audit WHERE subject = 'service'",
                               "ccot_web:jo about entry 1 decision 1");
                service_say(web, 1, true, 1, "state", &(DecisionAnswer){ 0 });
                service_undo(web, 1, &answer, "done");
                service_expect(STATUS, UNSERVED);
                service_expect(STATEMENTS, "1 1 proposed names");
                service_undo(web, 1, &answer, "state");
        }
}

/* What was refused is not proposed again, not for a copy either; another order may still come. */
static void
test_refused(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        service_order(db, 1, "2025-03-03", ORDER_TYPE_NON_MOLESTATION);
        service_statement(db, 2, "I served him", NULL, "Alicia Dobson", "2025-06-25");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer refused, again;
        service_say(web, 1, false, 0, "done", &refused);
        service_say(web, 1, false, 0, "stale", &again);
        service_expect(STATEMENTS, "1 - proposed");
        service_order(db, 3, "2025-03-03", ORDER_TYPE_NON_MOLESTATION);
        service_expect(STATEMENTS, "1 - proposed");
        service_order(db, 4, "2025-06-20", ORDER_TYPE_NON_MOLESTATION);
        service_expect(STATEMENTS, "1 3 proposed names");
        /* another order after all: that one is served now, and taking it back proposes it again */
        service_say(web, 1, true, 3, "done", &again);
        service_expect(STATEMENTS, "1 1 fact person");
        service_undo(web, 1, &refused, "state");
        service_undo(web, 1, &again, "done");
        service_expect(STATEMENTS, "1 3 proposed names");
        service_undo(web, 1, &refused, "done");
        service_expect(STATEMENTS, "1 1 proposed names");
        g_free(scratch_sql("postgres", "DELETE FROM service"));
        service_say(web, 1, true, 0, "absent", &again);
}

/* A person cannot say what cannot be either. */
static void
test_impossible(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        service_order(db, 1, "2025-03-10", ORDER_TYPE_NON_MOLESTATION);
        service_known(db, 2, "2025-03-05");
        service_expect(STATEMENTS, "1 - proposed (the service is dated before the order was made)");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        service_say(web, 1, true, 0, "early", &answer);
        service_say(web, 99, true, 0, "absent", &answer);
        g_free(scratch_sql("postgres", "UPDATE entry SET draft = true"));
        service_say(web, 1, true, 0, "not_living", &answer);
        g_autofree char *reader =
            scratch_refused("ccot_reader", "SELECT decide_service(1, 1, 'jo', false, 1, true, NULL, NULL)");
        g_assert_cmpstr(reader, ==, "42501");
}

/* Two orders under one number: the one that the statement names; else none, and it says so. */
static void
test_two_orders(void)
{
        for (unsigned first = 0; first < 2; first++) {
                g_autoptr(Db) db = scratch_new("ccot_ingest");
                for (unsigned i = 0; i < 2; i++)
                        if ((i == 0) == (first == 0)) {
                                service_order(db, i == 0 ? 1 : 11, "2025-03-03", ORDER_TYPE_NON_MOLESTATION);
                                service_order(db, i == 0 ? 2 : 12, "2025-03-03", ORDER_TYPE_OCCUPATION);
                        } else {
                                service_known(db, i == 0 ? 3 : 13, "2025-03-05");
                                service_statement(db, i == 0 ? 4 : 14, "I served the Occupation Order", "ME25F00123",
                                                  NULL, "2025-03-06");
                        }
                service_expect(STATEMENTS, "1 - proposed (2 orders fit this statement), 2 2 fact number");
        }
}

/* Two statements of one order with other dates: both stand. */
static void
test_both_stand(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        service_known(db, 1, "2025-03-07");
        service_order(db, 2, "2025-03-03", ORDER_TYPE_NON_MOLESTATION);
        service_known(db, 3, "2025-03-05");
        service_expect(STATEMENTS, "1 1 fact number, 2 1 fact number");
        service_expect("SELECT string_agg(served_on::text, ' ' ORDER BY service_id) FROM v_service",
                       "2025-03-07 2025-03-05");
}

/* Our reference in a subject, or in the Message-ID that a mail answers: the same sender's mail is joined, another's is only shown, and one of another year is none. */
static void
test_references(void)
{
        static const struct {
                const char *subject;
                const char *address;
                const char *in_reply_to;
        } mails[] = { { "Non-Molestation Order", "office@marsh-law.example", "<3f2a@marsh-law.example>" },
                      { "RE: We have received your e-mail (our reference %s)", "Office@Marsh-Law.example", NULL },
                      { "RE: %s", "somebody@other.example", NULL },
                      { "RE: CCOT-1999-000001", "office@marsh-law.example", NULL },
                      { "RE: CCOT-2023-999999", "office@marsh-law.example", NULL },
                      { "Statement of service", "office@marsh-law.example",
                        "<ccot-2023-000001.5d0e@ccot.example> <77@marsh-law.example>" } };
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        for (unsigned i = 0; i < G_N_ELEMENTS(mails); i++) {
                g_autofree char *octets = g_strdup_printf("mail %u", i);
                g_autoptr(Submission) submission = scratch_submission(octets, octets);
                g_ptr_array_set_size(submission->orders, 0);
                g_auto(GStrv) parts = g_strsplit(mails[i].subject, "%s", 2);
                g_free(submission->subject);
                submission->subject = g_strjoinv("CCOT-2023-000001", parts); /* scratch_message() dates them there */
                g_free(submission->from_address);
                submission->from_address = g_strdup(mails[i].address);
                submission->in_reply_to = g_strdup(mails[i].in_reply_to);
                const MessageClaim claim = scratch_message(db, i + 1, octets);
                g_autoptr(GError) error = NULL;
                (void) entry_store_write(db, &claim, submission, &error);
                g_assert_no_error(error);
        }
        service_expect(
            "SELECT string_agg(message_id || '>' || earlier_message_id || ' ' || state, ', ' ORDER BY message_id) "
            "FROM v_message_link",
            "2>1 joined, 3>1 proposed, 6>1 joined");
}

void
add_service_tests(void)
{
        g_test_add_func("/service/names", test_names_are_a_proposal);
        g_test_add_func("/service/refused", test_refused);
        g_test_add_func("/service/impossible", test_impossible);
        g_test_add_func("/service/two-orders", test_two_orders);
        g_test_add_func("/service/both-stand", test_both_stand);
        g_test_add_func("/service/references", test_references);
}
