/* Mails from folder to folder, on a session's selected folder. Failures as in imap_session.h. */
#ifndef DAEMON_IMAP_TRANSFER_H
#define DAEMON_IMAP_TRANSFER_H

#include "daemon/imap_session.h"

typedef struct {
        guint32 target_uidvalidity; /* 0 unknown; information only */
        guint32 target_uid;
        bool gone;    /* it was not there any more */
        bool flagged; /* the server cannot expunge one message: copied, and left flagged as deleted */
} ImapMoved;
/* MOVE, or COPY, \Deleted and UID EXPUNGE. A missing folder is made once. False without imap_session_lost(): the server
 * refused, and the message is where it was. */
bool imap_transfer_one(ImapSession *session, guint32 uid, const char *folder, ImapMoved *ret_moved, GError **error);
/* Many in one command, for servers with MOVE and UIDPLUS; false without imap_session_lost(): move them one by one. An
 * element of ret_moved whose target_uid is 0 was not confirmed: look whether it is still there. */
bool imap_transfer_takes_many(ImapSession *session);
bool imap_transfer_many(ImapSession *session, const guint32 *uids, unsigned count, const char *folder,
                        ImapMoved *ret_moved, GError **error);
/* Makes the folder unless it is there. */
bool imap_transfer_make_folder(ImapSession *session, const char *folder, GError **error);

#endif
