#include "base/error.h"
#include "daemon/imap_sign_in.h"
#include "daemon/mailbox.h"

static ImapStream *
connect_signed_in(const MailboxOrder *order, const char *secret, ServerVerdict *ret_verdict, GError **error)
{
        const ConfigMailbox *config = order->config;
        g_autoptr(ImapStream) stream = imap_stream_connect(
            config->host, config->port, (gint64) config->answer_seconds * 1000, order->trust, &order->wake, error);
        if (stream == NULL || !imap_sign_in(stream, config, secret, ret_verdict, error))
                return NULL;
        return g_steal_pointer(&stream);
}

ImapSession *
mailbox_connect(const MailboxOrder *order, ServerVerdict *ret_verdict, GError **error)
{
        ImapStream *stream = NULL;
        *ret_verdict = (ServerVerdict){ .meaning = SERVER_TRANSIENT };
        for (unsigned try = 0; stream == NULL && try < 2; try++) {
                g_autoptr(GError) fault = NULL;
                const char *secret =
                    order->oauth != NULL ? oauth_token(order->oauth, try > 0, &fault) : order->password;
                if (secret != NULL)
                        stream = connect_signed_in(order, secret, ret_verdict, &fault);
                if (stream != NULL)
                        break;
                const bool again =
                    try == 0 && order->oauth != NULL && secret != NULL && ret_verdict->meaning == SERVER_CREDENTIALS;
                if (!again) {
                        g_propagate_error(error, g_steal_pointer(&fault));
                        return NULL;
                }
        }
        return imap_session_new(stream, error);
}
