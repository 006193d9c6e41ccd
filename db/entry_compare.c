#include "db/entry_pair.h"
#include "db/entry_text.h"
#include "db/entry_write.h"

#include <jansson.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static void
compare_names(Identity *identity, const char *list, void (*add)(Identity *, const char *))
{
        g_autoptr(json_t) names = json_loads(list, 0, NULL);
        size_t i = 0;
        json_t *name = NULL;
        json_array_foreach(names, i, name) if (json_is_string(name)) add(identity, json_string_value(name));
}

void
entry_identity_fields(Identity *identity, const char *text)
{
        g_autoptr(json_t) fields = text == NULL ? NULL : json_loads(text, 0, NULL);
        const char *name = NULL;
        json_t *value = NULL;
        json_object_foreach(fields, name, value)
        {
                const Field field = field_from_name(name);
                if (field == FIELD_PROTECTED_PEOPLE)
                        compare_names(identity, json_string_value(value), identity_add_person);
                else if (field == FIELD_RESPONDENT_ALIASES)
                        compare_names(identity, json_string_value(value), identity_add_alias);
                else if (field != FIELD_COUNT)
                        identity_set(identity, field, json_string_value(value));
        }
}

EntryMember *
entry_member_from_row(const PGresult *rows, int row)
{
        Identity *identity = identity_new();
        identity->entry_id = result_number(rows, row, 0);
        identity->message_id = result_number(rows, row, 1);
        identity->received_at = result_number(rows, row, 2);
        identity->position = (unsigned) result_number(rows, row, 3);
        identity->ordinal = (unsigned) result_number(rows, row, 4);
        identity->message_sha256 = g_strdup(result_text(rows, row, 5));
        identity->rfc_message_id = g_strdup(result_text(rows, row, 6));
        identity->body_sha256 = g_strdup(result_text(rows, row, 7));
        identity->document_sha256 = g_strdup(result_text(rows, row, 8));
        identity->order_type = (OrderType) vocabulary_value(VOCABULARY_ORDER_TYPE, result_text(rows, row, 9));
        identity->action = (Action) vocabulary_value(VOCABULARY_ACTION, result_text(rows, row, 10));
        identity->draft = result_flag(rows, row, 11);
        entry_identity_fields(identity, result_text(rows, row, 14));
        identity->language = g_strdup(result_text(rows, row, 15));
        identity->recognised = result_flag(rows, row, 16);
        identity->has_text = entry_text_read(result_text(rows, row, 17), &identity->text);
        EntryMember *member = g_new0(EntryMember, 1);
        member->identity = identity;
        member->state = (EntryState) vocabulary_value(VOCABULARY_ENTRY_STATE, result_text(rows, row, 12));
        member->head = result_number(rows, row, 13);
        member->readable = result_flag(rows, row, 18);
        member->decisive = (unsigned) result_number(rows, row, 19);
        return member;
}

static bool
compare_holds_all(const EntryWrite *write)
{
        for (unsigned i = 0; i < IDENTITY_LOCKS; i++)
                if (!write->locks[i])
                        return false;
        return true;
}

/* True when every key of every member is locked already; otherwise the missing locks are noted. */
static bool
compare_is_locked(EntryWrite *write)
{
        if (compare_holds_all(write))
                return true;
        bool complete = true;
        for (unsigned i = 0; i < write->candidates->len; i++) {
                const EntryMember *member = g_ptr_array_index(write->candidates, i);
                g_autoptr(GArray) keys = identity_keys(member->identity);
                for (unsigned j = 0; j < keys->len; j++) {
                        bool *lock = &write->locks[identity_key_lock(g_array_index(keys, IdentityKey, j).key)];
                        complete = complete && *lock;
                        *lock = true;
                }
        }
        return complete;
}

