/* A group is a set of entries that hang together by sure evidence. It has one representative: the earliest verified
 * entry, else the earliest pending one, so that the register's reference stays with the order when an earlier copy
 * turns up late. The outcome depends on the entries alone, not on the order in which transactions wrote them.
 *
 * In the ordinary case the new entries join one group behind its representative: then only the pairs of the new ones are
 * judged and written. Otherwise (an earlier copy came late, or a new one joins two groups) the whole group is. */
#include "db/entry_group.h"

void
entry_member_free(EntryMember *member)
{
        if (!member->fresh)
                identity_free(member->identity);
        g_free(member);
}

static void
entry_pair_free(gpointer data)
{
        EntryPair *pair = data;
        duplicate_verdict_free(pair->verdict);
        g_free(pair);
}

void
entry_groups_free(EntryGroups *groups)
{
        if (groups == NULL)
                return;
        g_array_unref(groups->members);
        g_ptr_array_unref(groups->pairs);
        g_array_unref(groups->heads);
        g_free(groups);
}

static const EntryMember *
member_at(const GPtrArray *members, unsigned i)
{
        return g_ptr_array_index(members, i);
}

static unsigned
group_root(unsigned *roots, unsigned i)
{
        while (roots[i] != i)
                i = roots[i] = roots[roots[i]];
        return i;
}

static void
group_join(unsigned *roots, unsigned a, unsigned b)
{
        a = group_root(roots, a);
        b = group_root(roots, b);
        roots[MAX(a, b)] = MIN(a, b);
}

/* Which entries hang together: those of one group so far, and those that a new one is a copy of. */
static void
group_connect(const GPtrArray *members, unsigned *roots)
{
        g_autoptr(GHashTable) by_head = g_hash_table_new(g_int64_hash, g_int64_equal);
        for (unsigned i = 0; i < members->len; i++) {
                const EntryMember *member = member_at(members, i);
                gpointer first = NULL;
                roots[i] = i;
                if (g_hash_table_lookup_extended(by_head, &member->head, NULL, &first))
                        group_join(roots, i, GPOINTER_TO_UINT(first));
                else
                        (void) g_hash_table_insert(by_head, (gpointer) (guintptr) &member->head, GUINT_TO_POINTER(i));
        }
        for (unsigned i = 0; i < members->len; i++)
                for (unsigned j = 0; member_at(members, i)->fresh && j < members->len; j++) {
                        if (group_root(roots, i) == group_root(roots, j))
                                continue;
                        g_autoptr(DuplicateVerdict) verdict =
                            duplicate_judge(member_at(members, i)->identity, member_at(members, j)->identity);
                        if (verdict->level > DUPLICATE_LEVEL_POSSIBLE)
                                group_join(roots, i, j);
                }
}

/* The representative among the members with that root; members->len when nobody lives. */
static unsigned
group_representative(const GPtrArray *members, unsigned *roots, unsigned root)
{
        unsigned pending = members->len;
        for (unsigned i = 0; i < members->len; i++) {
                if (group_root(roots, i) != root)
                        continue;
                if (member_at(members, i)->state == ENTRY_STATE_VERIFIED)
                        return i;
                if (member_at(members, i)->state == ENTRY_STATE_PENDING && pending == members->len)
                        pending = i;
        }
        return pending;
}

static void
group_add_pair(EntryGroups *groups, const EntryMember *entry, const EntryMember *earlier, DuplicateVerdict *verdict)
{
        EntryPair *pair = g_new0(EntryPair, 1);
        pair->entry_id = entry->identity->entry_id;
        pair->earlier_entry_id = earlier->identity->entry_id;
        pair->verdict = verdict;
        g_ptr_array_add(groups->pairs, pair);
}

/* A copy of a copy, with no direct evidence against the representative: as sure as its best link. */
static DuplicateVerdict *
group_indirect(const GPtrArray *members, unsigned *roots, unsigned root, unsigned i)
{
        DuplicateVerdict *best = NULL;
        for (unsigned j = 0; j < members->len; j++) {
                if (j == i || group_root(roots, j) != root)
                        continue;
                DuplicateVerdict *verdict =
                    duplicate_judge(member_at(members, i)->identity, member_at(members, j)->identity);
                const bool better = verdict->level > (best == NULL ? DUPLICATE_LEVEL_POSSIBLE : best->level);
                duplicate_verdict_free(better ? best : verdict);
                best = better ? verdict : best;
        }
        if (best != NULL) {
                best->level = MIN(best->level, DUPLICATE_LEVEL_SAME_ORDER);
                best->score = MIN(best->score, 0.9);
                g_ptr_array_insert(best->reasons, 0, g_strdup("by way of another copy"));
        }
        return best;
}

