/* The children of an order: names with their dates of birth, in a sentence, a list or a table. */
#include "parsers/order/parties.h"

#include "parsers/order/pattern.h"
#include "register/person.h"

#include <string.h>

enum { CHILDREN_MAX = 20, GROWN_UP = 18 };

static Pattern heading = { .text = "(?i)\\b(?:child(?:ren)?|plant|plentyn)\\b" };
/* Between a name and the date of birth; the group says that it is one. */
static Pattern birth = { .text = "(?i)(?:,? ?\\(?|[,:;]? )\\b(?:(?:a |an )?(?:boy|girl|son|daughter|child|minor),? "
                                 ")?(?:who (?:is|was) )?(?:born|dob|d\\.o\\.b\\.?|d o b|date of birth|ganwyd|a "
                                 "aned|dyddiad geni)\\b:?(?: (?:on|ar|is))?:? ?$" };
static Pattern plain = { .text = "(?:,? ?\\(|, | - |\\t| )$" };

/* Whether the text in front, up to the last six lines, speaks of children and of no other party since. */
static bool
children_are_meant(const OrderReading *reading, size_t at)
{
        static Pattern party = {
                .text = "(?i)\\b(?:applicant|respondent|defendant|claimant|atebydd|ceisydd|court orders|ordered|"
                        "judge|address|hearing|made on)\\b"
        };
        enum { BACK = 600 };
        const View *view = reading->view;
        const size_t from = at > BACK ? at - BACK : 0;
        size_t last = from;
        bool found = false;
        Match match;
        while (pattern_find(&heading, view, last, at, &match)) {
                found = true;
                last = match.end[0];
        }
        if (!found)
                return false;
        g_autofree char *since = view_string(view, last, at);
        return !pattern_in(&party, since);
}

static bool
children_is_party(const OrderReading *reading, const char *name)
{
        const Field parties[] = { FIELD_RESPONDENT, FIELD_PROTECTED_PERSON };
        for (unsigned i = 0; i < G_N_ELEMENTS(parties); i++) {
                const char *party = submission_field_text(reading->fields, parties[i]);
                if (party != NULL && person_same(party, name))
                        return true;
        }
        return false;
}

static bool
children_know(const FieldValue *list, const char *name)
{
        for (unsigned i = 0; i < list->items->len; i++) {
                if (person_same(((const FieldItem *) g_ptr_array_index(list->items, i))->text, name))
                        return true;
        }
        return false;
}

/* The name that stands before the date, and whether the words between say that it is one of birth. */
static bool
children_name(const OrderReading *reading, size_t from, const LegalDate *date, size_t *ret_start, size_t *ret_end)
{
        enum { NAME = 90 };
        const View *view = reading->view;
        const size_t left = MAX(from, date->start > NAME ? date->start - NAME : 0);
        g_autofree char *before = view_piece(view, left, date->start);
        g_autoptr(GMatchInfo) info = NULL;
        gint cut = 0;
        const bool born = pattern_in(&birth, before);
        if (!born && !pattern_in(&plain, before))
                return false;
        (void) g_regex_match(born ? birth.regex : plain.regex, before, 0, &info);
        if (!g_match_info_fetch_pos(info, 0, &cut, NULL))
                return false;
        size_t end = left + (size_t) cut;
        /* "Ann Bell <tab> Girl <tab> 3 March 2018" */
        static Pattern sex = { .text = "(?i)[ \\t,](?:girl|boy|male|female|son|daughter|[mf])$" };
        g_autofree char *named = view_piece(view, left, end);
        size_t word = 0;
        if (!born && pattern_span(&sex, named, &word, NULL))
                end = left + word;
        const size_t start = party_name_start(view, left, end);
        /* a name has two words, and without the word "born" the text has to speak of children */
        if (start >= end || (!born && !children_are_meant(reading, start)))
                return false;
        *ret_start = start;
        *ret_end = end;
        return true;
}

/* Born before the order was made and under eighteen then, as near as the printed dates tell. */
static bool
children_age(const OrderReading *reading, LegalDate *date)
{
        LegalDate made;
        const bool known = order_reading_date(reading, FIELD_MADE_ON, &made);
        legal_date_as_birth(date, known ? made.year : 2030);
        return !known || (legal_date_compare(date, &made) < 0 && date->year + GROWN_UP >= made.year);
}

static FieldValue *
children_dated(OrderReading *reading)
{
        const View *view = reading->view;
        FieldValue *list = NULL;
        LegalDate date;
        char iso[11];
        size_t at = 0;
        unsigned count = 0;
        for (unsigned tries = 0;
             tries < 80 && count < CHILDREN_MAX && legal_date_find(view->text, at, view->length, &date); tries++) {
                const size_t from = at;
                size_t start = 0, end = 0;
                at = date.end;
                if (!children_name(reading, from, &date, &start, &end) || !children_age(reading, &date))
                        continue;
                g_autofree char *printed = view_string(view, start, end);
                /* "Justices' Legal Adviser, 9 November 2026": who signs */
                static Pattern office = { .text = "(?i)\\b(?:advis[eo]r|officer|clerk|justices?|judge|manager|"
                                                  "solicitors?|registrar|court)$" };
                if (pattern_in(&office, printed))
                        continue;
                g_autoptr(Person) child = person_new(printed);
                /* a son may bear his father's whole name: the date tells them apart */
                if (child == NULL ||
                    (children_is_party(reading, child->name) && !order_reading_has(reading, FIELD_MADE_ON)) ||
                    (list == NULL && !children_are_meant(reading, start)) ||
                    (list != NULL && children_know(list, child->name)))
                        continue;
                if (list == NULL)
                        list = view_value(view, FIELD_CHILDREN, NULL, start, date.end, 0.95);
                field_value_add(list, child->name, legal_date_iso(&date, iso));
                count++;
        }
        return list;
}

/* Names alone: "Children: Ann Bell, Cy Bell", "The relevant child is Ann Bell". */
static FieldValue *
children_named(OrderReading *reading)
{
        static Pattern sentence = {
                .text = "(?i)\\b(?:the )?relevant child(?:ren)?(?: (?:is|are|in this order (?:is|are)))?:? "
                        "(?=(?-i:\\p{Lu}|\\())"
        };
        const View *view = reading->view;
        size_t start = 0, end = 0;
        for (unsigned i = 0; i < reading->labels->len && end == 0; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role == LABEL_CHILDREN && hit->start < hit->end && hit->form != LABEL_ABOVE) {
                        start = hit->start;
                        end = hit->end;
                }
        }
        Match match;
        if (end == 0 && pattern_find(&sentence, view, 0, view->length, &match)) {
                start = match.end[0];
                end = MIN(view->length, start + 300);
        }
        const size_t stop = end > start ? party_list_end(view, start, end) : start;
        if (stop <= start)
                return NULL;
        g_autofree char *names = view_string(view, start, stop);
        g_autoptr(GPtrArray) people = person_list(names);
        FieldValue *list = view_value(view, FIELD_CHILDREN, NULL, start, stop, 0.92);
        for (unsigned i = 0; i < people->len; i++) {
                const Person *child = g_ptr_array_index(people, i);
                if (!children_is_party(reading, child->name))
                        field_value_add(list, child->name, NULL);
        }
        if (list->items->len > 0)
                return list;
        field_value_free(list);
        return NULL;
}

void
children_read(OrderReading *reading)
{
        FieldValue *list = children_dated(reading);
        if (list == NULL)
                list = children_named(reading);
        if (list != NULL)
                order_reading_set(reading, list);
}
