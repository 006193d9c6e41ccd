#include "parsers/order/label_row.h"

#include "parsers/order/label_shape.h"
#include "parsers/order/pattern.h"
#include "register/legal_date.h"

#include <string.h>

enum { LEADERS = 3 };

/* "1.", "1.2", "(a)", "A.", "-" before a label. */
size_t
label_row_enumerator(const char *text)
{
        size_t at = 0;
        if (text[at] == '(')
                at++;
        const size_t from = at;
        while (g_ascii_isdigit(text[at]) && at < from + 2)
                at++;
        const size_t whole = at;
        while (at > from && text[at] == '.' && g_ascii_isdigit(text[at + 1])) {
                at++;
                while (g_ascii_isdigit(text[at]))
                        at++;
        }
        const bool decimal = at > whole;
        if (at == from && g_ascii_isalpha(text[at]))
                at++;
        if (at == from && text[0] == '-')
                at++;
        if (text[at] == '.' || text[at] == ')')
                at++;
        else if (text[0] != '-' && !decimal)
                return 0;
        const size_t mark = at;
        while (text[at] == ' ' || text[at] == '\t')
                at++;
        return at > mark ? at : 0;
}

/* The end of a label with what may follow it: the same words in the other language ("Ceisydd / Applicant"), a party's
 * number ("Respondent 2"). */
static size_t
label_row_end(const char *text, size_t at, LabelRole role, LabelRole *ret_pair)
{
        LabelRole other = LABEL_COUNT;
        const size_t gap = strncmp(text + at, " / ", 3) == 0 ? 3 : text[at] == '/' ? 1 : 0;
        const size_t second = gap == 0 ? 0 : label_length(text + at + gap, &other);
        const bool numbers = role == LABEL_CASE && (other == LABEL_URN || other == LABEL_FAMILYMAN);
        if (second > 0 && (other == role || numbers)) {
                *ret_pair = other;
                return at + gap + second;
        }
        const bool party = role == LABEL_RESPONDENT || role == LABEL_PROTECTED || role == LABEL_SHIELDED;
        if (party && text[at] == ' ' && g_ascii_isdigit(text[at + 1]) && strchr(":\t\n", text[at + 2]) != NULL)
                return at + 2;
        return at;
}

/* The dots that lead from a label to its value: "Judge ........ Ann Bell". Their length with the space behind them. */
static size_t
label_row_leaders(const char *text)
{
        const size_t dots = strspn(text, "._");
        return dots < LEADERS ? 0 : dots + strspn(text + dots, " ");
}

