#include "daemon/imap_stream.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <libetpan/mailstream_low.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum {
        LINE_OCTETS = 16 * 1024,
        READ_AHEAD = 256 * 1024,         /* what may lie in buffers before it is accounted for */
        SLOWEST_OCTETS_A_SECOND = 16384, /* of a literal; slower is a drip that would hold the mailbox for ever */
        KEEPALIVE_SECONDS = 25,
};

struct ImapTrust {
        gnutls_certificate_credentials_t credentials;
        gint64 ends; /* 0: the system's */
};

struct ImapStream {
        int fd;
        char *host;
        gint64 answer_ms; /* the usual time for an answer */
        gint64 wait_ms;   /* the time for this one */
        const ImapTrust *trust;
        const ImapWake *wake;
        gnutls_session_t tls; /* NULL in clear */
        bool secure;
        bool dead;
        bool ended;
        GByteArray *in; /* read and not yet taken */
        gint64 started;
        size_t budget;
        size_t received;
        size_t taken;
        GError *fault;
};

/* The last end among the authorities of a file: while a new one stands beside the old, there is no hurry. */
static gint64
trust_ends(const char *ca_file)
{
        g_autofree char *text = NULL;
        gsize length = 0;
        gnutls_x509_crt_t *list = NULL;
        unsigned count = 0;
        gint64 last = 0;
        if (!g_file_get_contents(ca_file, &text, &length, NULL) || length > LIMIT_DOCUMENT_BYTES)
                return 0;
        const gnutls_datum_t octets = { (unsigned char *) text, (unsigned) length };
        if (gnutls_x509_crt_list_import2(&list, &count, &octets, GNUTLS_X509_FMT_PEM, 0) < 0)
                return 0;
        for (unsigned i = 0; i < count; i++) {
                const time_t ends = gnutls_x509_crt_get_expiration_time(list[i]);
                last = MAX(last, ends == (time_t) -1 ? 0 : (gint64) ends);
                gnutls_x509_crt_deinit(list[i]);
        }
        gnutls_free(list);
        return last;
}

ImapTrust *
imap_trust_new(const char *ca_file, GError **error)
{
        g_autoptr(ImapTrust) trust = g_new0(ImapTrust, 1);
        int count = gnutls_certificate_allocate_credentials(&trust->credentials);
        if (count < 0) {
                trust->credentials = NULL;
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "GnuTLS: %s", gnutls_strerror(count));
                return NULL;
        }
        if (ca_file != NULL)
                count = gnutls_certificate_set_x509_trust_file(trust->credentials, ca_file, GNUTLS_X509_FMT_PEM);
        else
                count = gnutls_certificate_set_x509_system_trust(trust->credentials);
        if (count <= 0) {
                const char *reason = count < 0 ? gnutls_strerror(count) : "no certificate of an authority in it";
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s: %s",
                            ca_file != NULL ? ca_file : "the system's authorities", reason);
                return NULL;
        }
        trust->ends = ca_file != NULL ? trust_ends(ca_file) : 0;
        return g_steal_pointer(&trust);
}

gint64
imap_trust_ends(const ImapTrust *trust)
{
        return trust->ends;
}

void
imap_trust_free(ImapTrust *trust)
{
        if (trust == NULL)
                return;
        if (trust->credentials != NULL)
                gnutls_certificate_free_credentials(trust->credentials);
        g_free(trust);
}

/* Remembers the first fault; always false. */
static bool
stream_fail(ImapStream *stream, CcotError code, const char *reason)
{
        stream->dead = true;
        if (stream->fault == NULL)
                stream->fault = g_error_new(CCOT_ERROR, (gint) code, "%s", reason);
        return false;
}

static bool
stream_report(const ImapStream *stream, GError **error)
{
        if (error != NULL && *error == NULL)
                *error = stream->fault != NULL ? g_error_copy(stream->fault)
                                               : g_error_new(CCOT_ERROR, CCOT_ERROR_RETRY, "the connection is closed");
        return false;
}

