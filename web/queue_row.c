#include "web/queue_row.h"

#include "register/sender.h"
#include "web/page_words.h"

#include <string.h>

enum { ROW_OCTETS = 1536 };

const FragmentKind queue_row_kind = { .style = "queue_row",
                                      .tested = { "@role", "kind", "order_type", "action", "alerts", "problem",
                                                  "problems", "status", "copies", "copies_add", "calm" } };

/* What a row of the list has for others. */
static const char *const row_unshown[] = { "from_address",
                                           "message_id",
                                           "id",
                                           "acts",
                                           "discharges",
                                           "differs",
                                           "power_of_arrest",
                                           "without_notice",
                                           "owed",
                                           "copy_of",
                                           "possibly_copy",
                                           "adds",
                                           "contradicts",
                                           "chase_on",
                                           "respondent",
                                           "protected_person",
                                           "expires_on" };

/* In place of what the register prints what people read. */
static void
row_put_words(json_t *row, const char *name, char *(*words)(const char *text))
{
        const char *text = json_string_value(json_object_get(row, name));
        if (text == NULL)
                return;
        g_autofree char *read = words(text);
        json_object_set_new(row, name, json_string(read));
}

/* In place of a list of fields their names, as they stand within a sentence. */
static void
row_put_fields(json_t *row, const char *name)
{
        json_t *field = NULL;
        size_t i = 0;
        g_autoptr(GString) names = g_string_new(NULL);
        json_array_foreach(json_object_get(row, name), i, field)
        {
                g_autofree char *words = page_words_field(json_string_value(field));
                *words = g_ascii_tolower(*words);
                g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", words);
        }
        if (names->len == 0)
                (void) json_object_del(row, name);
        else
                json_object_set_new(row, name, json_string(names->str));
}

/* "3 March 1985": of whom a day of birth is told nobody asks on which day of the week. New string. */
static char *
row_birth(const char *text)
{
        g_autofree char *day = page_words_day(text);
        const char *space = strchr(day, ' ');
        return g_strdup(space == NULL ? day : space + 1);
}

static void
row_put_received(json_t *row)
{
        const char *text = json_string_value(json_object_get(row, "received_at"));
        if (text == NULL)
                return;
        g_autofree char *instant = page_words_instant(text), *moment = page_words_moment(text),
                        *age = page_words_age(text);
        json_object_set_new(row, "received",
                            json_pack("{s:s, s:s, s:s}", "instant", instant, "moment", moment, "age", age));
}

/* Who sends stands in a row as a kind; addresses stay out of lists. path: where the row leads to. */
static void
row_finish(json_t *row, size_t number)
{
        const SenderKind kind = sender_kind(json_string_value(json_object_get(row, "from_address")));
        json_object_set_new(row, "sender", json_string(sender_kind_label(kind)));
        const bool entry = json_is_integer(json_object_get(row, "entry_id"));
        const json_int_t id = json_integer_value(json_object_get(row, entry ? "entry_id" : "message_id"));
        json_object_set_new(row, "path", json_sprintf("/%s/%" JSON_INTEGER_FORMAT, entry ? "entries" : "messages", id));
        json_object_set_new(row, "place", json_integer((json_int_t) number));
        for (unsigned name = 0; name < G_N_ELEMENTS(row_unshown); name++)
                (void) json_object_del(row, row_unshown[name]);
        row_put_words(row, "respondent_dob", row_birth);
        row_put_words(row, "served_on", page_words_day);
        row_put_words(row, "held_until", page_words_clock);
        row_put_fields(row, "absent");
        row_put_fields(row, "unsure");
        row_put_received(row);
}

GString *
queue_rows_html(const json_t *rows, const char *role)
{
        GString *html = g_string_sized_new(ROW_OCTETS * json_array_size(rows));
        json_t *page = json_pack("{s:s}", "@role", role), *row = NULL;
        size_t i = 0;
        json_array_foreach(rows, i, row)
        {
                row_finish(row, i + 1);
                json_object_set(page, "row", row);
                if (fragment_append(&queue_row_kind, page, html))
                        continue;
                g_string_free(html, TRUE);
                html = NULL;
                break;
        }
        json_decref(page);
        return html;
}
