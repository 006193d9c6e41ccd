/* Reading messages again that are in the register (ccot reparse). */
#ifndef DB_REREAD_STORE_H
#define DB_REREAD_STORE_H

#include "db/db.h"
#include "register/submission.h"

/* Has ccotd read a message again, or every one (message_id 0) that is queued or failed and whose octets are held. actor:
 * for the audit. *ret_asked: how many. */
bool reread_store_ask(Db *db, gint64 message_id, const char *actor, guint64 *ret_asked, GError **error);

typedef struct {
        gint64 message_id;
        guint64 size;
} RereadMessage;

/* The next message whose octets are held: that one, or (message_id 0) the first after the number given. */
bool reread_store_next(Db *db, gint64 message_id, gint64 after, RereadMessage *ret_message, bool *ret_found,
                       GError **error);
/* What another reading would change, without changing anything but the audit: JSON list of {entry_id, name, effect};
 * entry_id null is an order more; effect is new, changed, gone, or kept where a person's decision stands. New string. */
char *reread_store_preview(Db *db, gint64 message_id, const Submission *submission, const char *actor, GError **error);

#endif