/* Until events on the socket; false after the deadline, or when the channel or a signal ends the wait. */
static bool
stream_poll(ImapStream *stream, short events)
{
        const gint64 literal_ms = (gint64) (stream->taken / (SLOWEST_OCTETS_A_SECOND / 1000));
        const gint64 until = MIN(stream->started + stream->wait_ms + literal_ms, clock_ticks() + stream->wait_ms);
        for (;;) {
                struct pollfd wait[3] = { { .fd = stream->fd, .events = events },
                                          { .fd = stream->wake->channel, .events = POLLRDHUP },
                                          { .fd = stream->wake->signals, .events = POLLIN } };
                const gint64 left = until - clock_ticks();
                if (left <= 0)
                        return stream_fail(stream, CCOT_ERROR_RETRY, "no whole answer within the time allowed");
                const int count = poll(wait, G_N_ELEMENTS(wait), (int) MIN(left, G_MAXINT));
                if (count < 0 && errno != EINTR)
                        return stream_fail(stream, CCOT_ERROR_RETRY, g_strerror(errno));
                if (count > 0 && ((wait[1].revents & (POLLHUP | POLLRDHUP | POLLERR)) != 0 || wait[2].revents != 0)) {
                        stream->ended = true;
                        return stream_fail(stream, CCOT_ERROR_RETRY, "told to end");
                }
                if (count > 0 && wait[0].revents != 0)
                        return true;
        }
}

/* One address. -1 with errno. */
static int
stream_connect_one(ImapStream *stream, const struct addrinfo *address)
{
        g_auto(OwnedFd) fd = socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (fd < 0)
                return -1;
        const int on = 1;
        const int idle = KEEPALIVE_SECONDS;
        (void) setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
        (void) setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
        (void) setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &idle, sizeof idle);
        (void) setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (connect(fd, address->ai_addr, address->ai_addrlen) == 0)
                return own_fd_steal(&fd);
        if (errno != EINPROGRESS)
                return -1;
        stream->fd = fd;
        stream->started = clock_ticks();
        const bool ready = stream_poll(stream, POLLOUT);
        stream->fd = -1;
        int failure = ready ? 0 : ETIMEDOUT;
        socklen_t size = sizeof failure;
        if (ready && getsockopt(fd, SOL_SOCKET, SO_ERROR, &failure, &size) < 0)
                failure = errno;
        if (failure == 0)
                return own_fd_steal(&fd);
        errno = failure;
        return -1;
}

ImapStream *
imap_stream_connect(const char *host, unsigned port, gint64 answer_ms, const ImapTrust *trust, const ImapWake *wake,
                    GError **error)
{
        g_autoptr(ImapStream) stream = g_new0(ImapStream, 1);
        stream->fd = -1;
        stream->host = g_strdup(host);
        stream->trust = trust;
        stream->wake = wake;
        stream->in = g_byte_array_new();
        const struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV };
        const struct addrinfo numeric = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV };
        struct addrinfo *list = NULL;
        g_autofree char *service = g_strdup_printf("%u", port);
        /* AI_ADDRCONFIG ignores loopback, so an address in figures is tried without it */
        int failure = getaddrinfo(host, service, &numeric, &list);
        if (failure != 0)
                failure = getaddrinfo(host, service, &hints, &list);
        if (failure != 0) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_RETRY, "looking up %s: %s", host, gai_strerror(failure));
                return NULL;
        }
        unsigned count = 0;
        for (const struct addrinfo *one = list; one != NULL; one = one->ai_next)
                count++;
        stream->wait_ms = MAX(answer_ms / MAX(count, 1), 1000);
        int saved = ECONNREFUSED;
        for (const struct addrinfo *one = list; one != NULL && stream->fd < 0 && !stream->ended; one = one->ai_next) {
                g_clear_error(&stream->fault);
                stream->dead = false;
                stream->fd = stream_connect_one(stream, one);
                saved = errno;
        }
        freeaddrinfo(list);
        if (stream->fd < 0) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_RETRY, "connecting to %s port %u: %s", host, port,
                            g_strerror(saved));
                return NULL;
        }
        stream->answer_ms = answer_ms;
        imap_stream_begin(stream, LINE_OCTETS, 0);
        return g_steal_pointer(&stream);
}

