#include "web/entry_view.h"

#include "register/vocabulary.h"
#include "web/entry_around.h"
#include "web/entry_warning.h"
#include "web/entry_words.h"
#include "web/page_words.h"

#include <string.h>

/* Below it a value is called unsure: one in twenty such values is wrong. */
static const double VIEW_SURE = 0.95;

enum { SLOT_FIELDS = 3 };

/* What is decided one by one, after type and action. The first field of each always, the others when they are stated. */
static const struct {
        const char *title;
        Field fields[SLOT_FIELDS];
        unsigned count;
} slots[] = {
        { "Respondent", { FIELD_RESPONDENT }, 1 },
        { "Respondent's date of birth", { FIELD_RESPONDENT_DOB }, 1 },
        { "Protected people", { FIELD_PROTECTED_PERSON, FIELD_PROTECTED_PEOPLE }, 2 },
        { "Made", { FIELD_MADE_ON }, 1 },
        { "End", { FIELD_EXPIRES_ON, FIELD_EXPIRES_AT, FIELD_DURATION_TEXT }, 3 },
        { "Served", { FIELD_SERVED_ON }, 1 },
        { "Terms", { FIELD_PROHIBITIONS }, 1 },
};

static const char *
view_text(const json_t *entry, const char *key)
{
        const char *text = json_string_value(json_object_get(entry, key));
        return text == NULL ? "" : text;
}

static const json_t *
view_row(const json_t *entry, Field field)
{
        return json_object_get(json_object_get(entry, "fields"), field_name(field));
}

static const char *
view_value(const json_t *entry, Field field)
{
        return json_string_value(json_object_get(view_row(entry, field), "value"));
}

/* The list of protected people says no more than the first of them. */
static bool
view_is_alone(const json_t *entry)
{
        const char *people = view_value(entry, FIELD_PROTECTED_PEOPLE);
        const char *first = view_value(entry, FIELD_PROTECTED_PERSON);
        json_t *list = people == NULL ? NULL : json_loads(people, 0, NULL);
        const bool alone =
            json_array_size(list) == 1 && g_strcmp0(json_string_value(json_array_get(list, 0)), first) == 0;
        json_decref(list);
        return alone;
}

static bool
view_is_wanted(const json_t *entry, unsigned slot, unsigned number)
{
        const Field field = slots[slot].fields[number];
        if (number == 0)
                return true;
        return view_value(entry, field) != NULL && !(field == FIELD_PROTECTED_PEOPLE && view_is_alone(entry));
}

static bool
view_is_decisive(const json_t *entry, Field field)
{
        for (unsigned slot = 0; slot < G_N_ELEMENTS(slots); slot++)
                for (unsigned i = 0; i < slots[slot].count; i++)
                        if (slots[slot].fields[i] == field)
                                return view_is_wanted(entry, slot, i);
        return false;
}

/* The decision by which an end that a person set waits for a second one; NULL: none waits. */
static const json_t *
view_waiting(const json_t *entry, Field field)
{
        const json_t *decisions = json_object_get(entry, "decisions");
        const json_t *row = NULL, *second = NULL;
        size_t i = 0, j = 0;
        json_array_foreach(decisions, i, row)
        {
                if (!json_is_true(json_object_get(row, "needs_second")) ||
                    json_is_string(json_object_get(row, "undone_at")) ||
                    g_strcmp0(json_string_value(json_object_get(row, "name")), field_name(field)) != 0)
                        continue;
                bool done = false;
                json_array_foreach(decisions, j, second)
                {
                        done = done ||
                               (g_strcmp0(json_string_value(json_object_get(second, "kind")), "second") == 0 &&
                                json_equal(json_object_get(second, "about"), json_object_get(row, "decision_id")) &&
                                !json_is_string(json_object_get(second, "undone_at")));
                }
                return done ? NULL : row;
        }
        return NULL;
}

