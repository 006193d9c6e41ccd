/* ccot-fetch's end of the channel to intake: one function a frame of daemon/protocol.h, and intake's words as a struct. */
#ifndef DAEMON_FETCH_CHANNEL_H
#define DAEMON_FETCH_CHANNEL_H

#include "daemon/imap_quota.h"
#include "daemon/imap_transfer.h"

typedef struct FetchChannel FetchChannel;
FetchChannel *fetch_channel_new(int socket);
void fetch_channel_free(FetchChannel *channel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchChannel, fetch_channel_free)
/* A frame could not be sent or was wrong: nothing goes on. */
bool fetch_channel_broken(const FetchChannel *channel);

/* A new serial number, which is returned. */
guint64 fetch_channel_folder(FetchChannel *channel, const char *folder, guint32 uidvalidity);
/* All rows, in as many LISTED frames as it takes. */
void fetch_channel_listed(FetchChannel *channel, const ImapListed *rows, unsigned count);
void fetch_channel_message(FetchChannel *channel, guint32 uid, const ImapMail *mail);
void fetch_channel_moved(FetchChannel *channel, guint32 uid, const ImapMoved *moved);
void fetch_channel_gone(FetchChannel *channel, guint32 uid);
void fetch_channel_refused(FetchChannel *channel, guint32 uid, const char *reason);
void fetch_channel_quota(FetchChannel *channel, const ImapQuota *quota);
/* What ends when: names and Unix seconds; those with 0 are left out. */
void fetch_channel_credentials(FetchChannel *channel, const char *const *names, const gint64 *ends, unsigned count);
/* until_ms from now, 0: none. The same state is sent again with another end only; "scanned" always. */
void fetch_channel_condition(FetchChannel *channel, const char *state, gint64 wait_ms, const char *reason);

typedef struct {
        guint8 kind; /* FrameKind; 0: nothing waits */
        guint64 serial;
        guint32 uid;
        guint64 number; /* target of MOVE, seconds of WAIT */
        GArray *uids;   /* of FETCH, guint32; owned by the channel until the next word */
} FetchWord;
/* The next word without waiting. False at the end of file or after a wrong frame. */
bool fetch_channel_word(FetchChannel *channel, FetchWord *ret_word);

#endif
