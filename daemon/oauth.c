#include "daemon/oauth.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/limits.h"

#include <curl/curl.h>
#include <jansson.h>
#include <poll.h>
#include <string.h>

enum {
        ANSWER_OCTETS = 64 * 1024,
        TOKEN_CHARACTERS = 16 * 1024,
        CONNECT_MS = 15 * 1000,
        ANSWER_MS = 30 * 1000,
        EARLY_MS = 5 * 60 * 1000, /* a token is renewed this long before its end */
        USUAL_SECONDS = 300,      /* when the answer does not say how long the token lives */
};

struct Oauth {
        const ConfigOauth *config;
        const char *client_secret;
        const char *ca_file;
        const ImapWake *wake;
        char *token;
        gint64 renew; /* ticks */
};

typedef json_t Json;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Json, json_decref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CURL, curl_easy_cleanup)

Oauth *
oauth_new(const ConfigOauth *config, const char *client_secret, const char *ca_file, const ImapWake *wake)
{
        Oauth *oauth = g_new0(Oauth, 1);
        oauth->config = config;
        oauth->client_secret = client_secret;
        oauth->ca_file = ca_file;
        oauth->wake = wake;
        return oauth;
}

unsigned
oauth_port(const ConfigOauth *config)
{
        g_autoptr(GUri) uri = g_uri_parse(config->token_url, G_URI_FLAGS_NONE, NULL);
        const int port = uri == NULL ? -1 : g_uri_get_port(uri);
        return port > 0 ? (unsigned) port : g_str_has_prefix(config->token_url, "http:") ? 80 : 443;
}

static void
oauth_wipe(char *secret)
{
        if (secret != NULL)
                explicit_bzero(secret, strlen(secret));
        g_free(secret);
}

void
oauth_free(Oauth *oauth)
{
        if (oauth == NULL)
                return;
        oauth_wipe(oauth->token);
        g_free(oauth);
}

/* What the endpoint's refusals mean; the first row whose words stand in the answer decides. */
static const struct {
        const char *words;
        const char *advice;
} REFUSALS[] = {
        { "AADSTS53003", "conditional access blocks this application" },
        { "AADSTS53000", "conditional access blocks this application" },
        { "AADSTS50105", "this application is not assigned to the mailbox's organisation" },
        { "AADSTS7000222", "the application's secret has expired" },
        { "AADSTS7000215", "the application's secret is wrong" },
        { "AADSTS700016", "the organisation does not know this client_id" },
        { "AADSTS90002", "there is no such organisation: look at token_url" },
        { "AADSTS70011", "scope is wrong" },
        { "AADSTS1002012", "scope is wrong: it must end in /.default" },
        { "invalid_scope", "scope is wrong" },
        { "invalid_client", "client_id or the application's secret is wrong" },
        { "unauthorized_client", "this application may not ask for such a token" },
        { "invalid_grant", "the endpoint does not grant a token to this application" },
        { "access_denied", "the endpoint denies this application a token" },
};

static bool
oauth_refused(long status, const char *kind, const char *description, GError **error)
{
        const bool passing = status >= 500 || status == 429 || strcmp(kind, "temporarily_unavailable") == 0;
        for (unsigned i = 0; !passing && i < G_N_ELEMENTS(REFUSALS); i++) {
                if (strstr(description, REFUSALS[i].words) == NULL && strstr(kind, REFUSALS[i].words) == NULL)
                        continue;
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "token: %s", REFUSALS[i].advice);
                return false;
        }
        g_set_error(error, CCOT_ERROR, passing ? CCOT_ERROR_RETRY : CCOT_ERROR_CONFIG,
                    "token: the endpoint answered %ld", status);
        return false;
}

bool
oauth_read_answer(long status, Bytes body, char **ret_token, gint64 *ret_seconds, GError **error)
{
        g_autoptr(Json) answer = json_loadb((const char *) body.data, body.length, JSON_REJECT_DUPLICATES, NULL);
        const char *kind = json_string_value(json_object_get(answer, "error"));
        const char *description = json_string_value(json_object_get(answer, "error_description"));
        const char *token = json_string_value(json_object_get(answer, "access_token"));
        if (status != 200 || kind != NULL)
                return oauth_refused(status, kind != NULL ? kind : "", description != NULL ? description : "", error);
        const size_t length = token == NULL ? 0 : strlen(token);
        /* printable ASCII only (RFC 6749 A.12): it goes into a line of IMAP */
        bool printable = length > 0 && length <= TOKEN_CHARACTERS;
        for (size_t i = 0; printable && i < length; i++)
                printable = token[i] > 0x20 && token[i] < 0x7f;
        if (!printable) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "token: the endpoint's answer has no token");
                return false;
        }
        const json_t *life = json_object_get(answer, "expires_in");
        gint64 seconds = json_is_integer(life) ? json_integer_value(life) : USUAL_SECONDS;
        if (json_is_string(life))
                seconds = g_ascii_strtoll(json_string_value(life), NULL, 10);
        *ret_seconds = CLAMP(seconds, 0, 24 * 3600);
        *ret_token = g_strdup(token);
        return true;
}

