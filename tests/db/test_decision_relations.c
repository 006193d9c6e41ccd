/* Relations after what people decide: a target that was misread, rejected, put aside or erased, and what a person said of a pair. */
#include "tests/db/decision_steps.h"

/* "2 varies 1" of all relations; a target that is not held is its day. */
static void
relations_expect(const char *expected)
{
        g_autofree char *list = scratch_sql(
            "ccot_web", "SELECT string_agg(concat_ws(' ', entry_id, kind, coalesce(earlier_entry_id::text, "
                        "target_made_on::text, '-')), ', ' ORDER BY entry_id, kind, earlier_entry_id) FROM v_relation");
        g_assert_cmpstr(list, ==, expected);
}

static void
relations_misread(SubmissionOrder *order)
{
        decision_set(order, FIELD_MADE_ON, "2025-03-08");
        decision_set(order, FIELD_EXPIRES_ON, "2035-03-03");
}

static void
relations_original(SubmissionOrder *order)
{
        decision_set(order, FIELD_EXPIRES_ON, "2035-03-03");
}

/* Another order of the same case and day. */
static void
relations_second(SubmissionOrder *order)
{
        decision_set(order, FIELD_EXPIRES_ON, "2034-06-03");
}

static void
relations_variation(SubmissionOrder *order)
{
        order->action = ACTION_VARIED;
        decision_set(order, FIELD_MADE_ON, "2025-06-03");
        decision_set(order, FIELD_EXPIRES_ON, "2036-03-03");
        decision_set(order, FIELD_TARGET_MADE_ON, "2025-03-03");
}

/* An order whose day was misread is found by the variation once the day is put right, and no more when that is taken back. */
static void
test_corrected_target(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, relations_misread);
        decision_mail(ingest, 2, relations_variation);
        relations_expect("2 varies 2025-03-03");
        const Correction day = { FIELD_MADE_ON, "2025-03-03", CORRECTION_MISREAD, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(1), &day, &answer, &error), "done");
        const gint64 corrected = answer.decision_id;
        relations_expect("2 varies 1");
        g_autofree char *varied = decision_status(1);
        g_assert_cmpstr(varied, ==,
                        "in_force until Sat 3 March 2035, end of day; a variation made later is not yet verified");
        DECIDE(decision_store_verify(web, &jo, decision_now(2), &answer, &error), "done");
        relations_expect("2 varies 1");
        DECIDE(decision_store_undo(web, &jo, decision_now(1), corrected, NULL, &answer, &error), "done");
        relations_expect("2 varies 2025-03-03");
        g_autofree char *plain = decision_status(1);
        g_assert_cmpstr(plain, ==, "in_force until Sat 3 March 2035, end of day");
        /* the other way round: the variation names its target after its own day was put right */
        const Correction target = { FIELD_TARGET_MADE_ON, "2025-03-08", CORRECTION_MISREAD, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(2), &target, &answer, &error), "done");
        relations_expect("2 varies 1");
}

/* Without its target a relation is an open task again; a copy of the target takes its place, and so does the only other that fits. */
static void
test_target_goes(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, relations_original);
        decision_mail(ingest, 2, relations_variation);
        relations_expect("2 varies 1");
        DECIDE(decision_store_reject(web, &jo, decision_now(1), "unreadable", NULL, &answer, &error), "done");
        const gint64 rejected = answer.decision_id;
        relations_expect("2 varies 2025-03-03");
        DECIDE(decision_store_undo(web, &jo, decision_now(1), rejected, NULL, &answer, &error), "done");
        relations_expect("2 varies 1");
        decision_mail(ingest, 3, relations_original);
        decision_states("1 pending -, 2 pending -, 3 pending 1");
        DECIDE(decision_store_reject(web, &jo, decision_now(1), "unreadable", NULL, &answer, &error), "done");
        relations_expect("2 varies 3");
        DECIDE(decision_store_erase(web, &chief, decision_now(3), "retention", &answer, &error), "done");
        relations_expect("2 varies 2025-03-03");
        g_autofree char *rows = scratch_sql("postgres", "SELECT count(*) FROM relation WHERE earlier_entry_id IS NULL");
        g_assert_cmpstr(rows, ==, "1");
}

