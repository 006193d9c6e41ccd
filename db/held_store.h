/* Everything that is held about a person, for an access request: a supervisor's, with a reason each time. As ccot_web. */
#ifndef DB_HELD_STORE_H
#define DB_HELD_STORE_H

#include "db/db.h"

typedef struct {
        const char *person; /* who asks */
        const char *typed;  /* the name, and what else a search may hold; kept in the audit alone */
        const char *reason; /* the reference of the request */
} HeldAsk;

/* *ret_json: an object, or NULL for who may not. problem (in words; then nothing else), entries [] (as hits of db/search_store.h), mails []
 * (message_id, received_at, from_address, subject, state, has_octets, entries [], documents []), audit_rows (how many rows speak of them). Writes
 * its audit row. New string. */
bool held_store_find(Db *db, const HeldAsk *ask, char **ret_json, GError **error);
/* Those of what is found that were chosen, as JSON to be handed out: entries [] with all fields and notes, mails [] with papers and alerts, audit [],
 * number (of its row of disclosure). chosen: numbers of entries and of mails (gint64); what is not found too is left out. *ret_json NULL: not for
 * this person, or without a recipient. New string. */
bool held_store_take(Db *db, const HeldAsk *ask, const char *receiver, GHashTable *entries, GHashTable *mails,
                     char **ret_json, GError **error);
/* Octets of a mail as it came, with a row of disclosure; *ret_octets NULL: not held, or not for this person. A new reference. */
bool held_store_mail(Db *db, const HeldAsk *ask, gint64 message_id, GBytes **ret_octets, GError **error);

#endif
