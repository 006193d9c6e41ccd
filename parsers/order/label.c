#include "parsers/order/label.h"

#include "base/limits.h"
#include "parsers/order/column.h"
#include "parsers/order/label_row.h"
#include "parsers/order/label_shape.h"
#include "parsers/order/label_stack.h"
#include "parsers/order/party.h"
#include "parsers/order/pattern.h"

#include <string.h>

static const struct {
        LabelRole role;
        const char *words;
} labels[] = {
#define LABEL(role, words) { LABEL_##role, words },
#include "parsers/order/label.def"
#include "parsers/order/label_served.def"
#include "parsers/order/label_short.def"
#undef LABEL
};

static size_t
label_match(const char *text, const char *words, bool tabs)
{
        size_t at = 0;
        for (; *words != '\0'; words++) {
                if (*words == ' ') {
                        if (text[at] != ' ' && !(tabs && text[at] == '\t'))
                                return 0;
                        while (text[at] == ' ' || (tabs && text[at] == '\t'))
                                at++;
                        continue;
                }
                if (*words == '\'' && text[at] != '\'')
                        continue; /* "respondents address" */
                if (g_ascii_tolower(text[at]) != *words)
                        return 0;
                at++;
        }
        return g_ascii_isalnum(text[at]) || (text[at] & 0x80) != 0 ? 0 : at;
}

static size_t
label_longest(const char *text, bool tabs, LabelRole *ret_role)
{
        size_t best = 0;
        const char first = g_ascii_tolower(*text);
        for (unsigned i = 0; i < G_N_ELEMENTS(labels); i++) {
                if (labels[i].words[0] != first)
                        continue;
                const size_t length = label_match(text, labels[i].words, tabs);
                if (length <= best)
                        continue;
                best = length;
                *ret_role = labels[i].role;
        }
        return best;
}

size_t
label_length(const char *text, LabelRole *ret_role)
{
        /* "1st respondent" */
        if (!g_ascii_isalpha(*text) && *text != '1' && (*text & 0x80) == 0)
                return 0;
        const size_t length = label_longest(text, false, ret_role);
        /* justified print has gaps as wide as those between cells */
        return length > 0 ? length : label_longest(text, true, ret_role);
}

/* The end of a value with the lines below that stand in its column: only where places are known and the column is
 * not the label's own. */
static size_t
label_continue(const View *view, unsigned line, size_t label, size_t start, size_t end)
{
        const double own = view_left(view, label), left = view_left(view, start);
        if (left < 0 || own < 0 || left - own < 0.02)
                return end;
        for (unsigned next = line + 1; next < view->lines->len && next < line + 8; next++) {
                const ViewLine *below = view_line(view, next);
                LabelRow row;
                if (below->page_top || memchr(view->text + below->start, '\t', below->end - below->start) != NULL)
                        break;
                label_row_read(view, below, &row);
                if (row.count > 0 && row.cells[0].label > 0 && (row.cells[0].colon || label_row_is_bare(&row.cells[0])))
                        break;
                const double place = view_left(view, below->start);
                if (place - left > 0.012 || left - place > 0.012)
                        break;
                end = below->end;
        }
        return end;
}

/* "Flat 19, <tab> 45 Park View, Dover, CT16 <tab> 9ZZ": what a comma or half a postcode ends goes on behind the gap. */
static size_t
label_run_on(const View *view, size_t start, size_t end)
{
        static Pattern outward = { .text = "(?:^|[ ,])[A-Z]{1,2}[0-9][A-Z0-9]?$" };
        const size_t stop = view_line(view, view_line_at(view, start))->end;
        while (end > start && end < stop && view->text[end] == '\t') {
                const char *next = view->text + end + 1;
                const bool inward = g_ascii_isdigit(next[0]) && g_ascii_isupper(next[1]) && g_ascii_isupper(next[2]);
                g_autofree char *value = inward ? view_string(view, start, end) : NULL;
                /* "Address: 4 Elm Row, Dover, <tab> Protected person: Ann Bell": another label begins there */
                LabelRole role = LABEL_COUNT;
                const size_t label = label_length(next, &role);
                if (label > 0 && (next[label] == ':' || next[label - 1] == ':'))
                        break;
                if (view->text[end - 1] != ',' && !(inward && pattern_in(&outward, value)))
                        break;
                const char *tab = memchr(next, '\t', stop - end - 1);
                end = tab == NULL ? stop : (size_t) (tab - view->text);
        }
        return end;
}

