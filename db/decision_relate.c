#include "db/decision_relate.h"

#include "db/entry_pair.h"
#include "db/entry_write.h"

struct DecisionRelate {
        Db *db;
        GArray *ids;       /* of gint64 */
        GPtrArray *before; /* of EntryMember* */
        char *looked;      /* all by which relations are judged */
        GArray *acting;    /* of gint64: orders of other groups that act on them */
};

/* Columns of entry_member by which relations are judged: type, action, draft, who represents it, fields. */
static const int relate_columns[] = { 0, 9, 10, 11, 13, 14 };
enum { RELATE_STATE_COLUMN = 12 };

static PGresult *
relate_rows(Db *db, const char *statement, const GArray *ids, GError **error)
{
        g_autofree char *array = entry_ids_array(ids);
        Parameters parameters = { 0 };
        parameters_text(&parameters, array);
        return statement_run(db, statement, &parameters, error);
}

/* Members of these entries; *ret_looked: new string that changes with what they are judged by. */
static GPtrArray *
relate_load(Db *db, const GArray *ids, char **ret_looked, GError **error)
{
        g_autoptr(PGresult) rows = relate_rows(db, "decision_members", ids, error);
        if (rows == NULL)
                return NULL;
        GPtrArray *members = g_ptr_array_new_with_free_func((GDestroyNotify) entry_member_free);
        GString *looked = g_string_new(NULL);
        for (int row = 0; row < PQntuples(rows); row++) {
                g_ptr_array_add(members, entry_member_from_row(rows, row));
                for (unsigned i = 0; i < G_N_ELEMENTS(relate_columns); i++)
                        g_string_append_printf(looked, "%s|", result_text(rows, row, relate_columns[i]));
                const bool rejected = g_strcmp0(result_text(rows, row, RELATE_STATE_COLUMN), "rejected") == 0;
                g_string_append(looked, rejected ? "rejected\n" : "\n");
        }
        *ret_looked = g_string_free(looked, FALSE);
        return members;
}

static bool
relate_acting(DecisionRelate *relate, GError **error)
{
        g_autoptr(PGresult) rows = relate_rows(relate->db, "decision_acting", relate->ids, error);
        for (int row = 0; rows != NULL && row < PQntuples(rows); row++) {
                const gint64 entry_id = result_number(rows, row, 0);
                g_array_append_val(relate->acting, entry_id);
        }
        return rows != NULL;
}

DecisionRelate *
decision_relate_new(Db *db, const GArray *members, GError **error)
{
        g_autoptr(DecisionRelate) relate = g_new0(DecisionRelate, 1);
        relate->db = db;
        relate->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_array_append_vals(relate->ids, members->data, members->len);
        relate->acting = g_array_new(FALSE, FALSE, sizeof(gint64));
        relate->before = relate_load(db, relate->ids, &relate->looked, error);
        if (relate->before == NULL || !relate_acting(relate, error))
                return NULL;
        return g_steal_pointer(&relate);
}

void
decision_relate_free(DecisionRelate *relate)
{
        g_array_unref(relate->ids);
        g_array_unref(relate->acting);
        g_clear_pointer(&relate->before, g_ptr_array_unref);
        g_free(relate->looked);
        g_free(relate);
}

static bool
relate_was_head(const DecisionRelate *relate, gint64 entry_id)
{
        for (guint i = 0; i < relate->before->len; i++) {
                const EntryMember *member = g_ptr_array_index(relate->before, i);
                if (member->identity->entry_id == entry_id)
                        return member->head == entry_id;
        }
        return false;
}

/* The members as they are now stand where new orders do. */
static void
relate_take(const DecisionRelate *relate, EntryWrite *write, GPtrArray *members)
{
        while (members->len > 0) {
                EntryMember *member = g_ptr_array_steal_index(members, 0);
                const gint64 entry_id = member->identity->entry_id;
                member->fresh = true; /* whose identity belongs to write->orders */
                member->displaced = member->head != entry_id && relate_was_head(relate, entry_id);
                g_ptr_array_add(write->orders, member->identity);
                g_ptr_array_add(write->candidates, member);
        }
}

static bool
relate_is_member(const DecisionRelate *relate, gint64 entry_id)
{
        for (guint i = 0; i < relate->ids->len; i++)
                if (g_array_index(relate->ids, gint64, i) == entry_id)
                        return true;
        return false;
}

/* What lies near the members now. Asked twice: what is found is locked first, and read as it is then. */
static bool
relate_near(DecisionRelate *relate, EntryWrite *write, GError **error)
{
        g_autofree char *keys = entry_keys_array(write->orders, true);
        const unsigned most = entry_near_most(write->orders->len);
        for (unsigned pass = 0; pass < 2; pass++) {
                Parameters parameters = { 0 };
                parameters_text(&parameters, keys);
                parameters_number(&parameters, most + 1);
                g_autoptr(PGresult) rows = statement_run(relate->db, "decision_near", &parameters, error);
                if (rows == NULL)
                        return false;
                write->near_cut = PQntuples(rows) > (int) most;
                g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
                g_array_append_vals(found, relate->acting->data, relate->acting->len);
                for (int row = 0; row < PQntuples(rows); row++) {
                        const gint64 entry_id = result_number(rows, row, 0);
                        g_array_append_val(found, entry_id);
                        if (pass == 1 && !relate_is_member(relate, entry_id))
                                g_ptr_array_add(write->near, entry_member_from_row(rows, row));
                }
                g_autoptr(PGresult) locked = pass == 1 ? NULL : relate_rows(relate->db, "decision_lock", found, error);
                if (pass == 0 && locked == NULL)
                        return false;
        }
        return true;
}

bool
decision_relate_write(DecisionRelate *relate, bool forced, GArray *touched, GError **error)
{
        g_autofree char *looked = NULL;
        g_autoptr(GPtrArray) members = relate_load(relate->db, relate->ids, &looked, error);
        if (members == NULL)
                return false;
        if (!forced && g_str_equal(looked, relate->looked))
                return true;
        const MessageClaim none = { 0 };
        g_autoptr(Submission) empty = submission_new();
        g_autoptr(EntryWrite) write = entry_write_new(relate->db, &none, empty);
        write->decided = true;
        relate_take(relate, write, members);
        if (!relate_near(relate, write, error))
                return false;
        g_autofree char *ignored = NULL;
        g_autoptr(GPtrArray) acting = relate_load(relate->db, relate->acting, &ignored, error);
        if (acting == NULL)
                return false;
        while (acting->len > 0)
                g_ptr_array_add(write->acting, g_ptr_array_steal_index(acting, 0));
        if (!entry_relate_judge(write, error))
                return false;
        g_array_append_vals(touched, write->touched->data, write->touched->len);
        return true;
}
