/* Random decisions, late arrivals, undoing and erasing, one after the other and by several people at once: no order without a
 * living representative, and facts are the sum of their living sources. A walk is made again by the random seed that the
 * program prints: run_db.py PROGRAM --seed SEED -p /decisions/random-walk. */
#include "db/decision_store.h"
#include "db/entry_course.h"
#include "tests/db/scratch.h"

#include <string.h>

enum { WALK_STEPS = 100, WALK_ENTRIES = 14, WALK_PEOPLE = 3, WALK_EACH = 25 };

/* What the walk itself knows of facts; whether they live is worked out from the states alone. */
typedef struct {
        gint64 decision_id;
        gint64 entry_id;
        gint64 source; /* the copy, or 0 */
        Field field;
        char *value;
} WalkFact;

typedef struct {
        Db *ingest;
        Db *web;
        PGconn *sql; /* as superuser */
        GRand *random;
        guint64 mails;
        GHashTable *printed; /* "entry field" to value */
        GArray *facts;
} Walk;

/* Of these the walk keeps account; they change no status and wait for nobody. */
static const Field walked[] = { FIELD_SERVED_ON, FIELD_RESPONDENT_DOB, FIELD_JUDGE };

static char *
walk_sql(const Walk *walk, const char *sql)
{
        g_autoptr(PGresult) result = PQexec(walk->sql, sql);
        if (PQresultStatus(result) != PGRES_TUPLES_OK)
                g_error("%s: %s", sql, PQresultErrorMessage(result));
        return g_strdup(PQntuples(result) == 0 ? "" : PQgetvalue(result, 0, 0));
}

static gint64
walk_number(const Walk *walk, const char *sql_before, gint64 a)
{
        g_autofree char *sql = g_strdup_printf("%s%" G_GINT64_FORMAT, sql_before, a);
        g_autofree char *text = walk_sql(walk, sql);
        return g_ascii_strtoll(text, NULL, 10);
}

static DecisionTarget
walk_target(const Walk *walk, gint64 entry_id)
{
        return (DecisionTarget){ entry_id,
                                 walk_number(walk, "SELECT row_version FROM entry WHERE entry_id = ", entry_id) };
}

/* One of the rows of a table, by the walk's own toss; 0 when there is none. */
static gint64
walk_any(const Walk *walk, const char *table)
{
        g_autofree char *sql =
            g_strdup_printf("SELECT (array_agg(%s_id ORDER BY %s_id))[1 + %d %% greatest(count(*), 1)] FROM %s "
                            "WHERE 0 <> ",
                            table, table, g_rand_int_range(walk->random, 0, 1 << 20), table);
        return walk_number(walk, sql, 1);
}

static gint64
walk_entry(const Walk *walk)
{
        return walk_any(walk, "entry");
}

static gint64
walk_head(const Walk *walk, gint64 entry_id)
{
        return walk_number(walk, "SELECT coalesce(representative_id, entry_id) FROM entry WHERE entry_id = ", entry_id);
}

static char *
walk_value(Walk *walk, Field field)
{
        const int n = g_rand_int_range(walk->random, 1, 4);
        return field == FIELD_SERVED_ON        ? g_strdup_printf("2025-04-0%d", n)
               : field == FIELD_RESPONDENT_DOB ? g_strdup("1986-05-04")
                                               : g_strdup_printf("District Judge %c", 'A' + n);
}

/* An order that acts on those, as mails go: one in six. */
static void
walk_acting(Walk *walk, SubmissionOrder *order)
{
        static const Action actions[] = { ACTION_VARIED, ACTION_EXTENDED, ACTION_DISCHARGED };
        static const struct {
                Field field;
                const char *text;
        } values[] = { { FIELD_MADE_ON, "2025-06-02" },
                       { FIELD_EXPIRES_ON, "2025-12-02" },
                       { FIELD_TARGET_MADE_ON, "2025-03-24" } };
        order->action = actions[g_rand_int_range(walk->random, 0, G_N_ELEMENTS(actions))];
        for (unsigned i = 0; i < G_N_ELEMENTS(values); i++) {
                field_value_free(order->fields[values[i].field]);
                order->fields[values[i].field] = field_value_new(values[i].field, values[i].text, values[i].text, 0.9);
        }
}

