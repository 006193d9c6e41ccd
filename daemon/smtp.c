#include "daemon/smtp.h"

#include "base/error.h"

#include <curl/curl.h>
#include <poll.h>
#include <string.h>

enum { CONNECT_MS = 15 * 1000, VERB_CHARACTERS = 8 };

typedef struct curl_slist SmtpList;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CURL, curl_easy_cleanup)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SmtpList, curl_slist_free_all)

/* One conversation: what was said last, and how much of the text went. */
typedef struct {
        Bytes mail;
        size_t sent;
        char verb[VERB_CHARACTERS + 1];
        bool leaving; /* QUIT was said: nothing that comes now matters */
        const ImapWake *wake;
} Talk;

/* libcurl's log of the conversation, of which only the command's name is kept: passwords pass here. Taking leave is no step: libcurl
 * says QUIT after whatever went wrong. */
static int
talk_listen(CURL *curl, curl_infotype kind, char *octets, size_t length, void *context)
{
        Talk *talk = context;
        if (kind != CURLINFO_HEADER_OUT)
                return 0;
        char verb[VERB_CHARACTERS + 1] = { 0 };
        for (size_t i = 0; i < VERB_CHARACTERS && i < length && g_ascii_isalpha(octets[i]); i++)
                verb[i] = g_ascii_toupper(octets[i]);
        talk->leaving = strcmp(verb, "QUIT") == 0;
        if (!talk->leaving)
                memcpy(talk->verb, verb, sizeof verb);
        return 0;
}

static size_t
talk_give(char *buffer, size_t size, size_t count, void *context)
{
        Talk *talk = context;
        const size_t part = MIN(size * count, talk->mail.length - talk->sent);
        memcpy(buffer, talk->mail.data + talk->sent, part);
        talk->sent += part;
        return part;
}

/* Called by libcurl about once a second: nonzero ends the transfer. For the answer to a QUIT libcurl would wait two minutes. */
static int
talk_watch(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
        const Talk *talk = context;
        struct pollfd wait[2] = { { .fd = talk->wake->channel, .events = POLLRDHUP },
                                  { .fd = talk->wake->signals, .events = POLLIN } };
        return talk->leaving || poll(wait, G_N_ELEMENTS(wait), 0) > 0;
}

/* smtp://host:port/name: name is what we call ourselves in EHLO, the domain of our address. */
static char *
smtp_address(const ConfigSmtp *config)
{
        const bool six = strchr(config->host, ':') != NULL;
        const char *at = strrchr(config->from, '@');
        return g_strdup_printf("%s://%s%s%s:%u/%s", config->tls == TLS_IMPLICIT ? "smtps" : "smtp", six ? "[" : "",
                               config->host, six ? "]" : "", config->port, at == NULL ? "localhost" : at + 1);
}

static bool
smtp_sign_in(CURL *curl, const Smtp *smtp, bool fresh, GError **error)
{
        static const char *const ways[] = {
                [AUTH_PLAIN] = "AUTH=PLAIN", [AUTH_LOGIN] = "AUTH=LOGIN", [AUTH_XOAUTH2] = "AUTH=XOAUTH2"
        };
        const AuthMode auth = smtp->config->auth;
        if (auth == AUTH_NONE)
                return true;
        (void) curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, ways[auth]);
        (void) curl_easy_setopt(curl, CURLOPT_USERNAME, smtp->config->user);
        if (auth != AUTH_XOAUTH2) {
                (void) curl_easy_setopt(curl, CURLOPT_PASSWORD, smtp->password);
                return true;
        }
        const char *token = oauth_token(smtp->oauth, fresh, error);
        if (token != NULL)
                (void) curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, token);
        return token != NULL;
}

static void
smtp_prepare(CURL *curl, const Smtp *smtp, Talk *talk, const char *address)
{
        const ConfigSmtp *config = smtp->config;
        (void) curl_easy_setopt(curl, CURLOPT_URL, address);
        (void) curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, config->tls == TLS_IMPLICIT ? "smtps" : "smtp");
        (void) curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
        (void) curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
        (void) curl_easy_setopt(curl, CURLOPT_USE_SSL,
                                (long) (config->tls == TLS_NONE ? CURLUSESSL_NONE : CURLUSESSL_ALL));
        if (config->ca_file != NULL) {
                (void) curl_easy_setopt(curl, CURLOPT_CAINFO, config->ca_file);
                (void) curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
        }
        (void) curl_easy_setopt(curl, CURLOPT_CERTINFO, 1L);
        (void) curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        (void) curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long) CONNECT_MS);
        (void) curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long) config->answer_seconds);
        /* the wait for the word on a text, which the timeout above does not end */
        (void) curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long) config->answer_seconds);
        (void) curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
        (void) curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, talk_watch);
        (void) curl_easy_setopt(curl, CURLOPT_XFERINFODATA, talk);
        (void) curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, talk_listen);
        (void) curl_easy_setopt(curl, CURLOPT_DEBUGDATA, talk);
        (void) curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
}

