/* Groups of copies: pure work on entries that were loaded, apart from the statements so that it can be followed. */
#ifndef DB_ENTRY_GROUP_H
#define DB_ENTRY_GROUP_H

#include "register/duplicate.h"

typedef struct {
        Identity *identity; /* owned unless fresh */
        gint64 head;        /* entry id of the group's representative so far */
        EntryState state;
        bool fresh;        /* written by this transaction */
        bool readable;     /* nothing is wrong with its document */
        unsigned decisive; /* decisive fields that it states */
        bool news;         /* represents its group since this transaction, or a group that has grown together */
        bool displaced;    /* represented its group until this transaction */
} EntryMember;

/* What a person said last of a pair. */
typedef struct {
        gint64 entry_id;
        gint64 other_entry_id;
        bool confirmed; /* else dismissed, which holds for this evidence (register/evidence.h) alone */
        char *evidence;
} EntryVerdict;

typedef struct {
        gint64 entry_id;
        gint64 earlier_entry_id;
        DuplicateVerdict *verdict;
        char *evidence;
        GPtrArray *differences; /* of Difference*: what the copy brings to its representative; NULL: not compared */
} EntryPair;

typedef struct {
        GArray *members;  /* of gint64: all entries of groups that are judged anew */
        GPtrArray *pairs; /* of EntryPair* */
        GArray *heads;    /* of gint64 pairs: entry id, representative or 0 */
} EntryGroups;

void entry_member_free(EntryMember *member);
void entry_verdict_free(EntryVerdict *verdict);
/* members: of EntryMember*, in order of arrival; verdicts: of EntryVerdict*, the latest last. What is to be written so that the
 * groups of the fresh ones are right: one pair from each entry to its representative, one for each pair with stronger
 * evidence. decided: after a person's decision: every group is judged anew, whoever is fresh. */
EntryGroups *entry_groups_new(const GPtrArray *members, const GPtrArray *verdicts, bool decided);
void entry_groups_free(EntryGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntryGroups, entry_groups_free)

#endif
