#include "db/entry_reread.h"

#include "base/error.h"
#include "register/reread.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* Columns that reread_held adds to those of entry_candidates. */
enum { HELD_PATH = 20, HELD_DECIDED = 21 };

/* The orders of the message as the register holds them. */
typedef struct {
        GPtrArray *members; /* of EntryMember* */
        GPtrArray *paths;   /* of char* */
        GArray *decided;    /* of bool */
} Held;

static void
held_clear(Held *held)
{
        g_ptr_array_unref(held->members);
        g_ptr_array_unref(held->paths);
        g_array_unref(held->decided);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Held, held_clear)

static Held
held_new(void)
{
        return (Held){ .members = g_ptr_array_new_with_free_func((GDestroyNotify) entry_member_free),
                       .paths = g_ptr_array_new_with_free_func(g_free),
                       .decided = g_array_new(FALSE, FALSE, sizeof(bool)) };
}

static bool
held_load(Db *db, gint64 message_id, Held *held, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, message_id);
        g_autoptr(PGresult) rows = statement_run(db, "reread_held", &parameters, error);
        for (int row = 0; rows != NULL && row < PQntuples(rows); row++) {
                const bool decided = result_flag(rows, row, HELD_DECIDED);
                g_ptr_array_add(held->members, entry_member_from_row(rows, row));
                g_ptr_array_add(held->paths, g_strdup(result_text(rows, row, HELD_PATH)));
                g_array_append_val(held->decided, decided);
        }
        return rows != NULL;
}

/* The orders that were read, each with the number of the entry that it is. New reference. */
static json_t *
reread_orders(const EntryWrite *write, const Held *held)
{
        const unsigned held_count = held->members->len;
        const unsigned read_count = write->orders->len;
        g_autofree RereadOrder *old = g_new0(RereadOrder, held_count + 1);
        g_autofree RereadOrder *fresh = g_new0(RereadOrder, read_count + 1);
        g_autofree int *pairs = g_new0(int, read_count + 1);
        for (unsigned i = 0; i < held_count; i++)
                old[i] = (RereadOrder){ ((const EntryMember *) g_ptr_array_index(held->members, i))->identity,
                                        g_ptr_array_index(held->paths, i), g_array_index(held->decided, bool, i) };
        for (unsigned i = 0; i < read_count; i++)
                fresh[i] = (RereadOrder){
                        g_ptr_array_index(write->orders, i),
                        ((const SubmissionOrder *) g_ptr_array_index(write->submission->orders, i))->document, false
                };
        reread_pair(old, held_count, fresh, read_count, pairs);
        json_t *orders = entry_write_orders(write);
        for (unsigned i = 0; i < read_count; i++)
                if (pairs[i] != REREAD_NONE)
                        json_object_set_new(json_array_get(orders, i), "entry_id",
                                            json_integer(old[pairs[i]].identity->entry_id));
        return orders;
}

static bool
reread_load(EntryWrite *write, const char *statement, const char *ids, GPtrArray *members, GError **error)
{
        Parameters parameters = { 0 };
        if (ids != NULL)
                parameters_text(&parameters, ids);
        parameters_number(&parameters, write->claim->message_id);
        g_autoptr(PGresult) rows = statement_run(write->db, statement, &parameters, error);
        for (int row = 0; rows != NULL && row < PQntuples(rows); row++)
                g_ptr_array_add(members, entry_member_from_row(rows, row));
        return rows != NULL;
}

/* The keys of members, as a set. */
static GHashTable *
reread_keys(const GPtrArray *members)
{
        GHashTable *set = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
        for (unsigned i = 0; i < members->len; i++) {
                const EntryMember *member = g_ptr_array_index(members, i);
                g_autoptr(GArray) keys = identity_keys(member->identity);
                for (unsigned k = 0; k < keys->len; k++)
                        (void) g_hash_table_add(set,
                                                g_memdup2(&g_array_index(keys, IdentityKey, k).key, sizeof(gint64)));
        }
        return set;
}

