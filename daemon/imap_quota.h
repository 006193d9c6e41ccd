/* How full the server says a mailbox is (RFC 9208). Failures as in imap_session.h. */
#ifndef DAEMON_IMAP_QUOTA_H
#define DAEMON_IMAP_QUOTA_H

#include "daemon/imap_session.h"

enum { IMAP_QUOTA_NAME = 32 };

typedef struct {
        char resource
            [IMAP_QUOTA_NAME]; /* the fullest one: "STORAGE" (KiB) or "MESSAGE" (mails); "" when the server states no limit */
        guint64 used;
        guint64 limit;
} ImapQuota;
/* GETQUOTAROOT of the folder; one without limits is an answer too. Ask servers that have the extension only. */
bool imap_quota_offered(ImapSession *session);
bool imap_quota_ask(ImapSession *session, const char *folder, ImapQuota *ret_quota, GError **error);

#endif