/* confirmed, corrected, absent (a person says that the paper does not state it), waits, or "". */
static const char *
view_decided(const json_t *entry, Field field)
{
        const json_t *row = view_row(entry, field);
        const char *decided = json_string_value(json_object_get(row, "decided"));
        if (view_waiting(entry, field) != NULL)
                return "waits";
        if (decided == NULL)
                return "";
        return json_is_string(json_object_get(row, "value")) ? decided : "absent";
}

/* True when a person said of what type the order is, and what it does. */
static bool
view_type_decided(const json_t *entry)
{
        const json_t *row = NULL;
        size_t i = 0;
        json_array_foreach(json_object_get(entry, "decisions"), i, row)
        {
                if (g_strcmp0(json_string_value(json_object_get(row, "kind")), "type") == 0 &&
                    !json_is_string(json_object_get(row, "undone_at")))
                        return true;
        }
        return false;
}

unsigned
entry_view_undecided(const json_t *entry)
{
        unsigned count = view_type_decided(entry) ? 0 : 1;
        for (unsigned slot = 0; slot < G_N_ELEMENTS(slots); slot++)
                for (unsigned i = 0; i < slots[slot].count; i++)
                        if (view_is_wanted(entry, slot, i) && *view_decided(entry, slots[slot].fields[i]) == '\0')
                                count++;
        return count;
}

/* ------------------------------------------------------------------ fields and their places */

/* The paper on which a field stands: its order's, the statement's for service; 0 where the value came with a copy. */
static gint64
view_paper(const json_t *entry, Field field)
{
        const json_t *row = view_row(entry, field);
        if (json_is_integer(json_object_get(row, "source_entry_id")))
                return 0;
        const bool served = field == FIELD_SERVED_ON || field == FIELD_SERVED_AT || field == FIELD_SERVED_BY ||
                            field == FIELD_SERVED_METHOD || field == FIELD_SERVED_PLACE;
        const json_t *service = NULL;
        size_t i = 0;
        json_array_foreach(json_object_get(entry, "services"), i, service)
        {
                if (served && g_strcmp0(json_string_value(json_object_get(service, "served_on")),
                                        view_value(entry, FIELD_SERVED_ON)) == 0)
                        return json_integer_value(json_object_get(service, "document_id"));
        }
        return json_integer_value(json_object_get(entry, "document_id"));
}

static bool
view_is_unsure(const json_t *entry, Field field)
{
        const json_t *confidence = json_object_get(view_row(entry, field), "confidence");
        return json_is_number(confidence) && json_number_value(confidence) < VIEW_SURE;
}

/* "3rd March 2026" without its "rd". New string. */
static char *
view_without_ordinal(const char *text)
{
        static const char *const ends[] = { "st", "nd", "rd", "th" };
        GString *bare = g_string_new(NULL);
        for (; *text != '\0'; text++) {
                g_string_append_c(bare, *text);
                for (unsigned i = 0; i < G_N_ELEMENTS(ends) && g_ascii_isdigit(*text); i++)
                        if (g_str_has_prefix(text + 1, ends[i]) && text[3] == ' ')
                                text += strlen(ends[i]);
        }
        return g_string_free(bare, FALSE);
}

/* What is printed says more than the line that is shown of it: "Tue 3 March 2026" tells all of "3rd March 2026". */
static bool
view_raw_tells(const json_t *view)
{
        const char *raw = json_string_value(json_object_get(view, "raw"));
        const char *line = json_string_value(json_array_get(json_object_get(view, "lines"), 0));
        if (raw == NULL || json_is_true(json_object_get(view, "list")))
                return false;
        g_autofree char *bare = view_without_ordinal(raw);
        g_autofree char *printed = g_utf8_casefold(bare, -1);
        g_autofree char *shown = g_utf8_casefold(line == NULL ? "" : line, -1);
        return strstr(shown, printed) == NULL;
}

/* The field is to be typed from the paper before what was read is shown. */
static bool
view_is_asked(const json_t *entry, Field field)
{
        const char *asked = json_string_value(json_object_get(json_object_get(entry, "attention"), "asked"));
        return asked != NULL && g_str_equal(asked, field_name(field));
}