/* True when the locks of all these keys are held; otherwise the missing ones are noted. */
static bool
reread_is_locked(EntryWrite *write, GHashTable *keys)
{
        bool complete = true;
        GHashTableIter iter;
        gpointer key = NULL;
        g_hash_table_iter_init(&iter, keys);
        while (g_hash_table_iter_next(&iter, &key, NULL)) {
                bool *lock = &write->locks[identity_key_lock(*(const gint64 *) key)];
                complete = complete && *lock;
                *lock = true;
        }
        return complete;
}

static char *
reread_ids(const GPtrArray *members)
{
        GString *ids = g_string_new("{");
        for (unsigned i = 0; i < members->len; i++)
                g_string_append_printf(ids, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                                       ((const EntryMember *) g_ptr_array_index(members, i))->identity->entry_id);
        return g_string_free(g_string_append_c(ids, '}'), FALSE);
}

static bool
reread_write(EntryWrite *write, json_t *orders, GError **error)
{
        g_autoptr(json_t) documents = entry_write_documents(write);
        g_autoptr(json_t) services = entry_write_services(write);
        g_autoptr(json_t) alerts = entry_write_alerts(write);
        g_autoptr(json_t) reading = json_pack("{s:O, s:O}", "documents", documents, "orders", orders);
        const gint64 message_id = write->claim->message_id;
        g_autofree char *rows = json_dumps(reading, JSON_COMPACT | JSON_REAL_PRECISION(9));
        Parameters apply = { 0 };
        parameters_number(&apply, message_id);
        parameters_text(&apply, rows);
        if (!statement_do(write->db, "reread_apply", &apply, NULL, error) || !entry_write_words(write, error))
                return false;
        g_autofree char *statements = json_dumps(services, JSON_COMPACT | JSON_REAL_PRECISION(9));
        Parameters serve = { 0 };
        parameters_number(&serve, message_id);
        parameters_text(&serve, statements);
        g_autoptr(PGresult) ids = statement_run(write->db, "reread_services", &serve, error);
        for (int row = 0; ids != NULL && row < PQntuples(ids); row++) {
                const gint64 id = result_number(ids, row, 0);
                g_array_append_val(write->service_ids, id);
        }
        g_autofree char *raised = json_dumps(alerts, JSON_COMPACT);
        Parameters finish = { 0 };
        parameters_number(&finish, message_id);
        parameters_text(&finish, raised);
        parameters_number(&finish, (gint64) json_array_size(documents));
        return ids != NULL && statement_do(write->db, "reread_finish", &finish, NULL, error) &&
               entry_write_keys(write, "entry_insert_service_keys", "service_id", write->services, write->service_ids,
                                error);
}

static bool
reread_names_equal(const GPtrArray *a, const GPtrArray *b)
{
        bool equal = a->len == b->len;
        for (unsigned i = 0; equal && i < a->len; i++)
                equal = g_strcmp0(g_ptr_array_index(a, i), g_ptr_array_index(b, i)) == 0;
        return equal;
}

/* True when nothing differs from which copies and relations are judged. */
static bool
reread_equal(const Identity *a, const Identity *b)
{
        bool equal = a->entry_id == b->entry_id && a->position == b->position && a->ordinal == b->ordinal &&
                     a->order_type == b->order_type && a->action == b->action && a->draft == b->draft &&
                     a->recognised == b->recognised && a->has_text == b->has_text &&
                     memcmp(&a->text, &b->text, sizeof a->text) == 0 && g_strcmp0(a->language, b->language) == 0 &&
                     g_strcmp0(a->respondent, b->respondent) == 0 &&
                     g_strcmp0(a->document_sha256, b->document_sha256) == 0 && reread_names_equal(a->names, b->names) &&
                     reread_names_equal(a->aliases, b->aliases);
        for (Field field = 0; equal && field < FIELD_COUNT; field++)
                equal = g_strcmp0(a->values[field], b->values[field]) == 0;
        return equal;
}

