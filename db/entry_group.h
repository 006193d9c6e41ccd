/* Groups of copies: pure work on entries that were loaded, apart from the statements so that it can be followed. */
#ifndef DB_ENTRY_GROUP_H
#define DB_ENTRY_GROUP_H

#include "register/duplicate.h"

typedef struct {
        Identity *identity; /* owned unless fresh */
        gint64 head;        /* entry id of the group's representative so far */
        EntryState state;
        bool fresh; /* written by this transaction */
} EntryMember;

typedef struct {
        gint64 entry_id;
        gint64 earlier_entry_id;
        DuplicateVerdict *verdict;
} EntryPair;

typedef struct {
        GArray *members;  /* of gint64: all entries of groups that are judged anew */
        GPtrArray *pairs; /* of EntryPair* */
        GArray *heads;    /* of gint64 pairs: entry id, representative or 0 */
} EntryGroups;

void entry_member_free(EntryMember *member);
/* members: of EntryMember*, in order of arrival. What is to be written so that the groups of the fresh ones are right:
 * one pair from each entry to its representative, one for each pair with stronger evidence. */
EntryGroups *entry_groups_new(const GPtrArray *members);
void entry_groups_free(EntryGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntryGroups, entry_groups_free)

#endif
