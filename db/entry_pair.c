#include "db/entry_pair.h"

#include "db/statement.h"
#include "register/difference.h"

typedef struct {
        char *values[FIELD_COUNT];
} PairFacts;

static void
pair_facts_free(gpointer data)
{
        PairFacts *facts = data;
        for (Field field = 0; field < FIELD_COUNT; field++)
                g_free(facts->values[field]);
        g_free(facts);
}

char *
entry_ids_array(const GArray *ids)
{
        g_autoptr(GString) array = g_string_new("{");
        for (guint i = 0; i < ids->len; i++)
                g_string_append_printf(array, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index(ids, gint64, i));
        return g_strdup(g_string_append_c(array, '}')->str);
}

GPtrArray *
entry_pair_verdicts(Db *db, const char *statement, const GPtrArray *members, GError **error)
{
        g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        for (guint i = 0; i < members->len; i++) {
                const EntryMember *member = g_ptr_array_index(members, i);
                g_array_append_val(ids, member->identity->entry_id);
        }
        g_autofree char *array = entry_ids_array(ids);
        Parameters parameters = { 0 };
        parameters_text(&parameters, array);
        g_autoptr(PGresult) rows = statement_run(db, statement, &parameters, error);
        if (rows == NULL)
                return NULL;
        GPtrArray *verdicts = g_ptr_array_new_with_free_func((GDestroyNotify) entry_verdict_free);
        for (int row = 0; row < PQntuples(rows); row++) {
                EntryVerdict *verdict = g_new0(EntryVerdict, 1);
                verdict->entry_id = result_number(rows, row, 0);
                verdict->other_entry_id = result_number(rows, row, 1);
                verdict->confirmed = result_flag(rows, row, 2);
                verdict->evidence = g_strdup(result_text(rows, row, 3));
                g_ptr_array_add(verdicts, verdict);
        }
        return verdicts;
}

/* PairFacts by entry; NULL on failure. */
static GHashTable *
pair_facts(Db *db, const char *statement, const GArray *ids, GError **error)
{
        g_autofree char *array = entry_ids_array(ids);
        Parameters parameters = { 0 };
        parameters_text(&parameters, array);
        g_autoptr(PGresult) rows = statement_run(db, statement, &parameters, error);
        if (rows == NULL)
                return NULL;
        GHashTable *by_entry = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, pair_facts_free);
        for (guint i = 0; i < ids->len; i++)
                (void) g_hash_table_replace(by_entry, g_memdup2(&g_array_index(ids, gint64, i), sizeof(gint64)),
                                            g_new0(PairFacts, 1));
        for (int row = 0; row < PQntuples(rows); row++) {
                const gint64 entry_id = result_number(rows, row, 0);
                PairFacts *facts = g_hash_table_lookup(by_entry, &entry_id);
                const Field field = field_from_name(result_text(rows, row, 1));
                if (facts != NULL && field != FIELD_COUNT && facts->values[field] == NULL)
                        facts->values[field] = g_strdup(result_text(rows, row, 2));
        }
        return by_entry;
}

GPtrArray *
entry_pair_differences(Db *db, const char *statement, gint64 entry_id, gint64 original, char *ret_copy[FIELD_COUNT],
                       char *ret_original[FIELD_COUNT], GError **error)
{
        g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_array_append_val(ids, entry_id);
        g_array_append_val(ids, original);
        g_autoptr(GHashTable) by_entry = pair_facts(db, statement, ids, error);
        if (by_entry == NULL)
                return NULL;
        const PairFacts *copy = g_hash_table_lookup(by_entry, &entry_id);
        const PairFacts *other = g_hash_table_lookup(by_entry, &original);
        for (Field field = 0; field < FIELD_COUNT; field++) {
                if (ret_copy != NULL)
                        ret_copy[field] = g_strdup(copy->values[field]);
                if (ret_original != NULL)
                        ret_original[field] = g_strdup(other->values[field]);
        }
        return difference_list((const char *const *) copy->values, (const char *const *) other->values);
}

