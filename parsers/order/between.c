/* The heading of a case: BETWEEN, a name, its role beside or below it, "and", a name, its role. */
#include "parsers/order/between.h"

#include "parsers/order/parties.h"
#include "parsers/order/pattern.h"
#include "register/person.h"

#include <string.h>

static bool
between_is_name(const View *view, size_t start, size_t end)
{
        while (start < end && strchr(" ()0123456789.", view->joined[start]) != NULL)
                start++;
        /* "(1) Ann Bell (2)" goes on below */
        if (end > start + 3 && view->joined[end - 1] == ')' && g_ascii_isdigit(view->joined[end - 2]) &&
            view->joined[end - 3] == '(')
                end -= 3;
        while (end > start && strchr(" ,", view->joined[end - 1]) != NULL)
                end--;
        if (start >= end)
                return false;
        const size_t stop = party_list_end(view, start, end);
        /* "Ann Bell aged 41", "Di Bell (a minor, by her litigation friend Ann Bell)" */
        static Pattern more = { .text = "^,? ?(?i:aged? \\d|\\(|born |d\\.?o\\.?b)" };
        g_autofree char *rest = view_string(view, stop, end);
        return stop == end ||
               (stop > start && strchr(view->joined + start, ' ') < view->joined + stop && pattern_in(&more, rest));
}

/* "(2) Cy Dale" goes on with the names above it, and so does what stands below "(1) Ann Bell (2)". */
static bool
between_goes_on(const View *view, size_t name_start, size_t name_end, size_t start)
{
        static Pattern tail = { .text = "\\(\\d\\)$" };
        g_autofree char *above = view_string(view, name_start, name_end);
        const bool later = view->joined[start] == '(' && view->joined[start + 1] > '1' &&
                           view->joined[start + 1] <= '9' && view->joined[start + 2] == ')';
        return name_end > name_start && (later || pattern_in(&tail, above));
}

/* "Respondent", "(First Respondent)", "Respondent ("the Father")": the role, and what the order calls him. */
#define CALLED "(?:,? \\((?:hereinafter |referred to as )?[\"'\xe2\x80\x9c\xe2\x80\x98][^()]{1,24}\\))?"

static int
between_role(const View *view, size_t start, size_t end)
{
        static Pattern protected_role = {
                .text =
                    "(?i)^\\(?(?:the )?(?:1st |first |2nd |second )?(?:applicant|claimant|petitioner|ceisydd)s?(?: " KIN
                    ")?" CALLED "\\)?$"
        };
        static Pattern bound_role = {
                .text = "(?i)^\\(?(?:the )?(?:1st |first |2nd |second )?(?:respondent|defendant|atebydd)s?(?: " KIN
                        ")?" CALLED "\\)?$"
        };
        g_autofree char *cell = view_string(view, start, end);
        return pattern_in(&protected_role, cell) ? 1 : pattern_in(&bound_role, cell) ? 2 : 0;
}

/* "- and -" alone on a line parts the two sides where no BETWEEN opens them. */
static bool
between_is_parted(const View *view, unsigned last)
{
        static Pattern parting = { .text = "^(?i)[\\W_]*(?:and|v|vs|versus)[\\W_]*$" };
        for (unsigned index = 0; index < last; index++) {
                const ViewLine *line = view_line(view, index);
                if (line->end - line->start > 12)
                        continue;
                g_autofree char *text = view_string(view, line->start, line->end);
                if (pattern_in(&parting, text))
                        return true;
        }
        return false;
}

/* Cells of a line, at most as many as fit. */
static unsigned
between_cells(const View *view, const ViewLine *line, size_t starts[], size_t ends[], unsigned room)
{
        unsigned count = 0;
        for (size_t at = line->start; at < line->end && count < room; count++) {
                const char *tab = memchr(view->text + at, '\t', line->end - at);
                starts[count] = at;
                ends[count] = tab == NULL ? line->end : (size_t) (tab - view->text);
                at = ends[count] + 1;
        }
        return count;
}

/* "Ann Bell <tab> Cy Dale" over "(applicant) <tab> (respondent)": as many names as roles. */
static void
between_by_places(OrderReading *reading, unsigned roles)
{
        enum { CELLS = 4 };
        const View *view = reading->view;
        size_t starts[CELLS], ends[CELLS], role_starts[CELLS], role_ends[CELLS];
        if (roles == 0)
                return;
        const unsigned count = between_cells(view, view_line(view, roles), role_starts, role_ends, CELLS);
        if (between_cells(view, view_line(view, roles - 1), starts, ends, CELLS) != count)
                return;
        for (unsigned i = 0; i < count; i++) {
                const int role = between_role(view, role_starts[i], role_ends[i]);
                if (role == 0 || !between_is_name(view, starts[i], ends[i]))
                        return;
        }
        for (unsigned i = 0; i < count; i++)
                parties_put(reading, between_role(view, role_starts[i], role_ends[i]) == 2, starts[i], ends[i], 0.96);
}

