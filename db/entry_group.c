/* A group is a set of entries that hang together by sure evidence or a person's word. It has one representative: the earliest
 * verified entry, else the earliest pending one, so that the register's reference stays with the order when an earlier
 * copy turns up late; else the best of the confirmed copies, which is pending again. The outcome depends on the entries
 * and on what people said of them alone, not on the order in which transactions wrote them.
 *
 * In the ordinary case the new entries join one group behind its representative: then only the pairs of the new ones are
 * judged and written. Otherwise (an earlier copy came late, a new one joins two groups, a person decided) the whole
 * group is. */
#include "db/entry_group.h"

#include "db/entry_link.h"
#include "register/difference.h"
#include "register/evidence.h"

void
entry_member_free(EntryMember *member)
{
        if (!member->fresh)
                identity_free(member->identity);
        g_free(member);
}

void
entry_verdict_free(EntryVerdict *verdict)
{
        g_free(verdict->evidence);
        g_free(verdict);
}

static void
entry_pair_free(gpointer data)
{
        EntryPair *pair = data;
        duplicate_verdict_free(pair->verdict);
        g_free(pair->evidence);
        if (pair->differences != NULL)
                g_ptr_array_unref(pair->differences);
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

/* Whether a is the better paper to stand for its group: no draft, readable, more decisive fields. */
static bool
group_is_better(const EntryMember *a, const EntryMember *b)
{
        if (a->identity->draft != b->identity->draft)
                return b->identity->draft;
        return a->readable != b->readable ? a->readable : a->decisive > b->decisive;
}

/* The representative among the members with that root; members->len when nobody lives. */
static unsigned
group_representative(const EntryLinks *links, unsigned root)
{
        const GPtrArray *members = links->members;
        unsigned pending = members->len, copy = members->len;
        for (unsigned i = 0; i < members->len; i++) {
                const EntryMember *member = member_at(members, i);
                if (entry_links_root(links, i) != root)
                        continue;
                if (member->state == ENTRY_STATE_VERIFIED)
                        return i;
                if (member->state == ENTRY_STATE_PENDING && pending == members->len)
                        pending = i;
                if (member->state == ENTRY_STATE_DUPLICATE &&
                    (copy == members->len || group_is_better(member, member_at(members, copy))))
                        copy = i;
        }
        return pending < members->len ? pending : copy;
}

/* Takes verdict. */
static void
group_add_pair(EntryGroups *groups, const EntryLinks *links, unsigned i, unsigned j, DuplicateVerdict *verdict)
{
        const EntryMember *entry = member_at(links->members, i), *earlier = member_at(links->members, j);
        EntryPair *pair = g_new0(EntryPair, 1);
        pair->entry_id = entry->identity->entry_id;
        pair->earlier_entry_id = earlier->identity->entry_id;
        pair->verdict = verdict;
        pair->evidence = evidence_text(entry->identity, earlier->identity, verdict);
        const EntryVerdict *before = entry_links_verdict(links, i, j);
        g_autofree char *news =
            before == NULL || before->confirmed ? NULL : evidence_news(before->evidence, pair->evidence);
        if (news != NULL)
                g_ptr_array_add(verdict->reasons, g_strdup_printf("said before not to be the same order; %s", news));
        g_ptr_array_add(groups->pairs, pair);
}

/* Nothing but a person's word, on this pair or on copies between the two. */
static void
group_set_said(DuplicateVerdict *verdict)
{
        verdict->level = DUPLICATE_LEVEL_POSSIBLE;
        verdict->score = 0.5;
        g_ptr_array_add(verdict->reasons, g_strdup("a person says so"));
}

/* A copy of a copy, with no direct evidence against the representative: as sure as its best link. */
static DuplicateVerdict *
group_indirect(const EntryLinks *links, unsigned root, unsigned i)
{
        DuplicateVerdict *best = NULL;
        for (unsigned j = 0; j < links->members->len; j++) {
                if (j == i || entry_links_root(links, j) != root)
                        continue;
                DuplicateVerdict *verdict = entry_links_judge(links, i, j);
                const bool better = verdict->level > (best == NULL ? DUPLICATE_LEVEL_POSSIBLE : best->level);
                duplicate_verdict_free(better ? best : verdict);
                best = better ? verdict : best;
        }
        if (best == NULL) {
                best = g_new0(DuplicateVerdict, 1);
                best->reasons = g_ptr_array_new_with_free_func(g_free);
                group_set_said(best);
                return best;
        }
        best->level = MIN(best->level, DUPLICATE_LEVEL_SAME_ORDER);
        best->score = MIN(best->score, 0.9);
        g_ptr_array_insert(best->reasons, 0, g_strdup("by way of another copy"));
        return best;
}

/* The pairs of one member: to the representative, and to each earlier one with stronger evidence. */
static void
group_judge(const EntryLinks *links, unsigned root, unsigned representative, unsigned i, bool fresh_only,
            EntryGroups *groups)
{
        const EntryMember *member = member_at(links->members, i);
        DuplicateVerdict *verdict = entry_links_judge(links, i, representative);
        if (verdict->level <= DUPLICATE_LEVEL_POSSIBLE) {
                duplicate_verdict_free(verdict);
                verdict = group_indirect(links, root, i);
        }
        const DuplicateLevel level = verdict->level;
        if (member->fresh || !fresh_only)
                group_add_pair(groups, links, i, representative, verdict);
        else
                duplicate_verdict_free(verdict);
        for (unsigned j = 0; j < i && level < DUPLICATE_LEVEL_SAME_MESSAGE; j++) {
                const EntryMember *other = member_at(links->members, j);
                if (j == representative || entry_links_root(links, j) != root ||
                    (fresh_only && !member->fresh && !other->fresh))
                        continue;
                DuplicateVerdict *stronger = entry_links_judge(links, i, j);
                if (stronger->level > level)
                        group_add_pair(groups, links, i, j, stronger);
                else
                        duplicate_verdict_free(stronger);
        }
}

/* True when nothing but the pairs of new entries changes: one old group, and its representative stays. */
static bool
group_is_ordinary(const EntryLinks *links, unsigned root, unsigned representative)
{
        gint64 head = 0;
        for (unsigned i = 0; i < links->members->len; i++) {
                const EntryMember *member = member_at(links->members, i);
                if (member->fresh || entry_links_root(links, i) != root)
                        continue;
                if (head != 0 && member->head != head)
                        return false;
                head = member->head;
        }
        return head == member_at(links->members, representative)->identity->entry_id;
}

/* Where nobody lives, the first stands for the others, so that they stay together. */
static void
group_write(const EntryLinks *links, unsigned root, bool decided, EntryGroups *groups)
{
        const GPtrArray *members = links->members;
        const unsigned living = group_representative(links, root);
        const unsigned representative = living < members->len ? living : root;
        unsigned size = 0;
        for (unsigned i = 0; i < members->len; i++)
                size += entry_links_root(links, i) == root;
        if (!decided && !links->anew && (living == members->len || size == 1))
                return;
        const bool ordinary = !decided && !links->anew && group_is_ordinary(links, root, representative);
        const gint64 head = member_at(members, representative)->identity->entry_id;
        for (unsigned i = 0; i < members->len; i++) {
                if (entry_links_root(links, i) != root)
                        continue;
                const EntryMember *member = member_at(members, i);
                const gint64 row[] = { member->identity->entry_id, i == representative ? 0 : head };
                if (!ordinary)
                        g_array_append_val(groups->members, row[0]);
                if (!ordinary || member->fresh)
                        g_array_append_vals(groups->heads, row, G_N_ELEMENTS(row));
                if (i != representative)
                        group_judge(links, root, representative, i, ordinary, groups);
        }
}

/* What people said of a pair stays visible as such, whoever represents the two now. */
static void
group_write_said(const EntryLinks *links, EntryGroups *groups)
{
        GHashTableIter iter;
        gpointer data = NULL;
        g_hash_table_iter_init(&iter, links->verdicts);
        while (g_hash_table_iter_next(&iter, NULL, &data)) {
                const EntryVerdict *word = data;
                const unsigned a = GPOINTER_TO_UINT(g_hash_table_lookup(links->places, &word->entry_id));
                const unsigned b = GPOINTER_TO_UINT(g_hash_table_lookup(links->places, &word->other_entry_id));
                if (word->confirmed != (entry_links_root(links, a) == entry_links_root(links, b)))
                        continue;
                DuplicateVerdict *verdict = entry_links_judge(links, a, b);
                if (verdict->level == DUPLICATE_LEVEL_NONE && word->confirmed)
                        group_set_said(verdict);
                if (verdict->level > DUPLICATE_LEVEL_NONE)
                        group_add_pair(groups, links, MAX(a, b), MIN(a, b), verdict);
                else
                        duplicate_verdict_free(verdict);
        }
}

EntryGroups *
entry_groups_new(const GPtrArray *members, const GPtrArray *verdicts, bool decided)
{
        EntryGroups *groups = g_new0(EntryGroups, 1);
        groups->members = g_array_new(FALSE, FALSE, sizeof(gint64));
        groups->heads = g_array_new(FALSE, FALSE, sizeof(gint64));
        groups->pairs = g_ptr_array_new_with_free_func(entry_pair_free);
        g_autoptr(EntryLinks) links = entry_links_new(members, verdicts, decided);
        g_autofree bool *done = g_new0(bool, members->len + 1);
        for (unsigned i = 0; i < members->len; i++) {
                const unsigned root = entry_links_root(links, i);
                if (done[root] || (!decided && !links->anew && !member_at(members, i)->fresh))
                        continue;
                done[root] = true;
                group_write(links, root, decided, groups);
        }
        group_write_said(links, groups);
        return groups;
}
