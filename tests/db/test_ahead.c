/* A page is made of what was read ahead of its audit row: the row is there before the page may leave, or nothing leaves. */
#include "base/error.h"
#include "db/decision_store.h"
#include "db/queue_store.h"
#include "db/register_store.h"
#include "tests/db/decision_steps.h"

#include <string.h>

enum { AHEAD_HOURS = 24 };

static Db *
ahead_new(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_free(scratch_sql("ccot_admin", "SELECT staff_put('x', 'jo', 'handler', NULL)"));
        decision_mail(ingest, 1, NULL);
        return scratch_connect("ccot_web");
}

static void
ahead_looks(const char *subject, const char *expected)
{
        g_autofree char *sql = g_strdup_printf(
            "SELECT count(*) FROM audit WHERE operation = 'consult' AND subject = '%s' AND actor LIKE '%%:jo'",
            subject);
        g_autofree char *seen = scratch_sql("postgres", sql);
        g_assert_cmpstr(seen, ==, expected);
}

static void
test_settles(void)
{
        g_autoptr(Db) web = ahead_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *entry = NULL, *none = NULL;
        g_assert_true(db_settle(web, &error));
        g_assert_true(register_store_page(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_nonnull(strstr(entry, "\"entry_id\""));
        g_assert_true(db_settle(web, &error));
        ahead_looks("entry", "1");
        /* the next statement settles by itself */
        g_autofree char *queue = queue_store_page(web, "jo", "all", 50, AHEAD_HOURS, &error);
        g_assert_nonnull(strstr(queue, "\"rows\""));
        g_autofree char *behind = queue_store_strip(web, "jo", AHEAD_HOURS, &error);
        g_autofree char *strip = queue_store_strip(web, "jo", AHEAD_HOURS, &error);
        g_assert_no_error(error);
        g_assert_nonnull(strstr(behind, "\"alerts_open\""));
        g_assert_cmpstr(strip, ==, behind);
        ahead_looks("queue", "1");
        g_assert_true(register_store_page(web, "jo", 99, AHEAD_HOURS, 50, &none, &error));
        g_assert_null(none);
        g_assert_true(db_settle(web, &error));
        ahead_looks("entry", "2");
}

/* The rows are there, then the commit fails. */
static void
test_commit_fails(void)
{
        g_autoptr(Db) web = ahead_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *entry = NULL;
        g_free(scratch_sql(
            "postgres",
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'no' USING "
            "ERRCODE = 'disk_full'; END$$; CREATE CONSTRAINT TRIGGER full_disk AFTER INSERT ON audit DEFERRABLE "
            "INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION full_disk(); SELECT 1"));
        g_assert_true(register_store_page(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_no_error(error);
        g_assert_false(db_settle(web, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_RETRY);
        ahead_looks("entry", "0");
}

static void
test_refused(void)
{
        g_autoptr(Db) web = ahead_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *entry = NULL;
        g_free(
            scratch_sql("postgres", "REVOKE EXECUTE ON FUNCTION register_entry(text, bigint) FROM ccot_web; SELECT 1"));
        g_assert_false(register_store_page(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        g_clear_error(&error);
        /* the connection goes on */
        g_autofree char *strip = queue_store_strip(web, "jo", AHEAD_HOURS, &error);
        g_assert_no_error(error);
        g_assert_nonnull(strip);
}

/* What is asked next on this connection for the first time has to be prepared: the page that ran ahead is settled before. */
static void
test_prepares_behind(void)
{
        g_autoptr(Db) web = ahead_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *entry = NULL;
        g_assert_true(register_store_page(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_autofree char *differences = decision_store_differences(web, 1, 1, &error);
        g_assert_no_error(error);
        g_assert_nonnull(differences);
        ahead_looks("entry", "1");
}

/* The page is read, then its head fails: nothing was committed. */
static void
test_head_fails(void)
{
        g_autoptr(Db) web = ahead_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *entry = NULL;
        g_free(
            scratch_sql("postgres", "REVOKE EXECUTE ON FUNCTION queue_strip(text, integer) FROM ccot_web; SELECT 1"));
        g_assert_true(register_store_page(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_null(queue_store_strip(web, "jo", AHEAD_HOURS, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        /* a page that was made without it may not leave */
        g_clear_error(&error);
        g_assert_false(db_settle(web, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        ahead_looks("entry", "0");
        g_assert_true(db_settle(web, NULL));
        /* nobody asked for it */
        g_clear_error(&error);
        g_clear_pointer(&entry, g_free);
        g_assert_true(register_store_page(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_false(db_settle(web, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        ahead_looks("entry", "0");
}

static void
test_ended_while_idle(void)
{
        g_autoptr(Db) web = ahead_new();
        g_assert_false(db_is_lost(web));
        g_free(scratch_sql("postgres",
                           "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = 'ccot_web' "
                           "AND datname = current_database()"));
        /* until the last octet has come, which takes no time that could be waited for otherwise */
        const gint64 until = g_get_monotonic_time() + 20 * G_USEC_PER_SEC;
        while (!db_is_lost(web) && g_get_monotonic_time() < until)
                g_thread_yield();
        g_assert_true(db_is_lost(web));
}

void
add_ahead_tests(void)
{
        g_test_add_func("/ahead/settles", test_settles);
        g_test_add_func("/ahead/prepares-behind", test_prepares_behind);
        g_test_add_func("/ahead/commit-fails", test_commit_fails);
        g_test_add_func("/ahead/refused", test_refused);
        g_test_add_func("/ahead/head-fails", test_head_fails);
        g_test_add_func("/ahead/ended-while-idle", test_ended_while_idle);
}
