/* How PostgreSQL goes about what must stay fast for ever: on a register of 20,000 entries no statement of the writing
 * transaction, and none that a list is shown with, reads through a table that grows. Each index that this rests on is then
 * dropped in a transaction that is rolled back, to see that its loss would be noticed. */
#include "bench/register_fill.h"
#include "db/embedded.h"
#include "tests/db/scratch.h"

#include <jansson.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* TURNS: so often that a function comes to plan without looking at its parameters. */
/* ROWS: more than a page ever needs of one table. */
enum { PLAN_ENTRIES = 20000, PLAN_TURNS = 7, PLAN_ROWS = 2000 };

static const char *const plan_growing[] = { "message",      "message_raw", "reading",   "listing", "document",
                                            "entry",        "field",       "entry_key", "service", "service_key",
                                            "alert",        "duplicate",   "relation",  "outbox",  "audit",
                                            "entry_course", NULL };

/* A statement with its parameters as SQL that yields them, ready for EXECUTE. writing: as the writing transaction plans. */
typedef struct {
        const char *name;
        bool writing;
        const char *parameters;
} PlanCase;

#define PLAN_ENTRY   "(SELECT max(entry_id) - 4321 FROM entry)"
#define PLAN_MESSAGE "(SELECT message_id FROM entry WHERE entry_id = " PLAN_ENTRY ")"
#define PLAN_KEYS(kinds)                                                                                               \
        "(SELECT coalesce(array_agg(key), '{}') FROM entry_key WHERE entry_id = " PLAN_ENTRY " AND kind IN (" kinds "))"
#define PLAN_LOOK                                                                                                      \
        "CREATE TEMP TABLE seen ON COMMIT DROP AS SELECT relid, seq_tup_read + coalesce(idx_tup_fetch, 0) AS read "    \
        "FROM pg_stat_xact_user_tables"
#define PLAN_SURE "'file', 'text', 'message', 'order'"
#define PLAN_NEAR "'number', 'people', 'born', 'day'"

static const PlanCase plan_cases[] = {
        { "message_claim", false, "SELECT '1'" },
        { "message_same", false, "SELECT format('%L', " PLAN_MESSAGE ")" },
        { "entry_claim", true, "SELECT format('%L, 1', " PLAN_MESSAGE ")" },
        { "entry_lock_groups", true, "SELECT format('''{1}'', %L', " PLAN_KEYS(PLAN_SURE) ")" },
        { "entry_candidates", true,
          "SELECT format('%L, %L, 200', " PLAN_KEYS(PLAN_SURE) ", " PLAN_KEYS(PLAN_NEAR) ")" },
        { "entry_near", true, "SELECT format('%L, 200', " PLAN_KEYS(PLAN_NEAR) ")" },
        { "entry_lock_near", true, "SELECT format('%L, %L', array[" PLAN_ENTRY "], " PLAN_MESSAGE ")" },
        { "entry_lock_services", true, "SELECT format('%L', " PLAN_MESSAGE ")" },
        { "service_open", true, "SELECT format('%L, 200', " PLAN_MESSAGE ")" },
        { "service_candidates", true,
          "SELECT format('%L, 200', (SELECT array_agg(service_id) FROM service WHERE service_id IN (7, 3000)))" },
        { "service_join", true, "SELECT format('%L', '[{\"service_id\": 7, \"state\": \"proposed\"}]')" },
        { "entry_unflag", true, "SELECT format('%L', array[" PLAN_ENTRY "])" },
        { "entry_group", true,
          "SELECT format('%L', jsonb_build_array(jsonb_build_object('entry_id', " PLAN_ENTRY
          ", 'representative_id', 1)))" },
        { "entry_relate", true,
          "SELECT format('%L, %L, ''[]'', ''{}'', %L', array[" PLAN_ENTRY "], array[" PLAN_ENTRY "], array[" PLAN_ENTRY
          "])" },
        { "entry_course_facts", true, "SELECT format('%L, %L', " PLAN_MESSAGE ", array[" PLAN_ENTRY "])" },
        { "entry_course_put", true,
          "SELECT format('%L', jsonb_build_array(jsonb_build_object('entry_id', " PLAN_ENTRY
          ", 'spans', '[]'::jsonb)))" },
        { "entry_queued", true,
          "SELECT format('%L, ''a'', NULL, ''s'', ''n'', ''a'', 1, ''f'', NULL, NULL, ''f'', ''f'', NULL, "
          "NULL', " PLAN_MESSAGE ")" },
        { "entry_acknowledge", true, "SELECT format('%L', " PLAN_MESSAGE ")" },
        { "register_said", false, "SELECT format('%L, %L', 'jo', " PLAN_ENTRY ")" },
        { "register_around", false, "SELECT format('%L, %L', 'jo', " PLAN_ENTRY ")" },
        { "register_show", false, "SELECT format('%L, %L', 'jo', " PLAN_ENTRY ")" },
        { "register_services", false, "SELECT format('%L', " PLAN_ENTRY ")" },
        { "register_duplicates_of", false, "SELECT format('%L', " PLAN_ENTRY ")" },
        { "register_copies", false, "SELECT format('%L', " PLAN_ENTRY ")" },
        { "register_relations", false, "SELECT format('%L', " PLAN_ENTRY ")" },
        { "register_links", false, "SELECT format('%L', " PLAN_MESSAGE ")" },
        { "register_differences", false, "SELECT format('%L', " PLAN_ENTRY ")" },
        { "register_decisions", false, "SELECT format('%L', " PLAN_ENTRY ")" },
        { "register_sources", false, "SELECT format('%L', " PLAN_ENTRY ")" },
        { "register_alerts", false, "SELECT format('%L', " PLAN_MESSAGE ")" },
        { "register_others", false, "SELECT format('%L, %L', 'jo', array[" PLAN_ENTRY "])" },
};

