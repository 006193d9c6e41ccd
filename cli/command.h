/* The commands of ccot. Each gets its own words (argv[0] is the command's name) and returns an exit status. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "config/config.h"
#include "db/db.h"

typedef struct {
        const char *config_path;
        Config *config; /* NULL until command_config() was called */
} CommandContext;

typedef int (*Command)(CommandContext *context, int argc, char *argv[]);

int command_duplicates(CommandContext *context, int argc, char *argv[]);
int command_export(CommandContext *context, int argc, char *argv[]);
int command_import(CommandContext *context, int argc, char *argv[]);
int command_migrate(CommandContext *context, int argc, char *argv[]);
int command_queue(CommandContext *context, int argc, char *argv[]);
int command_reparse(CommandContext *context, int argc, char *argv[]);
int command_restored(CommandContext *context, int argc, char *argv[]);
int command_search(CommandContext *context, int argc, char *argv[]);
int command_show(CommandContext *context, int argc, char *argv[]);
int command_status(CommandContext *context, int argc, char *argv[]);
int command_audit(CommandContext *context, int argc, char *argv[]);
int command_user(CommandContext *context, int argc, char *argv[]);

/* One line on standard error, and the status to return. */
int command_usage(const char *command, const char *format, ...) G_GNUC_PRINTF(2, 3);
int command_failed(const GError *error);

/* Reads the options of a command; false after a line on standard error. Words that are no options stay in argv. */
bool command_options(const char *command, const char *words, const char *summary, const GOptionEntry *entries,
                     int *argc, char ***argv);
/* The configuration, read once; NULL after a line on standard error. */
const Config *command_config(CommandContext *context);
/* A connection as ccot_admin (or as the user that the configuration names); NULL after a line on standard error. */
Db *command_db(CommandContext *context);

#endif
