/* Figures of the team and second looks, on registers small enough to count by hand. */
#include "db/team_store.h"
#include "tests/db/decision_steps.h"

#include <string.h>

/* Three orders, 1 to 3, and the people who decide. */
static Db *
team_new(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        g_free(scratch_sql("ccot_admin",
                           "SELECT staff_put('x', 'jo', 'handler', NULL), staff_put('x', 'kim', 'supervisor', NULL), "
                           "staff_put('x', 'chief', 'supervisor', NULL), staff_put('x', 'aud', 'auditor', NULL), "
                           "staff_put('x', 'erin', 'enquirer', NULL)"));
        for (guint64 uid = 1; uid <= 3; uid++)
                decision_mail(ingest, uid, NULL);
        /* three orders of their own: what makes copies of them is another test's */
        g_free(scratch_sql("postgres", "DELETE FROM duplicate; UPDATE entry SET representative_id = NULL; SELECT 1"));
        return scratch_connect("ccot_web");
}

static void
team_items(const char *expected)
{
        g_autofree char *seen = scratch_sql(
            "postgres", "SELECT string_agg(concat_ws(' ', kind, number, decided_by), ', ' ORDER BY kind, number) FROM "
                        "team_items(now() - interval '30 days') WHERE kind <> 'sample'");
        g_assert_cmpstr(seen, ==, expected);
}

static const char *
team_word(Db *web, const char *person, const char *kind, gint64 number, const char *words)
{
        static const char *const answers[] = { "done", "role", "own", "gone", "words" };
        g_autoptr(GError) error = NULL;
        TeamAnswer answer = TEAM_ROLE;
        g_assert_true(team_store_look(web, person, kind, number, words, &answer, &error));
        g_assert_no_error(error);
        return answers[answer];
}

static void
test_items(void)
{
        g_autoptr(Db) web = team_new();
        team_items("");
        g_free(scratch_sql("postgres",
                           "INSERT INTO decision (entry_id, kind, code, decided_by) VALUES (1, 'reject', 'other', "
                           "'jo');"                                                                        /* 1 */
                           "INSERT INTO decision (entry_id, kind, decided_by) VALUES (2, 'verify', 'jo');" /* 2 */
                           "INSERT INTO decision (entry_id, kind, name, decided_by) VALUES (2, 'correct', "
                           "'respondent', 'kim');" /* 3: after it */
                           "INSERT INTO decision (entry_id, kind, name, decided_by) VALUES (3, 'correct', "
                           "'respondent', 'kim');" /* 4: before any */
                           "INSERT INTO decision (entry_id, kind, name, decided_by) VALUES (2, 'correct', 'judge', "
                           "'kim');" /* 5: not decisive */
                           "INSERT INTO decision (entry_id, kind, decided_by, undone_by, undone_at) VALUES (3, "
                           "'verify', 'jo', 'chief', now());" /* 6 */
                           "INSERT INTO decision (entry_id, kind, name, decided_by) VALUES (3, 'correct', "
                           "'expires_on', 'jo');" /* 7 */
                           "INSERT INTO fact (decision_id, entry_id, name, value, origin, waits) VALUES (7, 3, "
                           "'expires_on', '2025-05-01', 'paper', true);"
                           "INSERT INTO decision (entry_id, kind, decided_by, decided_at) VALUES (1, 'reject', 'jo', "
                           "now() - interval '31 days');" /* 8 */
                           "SELECT 1"));
        team_items("correction 3 kim, ending 7 jo, rejection 1 jo, undone 6 chief");
        g_free(scratch_sql("postgres", "UPDATE entry SET action = 'discharged' WHERE entry_id = 2; UPDATE decision SET "
                                       "undone_by = 'jo', undone_at = now() "
                                       "WHERE decision_id = 1; SELECT 1"));
        team_items("correction 3 kim, ending 2 jo, ending 7 jo, undone 1 jo, undone 6 chief");
}

/* A mail whose subject names an order, closed without one. */
static void
test_mails(void)
{
        g_autoptr(Db) web = team_new();
        g_free(scratch_sql(
            "postgres",
            "DELETE FROM entry WHERE entry_id IN (1, 2); UPDATE document SET outcome = "
            "'nothing_to_do', outcome_words = 'x', decided_by = 'jo', decided_at = now() WHERE document_id IN (1, 2); "
            "UPDATE message SET outcome = "
            "'nothing_to_do', outcome_words = 'x', handled_by = "
            "'jo', handled_at = now(), order_type = 'occupation'; UPDATE message SET "
            "order_type = NULL WHERE message_id = 2; SELECT 1"));
        team_items("mail 1 jo, mail 2 jo");
        /* closed as part of something else, the paper that was put away in it is looked at all the same */
        g_free(scratch_sql("postgres", "UPDATE message SET outcome = 'joined'; SELECT 1"));
        team_items("mail 1 jo, mail 2 jo");
        g_free(scratch_sql("postgres", "UPDATE document SET kind = 'correspondence'; SELECT 1"));
        team_items("");
        g_free(scratch_sql("postgres", "UPDATE document SET problem = 'corrupt' WHERE document_id = 1; SELECT 1"));
        team_items("mail 1 jo");
}

