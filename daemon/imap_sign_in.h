/* From the server's greeting to a signed-in connection: greeting, STARTTLS, CAPABILITY, AUTHENTICATE PLAIN, LOGIN or
 * XOAUTH2. Kept apart from libetpan, which hides the server's words at sign-in, believes answers that were buffered
 * before the handshake, and needs plug-ins of another library for PLAIN. */
#ifndef DAEMON_IMAP_SIGN_IN_H
#define DAEMON_IMAP_SIGN_IN_H

#include "config/config.h"
#include "daemon/imap_stream.h"
#include "daemon/server_text.h"

/* The connection gets as secure as mailbox->tls says, or it fails before secret is used. secret: the password or, with
 * XOAUTH2, the token; not sent when the server greets with PREAUTH, which is refused with STARTTLS.
 * ret_verdict is written when the server refused us; its meaning decides how long to stay away. The error is
 * CCOT_ERROR_RETRY for a transient fault, CCOT_ERROR_CONFIG when a person must act, CCOT_ERROR_INPUT or _LIMIT for a
 * server that breaks the rules. Messages are safe to log. */
bool imap_sign_in(ImapStream *stream, const ConfigMailbox *mailbox, const char *secret, ServerVerdict *ret_verdict,
                  GError **error);

/* The part up to the point where a secret would be sent: TLS, greeting, STARTTLS. */
bool imap_sign_in_secure(ImapStream *stream, const ConfigMailbox *mailbox, bool *ret_preauth,
                         ServerVerdict *ret_verdict, GError **error);
bool imap_sign_in_authenticate(ImapStream *stream, const ConfigMailbox *mailbox, const char *secret,
                               ServerVerdict *ret_verdict, GError **error);

#endif
