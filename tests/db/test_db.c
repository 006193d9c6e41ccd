#include "base/error.h"
#include "db/mailbox_store.h"
#include "db/migrate.h"
#include "tests/db/scratch.h"

#include <string.h>

static char conninfo[256];

const char *
scratch_conninfo(void)
{
        return conninfo;
}

static PGconn *
scratch_raw(const char *database, const char *role)
{
        const char *port = g_getenv("CCOT_TEST_PORT");
        g_assert_nonnull(port);
        const char *const keywords[] = { "host", "port", "dbname", "user", NULL };
        const char *const values[] = { "127.0.0.1", port, database, role, NULL };
        PGconn *connection = PQconnectdbParams(keywords, values, 0);
        if (PQstatus(connection) != CONNECTION_OK)
                g_error("%s", PQerrorMessage(connection));
        return connection;
}

static char *
scratch_database(void)
{
        static unsigned number;
        return g_strdup_printf("scratch%u", ++number);
}

static const char *
scratch_create(void)
{
        g_autofree char *name = scratch_database();
        g_autofree char *sql = g_strdup_printf("CREATE DATABASE %s", name);
        g_autoptr(PGconn) connection = scratch_raw("postgres", "postgres");
        g_autoptr(PGresult) result = PQexec(connection, sql);
        g_assert_cmpint(PQresultStatus(result), ==, PGRES_COMMAND_OK);
        (void) g_snprintf(conninfo, sizeof conninfo, "host=127.0.0.1 port=%s dbname=%s", g_getenv("CCOT_TEST_PORT"),
                          name);
        return conninfo;
}

Db *
scratch_connect(const char *role)
{
        g_autoptr(GError) error = NULL;
        Db *db = db_open(conninfo, role, "test", &error);
        g_assert_no_error(error);
        return db;
}

Db *
scratch_new(const char *role)
{
        g_autofree char *as_superuser = g_strdup_printf("%s user=postgres", scratch_create());
        g_autoptr(GError) error = NULL;
        MigrateReport report = { 0 };
        (void) migrate_run(as_superuser, &report, &error);
        g_assert_no_error(error);
        return scratch_connect(role);
}

static PGresult *
scratch_run(const char *role, const char *sql)
{
        const char *name = strstr(conninfo, "dbname=") + strlen("dbname=");
        g_autoptr(PGconn) connection = scratch_raw(name, role);
        g_autoptr(PGresult) path = PQexec(connection, "SET search_path = ccot, pg_temp");
        return PQexec(connection, sql);
}

char *
scratch_sql(const char *role, const char *sql)
{
        g_autoptr(PGresult) result = scratch_run(role, sql);
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
                g_error("%s: %s", sql, PQresultErrorMessage(result));
        return g_strdup(PQntuples(result) == 0 ? "" : PQgetvalue(result, 0, 0));
}

char *
scratch_refused(const char *role, const char *sql)
{
        g_autoptr(PGresult) result = scratch_run(role, sql);
        const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        return g_strdup(state == NULL ? "00000" : state);
}

MessageClaim
scratch_message(Db *db, guint64 uid, const char *octets)
{
        g_autoptr(GError) error = NULL;
        MessageOrigin origin = { .mailbox = "m",
                                 .folder = "INBOX",
                                 .uidvalidity = 1,
                                 .uid = uid,
                                 .internaldate = 1700000000,
                                 .size = strlen(octets),
                                 .sha256 = digest_of(bytes_of_string(octets)) };
        gint64 message_id = 0, session = 0;
        StoreResult result = STORE_SAME;
        (void) message_store_put(db, &origin, bytes_of_string(octets), &message_id, &result, &error);
        g_assert_no_error(error);
        if (db_session(db) == 0)
                g_assert_true(message_store_session(db, &session, &error));
        MessageClaim claim = { 0 };
        bool found = false;
        g_assert_true(message_store_claim(db, db_session(db), &claim, &found, &error));
        g_assert_true(found);
        g_assert_true(message_store_parsed(db, &claim, "{}", "test", &error));
        g_assert_no_error(error);
        return claim;
}

