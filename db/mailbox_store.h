/* What the register knows of a mailbox: who holds it, what was stored of it, what the server listed. */
#ifndef DB_MAILBOX_STORE_H
#define DB_MAILBOX_STORE_H

#include "base/clock.h"
#include "db/db.h"

/* Takes the mailbox's advisory lock on this connection; *ret_held false when another daemon holds it. Freed with the connection. */
bool mailbox_store_hold(Db *db, const char *mailbox, bool *ret_held, GError **error);

/* True when no message of this mailbox was ever stored: the first start, where old mail is a backlog. Remembers the
 * instant of the first start, so that a restart in the middle of it gives the same answer. */
bool mailbox_store_first_start(Db *db, const char *mailbox, Instant *ret_first_start, GError **error);

/* The UIDVALIDITY the folder had at its last scan, 0 when it was never scanned; remembers the new one. */
bool mailbox_store_folder(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 *ret_previous,
                          GError **error);

/* A UIDVALIDITY of our own (>= 2^32) for one connection to a server that gives none. */
bool mailbox_store_epoch(Db *db, guint64 *ret_uidvalidity, GError **error);

typedef struct {
        guint64 uid;
        guint64 size;
        gint64 internaldate; /* Unix seconds; 0 unknown */
} ListedUid;

typedef enum {
        LISTED_FETCH, /* not in the register, listed again with another size or date, or a waiting placeholder */
        LISTED_MOVE_PROCESSED, /* stored, still there: repeat the move */
        LISTED_MOVE_FAILED,
        LISTED_NOTHING, /* stored and to stay (move = false) */
        LISTED_LATER,   /* stored, suspected to be a placeholder and not read yet: answer WAIT */
} ListedVerdict;

/* Records the listing for the reconciliation and says what is undone for each of count UIDs, in their order. */
bool mailbox_store_listed(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, const ListedUid *listed,
                          unsigned count, bool move, ListedVerdict *ret_verdicts, GError **error);

bool mailbox_store_moved(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 uid,
                         guint64 target_uidvalidity, guint64 target_uid, GError **error);
/* Listed and gone before it was stored: counted and listed for staff. */
bool mailbox_store_gone(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 uid,
                        GError **error);
/* What the server does not hand out: a row without sha256 in state failed; stays in the inbox. */
bool mailbox_store_refused(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 uid,
                           const char *reason, GError **error);
/* The state shown by `ccot status` ("idling", "throttled" until ...). A "scanned" sets the time of the last scan. */
bool mailbox_store_condition(Db *db, const char *mailbox, const char *state, gint64 until, const char *reason,
                             GError **error);
/* Rows of this mailbox with a failure that keeps --once from exit 0: not handed out by the server, and still listed. */
bool mailbox_store_unsettled(Db *db, const char *mailbox, guint64 *ret_count, GError **error);

#endif
