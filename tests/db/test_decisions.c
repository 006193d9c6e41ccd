/* What people decide on entries: each decision, its undo, and who may not. */
#include "base/error.h"
#include "db/queue_store.h"
#include "db/register_store.h"
#include "tests/db/decision_steps.h"

#include <string.h>

static void
decision_served(SubmissionOrder *order)
{
        decision_set(order, FIELD_SERVED_ON, "2025-03-04");
}

static void
decision_other_end(SubmissionOrder *order)
{
        decision_set(order, FIELD_EXPIRES_ON, "2026-06-03");
        decision_set(order, FIELD_RESPONDENT_DOB, "1986-05-04");
}

static void
test_verify_and_reject(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, NULL);
        decision_mail(ingest, 2, NULL);
        decision_states("1 pending -, 2 pending 1");
        const DecisionTarget first = decision_now(1);
        DECIDE(decision_store_verify(web, &jo, (DecisionTarget){ 99, 1 }, &answer, &error), "absent");
        DECIDE(decision_store_verify(web, &jo, first, &answer, &error), "done");
        const gint64 verified = answer.decision_id;
        g_assert_cmpint(answer.row_version, ==, decision_now(1).row_version);
        DECIDE(decision_store_reject(web, &kim, first, "not_an_order", NULL, &answer, &error), "stale");
        g_assert_cmpint(answer.row_version, ==, decision_now(1).row_version);
        DECIDE(decision_store_reject(web, &kim, decision_now(1), "not_an_order", NULL, &answer, &error), "state");
        /* another person needs to be a supervisor, and a supervisor a reason */
        DECIDE(decision_store_undo(web, &kim, decision_now(1), verified, "wrong page", &answer, &error), "supervisor");
        DECIDE(decision_store_undo(web, &chief, decision_now(1), verified, " ", &answer, &error), "reason");
        g_free(scratch_sql("postgres", "UPDATE decision SET decided_at = now() - interval '16 minutes'"));
        DECIDE(decision_store_undo(web, &jo, decision_now(1), verified, NULL, &answer, &error), "late");
        DECIDE(decision_store_undo(web, &chief, decision_now(1), verified, "wrong page", &answer, &error), "done");
        DECIDE(decision_store_undo(web, &chief, decision_now(1), verified, "again", &answer, &error), "state");
        DECIDE(decision_store_undo(web, &chief, decision_now(2), verified, "of another", &answer, &error), "absent");
        /* the representative goes: its copy stands for the order */
        DECIDE(decision_store_reject(web, &jo, decision_now(1), "", "why", &answer, &error), "reason");
        DECIDE(decision_store_reject(web, &jo, decision_now(1), "unreadable", "page 2", &answer, &error), "done");
        decision_states("1 rejected 2, 2 pending -");
        DECIDE(decision_store_undo(web, &jo, decision_now(1), answer.decision_id, NULL, &answer, &error), "done");
        decision_states("1 pending -, 2 pending 1");
        /* what an account may not, nobody may in its name */
        g_free(scratch_sql("postgres",
                           "INSERT INTO staff (name, role, created_by) VALUES ('ann', 'enquirer', 'x'), ('kim', "
                           "'handler', 'x')"));
        const DecisionActor ann = { "ann", true }, raised = { "kim", true };
        DECIDE(decision_store_verify(web, &ann, decision_now(1), &answer, &error), "role");
        DECIDE(decision_store_verify(web, &raised, decision_now(1), &answer, &error), "supervisor");
        /* somebody else holds it */
        g_free(scratch_sql("postgres", "UPDATE entry SET claimed_by = 'kim', claimed_until = now() + interval '1 hour' "
                                       "WHERE entry_id = 1"));
        DECIDE(decision_store_verify(web, &jo, decision_now(1), &answer, &error), "held");
        DECIDE(decision_store_verify(web, &kim, decision_now(1), &answer, &error), "done");
        g_autofree char *audited = scratch_sql(
            "ccot_web",
            "SELECT string_agg(actor || ' ' || reason, ', ' ORDER BY audit_id) FROM v_audit WHERE subject_id "
            "= 1 AND operation = 'alter'");
        g_assert_cmpstr(audited, ==,
                        "ccot_web:jo verify decision 1, ccot_web:chief undo verify decision 1, ccot_web:jo reject "
                        "unreadable decision 2, ccot_web:jo undo reject decision 2, ccot_web:kim verify decision 3");
}

