/* Who is protected, who is bound, and the children. Born and living where: see particulars.c. */
#include "parsers/order/parties.h"

#include "parsers/order/addressee.h"
#include "parsers/order/between.h"
#include "parsers/order/column.h"
#include "parsers/order/further_party.h"
#include "parsers/order/in_matter.h"
#include "parsers/order/pattern.h"
#include "parsers/order/role_behind.h"
#include "parsers/order/role_front.h"
#include "parsers/order/role_letter.h"
#include "parsers/order/side.h"
#include "parsers/order/whole_name.h"
#include "parsers/order/whose.h"
#include "register/person.h"

#include <string.h>

/* Bodies that apply but are not protected; a company that claims in its own right is: see parties_is_shielded(). */
static Pattern authority = { .text = "(?i)\\b(police|commissioner|council|magistrates|"
                                     "llys|ynadon|heddlu|authority|borough|chief|prosecution|service|cps|crown|"
                                     "trust|association|housing|director|secretary of "
                                     "state|partnership|safeguarding|agency|solicitors?|llp|ltd|limited)\\b|"
                                     "\\bprotection "
                                     "orders?\\b|\\binjunction\\b|\\b(?:details?|particulars)$|\\b(?-i:HHJ|DDJ|DJ)$|^(?"
                                     ":(?:east|west|north|south|central|greater|inner) "
                                     "\\S|(?:district "
                                     "judge|deputy district|circuit judge|her honour|his honour|mr "
                                     "recorder|"
                                     "hhj|ddj|dj|judge|recorder|(?:mr|mrs|ms) justice) "
                                     "\\S|(?:superintendent|inspector|constable|sergeant) "
                                     "(?=\\S+ \\S)|(?:what|who|how|when|where|which) )" };

static bool
party_is_person(const char *name)
{
        return !pattern_in(&authority, name) && g_utf8_strlen(name, -1) >= 3 && g_utf8_strlen(name, -1) <= 90;
}

bool
parties_is_shielded(const OrderReading *reading, const char *name)
{
        static Pattern others = { .text =
                                      "(?i)\\b(?:housing|homes|council|police|solicitors?|legal|law|association|trust|"
                                      "authority|chambers)\\b" };
        /* a landlord that is a company claims its injunction itself */
        static Pattern public = { .text = "(?i)\\b(?:council|police|solicitors?|legal|law|authority|chambers)\\b" };
        const bool may = reading->type == ORDER_TYPE_INJUNCTION || reading->type == ORDER_TYPE_RESTRAINING;
        return party_is_person(name) || (may && person_company_length(name) == strlen(name) &&
                                         !pattern_in(reading->type == ORDER_TYPE_INJUNCTION ? &public : &others, name));
}

/* A scan's capitals are no sign of a surname: "SOREN Ali Joseph" stays as it is printed. */
static void
parties_unturn(Person *person, const char *printed)
{
        if (strchr(printed, ',') != NULL || g_str_has_prefix(printed, person->name))
                return;
        for (char *gap = strchr(person->name, ' '); gap != NULL; gap = strchr(gap + 1, ' ')) {
                g_autofree char *front = g_strndup(person->name, (gsize) (gap - person->name));
                g_autofree char *turned = g_strconcat(gap + 1, " ", front, NULL);
                if (strstr(printed, turned) == NULL)
                        continue;
                g_free(person->name);
                person->name = g_steal_pointer(&turned);
                return;
        }
}

/* The last word of a name whose first was not read as one: "Rhys loan Bell". */
static bool
parties_is_rest(const View *view, size_t start)
{
        static const char *const joints[] = { "and", "from", "is", "to", "v", "against", "protect", "of", "with" };
        size_t from = start;
        if (start < 2 || view->text[start - 1] != ' ' || !g_ascii_islower(view->joined[start - 2]))
                return false;
        from--;
        while (from > 0 && g_ascii_isalpha(view->joined[from - 1]))
                from--;
        for (unsigned i = 0; i < G_N_ELEMENTS(joints); i++) {
                if (strlen(joints[i]) == start - 1 - from &&
                    strncmp(view->joined + from, joints[i], strlen(joints[i])) == 0)
                        return false;
        }
        return g_ascii_islower(view->joined[from]);
}