/* The pairs of one member: to the representative, and to each earlier one with stronger evidence. */
static void
group_judge(const GPtrArray *members, unsigned *roots, unsigned root, unsigned representative, unsigned i,
            bool fresh_only, EntryGroups *groups)
{
        const EntryMember *member = member_at(members, i);
        const EntryMember *first = member_at(members, representative);
        DuplicateVerdict *verdict = duplicate_judge(member->identity, first->identity);
        if (verdict->level <= DUPLICATE_LEVEL_POSSIBLE) {
                duplicate_verdict_free(verdict);
                verdict = group_indirect(members, roots, root, i);
        }
        const DuplicateLevel level = verdict == NULL ? DUPLICATE_LEVEL_NONE : verdict->level;
        if (verdict != NULL && (member->fresh || !fresh_only))
                group_add_pair(groups, member, first, verdict);
        else
                duplicate_verdict_free(verdict);
        for (unsigned j = 0; j < i && level < DUPLICATE_LEVEL_SAME_MESSAGE; j++) {
                const EntryMember *other = member_at(members, j);
                if (j == representative || group_root(roots, j) != root ||
                    (fresh_only && !member->fresh && !other->fresh))
                        continue;
                DuplicateVerdict *stronger = duplicate_judge(member->identity, other->identity);
                if (stronger->level > level)
                        group_add_pair(groups, member, other, stronger);
                else
                        duplicate_verdict_free(stronger);
        }
}

/* True when nothing but the pairs of new entries changes: one old group, and its representative stays. */
static bool
group_is_ordinary(const GPtrArray *members, unsigned *roots, unsigned root, unsigned representative)
{
        gint64 head = 0;
        for (unsigned i = 0; i < members->len; i++) {
                const EntryMember *member = member_at(members, i);
                if (member->fresh || group_root(roots, i) != root)
                        continue;
                if (head != 0 && member->head != head)
                        return false;
                head = member->head;
        }
        return head == member_at(members, representative)->identity->entry_id;
}

static void
group_write(const GPtrArray *members, unsigned *roots, unsigned root, EntryGroups *groups)
{
        const unsigned representative = group_representative(members, roots, root);
        unsigned size = 0;
        for (unsigned i = 0; i < members->len; i++)
                size += group_root(roots, i) == root;
        if (representative == members->len || size == 1)
                return;
        const bool ordinary = group_is_ordinary(members, roots, root, representative);
        const gint64 head = member_at(members, representative)->identity->entry_id;
        for (unsigned i = 0; i < members->len; i++) {
                if (group_root(roots, i) != root)
                        continue;
                const EntryMember *member = member_at(members, i);
                const gint64 row[] = { member->identity->entry_id, i == representative ? 0 : head };
                if (!ordinary)
                        g_array_append_val(groups->members, row[0]);
                if (!ordinary || member->fresh)
                        g_array_append_vals(groups->heads, row, G_N_ELEMENTS(row));
                if (i != representative)
                        group_judge(members, roots, root, representative, i, ordinary, groups);
        }
}

EntryGroups *
entry_groups_new(const GPtrArray *members)
{
        EntryGroups *groups = g_new0(EntryGroups, 1);
        groups->members = g_array_new(FALSE, FALSE, sizeof(gint64));
        groups->heads = g_array_new(FALSE, FALSE, sizeof(gint64));
        groups->pairs = g_ptr_array_new_with_free_func(entry_pair_free);
        g_autofree unsigned *roots = g_new(unsigned, members->len + 1);
        g_autofree bool *done = g_new0(bool, members->len + 1);
        group_connect(members, roots);
        for (unsigned i = 0; i < members->len; i++) {
                const unsigned root = group_root(roots, i);
                if (!member_at(members, i)->fresh || done[root])
                        continue;
                done[root] = true;
                group_write(members, roots, root, groups);
        }
        return groups;
}