static void
decision_draft(SubmissionOrder *order)
{
        order->draft = true;
}

static void
test_drafts(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, decision_draft);
        DECIDE(decision_store_verify(web, &jo, decision_now(1), &answer, &error), "draft");
        DECIDE(decision_store_draft(web, &jo, decision_now(1), false, "", &answer, &error), "reason");
        DECIDE(decision_store_draft(web, &jo, decision_now(1), false, "seal on page 2", &answer, &error), "done");
        const gint64 sealed = answer.decision_id;
        DECIDE(decision_store_verify(web, &jo, decision_now(1), &answer, &error), "done");
        DECIDE(decision_store_undo(web, &jo, decision_now(1), sealed, NULL, &answer, &error), "state");
}

static void
test_copies(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, NULL);
        decision_mail(ingest, 2, decision_served);
        decision_mail(ingest, 3, NULL);
        decision_mail(ingest, 4, decision_other_end);
        decision_states("1 pending -, 2 pending 1, 3 pending 1, 4 pending -");
        g_autofree char *words = scratch_sql("ccot_web", "SELECT string_agg(entry_id || ':' || array_to_string(adds || "
                                                         "contradicts, ';'), ' ' ORDER BY entry_id) FROM v_copy");
        g_assert_cmpstr(words, ==, "2:served Tue 4 March 2025 3:");
        g_autoptr(Db) admin = scratch_connect("ccot_admin");
        g_autoptr(GError) failure = NULL;
        g_autofree char *queue = queue_store_list(admin, "jo", "all", 10, 24, &failure);
        g_assert_no_error(failure);
        g_assert_nonnull(strstr(queue, "copy of an earlier entry: adds: served Tue 4 March 2025"));
        g_assert_nonnull(strstr(queue, "copy of an earlier entry: adds nothing"));
        DECIDE(decision_store_verify(web, &jo, decision_now(1), &answer, &error), "done");
        const DecisionTarget all[] = { decision_now(3), decision_now(2) };
        DECIDE(decision_store_duplicates(web, &jo, all, 2, 1, &answer, &error), "differs");
        decision_states("1 verified -, 2 pending 1, 3 pending 1, 4 pending -");
        DECIDE(decision_store_duplicates(web, &jo, all, 1, 1, &answer, &error), "done");
        DECIDE(decision_store_duplicate(web, &jo, decision_now(2), 1, NULL, NULL, &answer, &error), "open");
        DECIDE(decision_store_duplicate(web, &jo, decision_now(1), 1, NULL, NULL, &answer, &error), "itself");
        const Field served = FIELD_SERVED_ON;
        g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Field));
        g_array_append_val(taken, served);
        /* by way of its copy 3 the same order is meant */
        DECIDE(decision_store_duplicate(web, &kim, decision_now(2), 3, taken, NULL, &answer, &error), "done");
        const gint64 merged = answer.decision_id;
        decision_states("1 verified -, 2 duplicate 1, 3 duplicate 1, 4 pending -");
        decision_field(1, "served_on", "2025-03-04|confirmed");
        g_autofree char *nothing = scratch_sql("ccot_web", "SELECT cardinality(adds) FROM v_copy WHERE entry_id = 2");
        g_assert_cmpstr(nothing, ==, "0");
        /* undoing the merge takes away what the copy brought, and nothing else */
        DECIDE(decision_store_undo(web, &chief, decision_now(2), merged, "not its paper", &answer, &error), "done");
        decision_field(1, "served_on", "");
        decision_states("1 verified -, 2 pending 1, 3 duplicate 1, 4 pending -");
        /* the representative leaves the register: the best remaining copy is pending */
        DECIDE(decision_store_duplicate(web, &kim, decision_now(2), 1, taken, NULL, &answer, &error), "done");
        DECIDE(decision_store_erase(web, &jo, decision_now(1), "retention", &answer, &error), "supervisor");
        g_free(scratch_sql("postgres", "UPDATE entry SET legal_hold = true WHERE entry_id = 1"));
        DECIDE(decision_store_erase(web, &chief, decision_now(1), "retention", &answer, &error), "hold");
        g_free(scratch_sql("postgres", "UPDATE entry SET legal_hold = false WHERE entry_id = 1"));
        DECIDE(decision_store_erase(web, &chief, decision_now(1), "retention", &answer, &error), "done");
        decision_states("2 pending -, 3 duplicate 2, 4 pending -");
}