SubmissionOrder *
scratch_order(Submission *submission, const char *path)
{
        SubmissionOrder *order = submission_order_new(path);
        order->order_type = ORDER_TYPE_NON_MOLESTATION;
        order->action = ACTION_MADE;
        static const struct {
                Field field;
                const char *text;
        } values[] = {
                { FIELD_COURT, "Family Court at Medway" }, { FIELD_CASE_NUMBER, "ME25F00123" },
                { FIELD_RESPONDENT, "Dean Marlow" },       { FIELD_PROTECTED_PERSON, "Alicia Dobson" },
                { FIELD_MADE_ON, "2025-03-03" },           { FIELD_EXPIRES_ON, "2026-03-03" },
                { FIELD_WITHOUT_NOTICE, "true" },          { FIELD_RESPONDENT_ADDRESS, "1 High Street, Strood" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(values); i++)
                order->fields[values[i].field] = field_value_new(values[i].field, values[i].text, values[i].text, 0.9);
        FieldValue *people = field_value_new(FIELD_PROTECTED_PEOPLE, NULL, "Alicia Dobson", 0.9);
        field_value_add(people, "Alicia Dobson", NULL);
        order->fields[FIELD_PROTECTED_PEOPLE] = people;
        FieldValue *children = field_value_new(FIELD_CHILDREN, NULL, "Mia", 0.9);
        field_value_add(children, "Mia", "2017-01-02");
        order->fields[FIELD_CHILDREN] = children;
        g_ptr_array_add(submission->orders, order);
        return order;
}

Submission *
scratch_submission(const char *octets, const char *file)
{
        Submission *submission = submission_new();
        submission->message_id = g_strdup_printf("%s@solicitors.example", octets);
        submission->sha256 = g_strdup(digest_of(bytes_of_string(octets)).hex);
        submission->body_sha256 = g_strdup(digest_of(bytes_of_string(octets)).hex);
        submission->from_address = g_strdup("cases@solicitors.example");
        SubmissionDocument *document = submission_document_new("2");
        document->media_type = g_strdup("application/pdf");
        document->size = strlen(file);
        document->sha256 = g_strdup(digest_of(bytes_of_string(file)).hex);
        document->kind = DOCUMENT_KIND_ORDER;
        g_ptr_array_add(submission->documents, document);
        (void) scratch_order(submission, "2");
        return submission;
}

/* ---- migrating */

static void
test_migrates_twice(void)
{
        g_autoptr(Db) db = scratch_new("ccot_admin");
        g_autofree char *as_superuser = g_strdup_printf("%s user=postgres", conninfo);
        g_autoptr(GError) error = NULL;
        MigrateReport report = { 0 };
        g_assert_true(migrate_run(as_superuser, &report, &error));
        g_assert_cmpuint(report.applied, ==, 0);
        g_assert_false(report.renewed);
        /* what a new version brings: every view is made anew where it stands already */
        g_autofree char *old = scratch_sql("postgres", "UPDATE schema_migration SET digest = 'old' WHERE number = 0; "
                                                       "INSERT INTO entry_changed VALUES (1)");
        report = (MigrateReport){ 0 };
        (void) migrate_run(as_superuser, &report, &error);
        g_assert_no_error(error);
        g_assert_true(report.renewed);
        /* what it noted is worked out by it, and not by the first page */
        g_autofree char *noted = scratch_sql("postgres", "SELECT count(*) FROM entry_changed");
        g_assert_cmpstr(noted, ==, "0");
        g_autofree char *owners =
            scratch_sql("postgres", "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
                                    "WHERE nspname = 'ccot' AND relowner <> 'ccot_owner'::regrole");
        g_assert_cmpstr(owners, ==, "0");
        g_autofree char *open =
            scratch_sql("postgres", "SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace "
                                    "WHERE nspname = 'ccot' AND has_function_privilege('public', p.oid, 'EXECUTE')");
        g_assert_cmpstr(open, ==, "0");
}

/* A register of the version before, whose views read what a migration takes away. */
static void
test_views_stand_in_no_way(void)
{
        g_autoptr(Db) db = scratch_new("ccot_admin");
        g_autofree char *before =
            scratch_sql("postgres", "DROP VIEW queue_item, queue_order CASCADE; DROP TABLE entry_told; ALTER "
                                    "TABLE entry_waiting DROP COLUMN place, ADD COLUMN "
                                    "details jsonb; CREATE VIEW queue_item AS SELECT * FROM "
                                    "entry_waiting; ALTER VIEW queue_item OWNER TO ccot_owner; "
                                    "DELETE FROM schema_migration WHERE number = 46");
        g_autofree char *as_superuser = g_strdup_printf("%s user=postgres", conninfo);
        g_autoptr(GError) error = NULL;
        MigrateReport report = { 0 };
        (void) migrate_run(as_superuser, &report, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(report.applied, ==, 1);
        g_assert_true(report.renewed);
        g_autofree char *whole = scratch_sql("postgres", "SELECT count(*) FROM queue_item");
        g_assert_cmpstr(whole, ==, "0");
        g_autofree char *dropped =
            scratch_sql("postgres", "SELECT count(*) FROM schema_migration WHERE digest = 'none'");
        g_assert_cmpstr(dropped, ==, "0");
}

static void
test_edited_migration_is_refused(void)
{
        g_autoptr(Db) db = scratch_new("ccot_admin");
        g_autofree char *none =
            scratch_sql("postgres", "UPDATE schema_migration SET digest = 'other' WHERE number = 1");
        g_autofree char *as_superuser = g_strdup_printf("%s user=postgres", conninfo);
        g_autoptr(GError) error = NULL;
        MigrateReport report = { 0 };
        g_assert_false(migrate_run(as_superuser, &report, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
}

static void
test_owner_with_createrole_migrates(void)
{
        (void) scratch_create();
        g_autofree char *a = scratch_sql("postgres", "CREATE ROLE keeper LOGIN CREATEROLE");
        g_autofree char *sql =
            g_strdup_printf("ALTER DATABASE %s OWNER TO keeper", strstr(conninfo, "dbname=") + strlen("dbname="));
        g_autofree char *b = scratch_sql("postgres", sql);
        g_autofree char *as_keeper = g_strdup_printf("%s user=keeper", conninfo);
        g_autoptr(GError) error = NULL;
        MigrateReport report = { 0 };
        (void) migrate_run(as_keeper, &report, &error);
        g_assert_no_error(error);
        g_autoptr(Db) db = scratch_connect("ccot_ingest");
}

/* What the printed lines ask for is enough: the roles are there, and the database's owner may act as ccot_owner. */
static void
test_owner_after_the_printed_lines(void)
{
        (void) scratch_create();
        const char *name = strstr(conninfo, "dbname=") + strlen("dbname=");
        g_autofree char *sql = g_strdup_printf(
            "CREATE ROLE plain_owner LOGIN; GRANT ccot_owner TO plain_owner; ALTER DATABASE %s OWNER TO plain_owner",
            name);
        g_autofree char *none = scratch_sql("postgres", sql);
        g_autofree char *as_owner = g_strdup_printf("%s user=plain_owner", conninfo);
        g_autoptr(GError) error = NULL;
        MigrateReport report = { 0 };
        (void) migrate_run(as_owner, &report, &error);
        g_assert_no_error(error);
        g_autoptr(Db) db = scratch_connect("ccot_web");
}

static void
test_stranger_is_told_what_is_missing(void)
{
        (void) scratch_create();
        g_autofree char *a = scratch_sql("postgres", "CREATE ROLE stranger LOGIN");
        g_autofree char *as_stranger = g_strdup_printf("%s user=stranger", conninfo);
        g_autoptr(GError) error = NULL;
        MigrateReport report = { 0 };
        g_assert_false(migrate_run(as_stranger, &report, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        g_assert_true(report.roles_missing);
        g_clear_error(&error);
        g_assert_null(db_open(conninfo, "ccot_ingest", "test", &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        g_clear_error(&error);
        g_assert_null(db_open(conninfo, "nobody_of_this_name", "test", &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        g_clear_error(&error);
        g_assert_null(db_open("host=127.0.0.1 port=1 dbname=x", "ccot_ingest", "test", &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_RETRY);
}

int
main(int argc, char *argv[])
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/migrate/twice", test_migrates_twice);
        g_test_add_func("/migrate/views", test_views_stand_in_no_way);
        g_test_add_func("/migrate/edited", test_edited_migration_is_refused);
        g_test_add_func("/migrate/stranger", test_stranger_is_told_what_is_missing);
        g_test_add_func("/migrate/owner-with-createrole", test_owner_with_createrole_migrates);
        g_test_add_func("/migrate/owner-after-the-lines", test_owner_after_the_printed_lines);
        add_statement_tests();
        add_group_tests();
        add_course_tests();
        add_reread_tests();
        add_service_tests();
        add_text_tests();
        add_decision_tests();
        add_queue_tests();
        add_entered_tests();
        add_team_tests();
        add_ahead_tests();
        add_later_tests();
        add_second_person_tests();
        add_decision_relation_tests();
        add_decision_walk_tests();
        add_decision_work_tests();
        add_arrival_tests();
        add_search_tests();
        add_plan_tests();
        return g_test_run();
}
