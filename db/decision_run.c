#include "db/decision_run.h"

#include "base/error.h"
#include "db/decision_relate.h"
#include "db/entry_course.h"
#include "db/entry_pair.h"
#include "db/entry_write.h"
#include "db/statement.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* Tries of the whole transaction: more has to be locked, or the database gave it up in favour of another. */
enum { RUN_TRIES = 8 };

typedef struct {
        Db *db;
        GArray *entries; /* of gint64: named by the decision, or found by keys that one of them has now */
        gint64 rekey;
        GArray *members; /* of gint64: their groups */
        GArray *touched; /* of gint64: these, and the groups of the orders that they act on */
        bool locks[IDENTITY_LOCKS];
        bool again; /* something was not locked or not known: from the start */
} Run;

static void
run_clear(Run *run)
{
        g_array_unref(run->entries);
        g_array_unref(run->members);
        g_array_unref(run->touched);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static PGresult *
run_on_ids(const Run *run, const char *statement, const GArray *ids, GError **error)
{
        g_autofree char *array = entry_ids_array(ids);
        Parameters parameters = { 0 };
        parameters_text(&parameters, array);
        return statement_run(run->db, statement, &parameters, error);
}

static bool
run_has(const GArray *ids, gint64 entry_id)
{
        for (guint i = 0; i < ids->len; i++)
                if (g_array_index(ids, gint64, i) == entry_id)
                        return true;
        return false;
}

/* Which entries the decision may touch now. */
static bool
run_scope(Run *run, GError **error)
{
        g_array_set_size(run->members, 0);
        g_array_set_size(run->touched, 0);
        g_autoptr(PGresult) rows = run_on_ids(run, "decision_scope", run->entries, error);
        for (int row = 0; rows != NULL && row < PQntuples(rows); row++) {
                const gint64 entry_id = result_number(rows, row, 0);
                g_array_append_val(run->touched, entry_id);
                if (result_flag(rows, row, 1))
                        g_array_append_val(run->members, entry_id);
        }
        return rows != NULL;
}

/* Notes the lock of a key; true when it was not noted before. */
static bool
run_note(Run *run, gint64 key)
{
        bool *lock = &run->locks[identity_key_lock(key)];
        const bool is_new = !*lock;
        *lock = true;
        return is_new;
}

static bool
run_note_keys(Run *run, bool *ret_new, GError **error)
{
        g_autoptr(PGresult) rows = run_on_ids(run, "decision_keys", run->members, error);
        for (int row = 0; rows != NULL && row < PQntuples(rows); row++)
                *ret_new = run_note(run, result_number(rows, row, 0)) || *ret_new;
        return rows != NULL;
}

static bool
run_take_locks(const Run *run, GError **error)
{
        g_autoptr(GString) numbers = g_string_new("{");
        for (unsigned i = 0; i < IDENTITY_LOCKS; i++)
                if (run->locks[i])
                        g_string_append_printf(numbers, "%s%u", numbers->len > 1 ? "," : "", i);
        Parameters parameters = { 0 };
        parameters_text(&parameters, g_string_append_c(numbers, '}')->str);
        return statement_do(run->db, "entry_lock", &parameters, NULL, error);
}

/* The locks of all keys of the groups, taken before anything is read, as those who write new mails do. */
static bool
run_lock(Run *run, GError **error)
{
        bool is_new = false;
        if (!run_scope(run, error) || !run_note_keys(run, &is_new, error) || !run_take_locks(run, error) ||
            !run_scope(run, error))
                return false;
        is_new = false;
        if (!run_note_keys(run, &is_new, error))
                return false;
        run->again = is_new;
        g_autoptr(PGresult) rows = is_new ? NULL : run_on_ids(run, "decision_lock", run->touched, error);
        return is_new || rows != NULL;
}

/* An entry that is read otherwise now has other keys, and other entries may be its copies. */
static bool
run_rekey(Run *run, const EntryMember *member, GError **error)
{
        g_autoptr(GArray) keys = identity_keys(member->identity);
        g_autoptr(json_t) list = json_array();
        g_autoptr(GArray) sure = g_array_new(FALSE, FALSE, sizeof(gint64));
        for (guint i = 0; i < keys->len; i++) {
                const IdentityKey key = g_array_index(keys, IdentityKey, i);
                run->again = run_note(run, key.key) || run->again;
                json_array_append_new(
                    list, json_pack("{s:s, s:I}", "kind", identity_key_word(key.kind), "key", (json_int_t) key.key));
                if (!identity_key_is_near(key.kind) && key.kind != IDENTITY_KEY_CASE && key.kind != IDENTITY_KEY_NAME)
                        g_array_append_val(sure, key.key);
        }
        g_autoptr(PGresult) rows = run->again ? NULL : run_on_ids(run, "decision_found", sure, error);
        if (rows == NULL)
                return run->again;
        for (int row = 0; row < PQntuples(rows); row++) {
                const gint64 found = result_number(rows, row, 0);
                if (run_has(run->members, found) || run_has(run->entries, found))
                        continue;
                g_array_append_val(run->entries, found);
                run->again = true;
        }
        g_autofree char *text = json_dumps(list, JSON_COMPACT);
        Parameters parameters = { 0 };
        parameters_number(&parameters, member->identity->entry_id);
        parameters_text(&parameters, text);
        return run->again || statement_do(run->db, "decision_rekey", &parameters, NULL, error);
}

static bool
run_write_groups(const Run *run, EntryGroups *groups, GError **error)
{
        g_autofree char *members = entry_ids_array(groups->members);
        g_autoptr(json_t) pairs = entry_pairs_json(groups);
        g_autoptr(json_t) heads = entry_heads_json(groups);
        g_autofree char *pairs_text = json_dumps(pairs, JSON_COMPACT | JSON_REAL_PRECISION(6));
        g_autofree char *heads_text = json_dumps(heads, JSON_COMPACT);
        Parameters parameters = { 0 };
        parameters_text(&parameters, members);
        parameters_text(&parameters, pairs_text);
        parameters_text(&parameters, heads_text);
        return statement_do(run->db, "decision_group", &parameters, NULL, error);
}

static bool
run_judge(Run *run, GError **error)
{
        g_autoptr(PGresult) rows = run_on_ids(run, "decision_members", run->members, error);
        if (rows == NULL)
                return false;
        g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify) entry_member_free);
        for (int row = 0; row < PQntuples(rows); row++) {
                EntryMember *member = entry_member_from_row(rows, row);
                g_ptr_array_add(members, member);
                if (member->identity->entry_id == run->rekey && !run_rekey(run, member, error))
                        return false;
                if (run->again)
                        return true;
        }
        g_autoptr(GPtrArray) verdicts = entry_pair_verdicts(run->db, "decision_verdicts", members, error);
        g_autoptr(EntryGroups) groups = verdicts == NULL ? NULL : entry_groups_new(members, verdicts, true);
        /* differences are told from the facts that live once the representatives are written */
        return groups != NULL && run_write_groups(run, groups, error) &&
               entry_pairs_compare(run->db, "decision_facts", groups, error) && run_write_groups(run, groups, error);
}