/* A copy of one of two orders or what acts on them, with some of the facts. */
static void
walk_mail(Walk *walk)
{
        g_autofree char *octets = g_strdup_printf("mail %" G_GUINT64_FORMAT, ++walk->mails);
        g_autofree char *file = g_strdup_printf("file %d", g_rand_int_range(walk->random, 0, 20));
        const MessageClaim claim = scratch_message(walk->ingest, walk->mails, octets);
        g_autoptr(Submission) submission = scratch_submission(octets, file);
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        if (g_rand_int_range(walk->random, 0, 4) == 0) {
                field_value_free(order->fields[FIELD_MADE_ON]);
                order->fields[FIELD_MADE_ON] = field_value_new(FIELD_MADE_ON, "2025-03-24", "2025-03-24", 0.9);
        }
        if (g_rand_int_range(walk->random, 0, 6) == 0)
                walk_acting(walk, order);
        for (unsigned i = 0; i < G_N_ELEMENTS(walked); i++) {
                g_autofree char *value = walk_value(walk, walked[i]);
                if (g_rand_boolean(walk->random))
                        order->fields[walked[i]] = field_value_new(walked[i], value, value, 0.9);
        }
        g_autoptr(GError) error = NULL;
        (void) entry_store_write(walk->ingest, &claim, submission, &error);
        g_assert_no_error(error);
        const gint64 entry_id = walk_number(walk, "SELECT max(entry_id) FROM entry WHERE 0 <> ", 1);
        for (unsigned i = 0; i < G_N_ELEMENTS(walked); i++)
                if (order->fields[walked[i]] != NULL)
                        (void) g_hash_table_replace(
                            walk->printed, g_strdup_printf("%" G_GINT64_FORMAT " %s", entry_id, field_name(walked[i])),
                            g_strdup(order->fields[walked[i]]->text));
}

static char *
walk_shown(const Walk *walk, gint64 entry_id, Field field)
{
        g_autofree char *sql =
            g_strdup_printf("SELECT value FROM v_field WHERE name = '%s' AND entry_id = %" G_GINT64_FORMAT,
                            field_name(field), entry_id);
        return walk_sql(walk, sql);
}

static void
walk_note(Walk *walk, const DecisionAnswer *answer, gint64 entry_id, gint64 source, Field field, const char *value)
{
        const WalkFact fact = { answer->decision_id, entry_id, source, field, g_strdup(value) };
        g_array_append_val(walk->facts, fact);
}

/* Each thing that the copy brings is taken or refused by the toss of a coin. */
static bool
walk_duplicate(Walk *walk, const DecisionActor *actor, gint64 entry_id, gint64 other, DecisionAnswer *answer,
               GError **error)
{
        const gint64 head = walk_head(walk, other) == entry_id ? other : walk_head(walk, other);
        g_autofree char *differences = decision_store_differences(walk->web, entry_id, head, error);
        if (differences == NULL)
                return false;
        g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Field));
        g_autoptr(GArray) refused = g_array_new(FALSE, FALSE, sizeof(Field));
        for (Field field = 0; field < FIELD_COUNT; field++) {
                g_autofree char *named = g_strdup_printf("\"field\":\"%s\"", field_name(field));
                if (strstr(differences, named) != NULL)
                        g_array_append_val(g_rand_boolean(walk->random) ? taken : refused, field);
        }
        g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < taken->len; i++)
                g_ptr_array_add(values, walk_shown(walk, entry_id, g_array_index(taken, Field, i)));
        if (!decision_store_duplicate(walk->web, actor, walk_target(walk, entry_id), other, taken, refused, answer,
                                      error))
                return false;
        for (guint i = 0; answer->result == DECISION_DONE && i < taken->len; i++)
                walk_note(walk, answer, head, entry_id, g_array_index(taken, Field, i), g_ptr_array_index(values, i));
        return true;
}

