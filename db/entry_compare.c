#include "db/entry_group.h"
#include "db/entry_write.h"

#include <jansson.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static void
compare_people(Identity *identity, const char *list)
{
        g_autoptr(json_t) names = json_loads(list, 0, NULL);
        size_t i = 0;
        json_t *name = NULL;
        json_array_foreach(names, i, name) if (json_is_string(name))
            identity_add_person(identity, json_string_value(name));
}

static void
compare_fields(Identity *identity, const char *text)
{
        g_autoptr(json_t) fields = text == NULL ? NULL : json_loads(text, 0, NULL);
        const char *name = NULL;
        json_t *value = NULL;
        json_object_foreach(fields, name, value)
        {
                const Field field = field_from_name(name);
                if (field == FIELD_PROTECTED_PEOPLE)
                        compare_people(identity, json_string_value(value));
                else if (field != FIELD_COUNT)
                        identity_set(identity, field, json_string_value(value));
        }
}

/* An entry of the register from a row of entry_candidates. */
static Identity *
compare_identity(const PGresult *rows, int row)
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
        compare_fields(identity, result_text(rows, row, 14));
        return identity;
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

static bool
compare_json(EntryWrite *write, const char *statement, const json_t *list, GError **error)
{
        if (json_array_size(list) == 0)
                return true;
        g_autofree char *text = json_dumps(list, JSON_COMPACT | JSON_REAL_PRECISION(6));
        Parameters parameters = { 0 };
        parameters_text(&parameters, text);
        return statement_do(write->db, statement, &parameters, NULL, error);
}

static bool
compare_unflag(EntryWrite *write, const EntryGroups *groups, GError **error)
{
        if (groups->members->len == 0)
                return true;
        g_autoptr(GString) ids = g_string_new("{");
        for (unsigned i = 0; i < groups->members->len; i++)
                g_string_append_printf(ids, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                                       g_array_index(groups->members, gint64, i));
        Parameters parameters = { 0 };
        parameters_text(&parameters, g_string_append_c(ids, '}')->str);
        return statement_do(write->db, "entry_unflag", &parameters, NULL, error);
}

static bool
compare_write(EntryWrite *write, const EntryGroups *groups, GError **error)
{
        g_autoptr(json_t) pairs = json_array();
        for (unsigned i = 0; i < groups->pairs->len; i++) {
                const EntryPair *pair = g_ptr_array_index(groups->pairs, i);
                json_t *reasons = json_array();
                for (unsigned j = 0; j < pair->verdict->reasons->len; j++)
                        json_array_append_new(reasons, json_string(g_ptr_array_index(pair->verdict->reasons, j)));
                json_array_append_new(pairs,
                                      json_pack("{s:I, s:I, s:s, s:f, s:o}", "entry_id", (json_int_t) pair->entry_id,
                                                "earlier_entry_id", (json_int_t) pair->earlier_entry_id, "level",
                                                vocabulary_word(VOCABULARY_DUPLICATE_LEVEL, pair->verdict->level),
                                                "score", pair->verdict->score, "reasons", reasons));
        }
        g_autoptr(json_t) heads = json_array();
        for (unsigned i = 0; i + 1 < groups->heads->len; i += 2) {
                const gint64 head = g_array_index(groups->heads, gint64, i + 1);
                json_t *row = json_pack("{s:I}", "entry_id", (json_int_t) g_array_index(groups->heads, gint64, i));
                json_object_set_new(row, "representative_id", head == 0 ? json_null() : json_integer(head));
                json_array_append_new(heads, row);
        }
        return compare_unflag(write, groups, error) && compare_json(write, "entry_flag", pairs, error) &&
               compare_json(write, "entry_group", heads, error);
}

/* Keys by which copies are found, as PostgreSQL prints an array; "{}" when there are none. */
static char *
compare_keys(const EntryWrite *write)
{
        g_autoptr(GString) array = g_string_new("{");
        for (unsigned i = 0; i < write->orders->len; i++) {
                g_autoptr(GArray) keys = identity_keys(g_ptr_array_index(write->orders, i));
                for (unsigned j = 0; j < keys->len; j++) {
                        const IdentityKey key = g_array_index(keys, IdentityKey, j);
                        if (key.kind != IDENTITY_KEY_CASE && key.kind != IDENTITY_KEY_NAME)
                                g_string_append_printf(array, "%s%" G_GINT64_FORMAT, array->len > 1 ? "," : "",
                                                       key.key);
                }
        }
        return g_strdup(g_string_append_c(array, '}')->str);
}

bool
entry_compare_load(EntryWrite *write, bool *ret_again, GError **error)
{
        g_ptr_array_set_size(write->candidates, 0);
        if (write->orders->len == 0)
                return true;
        g_autofree char *keys = compare_keys(write);
        Parameters parameters = { 0 };
        parameters_text(&parameters, keys);
        g_autoptr(PGresult) rows = statement_run(write->db, "entry_candidates", &parameters, error);
        if (rows == NULL)
                return false;
        for (int row = 0; row < PQntuples(rows); row++) {
                EntryMember *member = g_new0(EntryMember, 1);
                member->identity = compare_identity(rows, row);
                member->state = (EntryState) vocabulary_value(VOCABULARY_ENTRY_STATE, result_text(rows, row, 12));
                member->head = result_number(rows, row, 13);
                g_ptr_array_add(write->candidates, member);
        }
        *ret_again = !compare_is_locked(write);
        return true;
}

static int
compare_arrival(gconstpointer a, gconstpointer b)
{
        const EntryMember *const *x = a;
        const EntryMember *const *y = b;
        return identity_order((*x)->identity, (*y)->identity);
}

bool
entry_compare_write(EntryWrite *write, GError **error)
{
        if (write->orders->len == 0)
                return true;
        for (unsigned i = 0; i < write->orders->len; i++) {
                EntryMember *member = g_new0(EntryMember, 1);
                member->identity = g_ptr_array_index(write->orders, i);
                member->fresh = true;
                member->head = member->identity->entry_id;
                member->state = ENTRY_STATE_PENDING;
                g_ptr_array_add(write->candidates, member);
        }
        g_ptr_array_sort(write->candidates, compare_arrival);
        g_autoptr(EntryGroups) groups = entry_groups_new(write->candidates);
        return compare_write(write, groups, error);
}