void
parties_put_printed(OrderReading *reading, bool respondent, const char *printed, size_t start, size_t end,
                    double confidence)
{
        g_autoptr(GPtrArray) people = person_list(printed);
        for (unsigned i = 0; !respondent && people->len > 1 && i < people->len;) {
                if (parties_is_shielded(reading, ((const Person *) g_ptr_array_index(people, i))->name))
                        i++;
                else
                        g_ptr_array_remove_index(people, i);
        }
        if (people->len == 0)
                return;
        Person *first = g_ptr_array_index(people, 0);
        if (reading->ocr)
                parties_unturn(first, printed);
        if (reading->ocr && strchr(first->name, ' ') == NULL && parties_is_rest(reading->view, start))
                return;
        /* "Name", "Bench": another cell's heading */
        LabelRole heading = LABEL_COUNT;
        if (strchr(first->name, ' ') == NULL && label_length(first->name, &heading) == strlen(first->name))
                return;
        /* "West Yorkshire Police", "London Borough of Brent": what is left of a body when its words are cut off */
        static Pattern body = {
                .text = "(?i)^ (?:police|(?:district|metropolitan|unitary|parish|town) "
                        "council|council|constabulary|borough|county council|city council|nhs|homes|housing)\\b"
        };
        static Pattern borough = {
                .text = "(?i)\\b(?:borough|city|county|district|council|chief constable|university) of $"
        };
        const View *view = reading->view;
        g_autofree char *rest = view_string(view, end, MIN(view->length, end + 24));
        g_autofree char *spaced = g_strconcat(" ", rest[0] == ' ' ? rest + 1 : rest, NULL);
        g_autofree char *lead = g_strndup(view->joined + (start > 24 ? start - 24 : 0), MIN(start, 24U));
        const bool fits = respondent ? party_is_person(first->name) : parties_is_shielded(reading, first->name);
        if (!fits || pattern_in(&body, spaced) || pattern_in(&borough, lead))
                return;
        if (strchr(first->name, ' ') == NULL)
                confidence *= 0.9; /* one word: a surname alone, or no name at all */
        const Field field = respondent ? FIELD_RESPONDENT : FIELD_PROTECTED_PERSON;
        const FieldValue *old = reading->fields[field];
        if (old != NULL && old->confidence >= confidence)
                return;
        order_reading_put(reading, field, first->name, start, end, confidence);
        const Field list_field = respondent ? FIELD_RESPONDENT_ALIASES : FIELD_PROTECTED_PEOPLE;
        field_value_free(g_steal_pointer(&reading->fields[list_field]));
        FieldValue *list = view_value(reading->view, list_field, NULL, start, end, confidence);
        if (respondent) {
                for (unsigned i = 0; i < first->aliases->len; i++)
                        field_value_add(list, g_ptr_array_index(first->aliases, i), NULL);
        } else if (people->len > 1) {
                for (unsigned i = 0; i < people->len; i++)
                        field_value_add(list, ((const Person *) g_ptr_array_index(people, i))->name, NULL);
        }
        if (list->items->len == 0)
                field_value_free(list);
        else
                order_reading_set(reading, list);
}

void
parties_put(OrderReading *reading, bool respondent, size_t start, size_t end, double confidence)
{
        g_autofree char *printed = view_string(reading->view, start, end);
        parties_put_printed(reading, respondent, printed, start, end, confidence);
}

char *
parties_broken(const View *view, size_t start, size_t end, LabelForm form)
{
        const bool table = form == LABEL_COLUMN || form == LABEL_ROW;
        GString *name = NULL;
        size_t from = start, until = end;
        if (!column_is_one_of_several(view, start) || (view->text[end] != '\t' && view->text[end] != '\n'))
                return NULL;
        for (unsigned lines = 0; lines < 3 && (form == LABEL_ROW || column_is_full(view, from)) &&
                                 column_below(view, from, table, &from, &until);
             lines++) {
                LabelRole role = LABEL_COUNT;
                if (until - from > 40 || label_length(view->text + from, &role) > 0 || column_is_apart(view, from) ||
                    party_list_end(view, from, until) != until)
                        break;
                if (name == NULL) {
                        g_autofree char *printed = view_string(view, start, end);
                        name = g_string_new(printed);
                }
                g_autofree char *more = view_string(view, from, until);
                g_string_append_printf(name, " %s", more);
        }
        return name == NULL ? NULL : g_string_free(name, FALSE);
}