/* A copy whose end differs: the end is taken with a second person only. */
static void
test_contradicting_copy(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, NULL);
        decision_mail(ingest, 2, decision_other_end);
        DECIDE(decision_store_verify(web, &jo, decision_now(1), &answer, &error), "done");
        g_autoptr(GError) failure = NULL;
        g_autofree char *differences = decision_store_differences(web, 2, 1, &failure);
        g_assert_no_error(failure);
        g_assert_cmpstr(
            differences, ==,
            "[{\"field\":\"expires_on\",\"kind\":\"contradicts\",\"words\":\"ENDS ON ANOTHER DAY: ends Wed 3 "
            "June 2026, the order here says Tue 3 March 2026\",\"value\":\"2026-06-03\",\"against\":\"2026-03-"
            "03\"},{\"field\":\"respondent_dob\",\"kind\":\"adds\",\"words\":\"date of birth Sun 4 May "
            "1986\",\"value\":\"1986-05-04\",\"against\":null}]");
        const Field fields[] = { FIELD_EXPIRES_ON, FIELD_RESPONDENT_DOB };
        g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Field));
        g_array_append_vals(taken, fields, 2);
        DECIDE(decision_store_duplicate(web, &jo, decision_now(2), 1, taken, NULL, &answer, &error), "done");
        const gint64 merged = answer.decision_id;
        decision_field(1, "respondent_dob", "1986-05-04|confirmed");
        decision_field(1, "expires_on", "2026-03-03");
        DECIDE(decision_store_second(web, &kim, decision_now(1), merged, &answer, &error), "call_back");
        DECIDE(decision_store_call_back(web, &jo, decision_now(1), merged, "", "", &answer, &error), "reason");
        DECIDE(decision_store_call_back(web, &jo, decision_now(1), merged, "court office", "June", &answer, &error),
               "done");
        DECIDE(decision_store_second(web, &jo, decision_now(1), merged, &answer, &error), "same_person");
        DECIDE(decision_store_second(web, &kim, decision_now(1), merged, &answer, &error), "done");
        decision_field(1, "expires_on", "2026-06-03|corrected|2026-03-03");
        DECIDE(decision_store_undo(web, &kim, decision_now(1), answer.decision_id, NULL, &answer, &error), "done");
        decision_field(1, "expires_on", "2026-03-03");
}

/* What a copy had from a copy of its own goes over with it, as it was shown. */
static void
test_copy_of_a_copy(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, NULL);
        decision_mail(ingest, 2, NULL);
        decision_mail(ingest, 3, decision_served);
        const Field served = FIELD_SERVED_ON;
        g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Field));
        g_array_append_val(taken, served);
        DECIDE(decision_store_verify(web, &jo, decision_now(2), &answer, &error), "done");
        DECIDE(decision_store_duplicate(web, &jo, decision_now(3), 2, taken, NULL, &answer, &error), "done");
        decision_field(2, "served_on", "2025-03-04|confirmed");
        DECIDE(decision_store_duplicate(web, &jo, decision_now(2), 1, taken, NULL, &answer, &error), "done");
        decision_states("1 pending -, 2 duplicate 1, 3 duplicate 1");
        decision_field(1, "served_on", "2025-03-04|confirmed");
}

static void
decision_other_order(SubmissionOrder *order)
{
        decision_set(order, FIELD_CASE_NUMBER, "ME25F00777");
        decision_set(order, FIELD_MADE_ON, "2025-05-05");
        decision_set(order, FIELD_RESPONDENT, "Joel Harker");
}

