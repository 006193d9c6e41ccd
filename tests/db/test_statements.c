/* Every statement is planned as each role that runs it; what each role must not do is refused. */
#include "base/error.h"
#include "base/limits.h"
#include "db/embedded.h"
#include "db/mailbox_store.h"
#include "register/entry_state.h"
#include "register/message_state.h"
#include "tests/db/scratch.h"

#include <string.h>

/* EXPLAIN checks the grants, which preparing alone does not. */
static char *
statement_explain(PGconn *connection, const char *name)
{
        g_autoptr(PGresult) described = PQdescribePrepared(connection, name);
        g_autoptr(GString) sql = g_string_new(NULL);
        g_string_append_printf(sql, "EXPLAIN (COSTS off) EXECUTE %s", name);
        for (int i = 0; i < PQnparams(described); i++)
                g_string_append(sql, i == 0 ? "(NULL" : ", NULL");
        return g_strdup(g_string_append(sql, PQnparams(described) > 0 ? ")" : "")->str);
}

static void
statement_check(PGconn *connection, const char *role, const EmbeddedSql *query)
{
        g_autoptr(PGresult) prepared = PQprepare(connection, query->name, query->sql, 0, NULL);
        if (PQresultStatus(prepared) != PGRES_COMMAND_OK)
                g_error("%s as %s: %s", query->name, role, PQresultErrorMessage(prepared));
        if (g_str_equal(query->name, "migration_drop_views"))
                return; /* a utility statement has no plan */
        g_autofree char *sql = statement_explain(connection, query->name);
        g_autoptr(PGresult) plan = PQexec(connection, sql);
        if (PQresultStatus(plan) != PGRES_TUPLES_OK)
                g_error("%s as %s: %s", query->name, role, PQresultErrorMessage(plan));
}

static void
test_every_statement_as_its_role(void)
{
        g_autoptr(Db) scratch = scratch_new("ccot_admin");
        unsigned checked = 0;
        for (const EmbeddedSql *query = embedded_queries; query->name != NULL; query++) {
                const char *head = strstr(query->sql, "-- role: ");
                if (head == NULL)
                        g_error("%s names no role", query->name);
                g_auto(GStrv) lines = g_strsplit(head + strlen("-- role: "), "\n", 2);
                g_auto(GStrv) roles = g_strsplit(lines[0], " ", -1);
                for (unsigned i = 0; roles[i] != NULL; i++) {
                        const char *user = g_str_equal(roles[i], "superuser") ? "postgres" : roles[i];
                        g_autofree char *as_user = g_strdup_printf("%s user=%s", scratch_conninfo(), user);
                        g_autoptr(PGconn) connection = PQconnectdb(as_user);
                        g_autoptr(PGresult) path = PQexec(connection, "SET search_path = ccot, pg_temp");
                        statement_check(connection, roles[i], query);
                        checked++;
                }
        }
        g_assert_cmpuint(checked, >, 40);
}

