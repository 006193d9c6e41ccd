/* ccotd: takes mail from its mailboxes into the register of court orders. See docs/man/ccotd.8 and daemon/supervisor.h. */
#include "base/error.h"
#include "base/log.h"
#include "daemon/answer_folder.h"
#include "daemon/check.h"
#include "daemon/supervisor.h"
#include "daemon/title.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <unistd.h>

static const char SERVICE_USER[] = "ccot";

typedef struct {
        char *config;
        gboolean check;
        gboolean once;
        gboolean version;
} Options;

static bool
ccotd_options(char **argv, Options *ret_options, GError **error)
{
        const GOptionEntry entries[] = {
                { "config", 'c', 0, G_OPTION_ARG_FILENAME, &ret_options->config, "Configuration file", "FILE" },
                { "check-config", 0, 0, G_OPTION_ARG_NONE, &ret_options->check,
                  "Read the file, connect to the database, sign in to every mailbox, and say what is missing", NULL },
                { "once", 0, 0, G_OPTION_ARG_NONE, &ret_options->once, "Drain all mailboxes, finish the work, and exit",
                  NULL },
                { "version", 0, 0, G_OPTION_ARG_NONE, &ret_options->version, "Print the version", NULL },
                { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
        };
        g_autoptr(GOptionContext) context = g_option_context_new(NULL);
        g_option_context_set_summary(context,
                                     "Takes solicitors' mail from IMAP mailboxes into the register of court orders.");
        g_option_context_add_main_entries(context, entries, NULL);
        if (!g_option_context_parse_strv(context, &argv, error))
                return false;
        if (argv[0] != NULL && argv[1] != NULL) {
                g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "unexpected argument");
                return false;
        }
        return true;
}

/* root has no business with strangers' mail. Where the service's user does not exist (a trial from a build folder), the
 * start goes on and the log says so. */
static bool
ccotd_drop_privileges(GError **error)
{
        if (geteuid() != 0)
                return true;
        const struct passwd *user = getpwnam(SERVICE_USER);
        if (user == NULL) {
                log_event(EVENT_PRIVILEGES_KEPT, NULL);
                return true;
        }
        const gid_t group = user->pw_gid;
        const uid_t id = user->pw_uid;
        if (initgroups(SERVICE_USER, group) == 0 && setresgid(group, group, group) == 0 && setresuid(id, id, id) == 0)
                return true;
        error_set_errno(error, CCOT_ERROR_CONFIG, errno, "becoming the user ccot");
        return false;
}

static int
ccotd_serve(const char *config_path, bool once)
{
        g_autoptr(GError) error = NULL;
        Config *config = config_load(config_path, &error);
        g_autoptr(AnswerTexts) texts = config == NULL ? NULL : answer_folder_load(config, &error);
        if (texts != NULL)
                return supervisor_run(config, config_path, once);
        config_free(config);
        log_error(EVENT_CONFIG_REFUSED, error, NULL);
        return EXIT_FAILED;
}

int
main(int argc, char **argv)
{
        g_auto(GStrv) arguments = title_prepare(argc, argv);
        Options options = { 0 };
        g_autoptr(GError) error = NULL;
        const bool understood = ccotd_options(arguments, &options, &error);
        g_autofree char *given = g_steal_pointer(&options.config);
        if (!understood) {
                (void) fprintf(stderr, "ccotd: %s\n", error->message);
                return EXIT_USAGE;
        }
        if (options.version) {
                (void) printf("ccotd %s\n", CCOT_VERSION);
                return 0;
        }
        if (!ccotd_drop_privileges(&error)) {
                log_error(EVENT_CONFIG_REFUSED, error, NULL);
                return EXIT_FAILED;
        }
        g_autofree char *config_path =
            g_canonicalize_filename(given != NULL ? given : CCOT_SYSCONFDIR "/ccot.conf", NULL);
        return options.check ? check_run(config_path) : ccotd_serve(config_path, options.once);
}
