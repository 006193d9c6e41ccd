/* The children of an order: names with their dates of birth. */
#include "parsers/order/parties.h"

#include "register/person.h"

#include <string.h>

/* Name and date pairs in [start, end): "Ann Bell born 1 May 2015, Cy Bell (born 2 June 2018)". */
static void
children_add(const View *view, FieldValue *list, size_t start, size_t end)
{
        static Pattern born = {
                .text = "(?i),? ?\\(?\\b(?:born|dob|d\\.o\\.b\\.?|date of birth|ganwyd|a aned)\\b:?(?: (?:on|ar))? ?"
        };
        Match match;
        size_t from = start;
        LegalDate date;
        char iso[11];
        for (unsigned i = 0; i < 20 && pattern_find(&born, view, from, end, &match); i++) {
                const size_t name =
                    party_name_start(view, MAX(from, match.start[0] > 80 ? match.start[0] - 80 : 0), match.start[0]);
                const bool dated = legal_date_find(view->text, match.end[0], MIN(end, match.end[0] + 6), &date);
                if (dated)
                        legal_date_as_birth(&date, 2030);
                if (name < match.start[0]) {
                        g_autofree char *text = view_string(view, name, match.start[0]);
                        field_value_add(list, text, dated ? legal_date_iso(&date, iso) : NULL);
                }
                from = dated ? date.end : match.end[0];
        }
        if (list->items->len > 0)
                return;
        const size_t stop = party_list_end(view, start, end);
        g_autofree char *names = view_string(view, start, stop);
        g_autoptr(GPtrArray) people = person_list(names);
        for (unsigned i = 0; stop > start && i < people->len; i++)
                field_value_add(list, ((const Person *) g_ptr_array_index(people, i))->name, NULL);
}

void
children_read(OrderReading *reading)
{
        const View *view = reading->view;
        size_t start = 0, end = 0;
        double confidence = 0.95;
        for (unsigned i = 0; i < reading->labels->len && end == 0; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role != LABEL_CHILDREN || hit->start >= hit->end)
                        continue;
                start = hit->start;
                end = hit->end;
                /* the list wraps: on to the next label, blank line or sentence */
                for (unsigned line = view_line_at(view, end - 1) + 1; line < view->lines->len && line < hit->line + 12;
                     line++) {
                        const ViewLine *below = view_line(view, line);
                        LabelRole role = LABEL_COUNT;
                        static Pattern birth = { .text = "(?i)\\b(born|dob|ganwyd|\\d{4})\\b" };
                        g_autofree char *text = view_string(view, below->start, below->end);
                        static Pattern another = { .text =
                                                       "(?i)\\b(notice|hysbysiad|respondent|atebydd|applicant)\\b" };
                        if (below->paragraph || label_length(view->text + below->start, &role) > 0 ||
                            !pattern_in(&birth, text) || pattern_in(&another, text))
                                break;
                        end = below->end;
                }
        }
        static Pattern sentence = { .text = "(?i)\\b(?:the )?relevant child(?:ren)?(?: (?:is|are|in this order "
                                            "(?:is|are)))?:? (?=(?-i:\\p{Lu}|\\())" };
        Match match;
        if (end == 0 && pattern_find(&sentence, view, 0, view->length, &match)) {
                start = match.end[0];
                end = MIN(view->length, start + 300);
                for (size_t i = start; i < end; i++) {
                        if (view->joined[i] == '.' && view->joined[i + 1] == ' ')
                                end = i;
                }
                confidence = 0.92;
        }
        if (end <= start)
                return;
        FieldValue *list = view_value(view, FIELD_CHILDREN, NULL, start, end, confidence);
        children_add(view, list, start, end);
        if (list->items->len == 0)
                field_value_free(list);
        else
                order_reading_set(reading, list);
}
