/* ccot-fetch: hands the mails of one mailbox over to ccotd. Started by ccotd with the channel as descriptor 3. */
#include "base/child.h"
#include "base/error.h"
#include "base/log.h"
#include "base/own.h"
#include "config/config.h"
#include "config/secret.h"
#include "daemon/confine.h"
#include "daemon/mailbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
        char *config;
        char *mailbox;
        gboolean once;
        gboolean filed;
        gboolean check;
        gboolean version;
} Options;

static void
options_clear(Options *options)
{
        g_free(options->config);
        g_free(options->mailbox);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* -1 when the program is to run, else an exit status. */
static int
options_read(Options *options, int argc, char **argv)
{
        const GOptionEntry entries[] = {
                { "config", 0, 0, G_OPTION_ARG_FILENAME, &options->config, "Settings of ccot", "FILE" },
                { "mailbox", 0, 0, G_OPTION_ARG_STRING, &options->mailbox, "The mailbox of that name in it", "NAME" },
                { "once", 0, 0, G_OPTION_ARG_NONE, &options->once, "End when ccotd says that nothing is undone", NULL },
                { "filed", 0, 0, G_OPTION_ARG_NONE, &options->filed,
                  "Look through the target folders too, after a restore", NULL },
                { "check", 0, 0, G_OPTION_ARG_NONE, &options->check,
                  "Connect, sign in and open every folder read-only, then end", NULL },
                { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL },
                { 0 }
        };
        g_autoptr(GOptionContext) context = g_option_context_new(NULL);
        g_autoptr(GError) error = NULL;
        g_option_context_set_summary(
            context, "Hands the mails of one mailbox over to ccotd, which starts it with a channel as descriptor 3.");
        g_option_context_add_main_entries(context, entries, NULL);
        if (!g_option_context_parse(context, &argc, &argv, &error)) {
                (void) fprintf(stderr, "ccot-fetch: %s\n", error->message);
                return EXIT_USAGE;
        }
        if (options->version) {
                (void) printf("ccot-fetch %s\n", CCOT_VERSION);
                return 0;
        }
        if (argc > 1 || options->config == NULL || options->mailbox == NULL) {
                (void) fputs("ccot-fetch: --config FILE and --mailbox NAME are needed, and nothing else\n", stderr);
                return EXIT_USAGE;
        }
        return -1;
}

/* Everything that needs files is read; then the wall goes up, then the network begins. */
static int
fetch_mailbox(const ConfigMailbox *config, const Options *options, int signals, GError **error)
{
        const bool token = config->auth == AUTH_XOAUTH2;
        g_autoptr(Secret) secret = secret_read(token ? config->oauth.client_secret_file : config->password_file, error);
        if (secret == NULL)
                return EXIT_FAILED;
        g_autoptr(ImapTrust) trust = imap_trust_new(config->ca_file, error);
        if (trust == NULL)
                return EXIT_FAILED;
        const unsigned ports[] = { config->port, 53, token ? oauth_port(&config->oauth) : config->port };
        if (!confine_fetch(config->ca_file, ports, G_N_ELEMENTS(ports), error))
                return EXIT_FAILED;
        MailboxOrder order = { .config = config, .trust = trust, .once = options->once, .filed = options->filed };
        order.wake = (ImapWake){ .channel = options->check ? -1 : CHILD_CHANNEL, .signals = signals };
        g_autoptr(Oauth) oauth =
            token ? oauth_new(&config->oauth, secret_text(secret), config->ca_file, &order.wake) : NULL;
        order.oauth = oauth;
        order.password = token ? NULL : secret_text(secret);
        return options->check ? mailbox_check(&order) : mailbox_run(&order);
}

static int
fetch_run(const Options *options, GError **error)
{
        g_autoptr(Config) config = config_load(options->config, error);
        if (config == NULL)
                return EXIT_FAILED;
        const ConfigMailbox *mailbox = config_mailbox(config, options->mailbox);
        if (mailbox == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s: has no mailbox of that name", options->config);
                return EXIT_FAILED;
        }
        g_auto(OwnedFd) signals = child_signals();
        if (signals < 0) {
                error_set_errno(error, CCOT_ERROR_BUG, errno, "signals");
                return EXIT_FAILED;
        }
        return fetch_mailbox(mailbox, options, signals, error);
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
                (void) fputs("ccot-fetch: ccotd starts this program; by hand it runs with --check only\n", stderr);
                return EXIT_USAGE;
        }
        /* a resolver that hangs may not hold up the end of the process for long */
        (void) setenv("RES_OPTIONS", "timeout:2 attempts:2", 0);
        const int status = fetch_run(&options, &error);
        if (error != NULL && options.check)
                (void) fprintf(stderr, "%s: %s\n", options.mailbox, error->message);
        else if (error != NULL)
                log_error(EVENT_CONFIG_REFUSED, error, "mailbox", options.mailbox, NULL);
        return status;
}