static void
test_looks(void)
{
        g_autoptr(Db) web = team_new();
        g_free(scratch_sql(
            "postgres",
            "INSERT INTO decision (entry_id, kind, code, decided_by) VALUES (1, 'reject', 'other', 'kim'); SELECT 1"));
        g_assert_cmpstr(team_word(web, "jo", "rejection", 1, "fine"), ==, "role");
        g_assert_cmpstr(team_word(web, "aud", "rejection", 1, "fine"), ==, "role");
        g_assert_cmpstr(team_word(web, "kim", "rejection", 1, "fine"), ==, "own");
        g_assert_cmpstr(team_word(web, "chief", "rejection", 1, " "), ==, "words");
        g_assert_cmpstr(team_word(web, "chief", "rejection", 2, "fine"), ==, "gone");
        g_assert_cmpstr(team_word(web, "chief", "undone", 1, "fine"), ==, "gone");
        g_assert_cmpstr(team_word(web, "chief", "rejection", 1, "fine"), ==, "done");
        g_assert_cmpstr(team_word(web, "chief", "rejection", 1, "fine"), ==, "gone");
        g_autofree char *audited =
            scratch_sql("postgres", "SELECT concat_ws(' ', actor, operation, subject, subject_id, reason) FROM audit "
                                    "ORDER BY audit_id DESC LIMIT 1");
        g_assert_cmpstr(audited, ==, "ccot_web:chief alter entry 1 second look, rejection 1: fine");
        g_autofree char *state =
            scratch_refused("ccot_web", "INSERT INTO second_look VALUES ('sample', 1, 'x', now(), 'x')");
        g_assert_cmpstr(state, ==, "42501");
}

/* One in fifty, the same each time, and another the next day. */
static void
test_sample(void)
{
        g_autoptr(Db) web = team_new();
        g_autofree char *drawn = scratch_sql("postgres", "SELECT count(*) BETWEEN 150 AND 250 FROM generate_series(1, "
                                                         "10000) n WHERE team_is_drawn('2026-03-02', n, 50)");
        g_assert_cmpstr(drawn, ==, "t");
        g_autofree char *same = scratch_sql(
            "postgres",
            "SELECT string_agg(n::text, ' ') FROM generate_series(1, 200) n WHERE team_is_drawn('2026-03-02', n, 50)");
        g_autofree char *again = scratch_sql(
            "postgres",
            "SELECT string_agg(n::text, ' ') FROM generate_series(1, 200) n WHERE team_is_drawn('2026-03-02', n, 50)");
        g_autofree char *next = scratch_sql(
            "postgres",
            "SELECT string_agg(n::text, ' ') FROM generate_series(1, 200) n WHERE team_is_drawn('2026-03-03', n, 50)");
        g_assert_cmpstr(same, ==, again);
        g_assert_cmpstr(same, !=, next);
}

/* Verified in haste, or without the page of the terms: drawn of five, not of fifty. */
static void
test_hasty(void)
{
        g_autoptr(Db) web = team_new();
        static const char verified[] =
            "UPDATE entry SET state = 'verified', verified_by = 'jo', verified_at = now() WHERE entry_id <= 3;"
            "DELETE FROM field WHERE name = 'prohibitions'; INSERT INTO field (entry_id, name, value, raw, page, "
            "confidence) "
            "SELECT entry_id, 'prohibitions', '[\"x\"]', 'x', 2, 1 FROM entry;"
            "INSERT INTO audit (at, actor, operation, subject, subject_id, reason) SELECT now() - age, who, 'consult', "
            "s, n, r FROM (VALUES "
            "(interval '30 seconds', 'ccot_web:jo', 'entry', 1, NULL), (interval '9 minutes', 'ccot_web:kim', 'entry', "
            "1, NULL), "
            "(interval '5 minutes', 'ccot_web:jo', 'entry', 2, NULL), (interval '4 minutes', 'ccot_web:jo', "
            "'document', 2, 'page 1'), "
            "(interval '4 minutes', 'ccot_web:kim', 'document', 2, 'page 2'), "
            "(interval '5 minutes', 'ccot_web:jo', 'entry', 3, NULL), (interval '4 minutes', 'ccot_web:jo', "
            "'document', 3, 'page 2')) "
            "AS v (age, who, s, n, r);"
            "SELECT string_agg(coalesce(team_was_hasty(n), 'calm'), '; ' ORDER BY n) FROM generate_series(1, 3) n";
        g_autofree char *why = scratch_sql("postgres", verified);
        g_assert_cmpstr(why, ==,
                        "verified in less than a minute; verified without the page of its terms on screen; calm");
        /* over thirty days each of the hasty is drawn about six times, and the calm hardly ever */
        g_autofree char *drawn =
            scratch_sql("postgres", "SELECT count(*) FILTER (WHERE team_is_drawn(day::date, 1, 5)) > count(*) FILTER "
                                    "(WHERE team_is_drawn(day::date, 1, 50)) "
                                    "FROM generate_series('2026-01-01'::date, '2026-12-31', '1 day') day");
        g_assert_cmpstr(drawn, ==, "t");
        g_autofree char *subset = scratch_sql(
            "postgres", "SELECT bool_and(team_is_drawn('2026-03-02', n, 5)) FROM generate_series(1, 5000) n "
                        "WHERE team_is_drawn('2026-03-02', n, 50)");
        g_assert_cmpstr(subset, ==, "t");
}