static void
test_roles_are_refused(void)
{
        static const struct {
                const char *role;
                const char *sql;
        } cases[] = {
                { "ccot_ingest", "UPDATE audit SET actor = 'x'" },
                { "ccot_ingest", "DELETE FROM audit" },
                { "ccot_ingest", "TRUNCATE audit" },
                { "ccot_ingest", "INSERT INTO audit (actor, operation, subject) VALUES ('other', 'alter', 'entry')" },
                { "ccot_ingest", "UPDATE entry SET state = 'verified'" },
                { "ccot_ingest", "DELETE FROM message" },
                { "ccot_ingest", "DELETE FROM entry" },
                { "ccot_ingest", "UPDATE field SET value = ''" },
                { "ccot_ingest", "UPDATE decision SET undone_by = 'x', undone_at = now()" },
                { "ccot_ingest", "SELECT decide_verify(1, 1, 'jo', true)" },
                { "ccot_report", "SELECT decide_verify(1, 1, 'jo', true)" },
                { "ccot_reader", "SELECT decide_undo(1, 1, 'jo', true, 1, 'x')" },
                { "ccot_web", "SELECT words FROM audit" },
                { "ccot_web", "SELECT words FROM dispute" },
                { "ccot_web", "UPDATE breach_note SET outcome = 'x'" },
                { "ccot_web", "UPDATE entry SET legal_hold = false" },
                { "ccot_report", "SELECT held_take('jo', 'x', 'x', 'x', '{}', '{}')" },
                { "ccot_admin", "SELECT keeping_put('jo', 1, 'release', '{}')" },
                { "ccot_reader", "SELECT keeping_told(1)" },
                { "ccot_report", "SELECT audit_count('jo', NULL, NULL, NULL, NULL, NULL, NULL)" },
                { "ccot_web", "INSERT INTO decision (entry_id, kind, decided_by) VALUES (1, 'verify', 'jo')" },
                { "ccot_web", "SELECT decision_made(1, 'verify', 'jo', NULL, NULL, NULL, NULL, NULL, NULL)" },
                { "ccot_web", "SELECT decision_group('{}', '[]', '[]')" },
                { "ccot_web", "SELECT entry_group_write('[]')" },
                { "ccot_web", "SELECT * FROM effective_field" },
                { "ccot_ingest", "INSERT INTO message_rule VALUES ('queued', 'x', 'failed', 'x')" },
                { "ccot_ingest", "CREATE TABLE ccot.mine (x int)" },
                { "ccot_ingest", "DELETE FROM field" },
                { "ccot_ingest", "UPDATE entry_difference SET settled_by = 'jo'" },
                { "ccot_ingest", "SELECT difference_settle(1, 'court', 'jo', '')" },
                { "ccot_web", "SELECT reread_apply(1, '{}')" },
                { "ccot_admin", "SELECT reread_apply(1, '{}')" },
                { "ccot_admin", "UPDATE field SET value = ''" },
                { "ccot_reader", "SELECT reread_changes(1, '[]')" },
                { "ccot_web", "SELECT * FROM message" },
                { "ccot_web", "SELECT * FROM message_raw" },
                { "ccot_web", "SELECT * FROM message_password" },
                { "ccot_admin", "SELECT * FROM message_password" },
                { "ccot_ingest", "SELECT mail_give_password('jo', 1, 1, 'x')" },
                { "ccot_web", "SELECT * FROM entry" },
                { "ccot_web", "UPDATE v_message SET state = 'failed'" },
                { "ccot_web", "DELETE FROM audit" },
                { "ccot_report", "SELECT * FROM message_raw" },
                { "ccot_report", "SELECT * FROM entry" },
                { "ccot_report", "SELECT * FROM v_audit" },
                { "ccot_admin", "DELETE FROM audit" },
                { "ccot_admin", "DELETE FROM entry" },
                { "ccot_reader", "SELECT * FROM field" },
                { "ccot_reader", "INSERT INTO outbox (kind) VALUES ('report')" },
                { "ccot_reader", "SELECT audit_write('consult', 'entry', 1, NULL, NULL, NULL)" },
        };
        g_autoptr(Db) scratch = scratch_new("ccot_admin");
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *state = scratch_refused(cases[i].role, cases[i].sql);
                if (!g_str_equal(state, "42501") && !g_str_equal(state, "55000"))
                        g_error("%s may: %s (%s)", cases[i].role, cases[i].sql, state);
        }
        /* the trigger stands behind the grants: even a superuser has to act as the owner */
        g_autofree char *row =
            scratch_sql("ccot_web", "SELECT audit_write('consult', 'entry', 1, 'jo', NULL, 'a reason')");
        g_autofree char *superuser = scratch_refused("postgres", "DELETE FROM audit");
        g_assert_cmpstr(superuser, ==, "42501");
        g_autofree char *actor = scratch_sql("postgres", "SELECT actor FROM v_audit");
        g_assert_cmpstr(actor, ==, "ccot_web:jo");
}

