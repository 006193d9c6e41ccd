/* A page is made of what was read ahead of its audit row: the row is there before the page may leave, or nothing leaves. */
#include "base/error.h"
#include "db/decision_store.h"
#include "db/queue_store.h"
#include "db/register_store.h"
#include "tests/db/decision_steps.h"

#include <string.h>

enum { AHEAD_HOURS = 24 };

static const QueuePage ahead_queue = { "all", 50, AHEAD_HOURS };

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
        g_assert_true(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_nonnull(strstr(entry, "\"entry_id\""));
        g_assert_true(db_settle(web, &error));
        ahead_looks("entry", "1");
        /* the next statement settles by itself */
        g_autoptr(QueueList) queue = queue_store_page(web, "jo", &ahead_queue, &error);
        g_assert_nonnull(strstr(queue->head, "\"counts\""));
        g_assert_nonnull(strstr(queue->rows, "\"entry_id\""));
        g_autofree char *behind = queue_store_strip(web, "jo", AHEAD_HOURS, &error);
        g_autofree char *strip = queue_store_strip(web, "jo", AHEAD_HOURS, &error);
        g_assert_no_error(error);
        g_assert_nonnull(strstr(behind, "\"alerts_open\""));
        g_assert_cmpstr(strip, ==, behind);
        ahead_looks("queue", "1");
        g_assert_true(register_store_said(web, "jo", 99, AHEAD_HOURS, 50, &none, &error));
        g_assert_null(none);
        g_assert_true(db_settle(web, &error));
        ahead_looks("entry", "2");
}

