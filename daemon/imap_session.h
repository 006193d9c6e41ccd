/* libetpan's protocol engine behind ten calls; with imap_transfer, imap_quota and imap_stream the only place that knows libetpan. UIDs only; asks for
 * nothing but UID, INTERNALDATE, RFC822.SIZE and BODY.PEEK[]: its parser takes harm from ENVELOPE and BODYSTRUCTURE.
 *
 * A call that fails leaves either a usable session (the server said NO or BAD) or, when imap_session_lost() is true, one
 * that must be freed: the parser is all or nothing. Error messages are safe to log. */
#ifndef DAEMON_IMAP_SESSION_H
#define DAEMON_IMAP_SESSION_H

#include "base/digest.h"
#include "config/config.h"
#include "daemon/imap_idle.h"
#include "daemon/imap_stream.h"
#include "daemon/server_text.h"

typedef struct ImapSession ImapSession;

/* Takes over a stream that imap_sign_in() has signed in. */
ImapSession *imap_session_new(ImapStream *stream, GError **error);
void imap_session_free(ImapSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapSession, imap_session_free)
bool imap_session_lost(const ImapSession *session);
/* How the last refusal is to be taken; only after a call that failed. */
const ServerVerdict *imap_session_verdict(const ImapSession *session);
/* As imap_stream_certificate_ends(). */
gint64 imap_session_certificate_ends(const ImapSession *session);
bool imap_session_has(ImapSession *session, const char *capability);

/* EXAMINE when read_only. *ret_uidvalidity is 0 when the server gives none. */
bool imap_session_select(ImapSession *session, const char *folder, bool read_only, guint32 *ret_uidvalidity,
                         GError **error);
/* All UIDs of the folder, ascending, each once, without 0; the array is of guint32. */
GArray *imap_session_uids(ImapSession *session, GError **error);
/* The UIDs flagged as deleted, in the same form. */
GArray *imap_session_deleted(ImapSession *session, GError **error);
bool imap_session_present(ImapSession *session, guint32 uid, bool *ret_present, GError **error);
/* True when the server told of new mail since the last imap_session_uids(). */
bool imap_session_news(const ImapSession *session);

typedef struct {
        guint32 uid;
        guint64 size;         /* as the server says: a hint; 0 unknown */
        guint64 internaldate; /* Unix seconds, 0 unknown */
} ImapListed;
/* Fills size and internaldate of rows, at most LIMIT_LISTED_UIDS of them, ascending; what the server leaves out stays 0. */
bool imap_session_describe(ImapSession *session, ImapListed *rows, unsigned count, GError **error);

typedef struct {
        int fd; /* sealed memory file, the caller's; -1 when discarded */
        guint64 size;
        guint64 internaldate;
        DigestHex sha256;
        bool discarded; /* more octets than limit: counted and hashed, not kept */
} ImapMail;
typedef enum {
        IMAP_FETCH_DONE,
        IMAP_FETCH_ABSENT, /* the answer had no such message */
        IMAP_FETCH_EMPTY,  /* the message without its octets */
        IMAP_FETCH_FAILED, /* with error */
} ImapFetch;
ImapFetch imap_session_fetch(ImapSession *session, guint32 uid, guint64 limit, ImapMail *ret_mail, GError **error);

bool imap_session_noop(ImapSession *session, GError **error);

/* As imap_idle(). */
ImapIdle imap_session_idle(ImapSession *session, const ImapWake *wake, gint64 until_ms, GError **error);
/* True when a wait was ended by the channel or a signal. */
bool imap_session_ended(const ImapSession *session);
void imap_session_logout(ImapSession *session, gint64 wait_ms);

#endif
