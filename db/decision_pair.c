#include "db/decision_pair.h"

#include "db/entry_pair.h"
#include "db/entry_write.h"
#include "register/evidence.h"

static GPtrArray *
pair_members(Db *db, gint64 a, gint64 b, GError **error)
{
        g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_array_append_val(ids, a);
        g_array_append_val(ids, b);
        g_autofree char *array = entry_ids_array(ids);
        Parameters parameters = { 0 };
        parameters_text(&parameters, array);
        g_autoptr(PGresult) rows = statement_run(db, "decision_members", &parameters, error);
        if (rows == NULL)
                return NULL;
        GPtrArray *members = g_ptr_array_new_with_free_func((GDestroyNotify) entry_member_free);
        for (int row = 0; row < PQntuples(rows); row++)
                g_ptr_array_add(members, entry_member_from_row(rows, row));
        return members;
}

bool
decision_pair_evidence(Db *db, gint64 entry_id, gint64 other, char **ret_evidence, GError **error)
{
        g_autoptr(GPtrArray) members = pair_members(db, entry_id, other, error);
        if (members == NULL)
                return false;
        if (members->len < 2)
                return true;
        const EntryMember *first = g_ptr_array_index(members, 0), *second = g_ptr_array_index(members, 1);
        g_autoptr(DuplicateVerdict) verdict = duplicate_judge(first->identity, second->identity);
        *ret_evidence = evidence_text(first->identity, second->identity, verdict);
        return true;
}

bool
decision_pair_original(Db *db, gint64 entry_id, gint64 other, gint64 *ret_original, GError **error)
{
        g_autoptr(GPtrArray) members = pair_members(db, other, other, error);
        if (members == NULL)
                return false;
        const EntryMember *named = members->len == 0 ? NULL : g_ptr_array_index(members, 0);
        *ret_original = named == NULL ? 0 : named->head == entry_id ? other : named->head;
        return true;
}