/* Two orders fit and neither is chosen, until one is put aside. */
static void
test_one_of_two_goes(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, relations_original);
        decision_mail(ingest, 2, relations_second);
        decision_mail(ingest, 3, relations_variation);
        g_autofree char *before = scratch_sql(
            "ccot_web", "SELECT concat_ws(' ', earlier_entry_id, reasons::text) FROM v_relation WHERE kind = 'varies'");
        g_assert_cmpstr(before, ==, "{\"two orders fit what it names\"}");
        DECIDE(decision_store_reject(web, &jo, decision_now(2), "not_an_order", NULL, &answer, &error), "done");
        g_autofree char *after =
            scratch_sql("ccot_web", "SELECT earlier_entry_id FROM v_relation WHERE kind = 'varies'");
        g_assert_cmpstr(after, ==, "1");
}

/* "Variation of" is a person's word: nothing that is judged anew goes against it or stands beside it. */
static void
test_persons_relation_stays(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, relations_misread);
        decision_mail(ingest, 2, relations_variation);
        DECIDE(decision_store_dismiss(web, &jo, decision_now(2), 1, true, "term 4 is new", &answer, &error), "done");
        const gint64 said = answer.decision_id;
        relations_expect("2 varies 1");
        const Correction day = { FIELD_MADE_ON, "2025-03-03", CORRECTION_MISREAD, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(1), &day, &answer, &error), "done");
        relations_expect("2 varies 1");
        DECIDE(decision_store_undo(web, &jo, decision_now(1), answer.decision_id, NULL, &answer, &error), "done");
        relations_expect("2 varies 1");
        DECIDE(decision_store_undo(web, &jo, decision_now(2), said, NULL, &answer, &error), "done");
        relations_expect("2 varies 2025-03-03");
}

/* A copy that came earlier takes the place of the order of which a person said what it varies: that order is a copy now, and what
 * it was said to vary is varied by nothing. */
static void
test_persons_relation_of_a_copy(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) late = scratch_connect("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        g_autoptr(GError) late_error = NULL;
        DecisionAnswer answer;
        decision_mail(ingest, 1, relations_misread);
        const MessageClaim claim = scratch_message(late, 2, "late");
        decision_mail(ingest, 3, relations_variation);
        DECIDE(decision_store_dismiss(web, &jo, decision_now(2), 1, true, "term 4 is new", &answer, &error), "done");
        relations_expect("2 varies 1");
        g_autofree char *varied = decision_status(1);
        g_assert_cmpstr(varied, ==,
                        "in_force until Sat 3 March 2035, end of day; a variation made later is not yet verified");
        g_autoptr(Submission) copy = scratch_submission("late", "late");
        relations_variation(g_ptr_array_index(copy->orders, 0));
        (void) entry_store_write(late, &claim, copy, &late_error);
        g_assert_no_error(late_error);
        g_autofree char *heads = scratch_sql(
            "postgres", "SELECT string_agg(coalesce(representative_id, 0)::text, ' ' ORDER BY entry_id) FROM v_entry");
        g_assert_cmpstr(heads, ==, "0 3 0");
        g_autofree char *plain = decision_status(1);
        g_assert_cmpstr(plain, ==, "in_force until Sat 3 March 2035, end of day");
}

