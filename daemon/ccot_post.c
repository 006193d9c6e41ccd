/* ccot-post: gives the mails that ccotd composed to the SMTP server. Started by ccotd with the channel as descriptor 3. It has
 * the network and one password, no database and no mail that came in. */
#include "base/child.h"
#include "base/error.h"
#include "base/frame.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/own.h"
#include "config/config.h"
#include "config/secret.h"
#include "daemon/confine.h"
#include "daemon/smtp.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
        char *config;
        gboolean check;
        gboolean version;
} Options;

static void
options_clear(Options *options)
{
        g_free(options->config);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* -1 when the program is to run, else an exit status. */
static int
options_read(Options *options, int argc, char **argv)
{
        const GOptionEntry entries[] = {
                { "config", 0, 0, G_OPTION_ARG_FILENAME, &options->config, "Settings of ccot", "FILE" },
                { "check", 0, 0, G_OPTION_ARG_NONE, &options->check, "Connect and sign in, send nothing, then end",
                  NULL },
                { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL },
                { 0 }
        };
        g_autoptr(GOptionContext) context = g_option_context_new(NULL);
        g_autoptr(GError) error = NULL;
        g_option_context_set_summary(
            context,
            "Gives outgoing mail to the SMTP server for ccotd, which starts it with a channel as descriptor 3.");
        g_option_context_add_main_entries(context, entries, NULL);
        if (!g_option_context_parse(context, &argc, &argv, &error)) {
                (void) fprintf(stderr, "ccot-post: %s\n", error->message);
                return EXIT_USAGE;
        }
        if (options->version) {
                (void) printf("ccot-post %s\n", CCOT_VERSION);
                return 0;
        }
        if (argc > 1 || options->config == NULL) {
                (void) fputs("ccot-post: --config FILE is needed, and nothing else\n", stderr);
                return EXIT_USAGE;
        }
        return -1;
}

/* One mail. False when the channel is no longer good. */
static bool
post_one(const Smtp *smtp, Frame *frame)
{
        const guint64 number = frame_get_u64(frame);
        const char *recipient = frame_get_string(frame);
        const guint64 size = frame_get_u64(frame);
        g_auto(OwnedFd) octets = frame_take_fd(frame);
        if (frame_kind(frame) != FRAME_SEND || !frame_complete(frame) || *recipient == '\0' || size == 0)
                return false;
        g_autoptr(BytesMapping) mapping = bytes_mapping_new(octets, size, LIMIT_OUTGOING, NULL);
        if (mapping == NULL)
                return false;
        const Bytes mail = bytes_mapping_view(mapping);
        g_autofree char *reason = NULL;
        gint64 ends = 0;
        const PostVerdict verdict = smtp_send(smtp, recipient, mail, &ends, &reason);
        g_autoptr(Frame) answer = frame_new(FRAME_VERDICT);
        frame_put_u64(answer, number);
        frame_put_u64(answer, verdict);
        frame_put_string(answer, reason);
        frame_put_u64(answer, (guint64) MAX(ends, 0));
        return frame_send(CHILD_CHANNEL, answer, NULL);
}

static int
post_serve(const Smtp *smtp)
{
        g_autoptr(Frame) ready = frame_new(FRAME_READY);
        if (!frame_send(CHILD_CHANNEL, ready, NULL))
                return EXIT_FAILED;
        for (;;) {
                struct pollfd wait[2] = { { .fd = CHILD_CHANNEL, .events = POLLIN },
                                          { .fd = smtp->wake->signals, .events = POLLIN } };
                if (poll(wait, G_N_ELEMENTS(wait), -1) < 0 || wait[1].revents != 0)
                        return 0;
                g_autoptr(GError) error = NULL;
                g_autoptr(Frame) frame = frame_receive(CHILD_CHANNEL, &error);
                if (frame == NULL)
                        return error == NULL ? 0 : EXIT_FAILED;
                if (!post_one(smtp, frame))
                        return EXIT_FAILED;
        }
}

static int
post_check(const Smtp *smtp)
{
        g_autofree char *reason = smtp_try(smtp);
        if (reason == NULL)
                (void) puts("smtp: signed in");
        else
                (void) fprintf(stderr, "smtp: %s\n", reason);
        return reason == NULL ? 0 : EXIT_FAILED;
}

/* Everything that needs files is read; then the wall goes up, then the network begins. */
static int
post_run(const Options *options, GError **error)
{
        g_autoptr(Config) config = config_load(options->config, error);
        if (config == NULL)
                return EXIT_FAILED;
        const ConfigSmtp *server = &config->smtp;
        if (!config->has_smtp) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s: has no group smtp", options->config);
                return EXIT_FAILED;
        }
        const bool token = server->auth == AUTH_XOAUTH2;
        const char *file = token ? server->oauth.client_secret_file : server->password_file;
        g_autoptr(Secret) secret = server->auth == AUTH_NONE ? NULL : secret_read(file, error);
        if (secret == NULL && server->auth != AUTH_NONE)
                return EXIT_FAILED;
        g_auto(OwnedFd) signals = child_signals();
        if (signals < 0) {
                error_set_errno(error, CCOT_ERROR_BUG, errno, "signals");
                return EXIT_FAILED;
        }
        const unsigned ports[] = { server->port, 53, token ? oauth_port(&server->oauth) : server->port };
        if (!confine_fetch(server->ca_file, ports, G_N_ELEMENTS(ports), error))
                return EXIT_FAILED;
        const ImapWake wake = { .channel = options->check ? -1 : CHILD_CHANNEL, .signals = signals };
        g_autoptr(Oauth) oauth = token ? oauth_new(&server->oauth, secret_text(secret), server->ca_file, &wake) : NULL;
        const Smtp smtp = { .config = server,
                            .password = token || secret == NULL ? NULL : secret_text(secret),
                            .oauth = oauth,
                            .wake = &wake };
        return options->check ? post_check(&smtp) : post_serve(&smtp);
}

int
main(int argc, char **argv)
{
        g_auto(Options) options = { 0 };
        g_autoptr(GError) error = NULL;
        const int early = options_read(&options, argc, argv);
        if (early >= 0)
                return early;
        if (!options.check && !child_has_channel()) {
                (void) fputs("ccot-post: ccotd starts this program; by hand it runs with --check only\n", stderr);
                return EXIT_USAGE;
        }
        /* a resolver that hangs may not hold up the end of the process for long */
        (void) setenv("RES_OPTIONS", "timeout:2 attempts:2", 0);
        const int status = post_run(&options, &error);
        if (error != NULL && options.check)
                (void) fprintf(stderr, "smtp: %s\n", error->message);
        else if (error != NULL)
                log_error(EVENT_CONFIG_REFUSED, error, "process", "ccot-post", NULL);
        return status;
}
