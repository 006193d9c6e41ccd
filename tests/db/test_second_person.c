/* What takes effect with a second person only: discharges, ends that come earlier, ends set by hand. */
#include "db/queue_store.h"
#include "tests/db/decision_steps.h"

static void
decision_long(SubmissionOrder *order)
{
        decision_set(order, FIELD_EXPIRES_ON, "2035-03-03");
}

static void
decision_discharge(SubmissionOrder *order)
{
        order->action = ACTION_DISCHARGED;
        decision_set(order, FIELD_MADE_ON, "2025-06-03");
        decision_set(order, FIELD_EXPIRES_ON, NULL);
        decision_set(order, FIELD_TARGET_MADE_ON, "2025-03-03");
}

static void
decision_shorten(SubmissionOrder *order)
{
        decision_discharge(order);
        order->action = ACTION_VARIED;
        decision_set(order, FIELD_EXPIRES_ON, "2025-09-03");
}

/* What waits for a second person: "entry kind target next who". */
static void
decision_waiting(const char *expected)
{
        g_autofree char *list = scratch_sql(
            "ccot_reader",
            "SELECT string_agg(concat_ws(' ', entry_id, kind, target_entry_id, waits_for, decided_by, called_back_by, "
            "call_back), ', ' ORDER BY entry_id, decision_id) FROM v_second_person");
        g_assert_cmpstr(list, ==, expected);
}

/* What the queue says of entry 2, and what Next gives to two people: who verified it cannot go on with it. */
static void
decision_queued(Db *web, const char *words, gint64 to_jo, gint64 to_kim)
{
        static const char *const people[] = { "jo", "kim" };
        const gint64 wanted[] = { to_jo, to_kim };
        g_free(scratch_sql("postgres", "SELECT queue_refresh()"));
        g_autofree char *told = scratch_sql(
            "postgres", "SELECT t.details ->> 'second' FROM entry_told t JOIN entry_waiting w USING (entry_id) WHERE "
                        "w.entry_id = 2 AND w.acts");
        g_assert_cmpstr(told, ==, words);
        for (unsigned i = 0; i < G_N_ELEMENTS(people); i++) {
                g_autofree char *staff = g_strdup_printf("SELECT staff_put('x', '%s', 'handler', NULL)", people[i]);
                g_free(scratch_sql("ccot_admin", staff));
                g_autoptr(GError) error = NULL;
                QueueKind kind = QUEUE_ENTRY;
                gint64 id = 0;
                g_assert_true(queue_store_next(web, people[i], 20, 24, &kind, &id, &error));
                g_assert_cmpint(id, ==, wanted[i]);
                g_free(scratch_sql("postgres", "UPDATE entry SET claimed_by = NULL, claimed_until = NULL; SELECT 1"));
        }
}