/* The orders of the message as they stand now, with their keys. *ret_changed: something by which they are judged. */
static bool
reread_reload(EntryWrite *write, const Held *before, GPtrArray *members, bool *ret_changed, GError **error)
{
        g_auto(Held) now = held_new();
        if (!held_load(write->db, write->claim->message_id, &now, error))
                return false;
        *ret_changed = now.members->len != before->members->len;
        g_autoptr(GPtrArray) identities = g_ptr_array_new();
        for (unsigned i = 0; i < now.members->len; i++) {
                const EntryMember *member = g_ptr_array_index(now.members, i);
                g_ptr_array_add(identities, member->identity);
                g_array_append_val(write->entry_ids, member->identity->entry_id);
                *ret_changed = *ret_changed ||
                               !reread_equal(((const EntryMember *) g_ptr_array_index(before->members, i))->identity,
                                             member->identity);
        }
        if (!entry_write_keys(write, "entry_insert_keys", "entry_id", identities, write->entry_ids, error))
                return false;
        while (now.members->len > 0)
                g_ptr_array_add(members, g_ptr_array_steal_index(now.members, 0));
        return true;
}

/* From here on the members stand where new orders do: grouped by nothing but what people have confirmed. */
static void
reread_take(EntryWrite *write, GPtrArray *members)
{
        g_ptr_array_set_size(write->orders, 0);
        for (unsigned i = 0; i < members->len; i++) {
                EntryMember *member = g_ptr_array_index(members, i);
                const gint64 head = member->state == ENTRY_STATE_DUPLICATE ? member->head : member->identity->entry_id;
                g_ptr_array_add(write->orders, member->identity);
                g_array_append_val(write->states, member->state);
                g_array_append_val(write->heads, head);
                g_array_append_val(write->touched, member->identity->entry_id);
                member->fresh = true; /* whose identity belongs to write->orders */
        }
}

static bool
reread_forget(EntryWrite *write, const GPtrArray *members, GError **error)
{
        g_autofree char *ids = reread_ids(members);
        Parameters parameters = { 0 };
        parameters_text(&parameters, ids);
        return statement_do(write->db, "reread_forget", &parameters, NULL, error);
}

bool
entry_reread_rows(EntryWrite *write, bool *ret_again, GError **error)
{
        Parameters message = { 0 };
        parameters_number(&message, write->claim->message_id);
        g_auto(Held) held = held_new();
        g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify) entry_member_free);
        if (!statement_do(write->db, "reread_lock", &message, NULL, error) ||
            !held_load(write->db, write->claim->message_id, &held, error) ||
            !reread_load(write, "reread_group", NULL, members, error))
                return false;
        g_autofree char *ids = reread_ids(held.members);
        if (!reread_load(write, "reread_acting", ids, write->acting, error))
                return false;
        g_autoptr(GHashTable) own_keys = reread_keys(held.members);
        g_autoptr(GHashTable) group_keys = reread_keys(members);
        const bool own_locked = reread_is_locked(write, own_keys);
        *ret_again = !reread_is_locked(write, group_keys) || !own_locked;
        if (*ret_again)
                return true;
        g_autoptr(json_t) orders = reread_orders(write, &held);
        bool changed = false;
        if (!reread_write(write, orders, error) || !reread_reload(write, &held, members, &changed, error))
                return false;
        g_ptr_array_set_size(write->orders, 0);
        if (!changed) {
                g_ptr_array_set_size(write->acting, 0);
                return true;
        }
        if (!reread_forget(write, members, error))
                return false;
        reread_take(write, members);
        return true;
}

char *
entry_reread_preview(EntryWrite *write, GError **error)
{
        g_auto(Held) held = held_new();
        if (!held_load(write->db, write->claim->message_id, &held, error))
                return NULL;
        g_autoptr(json_t) orders = reread_orders(write, &held);
        g_autofree char *text = json_dumps(orders, JSON_COMPACT | JSON_REAL_PRECISION(9));
        Parameters parameters = { 0 };
        parameters_number(&parameters, write->claim->message_id);
        parameters_text(&parameters, text);
        g_autoptr(PGresult) result = statement_run(write->db, "reread_changes", &parameters, error);
        return result == NULL ? NULL : g_strdup(result_text(result, 0, 0));
}
