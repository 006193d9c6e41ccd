#include "parsers/order/in_matter.h"

#include "parsers/order/parties.h"
#include "parsers/order/party.h"
#include "parsers/order/pattern.h"
#include "register/person.h"

#include <string.h>

enum { HEAD = 3000 /* octets in which a case is named */, NAMES = 160, TRIES = 6 };

void
in_matter_read(OrderReading *reading)
{
        static Pattern matter = { .text = "(?i)\\b(?:in the matter of|concerning|(?:^|[\\n\\t])re:?)(?: the "
                                          "(?:child(?:ren)?|girls?|adult|person "
                                          "to be protected|protected person),?)? (?=(?-i:\\p{Lu}))" };
        /* an Act, an application: the matter of no person */
        static Pattern other = {
                .text = "(?i)\\b(?:acts?|part|sections?|schedule|applications?|matter|rules?|order|the|an?|"
                        "chapter|court|inherent|jurisdiction|minors?|law)\\b"
        };
        const View *view = reading->view;
        if ((reading->type != ORDER_TYPE_FORCED_MARRIAGE_PROTECTION && reading->type != ORDER_TYPE_FGM_PROTECTION) ||
            order_reading_has(reading, FIELD_PROTECTED_PERSON))
                return;
        size_t from = 0;
        const size_t until = MIN(view->length, (size_t) HEAD);
        Match match;
        for (unsigned tries = 0; tries < TRIES && pattern_find(&matter, view, from, until, &match); tries++) {
                from = match.end[0];
                const size_t end = party_list_end(view, from, MIN(view->length, from + NAMES));
                if (end <= from || memchr(view->joined + from, ' ', end - from) == NULL)
                        continue;
                g_autofree char *name = view_string(view, from, end);
                const char *bound = submission_field_text(reading->fields, FIELD_RESPONDENT);
                if (pattern_in(&other, name) || (bound != NULL && person_same(name, bound)))
                        continue;
                parties_put(reading, false, from, end, 0.93);
                return;
        }
}