static void
decision_two_people(const char *kind, void (*change)(SubmissionOrder *order), const char *claimed, const char *verified,
                    const char *settled)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, decision_long);
        decision_mail(ingest, 2, change);
        g_autofree char *before = decision_status(1);
        g_assert_cmpstr(before, ==, claimed);
        DECIDE(decision_store_call_back(web, &jo, decision_now(2), 0, "court", "", &answer, &error), "state");
        decision_waiting("");
        DECIDE(decision_store_verify(web, &jo, decision_now(2), &answer, &error), "done");
        g_autofree char *to_call = g_strdup_printf("2 %s 1 call_back jo", kind);
        decision_waiting(to_call);
        const gint64 verify = answer.decision_id;
        decision_queued(web, "WAITS FOR THE CALL TO THE COURT, then a second person, not jo", 1, 2);
        g_autofree char *one = decision_status(1);
        g_assert_cmpstr(one, ==, verified);
        DECIDE(decision_store_second(web, &kim, decision_now(2), 0, &answer, &error), "call_back");
        DECIDE(decision_store_call_back(web, &jo, decision_now(2), 0, "court", "they agree", &answer, &error), "done");
        g_autofree char *to_confirm = g_strdup_printf("2 %s 1 second jo jo", kind);
        decision_waiting(to_confirm);
        decision_queued(web, "WAITS FOR A SECOND PERSON, not jo", 1, 2);
        const DecisionActor shouting = { .person = " JO", .supervisor = true };
        DECIDE(decision_store_second(web, &shouting, decision_now(2), 0, &answer, &error), "same_person");
        DECIDE(decision_store_second(web, &kim, decision_now(2), 0, &answer, &error), "done");
        const gint64 second = answer.decision_id;
        DECIDE(decision_store_second(web, &chief, decision_now(2), 0, &answer, &error), "state");
        decision_waiting("");
        decision_queued(web, "", 1, 1);
        g_autofree char *two = decision_status(1);
        g_assert_cmpstr(two, ==, settled);
        DECIDE(decision_store_undo(web, &kim, decision_now(2), second, NULL, &answer, &error), "done");
        decision_waiting(to_confirm);
        g_autofree char *back = decision_status(1);
        g_assert_cmpstr(back, ==, verified);
        DECIDE(decision_store_second(web, &kim, decision_now(2), 0, &answer, &error), "done");
        /* what was confirmed is changed by one person: it has to be confirmed again */
        const Correction day = { FIELD_MADE_ON, "2025-06-03", CORRECTION_PAPER, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(2), &day, &answer, &error), "done");
        g_autofree char *changed = decision_status(1);
        g_assert_cmpstr(changed, ==, verified);
        DECIDE(decision_store_undo(web, &jo, decision_now(2), verify, NULL, &answer, &error), "done");
        decision_waiting("");
        g_autofree char *undone = decision_status(1);
        g_assert_cmpstr(undone, ==, claimed);
        DECIDE(decision_store_call_back(web, &jo, decision_now(1), 0, "court", "", &answer, &error), "needless");
}

static void
test_two_people_discharge(void)
{
        decision_two_people(
            "discharge", decision_discharge,
            "in_force until Sat 3 March 2035, end of day; DISCHARGE CLAIMED, not confirmed (order of Tue 3 June 2025)",
            "in_force until Sat 3 March 2035, end of day; DISCHARGE CLAIMED, not confirmed (order of Tue 3 June 2025)",
            "ended discharged by the order of Tue 3 June 2025");
}

static void
test_two_people_shorten(void)
{
        decision_two_people(
            "shortening", decision_shorten,
            "in_force until Sat 3 March 2035, end of day; a variation made later is not yet verified",
            "in_force until Sat 3 March 2035, end of day; a variation made later is not yet confirmed by a second "
            "person: it shortens the order",
            "ended ended Wed 3 September 2025, end of day; varied by the order of Tue 3 June 2025");
}

/* An end that a person sets, or takes from a copy, for as long as the copy is one. */
static void
test_ends_wait(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        DecisionAnswer answer;
        decision_mail(ingest, 1, decision_long);
        const Correction hand = { FIELD_EXPIRES_ON, "2026-03-03", CORRECTION_PAPER, NULL };
        DECIDE(decision_store_correct(web, &jo, decision_now(1), &hand, &answer, &error), "done");
        const gint64 by_hand = answer.decision_id;
        decision_waiting("1 end 1 call_back jo");
        DECIDE(decision_store_call_back(web, &kim, decision_now(1), by_hand, "court", "", &answer, &error), "done");
        decision_waiting("1 end 1 second jo kim");
        DECIDE(decision_store_second(web, &kim, decision_now(1), by_hand, &answer, &error), "done");
        decision_waiting("");
        DECIDE(decision_store_undo(web, &jo, decision_now(1), by_hand, NULL, &answer, &error), "done");
        decision_waiting("");
        decision_mail(ingest, 2, NULL);
        g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Field));
        g_array_append_val(taken, hand.field);
        DECIDE(decision_store_duplicate(web, &kim, decision_now(2), 1, taken, NULL, &answer, &error), "done");
        decision_waiting("1 end 1 call_back kim");
        DECIDE(decision_store_undo(web, &kim, decision_now(2), answer.decision_id, NULL, &answer, &error), "done");
        decision_waiting("");
}

void
add_second_person_tests(void)
{
        g_test_add_func("/second-person/discharge", test_two_people_discharge);
        g_test_add_func("/second-person/shorten", test_two_people_shorten);
        g_test_add_func("/second-person/ends", test_ends_wait);
}
