/* ccot-web: the pages on which staff turn drafts into the register. See docs/man/ccot-web.8. */
#include "base/error.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/own.h"
#include "web/confine.h"
#include "web/listener.h"
#include "web/page.h"
#include "web/server.h"
#include "web/site.h"

#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { WEB_THREADS = 8, WEB_FILES = LIMIT_CONNECTIONS + 400 };

static bool
web_options(char **argv, char **ret_config, gboolean *ret_version, GError **error)
{
        const GOptionEntry entries[] = {
                { "config", 'c', 0, G_OPTION_ARG_FILENAME, ret_config, "Configuration file", "FILE" },
                { "version", 0, 0, G_OPTION_ARG_NONE, ret_version, "Print the version", NULL },
                G_OPTION_ENTRY_NULL,
        };
        g_autoptr(GOptionContext) context = g_option_context_new(NULL);
        g_option_context_set_summary(context, "Serves the pages of the register of court orders.");
        g_option_context_add_main_entries(context, entries, NULL);
        if (!g_option_context_parse_strv(context, &argv, error))
                return false;
        if (argv[0] == NULL || argv[1] == NULL)
                return true;
        g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "unexpected argument");
        return false;
}

/* Blocked in all threads; read where it can be waited for. */
static int
web_signals(void)
{
        sigset_t signals;
        (void) sigemptyset(&signals);
        (void) sigaddset(&signals, SIGTERM);
        (void) sigaddset(&signals, SIGINT);
        (void) sigprocmask(SIG_BLOCK, &signals, NULL);
        (void) signal(SIGPIPE, SIG_IGN);
        return signalfd(-1, &signals, SFD_CLOEXEC);
}

/* Every connection is a file, and so is a page that is drawn; the usual 1,024 are too few. */
static void
web_files(void)
{
        struct rlimit files;
        if (getrlimit(RLIMIT_NOFILE, &files) < 0 || files.rlim_cur >= WEB_FILES)
                return;
        files.rlim_cur = MIN(files.rlim_max, WEB_FILES);
        (void) setrlimit(RLIMIT_NOFILE, &files);
}

/* A page takes thousands of small pieces and gives all of them back. Put together again at once, and not in a heap of crumbs
 * at the next large request, they lie side by side for the next page; and what a page needs stays with the program. */
static void
web_memory(void)
{
        (void) mallopt(M_MXFAST, 0);
        (void) mallopt(M_TRIM_THRESHOLD, 8 << 20);
        (void) mallopt(M_MMAP_THRESHOLD, 1 << 20);
}

/* Serves until SIGTERM. */
static bool
web_serve(const Config *config, GError **error)
{
        g_auto(OwnedFd) signals = web_signals();
        g_autofree char *address = NULL;
        web_files();
        const int socket = listener_open(config->web_listen, &address, error);
        if (socket < 0)
                return false;
        if (!confine_web(error)) {
                (void) close(socket);
                return false;
        }
        page_init();
        const ServerOptions options = { .socket = socket,
                                        .user_header = config->web_listen[0] == '/' ? config->web_user_header : NULL,
                                        .request_seconds = config->web_request_seconds,
                                        .threads = WEB_THREADS,
                                        .handler = site_answer,
                                        .data = (gpointer) (guintptr) config };
        Server *server = server_start(&options, error);
        if (server == NULL)
                return false;
        log_event(EVENT_STARTED, "listen", address, NULL);
        struct pollfd wait = { .fd = signals, .events = POLLIN };
        while (poll(&wait, 1, -1) < 0 && errno == EINTR)
                continue;
        log_event(EVENT_STOPPING, NULL);
        server_stop(server);
        site_end();
        page_end();
        log_event(EVENT_STOPPED, NULL);
        return true;
}

int
main(int argc, char *argv[])
{
        g_autofree char *path = NULL;
        gboolean version = FALSE;
        g_autoptr(GError) error = NULL;
        g_auto(GStrv) words = g_strdupv(argv);
        if (!web_options(words, &path, &version, &error)) {
                (void) fprintf(stderr, "ccot-web: %s\n", error->message);
                return EXIT_USAGE;
        }
        if (version) {
                (void) printf("ccot-web %s\n", CCOT_VERSION);
                return EXIT_SUCCESS;
        }
        (void) prctl(PR_SET_DUMPABLE, 0);
        web_memory();
        g_autofree char *fallback = path != NULL ? NULL : g_build_filename(CCOT_SYSCONFDIR, "ccot.conf", NULL);
        g_autoptr(Config) config = config_load(path != NULL ? path : fallback, &error);
        if (config != NULL && web_serve(config, &error))
                return EXIT_SUCCESS;
        log_error(EVENT_CONFIG_REFUSED, error, NULL);
        return EXIT_FAILED;
}
