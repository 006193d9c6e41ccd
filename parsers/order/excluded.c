/* The places that a term keeps the respondent away from. */
#include "parsers/order/terms.h"

#include "parsers/order/address.h"
#include "parsers/order/mark.h"
#include "parsers/order/pattern.h"
#include "register/legal_date.h"

#include <string.h>

enum {
        TRIES = 12,
        PLACE = 160, /* octets of one */
        NAMED = 60,  /* of the name that it has */
};

/* A term about places, and the words behind which one may stand in it. */
static Pattern about_places = {
        .text =
            "(?i)\\b(?:go|going|goes|enter|entering|attend|attending|travel|travelling|come|coming|within|stay|staying|"
            "remain|remaining|return|returning|visit|visiting|approach|approaching|loiter|loitering|near|vacate|leave|"
            "park|parking|wait|waiting|stand|standing|linger|lingering|overlook|overlooking|leaving|excluded|keep "
            "away|be at|be in|being at|being in|set "
            "foot|occupy|live|reside|damage|access|[fm]ynd|d?dod|[fm]ynychu|o fewn)\\b"
};
static Pattern before_place = {
        .text =
            "(?i)(?:\\b(?:to|into|near|of|at|from|enter|entering|in|on|upon|as|or|and|property|premises|address|home|"
            "house|"
            "work|workplace|employment|school|surgery|office|shop|"
            "(?:[fm]ynd|d?dod)(?: i mewn)? i|i mewn "
            "i|[fm]ynychu|including|visit|visiting|approach|approaching|vacate|leave|attend|attending|occupy|outside|"
            "inside|left|is|"
            "being|see|overlook)|[:(-]):?"
            ",? "
            "(?=[0-9\\p{Lu}]|(?i:flat|apartment|unit|room) )"
};
static Pattern elsewhere_place = {
        .text =
            "(?i)\\b(?:atebydd|diffynnydd|ceisydd|chaiff|ddylai|must|ordered|required|restrained|forbidden|respondent|"
            "defendant|applicant|shall|not|prohibited|"
            "contact|born|dob|(?-i:"
            "approach))\\b|^(?:(?:rhaid|having|after|left|enter|attend|go|visit|leave|approach|vacate|return|remain|"
            "loiter|be|come|"
            "coming|occupy|live|living|reside|residing|paragraph|england|wales|the united kingdom|any|court (?:order|"
            "hearing|on|at|room)|family (?:court|law)|kent|contact|the|unless|except|sunday|monday|school|"
            "section|stay|keep|do|never|no)(?:ing|s)?\\b|her |his )|"
            "\\b(?:to|from|near|at|of|into|than) (?:her|his|their|its|the) |"
            "^(?-i:\\p{Lu}[\\p{L}'-]+)(?: (?-i:\\p{Lu}[\\p{L}'-]+))?'s? "
            "(?:home|house|flat|address|work|workplace|property|school|new) "
};
static Pattern postcode = { .text = "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\\b" };
/* A house's number and its street, or a named house in one: where no postcode is printed. */
static Pattern street = {
        .text = "^(?:(?i:flat|apartment|apt|unit|room|no\\.?|number) ?)?\\d{1,4}[A-Za-z]?,? "
                "(?:\\d{1,4}[A-Za-z]?,? )?\\p{Lu}|"
                "^\\p{Lu}[\\p{L}'-]*(?: [\\p{L}'-]+){0,3} (?:Road|Street|Lane|Close|Mews|Avenue|Drive|Way|"
                "Place|Gardens|Terrace|Crescent|Grove|Row|Square|Walk|Rise|Hill|House|Farm|Cottage|Lodge|"
                "Court|Park|Green|View|Quay|Yard), \\p{Lu}|"
                "^\\p{Lu}[\\p{Lu}'-]+(?: [\\p{Lu}'-]+){0,3} (?:ROAD|STREET|LANE|CLOSE|MEWS|AVENUE|DRIVE|WAY|"
                "PLACE|GARDENS|TERRACE|CRESCENT|GROVE|ROW|SQUARE|WALK|RISE|HILL|HOUSE|FARM|COTTAGE|LODGE|"
                "COURT|PARK|GREEN|VIEW|QUAY|YARD), \\p{Lu}|^(?:Stryd|Heol|Ffordd|Lôn|Maes) [^,]{2,30}, \\p{Lu}|, "
                "(?:\\d{1,4}[A-Za-z]? )?\\p{Lu}[^,]{2,40}, \\p{Lu}"
};