void
imap_stream_begin(ImapStream *stream, size_t octets, gint64 most_ms)
{
        stream->wait_ms = most_ms > 0 ? MIN(most_ms, stream->answer_ms) : stream->answer_ms;
        stream->started = clock_ticks();
        stream->budget = octets;
        stream->received = 0;
        stream->taken = 0;
}

void
imap_stream_taken(ImapStream *stream, size_t octets)
{
        stream->taken += octets;
}

/* The reason why the certificate was refused, or NULL when it was not the reason. New string. */
static char *
stream_certificate_reason(const ImapStream *stream)
{
        const unsigned status = gnutls_session_get_verify_cert_status(stream->tls);
        gnutls_datum_t text = { 0 };
        if (status == 0 || gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509, &text, 0) < 0)
                return NULL;
        char *reason = g_strdup_printf("certificate of %s: %s", stream->host, (const char *) text.data);
        gnutls_free(text.data);
        return g_strchomp(reason);
}

/* True again when the handshake may be asked again. */
static bool
stream_handshake_waits(ImapStream *stream, int result)
{
        if (result == GNUTLS_E_AGAIN)
                return stream_poll(stream, gnutls_record_get_direction(stream->tls) == 0 ? POLLIN : POLLOUT);
        return result < 0 && gnutls_error_is_fatal(result) == 0;
}

static bool
stream_prepare_tls(ImapStream *stream)
{
        struct in6_addr address;
        if (gnutls_init(&stream->tls, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL) < 0) {
                stream->tls = NULL;
                return false;
        }
        if (gnutls_priority_set_direct(stream->tls, "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2", NULL) < 0)
                return false;
        if (gnutls_credentials_set(stream->tls, GNUTLS_CRD_CERTIFICATE, stream->trust->credentials) < 0)
                return false;
        const bool figures =
            inet_pton(AF_INET, stream->host, &address) == 1 || inet_pton(AF_INET6, stream->host, &address) == 1;
        if (!figures && gnutls_server_name_set(stream->tls, GNUTLS_NAME_DNS, stream->host, strlen(stream->host)) < 0)
                return false;
        gnutls_session_set_verify_cert(stream->tls, stream->host, 0);
        gnutls_transport_set_int(stream->tls, stream->fd);
        gnutls_handshake_set_timeout(stream->tls, GNUTLS_INDEFINITE_TIMEOUT); /* stream_poll() has the deadline */
        return true;
}

bool
imap_stream_start_tls(ImapStream *stream, GError **error)
{
        imap_stream_begin(stream, LINE_OCTETS, 0);
        if (stream->in->len > 0) {
                stream_fail(stream, CCOT_ERROR_INPUT,
                            "octets ahead of the TLS handshake: somebody may be injecting answers");
                return stream_report(stream, error);
        }
        if (!stream_prepare_tls(stream)) {
                stream_fail(stream, CCOT_ERROR_BUG, "GnuTLS could not be set up");
                return stream_report(stream, error);
        }
        int result;
        do
                result = gnutls_handshake(stream->tls);
        while (stream_handshake_waits(stream, result));
        if (result == GNUTLS_E_SUCCESS && gnutls_session_get_verify_cert_status(stream->tls) == 0) {
                stream->secure = true;
                return true;
        }
        g_autofree char *certificate = stream_certificate_reason(stream);
        if (certificate != NULL) {
                stream_fail(stream, CCOT_ERROR_CONFIG, certificate);
        } else {
                g_autofree char *reason = g_strdup_printf("TLS handshake: %s", gnutls_strerror(result));
                stream_fail(stream, CCOT_ERROR_RETRY, reason);
        }
        return stream_report(stream, error);
}

bool
imap_stream_is_secure(const ImapStream *stream)
{
        return stream->secure;
}

