/* A register that was restored from a back-up: its target folders hold mails that it lacks. */
#ifndef DB_RESTORE_STORE_H
#define DB_RESTORE_STORE_H

#include "db/mailbox_store.h"
#include "db/message_store.h"

/* Says so, before ccotd runs. A JSON object: "running" when a ccotd does; else "again" (said before, and nothing came since),
 * "backup_until", "next" (the next number of a mail) and "held" (replies that wait for a person). New string. */
char *restore_store_declare(Db *db, const char *actor, GError **error);

/* True while a target folder of the mailbox is not compared to the end. folders: ends with NULL. */
bool restore_store_open(Db *db, const char *mailbox, const char *const *folders, bool *ret_open, GError **error);
/* LISTED_FETCH or LISTED_NOTHING for each of count UIDs of a target folder. failed: it is the one for what is over the size cap. */
bool restore_store_filed(Db *db, const char *mailbox, const char *folder, bool failed, guint64 uidvalidity,
                         const ListedUid *listed, unsigned count, ListedVerdict *ret_verdicts, GError **error);
/* As message_store_put(), of a mail that lies in a target folder: STORE_SAME when it is one that the register holds. */
bool restore_store_put(Db *db, const MessageOrigin *origin, Bytes raw, gint64 *ret_message_id, StoreResult *ret_result,
                       GError **error);
bool restore_store_done(Db *db, const char *mailbox, const char *folder, GError **error);

#endif