/* What the judging made of the version of the entry that was decided on. */
static bool
run_version(const Run *run, DecisionAnswer *answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, g_array_index(run->entries, gint64, 0));
        g_autoptr(PGresult) rows = statement_run(run->db, "decision_version", &parameters, error);
        if (rows == NULL)
                return false;
        answer->row_version = result_number(rows, 0, 0);
        return true;
}

static bool
run_once(Run *run, DecisionWork work, gpointer data, DecisionAnswer *ret_answer, GError **error)
{
        run->again = false;
        if (!statement_begin(run->db, error) || !statement_do(run->db, "entry_plan", NULL, NULL, error) ||
            !run_lock(run, error))
                return false;
        if (run->again)
                return true;
        g_autoptr(DecisionRelate) relations = decision_relate_new(run->db, run->members, error);
        if (relations == NULL || !work(run->db, data, ret_answer, error))
                return false;
        if (ret_answer->result != DECISION_DONE)
                return true;
        if (!run_judge(run, error))
                return false;
        return run->again || (decision_relate_write(relations, run->rekey != 0, run->touched, error) &&
                              entry_course_decided(run->db, run->touched, error) &&
                              run_version(run, ret_answer, error) && statement_commit(run->db, error));
}

bool
decision_run(Db *db, const GArray *entries, gint64 rekey, DecisionWork work, gpointer data, DecisionAnswer *ret_answer,
             GError **error)
{
        g_auto(Run) run = { .db = db,
                            .entries = g_array_new(FALSE, FALSE, sizeof(gint64)),
                            .rekey = rekey,
                            .members = g_array_new(FALSE, FALSE, sizeof(gint64)),
                            .touched = g_array_new(FALSE, FALSE, sizeof(gint64)) };
        g_array_append_vals(run.entries, entries->data, entries->len);
        g_autoptr(GError) failure = NULL;
        for (unsigned try = 0; try < RUN_TRIES; try++) {
                g_clear_error(&failure);
                DecisionAnswer answer = { 0 };
                const bool done = run_once(&run, work, data, &answer, &failure);
                statement_rollback(db);
                if (done && !run.again) {
                        *ret_answer = answer;
                        return true;
                }
                if (!done && !g_error_matches(failure, CCOT_ERROR, CCOT_ERROR_RETRY))
                        break;
        }
        if (failure == NULL)
                g_set_error_literal(&failure, CCOT_ERROR, CCOT_ERROR_RETRY,
                                    "database: a group of copies keeps growing while it is decided on");
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
}