/* The end of "(1)", "2." or "the mother," in front of a name; "51B Long Meadow" is none. */
static size_t
parties_number_end(const View *view, size_t start, size_t end)
{
        static Pattern kin = {
                .text = "^(?:[Tt]he )?(?i:mother|father|wife|husband|grandmother|grandfather|aunt|uncle|local "
                        "authority)(?:, |: | - | )(?=\\p{Lu}\\p{Ll})"
        };
        size_t at = start, digits = 0;
        g_autofree char *opening = view_piece(view, start, end);
        if (pattern_span(&kin, opening, NULL, &digits))
                return start + digits;
        while (at < end && strchr(" (0123456789", view->joined[at]) != NULL)
                digits += g_ascii_isdigit(view->joined[at++]);
        const bool closed = at < end && strchr(".)", view->joined[at]) != NULL;
        while (at < end && strchr(" ).", view->joined[at]) != NULL)
                at++;
        return digits == 0 || closed ? at : start;
}

static const struct {
        Pattern pattern; /* the name follows */
        bool respondent;
        double confidence;
} openings_table[] = {
#include "parsers/order/party_opening.def"
};
enum { OPENINGS = G_N_ELEMENTS(openings_table) };

/* "P <tab> Cy Dale, 3 May 1980": a letter for the party, as the Acts have them. */
static void
parties_by_letter(OrderReading *reading)
{
        enum { LINES = 30 };
        const View *view = reading->view;
        for (unsigned i = 0; i < view->lines->len && i < LINES; i++) {
                const ViewLine *line = view_line(view, i);
                const size_t start = line->start + 2 + (view->text[line->start + 1] == ':');
                if (line->end - line->start < 8 || strchr("PRD", view->text[line->start]) == NULL ||
                    !(view->text[line->start + 1] == '\t' || strncmp(view->text + line->start + 1, ": ", 2) == 0))
                        continue;
                const size_t end = party_list_end(view, start, line->end);
                if (end > start && memchr(view->joined + start, ' ', end - start) != NULL &&
                    (strchr(",;\n\t", view->text[end]) != NULL || strncmp(view->text + end, " (", 2) == 0))
                        parties_put(reading, true, start, end, 0.95);
        }
}

/* "R v (1) Cy Dale and (2) Bo Marsh": of several, whom the order binds is said elsewhere, but for "made against the first defendant". */
static bool
parties_may_be_other(const View *view, size_t start)
{
        static Pattern first = {
                .text = "(?i)\\b(?:in respect of|against|binds|concerns) (?:only )?the (?:first|1st) defendant\\b|"
                        "\\b(?:first|1st) defendant only\\b"
        };
        return start > 1 && view->joined[start] == '(' && strchr("vV.-", view->joined[start - 2]) != NULL &&
               !pattern_has(&first, view);
}

static void
parties_by_opening(OrderReading *reading)
{
        static Pattern patterns[OPENINGS];
        const View *view = reading->view;
        for (unsigned i = 0; i < OPENINGS; i++) {
                patterns[i].text = openings_table[i].pattern.text;
                size_t from = 0;
                Match match;
                for (unsigned tries = 0; tries < 4 && pattern_find(&patterns[i], view, from, view->length, &match);
                     tries++) {
                        from = parties_number_end(view, match.end[0], view->length);
                        const size_t end = openings_table[i].respondent
                                               ? party_list_end(view, from, MIN(view->length, from + 200))
                                               : party_list_end(view, from, MIN(view->length, from + 400));
                        /* "To protect <tab> Bench": a heading beside a heading */
                        /* "Ann Bell - Applicant" over "Cy Dale - Respondent": the role ends its line */
                        const bool over = openings_table[i].confidence < 0.89 && from > 0 &&
                                          view->text[from - 1] == '\n' && !view_wraps(view, from - 1);
                        const bool heading = view->text[from - 1] == '\t' && from > 0 &&
                                             memchr(view->joined + from, ' ', end - from) == NULL;
                        /* "Court <tab> Person this order is against": what stands below is the first column's */
                        const bool apart = from > 0 && view->text[from - 1] == '\n' && view_left(view, from) < 0 &&
                                           column_is_one_of_several(view, from - 1);
                        if (end <= from || heading || over || apart || parties_may_be_other(view, match.end[0]))
                                continue;
                        parties_put(reading, openings_table[i].respondent, from, end, openings_table[i].confidence);
                        if (memchr(view->joined + from, ' ', end - from) != NULL)
                                break; /* else "R v Marsh" at the edge, and "REX v CY MARSH" in the head */
                }
        }
}