/* What a page is shown with: functions, into which EXPLAIN does not look. What they read is counted by the server. */
static const char *const plan_pages[] = {
        "SELECT queue_list('jo', 'all', 50, 48)",
        "SELECT queue_strip('jo', 48)",
        "SELECT queue_mail('jo', " PLAN_MESSAGE ")",
        "SELECT register_said('jo', " PLAN_ENTRY "), register_around('jo', " PLAN_ENTRY ")",
        "SELECT attention_told(" PLAN_ENTRY ", 1)",
        "SELECT journal_written('jo', 100)",
};

static PGresult *
plan_run(PGconn *connection, const char *sql)
{
        g_autoptr(PGresult) result = PQexec(connection, sql);
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
                g_error("%s: %s", sql, PQresultErrorMessage(result));
        return g_steal_pointer(&result);
}

static char *
plan_value(PGconn *connection, const char *sql)
{
        g_autoptr(PGresult) result = plan_run(connection, sql);
        return g_strdup(PQntuples(result) == 0 ? "" : PQgetvalue(result, 0, 0));
}

/* The first column of an index; only a condition on it bounds what is read. */
static char *
plan_first_column(PGconn *connection, const char *index)
{
        g_autofree char *sql = g_strdup_printf("SELECT pg_get_indexdef('ccot.%s'::regclass, 1, true)", index);
        return plan_value(connection, sql);
}

static const char *
plan_text(const json_t *node, const char *key)
{
        return json_string_value(json_object_get(node, key));
}

/* What is wrong with one node, or NULL. New string. */
static char *
plan_fault(PGconn *connection, const json_t *node)
{
        const char *table = plan_text(node, "Relation Name");
        const char *index = plan_text(node, "Index Name");
        const char *condition = plan_text(node, "Index Cond");
        if (g_str_equal(plan_text(node, "Node Type"), "Seq Scan") && g_strv_contains(plan_growing, table))
                return g_strdup_printf("reads through %s", table);
        if (index == NULL)
                return NULL;
        /* an index of a part of the rows may be read whole: that part is what is wanted */
        g_autofree char *sql =
            g_strdup_printf("SELECT CASE WHEN indpred IS NULL THEN indrelid::regclass::text ELSE '' END "
                            "FROM pg_index WHERE indexrelid = 'ccot.%s'::regclass",
                            index);
        g_autofree char *indexed = plan_value(connection, sql);
        g_autofree char *column = plan_first_column(connection, index);
        g_autofree char *bounded = g_strdup_printf("(%s ", column);
        if (!g_strv_contains(plan_growing, indexed) || (condition != NULL && strstr(condition, bounded) != NULL))
                return NULL;
        return g_strdup_printf("reads through the index %s", index);
}

static char *
plan_faults(PGconn *connection, const json_t *node)
{
        char *fault = plan_fault(connection, node);
        const json_t *below = json_object_get(node, "Plans");
        for (size_t i = 0; fault == NULL && i < json_array_size(below); i++)
                fault = plan_faults(connection, json_array_get(below, i));
        return fault;
}