static void
label_add(const View *view, GArray *hits, const LabelCell *cell, LabelForm form, size_t start, size_t end,
          unsigned line)
{
        if (form != LABEL_COLUMN)
                end = label_run_on(view, start, end);
        const LabelHit hit = { .role = cell->role,
                               .form = form,
                               .label = cell->start,
                               .start = start,
                               .end = end,
                               .line = line,
                               .weak = cell->shaped };
        if (cell->shaped && start < end && !label_shape_answers(view, cell->role, start, end))
                return;
        const char *stroke = cell->pair == cell->role || cell->shaped
                                 ? NULL
                                 : g_strstr_len(view->text + start, (gssize) (end - start), " / ");
        if (stroke != NULL) {
                LabelHit first = hit, second = hit;
                first.end = (size_t) (stroke - view->text);
                second.start = first.end + 3;
                second.role = cell->pair;
                g_array_append_val(hits, first);
                g_array_append_val(hits, second);
                return;
        }
        g_array_append_val(hits, hit);
}

static bool
label_is_of_party(LabelRole role)
{
        return role == LABEL_RESPONDENT || role == LABEL_PROTECTED || role == LABEL_SHIELDED;
}

/* "Applicant <tab> Respondent" over "Ann Bell", "(in person) <tab> Cy Dale", "4 Elm Row": where a format gives the lines of a cell below each other,
 * the second one begins behind the first tab. */
static bool
label_tall_cells(const View *view, unsigned index, const LabelRow *row, GArray *hits)
{
        enum { LINES = 6 };
        if (row->count != 2 || view_left(view, row->cells[1].start) >= 0 || !label_row_is_bare(&row->cells[0]) ||
            !label_row_is_bare(&row->cells[1]))
                return false;
        const ViewLine *first = view_line(view, index + 1);
        for (unsigned next = index + 1; next < view->lines->len && next < index + 1 + LINES; next++) {
                const ViewLine *line = view_line(view, next);
                const char *tab = memchr(view->text + line->start, '\t', line->end - line->start);
                LabelRow below;
                label_row_read(view, line, &below);
                if (tab == NULL && (below.count == 0 || below.cells[0].label == 0))
                        continue;
                const size_t second = tab == NULL ? line->end : (size_t) (tab - view->text) + 1;
                if (next == index + 1 || second >= line->end || memchr(tab + 1, '\t', line->end - second) != NULL)
                        return false;
                label_add(view, hits, &row->cells[0], LABEL_COLUMN, first->start, first->end, index);
                label_add(view, hits, &row->cells[1], LABEL_COLUMN, second, line->end, index);
                return true;
        }
        return false;
}

/* A row of nothing but labels over a row of as many values. */
static bool
label_columns(const View *view, unsigned index, const LabelRow *row, GArray *hits)
{
        if (row->count < 2 || index + 1 >= view->lines->len)
                return false;
        if (label_tall_cells(view, index, row, hits))
                return true;
        LabelRow below;
        label_row_read(view, view_line(view, index + 1), &below);
        unsigned bare = 0, under = 0;
        bool shaped = false, answered = false;
        for (unsigned i = 0; i < row->count; i++) {
                bare += label_row_is_bare(&row->cells[i]);
                shaped = shaped || row->cells[i].shaped;
        }
        /* "Notice <tab> This order ends" over "It was made without notice <tab> 5 November 2027": the day is an answer */
        for (unsigned i = 0; i < row->count && below.count == row->count; i++) {
                const LabelCell *cell = &row->cells[i], *value = &below.cells[i];
                answered = answered || ((cell->role == LABEL_END || cell->role == LABEL_MADE) && value->label == 0 &&
                                        label_shape_answers(view, LABEL_MADE, value->start, value->end));
        }
        for (unsigned i = 0; i < below.count; i++)
                under += label_row_is_bare(&below.cells[i]);
        if (shaped && under > 0 && !answered)
                return false;
        if (bare >= 2 && below.count < row->count)
                label_row_part(view, row, &below);
        if (bare < row->count && !label_row_heads(view, row, &below, bare))
                return false;
        /* "The defendant <tab> The people protected" over names below each other, and no places: whose they are is not known */
        const bool unknown = below.count < row->count && view_left(view, row->cells[row->count - 1].start) < 0;
        for (unsigned i = 0; i < row->count; i++) {
                const LabelCell *cell = &row->cells[i];
                if (!label_row_is_bare(cell) || (unknown && label_is_of_party(cell->role)))
                        continue;
                const double left = view_left(view, cell->start);
                for (unsigned k = 0; k < below.count; k++) {
                        const double place = view_left(view, below.cells[k].start);
                        const bool near = left >= 0 ? place - left < 0.02 && left - place < 0.02 : k == i;
                        const bool alike = below.count == row->count && k == i;
                        if (!(near || alike))
                                continue;
                        size_t end = below.cells[k].end;
                        if (k > 0 && k + 1 == below.count)
                                end = label_continue(view, index + 1, view_line(view, index)->start,
                                                     below.cells[k].start, end);
                        label_add(view, hits, cell, LABEL_COLUMN, below.cells[k].start, end, index);
                        break;
                }
        }
        return true;
}

