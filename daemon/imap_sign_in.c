#include "daemon/imap_sign_in.h"

#include "base/error.h"

#include <string.h>

enum { ANSWER_OCTETS = 64 * 1024, LINES_AN_ANSWER = 1000 };

/* One command and what came back. */
typedef struct {
        ImapStream *stream;
        unsigned number;    /* of the tag */
        char *capabilities; /* " A B C ", upper case; NULL: none told */
        char *text;         /* of the last tagged answer, or of a BYE */
        bool bye;
} Dialogue;

static void
dialogue_clear(Dialogue *dialogue)
{
        g_free(dialogue->capabilities);
        g_free(dialogue->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Dialogue, dialogue_clear)

typedef enum { ANSWER_FAULT, ANSWER_OK, ANSWER_NO, ANSWER_BAD, ANSWER_GO_ON } Answer;

static void
dialogue_wipe(GString *secret)
{
        explicit_bzero(secret->str, secret->allocated_len);
        g_string_free(secret, TRUE);
}

static void
dialogue_untagged(Dialogue *dialogue, const char *line)
{
        if (g_ascii_strncasecmp(line, "* CAPABILITY ", 13) == 0) {
                g_autofree char *upper = g_ascii_strup(line + 13, -1);
                g_free(dialogue->capabilities);
                dialogue->capabilities = g_strdup_printf(" %s ", upper);
        } else if (g_ascii_strncasecmp(line, "* BYE", 5) == 0) {
                dialogue->bye = true;
                g_free(dialogue->text);
                dialogue->text = g_strchug(g_strdup(line + 5));
        }
}

static bool
dialogue_has(const Dialogue *dialogue, const char *capability)
{
        g_autofree char *word = g_strdup_printf(" %s ", capability);
        return dialogue->capabilities != NULL && strstr(dialogue->capabilities, word) != NULL;
}

/* Reads to the tagged answer, or to a "+". */
static Answer
dialogue_answer(Dialogue *dialogue, GError **error)
{
        g_autofree char *tag = g_strdup_printf("S%u ", dialogue->number);
        for (unsigned i = 0; i < LINES_AN_ANSWER; i++) {
                g_autoptr(GError) fault = NULL;
                g_autofree char *line = imap_stream_line(dialogue->stream, &fault);
                if (line == NULL && dialogue->bye)
                        return ANSWER_BAD;
                if (line == NULL) {
                        g_propagate_error(error, g_steal_pointer(&fault));
                        return ANSWER_FAULT;
                }
                if (line[0] == '+')
                        return ANSWER_GO_ON;
                if (line[0] == '*') {
                        dialogue_untagged(dialogue, line);
                        continue;
                }
                if (!g_str_has_prefix(line, tag))
                        break;
                const char *status = line + strlen(tag);
                const size_t word = strcspn(status, " ");
                g_free(dialogue->text);
                dialogue->text = g_strdup(status + word + (status[word] == ' '));
                if (word == 2 && g_ascii_strncasecmp(status, "OK", 2) == 0)
                        return ANSWER_OK;
                if (word == 2 && g_ascii_strncasecmp(status, "NO", 2) == 0)
                        return ANSWER_NO;
                return ANSWER_BAD;
        }
        g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_INPUT, "the server's answer is not IMAP");
        return ANSWER_FAULT;
}

static Answer
dialogue_send(Dialogue *dialogue, const char *line, GError **error)
{
        if (!imap_stream_write(dialogue->stream, bytes_of_string(line), error))
                return ANSWER_FAULT;
        return dialogue_answer(dialogue, error);
}

static Answer
dialogue_command(Dialogue *dialogue, const char *command, GError **error)
{
        GString *line = g_string_new(NULL);
        g_string_append_printf(line, "S%u %s\r\n", ++dialogue->number, command);
        dialogue->bye = false;
        imap_stream_begin(dialogue->stream, ANSWER_OCTETS, 0);
        const Answer answer = dialogue_send(dialogue, line->str, error);
        dialogue_wipe(line);
        return answer;
}