/* Of such a field what was typed, where it was read otherwise: beside it, and into the form that corrects. */
static void
view_add_typed(const json_t *entry, Field field, json_t *view)
{
        const json_t *attention = json_object_get(entry, "attention");
        const char *name = json_string_value(json_object_get(attention, "name"));
        if (name == NULL || !g_str_equal(name, field_name(field)) || *view_decided(entry, field) != '\0')
                return;
        const char *value = json_string_value(json_object_get(attention, "typed"));
        g_autofree char *line = value == NULL ? g_strdup("nothing") : entry_words_line(field, value);
        g_autofree char *typed = entry_words_typed(field, value);
        json_object_set_new(view, "otherwise", json_string(line));
        json_object_set(view, "otherwise_by", json_object_get(attention, "typed_by"));
        json_object_set_new(view, "typed", json_string(typed));
}

/* Nothing of what was read, but where it stands. */
static void
view_hide(json_t *view)
{
        static const char *const telling[] = { "raw", "read", "copy", "disputed" };
        for (unsigned i = 0; i < G_N_ELEMENTS(telling); i++)
                (void) json_object_del(view, telling[i]);
        json_object_set_new(view, "lines", json_array());
        json_object_set_new(view, "typed", json_string(""));
        json_object_set_new(view, "telling", json_false());
        json_object_set_new(view, "unsure", json_false());
        json_object_set_new(view, "asked", json_true());
}

/* Where it stands: the paper, the page, and the box on it. */
static void
view_add_place(const json_t *entry, Field field, json_t *view)
{
        const json_t *row = view_row(entry, field);
        const gint64 paper = view_paper(entry, field);
        if (paper > 0 && json_is_string(json_object_get(row, "value")))
                json_object_set_new(view, "paper", json_integer(paper));
        if (paper > 0 && json_is_integer(json_object_get(row, "page")))
                json_object_set(view, "page", json_object_get(row, "page"));
        const json_t *box = json_object_get(row, "box");
        if (paper == 0 || json_array_size(box) != 4)
                return;
        const double x = json_number_value(json_array_get(box, 0)), y = json_number_value(json_array_get(box, 1));
        json_object_set_new(view, "x", json_real(x));
        json_object_set_new(view, "y", json_real(y));
        json_object_set_new(view, "w", json_real(json_number_value(json_array_get(box, 2)) - x));
        json_object_set_new(view, "h", json_real(json_number_value(json_array_get(box, 3)) - y));
}

/* What this person typed into its form and did not send. NULL: nothing; else a new object. */
static json_t *
view_kept(const json_t *entry, Field field)
{
        g_autofree char *form = g_strconcat("correct-", field_name(field), NULL);
        const json_t *typed = json_object_get(json_object_get(entry, "typed"), form);
        if (typed == NULL)
                return NULL;
        json_t *words = json_object_get(typed, "words");
        g_autofree char *ago = page_words_age(json_string_value(json_object_get(typed, "typed_at")));
        return json_pack("{s:s, s:O?, s:O?, s:O?}", "ago", ago, "value", json_object_get(words, "value"), "source",
                         json_object_get(words, "source"), "from", json_object_get(words, "from"));
}

