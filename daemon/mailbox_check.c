#include "base/error.h"
#include "daemon/imap_sign_in.h"
#include "daemon/mailbox.h"

#include <stdio.h>

static void
check_good(const MailboxOrder *order, const char *step)
{
        (void) printf("%s: %s\n", order->config->name, step);
        (void) fflush(stdout);
}

static int
check_bad(const MailboxOrder *order, const char *step, const GError *fault)
{
        (void) fprintf(stderr, "%s: %s: %s\n", order->config->name, step, fault->message);
        return EXIT_FAILED;
}

static bool
check_folder(const MailboxOrder *order, ImapSession *session, const char *folder)
{
        g_autoptr(GError) fault = NULL;
        guint32 uidvalidity = 0;
        g_autofree char *step = g_strdup_printf("folder \"%s\"", folder);
        if (!imap_session_select(session, folder, true, &uidvalidity, &fault)) {
                (void) check_bad(order, step, fault);
                return false;
        }
        g_autofree char *opened = g_strdup_printf("%s opens", step);
        check_good(order, opened);
        return true;
}

/* Folders that are made when missing may be missing; all others must open. */
static bool
check_target(const MailboxOrder *order, ImapSession *session, const char *folder)
{
        guint32 uidvalidity = 0;
        const bool there = imap_session_select(session, folder, true, &uidvalidity, NULL);
        if (!there && imap_session_lost(session))
                return check_folder(order, session, folder);
        g_autofree char *step =
            g_strdup_printf("folder \"%s\" %s", folder, there ? "opens" : "is missing and will be made");
        check_good(order, step);
        return true;
}

int
mailbox_check(const MailboxOrder *order)
{
        const ConfigMailbox *config = order->config;
        g_autoptr(GError) fault = NULL;
        ServerVerdict verdict = { 0 };
        bool preauth = false;
        const char *secret = order->password;
        if (order->oauth != NULL) {
                secret = oauth_token(order->oauth, false, &fault);
                if (secret == NULL)
                        return check_bad(order, "getting a token", fault);
                check_good(order, "token granted");
        }
        ImapStream *stream = imap_stream_connect(config->host, config->port, (gint64) config->answer_seconds * 1000,
                                                 order->trust, &order->wake, &fault);
        if (stream == NULL)
                return check_bad(order, "connecting", fault);
        check_good(order, "connected");
        if (!imap_sign_in_secure(stream, config, &preauth, &verdict, &fault)) {
                imap_stream_free(stream);
                return check_bad(order, config->tls == TLS_NONE ? "greeting" : "TLS", fault);
        }
        check_good(order, config->tls == TLS_NONE ? "no TLS (loopback)" : "TLS: certificate, name and dates are good");
        if (!preauth && !imap_sign_in_authenticate(stream, config, secret, &verdict, &fault)) {
                imap_stream_free(stream);
                return check_bad(order, "signing in", fault);
        }
        check_good(order, "signed in");
        g_autoptr(ImapSession) session = imap_session_new(stream, &fault);
        if (session == NULL)
                return check_bad(order, "after sign-in", fault);
        bool good = check_folder(order, session, config->folder);
        for (unsigned i = 0; i < config->further_folders->len && !imap_session_lost(session); i++)
                good = check_folder(order, session, g_ptr_array_index(config->further_folders, i)) && good;
        if (config->move && !imap_session_lost(session)) {
                good = check_target(order, session, config->processed_folder) && good;
                good = check_target(order, session, config->failed_folder) && good;
        }
        if (!imap_session_lost(session))
                imap_session_logout(session, 1000);
        return good ? 0 : EXIT_FAILED;
}
