/* What is verified and not entered on other systems: the figure at the head of every page, and the list. */
#include "db/entered_store.h"
#include "db/entry_write.h"
#include "db/queue_store.h"
#include "tests/db/scratch.h"

#include <string.h>

enum { ENTERED_HOURS = 24, ENTERED_ORDERS = 3 };

/* Entries 1 to 3 of three mails, orders of their own. */
static Db *
entered_new(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_free(scratch_sql("ccot_admin", "SELECT staff_put('x', 'hana', 'handler', NULL)"));
        g_free(scratch_sql("ccot_admin", "SELECT staff_put('x', 'kim', 'handler', NULL)"));
        for (guint64 uid = 1; uid <= ENTERED_ORDERS; uid++) {
                g_autofree char *octets = g_strdup_printf("mail %" G_GUINT64_FORMAT, uid);
                g_autofree char *file = g_strdup_printf("file %" G_GUINT64_FORMAT, uid);
                const MessageClaim claim = scratch_message(ingest, uid, octets);
                g_autoptr(Submission) submission = scratch_submission(octets, file);
                g_autoptr(GError) error = NULL;
                (void) entry_store_write(ingest, &claim, submission, &error);
                g_assert_no_error(error);
        }
        g_free(scratch_sql("postgres", "DELETE FROM relation; DELETE FROM duplicate; UPDATE entry SET "
                                       "representative_id = NULL; SELECT 1"));
        return scratch_connect("ccot_web");
}

static void
entered_expect(Db *web, const char *person, const char *expected)
{
        g_autoptr(GError) error = NULL;
        g_autofree char *strip = queue_store_strip(web, person, ENTERED_HOURS, &error);
        g_assert_no_error(error);
        g_autofree char *quoted = g_strdup_printf(
            "SELECT concat_ws(' ', j ->> 'entered', round(extract(epoch FROM now() - (j ->> "
            "'entered_oldest')::timestamptz) / 3600), j ->> 'entered_late', j ->> 'entered_ended') FROM (VALUES "
            "($strip$%s$strip$::jsonb)) v (j)",
            strip);
        g_autofree char *said = scratch_sql("postgres", quoted);
        g_assert_cmpstr(said, ==, expected);
}

static void
entered_put(const char *which)
{
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO entered (entry_id, system, reference, entered_by, said) SELECT %s, s, 'x', 'hana', "
            "entered_facts(%s) FROM unnest(ARRAY['pnc', 'force', 'markers']) s RETURNING 1",
            which, which);
        g_free(scratch_sql("postgres", sql));
}

/* What is verified and not entered on other systems stands at the head of every page, by whatever it came to be so. */
static void
test_entered(void)
{
        g_autoptr(Db) web = entered_new();
        entered_expect(web, "hana", "0 0");
        g_free(scratch_sql("postgres",
                           "UPDATE entry SET state = 'verified', verified_by = 'hana', verified_at = now() - "
                           "entry_id * interval '10 hours'; UPDATE entry_course SET status = 'in_force'; "
                           "SELECT 1"));
        entered_expect(web, "hana", "3 30 true 0");
        /* who may not know of an order is not told by a number */
        g_free(scratch_sql("postgres", "INSERT INTO entry_recusal (entry_id, person) VALUES (3, 'kim'); SELECT 1"));
        entered_expect(web, "kim", "2 20 false 0");
        entered_put("3");
        entered_put("2");
        entered_expect(web, "hana", "1 10 false 0");
        /* a correction: since now, whenever it was verified */
        g_free(scratch_sql("postgres",
                           "UPDATE field SET value = 'Vesna Other' WHERE entry_id = 3 AND name = 'respondent'; "
                           "SELECT 1"));
        entered_expect(web, "hana", "2 10 false 0");
        /* the clock alone: its course turns while nothing is written */
        g_free(scratch_sql("postgres",
                           "INSERT INTO entry_course (entry_id, begins_at, status, reason) VALUES (2, now() + "
                           "interval '1 hour', 'ended', 'time'); SELECT queue_refresh(); SET "
                           "session_replication_role = replica; UPDATE entry_course SET begins_at = now() - "
                           "interval '15 hours' WHERE reason = 'time'; UPDATE entered_due SET turns_at = "
                           "now() - interval '15 hours' WHERE entry_id = 2; SELECT 1"));
        entered_expect(web, "hana", "3 15 false 1");
        /* taken off there, and running again: put it back */
        entered_put("2");
        entered_expect(web, "hana", "2 10 false 0");
        g_free(scratch_sql("postgres", "DELETE FROM entry_course WHERE reason = 'time'; SELECT 1"));
        entered_expect(web, "hana", "3 10 false 0");
        g_autoptr(GError) error = NULL;
        g_autofree char *list = NULL;
        g_assert_true(entered_store_list(web, "hana", 50, &list, &error));
        g_assert_nonnull(strstr(list, "it runs again: put it back"));
        g_assert_nonnull(strstr(list, "\"count\":3"));
        /* what acts on an order is keyed with it, and no longer when it acts no longer */
        entered_put("2");
        entered_expect(web, "hana", "2 10 false 0");
        g_free(scratch_sql("postgres",
                           "INSERT INTO relation (entry_id, earlier_entry_id, kind) VALUES (1, 2, 'varies'); "
                           "SELECT 1"));
        entered_expect(web, "hana", "2 0 false 0");
        entered_put("2");
        entered_expect(web, "hana", "1 0 false 0");
        g_free(scratch_sql("postgres", "DELETE FROM relation WHERE entry_id = 1; SELECT 1"));
        entered_expect(web, "hana", "3 10 false 0");
        /* what leaves the register leaves the figure */
        g_free(scratch_sql("postgres", "DELETE FROM entry WHERE entry_id = 1; SELECT 1"));
        entered_expect(web, "hana", "2 0 false 0");
}

void
add_entered_tests(void)
{
        g_test_add_func("/entered/at-the-head", test_entered);
}
