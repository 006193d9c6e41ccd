/* Mails that are read again: what is written, what stays, what is noted. */
#include "base/error.h"
#include "db/reread_store.h"
#include "tests/db/scratch.h"

static void
reread_store(Db *db, const MessageClaim *claim, const Submission *submission)
{
        g_autoptr(GError) error = NULL;
        (void) entry_store_write(db, claim, submission, &error);
        g_assert_no_error(error);
}

/* Asks for another reading of a message and writes it. */
static void
reread_again(Db *db, gint64 message_id, const Submission *submission)
{
        g_autoptr(Db) admin = scratch_connect("ccot_admin");
        g_autoptr(GError) error = NULL;
        guint64 asked = 0;
        g_assert_true(reread_store_ask(admin, message_id, "jo", &asked, &error));
        g_assert_cmpuint(asked, ==, 1);
        MessageClaim claim = { 0 };
        bool found = false;
        g_assert_true(message_store_claim(db, db_session(db), &claim, &found, &error) && found);
        g_assert_cmpint(claim.message_id, ==, message_id);
        g_assert_true(message_store_parsed(db, &claim, "{}", "test", &error));
        reread_store(db, &claim, submission);
}

static Submission *
reread_mail(Db *db, guint64 uid, const char *octets, const char *file)
{
        const MessageClaim claim = scratch_message(db, uid, octets);
        Submission *submission = scratch_submission(octets, file);
        reread_store(db, &claim, submission);
        return submission;
}

static SubmissionOrder *
reread_order(const Submission *submission, unsigned i)
{
        return g_ptr_array_index(submission->orders, i);
}

static void
reread_set(SubmissionOrder *order, Field field, const char *text)
{
        field_value_free(order->fields[field]);
        order->fields[field] = text == NULL ? NULL : field_value_new(field, text, text, 0.9);
}

static void
reread_expect(const char *sql, const char *wanted)
{
        g_autofree char *found = scratch_sql("postgres", sql);
        if (!g_str_equal(found, wanted))
                g_error("%s: %s, not %s", sql, found, wanted);
}

static void
reread_do(const char *sql)
{
        g_autofree char *done = scratch_sql("postgres", sql);
}

#define DIFFERENCES                                                                                                    \
        "SELECT coalesce(string_agg(entry_id || ' ' || name || '=' || coalesce(value, '-'), ', ' ORDER BY entry_id, "  \
        "name), '') FROM v_difference WHERE settled_at IS NULL"
#define PAIRS                                                                                                          \
        "SELECT coalesce(string_agg(entry_id || '>' || earlier_entry_id || ':' || level || coalesce(' ' || decided, "  \
        "''), ', ' ORDER BY entry_id, earlier_entry_id), '') FROM v_duplicate"

#define HEADS                                                                                                          \
        "SELECT string_agg(entry_id || ':' || coalesce(representative_id, 0) || ' ' || state, ', ' ORDER BY "          \
        "entry_id) "                                                                                                   \
        "FROM v_entry"

/* Nobody has decided anything: the new reading holds, under the old numbers; the mail is not acknowledged again. */
static void
test_pending_takes_the_reading(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Submission) mail = reread_mail(db, 1, "one", "file");
        reread_do("UPDATE outbox SET status = 'sent', sent_at = now()");
        reread_set(reread_order(mail, 0), FIELD_MADE_ON, "2025-03-04");
        reread_set(reread_order(mail, 0), FIELD_JUDGE, "District Judge Hale");
        reread_set(reread_order(mail, 0), FIELD_EXPIRES_ON, NULL);
        reread_order(mail, 0)->action = ACTION_VARIED;
        reread_again(db, 1, mail);
        reread_expect("SELECT entry_id || ' ' || state || ' ' || made_on || ' ' || judge || ' ' || "
                      "coalesce(expires_on, '-') || ' ' || action FROM v_entry",
                      "1 pending 2025-03-04 District Judge Hale - varied");
        reread_expect("SELECT count(*) FROM document", "1");
        reread_expect(DIFFERENCES, "");
        reread_expect("SELECT status FROM outbox", "sent");
        reread_expect("SELECT count(*) FROM v_message WHERE state = 'queued'", "1");
        reread_expect("SELECT reason FROM v_audit WHERE operation = 'alter' AND subject = 'entry'",
                      "read again: action changed, expires_on gone, judge new, made_on changed");
        reread_expect("SELECT count(*) FROM v_audit WHERE reason LIKE '%Hale%'", "0");
}

