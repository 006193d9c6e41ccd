/* ccot: what people and scripts do with the register from a terminal. */
#include "base/error.h"
#include "cli/command.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct {
        const char *name;
        Command run;
        const char *summary;
} commands[] = {
        { "migrate", command_migrate, "bring the database to this version's schema" },
        { "status", command_status, "mailboxes, work in hand, what failed" },
        { "queue", command_queue, "what waits for a person, most pressing first" },
        { "show", command_show, "one entry with its fields, papers and copies" },
        { "search", command_search, "orders and mails by names, dates of birth, numbers" },
        { "duplicates", command_duplicates, "copies and what is possibly one, undecided first" },
        { "export", command_export, "the whole register, for a table or a program" },
        { "reparse", command_reparse, "have messages read again" },
        { "restored", command_restored, "after a restore from a back-up, before ccotd runs" },
        { "audit", command_audit, "the digests over the audit" },
        { "user", command_user, "accounts of the people who use the pages" },
        { "import", command_import, "take in mail files without a mail server" },
};

int
command_usage(const char *command, const char *format, ...)
{
        va_list arguments;
        va_start(arguments, format);
        g_autofree char *line = g_strdup_vprintf(format, arguments);
        va_end(arguments);
        (void) fprintf(stderr, "ccot%s%s: %s\n", command == NULL ? "" : " ", command == NULL ? "" : command, line);
        return EXIT_USAGE;
}

int
command_failed(const GError *error)
{
        (void) fprintf(stderr, "ccot: %s\n", error->message);
        return EXIT_FAILED;
}

bool
command_options(const char *command, const char *words, const char *summary, const GOptionEntry *entries, int *argc,
                char ***argv)
{
        g_autofree char *parameters = g_strdup_printf("%s%s%s", command, words[0] == '\0' ? "" : " ", words);
        g_autoptr(GOptionContext) options = g_option_context_new(parameters);
        g_option_context_set_summary(options, summary);
        if (entries != NULL)
                g_option_context_add_main_entries(options, entries, NULL);
        g_autoptr(GError) error = NULL;
        if (g_option_context_parse(options, argc, argv, &error))
                return true;
        (void) command_usage(command, "%s", error->message);
        return false;
}

const Config *
command_config(CommandContext *context)
{
        g_autoptr(GError) error = NULL;
        if (context->config == NULL)
                context->config = config_load(context->config_path, &error);
        if (context->config == NULL)
                (void) command_failed(error);
        return context->config;
}

Db *
command_db(CommandContext *context)
{
        const Config *config = command_config(context);
        if (config == NULL)
                return NULL;
        g_autoptr(GError) error = NULL;
        Db *db = db_open(config->database_conninfo, "ccot_admin", "ccot", &error);
        if (db == NULL)
                (void) command_failed(error);
        return db;
}

static char *
ccot_summary(void)
{
        g_autoptr(GString) text = g_string_new("Commands:\n");
        for (unsigned i = 0; i < G_N_ELEMENTS(commands); i++)
                g_string_append_printf(text, "  %-10s %s\n", commands[i].name, commands[i].summary);
        g_string_append(text, "\n\"ccot COMMAND --help\" says more.");
        return g_strdup(text->str);
}

/* A table that a full disk cut short is no success: who reads it would take what is missing for what is not there. */
static int
ccot_written(int status)
{
        if (status != EXIT_SUCCESS || (fflush(stdout) == 0 && !ferror(stdout)))
                return status;
        (void) fprintf(stderr, "ccot: not everything could be written to the output\n");
        return EXIT_FAILED;
}

int
main(int argc, char *argv[])
{
        (void) setlocale(LC_ALL, "");
        g_autofree char *config_path = NULL;
        gboolean version = FALSE;
        const GOptionEntry entries[] = {
                { "config", 'c', 0, G_OPTION_ARG_FILENAME, &config_path, "the configuration", "FILE" },
                { "version", 0, 0, G_OPTION_ARG_NONE, &version, "print the version", NULL },
                { 0 },
        };
        g_autofree char *summary = ccot_summary();
        g_autoptr(GOptionContext) options = g_option_context_new("COMMAND ...");
        g_option_context_set_summary(options, summary);
        g_option_context_add_main_entries(options, entries, NULL);
        g_option_context_set_strict_posix(options, TRUE);
        g_autoptr(GError) error = NULL;
        if (!g_option_context_parse(options, &argc, &argv, &error))
                return command_usage(NULL, "%s", error->message);
        if (version) {
                (void) printf("ccot %s\n", CCOT_VERSION);
                return EXIT_SUCCESS;
        }
        if (argc < 2)
                return command_usage(NULL, "no command given; see ccot --help");
        g_autofree char *fallback = config_path != NULL ? NULL : g_build_filename(CCOT_SYSCONFDIR, "ccot.conf", NULL);
        CommandContext context = { .config_path = config_path != NULL ? config_path : fallback };
        for (unsigned i = 0; i < G_N_ELEMENTS(commands); i++)
                if (g_str_equal(commands[i].name, argv[1])) {
                        const int status = commands[i].run(&context, argc - 1, argv + 1);
                        config_free(context.config);
                        return ccot_written(status);
                }
        return command_usage(NULL, "no command \"%s\"; see ccot --help", argv[1]);
}
