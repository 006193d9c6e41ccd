/* One mail to the SMTP server by libcurl: TLS verified before anything is said, and a verdict that tells apart what is wrong with
 * this mail, what is wrong with the server, and what is not known. A connection a mail: there are few. */
#ifndef DAEMON_SMTP_H
#define DAEMON_SMTP_H

#include "base/bytes.h"
#include "config/config.h"
#include "daemon/oauth.h"
#include "daemon/protocol.h"

typedef struct {
        const ConfigSmtp *config;
        const char *password; /* NULL with xoauth2 and none */
        Oauth *oauth;         /* NULL but with xoauth2 */
        const ImapWake *wake; /* what ends a transfer */
} Smtp;

/* Everything is borrowed. mail has CRLF line ends. *ret_reason: words of our own with the server's code, new string; NULL when sent.
 * *ret_ends: when the server's own certificate ends, Unix seconds; 0 in clear, or when it showed none that is good. */
PostVerdict smtp_send(const Smtp *smtp, const char *recipient, Bytes mail, gint64 *ret_ends, char **ret_reason);
/* Connects, signs in and leaves. NULL when that went well, else why it did not: new string. */
char *smtp_try(const Smtp *smtp);

#endif