/* chosen: name of the field that the page opens at. */
static json_t *
view_field(const json_t *entry, Field field, const char *chosen)
{
        const json_t *row = view_row(entry, field);
        const char *value = json_string_value(json_object_get(row, "value"));
        const char *raw = json_string_value(json_object_get(row, "raw"));
        g_autofree char *typed = entry_words_typed(field, value);
        const char *was = json_string_value(json_object_get(row, "corrected_from"));
        g_autofree char *read = was == NULL ? NULL : entry_words_line(field, was);
        json_t *view =
            json_pack("{s:s, s:s, s:o, s:s, s:s, s:b, s:b}", "name", field_name(field), "label", field_label(field),
                      "lines", entry_words_lines(field, value), "typed", typed, "decided", view_decided(entry, field),
                      "unsure", view_is_unsure(entry, field), "list", field_is_list(field));
        json_object_set_new(view, "chosen", json_boolean(g_str_equal(chosen, field_name(field))));
        json_object_set_new(view, "decisive", json_boolean(view_is_decisive(entry, field)));
        json_object_set_new(view, "kept", view_kept(entry, field));
        if (raw != NULL && *raw != '\0')
                json_object_set_new(view, "raw", json_string(raw));
        json_object_set_new(view, "telling", json_boolean(view_raw_tells(view)));
        if (read != NULL)
                json_object_set_new(view, "read", json_string(read));
        json_object_set(view, "copy", json_object_get(row, "source_entry_id"));
        const json_t *kept = json_object_get(entry, "kept");
        json_object_set(view, "disputed", json_object_get(json_object_get(kept, "disputed"), field_name(field)));
        view_add_place(entry, field, view);
        view_add_typed(entry, field, view);
        if (view_is_asked(entry, field))
                view_hide(view);
        return view;
}

/* The words of a vocabulary to choose from; `but` is none that a person says. */
static json_t *
view_choices(Vocabulary list, const char *chosen, const char *but)
{
        json_t *choices = json_array();
        for (unsigned i = 0; i < vocabulary_size(list); i++) {
                const char *word = vocabulary_word(list, i);
                if (!g_str_equal(word, but))
                        json_array_append_new(choices, json_pack("{s:s, s:s, s:b}", "word", word, "label",
                                                                 vocabulary_label(list, i), "chosen",
                                                                 g_strcmp0(word, chosen) == 0));
        }
        return choices;
}

static json_t *
view_type(const json_t *entry)
{
        const char *type = json_string_value(json_object_get(entry, "order_type"));
        const char *action = json_string_value(json_object_get(entry, "action"));
        return json_pack("{s:b, s:o, s:o}", "decided", view_type_decided(entry), "types",
                         view_choices(VOCABULARY_ORDER_TYPE, type, "unclassified"), "actions",
                         view_choices(VOCABULARY_ACTION, action, "unknown"));
}

static json_t *
view_slots(const json_t *entry, const char *chosen)
{
        json_t *list = json_array();
        for (unsigned slot = 0; slot < G_N_ELEMENTS(slots); slot++) {
                json_t *fields = json_array();
                for (unsigned i = 0; i < slots[slot].count; i++)
                        if (view_is_wanted(entry, slot, i))
                                json_array_append_new(fields, view_field(entry, slots[slot].fields[i], chosen));
                json_array_append_new(list, json_pack("{s:s, s:o}", "title", slots[slot].title, "fields", fields));
        }
        return list;
}

/* Somebody disputes the value, and nobody has settled it. */
static bool
view_is_disputed(const json_t *entry, Field field)
{
        const json_t *disputed = json_object_get(json_object_get(entry, "kept"), "disputed");
        return json_object_get(disputed, field_name(field)) != NULL;
}

/* Nothing of it was read, and nobody said anything of it. */
static bool
view_is_bare(const json_t *entry, Field field)
{
        const json_t *attention = json_object_get(entry, "attention");
        const char *asked = json_string_value(json_object_get(attention, "name"));
        return view_row(entry, field) == NULL && *view_decided(entry, field) == '\0' && !view_is_asked(entry, field) &&
               !view_is_disputed(entry, field) && g_strcmp0(asked, field_name(field)) != 0;
}

/* Something of it was read or said. */
static bool
view_says(const json_t *view)
{
        const char *decided = json_string_value(json_object_get(view, "decided"));
        return json_array_size(json_object_get(view, "lines")) > 0 || (decided != NULL && *decided != '\0');
}

/* The fields that are looked at: "stated", and "absent", of which nothing was read or said. Of a field that is bare no more than its name: most are,
 * and each node of a page costs. */