static void
test_reader_sees_what_is_open(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        const MessageClaim claim = scratch_message(db, 1, "one");
        g_autoptr(Submission) submission = scratch_submission("one", "file");
        g_autoptr(GError) error = NULL;
        (void) entry_store_write(db, &claim, submission, &error);
        g_assert_no_error(error);
        g_autofree char *respondent = scratch_sql("ccot_reader", "SELECT respondent FROM v_entry");
        g_assert_cmpstr(respondent, ==, "Dean Marlow");
        g_autofree char *closed =
            scratch_sql("ccot_reader", "SELECT count(*) FROM v_field WHERE name IN ('children', 'respondent_address')");
        g_assert_cmpstr(closed, ==, "0");
        static const char *const hidden[] = {
                "respondent_address FROM v_entry", "served_place FROM v_entry", "served_place FROM v_service",
                "from_address FROM v_message",     "text FROM v_alert",         "reason FROM v_audit",
                "recipient FROM v_audit"
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(hidden); i++) {
                g_autofree char *column = g_strndup(hidden[i], strcspn(hidden[i], " "));
                g_autofree char *sql = g_strdup_printf("SELECT count(%s)%s", column, hidden[i] + strlen(column));
                g_autofree char *seen = scratch_sql("ccot_reader", sql);
                if (!g_str_equal(seen, "0"))
                        g_error("ccot_reader sees %s", hidden[i]);
        }
        /* a plain SELECT of every view is open to it */
        static const char *const views[] = { "v_message",   "v_document", "v_entry", "v_field", "v_service",
                                             "v_duplicate", "v_relation", "v_alert", "v_audit", "v_reconciliation" };
        for (unsigned i = 0; i < G_N_ELEMENTS(views); i++) {
                g_autofree char *sql = g_strdup_printf("SELECT count(t) FROM (SELECT * FROM %s) t", views[i]);
                g_autofree char *rows = scratch_sql("ccot_reader", sql);
                g_assert_nonnull(rows);
        }
        g_autofree char *open =
            scratch_sql("ccot_web", "SELECT count(*) FROM v_field WHERE name IN ('children', 'respondent_address')");
        g_assert_cmpstr(open, ==, "2");
        /* a role of its own for an integration sees no more than the role it was given */
        g_autofree char *make =
            scratch_sql("postgres", "CREATE ROLE integration LOGIN; GRANT ccot_reader TO integration");
        g_autofree char *member = scratch_sql("integration", "SELECT count(*) FROM v_field WHERE name = 'children'");
        g_assert_cmpstr(member, ==, "0");
}

/* v_entry and the table of fields, the CHECKs and the vocabulary: one fact, one table. */
static void
test_columns_are_the_fields(void)
{
        g_autoptr(Db) scratch = scratch_new("ccot_admin");
        for (Field field = 0; field < FIELD_COUNT; field++) {
                g_autofree char *sql =
                    g_strdup_printf("SELECT count(*) FROM information_schema.columns WHERE table_schema = 'ccot' AND "
                                    "table_name = 'v_entry' AND column_name = '%s'",
                                    field_name(field));
                g_autofree char *count = scratch_sql("postgres", sql);
                const bool people = field == FIELD_PROTECTED_PEOPLE || field == FIELD_RESPONDENT_ALIASES;
                if (!g_str_equal(count, field_is_list(field) && !people ? "0" : "1"))
                        g_error("v_entry and the field %s", field_name(field));
        }
        g_autofree char *checks =
            scratch_sql("postgres", "SELECT string_agg(pg_get_constraintdef(oid), ' ') FROM pg_constraint "
                                    "WHERE conrelid = 'field'::regclass");
        for (Field field = 0; field < FIELD_COUNT; field++) {
                g_autofree char *quoted = g_strdup_printf("'%s'", field_name(field));
                g_assert_nonnull(strstr(checks, quoted));
        }
}

