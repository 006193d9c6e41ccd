#include "base/error.h"
#include "cli/command.h"
#include "cli/own_json.h"
#include "db/restore_store.h"

#include <stdio.h>
#include <stdlib.h>

static int
restored_say(json_t *told)
{
        if (json_is_true(json_object_get(told, "running"))) {
                (void) fputs("ccot: restored: a ccotd is at work on this register: stop it first\n", stderr);
                return EXIT_FAILED;
        }
        const char *until = json_string_value(json_object_get(told, "backup_until"));
        printf("The back-up knows of everything until %s.\n", until);
        if (json_is_true(json_object_get(told, "again")))
                printf("That was said before, and nothing came since.\n");
        printf("The next mail gets number %" JSON_INTEGER_FORMAT ": none that was given before is given again.\n"
               "Replies that may have gone before and wait for a person: %" JSON_INTEGER_FORMAT ".\n"
               "Start ccotd: it takes in what the target folders hold and the register lacks, and answers none of it.\n"
               "Then ccot-report reconciliation lists the mails whose decisions may be lost.\n",
               json_integer_value(json_object_get(told, "next")), json_integer_value(json_object_get(told, "held")));
        return EXIT_SUCCESS;
}

int
command_restored(CommandContext *context, int argc, char *argv[])
{
        const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
        if (!command_options(
                "restored", "",
                "Says that the register was restored from a back-up. After ccot migrate, before ccotd runs.", entries,
                &argc, &argv))
                return EXIT_USAGE;
        if (argc > 1)
                return command_usage("restored", "it takes no arguments");
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        g_autofree char *text = restore_store_declare(db, g_get_user_name(), &error);
        if (text == NULL)
                return command_failed(error);
        g_autoptr(OwnedJson) told = json_loads(text, 0, NULL);
        return restored_say(told);
}
