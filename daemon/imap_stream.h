/* A connection to an IMAP server over GnuTLS, and the driver through which libetpan reads and writes it. The socket never
 * blocks; every answer has one deadline and a budget of octets; the end of the channel to ccotd or a signal ends a wait at
 * once. The certificate's chain, name and dates are verified inside the handshake, before any octet of ours is sent. */
#ifndef DAEMON_IMAP_STREAM_H
#define DAEMON_IMAP_STREAM_H

#include "base/bytes.h"
#include "daemon/wake.h"

#include <glib.h>
#include <libetpan/mailstream_types.h>

/* The authorities to trust: ca_file, or the system's when NULL. Read once, before the process confines itself. */
typedef struct ImapTrust ImapTrust;
ImapTrust *imap_trust_new(const char *ca_file, GError **error); /* CCOT_ERROR_CONFIG */
/* When the last of the authorities in ca_file ends, Unix seconds; 0 for the system's. */
gint64 imap_trust_ends(const ImapTrust *trust);
void imap_trust_free(ImapTrust *trust);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapTrust, imap_trust_free)

typedef struct ImapStream ImapStream;
/* Connects. answer_ms is the usual time for connecting, for the handshake and for a whole answer. CCOT_ERROR_RETRY when no address answers. trust and wake stay the caller's and must outlive the stream. */
ImapStream *imap_stream_connect(const char *host, unsigned port, gint64 answer_ms, const ImapTrust *trust,
                                const ImapWake *wake, GError **error);
/* The handshake. CCOT_ERROR_CONFIG with the reason when the certificate is not good, CCOT_ERROR_INPUT when octets were
 * received ahead of it (an injected answer), else CCOT_ERROR_RETRY. After a failure nothing more can be sent. */
bool imap_stream_start_tls(ImapStream *stream, GError **error);
bool imap_stream_is_secure(const ImapStream *stream);
/* When the server's own certificate ends, Unix seconds; 0 in clear. */
gint64 imap_stream_certificate_ends(const ImapStream *stream);
void imap_stream_free(ImapStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapStream, imap_stream_free)

/* Starts the deadline and budget of the next answer: at most octets outside literals that were accounted for, within
 * most_ms (0: the usual time). */
void imap_stream_begin(ImapStream *stream, size_t octets, gint64 most_ms);
/* Octets of a literal were taken: they do not count, and give the answer more time at the slowest rate allowed. */
void imap_stream_taken(ImapStream *stream, size_t octets);

bool imap_stream_write(ImapStream *stream, Bytes octets, GError **error);
/* One line without its line end, as text that may be shown; a new string. */
char *imap_stream_line(ImapStream *stream, GError **error);
/* Puts octets in front of what is read next. */
void imap_stream_push(ImapStream *stream, Bytes octets);

typedef enum { IMAP_WAIT_DATA, IMAP_WAIT_CHANNEL, IMAP_WAIT_SIGNAL, IMAP_WAIT_TIMEOUT } ImapWait;
/* Waits for the server, a frame or the end of the channel, a signal, or until_ms of clock_ticks(). stream may be NULL. */
ImapWait imap_stream_wait(ImapStream *stream, const ImapWake *wake, gint64 until_ms);

/* Why reading or writing failed last; NULL when it did not. */
const GError *imap_stream_fault(const ImapStream *stream);
/* No octet moves any more; what is read or written fails at once. */
void imap_stream_kill(ImapStream *stream);
/* True when the channel or a signal ended a wait. */
bool imap_stream_ended(const ImapStream *stream);

/* libetpan's view of the stream, which stays the caller's and must outlive it. */
mailstream_low *imap_stream_low(ImapStream *stream);

#endif
