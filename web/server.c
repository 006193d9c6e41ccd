#include "web/server.h"

#include "base/error.h"
#include "base/limits.h"
#include "web/arrival.h"

#include <microhttpd.h>
#include <string.h>
#include <unistd.h>

enum { SERVER_SILENCE_SECONDS = 30 };

struct Server {
        struct MHD_Daemon *daemon;
        GThreadPool *pool;
        Arrivals *arrivals;
        ServerOptions options;
};

/* One request on its way; made by the first callback, freed by the last. */
typedef struct {
        char *uri;
        GByteArray *body;
        bool begun; /* headers were seen */
        bool too_large;
        bool refused; /* by its headers: the body is not read */
        bool handed;  /* to the pool */
        struct MHD_Connection *connection;
        Request *request;
        Response *response;
        Server *server;
} Exchange;

typedef enum MHD_Result MhdResult;

/* The headers of every answer. No page is kept by a browser or shown inside another site, nothing runs or loads that is
 * not ours. */
static const char *const server_headers[][2] = {
        { "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "no-referrer" },
        { "Cross-Origin-Opener-Policy", "same-origin" },
        { "Cross-Origin-Resource-Policy", "same-origin" },
        { "Permissions-Policy", "camera=(), microphone=(), geolocation=()" },
};

/* ------------------------------------------------------------------ one exchange */

static void
exchange_free(Exchange *exchange)
{
        g_free(exchange->uri);
        if (exchange->body != NULL)
                g_byte_array_unref(exchange->body);
        request_free(exchange->request);
        response_free(exchange->response);
        g_free(exchange);
}

static Arrival *
exchange_arrival(struct MHD_Connection *connection)
{
        return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static char *
exchange_header(const Exchange *exchange, const char *name)
{
        return g_strdup(MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name));
}

/* Answers without waiting for the body; the connection ends with that. */
static void
exchange_refuse(Exchange *exchange, unsigned status, const char *text)
{
        response_free(exchange->response);
        exchange->response = response_text(status, text);
        exchange->refused = true;
}

/* What the headers of a request say of it, counted. */
typedef struct {
        const char *user_header; /* may be NULL */
        unsigned users, lengths, codings, broken;
} HeaderCount;

static MhdResult
header_count(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
        HeaderCount *count = data;
        count->users += count->user_header != NULL && g_ascii_strcasecmp(name, count->user_header) == 0;
        count->lengths += g_ascii_strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0;
        count->codings += g_ascii_strcasecmp(name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0;
        /* RFC 9110 5.6.2; "Transfer-Encoding :" means one thing to a proxy and another here */
        count->broken += *name == '\0' || strcspn(name, " \t\"(),/:;<=>?@[\\]{}") != strlen(name);
        return MHD_YES;
}

/* Headers that two readers may understand in two ways: behind a proxy the octets that follow would be a request that nobody
 * checked (RFC 9112 11.2). */
static bool
exchange_is_clear(const Exchange *exchange)
{
        HeaderCount count = { .user_header = exchange->server->options.user_header };
        (void) MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, header_count, &count);
        return count.broken == 0 && count.users <= 1 && count.lengths + count.codings <= 1;
}

/* Whom the proxy signed in; an empty value is nobody. */
static void
exchange_read_user(Exchange *exchange)
{
        const char *header = exchange->server->options.user_header;
        if (header == NULL)
                return;
        g_autofree char *user = exchange_header(exchange, header);
        if (user != NULL && !g_utf8_validate(user, -1, NULL))
                exchange->response = response_text(400, "The name of this request's user is not text.");
        else if (user != NULL && *user != '\0')
                exchange->request->proxy_user = g_steal_pointer(&user);
}

/* A body that is announced too large is not waited for, and one whose end is not clear is not read. */
static void
exchange_read_length(Exchange *exchange)
{
        g_autofree char *length = exchange_header(exchange, MHD_HTTP_HEADER_CONTENT_LENGTH);
        guint64 octets = 0;
        if (!exchange_is_clear(exchange))
                exchange_refuse(exchange, 400, "The headers of this request contradict each other.");
        else if (length != NULL && !g_ascii_string_to_unsigned(length, 10, 0, LIMIT_FORM_BYTES, &octets, NULL))
                exchange_refuse(exchange, 413, "This form is too large.");
}

static bool
exchange_is_forwarded(const Exchange *exchange)
{
        static const char *const names[] = { "Forwarded",        "X-Forwarded-For", "X-Forwarded-Proto",
                                             "X-Forwarded-Host", "X-Real-IP",       "Via" };
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
                if (MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, names[i]) != NULL)
                        return true;
        return exchange->request->proxy_user != NULL;
}