/* Cells in a strip: the last of them goes on below, unless the first was too wide for its column. */
static bool
parties_strip_wraps(const View *view, unsigned line, const ViewLine *below)
{
        const size_t first = view_line(view, line)->start;
        return !below->paragraph && column_is_one_of_several(view, first) && !column_is_full(view, first) &&
               below->end - below->start <= 30 && party_name_end(view, below->start, below->end) == below->end;
}

/* The end of the list of names that starts a value, on the next line too where the value is as wide as its line. */
static size_t
parties_wrapped(const View *view, LabelForm form, size_t start, size_t until)
{
        const size_t end = party_list_end(view, start, until);
        const unsigned line = view_line_at(view, until > 0 ? until - 1 : 0);
        /* "Protected person: Ann", "Bell": one word may be half a name */
        const bool word = end <= start && until > start && memchr(view->text + start, ' ', until - start) == NULL;
        if ((end <= start && !word) || view->text[until] != '\n' || line + 1 >= view->lines->len)
                return end;
        /* what stands below is of the column at its left */
        const double left = view_left(view, start), under = view_left(view, view_line(view, line + 1)->start);
        if (form == LABEL_COLUMN && under >= 0 && left - under > 0.02)
                return end;
        static Pattern open_end = { .text =
                                        "(?i)^ ?[(,]? ?(?:also known as|otherwise known as|known as|aka|a\\.k\\.a\\.?|"
                                        "alias|formerly)?:? ?$" };
        g_autofree char *rest = view_string(view, word ? until : end, until);
        const ViewLine *below = view_line(view, line + 1);
        const char *tab = memchr(view->text + below->start, '\t', below->end - below->start);
        const size_t stop = tab == NULL ? below->end : (size_t) (tab - view->text);
        LabelRole role = LABEL_COUNT;
        if (!pattern_in(&open_end, rest) || label_length(view->text + below->start, &role) > 0)
                return end;
        if (!view_wraps(view, until) && !parties_strip_wraps(view, line, below))
                return end;
        const size_t longer = party_list_end(view, start, stop);
        /* a sentence that begins below does not end so soon */
        return longer > end && (longer == stop || strchr(",.(;", view->joined[longer]) != NULL) ? longer : end;
}

/* "Surname <tab> Dale", "Forename(s) <tab> Cy": one person in two cells, who is the one bound where no party's heading stands above. */
static void
parties_in_halves(OrderReading *reading)
{
        const View *view = reading->view;
        const LabelHit *halves[2] = { NULL, NULL };
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role != LABEL_NAME || hit->start >= hit->end)
                        continue;
                static Pattern last = { .text = "(?i)^(?:surname|family name|last name)" };
                static Pattern first = { .text = "(?i)^(?:fore|first |given )names?" };
                g_autofree char *label = view_string(view, hit->label, MIN(view->length, hit->label + 12));
                const int half = pattern_in(&last, label) ? 1 : pattern_in(&first, label) ? 0 : -1;
                if (half >= 0 && halves[half] != NULL)
                        return; /* more people than one */
                if (half >= 0)
                        halves[half] = hit;
        }
        if (halves[0] == NULL || halves[1] == NULL || order_reading_has(reading, FIELD_RESPONDENT))
                return;
        g_autofree char *forename = view_string(view, halves[0]->start, halves[0]->end);
        g_autofree char *surname = view_string(view, halves[1]->start, halves[1]->end);
        g_autofree char *name = g_strdup_printf("%s %s", forename, surname);
        parties_put_printed(reading, true, name, halves[1]->start, halves[1]->end, 0.93);
}

