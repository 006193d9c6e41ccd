#include "base/error.h"
#include "cli/command.h"
#include "cli/own_json.h"
#include "db/audit_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
audit_text(json_t *told, const char *key)
{
        const char *text = json_string_value(json_object_get(told, key));
        return text == NULL ? "" : text;
}

static json_int_t
audit_number(json_t *told, const char *key)
{
        return json_integer_value(json_object_get(told, key));
}

static int
audit_say(json_t *told)
{
        if (!json_is_null(json_object_get(told, "broken"))) {
                printf("BROKEN: seal %" JSON_INTEGER_FORMAT " of %s covers %" JSON_INTEGER_FORMAT
                       " rows and does not fit the %" JSON_INTEGER_FORMAT " that are there.\nWhole until %s.\n",
                       audit_number(told, "broken"), audit_text(told, "sealed_at"), audit_number(told, "rows"),
                       audit_number(told, "found"),
                       *audit_text(told, "whole_until") == '\0' ? "nothing" : audit_text(told, "whole_until"));
                return EXIT_FAILED;
        }
        printf("Whole: %" JSON_INTEGER_FORMAT " rows under %" JSON_INTEGER_FORMAT " seals, %" JSON_INTEGER_FORMAT
               " not sealed yet.\nLast seal %s: note it where nobody who reaches the database can change it.\n",
               audit_number(told, "rows"), audit_number(told, "seals"), audit_number(told, "unsealed"),
               audit_text(told, "digest"));
        if (json_is_false(json_object_get(told, "noted"))) {
                printf("BROKEN: the digest that was noted is not among the seals.\n");
                return EXIT_FAILED;
        }
        return EXIT_SUCCESS;
}

static int
audit_run(CommandContext *context, bool verify, const char *noted, bool json)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        guint64 rows = 0;
        /* what is there is judged before more is sealed on top of it */
        g_autofree char *text = verify ? audit_store_verify(db, noted, &error) : NULL;
        if (verify && text == NULL)
                return command_failed(error);
        if (!verify) {
                if (!audit_store_seal(db, &rows, &error))
                        return command_failed(error);
                printf("%" G_GUINT64_FORMAT " rows sealed\n", rows);
                return EXIT_SUCCESS;
        }
        g_autoptr(OwnedJson) told = json_loads(text, 0, NULL);
        if (json)
                printf("%s\n", text);
        else
                return audit_say(told);
        const bool whole =
            json_is_null(json_object_get(told, "broken")) && !json_is_false(json_object_get(told, "noted"));
        return whole ? EXIT_SUCCESS : EXIT_FAILED;
}

int
command_audit(CommandContext *context, int argc, char *argv[])
{
        gboolean json = FALSE;
        g_autofree char *noted = NULL;
        const GOptionEntry entries[] = {
                { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
                { "noted", 0, 0, G_OPTION_ARG_STRING, &noted,
                  "A digest that was noted before: it must be among the seals", "DIGEST" },
                G_OPTION_ENTRY_NULL,
        };
        if (!command_options(
                "audit", "seal|verify",
                "seal: puts a digest over the rows of the audit that are final, on top of the one before. "
                "verify: works every digest out again; exit 1 when a row was changed, taken away or put in.",
                entries, &argc, &argv))
                return EXIT_USAGE;
        const bool verify = argc == 2 && strcmp(argv[1], "verify") == 0;
        if (argc != 2 || (!verify && strcmp(argv[1], "seal") != 0))
                return command_usage("audit", "it takes seal or verify");
        if (!verify && (noted != NULL || json))
                return command_usage("audit", "--noted and --json go with verify");
        return audit_run(context, verify, noted, json);
}
