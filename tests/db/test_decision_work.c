/* Decisions beside verifying: what kind of order it is, whom it acts on, who was asked; and what was typed and not sent. */
#include "base/error.h"
#include "base/limits.h"
#include "db/decision_store.h"
#include "db/register_store.h"
#include "db/typed_store.h"
#include "tests/db/scratch.h"

#include <string.h>

static const DecisionActor jo = { .person = "jo" };
static const DecisionActor kim = { .person = "kim" };
static const DecisionActor lee = { .person = "lee", .supervisor = true };

static void
work_mail(Db *db, guint64 uid, const char *made_on, Action action)
{
        g_autoptr(GError) error = NULL;
        g_autofree char *octets = g_strdup_printf("mail %" G_GUINT64_FORMAT, uid);
        const MessageClaim claim = scratch_message(db, uid, octets);
        g_autoptr(Submission) submission = scratch_submission(octets, octets);
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        order->action = action;
        field_value_free(order->fields[FIELD_MADE_ON]);
        order->fields[FIELD_MADE_ON] = field_value_new(FIELD_MADE_ON, made_on, made_on, 0.9);
        (void) entry_store_write(db, &claim, submission, &error);
        g_assert_no_error(error);
}

static DecisionTarget
work_now(gint64 entry_id)
{
        g_autofree char *sql =
            g_strdup_printf("SELECT row_version FROM v_entry WHERE entry_id = %" G_GINT64_FORMAT, entry_id);
        g_autofree char *version = scratch_sql("ccot_web", sql);
        return (DecisionTarget){ entry_id, g_ascii_strtoll(version, NULL, 10) };
}

#define DECIDE(call, expected)                                                                                         \
        do {                                                                                                           \
                g_autoptr(GError) error = NULL;                                                                        \
                answer = (DecisionAnswer){ 0 };                                                                        \
                const bool decided = call;                                                                             \
                g_assert_no_error(error);                                                                              \
                g_assert_true(decided);                                                                                \
                static const char *const words[] = { "done", "stale", "refused", "absent" };                           \
                g_assert_cmpstr(answer.result == DECISION_REFUSED ? answer.why : words[answer.result], ==, expected);  \
        } while (0)

static void
work_expect(const char *sql, const char *expected)
{
        g_autofree char *shown = scratch_sql("ccot_web", sql);
        g_assert_cmpstr(shown, ==, expected);
}

static void
test_type(void)
{
        static const char *const kind = "SELECT order_type || ' ' || action FROM v_entry WHERE entry_id = 1";
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        g_autoptr(GError) wrong = NULL;
        DecisionAnswer answer;
        work_mail(ingest, 1, "2025-03-03", ACTION_MADE);
        g_assert_false(decision_store_type(web, &jo, work_now(1), "no_such", "made", &answer, &wrong));
        g_assert_error(wrong, CCOT_ERROR, CCOT_ERROR_INPUT);
        DECIDE(decision_store_type(web, &jo, work_now(1), "non_molestation", "unknown", &answer, &error), "reason");
        DECIDE(decision_store_type(web, &jo, work_now(1), "non_molestation", "made", &answer, &error), "done");
        const gint64 same = answer.decision_id;
        DECIDE(decision_store_type(web, &kim, work_now(1), "occupation", "varied", &answer, &error), "done");
        const gint64 other = answer.decision_id;
        g_assert_cmpint(answer.row_version, ==, work_now(1).row_version);
        work_expect(kind, "occupation varied");
        /* the newest first: what it goes back to is what stood before it */
        DECIDE(decision_store_undo(web, &jo, work_now(1), same, NULL, &answer, &error), "state");
        DECIDE(decision_store_undo(web, &kim, work_now(1), other, NULL, &answer, &error), "done");
        work_expect(kind, "non_molestation made");
        DECIDE(decision_store_verify(web, &jo, work_now(1), &answer, &error), "done");
        DECIDE(decision_store_reject(web, &jo, work_now(1), "test", "x", &answer, &error), "state");
}

