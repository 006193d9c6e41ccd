#include "base/error.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/own_json.h"
#include "db/search_store.h"
#include "register/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>

static const char *
search_text(json_t *object, const char *key)
{
        const char *text = json_string_value(json_object_get(object, key));
        return text == NULL ? "" : text;
}

static json_int_t
search_number(json_t *object, const char *key)
{
        return json_integer_value(json_object_get(object, key));
}

/* "word a, b", nothing for an empty list. */
static void
search_list(json_t *object, const char *key, const char *word, const char *between)
{
        size_t i;
        json_t *item;
        json_array_foreach(json_object_get(object, key), i, item)
        {
                printf("%s", i == 0 ? word : between);
                if (json_is_integer(item))
                        printf("%" JSON_INTEGER_FORMAT, json_integer_value(item));
                else
                        printf("%s", json_string_value(item));
        }
}

static void
search_changes(json_t *hit)
{
        size_t i;
        json_t *change;
        json_array_foreach(json_object_get(hit, "changes"), i, change)
            printf("   %s by entry %" JSON_INTEGER_FORMAT "%s\n", search_text(change, "kind"),
                   search_number(change, "entry_id"),
                   g_str_equal(search_text(change, "state"), "verified") ? "" : ", NOT YET VERIFIED: open it");
}

static void
search_hit(json_t *hit)
{
        const char *beside = search_text(hit, "beside"), *born = search_text(hit, "respondent_dob"),
                   *action = search_text(hit, "action"), *status = search_text(hit, "status_words");
        const bool plain = g_str_equal(action, "made") || g_str_equal(action, "unknown");
        const char *type = search_text(hit, "order_type");
        if (*beside != '\0')
                printf("   %s of entry %" JSON_INTEGER_FORMAT ":\n", beside, search_number(hit, "beside_entry_id"));
        printf("%s\n", search_text(hit, "direction"));
        printf("   entry %" JSON_INTEGER_FORMAT ", %s: %s%s%s, %s", search_number(hit, "entry_id"),
               search_text(hit, "state_words"),
               vocabulary_label(VOCABULARY_ORDER_TYPE, vocabulary_value(VOCABULARY_ORDER_TYPE, type)),
               plain ? "" : ", ", plain ? "" : action, search_text(hit, "court"));
        search_list(hit, "numbers", ", ", " / ");
        printf("%s%s\n", *search_text(hit, "made_on") == '\0' ? "" : ", made ", search_text(hit, "made_on"));
        printf("   %s: %s\n",
               vocabulary_label(VOCABULARY_STATUS, vocabulary_value(VOCABULARY_STATUS, search_text(hit, "status"))),
               *status == '\0' ? "its course is not known" : status);
        printf("   %s\n", search_text(hit, "served"));
        printf("   respondent: %s%s", *born == '\0' ? "date of birth not on the order" : "born ", born);
        search_list(hit, "respondent_aliases", "; also known as ", ", ");
        printf("\n");
        search_changes(hit);
        search_list(hit, "copies", "   copies: entries ", ", ");
        if (json_array_size(json_object_get(hit, "copies")) > 0)
                printf("\n");
        search_list(hit, "why", "   found by: ", "; ");
        printf("\n\n");
}

static int
search_print(json_t *answer)
{
        const char *problem = search_text(answer, "problem");
        if (*problem != '\0')
                return command_usage("search", "%s", problem);
        size_t i;
        json_t *row;
        json_array_foreach(json_object_get(answer, "notes"), i, row) printf("Note: %s\n", json_string_value(row));
        if (!json_is_true(json_object_get(answer, "now")))
                printf("As at %s\n\n", search_text(answer, "at"));
        json_array_foreach(json_object_get(answer, "hits"), i, row) search_hit(row);
        json_array_foreach(json_object_get(answer, "mails"), i, row)
        {
                printf("mail %" JSON_INTEGER_FORMAT ", %s, from %s: %s\n   \"%s\"", search_number(row, "message_id"),
                       search_text(row, "received_at"), search_text(row, "from_address"),
                       search_text(row, "state_words"), search_text(row, "subject"));
                search_list(row, "entries", "; entries ", ", ");
                printf("\n\n");
        }
        if (search_number(answer, "left_out") > 0)
                printf("%" JSON_INTEGER_FORMAT
                       " fit less well and are not shown: type more of a name, or a date of birth.\n",
                       search_number(answer, "left_out"));
        json_array_foreach(json_object_get(answer, "stale"), i, row) printf("%s.\n", json_string_value(row));
        printf("%s\n", search_text(answer, "summary"));
        return EXIT_SUCCESS;
}

static int
search_run(CommandContext *context, const char *typed, const char *reason, unsigned most, bool json)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        const Search search = { g_get_user_name(), typed, reason, most };
        g_autofree char *text = search_store_run(db, &search, &error);
        if (text == NULL)
                return command_failed(error);
        if (json) {
                printf("%s\n", text);
                return EXIT_SUCCESS;
        }
        g_autoptr(OwnedJson) answer = json_loads(text, 0, NULL);
        return search_print(answer);
}

/* A name in an argument stands in the process list; "-" reads it from standard input instead. */
static char *
search_typed(int argc, char *argv[])
{
        if (argc != 2 || !g_str_equal(argv[1], "-"))
                return g_strjoinv(" ", argv + 1);
        char line[4 * LIMIT_SEARCH_CHARACTERS + 3];
        return fgets(line, sizeof line, stdin) == NULL ? g_strdup("") : g_strdup(g_strchomp(line));
}

int
command_search(CommandContext *context, int argc, char *argv[])
{
        gboolean json = FALSE;
        int most = SEARCH_MOST;
        g_autofree char *reason = NULL;
        const GOptionEntry entries[] = {
                { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
                { "limit", 'n', 0, G_OPTION_ARG_INT, &most, "Orders at the most (1 to 100, default 25)", "ROWS" },
                { "reason", 'r', 0, G_OPTION_ARG_STRING, &reason, "Why, for the audit: an incident number is enough",
                  "WORDS" },
                G_OPTION_ENTRY_NULL,
        };
        if (!command_options("search", "TEXT...",
                             "Orders, mails and papers by names, dates of birth, numbers, addresses. \"-\" reads the "
                             "text from standard input, so that no name stands in the list of processes. What was "
                             "typed and shown is noted in the audit.",
                             entries, &argc, &argv))
                return EXIT_USAGE;
        if (argc < 2)
                return command_usage("search", "it takes what to look for");
        if (most < 1 || most > 100)
                return command_usage("search", "--limit takes a number from 1 to 100");
        g_autofree char *typed = search_typed(argc, argv);
        return search_run(context, typed, reason, (unsigned) most, json);
}