static void
label_row_listed(const View *view, LabelCell *cell)
{
        const char *text = view->text;
        size_t at = cell->start;
        /* "Was notice given? <tab> No" */
        if (at > 0 && text[at - 1] == '\t' && cell->end - at == 2 && g_ascii_strncasecmp(text + at, "no", 2) == 0)
                return;
        const size_t skip = label_row_enumerator(text + at);
        if (skip > 0 && at + skip < cell->end)
                at += skip;
        cell->label = label_length(text + at, &cell->role);
        /* "i Respondent", "] Hearing": the bar behind a heading, which recognition took for a letter */
        if (cell->label == 0 && text[at + 1] == ' ' && at + 2 < cell->end && !g_ascii_isdigit(text[at]) &&
            label_length(text + at + 2, &cell->role) == cell->end - at - 2 && view_certainty(view, at, at + 1) < 1) {
                at += 2;
                cell->label = cell->end - at;
        }
        /* "The full name of the applicant:", "The girl to be protected:" */
        if (cell->label == 0 && at + 4 < cell->end && g_ascii_strncasecmp(text + at, "the ", 4) == 0) {
                cell->label = label_length(text + at + 4, &cell->role);
                at += cell->label > 0 && text[at + 4 + cell->label] == ':' ? 4 : 0;
                if (text[at + cell->label] != ':')
                        cell->label = 0;
        }
        /* "Y person a ddiogelir / Person protected": the other language's words are in no list */
        const char *slash = cell->label > 0 ? NULL : g_strstr_len(text + at, (gssize) (cell->end - at), " / ");
        if (slash != NULL) {
                const size_t other = label_length(slash + 3, &cell->role), behind = (size_t) (slash - text) + 3 + other;
                if (other > 0 && (behind == cell->end || text[behind] == ':')) {
                        at = (size_t) (slash - text) + 3;
                        cell->label = other;
                }
        }
        if (cell->label == 0)
                return;
        cell->start = at;
        cell->pair = cell->role;
        cell->label = label_row_end(text, at + cell->label, cell->role, &cell->pair) - at;
        size_t here = at + cell->label;
        if (text[here] == '.' && text[here + 1] != '\0' && label_row_leaders(text + here) == 0)
                here++;
        /* "Full name (in capitals):", "Case No(s):"; behind a court stands its place: "Family Court (Leeds)" */
        if (text[here] == ' ' && text[here + 1] == '(' && cell->role != LABEL_COURT) {
                const char *close = memchr(text + here, ')', MIN(cell->end > here ? cell->end - here : 0, 40U));
                if (close != NULL && (close[1] == ':' || (size_t) (close + 1 - text) == cell->end))
                        here = (size_t) (close + 1 - text);
        }
        while (text[here] == ' ' || text[here] == '*' || (text[here] == '\t' && text[here + 1] == ':'))
                here++;
        const size_t leaders = label_row_leaders(text + here);
        here += leaders;
        /* a form that asks: "On whom did you serve? Ann Bell" */
        cell->colon =
            leaders > 0 || text[here] == ':' || text[here] == '?' || (text[here] == '-' && text[here + 1] == ' ');
        if (cell->colon && leaders == 0)
                here++;
        while (text[here] == ' ' || text[here] == ':')
                here++;
        cell->value = MIN(here, cell->end);
        /* A label may reach over a gap of justified print into the next cell. */
        if (at + cell->label > cell->end)
                cell->end = at + cell->label;
}

/* A label that no list has: a question, what stands before a colon, a whole cell of several, a short line. */
static void
label_row_shaped(const View *view, LabelCell *cell)
{
        enum { ALONE = 40, LONG = 70, BRACKET = 24 }; /* octets of a label above its value, of what stands behind it */
        enum { MARKED = 2, SEVERAL = 1 };             /* words that nothing is known of */
        const char *text = view->text;
        size_t start = cell->start + label_row_enumerator(text + cell->start), end = start;
        size_t leaders = 0;
        while (end < cell->end && text[end] != ':' && text[end] != '?' && end - start < 80 &&
               (strchr("._", text[end]) == NULL || (leaders = label_row_leaders(text + end)) == 0))
                end++;
        const bool marked = end < cell->end && (text[end] == ':' || text[end] == '?' || leaders > 0);
        const bool several = (cell->start > 0 && text[cell->start - 1] == '\t') || text[cell->end] == '\t';
        LabelRole role = LABEL_COUNT;
        /* "Person this order is against ('P')" */
        size_t words = end;
        if (end > start && text[end - 1] == ')') {
                while (words > start && text[words] != '(')
                        words--;
                words = words > start + 1 && text[words - 1] == ' ' && end - words <= BRACKET ? words - 1 : end;
        }
        const bool named = g_ascii_strncasecmp(text + start, "name", 4) == 0; /* "Name and address of ..." */
        const unsigned most = marked ? MARKED : several ? SEVERAL : 0;
        if (start >= end || (!marked && end != cell->end) ||
            (!marked && (text[end - 1] == '.' || (!several && end - start > (named ? LONG : ALONE)))) ||
            !(label_shape_role(text + start, end - start, most, &role) ||
              (words < end && label_shape_role(text + start, words - start, most, &role))))
                return;
        *cell = (LabelCell){ .start = start,
                             .end = cell->end,
                             .label = end - start,
                             .role = role,
                             .pair = role,
                             .colon = marked,
                             .shaped = true };
        size_t value = marked ? end + MAX(leaders, 1U) : end;
        while (value < cell->end && text[value] == ' ')
                value++;
        cell->value = value;
}

bool
label_row_is_inline(LabelRole role)
{
        return role == LABEL_DOB || role == LABEL_RESPONDENT_DOB || role == LABEL_CASE || role == LABEL_FAMILYMAN ||
               role == LABEL_URN || role == LABEL_SKIP;
}