static bool
walk_correct(Walk *walk, const DecisionActor *actor, gint64 entry_id, DecisionAnswer *answer, GError **error)
{
        const Field field = walked[g_rand_int_range(walk->random, 0, G_N_ELEMENTS(walked))];
        g_autofree char *value = walk_value(walk, field);
        const Correction correction = { field, value, (CorrectionSource) g_rand_int_range(walk->random, 0, 3), "PNC" };
        if (!decision_store_correct(walk->web, actor, walk_target(walk, entry_id), &correction, answer, error))
                return false;
        if (answer->result == DECISION_DONE)
                walk_note(walk, answer, entry_id, 0, field, value);
        return true;
}

static bool
walk_undo(Walk *walk, const DecisionActor *actor, DecisionAnswer *answer, GError **error)
{
        const gint64 what = walk_any(walk, "decision");
        const gint64 entry_id = walk_number(walk, "SELECT entry_id FROM decision WHERE decision_id = ", what);
        return decision_store_undo(walk->web, actor, walk_target(walk, entry_id), what, "a reason", answer, error);
}

static bool
walk_decide(Walk *walk, const DecisionActor *actor, DecisionAnswer *answer, GError **error)
{
        const gint64 entry_id = walk_entry(walk), other = walk_entry(walk);
        const DecisionTarget target = walk_target(walk, entry_id);
        switch (g_rand_int_range(walk->random, 0, 13)) {
        case 0:
        case 1:
                return decision_store_verify(walk->web, actor, target, answer, error);
        case 2:
                return decision_store_reject(walk->web, actor, target, "unreadable", "", answer, error);
        case 3:
        case 4:
        case 5:
                return walk_duplicate(walk, actor, entry_id, other, answer, error);
        case 6:
                return decision_store_dismiss(walk->web, actor, target, other, g_rand_boolean(walk->random), "no",
                                              answer, error);
        case 7:
        case 8:
                return walk_correct(walk, actor, entry_id, answer, error);
        case 9:
                return decision_store_confirm(walk->web, actor, target, walked[0], answer, error);
        case 10:
                return decision_store_erase(walk->web, actor, target, "retention", answer, error);
        default:
                return walk_undo(walk, actor, answer, error);
        }
}

/* Nothing that lives is without a living representative, no representative has one itself, and each copy is flagged to its own. */
static void
walk_check_groups(const Walk *walk)
{
        g_autofree char *lost = walk_sql(
            walk,
            "SELECT string_agg(e.entry_id || ' ' || e.state || ' of ' || h.entry_id || ' ' || h.state, ', ') FROM "
            "entry e "
            "JOIN entry h ON h.entry_id = coalesce(e.representative_id, e.entry_id) WHERE e.state <> 'rejected' AND "
            "(h.state NOT IN ('pending', 'verified') OR h.representative_id IS NOT NULL OR (h.entry_id <> e.entry_id "
            "AND "
            "NOT EXISTS (SELECT FROM duplicate d WHERE d.entry_id = e.entry_id AND d.earlier_entry_id = h.entry_id)))");
        g_assert_cmpstr(lost, ==, "");
}

static bool
walk_lives(const Walk *walk, const WalkFact *fact)
{
        g_autofree char *sql = g_strdup_printf(
            "SELECT count(*) FROM decision d JOIN entry e ON e.entry_id = %" G_GINT64_FORMAT
            " WHERE d.decision_id = %" G_GINT64_FORMAT " AND d.undone_at IS NULL AND (%" G_GINT64_FORMAT
            " = 0 OR EXISTS (SELECT FROM entry s WHERE s.entry_id = %" G_GINT64_FORMAT
            " AND s.state = 'duplicate' AND s.representative_id = coalesce(e.representative_id, e.entry_id)))",
            fact->entry_id, fact->decision_id, fact->source, fact->source);
        g_autofree char *count = walk_sql(walk, sql);
        return g_str_equal(count, "1");
}