/* The server's refusal as verdict and error; always false. */
static bool
dialogue_refused(const Dialogue *dialogue, const char *what, Answer answer, ServerVerdict *ret_verdict, GError **error)
{
        if (answer == ANSWER_FAULT)
                return false;
        *ret_verdict = server_text_judge(dialogue->text != NULL ? dialogue->text : "", answer == ANSWER_NO);
        g_autofree char *text = server_text_safe(dialogue->text != NULL ? dialogue->text : "");
        const bool person = ret_verdict->meaning == SERVER_CREDENTIALS || ret_verdict->meaning == SERVER_POLICY;
        g_set_error(error, CCOT_ERROR, person ? CCOT_ERROR_CONFIG : CCOT_ERROR_RETRY, "%s: %s (server: %s)", what,
                    ret_verdict->advice != NULL ? ret_verdict->advice : "refused", text);
        return false;
}

static bool
dialogue_capabilities(Dialogue *dialogue, ServerVerdict *ret_verdict, GError **error)
{
        g_clear_pointer(&dialogue->capabilities, g_free);
        const Answer answer = dialogue_command(dialogue, "CAPABILITY", error);
        return answer == ANSWER_OK || dialogue_refused(dialogue, "CAPABILITY", answer, ret_verdict, error);
}

static bool
dialogue_greeting(Dialogue *dialogue, bool *ret_preauth, ServerVerdict *ret_verdict, GError **error)
{
        imap_stream_begin(dialogue->stream, ANSWER_OCTETS, 0);
        g_autofree char *line = imap_stream_line(dialogue->stream, error);
        if (line == NULL)
                return false;
        *ret_preauth = g_ascii_strncasecmp(line, "* PREAUTH", 9) == 0;
        if (*ret_preauth || g_ascii_strncasecmp(line, "* OK", 4) == 0)
                return true;
        if (g_ascii_strncasecmp(line, "* BYE", 5) == 0) {
                dialogue_untagged(dialogue, line);
                return dialogue_refused(dialogue, "greeting", ANSWER_BAD, ret_verdict, error);
        }
        g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "the server's greeting is not IMAP");
        return false;
}

bool
imap_sign_in_secure(ImapStream *stream, const ConfigMailbox *mailbox, bool *ret_preauth, ServerVerdict *ret_verdict,
                    GError **error)
{
        g_auto(Dialogue) dialogue = { .stream = stream };
        if (mailbox->tls == TLS_IMPLICIT && !imap_stream_start_tls(stream, error))
                return false;
        if (!dialogue_greeting(&dialogue, ret_preauth, ret_verdict, error))
                return false;
        if (mailbox->tls != TLS_STARTTLS)
                return true;
        if (*ret_preauth) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_CONFIG,
                                    "the server greets with PREAUTH, which rules out STARTTLS");
                return false;
        }
        if (!dialogue_capabilities(&dialogue, ret_verdict, error))
                return false;
        if (!dialogue_has(&dialogue, "STARTTLS")) {
                g_set_error_literal(
                    error, CCOT_ERROR, CCOT_ERROR_CONFIG,
                    "the server offers no STARTTLS, or somebody on the way takes the offer out; nothing was sent");
                return false;
        }
        const Answer answer = dialogue_command(&dialogue, "STARTTLS", error);
        if (answer == ANSWER_FAULT)
                return false;
        if (answer != ANSWER_OK) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_CONFIG,
                                    "the server refuses STARTTLS; nothing was sent");
                return false;
        }
        return imap_stream_start_tls(stream, error);
}

static bool
sign_in_is_plain_text(const char *text)
{
        for (; *text != '\0'; text++)
                if ((unsigned char) *text < 0x20 || (unsigned char) *text > 0x7e)
                        return false;
        return true;
}

/* One argument of LOGIN: quoted where that is allowed (RFC 3501 4.3), else a literal for which the server is asked. */
static bool
sign_in_argument(Dialogue *dialogue, GString *line, const char *value, GError **error)
{
        if (sign_in_is_plain_text(value)) {
                g_string_append(line, " \"");
                for (; *value != '\0'; value++)
                        g_string_append_printf(line, "%s%c", *value == '"' || *value == '\\' ? "\\" : "", *value);
                g_string_append_c(line, '"');
                return true;
        }
        g_string_append_printf(line, " {%zu}\r\n", strlen(value));
        const Answer answer = dialogue_send(dialogue, line->str, error);
        explicit_bzero(line->str, line->len);
        g_string_assign(line, value);
        if (answer == ANSWER_GO_ON)
                return true;
        if (answer != ANSWER_FAULT)
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_CONFIG,
                                    "LOGIN: the server takes no such name or password");
        return false;
}