static void
view_add_rest(const json_t *entry, json_t *fields, const char *chosen)
{
        json_t *stated = json_array(), *absent = json_array();
        for (Field field = 0; field < FIELD_COUNT; field++) {
                if (view_is_decisive(entry, field))
                        continue;
                json_t *view =
                    view_is_bare(entry, field) && !g_str_equal(chosen, field_name(field))
                        ? json_pack("{s:s, s:s, s:b, s:o?}", "name", field_name(field), "label", field_label(field),
                                    "list", field_is_list(field), "kept", view_kept(entry, field))
                        : view_field(entry, field, chosen);
                json_array_append_new(view_says(view) ? stated : absent, view);
        }
        json_object_set_new(fields, "stated", stated);
        json_object_set_new(fields, "absent", absent);
}

/* ------------------------------------------------------------------ the paper */

static const json_t *
view_find_paper(const json_t *entry, gint64 document_id)
{
        static const char *const lists[] = { "papers", "attached" };
        const json_t *paper = NULL;
        size_t k = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(lists); i++)
                json_array_foreach(json_object_get(entry, lists[i]), k, paper)
                {
                        if (json_integer_value(json_object_get(paper, "document_id")) == document_id)
                                return paper;
                }
        return NULL;
}

/* The first decisive field that nobody has decided; problem: only among those that are unsure or were not found. */
static Field
view_first_open(const json_t *entry, bool problem)
{
        for (unsigned slot = 0; slot < G_N_ELEMENTS(slots); slot++)
                for (unsigned i = 0; i < slots[slot].count; i++) {
                        const Field field = slots[slot].fields[i];
                        if (view_is_wanted(entry, slot, i) && *view_decided(entry, field) == '\0' &&
                            (!problem || view_value(entry, field) == NULL || view_is_unsure(entry, field)))
                                return field;
                }
        return FIELD_COUNT;
}

/* What the page asks for, else what needs eyes first: problems, then type and action ("type"), then the rest; "" when all is
 * decided. */
static const char *
view_chosen(const json_t *entry, const EntryLook *look)
{
        const Field asked = field_from_name(look->field == NULL ? "" : look->field);
        const Field problem = view_first_open(entry, true), open = view_first_open(entry, false);
        if (asked != FIELD_COUNT)
                return field_name(asked);
        if (problem != FIELD_COUNT)
                return field_name(problem);
        if (!view_type_decided(entry))
                return "type";
        return open == FIELD_COUNT ? "" : field_name(open);
}

/* The places of all fields on one page of one paper; the chosen one last, on top. */
static json_t *
view_marks(const json_t *entry, gint64 paper, gint64 page, Field chosen)
{
        json_t *marks = json_array(), *top = NULL;
        for (Field field = 0; field < FIELD_COUNT; field++) {
                if (view_row(entry, field) == NULL)
                        continue;
                json_t *view = json_pack("{s:s}", "name", field_name(field));
                view_add_place(entry, field, view);
                const bool here = json_integer_value(json_object_get(view, "paper")) == paper &&
                                  json_integer_value(json_object_get(view, "page")) == page &&
                                  json_object_get(view, "w") != NULL;
                json_object_set_new(view, "chosen", json_boolean(field == chosen));
                if (here && field == chosen)
                        top = json_incref(view);
                else if (here)
                        json_array_append(marks, view);
                json_decref(view);
        }
        if (top != NULL)
                json_array_append_new(marks, top);
        return marks;
}

static json_t *
view_sheet(const json_t *entry, const EntryLook *look, Field chosen)
{
        json_t *field = json_object();
        if (chosen != FIELD_COUNT)
                view_add_place(entry, chosen, field);
        const gint64 own = json_integer_value(json_object_get(entry, "document_id"));
        gint64 paper = look->paper > 0 ? look->paper : json_integer_value(json_object_get(field, "paper"));
        gint64 page = look->page;
        if (page == 0 && paper == json_integer_value(json_object_get(field, "paper")))
                page = json_integer_value(json_object_get(field, "page"));
        json_decref(field);
        if (view_find_paper(entry, paper) == NULL)
                paper = own;
        const json_t *found = view_find_paper(entry, paper);
        const gint64 pages = json_integer_value(json_object_get(found, "pages"));
        page = CLAMP(page, 1, MAX(pages, 1));
        json_t *list = json_array();
        for (gint64 i = 1; i <= pages; i++)
                json_array_append_new(list, json_pack("{s:I, s:b}", "number", (json_int_t) i, "open", i == page));
        return json_pack("{s:I, s:I, s:I, s:b, s:O?, s:O?, s:o, s:o}", "paper", (json_int_t) paper, "page",
                         (json_int_t) page, "count", (json_int_t) pages, "shut",
                         json_is_true(json_object_get(found, "shut")), "kind", json_object_get(found, "kind"),
                         "problem", json_object_get(found, "problem"), "pages", list, "marks",
                         view_marks(entry, paper, page, chosen));
}