/* The same again: nothing is touched, not even the version by which screens notice a change. */
static void
test_the_same_reading(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Submission) mail = reread_mail(db, 1, "one", "file");
        g_autoptr(Submission) copy = reread_mail(db, 2, "two", "file");
        reread_again(db, 1, mail);
        reread_again(db, 2, copy);
        reread_expect("SELECT string_agg(row_version::text, ' ' ORDER BY entry_id) FROM v_entry", "1 2");
        reread_expect(PAIRS, "2>1:same_file");
        reread_expect("SELECT count(*) FROM v_audit WHERE operation = 'alter' AND subject = 'entry'", "0");
        reread_expect("SELECT count(*) FROM entry_key WHERE entry_id = 1", "9");
}

/* A verified entry keeps every value; what differs is noted until somebody has seen it. */
static void
test_verified_keeps_its_values(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Submission) mail = reread_mail(db, 1, "one", "file");
        reread_do("UPDATE entry SET state = 'verified', verified_by = 'jo', verified_at = now()");
        reread_set(reread_order(mail, 0), FIELD_MADE_ON, "2025-03-04");
        reread_set(reread_order(mail, 0), FIELD_JUDGE, "District Judge Hale");
        reread_set(reread_order(mail, 0), FIELD_EXPIRES_ON, NULL);
        reread_order(mail, 0)->draft = true;
        reread_again(db, 1, mail);
        reread_expect(
            "SELECT state || ' ' || made_on || ' ' || coalesce(judge, '-') || ' ' || expires_on || ' ' || draft "
            "FROM v_entry",
            "verified 2025-03-03 - 2026-03-03 false");
        reread_expect(DIFFERENCES, "1 draft=true, 1 expires_on=-, 1 judge=District Judge Hale, 1 made_on=2025-03-04");
        reread_do("SELECT difference_settle(1, 'made_on', 'jo', 'page 1 says the third')");
        reread_again(db, 1, mail);
        reread_expect(DIFFERENCES, "1 draft=true, 1 expires_on=-, 1 judge=District Judge Hale");
        reread_set(reread_order(mail, 0), FIELD_MADE_ON, "2025-03-05");
        reread_again(db, 1, mail);
        reread_expect("SELECT value FROM v_difference WHERE name = 'made_on' AND settled_at IS NULL", "2025-03-05");
        g_autofree char *again = scratch_refused("ccot_web", "SELECT difference_settle(1, 'court', 'jo', '')");
        g_assert_cmpstr(again, ==, "P0002");
}

/* A person's word on a field of entry 1, and on the pair of 2 and 1. */
#define SAYS(kind, name, says)                                                                                         \
        "WITH d AS (INSERT INTO decision (entry_id, kind, name, decided_by) VALUES (1, '" kind "', '" name             \
        "', 'jo') RETURNING decision_id) INSERT INTO fact (decision_id, entry_id, name, origin, value) SELECT "        \
        "decision_id, entry_id, name, " says " FROM d, field WHERE entry_id = 1 AND name = "
#define SAYS_OF_PAIR(kind)                                                                                             \
        "INSERT INTO decision (entry_id, kind, other_entry_id, evidence, decided_by) SELECT entry_id, '" kind          \
        "', earlier_entry_id, evidence, 'jo' FROM duplicate WHERE entry_id = 2"

/* What a person confirmed or corrected stays on a pending entry too; a reading that says what it said before is no news. */
static void
test_decided_fields_stay(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Submission) mail = reread_mail(db, 1, "one", "file");
        reread_do(SAYS("confirm", "made_on", "'confirmed', value") "'made_on'");
        reread_do(SAYS("correct", "respondent", "'misread', 'Dean Marlowe'") "'respondent'");
        reread_again(db, 1, mail);
        reread_expect(DIFFERENCES, "");
        reread_set(reread_order(mail, 0), FIELD_MADE_ON, "2025-03-04");
        reread_set(reread_order(mail, 0), FIELD_RESPONDENT, "Dean Marlow-Hale");
        reread_set(reread_order(mail, 0), FIELD_COURT, "Family Court at Luton");
        reread_again(db, 1, mail);
        reread_expect("SELECT made_on || ' ' || respondent || ' ' || court FROM v_entry",
                      "2025-03-03 Dean Marlowe Family Court at Luton");
        reread_expect(DIFFERENCES, "1 made_on=2025-03-04, 1 respondent=Dean Marlow-Hale");
}