static void
test_words_are_the_vocabulary(void)
{
        static const struct {
                Vocabulary list;
                const char *table;
                const char *column;
        } cases[] = {
                { VOCABULARY_ORDER_TYPE, "entry", "order_type" },
                { VOCABULARY_ORDER_TYPE, "message", "order_type" },
                { VOCABULARY_ACTION, "entry", "action" },
                { VOCABULARY_BASIS, "message", "basis" },
                { VOCABULARY_DOCUMENT_KIND, "document", "kind" },
                { VOCABULARY_PROBLEM, "document", "problem" },
                { VOCABULARY_TEXT_SOURCE, "document", "text_source" },
                { VOCABULARY_OUTCOME, "service", "outcome" },
                { VOCABULARY_ALERT_KIND, "alert", "kind" },
                { VOCABULARY_ALERT_OUTCOME, "alert", "outcome" },
                { VOCABULARY_MAIL_OUTCOME, "message", "outcome" },
                { VOCABULARY_PAPER_OUTCOME, "document", "outcome" },
                { VOCABULARY_MESSAGE_STATE, "message", "state" },
                { VOCABULARY_ENTRY_STATE, "entry", "state" },
                { VOCABULARY_DUPLICATE_LEVEL, "duplicate", "level" },
                { VOCABULARY_STATUS, "entry_course", "status" },
                { VOCABULARY_RELATION, "relation", "kind" },
        };
        g_autoptr(Db) scratch = scratch_new("ccot_admin");
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GString) words = g_string_new(NULL);
                for (unsigned value = 0; value < vocabulary_size(cases[i].list); value++) {
                        const char *word = vocabulary_word(cases[i].list, value);
                        if (word[0] != '\0')
                                g_string_append_printf(words, "%s'%s'", words->len > 0 ? ", " : "", word);
                }
                /* the words of the only CHECK of this column, and ours, as sorted arrays */
                g_autofree char *sql = g_strdup_printf("SELECT (SELECT array_agg(w[1] ORDER BY w[1]) FROM "
                                                       "pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), "
                                                       "'''([a-z_]+)''::text', 'g') AS w WHERE c.conrelid = "
                                                       "'%s'::regclass AND c.conname = '%s_%s_check') = "
                                                       "(SELECT array_agg(w ORDER BY w) FROM unnest(ARRAY[%s]) AS w)",
                                                       cases[i].table, cases[i].table, cases[i].column, words->str);
                g_autofree char *same = scratch_sql("postgres", sql);
                if (!g_str_equal(same, "t"))
                        g_error("%s.%s has other words than the vocabulary", cases[i].table, cases[i].column);
        }
}

static void
rules_check(const char *table, const char *rows)
{
        g_autofree char *sql =
            g_strdup_printf("SELECT string_agg(concat_ws('|', from_state, event, to_state, why), E'\\n' ORDER BY "
                            "from_state, event) = (SELECT string_agg(l, E'\\n' ORDER BY l) FROM "
                            "regexp_split_to_table($rows$%s$rows$, E'\\n') AS l WHERE l <> '') FROM %s",
                            rows, table);
        g_autofree char *same = scratch_sql("postgres", sql);
        if (!g_str_equal(same, "t"))
                g_error("%s has other rules than the register", table);
}

static void
test_rules_are_the_register_s(void)
{
        g_autoptr(Db) scratch = scratch_new("ccot_admin");
        unsigned count = 0;
        const MessageRule *messages = message_state_rules(&count);
        g_autoptr(GString) rows = g_string_new(NULL);
        for (unsigned i = 0; i < count; i++)
                g_string_append_printf(rows, "%s|%s|%s|%s\n",
                                       vocabulary_word(VOCABULARY_MESSAGE_STATE, messages[i].from),
                                       message_state_event(messages[i].event),
                                       vocabulary_word(VOCABULARY_MESSAGE_STATE, messages[i].to), messages[i].why);
        rules_check("message_rule", rows->str);
        const EntryRule *entries = entry_state_rules(&count);
        g_string_truncate(rows, 0);
        for (unsigned i = 0; i < count; i++)
                g_string_append_printf(rows, "%s|%s|%s|%s\n", vocabulary_word(VOCABULARY_ENTRY_STATE, entries[i].from),
                                       entry_state_event(entries[i].event),
                                       vocabulary_word(VOCABULARY_ENTRY_STATE, entries[i].to), entries[i].why);
        rules_check("entry_rule", rows->str);
}

/* ---- storing and claiming */

static StoreResult
store_put(Db *db, const char *octets, bool suspect, gint64 *ret_message_id)
{
        g_autoptr(GError) error = NULL;
        MessageOrigin origin = { .mailbox = "m",
                                 .folder = "INBOX",
                                 .uidvalidity = 1,
                                 .uid = 9,
                                 .size = strlen(octets),
                                 .suspect = suspect,
                                 .sha256 = digest_of(bytes_of_string(octets)) };
        StoreResult result = STORE_SAME;
        (void) message_store_put(db, &origin, bytes_of_string(octets), ret_message_id, &result, &error);
        g_assert_no_error(error);
        return result;
}

static ListedVerdict
store_listed(Db *db, guint64 size)
{
        g_autoptr(GError) error = NULL;
        const ListedUid listed = { .uid = 9, .size = size, .internaldate = 1700000000 };
        ListedVerdict verdict = LISTED_NOTHING;
        (void) mailbox_store_listed(db, "m", "INBOX", 1, &listed, 1, true, &verdict, &error);
        g_assert_no_error(error);
        return verdict;
}