/* What stands around the entry comes behind what it says, and is told to nobody who was not told that. */
static void
test_halves(void)
{
        g_autoptr(Db) web = ahead_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *said = NULL, *none = NULL;
        g_assert_true(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &said, &error));
        g_autofree char *around = register_store_around(web, &error);
        g_assert_no_error(error);
        g_assert_nonnull(strstr(said, "\"fields\""));
        g_assert_null(strstr(said, "\"papers\""));
        g_assert_nonnull(strstr(around, "\"papers\""));
        g_assert_nonnull(strstr(around, "\"row_version\":1"));
        g_autofree char *strip = queue_store_strip(web, "jo", AHEAD_HOURS, &error);
        g_assert_nonnull(strstr(strip, "\"alerts_open\""));
        g_assert_true(db_settle(web, &error));
        ahead_looks("entry", "1");
        g_assert_true(register_store_said(web, "jo", 99, AHEAD_HOURS, 50, &none, &error));
        g_assert_null(none);
        g_autofree char *nothing = register_store_around(web, &error);
        g_assert_cmpstr(nothing, ==, "");
        g_assert_true(db_settle(web, &error));
        /* of another entry, for another person, and in a transaction of its own */
        static const char *const asks[] = {
                "SELECT coalesce(register_around('jo', 2)::text, 'no') FROM (SELECT register_said('jo', 1) OFFSET 0) s",
                "SELECT coalesce(register_around('kim', 1)::text, 'no') FROM (SELECT register_said('jo', 1) OFFSET 0) "
                "s",
                "BEGIN; SELECT register_said('jo', 1); COMMIT; SELECT coalesce(register_around('jo', 1)::text, 'no')",
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(asks); i++) {
                g_autofree char *told = scratch_sql("ccot_web", asks[i]);
                g_assert_cmpstr(told, ==, "no");
        }
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
        g_assert_true(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
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
            scratch_sql("postgres", "REVOKE EXECUTE ON FUNCTION register_said(text, bigint) FROM ccot_web; SELECT 1"));
        g_assert_false(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
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
        g_assert_true(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
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
        g_assert_true(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
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
        g_assert_true(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_false(db_settle(web, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        ahead_looks("entry", "0");
}

/* Of a page that does not ask for what stands around its entry, that fails: the page may not leave either. */
static void
test_unasked_fails(void)
{
        g_autoptr(Db) web = ahead_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *entry = NULL;
        g_free(scratch_sql("postgres",
                           "REVOKE EXECUTE ON FUNCTION register_around(text, bigint) FROM ccot_web; SELECT 1"));
        g_assert_true(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_null(queue_store_strip(web, "jo", AHEAD_HOURS, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        g_clear_error(&error);
        g_assert_false(db_settle(web, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        ahead_looks("entry", "0");
        /* asked for, it says so itself */
        g_clear_error(&error);
        g_clear_pointer(&entry, g_free);
        g_assert_true(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_null(register_store_around(web, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        ahead_looks("entry", "0");
}

static const char AHEAD_SESSION[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static Db *
ahead_signed_in(void)
{
        Db *web = ahead_new();
        bool begun = false;
        g_assert_true(staff_store_begin(web, AHEAD_SESSION, "jo", 12, &begun, NULL));
        g_assert_true(begun);
        return web;
}

static const StaffAsk ahead_ask = { AHEAD_SESSION, 30, "{handler,supervisor}", NULL, false };

/* Who looks and the page come in one round trip, and leave one row. */
static void
test_admits(void)
{
        g_autoptr(Db) web = ahead_signed_in();
        g_autoptr(GError) error = NULL;
        g_autoptr(Staff) staff = NULL;
        g_autofree char *entry = NULL;
        g_assert_true(register_store_admit(web, &ahead_ask, 1, AHEAD_HOURS, 50, &staff, &error));
        g_assert_cmpstr(staff->name, ==, "jo");
        g_assert_cmpstr(staff->role, ==, "handler");
        g_assert_true(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_nonnull(strstr(entry, "\"entry_id\""));
        g_autofree char *strip = queue_store_strip(web, "jo", AHEAD_HOURS, &error);
        g_assert_nonnull(strstr(strip, "\"alerts_open\""));
        g_assert_true(db_settle(web, &error));
        ahead_looks("entry", "1");
        g_clear_pointer(&staff, staff_free);
        const StaffAsk named = { AHEAD_SESSION, 30, "{handler}", "jo", false };
        g_assert_true(queue_store_admit(web, &named, &ahead_queue, &staff, &error));
        g_assert_nonnull(staff);
        g_autoptr(QueueList) queue = queue_store_page(web, "jo", &ahead_queue, &error);
        g_assert_nonnull(strstr(queue->head, "\"counts\""));
        g_assert_nonnull(strstr(queue->rows, "\"entry_id\""));
        g_assert_true(db_settle(web, &error));
        ahead_looks("queue", "1");
}

/* The head of the page is asked for on another connection, which does the next thing as if nothing had been. */
static void
test_admits_headless(void)
{
        g_autoptr(Db) web = ahead_signed_in();
        g_autoptr(Db) beside = scratch_connect("ccot_web");
        g_autoptr(GError) error = NULL;
        g_autoptr(Staff) staff = NULL;
        const StaffAsk ask = { AHEAD_SESSION, 30, "{handler,supervisor}", NULL, true };
        for (unsigned i = 0; i < 3; i++) {
                g_autofree char *entry = NULL;
                g_clear_pointer(&staff, staff_free);
                g_assert_true(register_store_admit(web, &ask, 1, AHEAD_HOURS, 50, &staff, &error));
                g_assert_true(queue_store_strip_send(beside, "jo", AHEAD_HOURS, &error));
                g_assert_true(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
                g_assert_nonnull(strstr(entry, "\"entry_id\""));
                g_autofree char *around = register_store_around(web, &error);
                g_assert_nonnull(strstr(around, "\"row_version\""));
                g_autofree char *strip = i == 1 ? NULL : queue_store_strip(beside, "jo", AHEAD_HOURS, &error);
                g_assert_cmpint(i != 1, ==, strip != NULL && strstr(strip, "\"alerts_open\"") != NULL);
                g_assert_true(db_settle(web, &error));
                g_assert_true(db_settle(beside, &error));
                g_autofree char *again = queue_store_strip(beside, "jo", AHEAD_HOURS, &error);
                g_assert_nonnull(strstr(again, "\"alerts_open\""));
        }
        ahead_looks("entry", "3");
}

/* Whoever may not look reads nothing, and the audit says nothing of a look; the connection goes on. */
static void
test_admits_nobody(void)
{
        g_autoptr(Db) web = ahead_signed_in();
        const StaffAsk asks[] = {
                { "f123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", 30, "{handler,supervisor}", NULL,
                  false },
                { AHEAD_SESSION, 30, "{supervisor,auditor}", NULL, false },
                { AHEAD_SESSION, 30, "{}", NULL, true },
                { AHEAD_SESSION, 30, "{handler,supervisor}", "kim", true },
                { AHEAD_SESSION, 0, "{handler,supervisor}", NULL, false },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(asks); i++) {
                g_autoptr(GError) error = NULL;
                g_autoptr(Staff) staff = NULL, of_list = NULL, before = NULL;
                /* the last one on this connection was somebody */
                g_assert_true(staff_store_use(web, AHEAD_SESSION, 30, false, &before, &error));
                g_assert_nonnull(before);
                g_assert_true(register_store_admit(web, &asks[i], 1, AHEAD_HOURS, 50, &staff, &error));
                g_assert_true(queue_store_admit(web, &asks[i], &ahead_queue, &of_list, &error));
                g_assert_no_error(error);
                g_assert_null(staff);
                g_assert_null(of_list);
        }
        ahead_looks("entry", "0");
        ahead_looks("queue", "0");
}

/* A use of the session is written beside the page: the page's row waits for the disk all the same. */
static void
test_admits_late(void)
{
        db_free(ahead_signed_in());
        g_autoptr(GError) error = NULL;
        g_autoptr(Staff) staff = NULL;
        g_autofree char *entry = NULL;
        g_free(scratch_sql(
            "postgres",
            "CREATE FUNCTION waits() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN IF "
            "current_setting('synchronous_commit') <> 'on' THEN RAISE EXCEPTION 'no'; END IF; RETURN NULL; END$$; "
            "CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON audit DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE "
            "FUNCTION waits(); DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', "
            "current_database()); END$$; UPDATE web_session SET used_at = now() - interval '5 minutes'; SELECT 1"));
        g_autoptr(Db) web = scratch_connect("ccot_web");
        g_assert_true(register_store_admit(web, &ahead_ask, 1, AHEAD_HOURS, 50, &staff, &error));
        g_assert_true(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_true(db_settle(web, &error));
        g_assert_no_error(error);
        ahead_looks("entry", "1");
        g_autofree char *used =
            scratch_sql("postgres", "SELECT count(*) FROM web_session WHERE used_at > now() - interval '1 minute'");
        g_assert_cmpstr(used, ==, "1");
}

/* Somebody is let in, then the page fails: nothing is written, and the connection goes on. */
static void
test_admitted_page_fails(void)
{
        g_autoptr(Db) web = ahead_signed_in();
        g_autoptr(GError) error = NULL;
        g_autoptr(Staff) staff = NULL;
        g_autofree char *entry = NULL;
        g_free(
            scratch_sql("postgres", "REVOKE EXECUTE ON FUNCTION register_said(text, bigint) FROM ccot_web; SELECT 1"));
        g_assert_true(register_store_admit(web, &ahead_ask, 1, AHEAD_HOURS, 50, &staff, &error));
        g_assert_nonnull(staff);
        g_assert_false(register_store_said(web, "jo", 1, AHEAD_HOURS, 50, &entry, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        g_clear_error(&error);
        g_autofree char *strip = queue_store_strip(web, "jo", AHEAD_HOURS, &error);
        g_assert_no_error(error);
        g_assert_nonnull(strip);
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
        g_test_add_func("/ahead/halves", test_halves);
        g_test_add_func("/ahead/unasked-fails", test_unasked_fails);
        g_test_add_func("/ahead/prepares-behind", test_prepares_behind);
        g_test_add_func("/ahead/commit-fails", test_commit_fails);
        g_test_add_func("/ahead/refused", test_refused);
        g_test_add_func("/ahead/head-fails", test_head_fails);
        g_test_add_func("/ahead/admits", test_admits);
        g_test_add_func("/ahead/admits-nobody", test_admits_nobody);
        g_test_add_func("/ahead/admits-headless", test_admits_headless);
        g_test_add_func("/ahead/admits-late", test_admits_late);
        g_test_add_func("/ahead/admitted-page-fails", test_admitted_page_fails);
        g_test_add_func("/ahead/ended-while-idle", test_ended_while_idle);
}