/* An order on which nobody has decided goes with the reading that found it, and its copy stands for itself. */
static void
test_unread_order_goes(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Submission) mail = reread_mail(db, 1, "one", "file");
        g_autoptr(Submission) second = reread_mail(db, 2, "two", "file");
        g_autoptr(Submission) third = reread_mail(db, 3, "three", "file");
        reread_expect(PAIRS, "2>1:same_file, 3>1:same_file");
        g_ptr_array_set_size(mail->orders, 0);
        reread_again(db, 1, mail);
        reread_expect("SELECT string_agg(entry_id || ':' || coalesce(representative_id, 0), ' ' ORDER BY entry_id) "
                      "FROM v_entry",
                      "2:0 3:2");
        reread_expect(PAIRS, "3>2:same_file");
        reread_expect("SELECT subject_id FROM v_audit WHERE operation = 'erase' AND subject = 'entry'", "1");
        reread_expect("SELECT count(*) FROM v_document", "3");
}

/* With somebody's hand in it, it stays and says so. */
static void
test_unread_order_stays(void)
{
        static const char *const hands[] = {
                "UPDATE entry SET state = 'verified', verified_by = 'jo', verified_at = now() WHERE entry_id = 1",
                "UPDATE entry SET state = 'rejected' WHERE entry_id = 1",
                "UPDATE entry SET legal_hold = true WHERE entry_id = 1",
                "UPDATE entry SET claimed_by = 'jo', claimed_until = now() + interval '1 hour' WHERE entry_id = 1",
                SAYS("confirm", "court", "'confirmed', value") "'court'",
                SAYS_OF_PAIR("dismiss"),
                "UPDATE entry SET state = 'duplicate' WHERE entry_id = 2",
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(hands); i++) {
                g_autoptr(Db) db = scratch_new("ccot_ingest");
                g_autoptr(Submission) mail = reread_mail(db, 1, "one", "file");
                g_autoptr(Submission) copy = reread_mail(db, 2, "two", "file");
                reread_do(hands[i]);
                g_ptr_array_set_size(mail->orders, 0);
                g_ptr_array_set_size(mail->documents, 0);
                reread_again(db, 1, mail);
                reread_expect("SELECT count(*) FROM v_entry WHERE entry_id = 1", "1");
                reread_expect(DIFFERENCES, "1 order=-");
                /* read after all: nothing is open any more, and it has its place again */
                g_autoptr(Submission) found = scratch_submission("one", "file");
                reread_again(db, 1, found);
                reread_expect(DIFFERENCES, "");
                reread_expect("SELECT string_agg(entry_id || ' ' || position, ', ' ORDER BY entry_id) FROM entry",
                              "1 0, 2 0");
        }
}

/* People's verdicts on pairs survive whatever is read. */
static void
test_verdicts_survive(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Submission) mail = reread_mail(db, 1, "one", "file");
        g_autoptr(Submission) copy = reread_mail(db, 2, "two", "scan");
        g_autoptr(Submission) other = reread_mail(db, 3, "three", "photo");
        reread_do(SAYS_OF_PAIR("duplicate"));
        reread_do("UPDATE entry SET state = 'duplicate' WHERE entry_id = 2");
        reread_set(reread_order(mail, 0), FIELD_MADE_ON, "2025-03-09");
        reread_again(db, 1, mail);
        reread_expect(HEADS, "1:0 pending, 2:1 duplicate, 3:1 pending");
        reread_expect("SELECT decided FROM v_duplicate WHERE (entry_id, earlier_entry_id) = (2, 1)", "confirmed");
        /* two parts are other than what was decided on: an order more from the same paper, beside what was decided */
        reread_set(reread_order(mail, 0), FIELD_CASE_NUMBER, "ME25F00987");
        reread_set(reread_order(mail, 0), FIELD_MADE_ON, "2025-03-10");
        reread_again(db, 1, mail);
        reread_expect(HEADS, "1:4 pending, 2:4 duplicate, 3:4 pending, 4:0 pending");
        reread_expect("SELECT decided FROM v_duplicate WHERE (entry_id, earlier_entry_id) = (2, 1)", "confirmed");
        reread_expect(DIFFERENCES, "1 order=-");
}