/* "Date and time of service 13 August 2026": a long label and a figure need no colon between them. */
bool
label_row_is_dated(const View *view, const LabelCell *cell)
{
        enum { LONG = 9, SHORT = 7 }; /* octets: "expires 3 March 2026" */
        const bool dated = cell->role == LABEL_SERVED_DATE || cell->role == LABEL_MADE || cell->role == LABEL_END ||
                           cell->role == LABEL_NEXT || cell->role == LABEL_HEARD || cell->role == LABEL_ARREST_END;
        LegalDate date;
        /* "Date 3 March 2026": nothing else in the cell */
        if (cell->role == LABEL_MADE && legal_date_find(view->text, cell->value, cell->end, &date) &&
            date.start == cell->value && date.end >= cell->end)
                return true;
        return dated && cell->label >= (cell->role == LABEL_END ? SHORT : LONG) &&
               g_ascii_isdigit(view->text[cell->value]);
}

/* "Respondent's address 44 Elm Row, Dover, CT94 2EE": nothing but an address to the end of the cell. */
static bool
label_row_is_addressed(const View *view, const LabelCell *cell)
{
        static Pattern address = { .text = "^\\d[^:;]{6,90} [A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$" };
        if (cell->role != LABEL_RESPONDENT_ADDRESS || cell->value >= cell->end)
                return false;
        g_autofree char *value = view_string(view, cell->value, cell->end);
        return pattern_in(&address, value);
}

bool
label_row_is_bare(const LabelCell *cell)
{
        return cell->label > 0 && cell->value >= cell->end;
}

static void
label_row_cell(const View *view, LabelCell *cell)
{
        LabelCell listed = *cell;
        label_row_listed(view, &listed);
        /* "To protect": a phrase of its own */
        if (listed.label == 2 && listed.role == LABEL_SKIP && !listed.colon &&
            (g_ascii_islower(view->text[listed.value]) ||
             g_ascii_strncasecmp(view->text + listed.value, "protect", 7) == 0))
                listed.label = 0;
        const bool taken =
            listed.label > 0 && (listed.colon || label_row_is_bare(&listed) || label_row_is_inline(listed.role) ||
                                 label_row_is_dated(view, &listed) || label_row_is_addressed(view, &listed));
        if (!taken)
                label_row_shaped(view, cell);
        if (!cell->shaped)
                *cell = listed;
}

/* "Applicant: Ann Bell. Respondent: Cy Dale": where in the value the next label starts; the cell's end when none does. */
static size_t
label_row_second(const View *view, const LabelCell *cell)
{
        enum { LONGEST = 40 }; /* octets */
        const char *text = view->text;
        for (size_t colon = cell->value + 1; cell->colon && colon < cell->end; colon++) {
                if (text[colon] != ':')
                        continue;
                const size_t from = MAX(cell->value + 1, colon > LONGEST ? colon - LONGEST : 0);
                for (size_t at = from; at < colon; at++) {
                        LabelRole role = LABEL_COUNT;
                        /* "Medway County And Family Court Case number:" */
                        const bool named =
                            g_ascii_strncasecmp(text + at, "court ", 6) == 0 && g_ascii_isalpha(text[at - 2]);
                        /* "Applicant: Ann Bell; respondent: Cy Dale" */
                        const bool opens = g_ascii_isupper(text[at]) || (at > 1 && strchr(";,", text[at - 2]) != NULL);
                        if (!named && opens && text[at - 1] == ' ' && label_length(text + at, &role) == colon - at)
                                return at;
                }
        }
        return cell->end;
}

/* "... on 3 March 2026. Defendant: Cy Dale": a label that opens a sentence within running text; the cell's end for none. */
static size_t
label_row_within(const View *view, const LabelCell *cell)
{
        const char *text = view->text;
        const char *colon = memchr(text + cell->start, ':', cell->end - cell->start);
        for (; colon != NULL; colon = memchr(colon + 1, ':', (size_t) (text + cell->end - colon - 1))) {
                size_t at = (size_t) (colon - text);
                while (at > cell->start && strchr(".;,:", text[at - 1]) == NULL)
                        at--;
                LabelRole role = LABEL_COUNT;
                if (at > cell->start && strchr(".;", text[at - 1]) != NULL && text[at] == ' ' &&
                    label_length(text + at + 1, &role) == (size_t) (colon - text) - at - 1)
                        return at + 1;
        }
        return cell->end;
}

