#include "web/request.h"

#include "base/error.h"

#include <string.h>

static GHashTable *
request_table(void)
{
        return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

/* Valid UTF-8 in which nothing but text, line ends and tabs stands. */
static bool
request_is_text(const char *text)
{
        if (!g_utf8_validate(text, -1, NULL))
                return false;
        for (; *text != '\0'; text = g_utf8_next_char(text)) {
                const gunichar c = g_utf8_get_char(text);
                if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f || (c >= 0x80 && c < 0xa0))
                        return false;
        }
        return true;
}

static bool
request_refuse(const char *what, GError **error)
{
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "request: %s", what);
        return false;
}

/* Adds what name=value&... says; the first of two of one name counts. */
static bool
request_parse(GHashTable *table, const char *text, gssize length, GError **error)
{
        GUriParamsIter iter;
        g_uri_params_iter_init(&iter, text, length, "&", G_URI_PARAMS_WWW_FORM);
        for (;;) {
                char *name = NULL, *value = NULL;
                g_autoptr(GError) failure = NULL;
                if (!g_uri_params_iter_next(&iter, &name, &value, &failure))
                        return failure == NULL || request_refuse("parameters that are not encoded as a form", error);
                const bool text_only = request_is_text(name) && request_is_text(value);
                if (text_only && !g_hash_table_contains(table, name)) {
                        g_hash_table_insert(table, name, value);
                } else {
                        g_free(name);
                        g_free(value);
                }
                if (!text_only)
                        return request_refuse("a parameter that is not text", error);
        }
}

/* Decodes each segment by itself, so that "%2F" is never a separator; "." and ".." are no segments here. */
static char *
request_decode_path(const char *raw)
{
        g_auto(GStrv) segments = g_strsplit(raw, "/", -1);
        for (unsigned i = 0; segments[i] != NULL; i++) {
                char *decoded = g_uri_unescape_segment(segments[i], NULL, "/");
                if (decoded == NULL || !request_is_text(decoded) || strpbrk(decoded, "\r\n\t") != NULL ||
                    g_str_equal(decoded, ".") || g_str_equal(decoded, "..")) {
                        g_free(decoded);
                        return NULL;
                }
                g_free(segments[i]);
                segments[i] = decoded;
        }
        return g_strjoinv("/", segments);
}

Request *
request_new(const char *method, const char *uri, GError **error)
{
        g_autoptr(Request) request = g_new0(Request, 1);
        request->method = g_strdup(method);
        request->query = request_table();
        request->form = request_table();
        request->cookies = request_table();
        const char *question = strchr(uri, '?');
        g_autofree char *raw = question == NULL ? g_strdup(uri) : g_strndup(uri, (gsize) (question - uri));
        request->path = raw[0] == '/' ? request_decode_path(raw) : NULL;
        if (request->path == NULL) {
                (void) request_refuse("the address is not valid", error);
                return NULL;
        }
        if (question != NULL && !request_parse(request->query, question + 1, -1, error))
                return NULL;
        return g_steal_pointer(&request);
}

bool
request_read_form(Request *request, const char *body, gsize length, GError **error)
{
        return request_parse(request->form, body, (gssize) length, error);
}

void
request_read_cookies(Request *request, const char *header)
{
        g_auto(GStrv) pairs = g_strsplit(header, ";", 64);
        for (unsigned i = 0; pairs[i] != NULL; i++) {
                char *equals = strchr(pairs[i], '=');
                if (equals == NULL)
                        continue;
                *equals = '\0';
                const char *name = g_strstrip(pairs[i]), *value = g_strstrip(equals + 1);
                if (*name != '\0' && request_is_text(value) && !g_hash_table_contains(request->cookies, name))
                        g_hash_table_insert(request->cookies, g_strdup(name), g_strdup(value));
        }
}

void
request_free(Request *request)
{
        if (request == NULL)
                return;
        g_free(request->method);
        g_free(request->path);
        g_clear_pointer(&request->query, g_hash_table_unref);
        g_clear_pointer(&request->form, g_hash_table_unref);
        g_clear_pointer(&request->cookies, g_hash_table_unref);
        g_free(request->host);
        g_free(request->origin);
        g_free(request->fetch_site);
        g_free(request->proxy_user);
        g_free(request);
}

const char *
request_form(const Request *request, const char *name)
{
        return g_hash_table_lookup(request->form, name);
}

const char *
request_query(const Request *request, const char *name)
{
        return g_hash_table_lookup(request->query, name);
}

gint64
request_id(const char *text)
{
        guint64 number = 0;
        if (text == NULL || !g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &number, NULL))
                return 0;
        return (gint64) number;
}

bool
request_is_own(const Request *request)
{
        if (request->fetch_site != NULL && !g_str_equal(request->fetch_site, "same-origin"))
                return false;
        if (request->origin == NULL || g_str_equal(request->origin, "null"))
                return true;
        const char *host = strstr(request->origin, "://");
        return host != NULL && request->host != NULL && g_ascii_strcasecmp(host + 3, request->host) == 0;
}