/* The request as far as its headers tell; a response in its place when they are not valid. */
static void
exchange_read_headers(Exchange *exchange, const char *method)
{
        g_autoptr(GError) error = NULL;
        exchange->request = request_new(method, exchange->uri, &error);
        if (exchange->request == NULL) {
                exchange->response = response_text(400, "The address of this request is not valid.");
                return;
        }
        Request *request = exchange->request;
        g_autofree char *cookies = exchange_header(exchange, MHD_HTTP_HEADER_COOKIE);
        g_autofree char *protocol = exchange_header(exchange, "X-Forwarded-Proto");
        if (cookies != NULL)
                request_read_cookies(request, cookies);
        request->host = exchange_header(exchange, MHD_HTTP_HEADER_HOST);
        request->origin = exchange_header(exchange, MHD_HTTP_HEADER_ORIGIN);
        request->fetch_site = exchange_header(exchange, "Sec-Fetch-Site");
        request->secure = g_strcmp0(protocol, "https") == 0;
        exchange_read_user(exchange);
        request->forwarded = exchange_is_forwarded(exchange);
        exchange_read_length(exchange);
}

/* The form, once all of it is there. */
static void
exchange_read_body(Exchange *exchange)
{
        g_autoptr(GError) error = NULL;
        if (exchange->too_large) {
                response_free(exchange->response);
                exchange->response = response_text(413, "This form is too large.");
                return;
        }
        if (exchange->response != NULL || exchange->body->len == 0)
                return;
        g_autofree char *type = exchange_header(exchange, MHD_HTTP_HEADER_CONTENT_TYPE);
        const gsize known = strlen(MHD_HTTP_POST_ENCODING_FORM_URLENCODED);
        if (type == NULL || g_ascii_strncasecmp(type, MHD_HTTP_POST_ENCODING_FORM_URLENCODED, known) != 0 ||
            (type[known] != '\0' && type[known] != ';' && type[known] != ' '))
                exchange->response = response_text(415, "This server takes forms only.");
        else if (!request_read_form(exchange->request, (const char *) exchange->body->data, exchange->body->len,
                                    &error))
                exchange->response = response_text(400, "This form holds what is not text.");
}

static void
server_answer(gpointer data, gpointer user_data)
{
        Exchange *exchange = data;
        const Server *server = user_data;
        exchange->response = server->options.handler(exchange->request, server->options.data);
        /* the other thread may be done with the exchange before this line ends */
        g_autoptr(GArray) left = g_steal_pointer(&exchange->response->left);
        MHD_resume_connection(exchange->connection);
}

static void
server_release(void *data)
{
        g_bytes_unref(data);
}

static MhdResult
exchange_send(Exchange *exchange)
{
        const Response *answer = exchange->response;
        gsize length = 0;
        const void *octets = g_bytes_get_data(answer->body, &length);
        struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls(
            length, (void *) (guintptr) octets, server_release, g_bytes_ref(answer->body));
        for (unsigned i = 0; i < G_N_ELEMENTS(server_headers); i++)
                (void) MHD_add_response_header(response, server_headers[i][0], server_headers[i][1]);
        (void) MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                                       answer->cached ? "private, max-age=31536000, immutable" : "no-store");
        if (answer->media_type != NULL)
                (void) MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer->media_type);
        for (guint i = 0; i + 1 < answer->headers->len; i += 2)
                (void) MHD_add_response_header(response, g_ptr_array_index(answer->headers, i),
                                               g_ptr_array_index(answer->headers, i + 1));
        const MhdResult sent = MHD_queue_response(exchange->connection, answer->status, response);
        MHD_destroy_response(response);
        arrival_answered(exchange_arrival(exchange->connection));
        return sent;
}