/* "Last name:": half a name. */
static bool
parties_is_half(const View *view, const LabelHit *hit)
{
        static Pattern half = { .text = "(?i)^(?:surname|family|last|fore|first|given)" };
        g_autofree char *label = view_string(view, hit->label, MIN(view->length, hit->label + 12));
        return pattern_in(&half, label);
}

/* Whether the line above is a name and begins where the cell's value does. */
static bool
parties_is_above(const View *view, unsigned line, size_t value, size_t *ret_start, size_t *ret_end)
{
        const ViewLine *above = view_line(view, line - 1);
        const double left = view_left(view, value), place = view_left(view, above->start);
        if (left < 0 || left - place > 0.012 || place - left > 0.012 ||
            party_list_end(view, above->start, above->end) != above->end ||
            memchr(view->joined + above->start, ' ', above->end - above->start) == NULL)
                return false;
        *ret_start = above->start;
        *ret_end = above->end;
        return true;
}

/* "Cy Dale", "Defendant <tab> 51B Long Meadow", "Born 3 March 1980": the label stands beside the middle of its cell, whose
 * first line is the name. */
static bool
parties_above(const View *view, const LabelHit *hit, size_t *ret_start, size_t *ret_end)
{
        return hit->form == LABEL_CELL && hit->line > 0 && address_starts(view, hit->start) &&
               parties_is_above(view, hit->line, hit->start, ret_start, ret_end);
}

/* "Cy Dale", "Respondent <tab> Born: 3 March 1980", "Of: 51B Long Meadow": the same where each line of the cell has a label of its
 * own. */
static void
parties_above_labels(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                const ViewLine *line = view_line(view, hit->line);
                LabelRole role = LABEL_COUNT;
                if ((hit->role != LABEL_DOB && hit->role != LABEL_ADDRESS) || hit->line == 0 ||
                    hit->label <= line->start + 1 || view->text[hit->label - 1] != '\t' ||
                    label_length(view->text + line->start, &role) != hit->label - 1 - line->start ||
                    role != LABEL_RESPONDENT)
                        continue;
                size_t name = 0, stop = 0;
                if (parties_is_above(view, hit->line, hit->label, &name, &stop))
                        parties_put(reading, true, name, stop, 0.95);
        }
}

/* "Applicant <tab> THE FAMILY COURT AT YORK" over "Ann Bell", with a line of the other column between: the heading of a column
 * of its own, whose name stands below it. */
static bool
parties_beneath(const View *view, const LabelHit *hit, size_t *ret_start, size_t *ret_end)
{
        enum { LINES = 3 };
        const double left = view_left(view, hit->label), slack = 0.012;
        if (hit->form != LABEL_CELL || left < 0 || hit->label != view_line(view, hit->line)->start ||
            party_list_end(view, hit->start, hit->end) > hit->start)
                return false;
        for (unsigned i = hit->line + 1; i < view->lines->len && i <= hit->line + LINES; i++) {
                const ViewLine *line = view_line(view, i);
                const double place = view_left(view, line->start);
                const char *tab = memchr(view->text + line->start, '\t', line->end - line->start);
                const size_t stop = tab == NULL ? line->end : (size_t) (tab - view->text);
                if (line->page_top)
                        return false;
                if (place - left > slack || left - place > slack)
                        continue;
                *ret_start = line->start;
                *ret_end = stop;
                return party_list_end(view, line->start, stop) == stop &&
                       memchr(view->joined + line->start, ' ', stop - line->start) != NULL;
        }
        return false;
}

/* "Name <tab> DALE, Cy" over "DOB <tab> 3 March 1980" in a criminal court's print, which says of nobody else when he was born: the
 * defendant, where no label calls him so. */