static bool
excluded_is_known(const FieldValue *list, const char *text)
{
        for (unsigned i = 0; list != NULL && i < list->items->len; i++) {
                /* as it is, or without the postcode */
                const char *known = ((const FieldItem *) g_ptr_array_index(list->items, i))->text;
                const size_t length = strlen(text);
                if (g_ascii_strncasecmp(known, text, length) == 0 &&
                    (known[length] == '\0' || known[length] == ' ' || known[length] == ','))
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
        /* "into Mill Lane, Dover, or to 2 Mill Lane, Dover": another place */
        static Pattern another = {
                .text =
                    "(?i),? (?:or|and),? (?:to|into|at|near|within|in|from|on|of|any|her|his|the|go|be|enter|attend) "
        };
        Match joint;
        size_t end = MIN(address_end(view, start, until), until);
        if (end <= start)
                return start;
        g_autofree char *text = address_text(view, start, end);
        if (pattern_find(&another, view, start, end, &joint)) {
                g_autofree char *first = address_text(view, start, joint.start[0]);
                /* "Flat 2 or the common parts of Elm House" is one */
                if (pattern_in(&postcode, first) || pattern_in(&street, first)) {
                        end = joint.start[0];
                        g_free(text);
                        text = g_steal_pointer(&first);
                }
        }
        LegalDate date;
        const bool place = pattern_in(&postcode, text) || pattern_in(&street, text);
        /* "13 March", whose year stands on the next line */
        static Pattern day = { .text =
                                   "(?i)^\\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|"
                                   "september|october|november|december)$" };
        if (!place || pattern_in(&elsewhere_place, text) || pattern_in(&day, text) ||
            legal_date_find(text, 0, 12, &date))
                return start;
        return end;
}

/* "Cy Dale, born 2 August 1990, of Rose Cottage, ... (respondent)": where somebody lives, told in front of the terms. */
static bool
excluded_is_home(const View *view, size_t start, size_t end)
{
        enum { BESIDE = 60, ROLE = 20 };
        static Pattern born = { .text = "(?i)\\b(?:born|d\\.? ?o\\.? ?b\\b|date of birth)[^;]{0,36}$" };
        static Pattern role = { .text = "(?i)^,? ?\\((?:the )?(?:respondent|defendant|applicant|claimant)\\)" };
        size_t from = start > BESIDE ? start - BESIDE : 0, until = MIN(view->length, end + ROLE);
        view_whole(view, &from, &until);
        g_autofree char *lead = view_piece(view, from, start);
        g_autofree char *rest = view_piece(view, end, until);
        return pattern_in(&born, lead) || pattern_in(&role, rest);
}

/* "going into the Bell Barber Shop, Mill Lane, Cambridge": where the name of the shop begins whose street was found; start for none. */
static size_t
excluded_name_start(const View *view, size_t from, size_t start)
{
        static Pattern named = { .text =
                                     "(?:^| )(\\p{Lu}[\\p{L}'&-]*(?: (?:(?:of|and|the|&) )?\\p{Lu}[\\p{L}'&-]*)+), $" };
        static Pattern shouted = { .text = "^[^\\p{Ll}]*$" };
        /* "the shared drive of 25, 27 and 29 Elm Row": the houses are one place */
        static Pattern houses = { .text = "(?:^| )(?:\\d{1,4}[A-Za-z]?(?:,|,? and|,? or| to| ?&| ?-) )+$" };
        view_whole(view, &from, &start);
        g_autofree char *lead = view_piece(view, from, start);
        g_autoptr(GMatchInfo) info = NULL;
        gint at = 0;
        size_t first = 0, last = 0;
        if (g_ascii_isdigit(view->text[start]) && pattern_span(&houses, lead, &first, &last))
                return start - (strlen(lead) - first) + (lead[first] == ' ');
        if (pattern_in(&shouted, lead) || !pattern_in(&named, lead) || !g_regex_match(named.regex, lead, 0, &info) ||
            !g_match_info_fetch_pos(info, 1, &at, NULL) || at == 0)
                return start;
        return start - (strlen(lead) - (size_t) at);
}

/* "You must live and sleep each night at 18 Elm Row": where he is to be, and nothing that he is kept from. */
static bool
excluded_is_abode(const char *term)
{
        static Pattern abode = {
                .text = "(?i)\\b(?:must|shall|is to|are to|(?:is|are) required to|to) (?:continue to |only )?"
                        "(?:live|reside|sleep|remain|stay|be present)\\b(?! away| out)"
        };
        static Pattern kept = {
                .text =
                    "(?i)\\b(?:not|never|no|away|leave|vacate|forbidden|prohibited|excluded|outside|than|nor|from)\\b"
        };
        return pattern_in(&abode, term) && !pattern_in(&kept, term);
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
                if (!excluded_is_home(view, from, end))
                        excluded_add(
                            reading, list,
                            excluded_name_start(
                                view, match.start[0] - MIN(match.start[0] - term->start, (size_t) NAMED), from),
                            end);
                from = end;
        }
}

