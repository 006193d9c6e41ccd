#include "db/entry_link.h"

#include "register/evidence.h"

/* Entries of groups in which every pair is judged; in larger ones what hung together so far still does. */
enum { LINK_ANEW_MOST = 600 };

typedef struct {
        unsigned i, j;
        bool confirmed;
        DuplicateLevel level;
        double score;
} Link;

static const EntryMember *
link_member(const EntryLinks *links, unsigned i)
{
        return g_ptr_array_index(links->members, i);
}

static guint
link_pair_hash(gconstpointer data)
{
        const gint64 *pair = data;
        return g_int64_hash(&pair[0]) * 31 + g_int64_hash(&pair[1]);
}

static gboolean
link_pair_equal(gconstpointer a, gconstpointer b)
{
        const gint64 *x = a, *y = b;
        return x[0] == y[0] && x[1] == y[1];
}

const EntryVerdict *
entry_links_verdict(const EntryLinks *links, unsigned i, unsigned j)
{
        const gint64 a = link_member(links, i)->identity->entry_id, b = link_member(links, j)->identity->entry_id;
        const gint64 pair[2] = { MIN(a, b), MAX(a, b) };
        return g_hash_table_lookup(links->verdicts, pair);
}

DuplicateVerdict *
entry_links_judge(const EntryLinks *links, unsigned i, unsigned j)
{
        return duplicate_judge(link_member(links, i)->identity, link_member(links, j)->identity);
}

unsigned
entry_links_root(const EntryLinks *links, unsigned i)
{
        unsigned *roots = links->roots;
        while (roots[i] != i)
                i = roots[i] = roots[roots[i]];
        return i;
}

static void
link_join(EntryLinks *links, unsigned a, unsigned b)
{
        a = entry_links_root(links, a);
        b = entry_links_root(links, b);
        links->roots[MAX(a, b)] = MIN(a, b);
}

/* Entries of one group so far. */
static void
link_heads(EntryLinks *links)
{
        g_autoptr(GHashTable) by_head = g_hash_table_new(g_int64_hash, g_int64_equal);
        for (unsigned i = 0; i < links->members->len; i++) {
                const EntryMember *member = link_member(links, i);
                gpointer first = NULL;
                if (g_hash_table_lookup_extended(by_head, &member->head, NULL, &first))
                        link_join(links, i, GPOINTER_TO_UINT(first));
                else
                        (void) g_hash_table_insert(by_head, (gpointer) (guintptr) &member->head, GUINT_TO_POINTER(i));
        }
}

/* What people said to be copies, whatever is read of them now. */
static void
link_confirmed(EntryLinks *links)
{
        GHashTableIter iter;
        gpointer data = NULL;
        g_hash_table_iter_init(&iter, links->verdicts);
        while (g_hash_table_iter_next(&iter, NULL, &data)) {
                const EntryVerdict *verdict = data;
                if (verdict->confirmed)
                        link_join(links, GPOINTER_TO_UINT(g_hash_table_lookup(links->places, &verdict->entry_id)),
                                  GPOINTER_TO_UINT(g_hash_table_lookup(links->places, &verdict->other_entry_id)));
        }
}

/* What a fresh entry is a copy of. */
static void
link_fresh(EntryLinks *links)
{
        for (unsigned i = 0; i < links->members->len; i++)
                for (unsigned j = 0; link_member(links, i)->fresh && j < links->members->len; j++) {
                        if (entry_links_root(links, i) == entry_links_root(links, j))
                                continue;
                        g_autoptr(DuplicateVerdict) verdict = entry_links_judge(links, i, j);
                        if (verdict->level > DUPLICATE_LEVEL_POSSIBLE)
                                link_join(links, i, j);
                }
}

static int
link_compare(gconstpointer a, gconstpointer b)
{
        const Link *x = a, *y = b;
        if (x->confirmed != y->confirmed)
                return x->confirmed ? -1 : 1;
        if (x->level != y->level)
                return x->level > y->level ? -1 : 1;
        if (x->score < y->score || x->score > y->score)
                return x->score > y->score ? -1 : 1;
        if (x->i != y->i)
                return x->i < y->i ? -1 : 1;
        return x->j < y->j ? -1 : x->j > y->j;
}