static void
walk_check_facts(const Walk *walk)
{
        g_autofree char *list = walk_sql(walk, "SELECT string_agg(entry_id::text, ' ') FROM entry");
        g_auto(GStrv) entries = g_strsplit(list, " ", -1);
        for (unsigned i = 0; entries[i] != NULL; i++)
                for (unsigned j = 0; j < G_N_ELEMENTS(walked); j++) {
                        const gint64 entry_id = g_ascii_strtoll(entries[i], NULL, 10);
                        g_autofree char *key = g_strdup_printf("%s %s", entries[i], field_name(walked[j]));
                        const char *expected = g_hash_table_lookup(walk->printed, key);
                        for (guint k = walk->facts->len; k > 0; k--) {
                                const WalkFact *fact = &g_array_index(walk->facts, WalkFact, k - 1);
                                if (fact->entry_id != entry_id || fact->field != walked[j] || !walk_lives(walk, fact))
                                        continue;
                                expected = fact->value;
                                break;
                        }
                        g_autofree char *shown = walk_shown(walk, entry_id, walked[j]);
                        g_assert_cmpstr(shown, ==, expected == NULL ? "" : expected);
                }
}

/* What is kept of the entries that wait is what the register says, whichever of it changed. */
static void
walk_check_waiting(const Walk *walk)
{
        g_autofree char *refreshed = walk_sql(walk, "SELECT queue_refresh()");
        g_autofree char *wrong = walk_sql(
            walk, "WITH kept AS (SELECT to_jsonb(w) AS place, t.details, t.told FROM entry_waiting w LEFT JOIN "
                  "entry_told t USING (entry_id)), "
                  "here AS (SELECT to_jsonb(p) AS place, d.details, "
                  "queue_entry_told(jsonb_populate_record(NULL::entry_waiting, to_jsonb(p)), d.details) AS told "
                  "FROM entry_place p CROSS JOIN LATERAL (SELECT queue_entry_details(p.entry_id) AS details) d) "
                  "SELECT string_agg(x::text, E'\\n') FROM ((SELECT 'kept', k.* FROM kept k EXCEPT SELECT 'kept', h.* "
                  "FROM here h) UNION ALL "
                  "(SELECT 'real', h.* FROM here h EXCEPT SELECT 'real', k.* FROM kept k)) x");
        g_assert_cmpstr(wrong, ==, "");
}

/* What has no effect before a second person confirms it keeps its place in the queue, and says so. */
static void
walk_check_second(const Walk *walk)
{
        g_autofree char *wrong = walk_sql(
            walk,
            "SELECT string_agg(x::text, E'\\n') FROM (SELECT coalesce(v.entry_id, w.entry_id) AS entry_id, v.waits, "
            "w.second_by, t.details ->> 'second' FROM (SELECT DISTINCT s.entry_id, true AS waits FROM "
            "v_second_person s JOIN entry e ON e.entry_id = s.entry_id AND e.state = 'verified') v FULL JOIN "
            "(SELECT * FROM entry_waiting WHERE second_by IS NOT NULL) w USING "
            "(entry_id) LEFT JOIN entry_told t ON t.entry_id = w.entry_id WHERE v.waits IS NULL OR w.entry_id IS "
            "NULL OR t.details ->> 'second' IS NULL OR NOT w.acts) x");
        g_assert_cmpstr(wrong, ==, "");
}

/* Now and then an order is keyed on one of the other systems, as it stands. */
static void
walk_enter(const Walk *walk)
{
        static const char *const systems[] = { "pnc", "force", "markers" };
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO entered (entry_id, system, reference, entered_by, said) SELECT entry_id, '%s', 'x', 'jo', "
            "entered_facts(entry_id) FROM entry WHERE state = 'verified' AND representative_id IS NULL "
            "ORDER BY md5(entry_id || '%u') LIMIT 1 RETURNING entry_id",
            systems[g_rand_int_range(walk->random, 0, 3)], g_rand_int(walk->random));
        g_free(walk_sql(walk, sql));
}

