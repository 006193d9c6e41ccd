/* A password that comes in another mail: same sender, within a day, before or after. The reader tells the words that such
 * mails give as passwords, and tries them on what is locked. They go from memory file to memory file: never into the
 * database, a log, an argument or an error. What a person gave for the message is tried before them. */
#ifndef DAEMON_UNLOCK_H
#define DAEMON_UNLOCK_H

#include "daemon/parse_peer.h"
#include "db/message_store.h"

typedef struct {
        guint8 *lines; /* passwords, one a line; wiped when freed */
        size_t length;
        GArray *asked; /* of gint64: the mails that were asked */
} Unlock;

/* True when a document of the message is still locked. */
bool unlock_is_locked(const Submission *submission);
/* What people gave for the message, and what other mails of the sender tell. A mail that the reader cannot be asked about tells nothing. address NULL:
 * nobody is asked. NULL when the database fails. */
Unlock *unlock_gather(Db *db, ParsePeer *peer, gint64 message_id, const char *address, GError **error);
void unlock_free(Unlock *unlock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Unlock, unlock_free)

/* After the message was written. unlock: what was gathered for it, or NULL when nothing in it is locked. A message that is
 * still locked is read again when a mail came meanwhile that was not asked; a message that was read for the first time
 * has locked mails of its sender read again when it tells a password. */
bool unlock_follow(Db *db, ParsePeer *peer, const MessageClaim *claim, const char *address, const Unlock *unlock,
                   GError **error);

#endif