static void *
server_begin(void *data, const char *uri, struct MHD_Connection *connection)
{
        Exchange *exchange = g_new0(Exchange, 1);
        exchange->server = data;
        exchange->uri = g_strdup(uri);
        exchange->body = g_byte_array_new();
        exchange->connection = connection;
        unsigned parameters = 0;
        for (const char *and = strchr(uri, '&'); and != NULL; and = strchr(and+1, '&'))
                parameters++;
        if (parameters < LIMIT_PARAMETERS)
                arrival_speaks(exchange_arrival(connection));
        else
                arrival_refuse(exchange_arrival(connection));
        return exchange;
}

static void
server_connection(void *data, struct MHD_Connection *connection, void **context,
                  enum MHD_ConnectionNotificationCode code)
{
        Server *server = data;
        if (code == MHD_CONNECTION_NOTIFY_STARTED)
                *context =
                    arrival_begin(server->arrivals,
                                  MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
        else
                arrival_end(*context);
}

/* Called for the headers, for each piece of the body, at its end, and again when the pool has answered. */
static MhdResult
server_access(void *data, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
              const char *upload, size_t *upload_size, void **state)
{
        Server *server = data;
        Exchange *exchange = *state;
        if (!exchange->begun) {
                exchange->begun = true;
                exchange_read_headers(exchange, method);
                return exchange->refused ? exchange_send(exchange) : MHD_YES;
        }
        if (*upload_size > 0) {
                exchange->too_large = exchange->too_large || exchange->body->len + *upload_size > LIMIT_FORM_BYTES;
                if (!exchange->too_large)
                        g_byte_array_append(exchange->body, (const guint8 *) upload, (guint) *upload_size);
                *upload_size = 0;
                return MHD_YES;
        }
        if (!exchange->handed)
                exchange_read_body(exchange);
        if (exchange->response != NULL)
                return exchange_send(exchange);
        exchange->handed = true;
        arrival_said(exchange_arrival(connection));
        MHD_suspend_connection(connection);
        (void) g_thread_pool_push(server->pool, exchange, NULL);
        return MHD_YES;
}

static void
server_end(void *data, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode why)
{
        if (*state != NULL)
                exchange_free(*state);
        *state = NULL;
        arrival_again(exchange_arrival(connection));
}

/* Paths are decoded by web/request.c, segment by segment. */
static size_t
server_keep_escapes(void *data, struct MHD_Connection *connection, char *text)
{
        return strlen(text);
}

static void
server_say_nothing(void *data, const char *format, va_list arguments)
{
}

/* ------------------------------------------------------------------ life */

Server *
server_start(const ServerOptions *options, GError **error)
{
        Server *server = g_new0(Server, 1);
        server->options = *options;
        server->arrivals = arrivals_new(options->request_seconds);
        /* threads of its own, which stay: each has room of its own that it works in */
        server->pool = g_thread_pool_new(server_answer, server, (gint) options->threads, TRUE, NULL);
        server->daemon = MHD_start_daemon(
            MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL, server_access,
            server, MHD_OPTION_EXTERNAL_LOGGER, server_say_nothing, NULL, MHD_OPTION_LISTEN_SOCKET, options->socket,
            MHD_OPTION_URI_LOG_CALLBACK, server_begin, server, MHD_OPTION_UNESCAPE_CALLBACK, server_keep_escapes, NULL,
            MHD_OPTION_NOTIFY_COMPLETED, server_end, NULL, MHD_OPTION_NOTIFY_CONNECTION, server_connection, server,
            MHD_OPTION_CONNECTION_LIMIT, (unsigned) LIMIT_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
            (unsigned) SERVER_SILENCE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) LIMIT_REQUEST_HEADERS,
            MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
        if (server->daemon == NULL) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "web: the server does not start");
                g_thread_pool_free(server->pool, TRUE, TRUE);
                arrivals_free(server->arrivals);
                g_free(server);
                return NULL;
        }
        return server;
}

void
server_stop(Server *server)
{
        if (server == NULL)
                return;
        const MHD_socket socket = MHD_quiesce_daemon(server->daemon);
        g_thread_pool_free(server->pool, FALSE, TRUE);
        MHD_stop_daemon(server->daemon);
        arrivals_free(server->arrivals);
        if (socket != MHD_INVALID_SOCKET)
                (void) close(socket);
        g_free(server);
}
