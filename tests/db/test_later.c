/* Statements that are sent one behind another: all of them are done, or nothing is, and the connection goes on. */
#include "base/error.h"
#include "tests/db/decision_steps.h"
#include "tests/db/scratch.h"

#include <string.h>

static const char *const later_alert =
    "[{\"kind\": \"chaser\", \"text\": \"Please confirm receipt.\", \"path\": \"1\"}]";

/* Of the mail with number 1. */
static bool
later_send(Db *db, const char *list, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, 1);
        parameters_text(&parameters, list);
        return statement_later(db, "entry_insert_alerts", &parameters, NULL, error);
}

static Db *
later_new(void)
{
        Db *ingest = scratch_new("ccot_ingest");
        decision_mail(ingest, 1, NULL);
        return ingest;
}

static void
later_count(const char *expected)
{
        g_autofree char *seen = scratch_sql("postgres", "SELECT count(*) FROM alert");
        g_assert_cmpstr(seen, ==, expected);
}

/* The connection goes on: what comes next is written, alone. */
static void
later_goes_on(Db *db, const char *expected)
{
        g_autoptr(GError) error = NULL;
        g_assert_true(statement_begin_later(db, &error));
        g_assert_true(later_send(db, later_alert, &error));
        g_assert_true(statement_commit(db, &error));
        g_assert_no_error(error);
        later_count(expected);
}

static void
test_in_order(void)
{
        g_autoptr(Db) db = later_new();
        g_autoptr(GError) error = NULL;
        g_autoptr(PGresult) plan = NULL;
        g_assert_true(statement_wait(db, &error));
        for (unsigned round = 0; round < 2; round++) { /* statements that are new to the connection, then known ones */
                g_clear_pointer(&plan, PQclear);
                g_assert_true(statement_begin_later(db, &error));
                g_assert_true(later_send(db, later_alert, &error));
                g_assert_true(statement_later(db, "entry_plan", NULL, &plan, &error));
                g_assert_null(plan);
                g_assert_true(statement_wait(db, &error));
                g_assert_cmpint(PQntuples(plan), ==, 1);
                later_count(round == 0 ? "0" : "1");
                g_assert_true(statement_commit(db, &error));
                later_count(round == 0 ? "1" : "2");
        }
        g_assert_no_error(error);
}

/* What is waited for tells whose failure it was. */
static void
test_refused(void)
{
        g_autoptr(Db) db = later_new();
        for (unsigned round = 0; round < 2; round++) {
                g_autoptr(GError) error = NULL;
                g_autoptr(PGresult) before = NULL, behind = NULL;
                g_assert_true(statement_begin_later(db, &error));
                g_assert_true(statement_later(db, "entry_plan", NULL, &before, &error));
                g_assert_true(later_send(db, later_alert, &error));
                g_assert_true(later_send(db, "[{", &error));
                g_assert_true(later_send(db, later_alert, &error));
                g_assert_true(statement_later(db, "entry_plan", NULL, &behind, &error));
                g_autoptr(PGresult) waited = statement_run(db, "entry_plan", NULL, &error);
                g_assert_null(waited);
                g_assert_null(behind);
                g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
                g_assert_nonnull(strstr(error->message, "entry_insert_alerts"));
                statement_rollback(db);
                later_count(round == 0 ? "0" : "1");
                later_goes_on(db, round == 0 ? "1" : "2");
        }
}

/* The commit itself waits for what was sent before it. */
static void
test_refused_at_commit(void)
{
        g_autoptr(Db) db = later_new();
        g_autoptr(GError) error = NULL;
        g_assert_true(statement_begin_later(db, &error));
        g_assert_true(later_send(db, "[{", &error));
        g_assert_false(statement_commit(db, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
        g_assert_nonnull(strstr(error->message, "entry_insert_alerts"));
        statement_rollback(db);
        later_count("0");
        later_goes_on(db, "1");
}

static void
test_commit_fails(void)
{
        g_autoptr(Db) db = later_new();
        g_autoptr(GError) error = NULL;
        g_free(scratch_sql(
            "postgres",
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'no' USING "
            "ERRCODE = 'disk_full'; END$$; CREATE CONSTRAINT TRIGGER full_disk AFTER INSERT ON alert DEFERRABLE "
            "INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION full_disk(); SELECT 1"));
        g_assert_true(statement_begin_later(db, &error));
        g_assert_true(later_send(db, later_alert, &error));
        g_assert_false(statement_commit(db, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_RETRY);
        statement_rollback(db);
        later_count("0");
        g_free(scratch_sql("postgres", "DROP TRIGGER full_disk ON alert; SELECT 1"));
        later_goes_on(db, "1");
}

/* Whoever gives up leaves nothing behind, and nothing is written to where its results were to go. */
static void
test_given_up(void)
{
        g_autoptr(Db) db = later_new();
        g_autoptr(GError) error = NULL;
        PGresult *plan = NULL;
        g_assert_true(statement_begin_later(db, &error));
        g_assert_true(later_send(db, later_alert, &error));
        g_assert_true(statement_later(db, "entry_plan", NULL, &plan, &error));
        statement_rollback(db);
        g_assert_null(plan);
        later_count("0");
        later_goes_on(db, "1");
}

static void
test_lost(void)
{
        g_autoptr(Db) db = later_new();
        g_autoptr(GError) error = NULL;
        g_assert_true(statement_begin_later(db, &error));
        g_assert_true(later_send(db, later_alert, &error));
        g_assert_true(statement_wait(db, &error));
        g_free(scratch_sql(
            "postgres", "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = 'ccot_ingest' "
                        "AND datname = current_database()"));
        g_assert_false(later_send(db, later_alert, &error) && later_send(db, later_alert, &error) &&
                       statement_commit(db, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_RETRY);
        statement_rollback(db);
        later_count("0");
}

void
add_later_tests(void)
{
        g_test_add_func("/later/in-order", test_in_order);
        g_test_add_func("/later/refused", test_refused);
        g_test_add_func("/later/refused-at-commit", test_refused_at_commit);
        g_test_add_func("/later/commit-fails", test_commit_fails);
        g_test_add_func("/later/given-up", test_given_up);
        g_test_add_func("/later/lost", test_lost);
}
