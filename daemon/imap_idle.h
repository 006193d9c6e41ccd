/* IDLE (RFC 2177) spoken by ourselves on the stream: libetpan's times out when anything comes ahead of the "+", and
 * cannot tell news from silence. Also the good-bye, which needs no answer. */
#ifndef DAEMON_IMAP_IDLE_H
#define DAEMON_IMAP_IDLE_H

#include "daemon/imap_stream.h"

typedef enum {
        IMAP_IDLE_NEWS,    /* the server told of new mail */
        IMAP_IDLE_WOKEN,   /* a frame, the channel's end or a signal waits */
        IMAP_IDLE_TIMEOUT, /* until_ms has come */
        IMAP_IDLE_REFUSED, /* NO, BAD, or no "+" in time: poll instead; *ret_lost says whether the connection went with it */
        IMAP_IDLE_LOST, /* with error: BYE or a cut */
} ImapIdle;

ImapIdle imap_idle(ImapStream *stream, const ImapWake *wake, gint64 until_ms, bool *ret_lost, GError **error);

/* LOGOUT; waits up to wait_ms for the server's BYE. */
void imap_idle_logout(ImapStream *stream, gint64 wait_ms);

#endif