/* Each field of an entry counts once; what is wrong on paper was read right, and nothing where nothing stands. */
static void
test_fields(void)
{
        g_autoptr(Db) web = team_new();
        g_free(scratch_sql(
            "postgres",
            "INSERT INTO decision (entry_id, kind, name, decided_by, undone_at, undone_by) SELECT e, 'correct', n, "
            "'jo', u, CASE WHEN u IS NOT NULL THEN 'jo' END FROM "
            "(VALUES (1, 'court', NULL::timestamptz), (2, 'court', NULL), (3, 'court', NULL), (3, 'court', NULL), (1, "
            "'judge', NULL), (2, 'judge', now()), (1, 'served_on', NULL)) v (e, n, u);"
            "INSERT INTO fact (decision_id, entry_id, name, value, origin) SELECT decision_id, entry_id, name, "
            "CASE WHEN name <> 'served_on' THEN 'x' END, "
            "(ARRAY['confirmed', 'misread', 'confirmed', 'misread', 'paper', 'misread', 'misread'])[decision_id] FROM "
            "decision; SELECT 1"));
        g_autofree char *fields =
            scratch_sql("postgres", "SELECT string_agg(concat_ws(' ', f ->> 'name', f ->> 'decided', f ->> 'misread', "
                                    "f ->> 'right_percent'), ', ') "
                                    "FROM jsonb_array_elements(team_fields(now() - interval '1 day')) f");
        g_assert_cmpstr(fields, ==, "court 3 2 33.3, judge 1 0 100.0, served_on 1 0 100.0");
        /* "not on the paper", where nothing was read, corrects nothing */
        g_autofree char *corrected =
            scratch_sql("postgres", "SELECT p ->> 'corrected' FROM jsonb_array_elements(team_people(now() - interval "
                                    "'1 day')) p WHERE p ->> 'name' = 'jo'");
        g_assert_cmpstr(corrected, ==, "5");
}

static void
test_page(void)
{
        g_autoptr(Db) web = team_new();
        g_autoptr(GError) error = NULL;
        g_free(scratch_sql(
            "postgres",
            "UPDATE entry SET received_at = now() - interval '30 hours' WHERE entry_id = 1; UPDATE entry SET "
            "received_at = now() WHERE entry_id > 1;"
            "INSERT INTO decision (entry_id, kind, code, decided_by) VALUES (1, 'reject', 'other', 'kim'); SELECT 1"));
        g_autofree char *none = NULL, *text = NULL;
        g_assert_true(team_store_page(web, "jo", 24, &none, &error));
        g_assert_null(none);
        g_assert_true(team_store_page(web, "aud", 24, &text, &error));
        g_assert_no_error(error);
        g_assert_nonnull(strstr(text, "\"own\": false"));
        g_assert_nonnull(strstr(text, "\"rejected\": 1"));
        g_assert_nonnull(strstr(text, "\"late\": 1"));
        g_autofree char *looked = scratch_sql(
            "postgres", "SELECT concat_ws(' ', actor, operation, reason) FROM audit WHERE subject = 'team'");
        g_assert_cmpstr(looked, ==, "ccot_web:aud consult rejection 1");
}

void
add_team_tests(void)
{
        g_test_add_func("/team/items", test_items);
        g_test_add_func("/team/mails", test_mails);
        g_test_add_func("/team/looks", test_looks);
        g_test_add_func("/team/sample", test_sample);
        g_test_add_func("/team/hasty", test_hasty);
        g_test_add_func("/team/fields", test_fields);
        g_test_add_func("/team/page", test_page);
}
