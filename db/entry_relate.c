#include "db/entry_pair.h"
#include "db/entry_write.h"

#include "register/evidence.h"
#include "register/relation.h"

/* Orders that a new one is said to lie beside; a name that half the county bears must not fill the register. */
enum { RELATE_MOST = 20 };

/* What is written at the end: pairs that are possibly copies, and relations with the orders for which they are given. */
typedef struct {
        json_t *pairs;
        json_t *relations;
        GString *acting; /* orders all of whose relations are given */
        GString *copies; /* new copies of orders that were held: they act on what those act on */
        GString *again;  /* representatives whose main relation is given, for their copies too */
        GString
            *displaced; /* orders beside which nothing lies but what is given: they represent their group no more, or
                             * were decided on */
} Relate;

/* A statement of this step, as those who write mails may run it or as those who decide may. */
static bool
relate_run(const EntryWrite *write, const char *name, const Parameters *parameters, PGresult **ret_rows, GError **error)
{
        g_autofree char *statement = g_strconcat(write->decided ? "decision_" : "entry_", name, NULL);
        *ret_rows = statement_run(write->db, statement, parameters, error);
        return *ret_rows != NULL;
}

static void
relate_clear(Relate *relate)
{
        json_decref(relate->pairs);
        json_decref(relate->relations);
        g_string_free(relate->acting, TRUE);
        g_string_free(relate->copies, TRUE);
        g_string_free(relate->again, TRUE);
        g_string_free(relate->displaced, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Relate, relate_clear)

static void
relate_name(GString *array, gint64 entry_id)
{
        g_string_append_printf(array, "%s%" G_GINT64_FORMAT, array->len > 1 ? "," : "", entry_id);
}

/* That more orders might have been compared, for the reasons. New string. */
static char *
relate_limit(const EntryWrite *write)
{
        return g_strdup_printf("shares its number or names with more orders than are compared: the nearest %u were",
                               entry_near_most(write->orders->len));
}

/* Takes relation, which may be NULL. */
static void
relate_add(Relate *relate, const Identity *acting, Relation *relation)
{
        g_autoptr(Relation) owned = relation;
        if (owned == NULL)
                return;
        json_t *reasons = json_array();
        for (guint i = 0; i < owned->reasons->len; i++)
                json_array_append_new(reasons, json_string(g_ptr_array_index(owned->reasons, i)));
        json_t *row = json_pack("{s:I, s:s, s:o}", "entry_id", (json_int_t) acting->entry_id, "kind",
                                vocabulary_word(VOCABULARY_RELATION, owned->kind), "reasons", reasons);
        if (owned->earlier_entry_id != 0)
                json_object_set_new(row, "earlier_entry_id", json_integer(owned->earlier_entry_id));
        if (owned->target_made_on != NULL)
                json_object_set_new(row, "target_made_on", json_string(owned->target_made_on));
        json_array_append_new(relate->relations, row);
}

/* The representatives of all groups that were looked at, as Identity*, without that of head. */
static GPtrArray *
relate_others(const EntryWrite *write, gint64 head)
{
        GPtrArray *others = g_ptr_array_new();
        for (unsigned list = 0; list < 2; list++) {
                const GPtrArray *members = list == 0 ? write->candidates : write->near;
                for (guint i = 0; i < members->len; i++) {
                        const EntryMember *member = g_ptr_array_index(members, i);
                        if (member->head == member->identity->entry_id && member->head != head &&
                            member->state != ENTRY_STATE_REJECTED)
                                g_ptr_array_add(others, member->identity);
                }
        }
        return others;
}

static void
relate_possible(Relate *relate, const Identity *fresh, const Identity *other)
{
        g_autoptr(DuplicateVerdict) verdict = duplicate_judge(fresh, other);
        if (verdict->level != DUPLICATE_LEVEL_POSSIBLE)
                return;
        const bool later = identity_order(fresh, other) > 0;
        g_autofree char *evidence = evidence_text(fresh, other, verdict);
        const EntryPair pair = { .entry_id = later ? fresh->entry_id : other->entry_id,
                                 .earlier_entry_id = later ? other->entry_id : fresh->entry_id,
                                 .verdict = verdict,
                                 .evidence = evidence };
        json_array_append_new(relate->pairs, entry_pair_json(&pair));
}

/* What lies beside an order that represents its group, and what it lies beside; target is what it acts on, or 0. */
static void
relate_beside(Relate *relate, const EntryWrite *write, const Identity *head, gint64 target, const GPtrArray *others)
{
        unsigned beside = 0;
        for (guint i = 0; i < others->len; i++) {
                const Identity *other = g_ptr_array_index(others, i);
                relate_possible(relate, head, other);
                Relation *acts =
                    other->entry_id == target || beside >= RELATE_MOST ? NULL : relation_beside(head, other);
                if (acts != NULL && beside == 0 && write->near_cut)
                        g_ptr_array_add(acts->reasons, relate_limit(write));
                beside += acts != NULL;
                if (acts != NULL && beside == RELATE_MOST)
                        g_ptr_array_add(acts->reasons,
                                        g_strdup("further orders against this respondent are not listed"));
                relate_add(relate, head, acts);
                relate_add(relate, other, relation_beside(other, head));
        }
}

/* Which representatives are such since now: new ones, and those of groups that are one now. */
static void
relate_mark_news(const EntryWrite *write)
{
        for (guint i = 0; i < write->candidates->len; i++) {
                EntryMember *member = g_ptr_array_index(write->candidates, i);
                member->news = member->news || (member->fresh && member->head == member->identity->entry_id);
                for (guint j = 0; member->displaced && j < write->candidates->len; j++) {
                        EntryMember *head = g_ptr_array_index(write->candidates, j);
                        head->news = head->news || head->identity->entry_id == member->head;
                }
        }
}

static const EntryMember *
relate_head(const EntryWrite *write, const EntryMember *member)
{
        for (guint i = 0; i < write->candidates->len; i++) {
                const EntryMember *head = g_ptr_array_index(write->candidates, i);
                if (head->identity->entry_id == member->head)
                        return head;
        }
        return member;
}

/* A new order: what it acts on, what it lies beside, what lies beside it. What a copy acts on is told by its representative,
 * so that it does not hang on which of them came first, nor on how much was read of the copy. */
static void
relate_fresh(Relate *relate, const EntryWrite *write, const EntryMember *fresh)
{
        const EntryMember *representative = relate_head(write, fresh);
        const Identity *head = representative->identity;
        relate_name(relate->acting, fresh->identity->entry_id);
        if (!representative->fresh) {
                relate_name(relate->copies, fresh->identity->entry_id);
                return;
        }
        g_autoptr(GPtrArray) others = relate_others(write, fresh->head);
        Relation *main = relation_main(head, others);
        const gint64 target = main == NULL ? 0 : main->earlier_entry_id;
        if (main != NULL && write->near_cut)
                g_ptr_array_add(main->reasons, relate_limit(write));
        relate_add(relate, fresh->identity, main);
        if (head == fresh->identity)
                relate_beside(relate, write, head, target, others);
}

/* An order that a new one has put behind another: what lay beside it lies beside its new representative. */
static void
relate_displaced(Relate *relate, EntryWrite *write, const EntryMember *displaced)
{
        for (guint i = 0; i < write->candidates->len; i++) {
                const EntryMember *member = g_ptr_array_index(write->candidates, i);
                /* what serves or changes one group does so for both now */
                if (member->head == displaced->head)
                        g_array_append_val(write->touched, member->identity->entry_id);
        }
        const EntryMember *head = relate_head(write, displaced);
        g_autoptr(GPtrArray) others = relate_others(write, displaced->head);
        g_autoptr(Relation) main = relation_main(head->identity, others);
        const gint64 target = main == NULL ? 0 : main->earlier_entry_id;
        relate_name(relate->acting, displaced->identity->entry_id);
        relate_name(relate->displaced, displaced->identity->entry_id);
        relate_name(relate->again, head->identity->entry_id);
        if (!head->fresh) {
                relate_beside(relate, write, head->identity, target, others);
                relate_add(relate, head->identity, g_steal_pointer(&main));
        }
}

/* Whether a new order may be what an older one acts on: then its main relation is judged again. */
static bool
relate_concerns(const Identity *acting, const EntryWrite *write)
{
        for (guint i = 0; i < write->candidates->len; i++) {
                const EntryMember *fresh = g_ptr_array_index(write->candidates, i);
                if (!fresh->news)
                        continue;
                g_autoptr(GPtrArray) alone = g_ptr_array_new();
                g_ptr_array_add(alone, fresh->identity);
                g_autoptr(Relation) relation = relation_main(acting, alone);
                if (relation != NULL && relation->earlier_entry_id != 0)
                        return true;
        }
        return false;
}

/* An older order that a new one may concern: judged again with everything that lies beside itself. */
static bool
relate_again(EntryWrite *write, Relate *relate, Identity *acting, GError **error)
{
        g_autoptr(GPtrArray) only = g_ptr_array_new();
        g_ptr_array_add(only, acting);
        g_autofree char *keys = entry_keys_array(only, true);
        Parameters parameters = { 0 };
        parameters_text(&parameters, keys);
        parameters_number(&parameters, ENTRY_NEAR_MOST + 1);
        g_autoptr(PGresult) rows = NULL;
        if (!relate_run(write, "near", &parameters, &rows, error))
                return false;
        g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify) entry_member_free);
        g_autoptr(GPtrArray) others = g_ptr_array_new();
        for (int row = 0; row < PQntuples(rows); row++) {
                EntryMember *member = entry_member_from_row(rows, row);
                g_ptr_array_add(members, member);
                if (member->head != acting->entry_id)
                        g_ptr_array_add(others, member->identity);
        }
        Relation *main = relation_main(acting, others);
        if (main != NULL && PQntuples(rows) > ENTRY_NEAR_MOST)
                g_ptr_array_add(main->reasons, relate_limit(write));
        relate_add(relate, acting, main);
        relate_name(relate->again, acting->entry_id);
        return true;
}

