#include "daemon/server_text.h"

#include "base/clock.h"
#include "base/text.h"

#include <glib.h>
#include <string.h>

enum {
        WAIT_FIRST_MS = 60 * 1000,
        WAIT_CAP_MS = 15 * 60 * 1000,
        SAFE_CHARACTERS = 160,
        SAFE_WORD = 40, /* longer ones are tokens or encoded names */
};

/* The first row whose words stand in the lower-cased text decides. */
static const struct {
        const char *words;
        ServerMeaning meaning;
        const char *advice;
} KNOWN[] = {
        { "throttled", SERVER_THROTTLED, "the server asks us to wait" },
        { "backoff time", SERVER_THROTTLED, "the server asks us to wait" },
        { "[limit]", SERVER_THROTTLED, "the server asks us to wait" },
        { "too many", SERVER_TRANSIENT, "the server has too many connections" },
        { "maximum number of connections", SERVER_TRANSIENT, "the server has too many connections" },
        { "[inuse]", SERVER_TRANSIENT, "the mailbox is in use elsewhere" },
        { "[unavailable]", SERVER_TRANSIENT, "the server is not available" },
        { "[serverbug]", SERVER_TRANSIENT, "the server reports a fault of its own" },
        { "temporar", SERVER_TRANSIENT, "the server is not available" },
        { "try again", SERVER_TRANSIENT, "the server is not available" },
        { "internal error", SERVER_TRANSIENT, "the server reports a fault of its own" },
        { "authenticated but not connected", SERVER_POLICY,
          "signed in, but the mailbox does not open: IMAP is switched off for it, rights are missing, its name is "
          "wrong, or there are too many sessions" },
        { "[privacyrequired]", SERVER_POLICY, "the server wants TLS before it lets anybody sign in" },
        { "[expired]", SERVER_POLICY, "the password or account has expired" },
        { "[contactadmin]", SERVER_POLICY, "the server's administrator must unlock this account" },
        { "conditional access", SERVER_POLICY, "conditional access blocks this sign-in" },
        { "basicauthblocked", SERVER_POLICY, "the server takes no passwords any more: use auth = \"xoauth2\"" },
        { "basic authentication", SERVER_POLICY, "the server takes no passwords any more: use auth = \"xoauth2\"" },
        { "imap is disabled", SERVER_POLICY, "IMAP is switched off for this mailbox" },
        { "imap access is disabled", SERVER_POLICY, "IMAP is switched off for this mailbox" },
        { "not enabled for imap", SERVER_POLICY, "IMAP is switched off for this mailbox" },
        { "protocol disabled", SERVER_POLICY, "IMAP is switched off for this mailbox" },
        { "accesstokenexpired", SERVER_CREDENTIALS, "the token has expired" },
        { "[authenticationfailed]", SERVER_CREDENTIALS, "the server does not take this name and password" },
        { "[authorizationfailed]", SERVER_POLICY, "this account may not open that mailbox" },
        { "[noperm]", SERVER_POLICY, "this account may not do that" },
};

/* "... Suggested Backoff Time: 299961 milliseconds" */
static unsigned
server_text_seconds(const char *folded)
{
        const char *at = strstr(folded, "backoff time");
        if (at == NULL)
                return 0;
        at += strcspn(at, "0123456789");
        char *end = NULL;
        const guint64 number = g_ascii_strtoull(at, &end, 10);
        if (end == at)
                return 0;
        const bool seconds = g_str_has_prefix(g_strchug(end), "second");
        return (unsigned) MIN(seconds ? number : (number / 1000) + (number % 1000 != 0), G_MAXINT);
}

ServerVerdict
server_text_judge(const char *text, bool no)
{
        g_autofree char *folded = g_ascii_strdown(text, -1);
        for (unsigned i = 0; i < G_N_ELEMENTS(KNOWN); i++)
                if (strstr(folded, KNOWN[i].words) != NULL)
                        return (ServerVerdict){ .meaning = KNOWN[i].meaning,
                                                .sure = true,
                                                .wait_seconds = KNOWN[i].meaning == SERVER_THROTTLED
                                                                    ? server_text_seconds(folded)
                                                                    : 0,
                                                .advice = KNOWN[i].advice };
        if (no)
                return (ServerVerdict){ .meaning = SERVER_CREDENTIALS,
                                        .advice = "the server does not take this name and password" };
        return (ServerVerdict){ .meaning = SERVER_TRANSIENT };
}

char *
server_text_safe(const char *text)
{
        g_autofree char *line = text_one_line(text);
        g_auto(GStrv) words = g_strsplit(line, " ", -1);
        g_autoptr(GString) kept = g_string_new(NULL);
        for (unsigned i = 0; words[i] != NULL; i++) {
                const bool hidden = strchr(words[i], '@') != NULL || strlen(words[i]) > SAFE_WORD;
                g_string_append_printf(kept, "%s%s", i == 0 ? "" : " ", hidden ? "(...)" : words[i]);
        }
        return text_shorten(kept->str, SAFE_CHARACTERS);
}

long long
server_text_wait_ms(const ServerVerdict *verdict, unsigned attempt)
{
        const gint64 named = (gint64) verdict->wait_seconds * 1000;
        if (named > 0)
                return MIN(named, WAIT_CAP_MS) + g_random_int_range(0, 1000);
        return clock_backoff_ms(attempt, WAIT_FIRST_MS, WAIT_CAP_MS);
}