static void
parties_named_alone(OrderReading *reading)
{
        enum { BELOW = 3 }; /* lines */
        const View *view = reading->view;
        const LabelHit *name = NULL;
        unsigned born = 0;
        if (reading->type != ORDER_TYPE_RESTRAINING || order_reading_has(reading, FIELD_RESPONDENT))
                return;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                born += hit->role == LABEL_DOB;
                if (hit->role != LABEL_NAME || hit->start >= hit->end || parties_is_half(view, hit))
                        continue;
                for (unsigned k = i + 1; k < reading->labels->len; k++) {
                        const LabelHit *next = &g_array_index(reading->labels, LabelHit, k);
                        if (next->role == LABEL_DOB && next->line <= hit->line + BELOW && name == NULL)
                                name = hit;
                }
        }
        if (name != NULL && born == 1)
                parties_put(reading, true, name->start, party_list_end(view, name->start, name->end), 0.93);
}

/* "Protected persons" over "1. Ann Bell", "2. Fay Bell": nothing but a number and a name on each line. Where the last of them
 * ends; the label's end for none. */
static size_t
parties_listed(const View *view, const LabelHit *hit)
{
        enum { LINES = 8 };
        size_t end = hit->end;
        for (unsigned i = hit->line + 1; i < view->lines->len && i <= hit->line + LINES; i++) {
                const ViewLine *line = view_line(view, i);
                const size_t name = parties_number_end(view, line->start, line->end);
                const size_t stop = name == line->start ? name : party_list_end(view, name, line->end);
                if (stop <= name || memchr(view->joined + name, ' ', stop - name) == NULL ||
                    (stop < line->end && strchr(",(", view->joined[stop + (view->joined[stop] == ' ')]) == NULL))
                        break;
                end = stop;
        }
        return end;
}

static void
parties_labelled(OrderReading *reading)
{
        const View *view = reading->view;
        LabelRole party = LABEL_COUNT; /* of a heading without a name, for "Name:" below it */
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                LabelRole role = hit->role;
                if (role == LABEL_RESPONDENT || role == LABEL_PROTECTED || role == LABEL_SHIELDED ||
                    role == LABEL_CHILDREN)
                        party = hit->start < hit->end ? LABEL_COUNT : role;
                else if (role == LABEL_NAME && party != LABEL_COUNT && !parties_is_half(view, hit))
                        role = party;
                const bool respondent = role == LABEL_RESPONDENT;
                if ((respondent || role == LABEL_SHIELDED || role == LABEL_PROTECTED) && hit->start >= hit->end &&
                    parties_listed(view, hit) > hit->end) {
                        parties_put(reading, respondent, view_line(view, hit->line + 1)->start,
                                    parties_listed(view, hit), 0.95);
                        continue;
                }
                if (hit->start >= hit->end || !(respondent || role == LABEL_PROTECTED || role == LABEL_SHIELDED))
                        continue;
                size_t start = parties_number_end(view, hit->start, hit->end);
                size_t name = 0, stop = 0;
                if (parties_above(view, hit, &name, &stop) || parties_beneath(view, hit, &name, &stop)) {
                        parties_put(reading, respondent, name, stop, 0.95);
                        continue;
                }
                const size_t end = parties_wrapped(view, hit->form, start, hit->end);
                if (end <= start)
                        continue;
                /* the whole value is the name, or the name ends at a comma, bracket or stop */
                const bool whole =
                    end >= hit->end || strchr(",;.()/\n\t", view->text[end]) != NULL ||
                    strncmp(view->joined + end, " born", 5) == 0 || strncmp(view->joined + end, " (", 2) == 0 ||
                    strncmp(view->joined + end, " Ref ", 5) == 0 || strncmp(view->joined + end, " Ref.", 5) == 0 ||
                    strncmp(view->joined + end, " Ref:", 5) == 0 || strncmp(view->joined + end, " of ", 4) == 0 ||
                    strncmp(view->joined + end, " - ", 3) == 0;
                if (hit->form == LABEL_ABOVE && !whole)
                        continue;
                double confidence = hit->form == LABEL_ABOVE    ? 0.85
                                    : hit->form == LABEL_INLINE ? 0.93
                                    : whole                     ? 0.98
                                                                : 0.9;
                /* "Defendant <tab> Matter": one word in a cell is as likely a heading */
                const bool word = memchr(view->joined + start, ' ', end - start) == NULL;
                if ((hit->weak && !whole) ||
                    (word && (respondent ? hit->form == LABEL_CELL : hit->form == LABEL_ABOVE)))
                        continue;
                if (hit->weak)
                        confidence = MIN(confidence, 0.94);
                else if (role == LABEL_SHIELDED)
                        confidence += 0.005;
                g_autofree char *more = end == hit->end ? parties_broken(view, start, hit->end, hit->form) : NULL;
                if (more == NULL && end == hit->end)
                        more = party_boxed(view, start, end);
                if (more != NULL)
                        parties_put_printed(reading, respondent, more, start, end, confidence);
                else
                        parties_put(reading, respondent, start, end, confidence);
        }
}