/* The SQL of a case: a statement, or what a function gives back that it calls, or that has the name itself; parameters by number. New string. */
static char *
plan_sql(PGconn *connection, const PlanCase *plan)
{
        const char *sql = embedded_find(embedded_queries, plan->name);
        g_autofree char *call = g_strdup_printf("\nSELECT %s(", plan->name);
        if (sql != NULL && strstr(sql, call) == NULL)
                return g_strdup(sql);
        g_autofree char *look = g_strdup_printf(
            "WITH RECURSIVE body AS (SELECT substring(p.prosrc from 'RETURN \\(\\s*(SELECT.*)\\);\\s*END') "
            "AS sql, p.proargnames AS names, 1 AS number FROM pg_proc p WHERE p.proname = '%s' UNION ALL "
            "SELECT regexp_replace(sql, '\\m' || names[number] || '\\M', '$' || number, 'g'), names, "
            "number + 1 FROM body WHERE number <= cardinality(names)) "
            "SELECT sql FROM body ORDER BY number DESC LIMIT 1",
            plan->name);
        return plan_value(connection, look);
}

/* What is wrong with the plan of a statement, or NULL. mode: custom or generic, both of which a connection comes to use. */
static char *
plan_check(PGconn *connection, const PlanCase *plan, const char *mode)
{
        g_autoptr(PGresult) forgotten = plan_run(connection, "DEALLOCATE ALL");
        g_autofree char *set =
            g_strdup_printf("SET LOCAL plan_cache_mode = force_%s_plan; SET LOCAL enable_seqscan = %s", mode,
                            plan->writing ? "off" : "on");
        g_autoptr(PGresult) settings = plan_run(connection, set);
        g_autofree char *statement = plan_sql(connection, plan);
        g_autoptr(PGresult) prepared = PQprepare(connection, plan->name, statement, 0, NULL);
        if (PQresultStatus(prepared) != PGRES_COMMAND_OK)
                g_error("%s: %s", plan->name, PQresultErrorMessage(prepared));
        g_autofree char *parameters = plan_value(connection, plan->parameters);
        g_autofree char *sql = g_strdup_printf("EXPLAIN (FORMAT JSON) EXECUTE %s(%s)", plan->name, parameters);
        g_autofree char *text = plan_value(connection, sql);
        g_autoptr(json_t) explained = json_loads(text, 0, NULL);
        const json_t *root = json_object_get(json_array_get(explained, 0), "Plan");
        g_assert_nonnull(root);
        return plan_faults(connection, root);
}

/* What was read through, or more of it than a page can show, since the look of plan_check_pages; NULL when nothing. New string. */
static char *
plan_read_through(PGconn *connection)
{
        g_autofree char *tables = g_strjoinv("', '", (char **) (guintptr) plan_growing);
        g_autofree char *sql = g_strdup_printf(
            "SELECT string_agg(n.relname, ' ') FROM pg_stat_xact_user_tables n LEFT JOIN seen s USING (relid) "
            "WHERE n.seq_tup_read + coalesce(n.idx_tup_fetch, 0) - coalesce(s.read, 0) > %d AND n.relname IN ('%s')",
            PLAN_ROWS, tables);
        g_autofree char *read = plan_value(connection, sql);
        return *read == '\0' ? NULL : g_steal_pointer(&read);
}

/* What is wrong with one of the pages, or NULL. Each in a transaction of its own. */
static char *
plan_check_pages(PGconn *connection)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(plan_pages); i++) {
                g_autoptr(PGresult) begun = plan_run(connection, "BEGIN");
                g_autoptr(PGresult) looked = plan_run(connection, PLAN_LOOK);
                g_autoptr(PGresult) shown = plan_run(connection, plan_pages[i]);
                g_autofree char *read = plan_read_through(connection);
                g_autoptr(PGresult) back = plan_run(connection, "ROLLBACK");
                if (read != NULL)
                        return g_strdup_printf("%s reads through %s", plan_pages[i], read);
        }
        return NULL;
}

static char *
plan_check_all(PGconn *connection)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(plan_cases); i++)
                for (unsigned mode = 0; mode < 2; mode++) {
                        const char *name = mode == 0 ? "custom" : "generic";
                        g_autofree char *fault = plan_check(connection, &plan_cases[i], name);
                        if (fault != NULL)
                                return g_strdup_printf("%s (%s plan) %s", plan_cases[i].name, name, fault);
                }
        return NULL;
}