/* ------------------------------------------------------------------ the whole */

static void
view_copy_keys(json_t *view, const json_t *entry)
{
        static const char *const keys[] = {
                "entry_id",  "message_id", "document_id",       "order_type",  "action",      "draft",
                "state",     "claimed_by", "verified_by",       "verified_at", "row_version", "received_at",
                "status",    "papers",     "services",          "duplicates",  "relations",   "decisions",
                "copies",    "alerts",     "representative_id", "holder",      "typed",       "claimed_until",
                "hard_copy", "second",     "attached"
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++)
                if (json_object_get(entry, keys[i]) != NULL)
                        json_object_set(view, keys[i], json_object_get(entry, keys[i]));
}

json_t *
entry_view_fields(const json_t *entry, const EntryLook *look)
{
        static const char *const keys[] = { "entry_id", "row_version", "state" };
        const char *chosen = view_chosen(entry, look);
        json_t *fields = json_object();
        for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++)
                json_object_set(fields, keys[i], json_object_get(entry, keys[i]));
        json_object_set_new(fields, "chosen", json_string(chosen));
        json_object_set_new(fields, "slots", view_slots(entry, chosen));
        view_add_rest(entry, fields, chosen);
        return fields;
}

json_t *
entry_view(const json_t *entry, const EntryLook *look)
{
        const char *name = view_chosen(entry, look);
        const Field chosen = field_from_name(name);
        const unsigned undecided = entry_view_undecided(entry);
        json_t *view = json_object();
        view_copy_keys(view, entry);
        json_object_set_new(view, "warnings", entry_warning_list(entry));
        json_object_set_new(view, "type", view_type(entry));
        json_object_set_new(view, "sheet", view_sheet(entry, look, chosen));
        json_object_set_new(view, "undecided", json_integer(undecided));
        const char *reason = view_text(entry, "status_reason");
        if (view_is_asked(entry, FIELD_EXPIRES_ON) || view_is_asked(entry, FIELD_MADE_ON))
                reason = ""; /* it names the day */
        g_autofree char *status = entry_words_status(view_text(entry, "status"), reason);
        json_object_set_new(view, "status_more", json_string(status));
        json_object_set_new(view, "held",
                            json_boolean(json_is_object(json_object_get(json_object_get(entry, "kept"), "hold"))));
        if (look->person != NULL)
                entry_around(view, entry, look->person, look->today);
        json_object_set_new(view, "chosen", json_string(name));
        return view;
}

json_t *
entry_view_beside(const json_t *entry, const json_t *other)
{
        json_t *list = json_array();
        for (Field field = 0; field < FIELD_COUNT; field++) {
                const char *mine = view_value(entry, field), *theirs = view_value(other, field);
                if (mine == NULL && theirs == NULL)
                        continue;
                if (view_is_asked(entry, field) || view_is_asked(other, field))
                        continue; /* on its entry's page first */
                json_array_append_new(
                    list, json_pack("{s:s, s:s, s:o, s:o, s:b, s:b, s:b}", "name", field_name(field), "label",
                                    field_label(field), "mine", entry_words_lines(field, mine), "other",
                                    entry_words_lines(field, theirs), "differs", g_strcmp0(mine, theirs) != 0,
                                    "mine_disputed", view_is_disputed(entry, field), "other_disputed",
                                    view_is_disputed(other, field)));
        }
        return list;
}
