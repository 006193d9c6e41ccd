/* Which mails may tell the password of which: the same sender, within a day. What such mails tell is never written down beside them;
 * what a person was told by other ways is kept with the message. */
#ifndef DB_UNLOCK_STORE_H
#define DB_UNLOCK_STORE_H

#include "db/db.h"

/* Mails that are asked for the password of one message, and locked mails that one mail may open. */
enum { UNLOCK_MAILS = 8 };

typedef struct {
        gint64 message_id;
        guint64 size;
} UnlockMail;

/* Of UnlockMail: queued mails of that address within a day of the message, the nearest first, at most UNLOCK_MAILS. */
GArray *unlock_store_mails(Db *db, gint64 message_id, const char *address, GError **error);
/* The passwords that people gave for the message, one a line; *ret_lines NULL when there is none. The caller's to wipe and free. */
bool unlock_store_given(Db *db, gint64 message_id, char **ret_lines, GError **error);
/* Of gint64: queued mails of the message's sender within a day of it in which a document is still locked. */
GArray *unlock_store_locked(Db *db, gint64 message_id, GError **error);
/* Has messages (of gint64) read again because of that mail. */
bool unlock_store_again(Db *db, const GArray *messages, gint64 because, GError **error);

#endif