/* Filled by the first test that asks. */
static PGconn *
plan_register(void)
{
        static char *filled;
        const bool first = filled == NULL;
        if (first) {
                db_free(scratch_new("ccot_admin"));
                filled = g_strdup_printf("%s user=postgres", scratch_conninfo());
        }
        PGconn *connection = PQconnectdb(filled);
        g_assert_cmpint(PQstatus(connection), ==, CONNECTION_OK);
        g_autoptr(PGresult) settings =
            plan_run(connection, "SET search_path = ccot, pg_temp; SET client_min_messages = warning");
        if (!first)
                return connection;
        g_autoptr(GError) error = NULL;
        const RegisterFill fill = { .entries = PLAN_ENTRIES, .seed = 1, .until = 1767225600 };
        (void) register_fill(connection, &fill, NULL, &error);
        g_assert_no_error(error);
        g_autoptr(PGresult) analyzed = plan_run(connection, "ANALYZE");
        return connection;
}

static void
test_no_growing_table_is_read_through(void)
{
        g_autoptr(PGconn) connection = plan_register();
        g_autoptr(PGresult) begun = plan_run(connection, "BEGIN");
        g_autofree char *fault = plan_check_all(connection);
        g_assert_cmpstr(fault, ==, NULL);
        g_autoptr(PGresult) ended = plan_run(connection, "ROLLBACK");
        static const char *const losses[] = {
                "ALTER TABLE entry_key DROP CONSTRAINT entry_key_pkey",
                "ALTER TABLE service_key DROP CONSTRAINT service_key_pkey",
                "ALTER TABLE field DROP CONSTRAINT field_pkey",
                "ALTER TABLE duplicate DROP CONSTRAINT duplicate_pkey",
                "ALTER TABLE entry DROP CONSTRAINT entry_pkey CASCADE",
                "ALTER TABLE entry DROP CONSTRAINT entry_message_id_position_key",
                "ALTER TABLE service DROP CONSTRAINT service_message_id_position_key",
                "DROP INDEX entry_key_entry",
                "DROP INDEX entry_representative",
                "DROP INDEX service_entry",
                "DROP INDEX service_key_service",
                "DROP INDEX relation_entry",
                "DROP INDEX relation_earlier",
                "DROP INDEX message_work",
                "DROP INDEX message_sha256",
                "DROP INDEX duplicate_earlier",
                "DROP INDEX alert_message",
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(losses); i++) {
                g_autoptr(PGresult) again = plan_run(connection, "BEGIN");
                g_autoptr(PGresult) lost = plan_run(connection, losses[i]);
                g_autofree char *noticed = plan_check_all(connection);
                if (noticed == NULL)
                        g_error("%s is noticed by no statement", losses[i]);
                g_test_message("%s: %s", losses[i], noticed);
                g_autoptr(PGresult) back = plan_run(connection, "ROLLBACK");
        }
}

static void
test_pages_read_little(void)
{
        g_autoptr(PGconn) connection = plan_register();
        g_autoptr(PGresult) fresh = plan_run(connection, "SELECT queue_refresh()");
        g_autofree char *fault = plan_check_pages(connection);
        g_assert_cmpstr(fault, ==, NULL);
        /* thousands of mails of one sender are noticed */
        g_autoptr(PGresult) begun = plan_run(connection, "BEGIN");
        g_autoptr(PGresult) looked = plan_run(connection, PLAN_LOOK);
        g_autoptr(PGresult) counted = plan_run(
            connection,
            "SET LOCAL enable_seqscan = off; SELECT count(received_at) FROM message WHERE lower(from_address) = "
            "(SELECT lower(from_address) FROM message WHERE message_id = " PLAN_MESSAGE ")");
        g_autofree char *noticed = plan_read_through(connection);
        g_assert_cmpstr(noticed, ==, "message");
        g_autoptr(PGresult) back = plan_run(connection, "ROLLBACK");
}