/* A place that the paper gives a name: "the Flat" means 5 Elm Row; 5 Elm Row ("the Flat"). */
typedef struct {
        char *name;
        size_t start, end;
} Defined;

static void
defined_clear(gpointer data)
{
        g_free(((Defined *) data)->name);
}

/* Where the place begins that ends there; end for nowhere. */
static size_t
excluded_start(const View *view, size_t end)
{
        size_t from = end > PLACE ? end - PLACE : 0;
        Match match;
        view_whole(view, &from, &end);
        for (unsigned tries = 0; tries < TRIES && pattern_find(&before_place, view, from, end, &match); tries++) {
                from = match.end[0];
                if (excluded_end(view, from, end) == end)
                        return from;
        }
        return end;
}

static GArray *
excluded_defined(const View *view)
{
        static Pattern means = {
                .text =
                    "[\"'](?:[Tt]he )?(\\p{L}[\\p{L}' -]{2,40})[\"'],? (?:(?:shall )?means?|is|refers to)(?: the)?"
                    "(?: (?:(?:ground|first|second|third|top|upper|lower|basement)(?:[ -]floor)? )?"
                    "(?:[Pp]roperty|[Pp]remises|address|dwelling-? ?house|house|home|flat|maisonette|land)(?: (?:known "
                    "as|at|situated "
                    "at|of)){0,2})?:? (?=\\S)"
        };
        static Pattern called = {
                .text =
                    "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2},? (\\()(?:(?i:hereinafter|called|referred to as|as) "
                    ")*[\"']?(?:[Tt]he )?(\\p{L}[\\p{L}' -]{2,40})[\"']?\\)"
        };
        GArray *places = g_array_new(FALSE, FALSE, sizeof(Defined));
        g_array_set_clear_func(places, defined_clear);
        Match match;
        for (size_t at = 0; places->len < TRIES && pattern_find(&means, view, at, view->length, &match);) {
                at = match.end[0];
                const size_t end = excluded_end(view, at, MIN(view->length, at + PLACE));
                if (end <= at)
                        continue;
                const Defined place = { view_piece(view, match.start[1], match.end[1]), at, end };
                g_array_append_val(places, place);
        }
        for (size_t at = 0; places->len < TRIES && pattern_find(&called, view, at, view->length, &match);) {
                at = match.end[0];
                size_t end = match.start[1];
                while (end > 0 && strchr(" ,", view->joined[end - 1]) != NULL)
                        end--;
                const size_t start = excluded_start(view, end);
                /* where the respondent lives: "(respondent)" is his part, not the place's name */
                if (start >= end || excluded_is_home(view, start, end))
                        continue;
                const Defined place = { view_piece(view, match.start[2], match.end[2]), start, end };
                g_array_append_val(places, place);
        }
        return places;
}

