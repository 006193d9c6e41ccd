/* The steps of entry_store_write(), in the order in which they are called inside one transaction. For this room only. */
#ifndef DB_ENTRY_WRITE_H
#define DB_ENTRY_WRITE_H

#include "db/entry_group.h"
#include "db/entry_text.h"
#include "db/message_store.h"
#include "db/statement.h"

#include <jansson.h>

typedef struct {
        Db *db;
        const MessageClaim *claim;
        const Submission *submission;
        GArray *entry_ids;     /* of gint64, by position of the order */
        GArray *service_ids;   /* of gint64, by position of the statement */
        GPtrArray *orders;     /* of Identity*: what each order is known by */
        GPtrArray *texts;      /* of EntryText*: of the documents in which the orders are */
        GPtrArray *services;   /* of Identity*: what each statement says of its order */
        GPtrArray *candidates; /* of EntryMember*: older entries of groups in which there is a copy of a new one */
        GPtrArray *near;       /* of EntryMember*: representatives of other groups that may belong beside a new one */
        bool near_cut;         /* more orders share a number or names with the new ones than were looked at */
        GArray *touched;       /* of gint64: orders whose course may have changed */
        bool decided;          /* a person's decision, not a message: only what entry_relate_judge() takes is set */
        bool again;            /* the message was in the register before: db/entry_reread */
        GArray *states;        /* of EntryState, by order, where it was read again; empty: all are new */
        GPtrArray *acting;     /* of EntryMember*: orders of other messages that were said to act on these */
        GArray *heads;         /* of gint64, the same: who represents it before it is grouped */
        bool locks[IDENTITY_LOCKS]; /* held, or to be taken by the next try */
} EntryWrite;

/* Borrows everything; computes keys and the locks they need. */
EntryWrite *entry_write_new(Db *db, const MessageClaim *claim, const Submission *submission);
void entry_write_free(EntryWrite *write);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntryWrite, entry_write_free)

/* Begins the transaction, with the locks of the new orders and of the groups in which their keys find copies, and with the message,
 * which is in nobody else's hands: CCOT_ERROR_RETRY when the claim was lost. */
bool entry_write_begin(EntryWrite *write, GError **error);
/* Loads candidates. *ret_again: a group reaches over keys that are not locked; they are in locks now, start again. */
bool entry_compare_load(EntryWrite *write, bool *ret_again, GError **error);
/* Groups that are looked at for one order only because they share a number, a name or a day; beyond it those that share most
 * are. And for how many orders of a mail that is allowed. */
enum { ENTRY_NEAR_MOST = 60, ENTRY_NEAR_ORDERS = 10 };
/* The same for that many orders together. */
unsigned entry_near_most(unsigned orders);
/* A member from a row of entry_candidates or entry_near, which have the same columns. */
EntryMember *entry_member_from_row(const PGresult *rows, int row);
/* Takes over fields from JSON by name, lists as JSON text; text may be NULL. */
void entry_identity_fields(Identity *identity, const char *text);
/* Keys of orders (of Identity*) as PostgreSQL prints an array: those by which copies are found, or, with near, those by
 * which what may belong beside them is. "{}" when there are none. New string. */
char *entry_keys_array(const GPtrArray *orders, bool near);
/* Sends a statement that takes one JSON list (statement_later()); nothing to do for an empty one. */
bool entry_write_json(EntryWrite *write, const char *statement, const json_t *list, GError **error);
/* The same with the message (unless 0) and a list as JSON; waits for the ids it returns where ids is not NULL, and collects them. */
bool entry_write_list(EntryWrite *write, const char *statement, gint64 message_id, const json_t *list, GArray *ids,
                      GError **error);
/* The words of documents that are written. */
bool entry_write_words(EntryWrite *write, GError **error);
/* What was read, as the statements take it. New references. */
json_t *entry_write_documents(const EntryWrite *write);
json_t *entry_write_orders(const EntryWrite *write);
json_t *entry_write_services(const EntryWrite *write);
json_t *entry_write_alerts(const EntryWrite *write);
/* Writes the keys of orders or statements (of Identity*), whose numbers are ids. */
bool entry_write_keys(EntryWrite *write, const char *statement, const char *id_name, const GPtrArray *identities,
                      const GArray *ids, GError **error);
/* Documents, entries, fields, keys, statements, alerts. */
bool entry_write_rows(EntryWrite *write, GError **error);
/* Flags duplicates among candidates and new entries. */
bool entry_compare_write(EntryWrite *write, GError **error);
/* Flags what is possibly a copy, and writes the relations of new orders and of those that act on them. */
bool entry_relate_write(EntryWrite *write, GError **error);
/* The same inside what is locked, from candidates, near, near_cut and acting; appends to touched. */
bool entry_relate_judge(EntryWrite *write, GError **error);
/* Joins statements to the only order that fits, old statements to new orders too (db/entry_serve.c). */
bool entry_serve_write(EntryWrite *write, GError **error);
/* By which words the papers are found (db/entry_search.c). */
bool entry_search_write(EntryWrite *write, GError **error);
/* Acknowledgement, state queued. */
bool entry_write_finish(EntryWrite *write, GError **error);

#endif