/* The representative of each entry that one is named for. */
static GHashTable *
pair_heads(const EntryGroups *groups)
{
        GHashTable *heads = g_hash_table_new(g_int64_hash, g_int64_equal);
        for (guint i = 0; i + 1 < groups->heads->len; i += 2)
                (void) g_hash_table_insert(heads, &g_array_index(groups->heads, gint64, i),
                                           &g_array_index(groups->heads, gint64, i + 1));
        return heads;
}

static bool
pair_is_to_head(GHashTable *heads, const EntryPair *pair)
{
        const gint64 *head = g_hash_table_lookup(heads, &pair->entry_id);
        return head != NULL && *head == pair->earlier_entry_id;
}

bool
entry_pairs_compare(Db *db, const char *statement, EntryGroups *groups, GError **error)
{
        g_autoptr(GHashTable) heads = pair_heads(groups);
        g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        for (guint i = 0; i < groups->pairs->len; i++) {
                const EntryPair *pair = g_ptr_array_index(groups->pairs, i);
                if (!pair_is_to_head(heads, pair))
                        continue;
                g_array_append_val(ids, pair->entry_id);
                g_array_append_val(ids, pair->earlier_entry_id);
        }
        if (ids->len == 0)
                return true;
        g_autoptr(GHashTable) by_entry = pair_facts(db, statement, ids, error);
        if (by_entry == NULL)
                return false;
        for (guint i = 0; i < groups->pairs->len; i++) {
                EntryPair *pair = g_ptr_array_index(groups->pairs, i);
                if (!pair_is_to_head(heads, pair))
                        continue;
                const PairFacts *copy = g_hash_table_lookup(by_entry, &pair->entry_id);
                const PairFacts *original = g_hash_table_lookup(by_entry, &pair->earlier_entry_id);
                pair->differences =
                    difference_list((const char *const *) copy->values, (const char *const *) original->values);
        }
        return true;
}

static json_t *
pair_words(const GPtrArray *differences, DifferenceKind kind)
{
        if (differences == NULL)
                return json_null();
        json_t *list = json_array();
        for (guint i = 0; i < differences->len; i++) {
                const Difference *difference = g_ptr_array_index(differences, i);
                if (difference->kind == kind)
                        json_array_append_new(list, json_string(difference->words));
        }
        return list;
}

json_t *
entry_pair_json(const EntryPair *pair)
{
        json_t *reasons = json_array();
        for (guint i = 0; i < pair->verdict->reasons->len; i++)
                json_array_append_new(reasons, json_string(g_ptr_array_index(pair->verdict->reasons, i)));
        return json_pack("{s:I, s:I, s:s, s:f, s:o, s:s, s:o, s:o}", "entry_id", (json_int_t) pair->entry_id,
                         "earlier_entry_id", (json_int_t) pair->earlier_entry_id, "level",
                         vocabulary_word(VOCABULARY_DUPLICATE_LEVEL, pair->verdict->level), "score",
                         pair->verdict->score, "reasons", reasons, "evidence", pair->evidence, "adds",
                         pair_words(pair->differences, DIFFERENCE_ADDS), "contradicts",
                         pair_words(pair->differences, DIFFERENCE_CONTRADICTS));
}

json_t *
entry_pairs_json(const EntryGroups *groups)
{
        json_t *list = json_array();
        for (guint i = 0; i < groups->pairs->len; i++)
                json_array_append_new(list, entry_pair_json(g_ptr_array_index(groups->pairs, i)));
        return list;
}

json_t *
entry_heads_json(const EntryGroups *groups)
{
        json_t *list = json_array();
        for (guint i = 0; i + 1 < groups->heads->len; i += 2) {
                const gint64 head = g_array_index(groups->heads, gint64, i + 1);
                json_t *row = json_pack("{s:I}", "entry_id", (json_int_t) g_array_index(groups->heads, gint64, i));
                json_object_set_new(row, "representative_id", head == 0 ? json_null() : json_integer(head));
                json_array_append_new(list, row);
        }
        return list;
}