/* "3 open 1: 4, 1 open 0: 2" of what is listed; entry_id 0: of all. */
static void
decision_listed(Db *admin, gint64 entry_id, unsigned limit, const char *expected)
{
        g_autoptr(GError) error = NULL;
        g_autofree char *json = NULL;
        g_assert_true(register_store_duplicates(admin, "jo", entry_id, limit, &json, &error));
        g_assert_no_error(error);
        if (expected == NULL) {
                g_assert_null(json);
                return;
        }
        g_autofree char *sql = g_strdup_printf(
            "SELECT string_agg(format('%%s open %%s: %%s', g->'representative'->>'entry_id', g->>'open', "
            "(SELECT string_agg(concat_ws(' ', p->'entry'->>'entry_id', p->>'decided'), ' ' ORDER BY n) FROM "
            "jsonb_array_elements((g->'copies') || (g->'possible')) WITH ORDINALITY AS l (p, n))), ', ' ORDER BY m) "
            "FROM jsonb_array_elements($json$%s$json$::jsonb->'groups') WITH ORDINALITY AS a (g, m)",
            json);
        g_autofree char *listed = scratch_sql("ccot_web", sql);
        g_assert_cmpstr(listed, ==, expected);
}

/* What is undecided comes first, in groups and among groups; a dismissed pair is listed with the earlier order. */
static void
test_listed_copies(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        g_autoptr(Db) admin = scratch_connect("ccot_admin");
        DecisionAnswer answer;
        decision_mail(ingest, 1, NULL);
        decision_mail(ingest, 2, NULL);
        decision_mail(ingest, 3, decision_other_order);
        decision_mail(ingest, 4, decision_other_order);
        decision_listed(admin, 0, 10, "1 open 1: 2, 3 open 1: 4");
        decision_listed(admin, 0, 1, "1 open 1: 2");
        DECIDE(decision_store_duplicate(web, &jo, decision_now(2), 1, NULL, NULL, &answer, &error), "done");
        decision_listed(admin, 0, 10, "3 open 1: 4, 1 open 0: 2 confirmed");
        decision_mail(ingest, 5, NULL);
        decision_listed(admin, 5, 10, "1 open 1: 5 2 confirmed");
        DECIDE(decision_store_dismiss(web, &jo, decision_now(5), 1, false, "another order", &answer, &error), "done");
        decision_listed(admin, 5, 10, "1 open 0: 5 dismissed");
        decision_listed(admin, 99, 10, NULL);
}

/* What was decided at once is taken back at once, or not at all. */
static void
test_copies_undone_together(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        for (guint64 uid = 1; uid <= 3; uid++)
                decision_mail(ingest, uid, NULL);
        const DecisionTarget copies[] = { decision_now(2), decision_now(3) };
        DECIDE(decision_store_undo_duplicates(web, &jo, copies, 2, 1, NULL, &answer, &error), "state");
        DECIDE(decision_store_duplicates(web, &jo, copies, 2, 1, &answer, &error), "done");
        decision_states("1 pending -, 2 duplicate 1, 3 duplicate 1");
        DECIDE(decision_store_undo_duplicates(web, &jo, copies, 2, 1, NULL, &answer, &error), "stale");
        const DecisionTarget now[] = { decision_now(2), decision_now(3) };
        DECIDE(decision_store_undo_duplicates(web, &kim, now, 2, 1, NULL, &answer, &error), "supervisor");
        const DecisionTarget half[] = { decision_now(2), { 3, 1 } };
        DECIDE(decision_store_undo_duplicates(web, &jo, half, 2, 1, NULL, &answer, &error), "stale");
        decision_states("1 pending -, 2 duplicate 1, 3 duplicate 1");
        DECIDE(decision_store_undo_duplicates(web, &jo, now, 2, 1, NULL, &answer, &error), "done");
        decision_states("1 pending -, 2 pending 1, 3 pending 1");
}

