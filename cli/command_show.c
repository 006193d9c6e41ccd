#include "base/error.h"
#include "cli/command.h"
#include "cli/own_json.h"
#include "cli/table.h"
#include "db/register_store.h"
#include "register/field.h"
#include "register/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>

static const char *
show_text(json_t *object, const char *key)
{
        const char *text = json_string_value(json_object_get(object, key));
        return text == NULL ? "" : text;
}

static json_int_t
show_number(json_t *object, const char *key)
{
        return json_integer_value(json_object_get(object, key));
}

/* A list value, which is JSON text, as "a; b; c"; a scalar as it stands. */
static char *
show_value(Field field, const char *value)
{
        if (!field_is_list(field))
                return g_strdup(value);
        g_autoptr(OwnedJson) items = json_loads(value, 0, NULL);
        GString *text = g_string_new(NULL);
        size_t i;
        json_t *item;
        json_array_foreach(items, i, item)
        {
                const bool named = json_is_object(item);
                const char *born = named ? show_text(item, "born") : "";
                g_string_append_printf(text, "%s%s", i == 0 ? "" : "; ",
                                       named ? show_text(item, "name") : json_string_value(item));
                if (*born != '\0')
                        g_string_append_printf(text, " (born %s)", born);
        }
        return g_string_free(text, FALSE);
}

static void
show_fields(json_t *fields)
{
        static const char *const headings[] = { "FIELD", "VALUE", "PAGE", "AS PRINTED", NULL };
        g_autoptr(Table) table = table_new(headings);
        for (Field field = 0; field < FIELD_COUNT; field++) {
                json_t *value = json_object_get(fields, field_name(field));
                if (value == NULL)
                        continue;
                g_autofree char *text = show_value(field, show_text(value, "value"));
                g_autofree char *page = show_number(value, "page") == 0
                                            ? NULL
                                            : g_strdup_printf("%" JSON_INTEGER_FORMAT, show_number(value, "page"));
                table_add(table, field_label(field), 0);
                table_add(table, text, 70);
                table_add(table, page, 0);
                table_add(table, show_text(value, "raw"), 60);
        }
        g_autofree char *text = table_print(table);
        printf("%s", text);
}

/* "  words: reason; reason" of one copy or relation. */
static void
show_link(json_t *link, const char *word, json_int_t self)
{
        const json_int_t entry = show_number(link, "entry_id"), earlier = show_number(link, "earlier_entry_id");
        printf("  %s: entry %" JSON_INTEGER_FORMAT " ", word, entry);
        if (earlier == 0)
                printf("and an order that is not held");
        else
                printf("and entry %" JSON_INTEGER_FORMAT, entry == self ? earlier : self);
        size_t i;
        json_t *reason;
        json_array_foreach(json_object_get(link, "reasons"), i, reason)
            printf("%s%s", i == 0 ? ": " : "; ", json_string_value(reason));
        printf("\n");
}

static void
show_links(json_t *entry)
{
        const json_int_t self = show_number(entry, "entry_id");
        size_t i;
        json_t *row;
        json_array_foreach(json_object_get(entry, "duplicates"), i, row)
            show_link(row,
                      vocabulary_label(VOCABULARY_DUPLICATE_LEVEL,
                                       vocabulary_value(VOCABULARY_DUPLICATE_LEVEL, show_text(row, "level"))),
                      self);
        json_array_foreach(json_object_get(entry, "relations"), i, row) show_link(row, show_text(row, "kind"), self);
        const char *note = show_text(entry, "comparison_note");
        if (*note != '\0')
                printf("  comparison: %s\n", note);
        json_array_foreach(json_object_get(entry, "services"), i, row) printf(
            "  service: %s %s %s%s\n", show_text(row, "outcome"), show_text(row, "served_on"),
            show_text(row, "served_at"),
            g_str_equal(show_text(row, "state"), "proposed") ? " (proposed: number and names don't both say so)" : "");
        json_array_foreach(json_object_get(entry, "alerts"), i, row)
            printf("  alert %s: %s\n", show_text(row, "kind"), show_text(row, "text"));
}

/* What people noted beside the papers. */
static void
show_kept(json_t *kept)
{
        const char *name = NULL;
        json_t *row = NULL;
        size_t i = 0;
        json_object_foreach(json_object_get(kept, "disputed"), name, row)
        {
                const Field field = field_from_name(name);
                printf("  DISPUTED %s, by %s: %s\n", field == FIELD_COUNT ? name : field_label(field),
                       show_text(row, "said_by"), show_text(row, "words"));
        }
        json_array_foreach(json_object_get(kept, "breaches"), i, row)
        {
                if (*show_text(row, "void_at") == '\0')
                        printf("  breach %s %s, term %s, reported %s by %s: %s\n", show_text(row, "happened_on"),
                               show_text(row, "happened_at"), show_text(row, "term"), show_text(row, "reported_on"),
                               show_text(row, "reported_by"), show_text(row, "outcome"));
        }
        json_array_foreach(json_object_get(kept, "transfers"), i, row)
            printf("  transferred to %s %s, %s\n", show_text(row, "to_force"), show_text(row, "sent_on"),
                   *show_text(row, "receipt_on") == '\0' ? "no receipt yet" : "received there");
        if (json_is_object(json_object_get(kept, "hold")))
                printf("  LEGAL HOLD: %s\n", show_text(json_object_get(kept, "hold"), "why"));
}

