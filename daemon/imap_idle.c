#include "daemon/imap_idle.h"

#include "base/clock.h"
#include "base/error.h"
#include "daemon/server_text.h"

#include <string.h>

enum { IDLE_OCTETS = 256 * 1024, ANSWER_MS = 30 * 1000 };

typedef enum { LINE_OTHER, LINE_NEWS, LINE_GO_ON, LINE_OK, LINE_REFUSED, LINE_LOST } IdleLine;

static IdleLine
idle_bye(const char *line, GError **error)
{
        g_autofree char *text = server_text_safe(line + strlen("* BYE"));
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_RETRY, "the server said BYE (server: %s)", text);
        return LINE_LOST;
}

static IdleLine
idle_line(ImapStream *stream, GError **error)
{
        g_autofree char *line = imap_stream_line(stream, error);
        if (line == NULL)
                return LINE_LOST;
        if (line[0] == '+')
                return LINE_GO_ON;
        if (g_ascii_strncasecmp(line, "* BYE", 5) == 0)
                return idle_bye(line, error);
        if (g_ascii_strncasecmp(line, "I1 OK", 5) == 0)
                return LINE_OK;
        if (g_str_has_prefix(line, "I1 "))
                return LINE_REFUSED;
        const size_t length = strlen(line);
        const bool exists = line[0] == '*' && length > 7 && g_ascii_strcasecmp(line + length - 7, " EXISTS") == 0;
        return exists ? LINE_NEWS : LINE_OTHER;
}

static ImapIdle
idle_done(ImapStream *stream, ImapIdle outcome, GError **error)
{
        imap_stream_begin(stream, IDLE_OCTETS, ANSWER_MS);
        if (!imap_stream_write(stream, bytes_of_string("DONE\r\n"), error))
                return IMAP_IDLE_LOST;
        for (;;) {
                switch (idle_line(stream, error)) {
                case LINE_LOST:
                        return IMAP_IDLE_LOST;
                case LINE_OK:
                case LINE_REFUSED:
                        return outcome;
                case LINE_NEWS:
                        outcome = outcome == IMAP_IDLE_TIMEOUT ? IMAP_IDLE_NEWS : outcome;
                        break;
                default:
                        break;
                }
        }
}

/* What came up to the "+"; IMAP_IDLE_TIMEOUT stands for nothing yet. */
static ImapIdle
idle_start(ImapStream *stream, bool *ret_lost, GError **error)
{
        ImapIdle outcome = IMAP_IDLE_TIMEOUT;
        imap_stream_begin(stream, IDLE_OCTETS, ANSWER_MS);
        if (!imap_stream_write(stream, bytes_of_string("I1 IDLE\r\n"), error))
                return IMAP_IDLE_LOST;
        for (;;) {
                g_autoptr(GError) fault = NULL;
                switch (idle_line(stream, &fault)) {
                case LINE_GO_ON:
                        return outcome;
                case LINE_NEWS:
                        outcome = IMAP_IDLE_NEWS;
                        break;
                case LINE_OK: /* never in that state, but no reason to go round in circles */
                case LINE_REFUSED:
                        *ret_lost = false;
                        return IMAP_IDLE_REFUSED;
                case LINE_LOST: {
                        const GError *cut = imap_stream_fault(stream);
                        const bool silent = cut != NULL && strstr(cut->message, "time allowed") != NULL;
                        *ret_lost = true;
                        g_propagate_error(error, g_steal_pointer(&fault));
                        return silent ? IMAP_IDLE_REFUSED : IMAP_IDLE_LOST;
                }
                default:
                        break;
                }
        }
}

ImapIdle
imap_idle(ImapStream *stream, const ImapWake *wake, gint64 until_ms, bool *ret_lost, GError **error)
{
        const ImapIdle start = idle_start(stream, ret_lost, error);
        if (start == IMAP_IDLE_NEWS)
                return idle_done(stream, start, error);
        if (start != IMAP_IDLE_TIMEOUT)
                return start;
        for (;;) {
                switch (imap_stream_wait(stream, wake, until_ms)) {
                case IMAP_WAIT_SIGNAL: /* nobody waits for an answer any more: imap_idle_logout() follows */
                        imap_stream_begin(stream, IDLE_OCTETS, ANSWER_MS);
                        (void) imap_stream_write(stream, bytes_of_string("DONE\r\n"), NULL);
                        return IMAP_IDLE_WOKEN;
                case IMAP_WAIT_CHANNEL:
                        return idle_done(stream, IMAP_IDLE_WOKEN, error);
                case IMAP_WAIT_TIMEOUT:
                        return idle_done(stream, IMAP_IDLE_TIMEOUT, error);
                case IMAP_WAIT_DATA: {
                        imap_stream_begin(stream, IDLE_OCTETS, ANSWER_MS);
                        const IdleLine line = idle_line(stream, error);
                        if (line == LINE_LOST)
                                return IMAP_IDLE_LOST;
                        if (line == LINE_NEWS)
                                return idle_done(stream, IMAP_IDLE_NEWS, error);
                        if (line == LINE_OK || line == LINE_REFUSED)
                                return IMAP_IDLE_TIMEOUT;
                        break;
                }
                }
        }
}

void
imap_idle_logout(ImapStream *stream, gint64 wait_ms)
{
        imap_stream_begin(stream, IDLE_OCTETS, MAX(wait_ms, 1));
        if (!imap_stream_write(stream, bytes_of_string("Z1 LOGOUT\r\n"), NULL))
                return;
        const gint64 until = clock_ticks() + wait_ms;
        while (wait_ms > 0 && clock_ticks() < until) {
                g_autofree char *line = imap_stream_line(stream, NULL);
                if (line == NULL || g_str_has_prefix(line, "Z1 "))
                        return;
        }
}