static void
test_store_results(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(GError) error = NULL;
        gint64 first = 0, again = 0, other = 0;
        g_assert_cmpint(store_listed(db, 3), ==, LISTED_FETCH);
        g_assert_cmpint(store_put(db, "one", false, &first), ==, STORE_NEW);
        g_assert_cmpint(store_listed(db, 3), ==, LISTED_MOVE_PROCESSED);
        g_assert_cmpint(store_put(db, "one", false, &again), ==, STORE_SAME);
        g_assert_cmpint(first, ==, again);
        g_assert_cmpint(store_listed(db, 4), ==, LISTED_FETCH); /* the UID has another size now */
        g_assert_cmpint(store_put(db, "other", false, &other), ==, STORE_UID_REUSED);
        g_assert_cmpint(other, !=, first);
        g_assert_cmpint(store_listed(db, 4), ==, LISTED_MOVE_PROCESSED);
        g_assert_true(mailbox_store_moved(db, "m", "INBOX", 1, 9, 7, 1, &error));
        g_assert_cmpint(store_listed(db, 4), ==, LISTED_FETCH); /* listed again after its move was confirmed */
        g_assert_cmpint(store_put(db, "other", false, &again), ==, STORE_SAME);
        g_assert_cmpint(store_listed(db, 4), ==, LISTED_MOVE_PROCESSED);
        g_autofree char *raw = scratch_sql(
            "postgres", "SELECT string_agg(convert_from(octets, 'UTF8'), ' ' ORDER BY message_id) FROM message_raw");
        g_assert_cmpstr(raw, ==, "one other");
        g_autofree char *audited = scratch_sql("postgres", "SELECT count(*) FROM audit WHERE operation = 'collect'");
        g_assert_cmpstr(audited, ==, "2");
}

static void
test_placeholder_waits(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(GError) error = NULL;
        gint64 id = 0, same = 0, session = 0;
        guint64 released = 0;
        MessageClaim claim = { 0 };
        bool found = false;
        g_assert_cmpint(store_listed(db, 3), ==, LISTED_FETCH);
        g_assert_cmpint(store_put(db, "wait", true, &id), ==, STORE_NEW);
        g_assert_cmpint(store_listed(db, 3), ==, LISTED_LATER);
        g_assert_true(message_store_session(db, &session, &error));
        g_assert_true(message_store_claim(db, session, &claim, &found, &error) && found);
        g_assert_true(message_store_wait(db, &claim, &error));
        g_assert_cmpint(store_listed(db, 3), ==, LISTED_FETCH);
        g_assert_cmpint(store_put(db, "wait", true, &same), ==, STORE_SAME);
        g_assert_true(message_store_claim(db, session, &claim, &found, &error));
        g_assert_false(found);
        g_assert_cmpint(store_put(db, "real", false, &same), ==, STORE_REPLACED);
        g_assert_cmpint(same, ==, id);
        g_assert_true(message_store_claim(db, session, &claim, &found, &error) && found);
        g_assert_true(message_store_release_placeholders(db, "m", 0, &released, &error));
        g_assert_cmpuint(released, ==, 0);
        g_assert_no_error(error);
}

static void
test_placeholder_is_released(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(GError) error = NULL;
        gint64 id = 0, session = 0;
        guint64 released = 0, undone = 0, waiting = 0;
        MessageClaim claim = { 0 };
        bool found = false;
        (void) store_listed(db, 3);
        (void) store_put(db, "wait", true, &id);
        g_assert_true(message_store_session(db, &session, &error));
        g_assert_true(message_store_claim(db, session, &claim, &found, &error) && found);
        g_assert_false(claim.released);
        g_assert_true(message_store_wait(db, &claim, &error));
        g_assert_true(message_store_undone(db, &undone, &waiting, &error));
        g_assert_cmpuint(undone, ==, 1);
        g_assert_cmpuint(waiting, ==, 1);
        g_assert_true(message_store_release_placeholders(db, "m", 60, &released, &error));
        g_assert_cmpuint(released, ==, 0);
        /* a scan that does not list it any more: somebody moved the mail */
        guint64 previous = 0;
        g_assert_true(mailbox_store_folder(db, "m", "INBOX", 1, &previous, &error));
        g_assert_true(mailbox_store_condition(db, "m", "scanned", 0, "", &error));
        g_assert_true(message_store_release_placeholders(db, "m", 60, &released, &error));
        g_assert_cmpuint(released, ==, 1);
        g_assert_true(message_store_claim(db, session, &claim, &found, &error) && found);
        g_assert_true(claim.released);
}