static const char *
smtp_step(const Talk *talk)
{
        static const struct {
                const char *verb;
                const char *step;
        } steps[] = { { "EHLO", "greeting" }, { "HELO", "greeting" }, { "STARTTLS", "STARTTLS" },
                      { "AUTH", "sign-in" },  { "MAIL", "sender" },   { "RCPT", "recipient" },
                      { "DATA", "text" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++)
                if (strcmp(talk->verb, steps[i].verb) == 0)
                        return steps[i].step;
        return talk->verb[0] == '\0' ? "connecting" : "sign-in";
}

static PostVerdict
smtp_judge(const Talk *talk, CURLcode result, long code, char **ret_reason)
{
        const char *step = smtp_step(talk);
        const bool about_mail = strcmp(step, "recipient") == 0 || strcmp(step, "text") == 0;
        const bool answered = code >= 400 && code <= 599 && result != CURLE_OPERATION_TIMEDOUT &&
                              result != CURLE_GOT_NOTHING && result != CURLE_ABORTED_BY_CALLBACK;
        if (result == CURLE_OK)
                return POST_SENT;
        if (answered) {
                *ret_reason = g_strdup_printf("%s: the server answered %ld", step, code);
                if (!about_mail)
                        return POST_TROUBLE;
                /* 421: the server is closing, whatever was said (RFC 5321 3.8) */
                return code == 421 ? POST_TROUBLE : code >= 500 ? POST_REFUSED : POST_LATER;
        }
        *ret_reason = g_strdup_printf("%s: %s", step, curl_easy_strerror(result));
        return strcmp(step, "text") == 0 && talk->sent > 0 ? POST_UNSURE : POST_TROUBLE;
}

/* When the certificate ends that the server showed: libcurl tells the chain in words, the server's own first. */
static gint64
smtp_ends(CURL *curl)
{
        static const char head[] = "Expire Date:";
        struct curl_certinfo *chain = NULL;
        if (curl_easy_getinfo(curl, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == NULL || chain->num_of_certs < 1)
                return 0;
        for (const struct curl_slist *word = chain->certinfo[0]; word != NULL; word = word->next) {
                if (!g_str_has_prefix(word->data, head))
                        continue;
                /* "2026-11-21 12:00:00 GMT" */
                g_auto(GStrv) parts = g_strsplit(g_strstrip(word->data + strlen(head)), " ", 3);
                g_autofree char *iso =
                    g_strv_length(parts) == 3 ? g_strdup_printf("%sT%sZ", parts[0], parts[1]) : g_strdup("");
                g_autoptr(GDateTime) ends = g_date_time_new_from_iso8601(iso, NULL);
                return ends == NULL ? 0 : g_date_time_to_unix(ends);
        }
        return 0;
}

static PostVerdict
smtp_talk(const Smtp *smtp, const char *recipient, Bytes mail, bool fresh, gint64 *ret_ends, char **ret_reason)
{
        Talk talk = { .mail = mail, .wake = smtp->wake };
        g_autoptr(CURL) curl = curl_easy_init();
        g_autoptr(SmtpList) recipients = recipient == NULL ? NULL : curl_slist_append(NULL, recipient);
        g_autoptr(GError) error = NULL;
        g_autofree char *address = smtp_address(smtp->config);
        if (curl == NULL || (recipient != NULL && recipients == NULL)) {
                *ret_reason = g_strdup("no memory");
                return POST_TROUBLE;
        }
        smtp_prepare(curl, smtp, &talk, address);
        if (!smtp_sign_in(curl, smtp, fresh, &error)) {
                *ret_reason = g_strdup(error->message);
                return POST_TROUBLE;
        }
        if (recipient == NULL) {
                (void) curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "NOOP");
                (void) curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
        } else {
                (void) curl_easy_setopt(curl, CURLOPT_MAIL_FROM, smtp->config->envelope_from);
                (void) curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
                (void) curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
                (void) curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t) mail.length);
                (void) curl_easy_setopt(curl, CURLOPT_READFUNCTION, talk_give);
                (void) curl_easy_setopt(curl, CURLOPT_READDATA, &talk);
        }
        const CURLcode result = curl_easy_perform(curl);
        long code = 0;
        (void) curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
        *ret_ends = smtp_ends(curl);
        return smtp_judge(&talk, result, code, ret_reason);
}

PostVerdict
smtp_send(const Smtp *smtp, const char *recipient, Bytes mail, gint64 *ret_ends, char **ret_reason)
{
        *ret_reason = NULL;
        *ret_ends = 0;
        PostVerdict verdict = smtp_talk(smtp, recipient, mail, false, ret_ends, ret_reason);
        /* a token that was good when it was asked for may have been withdrawn */
        if (verdict != POST_TROUBLE || smtp->oauth == NULL || !g_str_has_prefix(*ret_reason, "sign-in"))
                return verdict;
        g_clear_pointer(ret_reason, g_free);
        return smtp_talk(smtp, recipient, mail, true, ret_ends, ret_reason);
}

char *
smtp_try(const Smtp *smtp)
{
        char *reason = NULL;
        gint64 ends = 0;
        (void) smtp_talk(smtp, NULL, bytes_of(NULL, 0), false, &ends, &reason);
        return reason;
}
