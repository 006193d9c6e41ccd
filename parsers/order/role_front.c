#include "parsers/order/role_front.h"

#include "parsers/order/parties.h"
#include "parsers/order/pattern.h"
#include "register/person.h"

#include <string.h>

typedef struct {
        size_t start, end; /* of the name; the same where there is none */
} Place;

/* The name in the first cell of the line behind one of the roles, where nothing follows it but what is told of people. */
static Place
role_front_name(const View *view, const ViewLine *line, Pattern *roles)
{
        enum { ROLE = 24 };
        static Pattern told = {
                .text = "(?i)^(?:$|,|;| ?\\(| -|,? ?(?:date of birth|d\\.? ?o\\.? ?b\\b|born|aged?|of|whose)\\b)"
        };
        size_t behind = 0;
        g_autofree char *head = view_string(view, line->start, MIN(line->end, line->start + ROLE));
        if (!pattern_span(roles, head, NULL, &behind))
                return (Place){ 0, 0 };
        const char *tab = memchr(view->text + line->start, '\t', line->end - line->start);
        const size_t until = tab == NULL ? line->end : (size_t) (tab - view->text);
        const size_t start = line->start + behind, end = party_name_end(view, start, until);
        g_autofree char *rest = end > start ? view_string(view, end, until) : NULL;
        if (rest == NULL || memchr(view->text + start, ' ', end - start) == NULL || !pattern_in(&told, rest))
                return (Place){ 0, 0 };
        return (Place){ start, end };
}

void
role_front_read(OrderReading *reading)
{
        enum { HEAD = 40, APART = 3 }; /* lines */
        static const double SURE = 0.94;
        static Pattern asks = { .text = "^(?i:(?:the )?(?:applicant|claimant)) (?=\\p{Lu})" };
        static Pattern bound = { .text = "^(?i:(?:the )?(?:respondent|defendant)) (?=\\p{Lu})" };
        const View *view = reading->view;
        Place applicant = { 0, 0 };
        unsigned seen = 0;
        if (order_reading_has(reading, FIELD_RESPONDENT))
                return;
        for (unsigned i = 0; i < view->lines->len && i < HEAD; i++) {
                const ViewLine *line = view_line(view, i);
                if (strchr("ACDRTacdrt", view->text[line->start]) == NULL)
                        continue;
                const Place one = role_front_name(view, line, &asks), other = role_front_name(view, line, &bound);
                if (one.end > one.start) {
                        applicant = one;
                        seen = i;
                }
                if (other.end <= other.start || applicant.end == 0 || i > seen + APART)
                        continue;
                /* "Applicant Personal Details" over "Respondent Personal Details" */
                g_autofree char *her = view_string(view, applicant.start, applicant.end);
                g_autofree char *his = view_string(view, other.start, other.end);
                if (person_same(her, his))
                        return;
                parties_put(reading, false, applicant.start, applicant.end, SURE);
                parties_put(reading, true, other.start, other.end, SURE);
                return;
        }
}
