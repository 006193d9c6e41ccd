/* Whom the order speaks to and of, where no label says so: initials, the verb that forbids, the terms, "To:". */
#include "parsers/order/addressee.h"

#include "parsers/order/address.h"
#include "parsers/order/parties.h"
#include "parsers/order/pattern.h"
#include "register/person.h"

#include <string.h>

/* "A: Ann Bell" and "R: Cy Dale" on lines of their own: one alone may be any list's letter. */
static void
addressee_initialled(OrderReading *reading)
{
        const View *view = reading->view;
        size_t starts[2] = { 0, 0 }, ends[2] = { 0, 0 };
        for (unsigned i = 0; i < view->lines->len && i < 40; i++) {
                const ViewLine *line = view_line(view, i);
                const unsigned side = view->text[line->start] == 'R' ? 1 : 0;
                if (line->end < line->start + 6 || (side == 0 && view->text[line->start] != 'A') ||
                    strncmp(view->text + line->start + 1, ": ", 2) != 0 || ends[side] > 0)
                        continue;
                starts[side] = line->start + 3;
                ends[side] = party_list_end(view, starts[side], line->end);
        }
        for (unsigned side = 0; side < 2 && ends[0] > starts[0] && ends[1] > starts[1]; side++)
                parties_put(reading, side == 1, starts[side], ends[side], 0.95);
}

/* "P: Cy Dale", where the order then says what P must not do. */
static void
addressee_lettered(OrderReading *reading)
{
        static Pattern bound = {
                .text = "\\bP (?:must|shall|is (?:prohibited|excluded|forbidden|not to|hereby)|may not)\\b"
        };
        const View *view = reading->view;
        for (unsigned i = 0; i < view->lines->len && i < 40 && !order_reading_has(reading, FIELD_RESPONDENT); i++) {
                const ViewLine *line = view_line(view, i);
                g_autofree char *print = g_strndup(view->text + line->start, line->end - line->start);
                const char *cell = strstr(print, "\tP\t");
                const size_t at = cell != NULL ? line->start + (size_t) (cell - print) + 1 : line->start;
                if ((strncmp(view->text + at, "P: ", 3) != 0 && strncmp(view->text + at, "P\t", 2) != 0) ||
                    !pattern_has(&bound, view))
                        continue;
                const size_t start = at + (view->text[at + 1] == ':' ? 3 : 2);
                const size_t end = party_list_end(view, start, line->end);
                if (end > start)
                        parties_put(reading, true, start, end, 0.95);
        }
}

/* "Cy Dale must not ...": the one who is forbidden is the respondent. */
static void
addressee_by_verb(OrderReading *reading)
{
        static Pattern verb = { .text =
                                    " (?i:must not|shall not|is forbidden|is prohibited|is ordered|is "
                                    "restrained|are forbidden|are prohibited|are restrained|must do nothing|shall be "
                                    "prohibited|be forbidden|is:?$)" };
        const View *view = reading->view;
        size_t from = 0;
        Match match;
        for (unsigned tries = 0; tries < 20 && !order_reading_has(reading, FIELD_RESPONDENT) &&
                                 pattern_find(&verb, view, from, view->length, &match);
             tries++) {
                from = match.end[0];
                const unsigned line = view_line_at(view, match.start[0]);
                const size_t left = MAX(view_line(view, line)->start, match.start[0] > 70 ? match.start[0] - 70 : 0);
                const size_t start = party_name_start(view, left, match.start[0]);
                if (start >= match.start[0] || memchr(view->joined + start, ' ', match.start[0] - start) == NULL)
                        continue;
                const size_t first = party_first_start(view, view_line(view, line)->start, start);
                const char *shielded = submission_field_text(reading->fields, FIELD_PROTECTED_PERSON);
                g_autofree char *name = view_string(view, first, party_name_end(view, first, match.start[0]));
                const bool hers = shielded != NULL && person_same(name, shielded);
                parties_put(reading, true, hers ? start : first, match.start[0], 0.88);
        }
}

/* Where the terms bind the second respondent and not the first, he is who the order is against: what was read of the first is put
 * aside. */
static void
addressee_of_ordinal(OrderReading *reading)
{
#define BOUND "(?:must|shall|may) not\\b|(?:is|are|be) (?:hereby )?(?:forbidden|prohibited|restrained)\\b"
        static Pattern later = { .text = "(?i)\\b(?:second|2nd|third|3rd) (?:respondent|defendant),?(?: "
                                         "\\(?(?-i:\\p{Lu})[^.;:]{1,50}?)? (?:" BOUND ")" };
        static Pattern first = {
                .text =
                    "(?i)(?:\\b(?:first|1st) (?:(?:and|or) (?:the )?\\w+ )?(?:respondent|defendant)s?|\\bthe (?:said "
                    ")?(?:respondent|defendant)s?|\\b(?:both|all|each|neither|either) [^.;:]{0,30}?(?:respondent|"
                    "defendant)s?|\\bthey|\\bno respondent),?[^.;:]{0,50}? (?:" BOUND ")"
        };
#undef BOUND
        const View *view = reading->view;
        if (!order_reading_has(reading, FIELD_RESPONDENT) || !pattern_has(&later, view) || pattern_has(&first, view))
                return;
        field_value_free(g_steal_pointer(&reading->fields[FIELD_RESPONDENT]));
        field_value_free(g_steal_pointer(&reading->fields[FIELD_RESPONDENT_ALIASES]));
}

