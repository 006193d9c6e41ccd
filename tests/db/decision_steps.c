#include "tests/db/decision_steps.h"

const DecisionActor jo = { .person = "jo" };
const DecisionActor kim = { .person = "kim" };
const DecisionActor chief = { .person = "chief", .supervisor = true };

void
decision_mail(Db *db, guint64 uid, void (*change)(SubmissionOrder *order))
{
        g_autoptr(GError) error = NULL;
        g_autofree char *octets = g_strdup_printf("mail %" G_GUINT64_FORMAT, uid);
        const MessageClaim claim = scratch_message(db, uid, octets);
        g_autoptr(Submission) submission = scratch_submission(octets, octets);
        if (change != NULL)
                change(g_ptr_array_index(submission->orders, 0));
        (void) entry_store_write(db, &claim, submission, &error);
        g_assert_no_error(error);
}

void
decision_set(SubmissionOrder *order, Field field, const char *text)
{
        field_value_free(order->fields[field]);
        order->fields[field] = text == NULL ? NULL : field_value_new(field, text, text, 0.9);
}

DecisionTarget
decision_now(gint64 entry_id)
{
        g_autofree char *sql =
            g_strdup_printf("SELECT row_version FROM v_entry WHERE entry_id = %" G_GINT64_FORMAT, entry_id);
        g_autofree char *version = scratch_sql("ccot_web", sql);
        return (DecisionTarget){ entry_id, g_ascii_strtoll(version, NULL, 10) };
}

const char *
decision_word(bool done, const DecisionAnswer *answer, GError **error)
{
        g_assert_no_error(*error);
        g_assert_true(done);
        switch (answer->result) {
        case DECISION_DONE:
                return "done";
        case DECISION_STALE:
                return "stale";
        case DECISION_ABSENT:
                return "absent";
        default:
                return answer->why;
        }
}

void
decision_states(const char *expected)
{
        g_autofree char *states = scratch_sql(
            "ccot_web", "SELECT string_agg(entry_id || ' ' || state || ' ' || coalesce(representative_id::text, "
                        "'-'), ', ' ORDER BY entry_id) FROM v_entry");
        g_assert_cmpstr(states, ==, expected);
}

void
decision_field(gint64 entry_id, const char *name, const char *expected)
{
        g_autofree char *sql = g_strdup_printf(
            "SELECT concat_ws('|', value, decided, corrected_from) FROM v_field WHERE entry_id = %" G_GINT64_FORMAT
            " AND name = '%s'",
            entry_id, name);
        g_autofree char *shown = scratch_sql("ccot_web", sql);
        g_assert_cmpstr(shown, ==, expected);
}

char *
decision_status(gint64 entry_id)
{
        g_autofree char *sql = g_strdup_printf(
            "SELECT status || ' ' || status_reason FROM v_entry WHERE entry_id = %" G_GINT64_FORMAT, entry_id);
        return scratch_sql("ccot_web", sql);
}