/* "FFION <tab> BELL": wide type in a scan, one name and no cells. */
static bool
between_is_spread(const View *view, const ViewLine *line)
{
        unsigned words = 1, gaps = 0;
        for (size_t at = line->start; at < line->end; at++) {
                words += view->joined[at] == ' ';
                gaps += view->text[at] == '\t';
        }
        g_autofree char *whole = view_piece(view, line->start, line->end);
        return gaps > 0 && gaps == words - 1 && words <= 4 && person_name_length(whole) == strlen(whole);
}

/* "DALE, Cy   Applicant" where the gap was lost, or "(2) DI MARSH Defendants" under the first of them; whom "Second Respondent"
 * names is for the terms to decide. */
static bool
between_is_trailed(OrderReading *reading, size_t start, size_t end, size_t name_start, size_t name_end)
{
        static Pattern trailing = { .text = " (?i:applicant|claimant|respondent|defendant)s?$" };
        static Pattern later = { .text = " (?i:second|third|fourth|2nd|3rd|4th) \\w+$" };
        const View *view = reading->view;
        g_autofree char *cell = view_string(view, start, end);
        if (!pattern_in(&trailing, cell))
                return false;
        const size_t stop = (size_t) (strrchr(cell, ' ') - cell) + start;
        const bool more = between_goes_on(view, name_start, name_end, start);
        if (!pattern_in(&later, cell) && between_is_name(view, start, stop))
                parties_put(reading, between_role(view, stop + 1, end) == 2, more ? name_start : start, stop, 0.96);
        return true;
}

/* "Applicant" over "Ann Bell <tab> Respondent": the name has its role above it, the one beside it heads the next. */
static bool
between_has_role(const View *view, size_t name_start, int role)
{
        const unsigned line = view_line_at(view, name_start);
        if (line == 0 || view_line(view, line)->start != name_start)
                return false;
        const ViewLine *above = view_line(view, line - 1);
        const int other = between_role(view, above->start, above->end);
        return other != 0 && other != role;
}

void
between_read(OrderReading *reading)
{
        const View *view = reading->view;
        static Pattern opening = { .text = "(?i)\\G(?:b ?e ?t ?w ?e ?e ?n|rhwng)\\b" };
        size_t name_start = 0, name_end = 0;
        unsigned since = 0;
        const unsigned last = MIN(view->lines->len, 40U);
        bool inside = between_is_parted(view, last);
        for (unsigned index = 0; index < last; index++) {
                const ViewLine *line = view_line(view, index);
                const bool spread = reading->ocr && between_is_spread(view, line);
                for (size_t at = line->start; at < line->end;) {
                        const char *tab = spread ? NULL : memchr(view->text + at, '\t', line->end - at);
                        const size_t end = tab == NULL ? line->end : (size_t) (tab - view->text);
                        size_t start = at;
                        at = end + 1;
                        Match match;
                        if (pattern_find(&opening, view, start, end, &match)) {
                                inside = true;
                                start = match.end[0];
                                while (start < end && strchr(": ", view->joined[start]) != NULL)
                                        start++;
                        }
                        if (start >= end)
                                continue;
                        if (inside && between_is_trailed(reading, start, end, name_start, name_end)) {
                                name_end = name_start = 0;
                                continue;
                        }
                        const int role = between_role(view, start, end);
                        /* "(Applicant) <tab> (Respondent)": which of the names above is whose is said by their places only */
                        const char *beside = tab == NULL ? NULL : memchr(tab + 1, '\t', line->end - end - 1);
                        const size_t last_cell = beside == NULL ? line->end : (size_t) (beside - view->text);
                        if (role != 0 && tab != NULL && between_role(view, end + 1, last_cell) != 0) {
                                between_by_places(reading, index);
                                name_end = name_start = 0;
                                break;
                        }
                        if (role != 0 && name_end > name_start && since <= 2 &&
                            (inside || (since == 0 && tab == NULL && !between_has_role(view, name_start, role)))) {
                                g_autofree char *whole = parties_broken(view, name_start, name_end, LABEL_CELL);
                                const double confidence = inside ? 0.97 : 0.9;
                                if (whole != NULL)
                                        parties_put_printed(reading, role == 2, whole, name_start, name_end,
                                                            confidence);
                                else
                                        parties_put(reading, role == 2, name_start, name_end, confidence);
                                name_end = name_start = 0;
                        } else if (role == 0 && between_goes_on(view, name_start, name_end, start)) {
                                name_end = end;
                                since = 0;
                        } else if (role == 0 && (spread || between_is_name(view, start, end)) &&
                                   (inside || tab != NULL || end < line->end ||
                                    strchr(view->joined + start, ' ') < view->joined + end)) {
                                while (strchr(" ()0123456789.", view->joined[start]) != NULL)
                                        start++;
                                /* a name that the page's middle was too narrow for stands on two lines */
                                const bool more = inside && name_end > name_start && since == 1 && !line->paragraph &&
                                                  name_end + 1 == line->start && tab == NULL;
                                if (!more)
                                        name_start = start;
                                name_end = end;
                                since = 0;
                        }
                }
                since++;
        }
}