/* Whether an order was said to act on one that is read again. */
static bool
relate_acted(const EntryWrite *write, gint64 entry_id)
{
        for (guint i = 0; i < write->acting->len; i++)
                if (((const EntryMember *) g_ptr_array_index(write->acting, i))->identity->entry_id == entry_id)
                        return true;
        return false;
}

static bool
relate_lock(EntryWrite *write, GError **error)
{
        g_autoptr(GArray) compared = g_array_new(FALSE, FALSE, sizeof(gint64));
        for (unsigned list = 0; list < 2; list++) {
                const GPtrArray *members = list == 0 ? write->candidates : write->near;
                for (guint i = 0; i < members->len; i++) {
                        const EntryMember *member = g_ptr_array_index(members, i);
                        g_array_append_val(compared, member->identity->entry_id);
                }
        }
        g_autofree char *ids = entry_ids_array(compared);
        Parameters parameters = { 0 };
        parameters_text(&parameters, ids);
        parameters_number(&parameters, write->claim->message_id);
        return statement_later(write->db, "entry_lock_near", &parameters, NULL, error);
}

static bool
relate_put(EntryWrite *write, Relate *relate, GError **error)
{
        g_autofree char *relations = json_dumps(relate->relations, JSON_COMPACT);
        Parameters parameters = { 0 };
        parameters_text(&parameters, g_string_append_c(relate->acting, '}')->str);
        parameters_text(&parameters, g_string_append_c(relate->again, '}')->str);
        parameters_text(&parameters, relations);
        parameters_text(&parameters, g_string_append_c(relate->displaced, '}')->str);
        if (!write->decided)
                parameters_text(&parameters, g_string_append_c(relate->copies, '}')->str);
        g_autoptr(PGresult) rows = NULL;
        if (!relate_run(write, "relate", &parameters, &rows, error))
                return false;
        for (int row = 0; row < PQntuples(rows); row++) {
                const gint64 touched = result_number(rows, row, 0);
                if (touched != 0)
                        g_array_append_val(write->touched, touched);
        }
        return entry_write_json(write, write->decided ? "decision_flag" : "entry_flag", relate->pairs, error);
}