/* A discharge that names no order it could find: each target is chosen singly, and who chose it cannot be the second person. */
static void
test_target(void)
{
        static const char *const status =
            "SELECT status || CASE WHEN status_reason LIKE '%DISCHARGE CLAIMED%' THEN ' claimed' ELSE '' END "
            "FROM v_entry WHERE entry_id = 1";
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        work_mail(ingest, 1, "2025-03-03", ACTION_MADE);
        g_free(
            scratch_sql("postgres", "UPDATE ccot.field SET value = 'until further order' WHERE name = 'expires_on'"));
        work_mail(ingest, 2, "2025-04-03", ACTION_DISCHARGED);
        g_free(scratch_sql("postgres", "DELETE FROM ccot.relation"));
        DECIDE(decision_store_target(web, &jo, work_now(2), 2, "discharges", NULL, &answer, &error), "itself");
        DECIDE(decision_store_target(web, &jo, work_now(2), 99, "discharges", NULL, &answer, &error), "not_living");
        DECIDE(decision_store_verify(web, &jo, work_now(2), &answer, &error), "done");
        DECIDE(decision_store_target(web, &kim, work_now(2), 1, "discharges", "named in it", &answer, &error), "done");
        const gint64 chosen = answer.decision_id;
        DECIDE(decision_store_target(web, &kim, work_now(2), 1, "discharges", NULL, &answer, &error), "state");
        work_expect("SELECT kind || earlier_entry_id FROM v_relation WHERE entry_id = 2", "discharges1");
        work_expect(status, "in_force claimed");
        DECIDE(decision_store_call_back(web, &jo, work_now(2), 0, "the court office", "yes", &answer, &error), "done");
        DECIDE(decision_store_second(web, &jo, work_now(2), 0, &answer, &error), "same_person");
        DECIDE(decision_store_second(web, &kim, work_now(2), 0, &answer, &error), "same_person");
        DECIDE(decision_store_second(web, &lee, work_now(2), 0, &answer, &error), "done");
        work_expect(status, "ended");
        /* the target goes: so does what the second person said of it; what was read says again what it says */
        DECIDE(decision_store_undo(web, &kim, work_now(2), chosen, NULL, &answer, &error), "done");
        work_expect(status, "in_force claimed");
        DECIDE(decision_store_target(web, &kim, work_now(2), 1, "discharges", NULL, &answer, &error), "done");
        work_expect(status, "in_force claimed");
        DECIDE(decision_store_second(web, &lee, work_now(2), 0, &answer, &error), "call_back");
}

static void
test_wait(void)
{
        static const char *const waits =
            "SELECT count(*) FROM v_decision d WHERE chase_on IS NOT NULL AND undone_at IS NULL "
            "AND NOT EXISTS (SELECT FROM v_decision s WHERE s.about = d.decision_id AND s.kind = "
            "'settle' AND s.undone_at IS NULL)";
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        g_autoptr(GError) wrong = NULL;
        DecisionAnswer answer;
        work_mail(ingest, 1, "2025-03-03", ACTION_MADE);
        g_assert_false(
            decision_store_wait(web, &jo, work_now(1), DECISION_ASK, "him", "x", "2026-03-09", &answer, &wrong));
        g_assert_error(wrong, CCOT_ERROR, CCOT_ERROR_INPUT);
        DECIDE(decision_store_wait(web, &jo, work_now(1), DECISION_ASK, "sender", " ", "2026-03-09", &answer, &error),
               "reason");
        DECIDE(decision_store_wait(web, &jo, work_now(1), DECISION_ASK, "sender", "the seal", NULL, &answer, &error),
               "reason");
        g_autofree char *last = scratch_sql("postgres", "SELECT (now() AT TIME ZONE 'Europe/London')::date + 92");
        g_autofree char *beyond = scratch_sql("postgres", "SELECT (now() AT TIME ZONE 'Europe/London')::date + 93");
        DECIDE(decision_store_wait(web, &jo, work_now(1), DECISION_ASK, "sender", "the seal", beyond, &answer, &error),
               "chase");
        DECIDE(decision_store_wait(web, &jo, work_now(1), DECISION_ASK, "sender", "the seal", last, &answer, &error),
               "done");
        const gint64 latest = answer.decision_id;
        DECIDE(decision_store_undo(web, &jo, work_now(1), latest, NULL, &answer, &error), "done");
        DECIDE(decision_store_wait(web, &jo, work_now(1), DECISION_ASK, "sender", "the seal", "2026-03-09", &answer,
                                   &error),
               "done");
        const gint64 asked = answer.decision_id;
        DECIDE(decision_store_wait(web, &jo, work_now(1), DECISION_PASS_ON, "force", "Essex", "2026-03-10", &answer,
                                   &error),
               "done");
        work_expect(waits, "2");
        work_expect("SELECT count(*) FROM v_audit WHERE operation = 'disclose' AND subject_id = 1", "1");
        DECIDE(decision_store_settle(web, &kim, work_now(1), asked, "", &answer, &error), "reason");
        DECIDE(decision_store_settle(web, &kim, work_now(1), asked + 9, "it came", &answer, &error), "state");
        DECIDE(decision_store_settle(web, &kim, work_now(1), asked, "it came", &answer, &error), "done");
        DECIDE(decision_store_settle(web, &kim, work_now(1), asked, "again", &answer, &error), "state");
        work_expect(waits, "1");
        /* the question taken back takes its answer along */
        DECIDE(decision_store_undo(web, &jo, work_now(1), asked, NULL, &answer, &error), "done");
        work_expect("SELECT count(*) FROM v_decision WHERE kind = 'settle' AND undone_at IS NULL", "0");
        work_expect("SELECT state FROM v_entry", "pending");
}

