#include "daemon/check.h"

#include "base/child.h"
#include "base/error.h"
#include "config/config.h"
#include "db/db.h"

#include <stdio.h>

static bool
check_say(const char *step, const GError *error, const char *done)
{
        (void) printf("%s: %s%s\n", step, error == NULL ? "" : "FAILED: ", error == NULL ? done : error->message);
        (void) fflush(stdout);
        return error == NULL;
}

static bool
check_database(const Config *config)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = db_open(config->database_conninfo, "ccot_ingest", "ccotd check", &error);
        return check_say("database", error, "connected, the schema is the one this program needs");
}

/* Runs a sibling program whose output goes where ours goes. */
static bool
check_program(const char *name, const char *const arguments[], bool quiet, GError **error)
{
        g_autofree char *program = child_program_path(name);
        g_autoptr(GPtrArray) argv = g_ptr_array_new();
        g_ptr_array_add(argv, program);
        for (unsigned i = 0; arguments[i] != NULL; i++)
                g_ptr_array_add(argv, (gpointer) (guintptr) arguments[i]);
        g_ptr_array_add(argv, NULL);
        int status = 0;
        const GSpawnFlags flags = quiet ? G_SPAWN_STDOUT_TO_DEV_NULL : G_SPAWN_DEFAULT;
        return g_spawn_sync(NULL, (char **) argv->pdata, NULL, flags, NULL, NULL, NULL, NULL, &status, error) &&
               g_spawn_check_wait_status(status, error);
}

static bool
check_reader(void)
{
        g_autoptr(GError) error = NULL;
        static const char *const arguments[] = { "--version", NULL };
        (void) check_program("ccot-parse", arguments, true, &error);
        return check_say("ccot-parse", error, "starts");
}

/* ccot-fetch prints its steps itself. */
static bool
check_mailbox(const char *config_path, const ConfigMailbox *mailbox)
{
        g_autoptr(GError) error = NULL;
        const char *const arguments[] = { "--config", config_path, "--mailbox", mailbox->name, "--check", NULL };
        if (check_program("ccot-fetch", arguments, false, &error))
                return true;
        (void) printf("%s: FAILED: %s\n", mailbox->name,
                      g_error_matches(error, G_SPAWN_EXIT_ERROR, EXIT_FAILED) ? "see ccot-fetch's line"
                                                                              : error->message);
        return false;
}

int
check_run(const char *config_path)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Config) config = config_load(config_path, &error);
        if (!check_say("configuration", error, "valid"))
                return EXIT_FAILED;
        bool good = check_database(config);
        good = check_reader() && good;
        for (guint i = 0; i < config->mailboxes->len; i++)
                good = check_mailbox(config_path, g_ptr_array_index(config->mailboxes, i)) && good;
        return good ? 0 : EXIT_FAILED;
}