/* A magistrates' print names the protected person in its terms only. */
static void
addressee_by_term(OrderReading *reading)
{
        static Pattern terms[] = {
                { .text = "(?i)\\b(?:no contact|not to contact|must not contact|(?:must|shall) "
                          "not[^.;:]{0,60}\\bcontact(?:ing)?|contact(?:ing)?|communicat\\w+)(?:,? (?:or communicate|or "
                          "approach|or interfere)[a-z ]{0,30})?"
                          "(?:,? (?:directly or indirectly|either directly or indirectly|in any way|by any means(?: "
                          "whatsoever)?|in any (?:manner|form|shape or form)(?: whatsoever)?))?,?(?: with)?:? "
                          "(?:either |both )?(?:\\(1\\) )?(?=(?-i:\\p{Lu}))" },
                { .text = "\\b(?=\\p{Lu}[\\p{L}'-]+ [\\p{L}' -]{2,60}? is no longer protected)" },
        };
        const View *view = reading->view;
        for (unsigned i = 0; i < G_N_ELEMENTS(terms); i++) {
                size_t from = 0;
                Match match;
                for (unsigned tries = 0; tries < 6 && !order_reading_has(reading, FIELD_PROTECTED_PERSON) &&
                                         pattern_find(&terms[i], view, from, view->length, &match);
                     tries++) {
                        const size_t end = party_list_end(view, match.end[0], MIN(view->length, match.end[0] + 300));
                        const char *respondent = submission_field_text(reading->fields, FIELD_RESPONDENT);
                        g_autofree char *name = view_string(view, match.end[0], end);
                        if (end > match.end[0] && strchr(name, ' ') != NULL &&
                            !(respondent != NULL && person_same(name, respondent)))
                                parties_put(reading, false, match.end[0], end, 0.93);
                        from = MAX(match.end[0], from + 1);
                }
        }
}

/* A notice of order: "To: Cy Dale", who "must not"; "an order against you". */
static void
addressee_of_notice(OrderReading *reading)
{
        static Pattern you = { .text = "(?i)\\bagainst you\\b|\\byou (?:must|shall|are "
                                       "(?:prohibited|forbidden|ordered))\\b|\\b(?:prohibits|"
                                       "forbids|restrains|binds) you\\b" };
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len && !order_reading_has(reading, FIELD_RESPONDENT); i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                g_autofree char *label = view_string(view, hit->label, hit->label + 3);
                if (hit->role != LABEL_SKIP || hit->form == LABEL_ABOVE || hit->start >= hit->end ||
                    (g_ascii_strcasecmp(label, "to:") != 0 && g_ascii_strcasecmp(label, "to") != 0) ||
                    !pattern_has(&you, view))
                        continue;
                size_t title = 0;
                (void) person_title(view->joined + hit->start, &title);
                const size_t start = hit->start + title, end = party_name_end(view, start, hit->end);
                const bool whole = end >= hit->end || strchr(",(\n\t", view->text[end]) != NULL ||
                                   strncmp(view->joined + end, " of ", 4) == 0;
                if (end > start && whole)
                        parties_put(reading, true, start, end, 0.93);
        }
}

/* "Burnley Magistrates' Court" over "Parker Lane" over "Burnley BB11 1BN": where the court is, up to the next gap. */
static bool
addressee_is_of_court(const View *view, unsigned index)
{
        enum { BLOCK = 4 }; /* lines */
        static Pattern house = { .text =
                                     "(?i)\\b(?:courts?|law courts|justice cent(?:re|er)|tribunal|office|centre|house|"
                                     "llys)\\b|\\b(?:tel|telephone|fax|dx)\\b" };
        for (unsigned i = index; i > 0 && index - i < BLOCK; i--) {
                const ViewLine *above = view_line(view, i - 1);
                if (view_line(view, i)->paragraph || view_line(view, i)->page_top)
                        return false;
                g_autofree char *text = view_string(view, above->start, above->end);
                if (pattern_in(&house, text))
                        return true;
        }
        return false;
}