static Answer
sign_in_login(Dialogue *dialogue, const char *user, const char *secret, GError **error)
{
        GString *line = g_string_new(NULL);
        g_string_append_printf(line, "S%u LOGIN", ++dialogue->number);
        imap_stream_begin(dialogue->stream, ANSWER_OCTETS, 0);
        Answer answer = ANSWER_FAULT;
        if (sign_in_argument(dialogue, line, user, error) && sign_in_argument(dialogue, line, secret, error)) {
                g_string_append(line, "\r\n");
                answer = dialogue_send(dialogue, line->str, error);
        }
        dialogue_wipe(line);
        return answer;
}

/* AUTHENTICATE with one message of the client, in the command where the server takes it there (RFC 4959). */
static Answer
sign_in_sasl(Dialogue *dialogue, const char *mechanism, const GString *message, GError **error)
{
        g_autofree char *coded = g_base64_encode((const guchar *) message->str, message->len);
        GString *line = g_string_new(NULL);
        Answer answer;
        if (dialogue_has(dialogue, "SASL-IR")) {
                g_string_append_printf(line, "AUTHENTICATE %s %s", mechanism, coded);
                answer = dialogue_command(dialogue, line->str, error);
        } else {
                g_string_append_printf(line, "AUTHENTICATE %s", mechanism);
                answer = dialogue_command(dialogue, line->str, error);
                if (answer == ANSWER_GO_ON) {
                        g_string_printf(line, "%s\r\n", coded);
                        answer = dialogue_send(dialogue, line->str, error);
                }
        }
        /* a refused token comes as "+ <reason>", which wants an empty line before the NO */
        if (answer == ANSWER_GO_ON)
                answer = dialogue_send(dialogue, "\r\n", error);
        explicit_bzero(coded, strlen(coded));
        dialogue_wipe(line);
        return answer;
}

static Answer
sign_in_message(Dialogue *dialogue, const ConfigMailbox *mailbox, const char *secret, GError **error)
{
        GString *message = g_string_new(NULL);
        const bool token = mailbox->auth == AUTH_XOAUTH2;
        if (token) {
                g_string_append_printf(message, "user=%s\1auth=Bearer %s\1\1", mailbox->user, secret);
        } else {
                g_string_append_c(message, '\0');
                g_string_append(message, mailbox->user);
                g_string_append_c(message, '\0');
                g_string_append(message, secret);
        }
        const Answer answer = sign_in_sasl(dialogue, token ? "XOAUTH2" : "PLAIN", message, error);
        dialogue_wipe(message);
        return answer;
}

bool
imap_sign_in_authenticate(ImapStream *stream, const ConfigMailbox *mailbox, const char *secret,
                          ServerVerdict *ret_verdict, GError **error)
{
        g_auto(Dialogue) dialogue = { .stream = stream, .number = 10 };
        /* the second look at what this very line relies on: no secret in clear but over loopback */
        if (mailbox->tls != TLS_NONE && !imap_stream_is_secure(stream)) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_BUG, "a secret was about to be sent in clear");
                return false;
        }
        if (!dialogue_capabilities(&dialogue, ret_verdict, error))
                return false;
        if (mailbox->auth != AUTH_XOAUTH2 && dialogue_has(&dialogue, "LOGINDISABLED")) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_CONFIG,
                                    "the server takes no passwords on this connection (LOGINDISABLED)");
                return false;
        }
        if (mailbox->auth == AUTH_XOAUTH2 && !dialogue_has(&dialogue, "AUTH=XOAUTH2")) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "the server does not offer XOAUTH2");
                return false;
        }
        /* the same secret under the same TLS: a server without AUTH=PLAIN gets it by LOGIN */
        const bool login =
            mailbox->auth == AUTH_LOGIN || (mailbox->auth == AUTH_PLAIN && !dialogue_has(&dialogue, "AUTH=PLAIN"));
        const Answer answer = login ? sign_in_login(&dialogue, mailbox->user, secret, error)
                                    : sign_in_message(&dialogue, mailbox, secret, error);
        return answer == ANSWER_OK || dialogue_refused(&dialogue, "sign-in", answer, ret_verdict, error);
}

bool
imap_sign_in(ImapStream *stream, const ConfigMailbox *mailbox, const char *secret, ServerVerdict *ret_verdict,
             GError **error)
{
        bool preauth = false;
        if (!imap_sign_in_secure(stream, mailbox, &preauth, ret_verdict, error))
                return false;
        return preauth || imap_sign_in_authenticate(stream, mailbox, secret, ret_verdict, error);
}