bool
entry_write_json(EntryWrite *write, const char *statement, const json_t *list, GError **error)
{
        if (json_array_size(list) == 0)
                return true;
        g_autofree char *text = json_dumps(list, JSON_COMPACT | JSON_REAL_PRECISION(6));
        Parameters parameters = { 0 };
        parameters_text(&parameters, text);
        return statement_later(write->db, statement, &parameters, NULL, error);
}

static bool
compare_write(EntryWrite *write, EntryGroups *groups, GError **error)
{
        if (!entry_pairs_compare(write->db, "entry_facts", groups, error))
                return false;
        if (groups->members->len > 0) {
                g_autofree char *members = entry_ids_array(groups->members);
                Parameters parameters = { 0 };
                parameters_text(&parameters, members);
                if (!statement_later(write->db, "entry_unflag", &parameters, NULL, error))
                        return false;
        }
        g_autoptr(json_t) pairs = entry_pairs_json(groups);
        g_autoptr(json_t) heads = entry_heads_json(groups);
        return entry_write_json(write, "entry_flag", pairs, error) &&
               entry_write_json(write, "entry_group", heads, error) && statement_wait(write->db, error);
}

char *
entry_keys_array(const GPtrArray *orders, bool near)
{
        g_autoptr(GString) array = g_string_new("{");
        for (unsigned i = 0; i < orders->len; i++) {
                g_autoptr(GArray) keys = identity_keys(g_ptr_array_index(orders, i));
                for (unsigned j = 0; j < keys->len; j++) {
                        const IdentityKey key = g_array_index(keys, IdentityKey, j);
                        const bool joins = key.kind == IDENTITY_KEY_CASE || key.kind == IDENTITY_KEY_NAME;
                        if (!joins && identity_key_is_near(key.kind) == near)
                                g_string_append_printf(array, "%s%" G_GINT64_FORMAT, array->len > 1 ? "," : "",
                                                       key.key);
                }
        }
        return g_strdup(g_string_append_c(array, '}')->str);
}

/* The groups in which some entry is surely a copy of a new one: as a set of their representatives' numbers. */
static GHashTable *
compare_sure_groups(const EntryWrite *write, const GPtrArray *members)
{
        GHashTable *sure = g_hash_table_new(g_int64_hash, g_int64_equal);
        for (unsigned i = 0; i < members->len; i++) {
                const EntryMember *member = g_ptr_array_index(members, i);
                for (unsigned j = 0; j < write->orders->len && !g_hash_table_contains(sure, &member->head); j++) {
                        g_autoptr(DuplicateVerdict) verdict =
                            duplicate_judge(member->identity, g_ptr_array_index(write->orders, j));
                        if (verdict->level > DUPLICATE_LEVEL_POSSIBLE)
                                (void) g_hash_table_add(sure, (gpointer) (guintptr) &member->head);
                }
        }
        return sure;
}

/* An order that is being grouped itself: a message that is read again finds its own. */
static bool
compare_is_own(const EntryWrite *write, gint64 entry_id)
{
        for (unsigned i = 0; i < write->states->len; i++)
                if (((const Identity *) g_ptr_array_index(write->orders, i))->entry_id == entry_id)
                        return true;
        return false;
}

unsigned
entry_near_most(unsigned orders)
{
        return ENTRY_NEAR_MOST * CLAMP(orders, 1, ENTRY_NEAR_ORDERS);
}