/* What a later reading says otherwise than was decided. */
static void
show_differences(json_t *entry)
{
        size_t i;
        json_t *row;
        json_array_foreach(json_object_get(entry, "differences"), i, row)
        {
                const char *name = show_text(row, "name");
                const Field field = field_from_name(name);
                if (g_str_equal(name, "order"))
                        printf("  read again: this order is no longer found in its mail\n");
                else if (json_is_null(json_object_get(row, "value")))
                        printf("  read again: %s is no longer found\n",
                               field == FIELD_COUNT ? name : field_label(field));
                else {
                        g_autofree char *value = field == FIELD_COUNT ? g_strdup(show_text(row, "value"))
                                                                      : show_value(field, show_text(row, "value"));
                        printf("  read again: %s is now read as %s\n", field == FIELD_COUNT ? name : field_label(field),
                               value);
                }
        }
}

/* The mails that belong to the entry's. */
static void
show_mails(json_t *entry)
{
        const json_int_t own = show_number(entry, "message_id");
        size_t i;
        json_t *row;
        json_array_foreach(json_object_get(entry, "links"), i, row)
        {
                const bool answers = show_number(row, "message_id") == own;
                printf("  mail %" JSON_INTEGER_FORMAT " %s%s\n",
                       show_number(row, answers ? "earlier_message_id" : "message_id"),
                       answers ? "is answered by this one" : "answers this one",
                       g_str_equal(show_text(row, "state"), "joined") ? "" : ", it says: another sender");
        }
}

static void
show_print(json_t *entry)
{
        json_t *document = json_object_get(entry, "document"), *message = json_object_get(entry, "message");
        printf("Entry %" JSON_INTEGER_FORMAT ": %s, %s%s, %s\n", show_number(entry, "entry_id"),
               vocabulary_label(VOCABULARY_ORDER_TYPE,
                                vocabulary_value(VOCABULARY_ORDER_TYPE, show_text(entry, "order_type"))),
               show_text(entry, "action"), json_is_true(json_object_get(entry, "draft")) ? ", draft" : "",
               show_text(entry, "state"));
        printf("Mail %" JSON_INTEGER_FORMAT " received %s from %s, part %s (%s)\n", show_number(message, "message_id"),
               show_text(message, "received_at"), show_text(message, "from_address"), show_text(document, "path"),
               show_text(document, "media_type"));
        printf("%s: %s\n\n",
               vocabulary_label(VOCABULARY_STATUS, vocabulary_value(VOCABULARY_STATUS, show_text(entry, "status"))),
               show_text(entry, "status_reason"));
        show_fields(json_object_get(entry, "fields"));
        printf("\n");
        show_links(entry);
        show_mails(entry);
        show_differences(entry);
        show_kept(json_object_get(entry, "kept"));
        size_t i;
        json_t *paper;
        json_array_foreach(json_object_get(entry, "papers"), i, paper)
        {
                const char *problem = show_text(paper, "problem");
                printf("  part %s: %s%s%s\n", show_text(paper, "path"),
                       vocabulary_label(VOCABULARY_DOCUMENT_KIND,
                                        vocabulary_value(VOCABULARY_DOCUMENT_KIND, show_text(paper, "kind"))),
                       *problem == '\0' ? "" : ", ",
                       vocabulary_label(VOCABULARY_PROBLEM, vocabulary_value(VOCABULARY_PROBLEM, problem)));
        }
}

int
command_show(CommandContext *context, int argc, char *argv[])
{
        gboolean json = FALSE;
        const GOptionEntry entries[] = {
                { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
                G_OPTION_ENTRY_NULL,
        };
        if (!command_options("show", "ENTRY",
                             "One entry with its fields, papers, copies and alerts. The look is noted in the audit.",
                             entries, &argc, &argv))
                return EXIT_USAGE;
        guint64 number = 0;
        if (argc != 2 || !g_ascii_string_to_unsigned(argv[1], 10, 1, G_MAXINT64, &number, NULL))
                return command_usage("show", "it takes the number of one entry");
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        g_autofree char *text = NULL;
        if (!register_store_entry(db, g_get_user_name(), (gint64) number, &text, &error))
                return command_failed(error);
        if (text == NULL) {
                fprintf(stderr, "ccot: there is no entry %" G_GUINT64_FORMAT "\n", number);
                return EXIT_FAILED;
        }
        if (json) {
                printf("%s\n", text);
                return EXIT_SUCCESS;
        }
        g_autoptr(OwnedJson) entry = json_loads(text, 0, NULL);
        show_print(entry);
        return EXIT_SUCCESS;
}