static void
test_over_limit(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(GError) error = NULL;
        MessageOrigin origin = { .mailbox = "m",
                                 .folder = "INBOX",
                                 .uidvalidity = 1,
                                 .uid = 9,
                                 .size = 200000000,
                                 .over_limit = true,
                                 .sha256 = digest_of(bytes_of_string("discarded")) };
        gint64 id = 0;
        StoreResult result = STORE_SAME;
        g_assert_true(message_store_put(db, &origin, bytes_of(NULL, 0), &id, &result, &error));
        g_autofree char *row = scratch_sql(
            "postgres", "SELECT state || ' ' || failure || ' ' || (SELECT count(*) FROM message_raw) || ' ' || "
                        "length(sha256) FROM v_message");
        g_assert_cmpstr(row, ==, "failed too_large 0 64");
        g_assert_cmpint(store_listed(db, 0), ==, LISTED_MOVE_FAILED);
        g_assert_cmpint(message_store_raw(db, id, &error), ==, -1);
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
}

static void
test_stored_messages_are_announced(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Db) listener = scratch_connect("ccot_ingest");
        g_autoptr(GError) error = NULL;
        bool notified = true;
        gint64 id = 0;
        g_assert_true(db_listen_messages(listener, &error));
        g_assert_true(db_wait_message(listener, -1, 0, &notified, &error));
        g_assert_false(notified);
        (void) store_put(db, "one", false, &id);
        g_assert_true(db_wait_message(listener, -1, 10000, &notified, &error));
        g_assert_true(notified);
        g_assert_false(db_is_heavy(db));
        db_note_bytes(db, LIMIT_CONNECTION_BYTES);
        g_assert_false(db_is_heavy(db));
        db_note_bytes(db, LIMIT_CONNECTION_BYTES + 1);
        g_assert_true(db_is_heavy(db));
}

static void
test_gone_before_it_was_stored(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(GError) error = NULL;
        guint64 previous = 7;
        g_assert_true(mailbox_store_folder(db, "m", "INBOX", 1, &previous, &error));
        g_assert_cmpuint(previous, ==, 0);
        g_assert_cmpint(store_listed(db, 3), ==, LISTED_FETCH);
        g_assert_true(mailbox_store_condition(db, "m", "scanned", 0, "", &error));
        g_autofree char *missing = scratch_sql("postgres", "SELECT status FROM v_reconciliation");
        g_assert_cmpstr(missing, ==, "missing");
        g_assert_true(mailbox_store_folder(db, "m", "INBOX", 1, &previous, &error));
        g_assert_cmpuint(previous, ==, 1);
        g_assert_true(mailbox_store_condition(db, "m", "scanned", 0, "", &error));
        g_autofree char *gone = scratch_sql("postgres", "SELECT status FROM v_reconciliation");
        g_assert_cmpstr(gone, ==, "gone");
        gint64 id = 0;
        g_assert_cmpint(store_put(db, "back", false, &id), ==, STORE_NEW);
        g_autofree char *back =
            scratch_sql("postgres", "SELECT status || ' ' || count(*) FROM v_reconciliation GROUP BY status");
        g_assert_cmpstr(back, ==, "registered 1");
}

static void
test_lost_connection_is_a_retry(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(GError) error = NULL;
        guint64 undone = 0, waiting = 0;
        g_autofree char *ended = scratch_sql(
            "postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'test' "
                        "AND datname = current_database()");
        g_assert_false(message_store_undone(db, &undone, &waiting, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_RETRY);
}

static void
test_mailbox_is_held_once(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Db) other = scratch_connect("ccot_ingest");
        g_autoptr(GError) error = NULL;
        bool held = false;
        g_assert_true(mailbox_store_hold(db, "m", &held, &error) && held);
        g_assert_true(mailbox_store_hold(other, "m", &held, &error) && !held);
        g_assert_true(mailbox_store_hold(other, "n", &held, &error) && held);
}

