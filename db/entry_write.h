/* The steps of entry_store_write(), in the order in which they are called inside one transaction. For this room only. */
#ifndef DB_ENTRY_WRITE_H
#define DB_ENTRY_WRITE_H

#include "db/entry_group.h"
#include "db/message_store.h"
#include "db/statement.h"

typedef struct {
        Db *db;
        const MessageClaim *claim;
        const Submission *submission;
        GArray *entry_ids;          /* of gint64, by position of the order */
        GArray *service_ids;        /* of gint64, by position of the statement */
        GPtrArray *orders;          /* of Identity*: what each order is known by */
        GPtrArray *services;        /* of Identity*: what each statement says of its order */
        GPtrArray *candidates;      /* of EntryMember*: older entries that may be copies, with their groups */
        bool locks[IDENTITY_LOCKS]; /* held, or to be taken by the next try */
} EntryWrite;

/* Borrows everything; computes keys and the locks they need. */
EntryWrite *entry_write_new(Db *db, const MessageClaim *claim, const Submission *submission);
void entry_write_free(EntryWrite *write);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntryWrite, entry_write_free)

bool entry_write_lock(EntryWrite *write, GError **error);
/* CCOT_ERROR_RETRY when the claim was lost. */
bool entry_write_claim(EntryWrite *write, GError **error);
/* Loads candidates. *ret_again: a group reaches over keys that are not locked; they are in locks now, start again. */
bool entry_compare_load(EntryWrite *write, bool *ret_again, GError **error);
/* Documents, entries, fields, keys, statements, alerts. */
bool entry_write_rows(EntryWrite *write, GError **error);
/* Flags duplicates among candidates and new entries. */
bool entry_compare_write(EntryWrite *write, GError **error);
/* Joins statements to the only order that fits, old statements to new orders too; relations inside one case; then the
 * courses of the orders that all this concerns. */
bool entry_write_join(EntryWrite *write, GError **error);
/* Acknowledgement, state queued. */
bool entry_write_finish(EntryWrite *write, GError **error);

#endif