/* The places whose names the term speaks of. */
static void
excluded_by_name(OrderReading *reading, FieldValue **list, const Term *term, const GArray *places)
{
        for (guint i = 0; i < places->len; i++) {
                const Defined *place = &g_array_index(places, Defined, i);
                const char *at = strstr(term->text, place->name);
                if (at != NULL && at > term->text && at[-1] == ' ' && !g_ascii_isalpha(at[strlen(place->name)]))
                        excluded_add(reading, list, place->start, place->end);
        }
}

/* "B1 35 Elm Row, Dover", "B2 2 Mill Lane, Deal": a place to each item of the lines from first on; false for none. */
static bool
excluded_listed(OrderReading *reading, FieldValue **list, unsigned first, size_t until)
{
        const View *view = reading->view;
        bool found = false;
        for (unsigned i = first; i < view->lines->len && view_line(view, i)->start < until; i++) {
                const ViewLine *item = view_line(view, i);
                Mark mark;
                if (!mark_read(view->text + item->start, &mark))
                        continue;
                const size_t place = item->start + mark.length, end = excluded_end(view, place, item->end);
                if (end <= place)
                        continue;
                excluded_add(reading, list, place, end);
                found = true;
        }
        return found;
}

/* "the dwelling-house described in Schedule 2": what stands under that heading. */
static void
excluded_in_schedule(OrderReading *reading, FieldValue **list, const Term *term)
{
        enum { UNDER = 400 };
        static Pattern referred = {
                .text = "(?i)\\b(?:described|set out|identified|specified|named|listed|given|places|addresses|premises|"
                        "properties|streets|areas|locations) in (?:the "
                        ")?(?=(?:schedule|annex|appendix)\\b)"
        };
        static Pattern next = { .text = "(?i)\\b(?:schedule|annex|appendix) [a-z\\d]\\b" };
        const View *view = reading->view;
        size_t from = 0;
        Match match;
        if (!pattern_span(&referred, term->text, NULL, &from))
                return;
        size_t length = strcspn(term->text + from, " .,;");
        if (term->text[from + length] == ' ' && strcspn(term->text + from + length + 1, " .,;") <= 2)
                length += 1 + strcspn(term->text + from + length + 1, " .,;");
        for (unsigned i = view_line_at(view, term->end) + 1; i < view->lines->len; i++) {
                const ViewLine *line = view_line(view, i);
                const size_t article = g_ascii_strncasecmp(view->joined + line->start, "the ", 4) == 0 ? 4 : 0;
                const size_t start = line->start + article + length;
                if (start > line->end ||
                    g_ascii_strncasecmp(view->joined + start - length, term->text + from, length) != 0 ||
                    g_ascii_isalnum(view->joined[start]))
                        continue;
                size_t until = MIN(view->length, start + UNDER);
                if (pattern_find(&next, view, start, until, &match))
                        until = match.start[0];
                const size_t first = start + strspn(view->joined + start, " :.-");
                if (excluded_listed(reading, list, i + 1, until))
                        return;
                const Term under = { .start = MIN(first, until), .end = until };
                excluded_in(reading, list, &under);
                return;
        }
}

void
excluded_read(OrderReading *reading, const TermList *terms)
{
        const View *view = reading->view;
        g_autoptr(GArray) places = NULL;
        FieldValue *list = NULL;
        size_t done = 0;
        for (unsigned i = 0; i < terms->len; i++) {
                const Term *term = &g_array_index(terms, Term, i);
                /* terms that share a paragraph share its places */
                if (!pattern_in(&about_places, term->text) || excluded_is_abode(term->text))
                        continue;
                if (done == 0 || term->start + 1 != done)
                        excluded_in(reading, &list, term);
                done = term->start + 1;
                if (places == NULL)
                        places = excluded_defined(view);
                excluded_by_name(reading, &list, term, places);
                excluded_in_schedule(reading, &list, term);
        }
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role != LABEL_PROPERTY || hit->start >= hit->end)
                        continue;
                /* "4 Elm Row," over "Dover CT97 1QX": a comma leaves it open */
                enum { OPEN = 80 };
                const size_t until = hit->end + (view->text[hit->end - 1] == ',' ? OPEN : 1);
                const size_t end = address_end(view, hit->start, MIN(view->length, until));
                if (end > hit->start)
                        excluded_add(reading, &list, hit->start, end);
        }
        if (list != NULL)
                order_reading_set(reading, list);
}