bool
entry_compare_load(EntryWrite *write, bool *ret_again, GError **error)
{
        g_ptr_array_set_size(write->candidates, 0);
        g_ptr_array_set_size(write->near, 0);
        if (write->orders->len == 0)
                return true;
        g_autofree char *keys = entry_keys_array(write->orders, false);
        g_autofree char *near = entry_keys_array(write->orders, true);
        Parameters parameters = { 0 };
        parameters_text(&parameters, keys);
        parameters_text(&parameters, near);
        parameters_number(&parameters, entry_near_most(write->orders->len) + 1);
        g_autoptr(PGresult) rows = statement_run(write->db, "entry_candidates", &parameters, error);
        if (rows == NULL)
                return false;
        g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify) entry_member_free);
        for (int row = 0; row < PQntuples(rows); row++)
                g_ptr_array_add(members, entry_member_from_row(rows, row));
        g_autoptr(GHashTable) sure = compare_sure_groups(write, members);
        unsigned heads = 0;
        while (members->len > 0) {
                EntryMember *member = g_ptr_array_steal_index(members, 0);
                const bool is_head = member->head == member->identity->entry_id;
                heads += is_head;
                if (compare_is_own(write, member->identity->entry_id))
                        entry_member_free(member);
                else if (g_hash_table_contains(sure, &member->head))
                        g_ptr_array_add(write->candidates, member);
                else if (is_head)
                        g_ptr_array_add(write->near, member);
                else
                        entry_member_free(member);
        }
        write->near_cut = heads > entry_near_most(write->orders->len);
        *ret_again = !compare_is_locked(write);
        return true;
}

/* All members learn who represents them now. */
static void
compare_take_heads(EntryWrite *write, const EntryGroups *groups)
{
        for (unsigned i = 0; i + 1 < groups->heads->len; i += 2) {
                const gint64 entry_id = g_array_index(groups->heads, gint64, i);
                const gint64 head = g_array_index(groups->heads, gint64, i + 1);
                for (unsigned j = 0; j < write->candidates->len; j++) {
                        EntryMember *member = g_ptr_array_index(write->candidates, j);
                        if (member->identity->entry_id != entry_id)
                                continue;
                        /* an order that is new has represented nobody */
                        const bool held = !member->fresh || write->states->len > 0;
                        member->displaced = held && member->head == entry_id && head != 0;
                        member->head = head == 0 ? entry_id : head;
                }
        }
}

static int
compare_arrival(gconstpointer a, gconstpointer b)
{
        const EntryMember *const *x = a;
        const EntryMember *const *y = b;
        return identity_order((*x)->identity, (*y)->identity);
}

/* An order that was read again and is nobody's copy any more represents itself. */
static void
compare_stand_alone(const EntryWrite *write, EntryGroups *groups)
{
        for (unsigned i = 0; i < write->states->len; i++) {
                const gint64 entry_id = ((const Identity *) g_ptr_array_index(write->orders, i))->entry_id;
                bool grouped = g_array_index(write->states, EntryState, i) == ENTRY_STATE_DUPLICATE;
                for (unsigned j = 0; !grouped && j + 1 < groups->heads->len; j += 2)
                        grouped = g_array_index(groups->heads, gint64, j) == entry_id;
                const gint64 row[] = { entry_id, 0 };
                if (!grouped)
                        g_array_append_vals(groups->heads, row, G_N_ELEMENTS(row));
        }
}

bool
entry_compare_write(EntryWrite *write, GError **error)
{
        if (write->orders->len == 0)
                return true;
        for (unsigned i = 0; i < write->orders->len; i++) {
                const bool again = i < write->states->len;
                EntryMember *member = g_new0(EntryMember, 1);
                member->identity = g_ptr_array_index(write->orders, i);
                member->fresh = true;
                member->head = again ? g_array_index(write->heads, gint64, i) : member->identity->entry_id;
                member->state = again ? g_array_index(write->states, EntryState, i) : ENTRY_STATE_PENDING;
                member->readable = true;
                g_ptr_array_add(write->candidates, member);
        }
        g_ptr_array_sort(write->candidates, compare_arrival);
        g_autoptr(GPtrArray) verdicts =
            write->candidates->len == write->orders->len && write->states->len == 0
                ? g_ptr_array_new()
                : entry_pair_verdicts(write->db, "entry_verdicts", write->candidates, error);
        if (verdicts == NULL)
                return false;
        g_autoptr(EntryGroups) groups = entry_groups_new(write->candidates, verdicts, false);
        compare_take_heads(write, groups);
        compare_stand_alone(write, groups);
        return compare_write(write, groups, error);
}
