#include "daemon/check.h"

#include "base/child.h"
#include "base/error.h"
#include "config/config.h"
#include "daemon/answer_folder.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

/* Every step is a line on stdout; the missing ones together are the line on stderr. */
static void
check_fail(GPtrArray *missing, const char *step, const GError *error)
{
        (void) printf("%s: FAILED: %s\n", step, error->message);
        (void) fflush(stdout);
        g_ptr_array_add(missing, g_strdup_printf("%s: %s", step, error->message));
}

static bool
check_say(GPtrArray *missing, const char *step, const GError *error, const char *done)
{
        if (error != NULL) {
                check_fail(missing, step, error);
                return false;
        }
        (void) printf("%s: %s\n", step, done);
        (void) fflush(stdout);
        return true;
}

static void
check_database(const Config *config, GPtrArray *missing)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = db_open(config->database_conninfo, "ccot_ingest", "ccotd check", &error);
        (void) check_say(missing, "database", error, "connected, the schema is the one this program needs");
}

/* Runs a sibling program whose output goes where ours goes. *ret_errors, when wanted: its stderr, a new string. */
static bool
check_program(const char *name, const char *const arguments[], char **ret_errors, GError **error)
{
        g_autofree char *program = child_program_path(name);
        g_autoptr(GPtrArray) argv = g_ptr_array_new();
        g_ptr_array_add(argv, program);
        for (unsigned i = 0; arguments[i] != NULL; i++)
                g_ptr_array_add(argv, (gpointer) (guintptr) arguments[i]);
        g_ptr_array_add(argv, NULL);
        int status = 0;
        const GSpawnFlags flags = ret_errors == NULL ? G_SPAWN_STDOUT_TO_DEV_NULL : G_SPAWN_DEFAULT;
        return g_spawn_sync(NULL, (char **) argv->pdata, NULL, flags, NULL, NULL, NULL, ret_errors, &status, error) &&
               g_spawn_check_wait_status(status, error);
}

static void
check_reader(GPtrArray *missing)
{
        g_autoptr(GError) error = NULL;
        static const char *const arguments[] = { "--version", NULL };
        (void) check_program("ccot-parse", arguments, NULL, &error);
        (void) check_say(missing, "ccot-parse", error, "starts");
}

/* A child prints the steps that it takes on stdout, and "NAME: step: reason" on stderr for each that it cannot. */
static void
check_child(const char *program, const char *config_path, const char *mailbox, const char *name, GPtrArray *missing)
{
        g_autoptr(GError) error = NULL;
        g_autofree char *errors = NULL;
        g_autofree char *start = g_strdup_printf("%s: ", name);
        const char *const arguments[] = { "--config", config_path, "--check", mailbox == NULL ? NULL : "--mailbox",
                                          mailbox,    NULL };
        if (check_program(program, arguments, &errors, &error))
                return;
        bool told = false;
        g_auto(GStrv) lines = g_strsplit(errors != NULL ? errors : "", "\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                if (!g_str_has_prefix(lines[i], start))
                        continue;
                g_autoptr(GError) fault = g_error_new_literal(CCOT_ERROR, CCOT_ERROR_CONFIG, lines[i] + strlen(start));
                check_fail(missing, name, fault);
                told = true;
        }
        if (!told)
                check_fail(missing, name, error);
}

static void
check_mailbox(const char *config_path, const ConfigMailbox *mailbox, GPtrArray *missing)
{
        check_child("ccot-fetch", config_path, mailbox->name, mailbox->name, missing);
}

static void
check_texts(const Config *config, GPtrArray *missing)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(AnswerTexts) texts = answer_folder_load(config, &error);
        (void) check_say(missing, "answers", error, "every text can be sent");
}

int
check_run(const char *config_path)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(Config) config = config_load(config_path, &error);
        if (check_say(missing, "configuration", error, "valid")) {
                check_database(config, missing);
                check_reader(missing);
                for (guint i = 0; i < config->mailboxes->len; i++)
                        check_mailbox(config_path, g_ptr_array_index(config->mailboxes, i), missing);
                check_texts(config, missing);
                if (config->has_smtp)
                        check_child("ccot-post", config_path, NULL, "smtp", missing);
        }
        if (missing->len == 0)
                return 0;
        g_ptr_array_add(missing, NULL);
        g_autofree char *together = g_strjoinv("; ", (char **) missing->pdata);
        (void) fprintf(stderr, "ccotd: %s\n", together);
        return EXIT_FAILED;
}