static void
test_refused_keeps_unsettled(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(GError) error = NULL;
        guint64 count = 0;
        gint64 id = 0;
        g_assert_cmpint(store_listed(db, 3), ==, LISTED_FETCH);
        g_assert_true(mailbox_store_refused(db, "m", "INBOX", 1, 9, "not handed out", &error));
        g_assert_true(mailbox_store_unsettled(db, "m", &count, &error));
        g_assert_cmpuint(count, ==, 1);
        g_assert_cmpint(store_listed(db, 3), ==, LISTED_FETCH);
        g_autofree char *status = scratch_sql("postgres", "SELECT status FROM v_reconciliation");
        g_assert_cmpstr(status, ==, "missing");
        /* two scans later it is still there, and still listed */
        guint64 previous = 0;
        for (unsigned scans = 0; scans < 2; scans++) {
                g_assert_true(mailbox_store_folder(db, "m", "INBOX", 1, &previous, &error));
                (void) store_listed(db, 3);
                g_assert_true(mailbox_store_condition(db, "m", "scanned", 0, "", &error));
        }
        g_autofree char *listed = scratch_sql("postgres", "SELECT status FROM v_reconciliation");
        g_assert_cmpstr(listed, ==, "missing");
        /* somebody files it away by hand: nothing is left to do */
        g_assert_true(mailbox_store_folder(db, "m", "INBOX", 1, &previous, &error));
        g_assert_true(mailbox_store_condition(db, "m", "scanned", 0, "", &error));
        g_assert_true(mailbox_store_unsettled(db, "m", &count, &error));
        g_assert_cmpuint(count, ==, 0);
        g_assert_cmpint(store_listed(db, 3), ==, LISTED_FETCH);
        g_assert_true(mailbox_store_unsettled(db, "m", &count, &error));
        g_assert_cmpuint(count, ==, 1);
        g_assert_cmpint(store_put(db, "after all", false, &id), ==, STORE_REPLACED);
        g_assert_true(mailbox_store_unsettled(db, "m", &count, &error));
        g_assert_cmpuint(count, ==, 0);
}

static void
test_claims_of_the_dead_are_free(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(GError) error = NULL;
        gint64 id = 0, session = 0;
        MessageClaim claim = { 0 };
        bool found = false;
        (void) store_put(db, "one", false, &id);
        g_autoptr(Db) other = scratch_connect("ccot_ingest");
        g_assert_true(message_store_session(other, &session, &error));
        g_assert_true(message_store_claim(other, session, &claim, &found, &error) && found);
        g_assert_true(message_store_session(db, &session, &error));
        g_assert_true(message_store_claim(db, session, &claim, &found, &error));
        g_assert_false(found);
        g_clear_pointer(&other, db_free);
        for (unsigned tries = 0; !found && tries < 1000; tries++) {
                g_assert_true(message_store_claim(db, session, &claim, &found, &error));
                g_usleep(found ? 0 : 1000); /* the server needs a moment to end the session */
        }
        g_assert_true(found);
        g_assert_cmpuint(claim.attempts, ==, 2);
        const int raw = message_store_raw(db, id, &error);
        g_assert_no_error(error);
        g_autoptr(BytesMapping) mapping = bytes_mapping_new(raw, 3, 100, &error);
        g_assert_no_error(error);
        g_assert_cmpmem(bytes_mapping_view(mapping).data, bytes_mapping_view(mapping).length, "one", strlen("one"));
        (void) close(raw);
}

void
add_statement_tests(void)
{
        g_test_add_func("/statements/as-their-roles", test_every_statement_as_its_role);
        g_test_add_func("/statements/refused", test_roles_are_refused);
        g_test_add_func("/statements/reader", test_reader_sees_what_is_open);
        g_test_add_func("/statements/columns", test_columns_are_the_fields);
        g_test_add_func("/statements/words", test_words_are_the_vocabulary);
        g_test_add_func("/statements/rules", test_rules_are_the_register_s);
        g_test_add_func("/store/results", test_store_results);
        g_test_add_func("/store/placeholder", test_placeholder_waits);
        g_test_add_func("/store/released", test_placeholder_is_released);
        g_test_add_func("/store/over-limit", test_over_limit);
        g_test_add_func("/store/announced", test_stored_messages_are_announced);
        g_test_add_func("/store/gone", test_gone_before_it_was_stored);
        g_test_add_func("/store/lost-connection", test_lost_connection_is_a_retry);
        g_test_add_func("/store/held", test_mailbox_is_held_once);
        g_test_add_func("/store/refused", test_refused_keeps_unsettled);
        g_test_add_func("/store/claims", test_claims_of_the_dead_are_free);
}