gint64
imap_stream_certificate_ends(const ImapStream *stream)
{
        unsigned count = 0;
        gnutls_x509_crt_t certificate = NULL;
        const gnutls_datum_t *chain = stream->secure ? gnutls_certificate_get_peers(stream->tls, &count) : NULL;
        if (chain == NULL || count == 0 || gnutls_x509_crt_init(&certificate) < 0)
                return 0;
        gint64 ends = 0;
        if (gnutls_x509_crt_import(certificate, &chain[0], GNUTLS_X509_FMT_DER) >= 0)
                ends = (gint64) gnutls_x509_crt_get_expiration_time(certificate);
        gnutls_x509_crt_deinit(certificate);
        return MAX(ends, 0);
}

/* At least one octet from the network, at most size. -1 after a fault. */
static ssize_t
stream_receive(ImapStream *stream, void *into, size_t size)
{
        while (!stream->dead) {
                ssize_t got;
                bool again;
                short events = POLLIN;
                if (stream->tls != NULL) {
                        got = gnutls_record_recv(stream->tls, into, size);
                        again = got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED;
                        if (again && gnutls_record_get_direction(stream->tls) == 1)
                                events = POLLOUT;
                } else {
                        got = recv(stream->fd, into, size, MSG_DONTWAIT);
                        again = got < 0 && (errno == EAGAIN || errno == EINTR);
                }
                if (got > 0) {
                        stream->received += (size_t) got;
                        if (stream->received > stream->budget + stream->taken + READ_AHEAD)
                                (void) stream_fail(stream, CCOT_ERROR_LIMIT,
                                                   "the server's answer is longer than any should be");
                        else
                                return got;
                } else if (again) {
                        (void) stream_poll(stream, events);
                } else {
                        (void) stream_fail(stream, CCOT_ERROR_RETRY, "the server closed the connection");
                }
        }
        return -1;
}

static ssize_t
stream_read(ImapStream *stream, void *into, size_t size)
{
        if (stream->in->len == 0)
                return stream_receive(stream, into, size);
        const size_t given = MIN(size, stream->in->len);
        memcpy(into, stream->in->data, given);
        g_byte_array_remove_range(stream->in, 0, (guint) given);
        return (ssize_t) given;
}

bool
imap_stream_write(ImapStream *stream, Bytes octets, GError **error)
{
        size_t at = 0;
        while (!stream->dead && at < octets.length) {
                ssize_t sent;
                bool again;
                if (stream->tls != NULL) {
                        sent = gnutls_record_send(stream->tls, octets.data + at, octets.length - at);
                        again = sent == GNUTLS_E_AGAIN || sent == GNUTLS_E_INTERRUPTED;
                } else {
                        sent = send(stream->fd, octets.data + at, octets.length - at, MSG_NOSIGNAL | MSG_DONTWAIT);
                        again = sent < 0 && (errno == EAGAIN || errno == EINTR);
                }
                if (sent > 0)
                        at += (size_t) sent;
                else if (again)
                        (void) stream_poll(stream, POLLOUT);
                else
                        (void) stream_fail(stream, CCOT_ERROR_RETRY, "the server closed the connection");
        }
        return at == octets.length || stream_report(stream, error);
}

char *
imap_stream_line(ImapStream *stream, GError **error)
{
        for (;;) {
                const guint8 *end = stream->in->len == 0 ? NULL : memchr(stream->in->data, '\n', stream->in->len);
                if (end != NULL) {
                        const size_t length = (size_t) (end - stream->in->data);
                        g_autofree char *raw = g_strndup((const char *) stream->in->data, length);
                        g_byte_array_remove_range(stream->in, 0, (guint) length + 1);
                        g_strchomp(raw);
                        return g_utf8_make_valid(raw, -1);
                }
                if (stream->in->len > LINE_OCTETS) {
                        stream_fail(stream, CCOT_ERROR_LIMIT, "a line of the server is longer than any should be");
                        stream_report(stream, error);
                        return NULL;
                }
                guint8 piece[4096];
                const ssize_t got = stream_receive(stream, piece, sizeof piece);
                if (got < 0) {
                        stream_report(stream, error);
                        return NULL;
                }
                g_byte_array_append(stream->in, piece, (guint) got);
        }
}

