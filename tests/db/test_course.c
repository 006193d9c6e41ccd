/* What the views say of an order's status, now and from which instant on. */
#include "base/error.h"
#include "db/entry_course.h"
#include "tests/db/scratch.h"

static void
course_set(SubmissionOrder *order, Field field, const char *text, const char *raw)
{
        field_value_free(order->fields[field]);
        order->fields[field] = text == NULL ? NULL : field_value_new(field, text, raw, 0.9);
}

static void
course_store(Db *db, guint64 uid, Action action, const char *made_on, const char *expires_on, const char *target)
{
        g_autoptr(GError) error = NULL;
        g_autofree char *octets = g_strdup_printf("mail %" G_GUINT64_FORMAT, uid);
        const MessageClaim claim = scratch_message(db, uid, octets);
        g_autoptr(Submission) submission = scratch_submission(octets, octets);
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        order->action = action;
        course_set(order, FIELD_MADE_ON, made_on, made_on);
        course_set(order, FIELD_EXPIRES_ON, expires_on, expires_on);
        course_set(order, FIELD_EXPIRES_AT, NULL, NULL);
        course_set(order, FIELD_TARGET_MADE_ON, target, target);
        (void) entry_store_write(db, &claim, submission, &error);
        g_assert_no_error(error);
}

/* "from status reason" of each span of an entry. */
static char *
course_rows(gint64 entry_id)
{
        g_autofree char *sql = g_strdup_printf("SELECT string_agg(concat_ws(' ', begins_at AT TIME ZONE "
                                               "'Europe/London', status, reason), E'\\n' ORDER BY begins_at) "
                                               "FROM entry_course WHERE entry_id = %" G_GINT64_FORMAT,
                                               entry_id);
        return scratch_sql("postgres", sql);
}

static void
test_views_tell_the_status_now(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        course_store(db, 1, ACTION_MADE, "2024-03-04", "2025-03-03", NULL);
        course_store(db, 2, ACTION_MADE, "2024-03-05", "until further order", NULL);
        course_store(db, 3, ACTION_MADE, "2024-03-06", NULL, NULL);
        g_autofree char *now =
            scratch_sql("postgres", "SELECT string_agg(status || coalesce(' ' || (ends_at AT TIME ZONE "
                                    "'Europe/London')::text, ''), ', ' ORDER BY entry_id) FROM v_entry");
        g_assert_cmpstr(now, ==, "ended 2025-03-04 00:00:00, in_force, check");
        g_autofree char *first = course_rows(1);
        g_assert_cmpstr(first, ==,
                        "-infinity not_yet made Mon 4 March 2024\n"
                        "2024-03-04 00:00:00 in_force until Mon 3 March 2025, end of day\n"
                        "2025-03-04 00:00:00 ended ended Mon 3 March 2025, end of day");
}

/* What a variation says counts once it is verified, in whatever order the two arrived; until then it is only told. */
static void
test_changes_reach_their_target(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        course_store(db, 1, ACTION_EXTENDED, "2025-02-03", "2035-03-03", "2024-03-04");
        course_store(db, 2, ACTION_MADE, "2024-03-04", "2025-03-03", NULL);
        g_autofree char *claimed = scratch_sql("postgres", "SELECT status_reason FROM v_entry WHERE entry_id = 2");
        g_assert_cmpstr(claimed, ==, "ended Mon 3 March 2025, end of day; an extension made later is not yet verified");
        g_free(scratch_sql("postgres",
                           "UPDATE entry SET state = 'verified', verified_by = 'clerk', verified_at = now() WHERE "
                           "entry_id = 1; DELETE FROM entry_course; SELECT ''"));
        g_autoptr(GError) error = NULL;
        (void) entry_course_fill(db, &error);
        g_assert_no_error(error);
        g_autofree char *settled =
            scratch_sql("postgres", "SELECT status || ' ' || status_reason FROM v_entry WHERE entry_id = 2");
        g_assert_cmpstr(settled, ==,
                        "in_force until Sat 3 March 2035, end of day; extended by the order of Mon 3 February 2025");
}

static void
test_discharge_is_only_claimed(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        course_store(db, 1, ACTION_MADE, "2024-03-04", "2035-03-03", NULL);
        course_store(db, 2, ACTION_DISCHARGED, "2025-02-03", NULL, "2024-03-04");
        g_autofree char *rows = scratch_sql(
            "postgres", "SELECT string_agg(status || ' ' || status_reason, E'\\n' ORDER BY entry_id) FROM v_entry");
        g_assert_cmpstr(rows, ==,
                        "in_force until Sat 3 March 2035, end of day; DISCHARGE CLAIMED, not confirmed (order of Mon 3 "
                        "February 2025)\n"
                        "check says that it discharges the order of Mon 4 March 2024: not confirmed");
}

void
add_course_tests(void)
{
        g_test_add_func("/course/views-tell-the-status-now", test_views_tell_the_status_now);
        g_test_add_func("/course/changes-reach-their-target", test_changes_reach_their_target);
        g_test_add_func("/course/discharge-is-only-claimed", test_discharge_is_only_claimed);
}