/* A reading that parts two copies, and one that brings them together. */
static void
test_groups_follow(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Submission) mail = reread_mail(db, 1, "one", "file");
        g_autoptr(Submission) second = reread_mail(db, 2, "two", "scan");
        g_autoptr(Submission) third = reread_mail(db, 3, "three", "photo");
        reread_expect(PAIRS, "2>1:same_order, 3>1:same_order");
        reread_set(reread_order(mail, 0), FIELD_MADE_ON, "2025-03-24");
        reread_again(db, 1, mail);
        reread_expect(PAIRS, "3>2:same_order");
        reread_expect("SELECT string_agg(entry_id || ':' || coalesce(representative_id, 0), ' ' ORDER BY entry_id) "
                      "FROM v_entry",
                      "1:0 2:0 3:2");
        reread_expect("SELECT string_agg(entry_id || ' ' || kind || ' ' || earlier_entry_id, ', ' ORDER BY entry_id) "
                      "FROM v_relation WHERE kind = 'succeeds'",
                      "1 succeeds 2");
        reread_set(reread_order(mail, 0), FIELD_MADE_ON, "2025-03-03");
        reread_again(db, 1, mail);
        reread_expect(PAIRS, "2>1:same_order, 3>1:same_order");
        reread_expect("SELECT count(*) FROM v_relation", "0");
}

/* An order that was misread as the target of a variation, and is none. */
static void
test_relations_follow(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Submission) original = reread_mail(db, 1, "one", "file");
        const MessageClaim claim = scratch_message(db, 2, "two");
        g_autoptr(Submission) variation = scratch_submission("two", "scan");
        reread_order(variation, 0)->action = ACTION_VARIED;
        reread_set(reread_order(variation, 0), FIELD_MADE_ON, "2025-06-20");
        reread_set(reread_order(variation, 0), FIELD_TARGET_MADE_ON, "2025-03-03");
        reread_store(db, &claim, variation);
        reread_expect("SELECT entry_id || ' ' || kind || ' ' || earlier_entry_id FROM v_relation", "2 varies 1");
        reread_set(reread_order(original, 0), FIELD_MADE_ON, "2025-03-08");
        reread_again(db, 1, original);
        reread_expect("SELECT entry_id || ' ' || kind || ' ' || coalesce(earlier_entry_id::text, '?') FROM v_relation "
                      "WHERE kind = 'varies'",
                      "2 varies ?");
        reread_set(reread_order(original, 0), FIELD_MADE_ON, "2025-03-03");
        reread_again(db, 1, original);
        reread_expect("SELECT entry_id || ' ' || kind || ' ' || coalesce(earlier_entry_id::text, '?') FROM v_relation "
                      "WHERE kind = 'varies'",
                      "2 varies 1");
}

static void
reread_alert(Submission *submission, AlertKind kind, const char *text)
{
        g_ptr_array_add(submission->alerts, submission_alert_new(kind, text, NULL));
}

/* Handled alerts stay handled; danger is only closed by a person. */
static void
test_alerts(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        const MessageClaim claim = scratch_message(db, 1, "one");
        g_autoptr(Submission) mail = scratch_submission("one", "file");
        reread_alert(mail, ALERT_KIND_BREACH, "he came back");
        reread_alert(mail, ALERT_KIND_CHASER, "resending");
        reread_alert(mail, ALERT_KIND_REQUEST, "please send a copy");
        reread_alert(mail, ALERT_KIND_DANGER, "she is in danger");
        reread_store(db, &claim, mail);
        reread_do("UPDATE alert SET handled_by = 'jo', handled_at = now(), outcome = 'no_alert', words = 'x' WHERE "
                  "kind = 'breach'");
        g_ptr_array_set_size(mail->alerts, 0);
        reread_alert(mail, ALERT_KIND_BREACH, "he came back");
        reread_alert(mail, ALERT_KIND_BREACH, "and broke the door");
        reread_alert(mail, ALERT_KIND_CHASER, "resending as no answer");
        reread_again(db, 1, mail);
        reread_expect(
            "SELECT string_agg(alert_id || ' ' || kind || ' ' || text || ' ' || (handled_at IS NOT NULL), ', ' "
            "ORDER BY kind, alert_id) FROM alert",
            "1 breach he came back true, 5 breach and broke the door false, 2 chaser resending as no answer "
            "false, 4 danger she is in danger false");
}

