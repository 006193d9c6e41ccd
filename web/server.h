/* HTTP/1.1 (RFC 9112) by libmicrohttpd: one thread talks to all connections, slow ones too; requests that are complete
 * are answered by a pool of threads, each with a database connection of its own. What is late, too large or no HTTP is
 * answered here. */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "web/request.h"
#include "web/response.h"

typedef struct Server Server;

/* Answers one request, on any thread of the pool, several at a time. Never NULL. data is that of server_start(). */
typedef Response *(*ServerHandler)(const Request *request, gpointer data);

typedef struct {
        int socket; /* listening; taken over */
        const char
            *user_header; /* in which the trusted proxy says whom it signed in; NULL: others reach the socket too */
        unsigned request_seconds; /* within which a whole request must have come (web/arrival.h) */
        unsigned threads;
        ServerHandler handler;
        gpointer data;
} ServerOptions;

/* Fails with CCOT_ERROR_RETRY. */
Server *server_start(const ServerOptions *options, GError **error);
/* Answers what has begun, then ends. */
void server_stop(Server *server);

#endif
