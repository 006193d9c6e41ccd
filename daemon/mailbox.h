/* The fetcher of one mailbox: keeps a connection, goes through the folders, waits for news, and stays away for as long as
 * a fault demands. Everything that happens is told to intake by CONDITION; nothing is logged here. */
#ifndef DAEMON_MAILBOX_H
#define DAEMON_MAILBOX_H

#include "daemon/imap_session.h"
#include "daemon/oauth.h"

typedef struct {
        const ConfigMailbox *config;
        const char *password; /* NULL with XOAUTH2 */
        Oauth *oauth;         /* NULL without */
        const ImapTrust *trust;
        ImapWake wake;
        bool once;
        bool filed; /* target folders are looked through too */
} MailboxOrder;

/* Until intake says QUIT or goes away, or a signal comes. Returns the exit status: 0, or with once 1 after three tries of
 * the same fault. */
int mailbox_run(const MailboxOrder *order);

/* For --check-config: connects, checks TLS, signs in, opens every folder read-only. One line a step on standard output,
 * the missing step in words on standard error. Returns the exit status. */
int mailbox_check(const MailboxOrder *order);

/* A signed-in session. A token that the server refuses is renewed once. ret_verdict as by imap_sign_in(). */
ImapSession *mailbox_connect(const MailboxOrder *order, ServerVerdict *ret_verdict, GError **error);

#endif