/* The limit is said of the orders themselves too: they may be related to none of those that were compared. After
 * relate_put(), which closes the list of them. */
static bool
relate_note(EntryWrite *write, Relate *relate, GError **error)
{
        if (!write->near_cut && !write->again && !write->decided)
                return true;
        g_autofree char *limit = write->near_cut ? relate_limit(write) : NULL;
        Parameters parameters = { 0 };
        parameters_text(&parameters, relate->acting->str);
        parameters_text(&parameters, limit);
        return statement_later(write->db, write->decided ? "decision_note" : "entry_note", &parameters, NULL, error);
}

static bool
relate_is_fresh(const EntryWrite *write, gint64 entry_id)
{
        for (guint i = 0; i < write->candidates->len; i++) {
                const EntryMember *member = g_ptr_array_index(write->candidates, i);
                if (member->identity->entry_id == entry_id)
                        return member->fresh;
        }
        return false;
}

bool
entry_relate_judge(EntryWrite *write, GError **error)
{
        g_auto(Relate) relate = { json_array(),      json_array(),      g_string_new("{"),
                                  g_string_new("{"), g_string_new("{"), g_string_new("{") };
        relate_mark_news(write);
        for (guint i = 0; i < write->candidates->len; i++) {
                const EntryMember *member = g_ptr_array_index(write->candidates, i);
                const bool acts = member->fresh && member->state != ENTRY_STATE_REJECTED;
                if (write->decided && !member->displaced)
                        relate_name(relate.displaced, member->identity->entry_id);
                if (member->displaced)
                        relate_displaced(&relate, write, member);
                else if (acts)
                        relate_fresh(&relate, write, member);
        }
        g_autoptr(GPtrArray) heads = relate_others(write, 0);
        for (guint i = 0; i < heads->len; i++) {
                Identity *acting = g_ptr_array_index(heads, i);
                if (!relate_is_fresh(write, acting->entry_id) && !relate_acted(write, acting->entry_id) &&
                    relate_concerns(acting, write) && !relate_again(write, &relate, acting, error))
                        return false;
        }
        for (guint i = 0; i < write->acting->len; i++) {
                const EntryMember *acting = g_ptr_array_index(write->acting, i);
                if (!relate_again(write, &relate, acting->identity, error))
                        return false;
        }
        return relate_put(write, &relate, error) && relate_note(write, &relate, error);
}

bool
entry_relate_write(EntryWrite *write, GError **error)
{
        return relate_lock(write, error) && (write->orders->len == 0 || entry_relate_judge(write, error)) &&
               statement_wait(write->db, error);
}
