/* What intake decides about the folder that fetch has selected: each listed UID is looked up in the register, each
 * message is stored before it is answered, each move is recorded. One Scan lives as long as one ccot-fetch. */
#ifndef DAEMON_SCAN_H
#define DAEMON_SCAN_H

#include "base/frame.h"
#include "config/config.h"
#include "daemon/fetch_peer.h"
#include "db/db.h"

typedef struct Scan Scan;

/* config and mailbox stay the caller's and outlive the scan. once: waits are short, because nobody watches the clock. filed: the
 * register was restored, and mails of the target folders that it lacks are asked for. */
Scan *scan_new(const Config *config, const ConfigMailbox *mailbox, bool once, bool filed);
void scan_free(Scan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scan, scan_free)

/* A new connection to the server: UIDVALIDITYs of our own are drawn anew. */
void scan_connected(Scan *scan);

/* Handles FOLDER, LISTED, MESSAGE, MOVED, GONE and REFUSED; answers go to peer. db is NULL while the database is away. CCOT_ERROR_INPUT or _LIMIT: the frame
 * is wrong, drop the peer. CCOT_ERROR_RETRY: the database is away, nothing was answered. CCOT_ERROR_BUG: the database
 * refuses what it should take. */
bool scan_frame(Scan *scan, Db *db, FetchPeer *peer, Frame *frame, GError **error);

/* The database is away: what fetch sends before its next FOLDER is dropped, but moves are kept in mind. */
void scan_pause(Scan *scan);
/* Records the moves confirmed meanwhile. */
bool scan_catch_up(Scan *scan, Db *db, GError **error);

/* Counts since the last scan_take_counts(). */
typedef struct {
        unsigned stored;     /* new rows */
        unsigned moved;      /* moves confirmed */
        unsigned waiting;    /* stored, not yet read, therefore not yet moved */
        unsigned move_fault; /* moves that the server refused */
} ScanCounts;
ScanCounts scan_take_counts(Scan *scan);

#endif