/* A letter's head, his name over where he lives, and the letter then tells "you" what you must not do. */
static void
addressee_of_letter(OrderReading *reading)
{
        enum { HEAD = 14 }; /* lines */
        static Pattern you = {
                .text =
                    "(?i)\\byou (?:have been made|are now|are made) subject to\\b|\\border "
                    "against you\\b|\\byou (?:must|shall|may) not\\b|\\bprotection from you\\b|"
                    "\\bforbids you\\b|\\byou are (?:forbidden|prohibited)\\b|\\b(?:dealing "
                    "with|sentencing|convicting) "
                    "you\\b|\\byou (?:were|have been) (?:convicted|sentenced|found guilty)\\b|"
                    "\\byou (?:appeared before|pleaded guilty|were (?:dealt with|acquitted))\\b|"
                    "\\b(?:court|judge|justices|magistrates) (?:has |have )?(?:also )?(?:ordered|orders|ordering) "
                    "you\\b(?: to\\b|:| not\\b)|"
                    "\\border (?:that )?the court (?:has )?(?:made|imposed) (?:about|on) you\\b|\\byou are ordered\\b"
        };
        const View *view = reading->view;
        if (order_reading_has(reading, FIELD_RESPONDENT) || !pattern_has(&you, view))
                return;
        for (unsigned i = 0; i + 1 < view->lines->len && i < HEAD; i++) {
                const ViewLine *line = view_line(view, i), *below = view_line(view, i + 1);
                const char *tab = memchr(view->text + line->start, '\t', line->end - line->start);
                const size_t end = tab == NULL ? line->end : (size_t) (tab - view->text);
                size_t title = 0;
                (void) person_title(view->joined + line->start, &title);
                const size_t start = line->start + title;
                if (start >= end || party_name_end(view, start, end) != end ||
                    (title == 0 && addressee_is_of_court(view, i)) ||
                    memchr(view->joined + start, ' ', end - start) == NULL || !address_starts(view, below->start))
                        continue;
                parties_put(reading, true, start, end, 0.92);
                return;
        }
}

/* "Ms Verity Anne Sands" over the address of the letter that says "Dear Ms Sands". */
static bool
addressee_above(const View *view, unsigned line, const char *surname, size_t *ret_start, size_t *ret_end)
{
        for (unsigned i = line; i > 0; i--) {
                const ViewLine *above = view_line(view, i - 1);
                size_t title = 0;
                (void) person_title(view->joined + above->start, &title);
                const size_t start = above->start + title, end = party_name_end(view, start, above->end);
                if (end < above->end || end <= start)
                        continue;
                g_autofree char *name = view_string(view, start, end);
                const char *last = strrchr(name, ' ');
                if (last == NULL || g_ascii_strcasecmp(last + 1, surname) != 0)
                        continue;
                *ret_start = start;
                *ret_end = end;
                return true;
        }
        return false;
}

/* "Dear Cy Dale," and the letter then tells "you" what you must not do, or what was granted to you. */
static void
addressee_of_salutation(OrderReading *reading)
{
        static Pattern dear = { .text = "(?:^|[\n ])(?:Dear|Annwyl) (?=\\p{Lu})" };
        static Pattern bound = { .text = "(?i)\\border against you\\b|\\b(?:forbids|prohibits|restrains|binds) you\\b|"
                                         "\\byou (?:must|shall|may) not\\b|\\byou are (?:forbidden|prohibited|"
                                         "restrained|not to)\\b|\\b(?:protection from|harassment by) you\\b" };
        static Pattern shielded = { .text =
                                        "(?i)\\b(?:granted you|in your favour|protects? you|protection for you|your "
                                        "protection|to protect you|(?:violence|threats) against you|contact(?:ing)? "
                                        "you|your (?:application|request) (?:was|has been) granted)\\b" };
        const View *view = reading->view;
        Match match;
        if ((order_reading_has(reading, FIELD_RESPONDENT) && order_reading_has(reading, FIELD_PROTECTED_PERSON)) ||
            !pattern_find(&dear, view, 0, view->length, &match))
                return;
        const bool binds = pattern_has(&bound, view);
        if (binds == pattern_has(&shielded, view))
                return;
        const ViewLine *line = view_line(view, view_line_at(view, match.end[0]));
        size_t title = 0;
        (void) person_title(view->joined + match.end[0], &title);
        size_t start = match.end[0] + title, end = party_name_end(view, start, line->end);
        const bool whole = end >= line->end || (strchr(",:", view->text[end]) != NULL && end + 1 >= line->end) ||
                           strncmp(view->text + end, " (", 2) == 0;
        if (!whole || end <= start)
                return;
        g_autofree char *name = view_string(view, start, end);
        if (strchr(name, ' ') != NULL || addressee_above(view, view_line_at(view, start), name, &start, &end))
                parties_put(reading, binds, start, end, 0.92);
}

void
addressee_read(OrderReading *reading)
{
        addressee_of_ordinal(reading);
        addressee_initialled(reading);
        addressee_lettered(reading);
        addressee_by_verb(reading);
        addressee_by_term(reading);
        addressee_of_notice(reading);
        addressee_of_letter(reading);
        addressee_of_salutation(reading);
}
