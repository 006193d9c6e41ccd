/* The session from the inside, for imap_session.c, imap_transfer.c and imap_quota.c only: the files that call libetpan. */
#ifndef DAEMON_IMAP_SESSION_INSIDE_H
#define DAEMON_IMAP_SESSION_INSIDE_H

#include "daemon/imap_session.h"
#include "daemon/mail_body.h"

#include <libetpan/libetpan.h>

enum { IMAP_ANSWER_OCTETS = 2 * 1024 * 1024 }; /* an answer without literals; 1000 described mails are 100 KB */

struct ImapSession {
        ImapStream *stream;
        mailimap *imap;
        bool lost;
        ServerVerdict verdict;
        guint32 wanted; /* UID being fetched; 0: none */
        guint64 limit;
        MailBody body; /* the octets of the answer being read */
};

typedef struct mailimap_set ImapSet;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapSet, mailimap_set_free)

/* Before a command: deadline, budget, and nothing left of the answer before. */
void imap_session_begin(ImapSession *session, size_t octets);
/* True when result is success; else the error, and whether the session is lost. */
bool imap_session_judge(ImapSession *session, int result, const char *what, GError **error);
/* True for results after which the parser's state is anybody's guess. */
bool imap_session_is_fatal(int result);
/* The server's words with the response code that libetpan takes off. New string. */
char *imap_session_text(const ImapSession *session);

#endif