/* "Between" as a column: "Ann Bell and Cy Dale"; "A v B" with two full names. */
static void
parties_paired(OrderReading *reading)
{
        static Pattern versus = { .text = " (?:\\([A-Z]\\) )?(?:-?v-?\\.?|V|vs\\.?|-and-|/) (?=\\p{Lu})" };
        static Pattern joint = {
                .text = " (?:\\((?i:the )?[A-Za-z]{1,10}\\) )?(?:-?v-?\\.?|V|vs\\.?|-?and-?|AND|/|&) (?=\\p{Lu})"
        };
        const View *view = reading->view;
        for (unsigned i = 0; i <= reading->labels->len; i++) {
                const bool all = i == reading->labels->len;
                const LabelHit *hit = all ? NULL : &g_array_index(reading->labels, LabelHit, i);
                if (!all && (hit->role != LABEL_BETWEEN || hit->start >= hit->end))
                        continue;
                const size_t start = all ? 0 : hit->start;
                const size_t until =
                    all ? MIN(view->length, view->lines->len > 12 ? view_line(view, 12)->end : view->length) : hit->end;
                Match match;
                if (!pattern_find(all ? &versus : &joint, view, start, until, &match))
                        continue;
                const unsigned line = view_line_at(view, match.start[0]);
                const size_t from =
                    all ? MAX(view_line(view, line)->start, match.start[0] > 70 ? match.start[0] - 70 : 0) : start;
                const size_t left = party_name_start(view, from, match.start[0]);
                const size_t end = party_name_end(view, match.end[0], until);
                if (left >= match.start[0] || end <= match.end[0] ||
                    memchr(view->joined + left, ' ', match.start[0] - left) == NULL ||
                    memchr(view->joined + match.end[0], ' ', end - match.end[0]) == NULL)
                        continue;
                parties_put(reading, false, left, match.start[0], 0.9);
                parties_put(reading, true, match.end[0], end, 0.9);
        }
}

void
parties_read(OrderReading *reading)
{
        parties_labelled(reading);
        parties_above_labels(reading);
        parties_in_halves(reading);
        parties_by_opening(reading);
        if (!order_reading_has(reading, FIELD_RESPONDENT))
                parties_by_letter(reading);
        role_behind_read(reading);
        role_front_read(reading);
        role_letter_read(reading);
        between_read(reading);
        parties_paired(reading);
        addressee_read(reading);
        side_read(reading);
        parties_named_alone(reading);
        in_matter_read(reading);
        /* One person on both sides is a misreading of at least one of them. */
        FieldValue **bound = &reading->fields[FIELD_RESPONDENT], **shielded = &reading->fields[FIELD_PROTECTED_PERSON];
        if (*bound != NULL && *shielded != NULL && person_same((*bound)->text, (*shielded)->text)) {
                FieldValue **weaker = (*bound)->confidence < (*shielded)->confidence ? bound : shielded;
                field_value_free(g_steal_pointer(weaker));
                if (weaker == shielded)
                        field_value_free(g_steal_pointer(&reading->fields[FIELD_PROTECTED_PEOPLE]));
        }
        whole_name_read(reading);
        whole_name_widen(reading);
        further_party_read(reading);
        children_read(reading); /* before the days of birth: none of theirs is the respondent's */
        particulars_read(reading);
        whose_read(reading);
}