/* What a column says of the party in whose row it is met; LABEL_COUNT for nothing that is asked. */
static LabelRole
label_of_party(LabelRole party, LabelRole column)
{
        const bool respondent = party == LABEL_RESPONDENT;
        switch (column) {
        case LABEL_NAME:
                return party;
        case LABEL_DOB:
                return respondent ? LABEL_RESPONDENT_DOB : LABEL_SKIP_DOB;
        case LABEL_ADDRESS:
                return respondent ? LABEL_RESPONDENT_ADDRESS : LABEL_SKIP;
        default:
                return LABEL_COUNT;
        }
}

/* One row of a table of parties: "Respondent <tab> Cy Dale <tab> 1 May 1980 <tab> 4 Elm LabelRow". */
static void
label_party_row(const View *view, const LabelRow *head, const LabelRow *row, unsigned index, GArray *hits)
{
        const unsigned lead = row->count - MIN(row->count, head->count); /* the corner above the parties is blank */
        for (unsigned i = 1; i < row->count; i++) {
                const double place = view_left(view, row->cells[i].start);
                for (unsigned k = 0; k < head->count; k++) {
                        const double left = view_left(view, head->cells[k].start);
                        const bool placed = place >= 0 && left >= 0;
                        const bool near = row->count == head->count + 1 ? k + lead == i
                                          : placed                      ? place - left < 0.02 && left - place < 0.02
                                                                        : k + lead == i;
                        const LabelRole role = label_of_party(row->cells[0].role, head->cells[k].role);
                        if (!near || head->cells[k].label == 0 || role == LABEL_COUNT)
                                continue;
                        LabelCell cell = row->cells[0];
                        cell.role = cell.pair = role;
                        label_add(view, hits, &cell, LABEL_ROW, row->cells[i].start, row->cells[i].end, index);
                }
        }
}

/* Parties as rows under headings "Name", "Date of birth", "Address". Returns the lines taken, 0 when it is no such table. */
static unsigned
label_parties(const View *view, unsigned index, const LabelRow *head, GArray *hits)
{
        bool named = false, more = false;
        for (unsigned i = 0; i < head->count; i++) {
                if (!label_row_is_bare(&head->cells[i]))
                        continue;
                named = named || head->cells[i].role == LABEL_NAME;
                more = more || head->cells[i].role == LABEL_DOB || head->cells[i].role == LABEL_ADDRESS;
        }
        unsigned last = 0;
        for (unsigned next = index + 1; named && more && next < view->lines->len && next < index + 16; next++) {
                LabelRow row;
                label_row_read(view, view_line(view, next), &row);
                const LabelRole role =
                    row.count > 1 && label_row_is_bare(&row.cells[0]) ? row.cells[0].role : LABEL_COUNT;
                if (role == LABEL_RESPONDENT || role == LABEL_PROTECTED || role == LABEL_SHIELDED) {
                        label_party_row(view, head, &row, next, hits);
                        last = next;
                } else if (last == 0 || view_line(view, next)->paragraph) {
                        break;
                }
        }
        return last == 0 ? 0 : last - index;
}