/* A statement keeps its number; one that a person has joined stays where it is. */
static void
test_services(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        const MessageClaim claim = scratch_message(db, 1, "one");
        g_autoptr(Submission) mail = scratch_submission("one", "file");
        SubmissionService *service = submission_service_new("2");
        service->outcome = OUTCOME_SERVED;
        service->fields[FIELD_SERVED_ON] = field_value_new(FIELD_SERVED_ON, "2025-03-05", "5 March", 0.9);
        g_ptr_array_add(mail->services, service);
        reread_store(db, &claim, mail);
        reread_expect("SELECT service_id || ' ' || entry_id || ' ' || served_on || ' ' || state FROM v_service",
                      "1 1 2025-03-05 fact");
        field_value_free(service->fields[FIELD_SERVED_ON]);
        service->fields[FIELD_SERVED_ON] = field_value_new(FIELD_SERVED_ON, "2025-03-06", "6 March", 0.9);
        service->outcome = OUTCOME_ATTEMPTED;
        reread_again(db, 1, mail);
        reread_expect("SELECT service_id || ' ' || entry_id || ' ' || served_on || ' ' || outcome FROM v_service",
                      "1 1 2025-03-06 attempted");
        reread_do("UPDATE service SET joined = 'person'");
        g_ptr_array_set_size(mail->services, 0);
        reread_again(db, 1, mail);
        reread_expect("SELECT service_id || ' ' || entry_id || ' ' || state FROM v_service", "1 1 fact");
        reread_do("UPDATE service SET joined = 'message'");
        reread_again(db, 1, mail);
        reread_expect("SELECT count(*) FROM v_service", "0");
}

/* A trial writes nothing but that somebody looked. */
static void
test_preview(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Submission) mail = reread_mail(db, 1, "one", "file");
        g_autoptr(Db) admin = scratch_connect("ccot_admin");
        g_autoptr(GError) error = NULL;
        reread_set(reread_order(mail, 0), FIELD_MADE_ON, "2025-03-04");
        reread_set(scratch_order(mail, "2"), FIELD_CASE_NUMBER, "ME25F00987");
        g_autofree char *changes = reread_store_preview(admin, 1, mail, "jo", &error);
        g_assert_no_error(error);
        g_assert_cmpstr(changes, ==,
                        "[{\"name\": \"made_on\", \"effect\": \"changed\", \"entry_id\": 1}, "
                        "{\"name\": \"order\", \"effect\": \"new\", \"entry_id\": null}]");
        reread_expect("SELECT made_on FROM v_entry", "2025-03-03");
        reread_expect("SELECT actor || ' ' || reason FROM v_audit WHERE operation = 'consult'",
                      "ccot_admin:jo read again on trial");
        RereadMessage message = { 0 };
        bool found = false;
        g_assert_true(reread_store_next(admin, 0, 0, &message, &found, &error) && found);
        g_assert_cmpint(message.message_id, ==, 1);
        g_assert_true(reread_store_next(admin, 0, 1, &message, &found, &error) && !found);
}

/* What is asked for goes behind today's mail and before the backlog; what waits already is not asked for twice. */
static void
test_asking(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Submission) first = reread_mail(db, 1, "one", "file");
        g_autoptr(Submission) second = reread_mail(db, 2, "two", "scan");
        g_autoptr(Db) admin = scratch_connect("ccot_admin");
        g_autoptr(GError) error = NULL;
        guint64 asked = 0;
        reread_do("DELETE FROM message_raw WHERE message_id = 2");
        g_assert_true(reread_store_ask(admin, 0, "jo", &asked, &error));
        g_assert_cmpuint(asked, ==, 1);
        g_assert_true(reread_store_ask(admin, 1, "jo", &asked, &error));
        g_assert_cmpuint(asked, ==, 0);
        g_assert_true(reread_store_ask(admin, 99, "jo", &asked, &error));
        g_assert_cmpuint(asked, ==, 0);
        reread_expect("SELECT subject_id || ' ' || actor FROM v_audit WHERE reason = 'asked to be read again'",
                      "1 ccot_admin:jo");
        MessageClaim claim = scratch_message(db, 3, "today");
        g_assert_cmpint(claim.message_id, ==, 3);
}

void
add_reread_tests(void)
{
        g_test_add_func("/reread/pending", test_pending_takes_the_reading);
        g_test_add_func("/reread/same", test_the_same_reading);
        g_test_add_func("/reread/verified", test_verified_keeps_its_values);
        g_test_add_func("/reread/decided-fields", test_decided_fields_stay);
        g_test_add_func("/reread/goes", test_unread_order_goes);
        g_test_add_func("/reread/stays", test_unread_order_stays);
        g_test_add_func("/reread/verdicts", test_verdicts_survive);
        g_test_add_func("/reread/groups", test_groups_follow);
        g_test_add_func("/reread/relations", test_relations_follow);
        g_test_add_func("/reread/alerts", test_alerts);
        g_test_add_func("/reread/services", test_services);
        g_test_add_func("/reread/preview", test_preview);
        g_test_add_func("/reread/asking", test_asking);
}