static size_t
oauth_take(char *octets, size_t size, size_t count, void *context)
{
        GByteArray *body = context;
        if (body->len + size * count > ANSWER_OCTETS)
                return 0;
        g_byte_array_append(body, (const guint8 *) octets, (guint) (size * count));
        return size * count;
}

/* Called by libcurl about once a second: nonzero ends the transfer. */
static int
oauth_watch(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
        const ImapWake *wake = context;
        struct pollfd wait[2] = { { .fd = wake->channel, .events = POLLRDHUP },
                                  { .fd = wake->signals, .events = POLLIN } };
        return poll(wait, G_N_ELEMENTS(wait), 0) > 0;
}

static char *
oauth_form(CURL *curl, const Oauth *oauth)
{
        const char *const values[] = { oauth->config->client_id, oauth->client_secret, oauth->config->scope };
        static const char *const names[] = { "&client_id=", "&client_secret=", "&scope=" };
        GString *form = g_string_new("grant_type=client_credentials");
        for (unsigned i = 0; i < G_N_ELEMENTS(values); i++) {
                char *escaped = curl_easy_escape(curl, values[i], 0);
                g_string_append(form, names[i]);
                g_string_append(form, escaped != NULL ? escaped : "");
                if (escaped != NULL)
                        explicit_bzero(escaped, strlen(escaped));
                curl_free(escaped);
        }
        return g_string_free(form, FALSE);
}

static bool
oauth_post(Oauth *oauth, GByteArray *body, long *ret_status, GError **error)
{
        g_autoptr(CURL) curl = curl_easy_init();
        if (curl == NULL) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "token: no memory");
                return false;
        }
        char *form = oauth_form(curl, oauth);
        (void) curl_easy_setopt(curl, CURLOPT_URL, oauth->config->token_url);
        (void) curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR,
                                g_str_has_prefix(oauth->config->token_url, "https:") ? "https" : "http");
        (void) curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
        (void) curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
        (void) curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
        if (oauth->ca_file != NULL) {
                (void) curl_easy_setopt(curl, CURLOPT_CAINFO, oauth->ca_file);
                (void) curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
        }
        (void) curl_easy_setopt(curl, CURLOPT_POSTFIELDS, form);
        (void) curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        (void) curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long) CONNECT_MS);
        (void) curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long) ANSWER_MS);
        (void) curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
        (void) curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, oauth_watch);
        (void) curl_easy_setopt(curl, CURLOPT_XFERINFODATA, oauth->wake);
        (void) curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, oauth_take);
        (void) curl_easy_setopt(curl, CURLOPT_WRITEDATA, body);
        const CURLcode result = curl_easy_perform(curl);
        oauth_wipe(form);
        (void) curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, ret_status);
        if (result == CURLE_OK)
                return true;
        const bool person = result == CURLE_PEER_FAILED_VERIFICATION || result == CURLE_SSL_CACERT_BADFILE;
        g_set_error(error, CCOT_ERROR, person ? CCOT_ERROR_CONFIG : CCOT_ERROR_RETRY, "token: %s%s",
                    person ? "certificate of the token host: " : "", curl_easy_strerror(result));
        return false;
}

const char *
oauth_token(Oauth *oauth, bool fresh, GError **error)
{
        if (!fresh && oauth->token != NULL && clock_ticks() < oauth->renew)
                return oauth->token;
        oauth_wipe(g_steal_pointer(&oauth->token));
        g_autoptr(GByteArray) body = g_byte_array_new();
        long status = 0;
        gint64 seconds = 0;
        bool done = oauth_post(oauth, body, &status, error);
        done = done && oauth_read_answer(status, bytes_of(body->data, body->len), &oauth->token, &seconds, error);
        if (body->len > 0)
                explicit_bzero(body->data, body->len);
        if (!done)
                return NULL;
        oauth->renew = clock_ticks() + MAX(seconds * 1000 - EARLY_MS, 0);
        return oauth->token;
}