/* "Name <tab> Ann Bell <tab> Cy Dale" under the headings "Applicant <tab> Respondent". */
static void
label_grid_row(const View *view, const LabelRow *head, const LabelRow *row, unsigned index, GArray *hits)
{
        for (unsigned i = 1; i < row->count; i++) {
                const double place = view_left(view, row->cells[i].start);
                for (unsigned k = 0; k < head->count; k++) {
                        const double left = view_left(view, head->cells[k].start);
                        const bool near = row->count == head->count + 1 ? k + 1 == i
                                          : place >= 0 && left >= 0     ? place - left < 0.02 && left - place < 0.02
                                                                        : false;
                        const LabelRole role = label_of_party(head->cells[k].role, row->cells[0].role);
                        if (!near || role == LABEL_COUNT)
                                continue;
                        LabelCell cell = row->cells[0];
                        cell.role = cell.pair = role;
                        label_add(view, hits, &cell, LABEL_ROW, row->cells[i].start, row->cells[i].end, index);
                }
        }
}

/* The parties as columns, and in the rows what each of them is called, when he was born, where he lives. Returns the lines
 * taken, 0 when it is no such table. */
static unsigned
label_grid(const View *view, unsigned index, const LabelRow *head, GArray *hits)
{
        bool bound = false, shielded = false;
        for (unsigned i = 0; i < head->count; i++) {
                const LabelRole role = head->cells[i].role;
                if (!label_row_is_bare(&head->cells[i]))
                        return 0;
                bound = bound || role == LABEL_RESPONDENT;
                shielded = shielded || role == LABEL_PROTECTED || role == LABEL_SHIELDED;
        }
        unsigned last = 0;
        for (unsigned next = index + 1;
             bound && shielded && head->count == 2 && next < view->lines->len && next < index + 12; next++) {
                LabelRow row;
                label_row_read(view, view_line(view, next), &row);
                const LabelRole role =
                    row.count > 1 && label_row_is_bare(&row.cells[0]) ? row.cells[0].role : LABEL_COUNT;
                if (role == LABEL_NAME || role == LABEL_DOB || role == LABEL_ADDRESS) {
                        label_grid_row(view, head, &row, next, hits);
                        last = next;
                } else if (last == 0 || view_line(view, next)->paragraph) {
                        break;
                }
        }
        return last == 0 ? 0 : last - index;
}

static void
label_below(const View *view, unsigned index, const LabelCell *cell, GArray *hits)
{
        /* a column of facts beside the terms: its next line may be the last cell of a term's line */
        size_t start = 0, stop = 0;
        LabelRole role = LABEL_COUNT;
        if (!cell->colon && column_below(view, cell->start, true, &start, &stop) &&
            start > view_line(view, index + 1)->start && label_length(view->text + start, &role) == 0) {
                label_add(view, hits, cell, LABEL_COLUMN, start, stop, index);
                return;
        }
        if (index + 1 >= view->lines->len || label_row_starts(view, index + 1)) {
                label_add(view, hits, cell, cell->colon ? LABEL_COLON : LABEL_ABOVE, cell->end, cell->end, index);
                return;
        }
        const ViewLine *below = view_line(view, index + 1);
        /* "How, when and where served" over a narrow column: the date stands on any of its lines */
        size_t end = below->end;
        for (unsigned next = index + 2;
             cell->role == LABEL_SERVED_DATE && next < view->lines->len && next < index + 5 &&
             !view_line(view, next)->paragraph && !label_row_starts(view, next);
             next++)
                end = view_line(view, next)->end;
        label_add(view, hits, cell, LABEL_ABOVE, below->start, end, index);
}

