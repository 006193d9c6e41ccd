/* Which entries hang together: by evidence, by a person's word, or not. For entry_group.c only. */
#ifndef DB_ENTRY_LINK_H
#define DB_ENTRY_LINK_H

#include "db/entry_group.h"

typedef struct {
        const GPtrArray *members; /* of EntryMember* */
        GHashTable *verdicts;     /* EntryVerdict by pair: what a person said last */
        GHashTable *places;       /* place among members by entry id */
        unsigned *roots;          /* for each member one of its group; that of a root is itself, its earliest */
        bool anew;                /* every pair was looked at, not those of fresh entries alone */
} EntryLinks;

/* decided: every pair is judged. That is so, too, where a pair was dismissed: then evidence joins from the strongest down, and
 * never what would bring such a pair together. */
EntryLinks *entry_links_new(const GPtrArray *members, const GPtrArray *verdicts, bool decided);
void entry_links_free(EntryLinks *links);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntryLinks, entry_links_free)

unsigned entry_links_root(const EntryLinks *links, unsigned i);
/* NULL when nobody said anything. */
const EntryVerdict *entry_links_verdict(const EntryLinks *links, unsigned i, unsigned j);
/* Free with duplicate_verdict_free(). */
DuplicateVerdict *entry_links_judge(const EntryLinks *links, unsigned i, unsigned j);

#endif