void
label_row_read(const View *view, const ViewLine *line, LabelRow *row)
{
        row->count = 0;
        size_t at = line->start;
        while (at < line->end && row->count < LABEL_CELLS) {
                const char *tab = memchr(view->text + at, '\t', line->end - at);
                /* "Defendant <tab> : Cy Dale": the colons stand in a column of their own */
                if (tab != NULL && tab[1] == ':')
                        tab = memchr(tab + 1, '\t', (size_t) (view->text + line->end - tab - 1));
                LabelCell *cell = &row->cells[row->count++];
                *cell = (LabelCell){ .start = at, .end = tab == NULL ? line->end : (size_t) (tab - view->text) };
                label_row_cell(view, cell);
                /* "With / without notice <tab> Without notice": the answer repeats words of the question */
                const LabelCell *asked = row->count > 1 ? cell - 1 : NULL;
                if (asked != NULL && cell->role == LABEL_NOTICE && asked->role == LABEL_NOTICE &&
                    label_row_is_bare(cell) && label_row_is_bare(asked))
                        *cell = (LabelCell){ .start = cell->start, .end = cell->end, .value = cell->start };
                if (cell->label > 0 && cell->start + cell->label >= cell->end &&
                    view->text[cell->start + cell->label] == ' ') {
                        /* the value goes on in what the gap had cut off */
                        tab = memchr(view->text + cell->end, '\t', line->end - cell->end);
                        cell->end = tab == NULL ? line->end : (size_t) (tab - view->text);
                }
                const size_t second = cell->colon ? label_row_second(view, cell) : label_row_within(view, cell);
                at = MAX(second, cell->end + 1);
                if (second < cell->end) {
                        at = second;
                        cell->end = second;
                        while (cell->end > cell->value && strchr(" .;,|", view->text[cell->end - 1]) != NULL)
                                cell->end--;
                }
        }
}

bool
label_row_heads(const View *view, const LabelRow *row, const LabelRow *below, unsigned bare)
{
        enum { HEADING = 30 }; /* octets */
        unsigned values = 0;
        if ((bare < 2 && !(bare == 1 && row->count > 2 && !label_row_is_bare(&below->cells[0]))) ||
            below->count != row->count)
                return false;
        for (unsigned i = 0; i < row->count; i++) {
                const LabelCell *cell = &row->cells[i];
                values += !label_row_is_bare(&below->cells[i]);
                if (cell->end - cell->start > HEADING)
                        return false;
                for (size_t at = cell->start; at < cell->end && !label_row_is_bare(cell); at++) {
                        if (g_ascii_isdigit(view->text[at]) || view->text[at] == ':')
                                return false;
                }
        }
        return values * 2 > row->count;
}

void
label_row_part(const View *view, const LabelRow *head, LabelRow *below)
{
        for (unsigned i = 1; i < head->count; i++) {
                const double left = view_left(view, head->cells[i].start);
                for (unsigned k = 0; left >= 0 && k < below->count && below->count < LABEL_CELLS; k++) {
                        LabelCell *cell = &below->cells[k];
                        size_t at = cell->start + 1;
                        while (at < cell->end && !(view->text[at - 1] == ' ' && view_left(view, at) - left < 0.004 &&
                                                   left - view_left(view, at) < 0.004))
                                at++;
                        if (at >= cell->end)
                                continue;
                        memmove(cell + 2, cell + 1, (below->count - k - 1) * sizeof *cell);
                        cell[1] = (LabelCell){ .start = at, .end = cell->end, .value = at };
                        cell->end = at - 1;
                        below->count++;
                        break;
                }
        }
}

bool
label_row_starts(const View *view, unsigned index)
{
        LabelRow row;
        label_row_read(view, view_line(view, index), &row);
        if (row.count == 0 || label_row_enumerator(view->text + view_line(view, index)->start) > 0)
                return true;
        return row.cells[0].label > 0 && (row.cells[0].colon || label_row_is_bare(&row.cells[0]) || row.count > 1);
}