/* What is kept of what is to be entered is what the register says. */
static void
walk_check_entered(const Walk *walk)
{
        g_autofree char *wrong = walk_sql(
            walk, "WITH here AS (SELECT c.entry_id, c.calm, c.turns_at FROM entered_calm(ARRAY(SELECT entry_id FROM "
                  "entry)) c), kept AS (SELECT d.entry_id, d.calm, d.turns_at FROM entered_due d) "
                  "SELECT string_agg(x::text, E'\\n') FROM ((SELECT 'kept', k.* FROM kept k EXCEPT SELECT 'kept', h.* "
                  "FROM here h) UNION ALL "
                  "(SELECT 'real', h.* FROM here h EXCEPT SELECT 'real', k.* FROM kept k)) x");
        g_assert_cmpstr(wrong, ==, "");
        g_autofree char *sums = walk_sql(
            walk, "SELECT string_agg(s::text, E'\\n') FROM (SELECT open, ended, oldest FROM entered_sum EXCEPT SELECT "
                  "count(*), count(*) FILTER (WHERE calm = 0), min(since) FROM entered_due WHERE calm IS NOT NULL) s");
        g_assert_cmpstr(sums, ==, "");
}

static char *
walk_courses(const Walk *walk)
{
        return walk_sql(walk, "SELECT string_agg(entry_id || ' ' || begins_at || ' ' || status || ' ' || reason, "
                              "E'\\n' ORDER BY entry_id, begins_at) FROM entry_course");
}

static void
walk_fact_clear(gpointer fact)
{
        g_free(((WalkFact *) fact)->value);
}

static Walk
walk_new(Db *ingest)
{
        g_autofree char *superuser = g_strdup_printf("%s user=postgres options=-csearch_path=ccot", scratch_conninfo());
        Walk walk = { .ingest = ingest,
                      .sql = PQconnectdb(superuser),
                      .web = scratch_connect("ccot_web"),
                      .random = g_rand_new_with_seed((guint32) g_test_rand_int()),
                      .printed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                      .facts = g_array_new(FALSE, FALSE, sizeof(WalkFact)) };
        g_array_set_clear_func(walk.facts, walk_fact_clear);
        return walk;
}

static void
walk_clear(Walk *walk)
{
        db_free(walk->web);
        PQfinish(walk->sql);
        g_rand_free(walk->random);
        g_hash_table_unref(walk->printed);
        g_array_unref(walk->facts);
}

static void
test_random_walk(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        static const DecisionActor people[] = { { "jo", true }, { "kim", true } };
        Walk walk = walk_new(ingest);
        unsigned done = 0;
        for (unsigned step = 0; step < WALK_STEPS; step++) {
                const bool few = walk_number(&walk, "SELECT count(*) FROM entry WHERE 0 <> ", 1) < WALK_ENTRIES;
                if (few && (step < 6 || g_rand_int_range(walk.random, 0, 5) == 0)) {
                        walk_mail(&walk);
                } else {
                        g_autoptr(GError) error = NULL;
                        DecisionAnswer answer = { 0 };
                        const bool called = walk_decide(&walk, &people[step % 2], &answer, &error);
                        g_assert_no_error(error);
                        g_assert_true(called);
                        done += answer.result == DECISION_DONE;
                }
                walk_check_groups(&walk);
                walk_check_waiting(&walk);
                walk_check_second(&walk);
                walk_check_entered(&walk);
                walk_enter(&walk);
                if (step % 10 == 9)
                        walk_check_facts(&walk);
        }
        g_assert_cmpuint(done, >, WALK_STEPS / 5);
        /* what the decisions wrote of the courses is what the facts give */
        g_autofree char *kept = walk_courses(&walk);
        g_free(scratch_sql("postgres", "DELETE FROM entry_course"));
        g_autoptr(GError) error = NULL;
        (void) entry_course_fill(ingest, &error);
        g_assert_no_error(error);
        g_autofree char *anew = walk_courses(&walk);
        g_assert_cmpstr(kept, ==, anew);
        walk_clear(&walk);
}

/* ---- several people at once */

