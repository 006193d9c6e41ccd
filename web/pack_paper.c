#include "web/pack_paper.h"

#include "base/clock.h"
#include "register/court_time.h"
#include "register/reference.h"
#include "register/vocabulary.h"

#include <string.h>

enum { PACK_YEAR = 4 };

/* ------------------------------------------------------------------ words */

static const char *
pack_text(const json_t *object, const char *key)
{
        const char *text = json_string_value(json_object_get(object, key));
        return text == NULL ? "" : text;
}

static char *
pack_number(const json_t *object, const char *key)
{
        return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(json_object_get(object, key)));
}

/* A time of the database as people read it, in London; "" for none. */
static char *
pack_instant(const json_t *object, const char *key)
{
        g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
        g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(pack_text(object, key), utc);
        return time == NULL ? g_strdup(pack_text(object, key)) : court_time_print(g_date_time_to_unix(time));
}

static char *
pack_day(const char *iso)
{
        LegalDate date;
        return legal_date_from_iso(iso, &date) ? court_time_day(&date) : g_strdup(iso);
}

static const char *
pack_label(Vocabulary list, const char *word)
{
        const unsigned value = vocabulary_value(list, word);
        return value < vocabulary_size(list) ? vocabulary_label(list, value) : word;
}

static const char *
pack_part(const json_t *paper)
{
        static const struct {
                const char *part, *words;
        } parts[] = {
                { "order", "The order as received" },
                { "change", "Acts on the order" },
                { "target", "The order on which it acts" },
                { "statement", "Statement of service" },
                { "part", "Part of the order" },
                { "copy", "Another copy of the order" },
                { "other", "Came in the same mail" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
                if (g_str_equal(pack_text(paper, "part"), parts[i].part))
                        return parts[i].words;
        return "";
}

char *
pack_paper_reference(const json_t *paper)
{
        g_autofree char *year = g_strndup(pack_text(paper, "received_at"), PACK_YEAR);
        const Reference reference = { (unsigned) g_ascii_strtoull(year, NULL, 10),
                                      json_integer_value(json_object_get(paper, "message_id")) };
        return reference_print(reference);
}

char *
pack_paper_name(const json_t *pack)
{
        g_autofree char *reference = pack_paper_reference(json_object_get(pack, "told"));
        g_autofree char *number = pack_number(pack, "pack_id");
        return g_strdup_printf("%s-copy-%s", reference, number);
}

char *
pack_paper_original(const json_t *pack, gint64 document_id)
{
        size_t i = 0;
        const json_t *paper = NULL;
        json_array_foreach(json_object_get(pack, "papers"), i, paper)
        {
                if (json_integer_value(json_object_get(paper, "document_id")) != document_id)
                        continue;
                g_autofree char *reference = pack_paper_reference(paper), *number = pack_number(paper, "number");
                return g_strdup_printf("%s-%s", reference, number);
        }
        return NULL;
}

/* ------------------------------------------------------------------ items */

static void
pack_heading(json_t *items, const char *text)
{
        json_array_append_new(items, json_pack("{s:s}", "heading", text));
}

static void
pack_words(json_t *items, const char *text, bool strong)
{
        json_array_append_new(items, json_pack("{s:s, s:b}", "text", text, "strong", strong));
}

static void
pack_row(json_t *items, const char *label, const char *text)
{
        if (*text != '\0')
                json_array_append_new(items, json_pack("{s:[s, s]}", "row", label, text));
}

static void
pack_row_take(json_t *items, const char *label, char *text)
{
        pack_row(items, label, text);
        g_free(text);
}

static void
pack_about(json_t *items, const json_t *pack, const char *by)
{
        g_autofree char *name = pack_paper_name(pack);
        g_autofree char *heading = g_strdup_printf("Copy for an investigation: %s", name);
        pack_heading(items, heading);
        pack_row(items, "For", pack_text(pack, "recipient"));
        pack_row(items, "Unit", pack_text(pack, "unit"));
        pack_row(items, "Address", pack_text(pack, "address"));
        pack_row(items, "Their reference", pack_text(pack, "crime"));
        pack_row(items, "Purpose", pack_text(pack, "purpose"));
        g_autofree char *made = pack_instant(pack, "made_at"), *now = court_time_print(clock_now() / G_USEC_PER_SEC);
        g_autofree char *maker = g_strdup_printf("%s, %s", pack_text(pack, "made_by"), made);
        g_autofree char *printer = g_strdup_printf("%s, %s", by, now);
        pack_row(items, "Chosen by", maker);
        pack_row(items, "Put together by", printer);
        pack_words(items,
                   "It is for the purpose above alone. It may name protected places: the respondent must not learn of "
                   "them from it. "
                   "An order may have changed since: ask again before anybody acts on it.",
                   true);
}

static void
pack_hard_copy(json_t *items, const json_t *pack)
{
        const json_t *paper = json_object_get(pack, "hard_copy");
        const char *step = pack_text(paper, "step");
        g_autofree char *day = pack_day(pack_text(paper, "on_day")), *due = pack_day(pack_text(paper, "due_on"));
        if (*step == '\0')
                pack_row(items, "Sealed hard copy", "not received");
        else if (g_str_equal(step, "lent"))
                pack_row_take(items, "Sealed hard copy",
                              g_strdup_printf("lent to %s on %s, due back %s", pack_text(paper, "holder"), day, due));
        else if (g_str_equal(step, "destroyed"))
                pack_row_take(items, "Sealed hard copy", g_strdup_printf("destroyed on %s", day));
        else
                pack_row_take(items, "Sealed hard copy",
                              g_strdup_printf("kept at %s, %s %s", pack_text(paper, "place"), step, day));
}

/* What somebody disputes and nobody has settled, by what people read for the fields. */
static void
pack_disputed(json_t *items, const json_t *told)
{
        g_autoptr(GString) names = g_string_new(NULL);
        size_t i = 0;
        const json_t *name = NULL;
        json_array_foreach(json_object_get(told, "disputed"), i, name)
            g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", json_string_value(name));
        if (names->len > 0)
                pack_row_take(
                    items, "DISPUTED",
                    g_strdup_printf("%s: somebody says that this is wrong, and it is not settled", names->str));
}

static void
pack_order(json_t *items, const json_t *pack)
{
        const json_t *told = json_object_get(pack, "told");
        g_autoptr(GString) numbers = g_string_new(pack_text(told, "court"));
        size_t i = 0;
        const json_t *number = NULL;
        json_array_foreach(json_object_get(told, "numbers"), i, number)
            g_string_append_printf(numbers, "%s%s", numbers->len > 0 ? ", " : "", json_string_value(number));
        pack_heading(items, "The order, as the register knows it now");
        pack_row(items, "Who, what, whom", pack_text(told, "direction"));
        pack_row(items, "Kind", pack_label(VOCABULARY_ORDER_TYPE, pack_text(told, "order_type")));
        pack_row(items, "Court and number", numbers->str);
        pack_row_take(items, "Made", pack_day(pack_text(told, "made_on")));
        pack_row_take(items, "Respondent born",
                      *pack_text(told, "respondent_dob") == '\0' ? g_strdup("date of birth not on the order")
                                                                 : pack_day(pack_text(told, "respondent_dob")));
        static const char *const states[][2] = { { "in_force", "IN FORCE" },
                                                 { "ended", "ENDED" },
                                                 { "not_yet", "NOT YET IN FORCE" } };
        const char *state = "TO BE CHECKED";
        for (i = 0; i < G_N_ELEMENTS(states); i++)
                if (g_str_equal(pack_text(told, "status"), states[i][0]))
                        state = states[i][1];
        pack_row_take(items, "Status", g_strdup_printf("%s %s", state, pack_text(told, "status_words")));
        pack_row(items, "Service", pack_text(told, "served"));
        pack_row(items, "In the register", pack_text(told, "state_words"));
        pack_disputed(items, told);
        pack_hard_copy(items, pack);
}

static void
pack_contents(json_t *items, const json_t *pack)
{
        json_t *table = json_array();
        size_t i = 0;
        const json_t *paper = NULL;
        json_array_append_new(table, json_pack("[s, s, s, s, s]", "Paper", "What it is", "Kind", "Reference", "Pages"));
        json_array_foreach(json_object_get(pack, "papers"), i, paper)
        {
                g_autofree char *count = g_strdup_printf("%zu", i + 1), *reference = pack_paper_reference(paper);
                g_autofree char *number = pack_number(paper, "number"), *pages = pack_number(paper, "pages");
                g_autofree char *full = g_strdup_printf("%s-%s", reference, number);
                json_array_append_new(table, json_pack("[s, s, s, s, s]", count, pack_part(paper),
                                                       pack_label(VOCABULARY_DOCUMENT_KIND, pack_text(paper, "kind")),
                                                       full, pages));
        }
        pack_heading(items, "What is in it");
        json_array_append_new(
            items, json_pack("{s:o, s:[f, f, f, f, f]}", "table", table, "widths", 0.08, 0.3, 0.27, 0.27, 0.08));
        g_autofree char *kept = g_strdup_printf(
            "Papers that the court keeps from the other side are in it, because: %s", pack_text(pack, "kept_why"));
        if (*pack_text(pack, "kept_why") != '\0')
                pack_words(items, kept, true);
        else
                pack_words(items, "Confidential details and applications are not in it.", false);
        pack_words(items,
                   "The pages that follow are pictures, drawn from the files as they came. The files themselves are "
                   "the second part of "
                   "this copy; their digests stand below.",
                   false);
}

/* ------------------------------------------------------------------ continuity */

static void
pack_digests(json_t *items, const json_t *pack)
{
        size_t i = 0;
        const json_t *paper = NULL;
        json_array_foreach(json_object_get(pack, "papers"), i, paper)
        {
                g_autofree char *label = g_strdup_printf("Paper %zu", i + 1), *reference = pack_paper_reference(paper);
                g_autofree char *number = pack_number(paper, "number"), *size = pack_number(paper, "size");
                g_autofree char *received = pack_instant(paper, "received_at"),
                                *stored = pack_instant(paper, "stored_at");
                pack_row_take(items, label,
                              g_strdup_printf("%s-%s, attachment %s of a mail that came %s from %s, stored %s. File of "
                                              "%s octets, SHA-256 %s. "
                                              "Mail, SHA-256 %s.",
                                              reference, number, number, received, pack_text(paper, "from_address"),
                                              stored, size, pack_text(paper, "sha256"),
                                              pack_text(paper, "mail_sha256")));
        }
}

static void
pack_continuity(json_t *items, const json_t *pack)
{
        json_t *table = json_array();
        size_t i = 0;
        const json_t *event = NULL;
        pack_heading(items, "Continuity: the octets");
        pack_digests(items, pack);
        pack_heading(items, "Continuity: who handled them, and when");
        json_array_append_new(table, json_pack("[s, s, s]", "When (London)", "Who", "What"));
        json_array_foreach(json_object_get(pack, "history"), i, event)
        {
                g_autofree char *at = pack_instant(event, "at");
                json_array_append_new(table,
                                      json_pack("[s, s, s]", at, pack_text(event, "who"), pack_text(event, "what")));
        }
        json_array_append_new(items, json_pack("{s:o, s:[f, f, f]}", "table", table, "widths", 0.27, 0.2, 0.53));
        const json_t *looks = json_object_get(pack, "looks");
        if (json_integer_value(json_object_get(looks, "count")) == 0)
                return;
        g_autofree char *count = pack_number(looks, "count"), *people = pack_number(looks, "people");
        g_autofree char *first = pack_instant(looks, "first"), *last = pack_instant(looks, "last");
        g_autofree char *words =
            g_strdup_printf("Besides, they were looked at %s time%s by %s %s between %s and %s; each look is in the "
                            "register's log, which is "
                            "chained by digests and can be asked for.",
                            count, g_str_equal(count, "1") ? "" : "s", people,
                            g_str_equal(people, "1") ? "person or program" : "people or programs", first, last);
        pack_words(items, words, false);
}

/* ------------------------------------------------------------------ pages */

/* A file without pages, such as a letter of a word processor: its words. */
static void
pack_unpaged(json_t *items, size_t count, const json_t *paper, const char *text)
{
        g_autofree char *reference = pack_paper_reference(paper), *number = pack_number(paper, "number");
        g_autofree char *caption = g_strdup_printf("Paper %zu: %s. %s-%s", count, pack_part(paper), reference, number);
        const bool readable = text != NULL && *text != '\0';
        json_array_append_new(
            items,
            json_pack("{s:s, s:b, s:s}", "page", caption, "picture", false, "instead",
                      readable ? "A file without pages of its own. Its words, as the program read them; the file "
                                 "itself is among the originals:"
                               : "This file cannot be shown. It is among the originals."));
        if (readable)
                pack_words(items, text, false);
}

static void
pack_pages(json_t *items, const json_t *pack, const json_t *drawn)
{
        size_t i = 0;
        const json_t *paper = NULL;
        json_array_foreach(json_object_get(pack, "papers"), i, paper)
        {
                g_autofree char *key = pack_number(paper, "document_id");
                const json_t *pictures = json_object_get(drawn, key);
                const json_int_t pages = json_integer_value(json_object_get(paper, "pages"));
                g_autofree char *reference = pack_paper_reference(paper), *number = pack_number(paper, "number");
                if (pages == 0)
                        pack_unpaged(items, i + 1, paper, json_string_value(pictures));
                for (json_int_t page = 1; page <= pages; page++) {
                        const bool picture = json_is_true(json_array_get(pictures, (size_t) page - 1));
                        g_autofree char *caption = g_strdup_printf(
                            "Paper %zu: %s. %s-%s, page %" JSON_INTEGER_FORMAT " of %" JSON_INTEGER_FORMAT, i + 1,
                            pack_part(paper), reference, number, page, pages);
                        json_array_append_new(
                            items, json_pack("{s:s, s:b, s:s}", "page", caption, "picture", picture, "instead",
                                             "This page cannot be drawn. The file is among the originals."));
                }
        }
}

json_t *
pack_paper_items(const json_t *pack, const json_t *drawn, const char *by)
{
        json_t *items = json_array();
        pack_about(items, pack, by);
        pack_order(items, pack);
        pack_contents(items, pack);
        pack_continuity(items, pack);
        pack_pages(items, pack, drawn);
        g_autofree char *name = pack_paper_name(pack), *now = court_time_print(clock_now() / G_USEC_PER_SEC);
        g_autofree char *foot = g_strdup_printf("%s, for %s, %s; by %s, %s", name, pack_text(pack, "recipient"),
                                                pack_text(pack, "crime"), by, now);
        return json_pack(
            "{s:s, s:s, s:s, s:s, s:o}", "file", "pdf", "title", name, "marking",
            "OFFICIAL-SENSITIVE. FOR THE INVESTIGATION NAMED HERE: NOT FOR THE RESPONDENT, NOT TO BE PASSED ON.",
            "foot", foot, "items", items);
}
