#include "parsers/order/further_party.h"

#include "parsers/order/parties.h"
#include "parsers/order/pattern.h"
#include "register/person.h"

#include <string.h>

enum {
        HEAD = 8000, /* octets in which parties are named */
        NAME = 80,
};

/* The name goes behind the one who is named first. */
static void
further_party_add(OrderReading *reading, size_t start, size_t end)
{
        const FieldValue *first = reading->fields[FIELD_PROTECTED_PERSON];
        FieldValue *list = reading->fields[FIELD_PROTECTED_PEOPLE];
        g_autofree char *printed = view_string(reading->view, start, end);
        g_autoptr(Person) person = person_new(printed);
        const char *bound = submission_field_text(reading->fields, FIELD_RESPONDENT);
        if (person == NULL || strchr(person->name, ' ') == NULL || !parties_is_shielded(reading, person->name) ||
            person_same(person->name, first->text) || (bound != NULL && person_same(person->name, bound)))
                return;
        for (unsigned i = 0; list != NULL && i < list->items->len; i++) {
                if (person_same(((const FieldItem *) g_ptr_array_index(list->items, i))->text, person->name))
                        return;
        }
        if (list == NULL) {
                list = view_value(reading->view, FIELD_PROTECTED_PEOPLE, NULL, start, end, first->confidence);
                field_value_add(list, first->text, NULL);
                reading->fields[FIELD_PROTECTED_PEOPLE] = list;
        }
        field_value_add(list, person->name, NULL);
}

void
further_party_read(OrderReading *reading)
{
        static Pattern later = {
                .text = "(?i)\\b(?:second|third|fourth|2nd|3rd|4th) (?:applicant|claimant|complainant|protected person|"
                        "protected party|victim)\\b"
        };
        static Pattern behind = { .text = "(?:,| -)? ?\\(?[\"']?(?i:the )?$" };
        const View *view = reading->view;
        size_t from = 0, until = MIN(view->length, (size_t) HEAD);
        Match match;
        if (!order_reading_has(reading, FIELD_PROTECTED_PERSON))
                return;
        view_whole(view, &from, &until);
        for (unsigned tries = 0; tries < 8 && pattern_find(&later, view, from, until, &match); tries++) {
                from = match.end[0];
                /* "Second Applicant: Fay Bell" */
                size_t start = from + strspn(view->joined + from, " :,");
                if (strncmp(view->joined + start, "is ", 3) == 0)
                        start += 3;
                const size_t end = party_name_end(view, start, MIN(until, start + NAME));
                if (end > start && view->text[from] != '\n') {
                        further_party_add(reading, start, end);
                        continue;
                }
                /* "Fay Bell (Second Applicant)", "Fay Bell, Second Applicant" */
                size_t left = match.start[0] > NAME ? match.start[0] - NAME : 0, gap = 0, stop = match.start[0];
                view_whole(view, &left, &stop);
                g_autofree char *lead = view_piece(view, left, stop);
                if (pattern_span(&behind, lead, &gap, NULL) && gap < strlen(lead))
                        stop = left + gap;
                const size_t name = party_name_start(view, left, stop);
                if (name < stop)
                        further_party_add(reading, name, stop);
        }
}