static gpointer
walk_person(gpointer data)
{
        Walk *walk = data;
        const DecisionActor actor = { "somebody", true };
        for (unsigned i = 0; i < WALK_EACH; i++) {
                g_autoptr(GError) error = NULL;
                DecisionAnswer answer = { 0 };
                if (!walk_decide(walk, &actor, &answer, &error))
                        g_error("%s", error->message);
        }
        return NULL;
}

static void
test_people_at_once(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        Walk arrivals = walk_new(ingest);
        for (unsigned i = 0; i < 6; i++)
                walk_mail(&arrivals);
        Walk walks[WALK_PEOPLE];
        GThread *threads[WALK_PEOPLE];
        for (unsigned i = 0; i < WALK_PEOPLE; i++) {
                walks[i] = walk_new(ingest);
                threads[i] = g_thread_new("person", walk_person, &walks[i]);
        }
        for (unsigned i = 0; i < 8; i++)
                walk_mail(&arrivals);
        for (unsigned i = 0; i < WALK_PEOPLE; i++) {
                (void) g_thread_join(threads[i]);
                walk_clear(&walks[i]);
        }
        walk_check_groups(&arrivals);
        walk_clear(&arrivals);
}

typedef struct {
        Db *web;
        bool copy;
        DecisionTarget target;
        DecisionAnswer answer;
} Side;

static gpointer
walk_side(gpointer data)
{
        Side *side = data;
        const DecisionActor actor = { side->copy ? "jo" : "kim", false };
        g_autoptr(GError) error = NULL;
        const bool done =
            side->copy
                ? decision_store_duplicate(side->web, &actor, side->target, 1, NULL, NULL, &side->answer, &error)
                : decision_store_reject(side->web, &actor, side->target, "unreadable", NULL, &side->answer, &error);
        if (!done)
                g_error("%s", error->message);
        return NULL;
}

/* One confirms the copy while the other rejects what it is a copy of: whoever comes first, the order lives. */
static void
test_copy_and_representative_at_once(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        Walk walk = walk_new(ingest);
        for (guint64 uid = 1; uid <= 2; uid++) {
                g_autofree char *octets = g_strdup_printf("mail %" G_GUINT64_FORMAT, uid);
                const MessageClaim claim = scratch_message(ingest, uid, octets);
                g_autoptr(Submission) submission = scratch_submission(octets, octets);
                g_autoptr(GError) error = NULL;
                (void) entry_store_write(ingest, &claim, submission, &error);
                g_assert_no_error(error);
        }
        for (unsigned round = 0; round < 12; round++) {
                Side sides[] = { { .web = scratch_connect("ccot_web"), .copy = true, .target = walk_target(&walk, 2) },
                                 { .web = scratch_connect("ccot_web"), .target = walk_target(&walk, 1) } };
                GThread *threads[] = { g_thread_new("copy", walk_side, &sides[round % 2]),
                                       g_thread_new("representative", walk_side, &sides[1 - round % 2]) };
                for (unsigned i = 0; i < 2; i++)
                        (void) g_thread_join(threads[i]);
                walk_check_groups(&walk);
                const DecisionActor chief = { "chief", true };
                for (unsigned i = 0; i < 2; i++) {
                        g_autoptr(GError) error = NULL;
                        DecisionAnswer answer = { 0 };
                        g_assert_cmpint(sides[i].answer.result, !=, DECISION_ABSENT);
                        if (sides[i].answer.result == DECISION_DONE)
                                (void) decision_store_undo(sides[i].web, &chief,
                                                           walk_target(&walk, sides[i].target.entry_id),
                                                           sides[i].answer.decision_id, "again", &answer, &error);
                        g_assert_no_error(error);
                        db_free(sides[i].web);
                }
        }
        walk_clear(&walk);
}

void
add_decision_walk_tests(void)
{
        g_test_add_func("/decisions/random-walk", test_random_walk);
        g_test_add_func("/decisions/people-at-once", test_people_at_once);
        g_test_add_func("/decisions/copy-and-representative-at-once", test_copy_and_representative_at_once);
}
