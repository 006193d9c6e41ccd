#include "base/error.h"
#include "cli/command.h"
#include "db/migrate.h"

#include <stdio.h>
#include <stdlib.h>

int
command_migrate(CommandContext *context, int argc, char *argv[])
{
        g_autofree char *conninfo = NULL;
        const GOptionEntry entries[] = {
                { "conninfo", 0, 0, G_OPTION_ARG_STRING, &conninfo,
                  "sign in with this instead of the configuration's (no password here)", "CONNINFO" },
                { 0 },
        };
        if (!command_options(
                "migrate", "",
                "Creates what is missing: roles, schema, tables, views, grants. Signs in as a superuser or\n"
                "as the database's owner with CREATEROLE; otherwise prints the CREATE ROLE lines.",
                entries, &argc, &argv))
                return EXIT_USAGE;
        if (argc > 1)
                return command_usage("migrate", "unexpected \"%s\"", argv[1]);
        const Config *config = conninfo == NULL ? command_config(context) : NULL;
        if (conninfo == NULL && config == NULL)
                return EXIT_FAILED;
        MigrateReport report = { 0 };
        g_autoptr(GError) error = NULL;
        if (!migrate_run(conninfo != NULL ? conninfo : config->database_conninfo, &report, &error)) {
                (void) command_failed(error);
                if (report.roles_missing)
                        (void) printf(
                            "-- Run these as a superuser, then ccot migrate again as the database's owner:\n%s"
                            "GRANT ccot_owner TO <the database's owner>;\n",
                            migrate_role_lines);
                return EXIT_FAILED;
        }
        (void) printf("schema version %u: %u applied%s\n", report.version, report.applied,
                      report.renewed ? ", views and grants renewed" : "");
        return EXIT_SUCCESS;
}