void
imap_stream_push(ImapStream *stream, Bytes octets)
{
        if (octets.length > 0)
                g_byte_array_prepend(stream->in, octets.data, (guint) octets.length);
}

ImapWait
imap_stream_wait(ImapStream *stream, const ImapWake *wake, gint64 until_ms)
{
        for (;;) {
                const bool ready =
                    stream != NULL &&
                    (stream->in->len > 0 || (stream->tls != NULL && gnutls_record_check_pending(stream->tls) > 0));
                struct pollfd wait[3] = { { .fd = stream != NULL ? stream->fd : -1, .events = POLLIN },
                                          { .fd = wake->channel, .events = POLLIN | POLLRDHUP },
                                          { .fd = wake->signals, .events = POLLIN } };
                const gint64 left = MAX(until_ms - clock_ticks(), 0);
                const int count = poll(wait, G_N_ELEMENTS(wait), ready ? 0 : (int) MIN(left, G_MAXINT));
                if (count > 0 && wait[2].revents != 0)
                        return IMAP_WAIT_SIGNAL;
                if (count > 0 && wait[1].revents != 0)
                        return IMAP_WAIT_CHANNEL;
                if (ready || (count > 0 && wait[0].revents != 0))
                        return IMAP_WAIT_DATA;
                if (left == 0)
                        return IMAP_WAIT_TIMEOUT;
        }
}

const GError *
imap_stream_fault(const ImapStream *stream)
{
        return stream->fault;
}

void
imap_stream_kill(ImapStream *stream)
{
        stream->dead = true;
}

bool
imap_stream_ended(const ImapStream *stream)
{
        return stream->ended;
}

void
imap_stream_free(ImapStream *stream)
{
        if (stream == NULL)
                return;
        if (stream->tls != NULL) {
                /* one try: the socket does not block, and a peer that hangs gets no more of our time */
                if (stream->secure && stream->fault == NULL)
                        (void) gnutls_bye(stream->tls, GNUTLS_SHUT_WR);
                gnutls_deinit(stream->tls);
        }
        own_fd_clear(&stream->fd);
        g_byte_array_unref(stream->in);
        g_clear_error(&stream->fault);
        g_free(stream->host);
        g_free(stream);
}

static ssize_t
low_read(mailstream_low *low, void *into, size_t size)
{
        return stream_read(low->data, into, size);
}

static ssize_t
low_write(mailstream_low *low, const void *from, size_t size)
{
        return imap_stream_write(low->data, bytes_of(from, size), NULL) ? (ssize_t) size : -1;
}

static int
low_close(mailstream_low *low)
{
        imap_stream_kill(low->data);
        return 0;
}

static int
low_fd(mailstream_low *low)
{
        const ImapStream *stream = low->data;
        return stream->fd;
}

/* libetpan leaves the freeing of its own struct to the driver. */
static void
low_free(mailstream_low *low)
{
        free(low);
}

static void
low_cancel(mailstream_low *low)
{
        imap_stream_kill(low->data);
}

static struct mailstream_cancel *
low_get_cancel(mailstream_low *low)
{
        return NULL;
}

static carray *
low_chain(mailstream_low *low)
{
        return NULL;
}

static int
low_idle(mailstream_low *low)
{
        return -1;
}

mailstream_low *
imap_stream_low(ImapStream *stream)
{
        static mailstream_low_driver driver = {
                .mailstream_read = low_read,
                .mailstream_write = low_write,
                .mailstream_close = low_close,
                .mailstream_get_fd = low_fd,
                .mailstream_free = low_free,
                .mailstream_cancel = low_cancel,
                .mailstream_get_cancel = low_get_cancel,
                .mailstream_get_certificate_chain = low_chain,
                .mailstream_setup_idle = low_idle,
                .mailstream_unsetup_idle = low_idle,
                .mailstream_interrupt_idle = low_idle,
        };
        return mailstream_low_new(stream, &driver);
}