static void
test_dismissed_pairs_stay_apart(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        for (guint64 uid = 1; uid <= 3; uid++)
                decision_mail(ingest, uid, NULL);
        DECIDE(decision_store_dismiss(web, &jo, decision_now(3), 1, false, "", &answer, &error), "reason");
        DECIDE(decision_store_dismiss(web, &jo, decision_now(3), 1, false, "another order", &answer, &error), "done");
        const gint64 dismissed = answer.decision_id;
        decision_states("1 pending -, 2 pending 1, 3 pending -");
        g_autofree char *said = scratch_sql("ccot_web", "SELECT decided || ' ' || decided_by || ' ' || reason FROM "
                                                        "v_duplicate WHERE entry_id = 3 AND earlier_entry_id = 1");
        g_assert_cmpstr(said, ==, "dismissed jo another order");
        /* late copies join the earliest of them and bring the two not together */
        decision_mail(ingest, 4, NULL);
        decision_states("1 pending -, 2 pending 1, 3 pending -, 4 pending 1");
        /* other evidence asks again, and says what is new */
        const Correction seen = { FIELD_RESPONDENT_DOB, "1986-05-04", CORRECTION_MISREAD, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(3), &seen, &answer, &error), "done");
        decision_states("1 pending -, 2 pending 1, 3 pending 1, 4 pending 1");
        g_autofree char *again =
            scratch_sql("ccot_web", "SELECT coalesce(decided, 'open') || ' ' || reasons[cardinality("
                                    "reasons)] FROM v_duplicate WHERE entry_id = 3 AND earlier_entry_id = 1");
        g_assert_cmpstr(again, ==, "open said before not to be the same order; new: date of birth");
        DECIDE(decision_store_undo(web, &jo, decision_now(3), answer.decision_id, NULL, &answer, &error), "done");
        decision_states("1 pending -, 2 pending 1, 3 pending -, 4 pending 1");
        DECIDE(decision_store_undo(web, &jo, decision_now(3), dismissed, NULL, &answer, &error), "done");
        decision_states("1 pending -, 2 pending 1, 3 pending 1, 4 pending 1");
        DECIDE(decision_store_dismiss(web, &jo, decision_now(3), 1, true, "term 4 is new", &answer, &error), "done");
        g_autofree char *relation =
            scratch_sql("ccot_web", "SELECT kind || ' ' || earlier_entry_id FROM v_relation WHERE "
                                    "entry_id = 3");
        g_assert_cmpstr(relation, ==, "varies 1");
        DECIDE(decision_store_undo(web, &jo, decision_now(3), answer.decision_id, NULL, &answer, &error), "done");
        g_autofree char *none = scratch_sql("ccot_web", "SELECT count(*) FROM v_relation");
        g_assert_cmpstr(none, ==, "0");
}

