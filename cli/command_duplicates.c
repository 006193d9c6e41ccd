#include "base/error.h"
#include "cli/command.h"
#include "cli/own_json.h"
#include "db/register_store.h"
#include "register/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>

enum { DUPLICATES_ROWS = 200 };

static const char *
duplicates_text(json_t *object, const char *key)
{
        const char *text = json_string_value(json_object_get(object, key));
        return text == NULL ? "" : text;
}

static json_int_t
duplicates_number(json_t *object, const char *key)
{
        return json_integer_value(json_object_get(object, key));
}

/* "word a; b", nothing for an empty list. */
static void
duplicates_list(json_t *object, const char *key, const char *word)
{
        size_t i;
        json_t *item;
        json_array_foreach(json_object_get(object, key), i, item)
            printf("%s%s", i == 0 ? word : "; ", json_string_value(item));
}

/* "entry 3 (mail 2, pending): Non-molestation order, varied, draft: Name, born ..., number, made ..., until ..." */
static void
duplicates_face(json_t *face)
{
        static const struct {
                const char *key;
                const char *word;
        } facts[] = { { "respondent", "" }, { "respondent_dob", "born " }, { "protected_person", "protects " },
                      { "number", "" },     { "made_on", "made " },        { "expires_on", "until " } };
        const char *type = duplicates_text(face, "order_type"), *action = duplicates_text(face, "action");
        const bool plain = g_str_equal(action, "made") || g_str_equal(action, "unknown");
        printf("entry %" JSON_INTEGER_FORMAT " (mail %" JSON_INTEGER_FORMAT ", %s): %s%s%s%s",
               duplicates_number(face, "entry_id"), duplicates_number(face, "message_id"),
               duplicates_text(face, "state"),
               vocabulary_label(VOCABULARY_ORDER_TYPE, vocabulary_value(VOCABULARY_ORDER_TYPE, type)),
               plain ? "" : ", ", plain ? "" : action, json_is_true(json_object_get(face, "draft")) ? ", draft" : "");
        bool any = false;
        for (unsigned i = 0; i < G_N_ELEMENTS(facts); i++) {
                const char *value = duplicates_text(face, facts[i].key);
                if (*value == '\0')
                        continue;
                printf("%s%s%s", any ? ", " : ": ", facts[i].word, value);
                any = true;
        }
        printf("\n");
}

/* How sure, why, and what a person said of it. */
static void
duplicates_verdict(json_t *pair)
{
        const char *level = duplicates_text(pair, "level"), *decided = duplicates_text(pair, "decided");
        printf("    %s (%.2f)",
               vocabulary_label(VOCABULARY_DUPLICATE_LEVEL, vocabulary_value(VOCABULARY_DUPLICATE_LEVEL, level)),
               json_number_value(json_object_get(pair, "score")));
        duplicates_list(pair, "reasons", ": ");
        printf("\n");
        duplicates_list(pair, "contradicts", "    contradicts: ");
        if (json_array_size(json_object_get(pair, "contradicts")) > 0)
                printf("\n");
        duplicates_list(pair, "adds", "    adds: ");
        if (json_array_size(json_object_get(pair, "adds")) > 0)
                printf("\n");
        if (*decided != '\0') {
                const char *words = duplicates_text(pair, "reason");
                printf("    %s by %s, %s%s%s\n", decided, duplicates_text(pair, "decided_by"),
                       duplicates_text(pair, "decided_at"), *words == '\0' ? "" : ": ", words);
        } else if (json_is_true(json_object_get(pair, "open")))
                printf("    undecided\n");
}

