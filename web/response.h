/* What a page answers: status, headers, octets. The headers that every answer carries (content security policy, nosniff,
 * no referrer, no store) are added by web/server.c. */
#ifndef WEB_RESPONSE_H
#define WEB_RESPONSE_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
        unsigned status;
        char *media_type;   /* NULL for an empty body */
        GBytes *body;       /* never NULL */
        GPtrArray *headers; /* of char*: name, value, name, value ... */
        bool cached;        /* never changes under this address: may be kept by the browser */
        GArray *left;       /* what it was made of, see response_leave(); NULL: nothing */
} Response;

/* Takes body. */
Response *response_new(unsigned status, const char *media_type, GBytes *body);
/* Plain text of one line. */
Response *response_text(unsigned status, const char *text);
/* 303 to a path of this server. */
Response *response_see_other(const char *path);
/* value must not hold control characters: a response with such a header is a bug of this program and ends it. */
void response_header(Response *response, const char *name, const char *value);
/* Leaves what the answer was made of to be let go of with it, in this order; the server does so when the answer is on its way. */
void response_leave(Response *response, gpointer left, GDestroyNotify left_free);
void response_free(Response *response);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Response, response_free)

#endif