/* "Date and time of <tab> 18 April 2025", "service": a label that a narrow column breaks in two. */
static bool
label_broken(const View *view, unsigned index, const LabelRow *row, GArray *hits)
{
        if (row->count != 2 || index + 1 >= view->lines->len || row->cells[0].colon)
                return false;
        const ViewLine *below = view_line(view, index + 1);
        const size_t first = view_line(view, index)->start;
        if (below->page_top || below->end - below->start > 40 ||
            memchr(view->text + below->start, '\t', below->end - below->start) != NULL)
                return false;
        const double left = view_left(view, first), under = view_left(view, below->start);
        if (left < 0 || under - left > 0.012 || left - under > 0.012)
                return false;
        g_autofree char *whole = g_strdup_printf("%.*s %.*s", (int) (row->cells[0].end - first), view->text + first,
                                                 (int) (below->end - below->start), view->text + below->start);
        size_t length = strlen(whole);
        while (length > 0 && strchr(" :?", whole[length - 1]) != NULL)
                whole[--length] = '\0';
        LabelCell cell = row->cells[0];
        const bool listed = length > 0 && label_length(whole, &cell.role) == length;
        cell.shaped =
            !listed && g_ascii_islower(view->text[below->start]) && label_shape_role(whole, length, 1, &cell.role);
        if (!listed && !cell.shaped)
                return false;
        cell.start = first;
        cell.pair = cell.role;
        if (!label_row_is_bare(&row->cells[1])) {
                label_add(view, hits, &cell, LABEL_CELL, row->cells[1].start, row->cells[1].end, index);
                return true;
        }
        /* two labels side by side, of which the first is broken: their values stand below */
        LabelRow values;
        if (index + 2 >= view->lines->len)
                return false;
        label_row_read(view, view_line(view, index + 2), &values);
        if (values.count != 2)
                return false;
        label_add(view, hits, &cell, LABEL_COLUMN, values.cells[0].start, values.cells[0].end, index);
        label_add(view, hits, &row->cells[1], LABEL_COLUMN, values.cells[1].start,
                  label_continue(view, index + 2, first, values.cells[1].start, values.cells[1].end), index);
        return true;
}

/* "Respondent Cy Dale", and nothing but a comma or a bracket behind the name. */
static bool
label_names(const View *view, const LabelCell *cell)
{
        if (!label_is_of_party(cell->role) || !g_ascii_isupper(view->text[cell->start]))
                return false;
        size_t end = party_name_end(view, cell->value, cell->end);
        const size_t list = party_list_end(view, cell->value, cell->end);
        if (end > cell->value && list == cell->end)
                return true;
        end = end > cell->value ? MAX(end, list) : end;
        return end > cell->value && memchr(view->joined + cell->value, ' ', end - cell->value) != NULL &&
               (end == cell->end || strchr(",(", view->joined[end]) != NULL ||
                strncmp(view->joined + end, " (", 2) == 0 || strncmp(view->joined + end, " against ", 9) == 0);
}

/* "Defendant <tab> Matter <tab> Result" over cells of several lines, the first of which is a name. */
static bool
label_names_below(const View *view, unsigned index, const LabelCell *cell)
{
        if (!(cell->role == LABEL_RESPONDENT || cell->role == LABEL_PROTECTED) || index + 1 >= view->lines->len)
                return false;
        const ViewLine *below = view_line(view, index + 1);
        return party_name_end(view, below->start, below->end) == below->end &&
               memchr(view->joined + below->start, ' ', below->end - below->start) != NULL;
}

/* The cell below the label in its own column, where it answers the label. */
static bool
label_in_column(const View *view, unsigned index, const LabelCell *cell, GArray *hits)
{
        size_t start = 0, stop = 0;
        LabelRole role = LABEL_COUNT;
        if (!column_below(view, cell->start, true, &start, &stop) || label_length(view->text + start, &role) > 0 ||
            !label_shape_answers(view, cell->role, start, stop))
                return false;
        label_add(view, hits, cell, LABEL_COLUMN, start, stop, index);
        return true;
}

/* "DEFENDANT" over "ADDRESS", and below them ": DALE, CY" over ": 4 ELM ROW", "HULL": a column of labels and one of their values, each of
 * which its colon opens. Returns the lines taken, 0 when they are none. */
static unsigned
label_colons(const View *view, unsigned index, const LabelRow *row, GArray *hits)
{
        enum { MOST = 6, LINES = 5 }; /* labels; lines of a value */
        LabelCell asked[MOST];
        unsigned count = 0, line = index;
        LabelRow next = *row;
        while (count < MOST && next.count == 1 && label_row_is_bare(&next.cells[0]) && !next.cells[0].colon &&
               line + 1 < view->lines->len) {
                asked[count++] = next.cells[0];
                label_row_read(view, view_line(view, ++line), &next);
        }
        if (count < 2 || view->text[view_line(view, line)->start] != ':')
                return 0;
        unsigned answers = 0, last = line;
        for (unsigned i = line; i < view->lines->len && answers <= count; i++) {
                const bool opens = view->text[view_line(view, i)->start] == ':';
                if (!opens && (i > last + LINES || label_row_starts(view, i)))
                        break;
                answers += opens;
                last = opens ? i : last;
        }
        /* which of them is left blank cannot be told */
        if (answers != count)
                return line - 1 - index;
        unsigned at = line, end = line;
        for (unsigned i = 0; i < count; i++) {
                for (end = at + 1; end < view->lines->len && end <= at + LINES && !view_line(view, end)->paragraph &&
                                   view->text[view_line(view, end)->start] != ':' && !label_row_starts(view, end);)
                        end++;
                size_t start = view_line(view, at)->start + 1;
                start += view->text[start] == ' ';
                label_add(view, hits, &asked[i], LABEL_COLON, start, view_line(view, end - 1)->end, at);
                at = end;
        }
        return end - 1 - index;
}