static void
duplicates_group(json_t *group)
{
        json_t *representative = json_object_get(group, "representative");
        duplicates_face(representative);
        size_t i;
        json_t *pair;
        json_array_foreach(json_object_get(group, "copies"), i, pair)
        {
                printf("  copy: ");
                duplicates_face(json_object_get(pair, "entry"));
                duplicates_verdict(pair);
        }
        json_array_foreach(json_object_get(group, "possible"), i, pair)
        {
                json_t *earlier = json_object_get(pair, "earlier");
                printf("  pair: ");
                duplicates_face(json_object_get(pair, "entry"));
                if (duplicates_number(earlier, "entry_id") != duplicates_number(representative, "entry_id")) {
                        printf("   with: ");
                        duplicates_face(earlier);
                }
                duplicates_verdict(pair);
        }
        json_array_foreach(json_object_get(group, "among"), i, pair)
        {
                printf("  entries %" JSON_INTEGER_FORMAT " and %" JSON_INTEGER_FORMAT " among them:\n",
                       duplicates_number(json_object_get(pair, "entry"), "entry_id"),
                       duplicates_number(pair, "earlier_entry_id"));
                duplicates_verdict(pair);
        }
        const size_t shown = json_array_size(json_object_get(group, "copies")) +
                             json_array_size(json_object_get(group, "possible")) +
                             json_array_size(json_object_get(group, "among"));
        if ((json_int_t) shown < duplicates_number(group, "pairs"))
                printf("  further pairs: %" JSON_INTEGER_FORMAT " (--limit)\n",
                       duplicates_number(group, "pairs") - (json_int_t) shown);
        printf("\n");
}

static void
duplicates_print(json_t *all)
{
        json_t *groups = json_object_get(all, "groups");
        size_t i, open = 0;
        json_t *row;
        json_array_foreach(groups, i, row)
        {
                duplicates_group(row);
                open += duplicates_number(row, "open") > 0;
        }
        json_array_foreach(json_object_get(all, "relations"), i, row)
        {
                printf("%s: entry %" JSON_INTEGER_FORMAT " and ", duplicates_text(row, "kind"),
                       duplicates_number(row, "entry_id"));
                if (json_is_integer(json_object_get(row, "earlier_entry_id")))
                        printf("entry %" JSON_INTEGER_FORMAT, duplicates_number(row, "earlier_entry_id"));
                else
                        printf("an order that is not held");
                duplicates_list(row, "reasons", ": ");
                printf("\n");
        }
        printf("%zu listed, %zu with something undecided\n", json_array_size(groups), open);
}

static int
duplicates_run(CommandContext *context, gint64 entry_id, unsigned limit, bool json)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        g_autofree char *text = NULL;
        if (!register_store_duplicates(db, g_get_user_name(), entry_id, limit, &text, &error))
                return command_failed(error);
        if (text == NULL) {
                (void) fprintf(stderr, "ccot: there is no entry %" G_GINT64_FORMAT "\n", entry_id);
                return EXIT_FAILED;
        }
        if (json) {
                printf("%s\n", text);
                return EXIT_SUCCESS;
        }
        g_autoptr(OwnedJson) all = json_loads(text, 0, NULL);
        duplicates_print(all);
        return EXIT_SUCCESS;
}

int
command_duplicates(CommandContext *context, int argc, char *argv[])
{
        gboolean json = FALSE;
        int limit = DUPLICATES_ROWS;
        g_autofree char *entry = NULL;
        const GOptionEntry entries[] = {
                { "entry", 0, 0, G_OPTION_ARG_STRING, &entry, "Only what concerns this entry", "ENTRY" },
                { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
                { "limit", 'n', 0, G_OPTION_ARG_INT, &limit, "Groups at the most (1 to 10000, default 200)", "ROWS" },
                G_OPTION_ENTRY_NULL,
        };
        if (!command_options("duplicates", "",
                             "Copies and what is possibly one, undecided first. The look is noted in the audit.",
                             entries, &argc, &argv))
                return EXIT_USAGE;
        guint64 number = 0;
        if (argc > 1)
                return command_usage("duplicates", "it takes no arguments");
        if (limit < 1 || limit > 10000)
                return command_usage("duplicates", "--limit takes a number from 1 to 10000");
        if (entry != NULL && !g_ascii_string_to_unsigned(entry, 10, 1, G_MAXINT64, &number, NULL))
                return command_usage("duplicates", "--entry takes the number of one entry");
        return duplicates_run(context, (gint64) number, (unsigned) limit, json);
}
