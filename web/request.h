/* One request as a page sees it: method, decoded path, parameters of query and form, cookies. Everything is valid UTF-8
 * without control characters other than line ends and tabs; what is not was answered with 400 before a page saw it. */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
        char *method;        /* "GET", "POST" ... */
        char *path;          /* "/entries/12"; percent signs decoded segment by segment */
        GHashTable *query;   /* name to value, char* */
        GHashTable *form;    /* the same, of a form's body (application/x-www-form-urlencoded) */
        GHashTable *cookies; /* the same */
        char *host;          /* as the client says; NULL when it says nothing */
        char *origin;        /* NULL when the client says nothing; "null" from a page that sends no referrer */
        char *fetch_site;    /* Sec-Fetch-Site; NULL when the client says nothing */
        char
            *proxy_user; /* whom the proxy says it signed in; NULL unless the socket is one that only a proxy reaches */
        bool secure;     /* the proxy says that the client came over TLS */
        bool forwarded;  /* it came through a proxy, as far as that says so */
} Request;

/* uri: path and query as sent. body: the form, not terminated; NULL for none. Fails with CCOT_ERROR_INPUT. */
Request *request_new(const char *method, const char *uri, GError **error);
bool request_read_form(Request *request, const char *body, gsize length, GError **error);
/* A Cookie header (RFC 6265 5.4). What is no cookie is left out. */
void request_read_cookies(Request *request, const char *header);
void request_free(Request *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Request, request_free)

/* NULL when there is none. */
const char *request_form(const Request *request, const char *name);
const char *request_query(const Request *request, const char *name);
/* A number of digits only, 1 to 2^63-1; 0 when text is none. */
gint64 request_id(const char *text);
/* False when the request comes from a page of another origin, by Origin (RFC 6454 7) or Sec-Fetch-Site (W3C Fetch Metadata). */
bool request_is_own(const Request *request);

#endif