/* All sure links, the strongest first, and the pairs that must stay apart (of unsigned, two each). */
static GArray *
link_list(const EntryLinks *links, GArray *apart)
{
        GArray *list = g_array_new(FALSE, FALSE, sizeof(Link));
        for (unsigned i = 1; i < links->members->len; i++)
                for (unsigned j = 0; j < i; j++) {
                        const EntryVerdict *word = entry_links_verdict(links, i, j);
                        g_autoptr(DuplicateVerdict) verdict = entry_links_judge(links, i, j);
                        g_autofree char *evidence = word == NULL
                                                        ? NULL
                                                        : evidence_text(link_member(links, i)->identity,
                                                                        link_member(links, j)->identity, verdict);
                        const unsigned pair[] = { i, j };
                        const Link link = { i, j, word != NULL && word->confirmed, verdict->level, verdict->score };
                        if (word != NULL && !word->confirmed && g_strcmp0(word->evidence, evidence) == 0)
                                g_array_append_vals(apart, pair, G_N_ELEMENTS(pair));
                        else if (link.confirmed || link.level > DUPLICATE_LEVEL_POSSIBLE)
                                g_array_append_val(list, link);
                }
        g_array_sort(list, link_compare);
        return list;
}

static bool
link_is_refused(const EntryLinks *links, const GArray *apart, unsigned a, unsigned b)
{
        for (guint i = 0; i + 1 < apart->len; i += 2) {
                const unsigned x = entry_links_root(links, g_array_index(apart, unsigned, i));
                const unsigned y = entry_links_root(links, g_array_index(apart, unsigned, i + 1));
                if ((x == a && y == b) || (x == b && y == a))
                        return true;
        }
        return false;
}

static void
link_anew(EntryLinks *links)
{
        g_autoptr(GArray) apart = g_array_new(FALSE, FALSE, sizeof(unsigned));
        g_autoptr(GArray) list = link_list(links, apart);
        for (guint i = 0; i < list->len; i++) {
                const Link *link = &g_array_index(list, Link, i);
                const unsigned a = entry_links_root(links, link->i), b = entry_links_root(links, link->j);
                if (a != b && !link_is_refused(links, apart, a, b))
                        link_join(links, a, b);
        }
}

static bool
link_has_dismissed(const GPtrArray *verdicts)
{
        for (guint i = 0; verdicts != NULL && i < verdicts->len; i++)
                if (!((const EntryVerdict *) g_ptr_array_index(verdicts, i))->confirmed)
                        return true;
        return false;
}

EntryLinks *
entry_links_new(const GPtrArray *members, const GPtrArray *verdicts, bool decided)
{
        EntryLinks *links = g_new0(EntryLinks, 1);
        links->members = members;
        links->verdicts = g_hash_table_new_full(link_pair_hash, link_pair_equal, g_free, NULL);
        links->roots = g_new(unsigned, members->len + 1);
        links->places = g_hash_table_new(g_int64_hash, g_int64_equal);
        for (unsigned i = 0; i < members->len; i++) {
                links->roots[i] = i;
                (void) g_hash_table_insert(links->places, &link_member(links, i)->identity->entry_id,
                                           GUINT_TO_POINTER(i));
        }
        for (guint i = 0; verdicts != NULL && i < verdicts->len; i++) {
                EntryVerdict *verdict = g_ptr_array_index(verdicts, i);
                const gint64 pair[] = { MIN(verdict->entry_id, verdict->other_entry_id),
                                        MAX(verdict->entry_id, verdict->other_entry_id) };
                (void) g_hash_table_replace(links->verdicts, g_memdup2(pair, sizeof pair), verdict);
        }
        links->anew = decided || link_has_dismissed(verdicts);
        if (links->anew && members->len <= LINK_ANEW_MOST) {
                link_anew(links);
                return links;
        }
        link_heads(links);
        link_confirmed(links);
        link_fresh(links);
        return links;
}

void
entry_links_free(EntryLinks *links)
{
        g_hash_table_unref(links->verdicts);
        g_hash_table_unref(links->places);
        g_free(links->roots);
        g_free(links);
}