/* What was dismissed stays so while the evidence is the same, whatever else of the two is put right. */
static void
test_dismissed_is_not_asked_again(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        static const char pair[] =
            "SELECT string_agg(concat_ws(' ', entry_id, level, earlier_entry_id, decided), ', ') FROM v_duplicate";
        decision_mail(ingest, 1, relations_original);
        decision_mail(ingest, 2, NULL);
        g_autofree char *asked = scratch_sql("ccot_web", pair);
        g_assert_cmpstr(asked, ==, "2 possible 1");
        DECIDE(decision_store_dismiss(web, &jo, decision_now(2), 1, false, "another order", &answer, &error), "done");
        g_autofree char *said = scratch_sql("ccot_web", pair);
        g_assert_cmpstr(said, ==, "2 possible 1 dismissed");
        const Correction judge = { FIELD_WITHOUT_NOTICE, "false", CORRECTION_MISREAD, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(1), &judge, &answer, &error), "done");
        g_autofree char *still = scratch_sql("ccot_web", pair);
        g_assert_cmpstr(still, ==, "2 possible 1 dismissed");
        const Correction born = { FIELD_RESPONDENT_DOB, "1986-05-04", CORRECTION_MISREAD, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(1), &born, &answer, &error), "done");
        g_autofree char *again = scratch_sql("ccot_web", pair);
        g_assert_cmpstr(again, ==, "2 possible 1");
        DECIDE(decision_store_undo(web, &jo, decision_now(1), answer.decision_id, NULL, &answer, &error), "done");
        g_autofree char *back = scratch_sql("ccot_web", pair);
        g_assert_cmpstr(back, ==, "2 possible 1 dismissed");
        /* another day of one of them: no pair any more */
        const Correction day = { FIELD_MADE_ON, "2025-04-14", CORRECTION_MISREAD, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(2), &day, &answer, &error), "done");
        g_autofree char *none = scratch_sql("ccot_web", pair);
        g_assert_cmpstr(none, ==, "");
}

/* ---- at once */

static void
relations_mistaken(SubmissionOrder *order)
{
        relations_variation(order);
        decision_set(order, FIELD_TARGET_MADE_ON, "2025-03-30");
}

typedef struct {
        Db *web;
        const DecisionActor *actor;
        DecisionTarget target;
        Correction correction;
        DecisionAnswer answer;
} Side;

static gpointer
relations_side(gpointer data)
{
        Side *side = data;
        g_autoptr(GError) error = NULL;
        if (!decision_store_correct(side->web, side->actor, side->target, &side->correction, &side->answer, &error))
                g_error("%s", error->message);
        return NULL;
}

/* One puts the day of the order right while another puts right which day the variation names: whoever is first, they meet. */
static void
test_corrected_at_once(void)
{
        enum { ROUNDS = 8 };
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        decision_mail(ingest, 1, relations_misread);
        decision_mail(ingest, 2, relations_mistaken);
        for (unsigned round = 0; round < ROUNDS; round++) {
                relations_expect("2 varies 2025-03-30");
                Side sides[] = { { .web = scratch_connect("ccot_web"),
                                   .actor = &jo,
                                   .target = decision_now(1),
                                   .correction = { FIELD_MADE_ON, "2025-03-03", CORRECTION_MISREAD, NULL } },
                                 { .web = scratch_connect("ccot_web"),
                                   .actor = &kim,
                                   .target = decision_now(2),
                                   .correction = { FIELD_TARGET_MADE_ON, "2025-03-03", CORRECTION_MISREAD, NULL } } };
                GThread *threads[] = { g_thread_new("order", relations_side, &sides[round % 2]),
                                       g_thread_new("variation", relations_side, &sides[1 - round % 2]) };
                for (unsigned i = 0; i < G_N_ELEMENTS(threads); i++)
                        (void) g_thread_join(threads[i]);
                relations_expect("2 varies 1");
                g_autofree char *status = decision_status(1);
                g_assert_cmpstr(
                    status, ==,
                    "in_force until Sat 3 March 2035, end of day; a variation made later is not yet verified");
                for (unsigned i = 0; i < G_N_ELEMENTS(sides); i++) {
                        DecisionAnswer answer;
                        g_assert_cmpint(sides[i].answer.result, ==, DECISION_DONE);
                        DECIDE(decision_store_undo(web, sides[i].actor, decision_now(sides[i].target.entry_id),
                                                   sides[i].answer.decision_id, NULL, &answer, &error),
                               "done");
                        db_free(sides[i].web);
                }
        }
}

void
add_decision_relation_tests(void)
{
        g_test_add_func("/decision-relations/corrected-target", test_corrected_target);
        g_test_add_func("/decision-relations/target-goes", test_target_goes);
        g_test_add_func("/decision-relations/one-of-two-goes", test_one_of_two_goes);
        g_test_add_func("/decision-relations/a-persons-stays", test_persons_relation_stays);
        g_test_add_func("/decision-relations/a-persons-of-a-copy", test_persons_relation_of_a_copy);
        g_test_add_func("/decision-relations/dismissed", test_dismissed_is_not_asked_again);
        g_test_add_func("/decision-relations/corrected-at-once", test_corrected_at_once);
}
