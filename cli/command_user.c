#include "base/error.h"
#include "cli/command.h"
#include "config/passphrase.h"
#include "config/secret.h"
#include "db/staff_store.h"
#include "register/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>

static bool
user_is_role(const char *role)
{
        return role != NULL && vocabulary_value(VOCABULARY_ROLE, role) < ROLE_COUNT;
}

static int
user_add(CommandContext *context, const char *name, const char *role, const char *file)
{
        g_autoptr(GError) error = NULL;
        g_autofree char *stored = NULL;
        if (file != NULL) {
                g_autoptr(Secret) passphrase = secret_read(file, &error);
                stored = passphrase == NULL ? NULL : passphrase_store(secret_text(passphrase), &error);
                if (stored == NULL)
                        return command_failed(error);
        }
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        if (!staff_store_put(db, g_get_user_name(), name, role, stored, &error))
                return command_failed(error);
        printf("account %s: %s%s\n", name, role, file == NULL ? ", signs in through the proxy" : "");
        return EXIT_SUCCESS;
}

static int
user_close(CommandContext *context, const char *name)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        bool closed = false;
        if (db == NULL)
                return EXIT_FAILED;
        if (!staff_store_close(db, g_get_user_name(), name, &closed, &error))
                return command_failed(error);
        if (!closed) {
                (void) fprintf(stderr, "ccot user: there is no open account of that name\n");
                return EXIT_FAILED;
        }
        printf("account %s: closed\n", name);
        return EXIT_SUCCESS;
}

int
command_user(CommandContext *context, int argc, char *argv[])
{
        g_autofree char *role = NULL, *file = NULL;
        const GOptionEntry entries[] = {
                { "role", 0, 0, G_OPTION_ARG_STRING, &role, "enquirer, handler, supervisor, auditor or admin", "ROLE" },
                { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &file,
                  "File whose first line is the passphrase; without it the account signs in through the proxy alone",
                  "FILE" },
                G_OPTION_ENTRY_NULL,
        };
        if (!command_options("user", "add NAME | close NAME",
                             "Accounts of the people who use the pages. \"add\" changes an account that is there.",
                             entries, &argc, &argv))
                return EXIT_USAGE;
        if (argc != 3)
                return command_usage("user", "it takes \"add\" or \"close\", and a name");
        /* the same rule as the database's */
        if (!g_regex_match_simple("^[a-z0-9][a-z0-9._@-]{0,63}$", argv[2], G_REGEX_DOLLAR_ENDONLY, 0))
                return command_usage("user", "a name has lower-case letters, digits and . _ @ -, 64 at the most");
        if (g_str_equal(argv[1], "close"))
                return user_close(context, argv[2]);
        if (!g_str_equal(argv[1], "add"))
                return command_usage("user", "it takes \"add\" or \"close\", not \"%s\"", argv[1]);
        if (!user_is_role(role))
                return command_usage("user", "--role takes enquirer, handler, supervisor, auditor or admin");
        return user_add(context, argv[2], role, file);
}
