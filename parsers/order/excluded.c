/* The places that a term keeps the respondent away from. */
#include "parsers/order/terms.h"

#include "parsers/order/address.h"
#include "register/legal_date.h"

#include <string.h>

enum { TRIES = 12 };

/* A term about places, and the words behind which one may stand in it. */
static Pattern about_places = {
        .text =
            "(?i)\\b(?:go|going|goes|enter|entering|attend|attending|travel|travelling|come|coming|within|stay|staying|"
            "remain|remaining|return|returning|visit|visiting|approach|approaching|loiter|loitering|near|vacate|leave|"
            "leaving|excluded|keep away|be at|be in|being at|being in|set "
            "foot|occupy|live|reside|damage|access|f?mynd|d?dod|f?mynychu|o fewn)\\b"
};
static Pattern before_place = {
        .text =
            "(?i)(?:\\b(?:to|into|near|of|at|from|enter|entering|in|on|as|or|and|property|premises|address|home|house|"
            "f?mynd i|d?dod "
            "i|f?mynychu|including|visit|visiting|approach|approaching|vacate|leave|attend|attending|occupy|outside|"
            "inside|is|"
            "being)|[:(-]):?"
            ",? "
            "(?=[0-9\\p{Lu}]|(?i:flat|apartment|unit|room) )"
};
static Pattern elsewhere_place = {
        .text = "(?i)\\b(?:must|ordered|restrained|forbidden|respondent|defendant|applicant|shall|not|contact|(?-i:"
                "approach))\\b|^(?:rhaid|enter|entering|attend|go|visit|leave|approach|"
                "approaching|vacate|return|remain|loiter|being|be|come|occupy|live|reside|paragraph|england|wales|the "
                "united "
                "kingdom|any|court (?:order|hearing|on|at|room)|family "
                "(?:court|law)|kent|contact|the|unless|except|sunday|monday|school|section|her |his )"
};
static Pattern postcode = { .text = "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\\b" };
/* A house's number and its street, or a named house in one: where no postcode is printed. */
static Pattern street = {
        .text = "^(?:(?i:flat|apartment|apt|unit|room|no\\.?|number) ?)?\\d{1,4}[A-Za-z]?,? "
                "(?:\\d{1,4}[A-Za-z]?,? )?\\p{Lu}|"
                "^\\p{Lu}[\\p{L}'-]*(?: [\\p{L}'-]+){0,3} (?:Road|Street|Lane|Close|Mews|Avenue|Drive|Way|"
                "Place|Gardens|Terrace|Crescent|Grove|Row|Square|Walk|Rise|Hill|House|Farm|Cottage|Lodge|"
                "Court|Park|Green|View|Quay), \\p{Lu}|^(?:Stryd|Heol|Ffordd|Lôn|Maes) [^,]{2,30}, \\p{Lu}|, "
                "(?:\\d{1,4}[A-Za-z]? )?\\p{Lu}[^,]{2,40}, \\p{Lu}"
};

static bool
excluded_is_known(const FieldValue *list, const char *text)
{
        for (unsigned i = 0; list != NULL && i < list->items->len; i++) {
                if (g_ascii_strcasecmp(((const FieldItem *) g_ptr_array_index(list->items, i))->text, text) == 0)
                        return true;
        }
        return false;
}

static void
excluded_add(OrderReading *reading, FieldValue **list, size_t start, size_t end)
{
        g_autofree char *text = address_text(reading->view, start, end);
        if (*list == NULL)
                *list = view_value(reading->view, FIELD_EXCLUDED_ADDRESSES, NULL, start, end, 0.92);
        if (!excluded_is_known(*list, text))
                field_value_add(*list, text, NULL);
}

/* The end of a place that starts there; start itself when it reads like none. */
static size_t
excluded_end(const View *view, size_t start, size_t until)
{
        const size_t end = MIN(address_end(view, start, until), until);
        if (end <= start)
                return start;
        g_autofree char *text = address_text(view, start, end);
        LegalDate date;
        const bool place = pattern_in(&postcode, text) || pattern_in(&street, text);
        if (!place || pattern_in(&elsewhere_place, text) || legal_date_find(text, 0, 12, &date))
                return start;
        return end;
}

static void
excluded_in(OrderReading *reading, FieldValue **list, const Term *term)
{
        const View *view = reading->view;
        size_t from = term->start;
        Match match;
        size_t end = excluded_end(view, from, term->end);
        if (end > from)
                excluded_add(reading, list, from, end);
        from = MAX(from, end);
        for (unsigned tries = 0; tries < TRIES && pattern_find(&before_place, view, from, term->end, &match); tries++) {
                from = match.end[0];
                end = excluded_end(view, from, term->end);
                if (end <= from)
                        continue;
                excluded_add(reading, list, from, end);
                from = end;
        }
}

void
excluded_read(OrderReading *reading, const TermList *terms)
{
        const View *view = reading->view;
        FieldValue *list = NULL;
        size_t done = 0;
        for (unsigned i = 0; i < terms->len; i++) {
                const Term *term = &g_array_index(terms, Term, i);
                /* terms that share a paragraph share its places */
                if ((done == 0 || term->start + 1 != done) && pattern_in(&about_places, term->text)) {
                        excluded_in(reading, &list, term);
                        done = term->start + 1;
                }
        }
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role != LABEL_PROPERTY || hit->start >= hit->end)
                        continue;
                const size_t end = address_end(view, hit->start, hit->end + 1);
                if (end > hit->start)
                        excluded_add(reading, &list, hit->start, end);
        }
        if (list != NULL)
                order_reading_set(reading, list);
}