static void
test_typed(void)
{
        static const struct {
                const char *person;
                gint64 entry_id;
                const char *words;
                bool kept;
        } cases[] = { { "jo", 1, "{\"value\": \"Bern\"}", true },
                      { "erin", 1, "{\"value\": \"x\"}", false },
                      { "nobody", 1, "{\"value\": \"x\"}", false },
                      { "jo", 9, "{\"value\": \"x\"}", false } };
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        g_autoptr(GError) error = NULL;
        bool kept = false;
        work_mail(ingest, 1, "2025-03-03", ACTION_MADE);
        g_free(scratch_sql("postgres", "INSERT INTO ccot.staff (name, role, created_by) VALUES ('jo', 'handler', 'x'), "
                                       "('erin', 'enquirer', 'x')"));
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_assert_true(typed_store_keep(web, cases[i].person, cases[i].entry_id, "correct-respondent",
                                               cases[i].words, &kept, &error));
                g_assert_cmpint(kept, ==, cases[i].kept);
        }
        static const char *const looks[] = { "jo", "kim" };
        for (unsigned i = 0; i < G_N_ELEMENTS(looks); i++) {
                g_autofree char *text = NULL;
                g_assert_true(register_store_entry(web, looks[i], 1, &text, &error));
                g_assert_cmpint(strstr(text, "Bern\"") != NULL, ==, i == 0);
        }
        g_autofree char *filler = g_strnfill(LIMIT_FORM_BYTES / 4 - 8, 'x');
        g_autofree char *fits = g_strdup_printf("{\"a\":\"%s\"}", filler);
        g_autofree char *over = g_strdup_printf("{\"a\":\"%sx\"}", filler);
        g_assert_true(typed_store_keep(web, "jo", 1, "reject", fits, &kept, &error));
        g_assert_no_error(error);
        g_assert_false(typed_store_keep(web, "jo", 1, "reject", over, &kept, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
        g_clear_error(&error);
        g_assert_true(typed_store_keep(web, "jo", 1, "reject", "{}", &kept, &error));
        g_autofree char *left = scratch_sql("postgres", "SELECT string_agg(form, ' ') FROM ccot.typed");
        g_assert_cmpstr(left, ==, "correct-respondent");
        /* nobody reads the table itself */
        g_autofree char *refused = scratch_refused("ccot_web", "SELECT * FROM ccot.typed");
        g_assert_cmpstr(refused, ==, "42501");
}

void
add_decision_work_tests(void)
{
        g_test_add_func("/decision-work/type", test_type);
        g_test_add_func("/decision-work/target", test_target);
        g_test_add_func("/decision-work/wait", test_wait);
        g_test_add_func("/decision-work/typed", test_typed);
}