/* What fill_register sends beside the triggers is what they would have let through. */
static void
test_generated_register_holds(void)
{
        g_autoptr(PGconn) connection = plan_register();
        /* what must not be there, as the tables it would lie in and the condition */
        static const char *const none[] = {
                "entry d WHERE state = 'duplicate' AND NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = "
                "d.representative_id "
                "AND e.state IN ('pending', 'verified'))",
                "field f WHERE NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = f.entry_id)",
                "service s WHERE s.entry_id IS NOT NULL AND NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = "
                "s.entry_id)",
                "document d WHERE NOT EXISTS (SELECT FROM message m WHERE m.message_id = d.message_id)",
                "entry e WHERE NOT EXISTS (SELECT FROM document d WHERE d.document_id = e.document_id)",
                "duplicate u WHERE NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = u.earlier_entry_id)",
                "relation r WHERE r.earlier_entry_id IS NOT NULL AND NOT EXISTS (SELECT FROM entry e WHERE e.entry_id "
                "= "
                "r.earlier_entry_id)",
                "entry e WHERE NOT EXISTS (SELECT FROM entry_course c WHERE c.entry_id = e.entry_id)",
                "entry e WHERE NOT EXISTS (SELECT FROM entry_key k WHERE k.entry_id = e.entry_id)",
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(none); i++) {
                g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM %s", none[i]);
                g_autofree char *count = plan_value(connection, sql);
                if (!g_str_equal(count, "0"))
                        g_error("%s: %s", none[i], count);
        }
        static const char *const some[] = {
                "SELECT count(*) = 20000 FROM entry",
                "SELECT count(*) > 5000 FROM entry WHERE state = 'verified'",
                "SELECT count(*) > 5000 FROM entry WHERE state = 'duplicate'",
                "SELECT count(*) BETWEEN 500 AND 3000 FROM entry WHERE state = 'pending'",
                "SELECT count(DISTINCT kind) >= 5 FROM relation",
                "SELECT count(DISTINCT level) = 4 FROM duplicate",
                "SELECT count(DISTINCT status) >= 3 FROM entry_course",
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(some); i++) {
                g_autofree char *holds = plan_value(connection, some[i]);
                if (!g_str_equal(holds, "t"))
                        g_error("%s: %s", some[i], holds);
        }
}

/* A search, from the words that it looks up to the coverage that it tells, reads through no table that grows; what its functions
 * read is counted by the server, for EXPLAIN does not look into them. */
static void
test_searches_by_index(void)
{
        g_autoptr(PGconn) connection = plan_register();
        g_autoptr(PGresult) indexed =
            plan_run(connection, "SELECT count(search_entry_put(ARRAY(SELECT generate_series(b, b + 499)))) "
                                 "FROM generate_series(1, 19501, 500) b; "
                                 "SELECT search_mail_put(ARRAY(SELECT message_id FROM message)); "
                                 "INSERT INTO search_text SELECT document_id, array_to_tsvector(ARRAY['xcourt', 'x' || "
                                 "document_id]) FROM document; ANALYZE");
        static const char *const searches[] = {
                "SELECT count(*) FROM search_like('{kowalski,marlowe}')",
                "SELECT count(*) FROM search_find(ARRAY['''wkowalski'':* & (''wdean'' | ''adean'')', '''b19860504'''], "
                "NULL, NULL, 80)",
                "SELECT count(*) FROM search_find('{\"\"}', '2026-01-01', '2026-01-08', 80)",
                "SELECT count(*) FROM search_facts(ARRAY(SELECT generate_series(4000, 4100)), now())",
                "SELECT count(*) FROM search_mails(ARRAY['''xkowalski'''], 10)",
                "SELECT search_show('erin', 'x', 'y', ARRAY(SELECT generate_series(4000, 4025)), ARRAY[7, 8], now())",
                "SELECT search_show('erin', 'x', 'y', '{}', '{}', now())",
        };
        g_autofree char *tables = g_strjoinv("', '", (char **) (guintptr) plan_growing);
        g_autofree char *counted =
            g_strdup_printf("SELECT string_agg(relname, ' ') FROM pg_stat_xact_user_tables WHERE seq_scan > 0 AND "
                            "relname IN ('search_entry', 'search_mail', 'search_text', 'search_near', '%s')",
                            tables);
        for (unsigned i = 0; i < G_N_ELEMENTS(searches); i++) {
                g_autoptr(PGresult) begun = plan_run(connection, "BEGIN");
                for (unsigned turn = 0; turn < PLAN_TURNS; turn++) {
                        g_autoptr(PGresult) done = plan_run(connection, searches[i]);
                }
                g_autofree char *read = plan_value(connection, counted);
                if (*read != '\0')
                        g_error("%s reads through %s", searches[i], read);
                g_autoptr(PGresult) ended = plan_run(connection, "ROLLBACK");
        }
        /* the loss of an index is noticed */
        g_autoptr(PGresult) again = plan_run(connection, "BEGIN");
        g_autoptr(PGresult) lost = plan_run(connection, "DROP INDEX search_entry_keys");
        g_autoptr(PGresult) slow = plan_run(connection, searches[1]);
        g_autofree char *noticed = plan_value(connection, counted);
        g_assert_cmpstr(noticed, ==, "search_entry");
        g_autoptr(PGresult) back = plan_run(connection, "ROLLBACK");
}

void
add_plan_tests(void)
{
        g_test_add_func("/plans/indexes", test_no_growing_table_is_read_through);
        g_test_add_func("/plans/pages", test_pages_read_little);
        g_test_add_func("/plans/searches", test_searches_by_index);
        g_test_add_func("/plans/generated-register", test_generated_register_holds);
}
