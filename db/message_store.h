/* Messages: stored as they came, claimed for work, written with everything that was read from them. */
#ifndef DB_MESSAGE_STORE_H
#define DB_MESSAGE_STORE_H

#include "base/bytes.h"
#include "base/clock.h"
#include "base/digest.h"
#include "db/db.h"
#include "register/submission.h"

typedef struct {
        const char *mailbox;
        const char *folder;
        guint64 uidvalidity;
        guint64 uid;
        gint64 internaldate; /* Unix seconds; 0 unknown */
        guint64 size;        /* octets fetched */
        bool backlog;        /* older than the set age at the first start: its own lane */
        bool junk;           /* came from a further folder */
        bool suspect;    /* the octets hold a gateway's words for a delayed attachment: not moved before it was read */
        bool filed;      /* lies in a target folder: taken in after a restore, and never answered */
        bool over_limit; /* the octets were discarded: raw is empty, state failed, failure "too_large" */
        DigestHex sha256;
} MessageOrigin;

typedef enum {
        STORE_NEW,      /* a row was inserted (and workers notified) */
        STORE_SAME,     /* the row with these octets was there already: a repeat, nothing changed */
        STORE_REPLACED, /* the row of a waiting placeholder took the real message's octets and is received again */
        STORE_UID_REUSED /* other octets under a known key: the server reuses UIDs; a new row under an epoch of its own */
} StoreResult;

/* One transaction: the row under (mailbox, folder, uidvalidity, uid), raw octets, audit row 'collect', notification.
 * raw is not used when over_limit. */
bool message_store_put(Db *db, const MessageOrigin *origin, Bytes raw, gint64 *ret_message_id, StoreResult *ret_result,
                       GError **error);

/* Releases waiting placeholders of this mailbox stored more than minutes ago, and those whose UID has gone from the
 * folder: the next reading queues them, with the document problem remote_only that the reader gave. */
bool message_store_release_placeholders(Db *db, const char *mailbox, unsigned minutes, guint64 *ret_released,
                                        GError **error);

typedef struct {
        gint64 message_id;
        MessageState state; /* received or parsed */
        unsigned attempts;  /* of parsing, this one included */
        guint64 size;
        bool again;    /* somebody asked for another reading of it */
        bool released; /* a placeholder that waited long enough: queue it as it is */
} MessageClaim;

/* Takes a session number whose advisory lock this connection holds; claims of dead sessions are free at once. */
bool message_store_session(Db *db, gint64 *ret_session, GError **error);
/* The next message for work, live lane before backlog, oldest first; *ret_found false when nothing waits. */
bool message_store_claim(Db *db, gint64 session, MessageClaim *ret_claim, bool *ret_found, GError **error);
/* Messages in state received or parsed; *ret_waiting of them are waiting placeholders. 0 means drained. */
bool message_store_undone(Db *db, guint64 *ret_undone, guint64 *ret_waiting, GError **error);
/* Raw octets, read in slices of LIMIT_SLICE_BYTES into a sealed memory file; returns its descriptor, or -1. */
int message_store_raw(Db *db, gint64 message_id, GError **error);
/* The worker's JSON, for a claim in state parsed. New string. */
char *message_store_submission(Db *db, gint64 message_id, GError **error);

/* Commits the worker's JSON with state parsed, so that a crash costs no second reading. */
bool message_store_parsed(Db *db, const MessageClaim *claim, const char *json, const char *parser_version,
                          GError **error);
/* Reading failed for good: state failed with a reason in words, visible to staff. */
bool message_store_failed(Db *db, const MessageClaim *claim, const char *failure, GError **error);
/* Reading failed, another try is due: drops the claim, keeps the count of attempts. */
bool message_store_release(Db *db, const MessageClaim *claim, GError **error);
/* Drops the claim as if it had never been made. */
bool message_store_unclaim(Db *db, const MessageClaim *claim, GError **error);

/* The reader found a delayed-attachment placeholder and the claim is not released: the message stays received, waits in
 * the inbox and is fetched again at every listing until its octets differ or it is released. */
bool message_store_wait(Db *db, const MessageClaim *claim, GError **error);

/* db/entry_store: the one transaction that ends in state queued: candidate locks in a statement of their own, documents,
 * entries, fields, services, alerts, duplicates, outbox, audit. */
bool entry_store_write(Db *db, const MessageClaim *claim, const Submission *submission, GError **error);

#endif