static void
test_fields(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, NULL);
        DECIDE(decision_store_confirm(web, &jo, decision_now(1), FIELD_JUDGE, &answer, &error), "state");
        DECIDE(decision_store_confirm(web, &jo, decision_now(1), FIELD_MADE_ON, &answer, &error), "done");
        decision_field(1, "made_on", "2025-03-03|confirmed");
        const Correction born = { FIELD_RESPONDENT_DOB, "1986-05-04", CORRECTION_ELSEWHERE, "" };
        DECIDE(decision_store_correct(web, &jo, decision_now(1), &born, &answer, &error), "reason");
        const Correction known = { FIELD_RESPONDENT_DOB, "1986-05-04", CORRECTION_ELSEWHERE, "PNC" };
        DECIDE(decision_store_correct(web, &jo, decision_now(1), &known, &answer, &error), "done");
        decision_field(1, "respondent_dob", "1986-05-04|corrected");
        const Correction name = { FIELD_RESPONDENT, "Dean Marlowe", CORRECTION_MISREAD, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(1), &name, &answer, &error), "done");
        const gint64 named = answer.decision_id;
        decision_field(1, "respondent", "Dean Marlowe|corrected|Dean Marlow");
        const Correction none = { FIELD_WITHOUT_NOTICE, NULL, CORRECTION_MISREAD, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(1), &none, &answer, &error), "done");
        decision_field(1, "without_notice", "corrected|true");
        g_autofree char *shown = scratch_sql("ccot_web", "SELECT respondent || coalesce(without_notice::text, '-') || "
                                                         "respondent_dob FROM v_entry");
        g_assert_cmpstr(shown, ==, "Dean Marlowe-1986-05-04");
        DECIDE(decision_store_undo(web, &jo, decision_now(1), named, NULL, &answer, &error), "done");
        decision_field(1, "respondent", "Dean Marlow");
        g_autoptr(GError) wrong = NULL;
        const Correction odd = { FIELD_MADE_ON, "3 March", CORRECTION_MISREAD, NULL };
        g_assert_false(decision_store_correct(web, &jo, decision_now(1), &odd, &answer, &wrong));
        g_assert_error(wrong, CCOT_ERROR, CCOT_ERROR_INPUT);
        /* an end that the paper does not print waits for a second person; one that was misread does not */
        const Correction misread = { FIELD_EXPIRES_ON, "2035-03-03", CORRECTION_MISREAD, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(1), &misread, &answer, &error), "done");
        DECIDE(decision_store_call_back(web, &jo, decision_now(1), answer.decision_id, "court", "", &answer, &error),
               "needless");
        decision_field(1, "expires_on", "2035-03-03|corrected|2026-03-03");
        const Correction hand = { FIELD_EXPIRES_ON, "2025-06-03", CORRECTION_PAPER, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(1), &hand, &answer, &error), "done");
        const gint64 by_hand = answer.decision_id;
        decision_field(1, "expires_on", "2035-03-03|corrected|2026-03-03");
        DECIDE(decision_store_call_back(web, &kim, decision_now(1), by_hand, "court", "", &answer, &error), "done");
        DECIDE(decision_store_second(web, &kim, decision_now(1), by_hand, &answer, &error), "done");
        decision_field(1, "expires_on", "2025-06-03|corrected|2026-03-03");
        g_autofree char *ended = decision_status(1);
        g_assert_cmpstr(ended, ==, "ended ended Tue 3 June 2025, end of day");
        DECIDE(decision_store_undo(web, &jo, decision_now(1), by_hand, NULL, &answer, &error), "done");
        decision_field(1, "expires_on", "2035-03-03|corrected|2026-03-03");
}

/* Another number makes another order: the copy leaves the group, and others are found under the new one. */
static void
test_misreadings_are_judged_anew(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, NULL);
        decision_mail(ingest, 2, NULL);
        const Correction day = { FIELD_MADE_ON, "2025-03-24", CORRECTION_MISREAD, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(2), &day, &answer, &error), "done");
        decision_states("1 pending -, 2 pending -");
        DECIDE(decision_store_undo(web, &jo, decision_now(2), answer.decision_id, NULL, &answer, &error), "done");
        decision_states("1 pending -, 2 pending 1");
        /* the paper itself is wrong: it is still a copy */
        const Correction paper = { FIELD_MADE_ON, "2025-03-24", CORRECTION_PAPER, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(2), &paper, &answer, &error), "done");
        decision_states("1 pending -, 2 pending 1");
}

/* The database itself refuses a decision that leaves groups and status as they were. */
static void
test_alone_the_function_is_refused(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        decision_mail(ingest, 1, NULL);
        g_autofree char *state = scratch_refused("ccot_web", "SELECT decide_verify(1, 1, 'jo', false)");
        g_assert_cmpstr(state, ==, "23514");
        g_autofree char *nobody = scratch_refused("ccot_web", "SELECT decide_verify(1, 1, ' ', false)");
        g_assert_cmpstr(nobody, ==, "22023");
        decision_states("1 pending -");
}

void
add_decision_tests(void)
{
        g_test_add_func("/decisions/verify-and-reject", test_verify_and_reject);
        g_test_add_func("/decisions/drafts", test_drafts);
        g_test_add_func("/decisions/copies", test_copies);
        g_test_add_func("/decisions/contradicting-copy", test_contradicting_copy);
        g_test_add_func("/decisions/copy-of-a-copy", test_copy_of_a_copy);
        g_test_add_func("/decisions/listed-copies", test_listed_copies);
        g_test_add_func("/decisions/undone-together", test_copies_undone_together);
        g_test_add_func("/decisions/dismissed", test_dismissed_pairs_stay_apart);
        g_test_add_func("/decisions/fields", test_fields);
        g_test_add_func("/decisions/misreadings", test_misreadings_are_judged_anew);
        g_test_add_func("/decisions/function-alone", test_alone_the_function_is_refused);
}