/* "Between <tab> Claim No. M7QZ31B2": no value of the cell before it. */
static bool
label_is_number(const View *view, const LabelCell *cell)
{
        return cell->label > 0 && !cell->shaped && !label_row_is_bare(cell) &&
               (cell->role == LABEL_CASE || cell->role == LABEL_URN || cell->role == LABEL_FAMILYMAN) &&
               label_shape_answers(view, cell->role, cell->value, cell->end);
}

static void
label_of_row(const View *view, unsigned index, const LabelRow *row, GArray *hits)
{
        for (unsigned i = 0; i < row->count; i++) {
                const LabelCell *cell = &row->cells[i];
                if (cell->label == 0)
                        continue;
                const bool bare = label_row_is_bare(cell);
                if (!bare && cell->colon) {
                        label_add(view, hits, cell, LABEL_COLON, cell->value,
                                  label_continue(view, index, cell->start, cell->value, cell->end), index);
                } else if (!bare && label_row_is_inline(cell->role)) {
                        label_add(view, hits, cell, LABEL_INLINE, cell->value, cell->end, index);
                } else if (!bare && label_names(view, cell)) {
                        label_add(view, hits, cell, LABEL_INLINE, cell->value, cell->end, index);
                } else if (!bare && label_row_is_dated(view, cell)) {
                        label_add(view, hits, cell, LABEL_CELL, cell->value, cell->end, index);
                } else if (bare && i == 0 && row->count > 2 && label_names_below(view, index, cell)) {
                        label_add(view, hits, cell, LABEL_COLUMN, view_line(view, index + 1)->start,
                                  view_line(view, index + 1)->end, index);
                } else if (bare && i + 1 < row->count &&
                           (!label_row_is_bare(&row->cells[i + 1]) || row->cells[i + 1].shaped)) {
                        const LabelCell *value = &row->cells[i + 1];
                        if ((value->label > 0 && value->colon && !value->shaped) || label_is_number(view, value))
                                continue;
                        /* "Date made <tab> Room 6" over "9 March 2026": two columns of labels over their values, out of step */
                        if (!cell->colon && !label_shape_answers(view, cell->role, value->start, value->end) &&
                            label_in_column(view, index, cell, hits))
                                continue;
                        label_add(view, hits, cell, cell->colon ? LABEL_COLON : LABEL_CELL, value->start,
                                  label_continue(view, index, cell->start, value->start, value->end), index);
                        i++;
                } else if (bare &&
                           (row->count == 1 || (i + 1 == row->count && view_left(view, cell->start) < 0 &&
                                                (cell->role == LABEL_RESPONDENT || cell->role == LABEL_PROTECTED)))) {
                        /* alone on its line, or the last line of what a cell before it holds */
                        label_below(view, index, cell, hits);
                } else if (bare && i > 0 && !cell->colon && view_left(view, cell->start) >= 0 &&
                           (i + 1 == row->count || label_row_is_bare(&row->cells[i + 1]))) {
                        (void) label_in_column(view, index, cell, hits);
                }
        }
}

GArray *
label_find(const View *view)
{
        GArray *hits = g_array_new(FALSE, FALSE, sizeof(LabelHit));
        for (unsigned index = 0; index < view->lines->len && hits->len < LIMIT_LIST_ITEMS; index++) {
                LabelRow row;
                label_row_read(view, view_line(view, index), &row);
                unsigned parties = label_parties(view, index, &row, hits);
                if (parties == 0)
                        parties = label_grid(view, index, &row, hits);
                if (parties == 0)
                        parties = label_colons(view, index, &row, hits);
                if (parties == 0)
                        parties = label_stack(view, index, &row, hits);
                if (parties > 0)
                        index += parties;
                else if (label_columns(view, index, &row, hits) || label_broken(view, index, &row, hits))
                        index++;
                else
                        label_of_row(view, index, &row, hits);
        }
        return hits;
}
