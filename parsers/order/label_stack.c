#include "parsers/order/label_stack.h"

#include <string.h>

enum { MOST = 5 };

static const double SAME_PLACE = 0.012;

/* The labels that fill the cell, one behind the other; 0 where anything else stands in it. */
static unsigned
label_stack_split(const View *view, const LabelCell *cell, LabelCell asked[MOST])
{
        unsigned count = 0;
        for (size_t at = cell->start; at < cell->end; count++) {
                if (count == MOST || !g_ascii_isupper(view->text[at]))
                        return 0;
                asked[count] = *cell;
                asked[count].start = at;
                const size_t length = label_length(view->text + at, &asked[count].role);
                if (length == 0 || at + length > cell->end)
                        return 0;
                at += length;
                at += strspn(view->text + at, " ");
        }
        return count;
}

/* Whether the line goes on in the column of the value above it, with a value of its own. */
static bool
label_stack_goes_on(const View *view, unsigned index, double left)
{
        const ViewLine *line = view_line(view, index);
        const double place = view_left(view, line->start);
        const bool under = left < 0 || (place - left < SAME_PLACE && left - place < SAME_PLACE);
        return under && !line->page_top && !label_row_starts(view, index);
}

unsigned
label_stack(const View *view, unsigned index, const LabelRow *row, GArray *hits)
{
        LabelCell asked[MOST];
        if (row->count < 2 || row->cells[0].label == 0 || row->cells[0].colon || row->cells[1].label > 0)
                return 0;
        const unsigned count = label_stack_split(view, &row->cells[0], asked);
        if (count < 2 || index + count > view->lines->len)
                return 0;
        const double left = view_left(view, row->cells[1].start);
        for (unsigned i = 1; i < count; i++) {
                if (!label_stack_goes_on(view, index + i, left))
                        return 0;
        }
        for (unsigned i = 0; i < count; i++) {
                const ViewLine *line = view_line(view, index + i);
                const size_t from = i == 0 ? row->cells[1].start : line->start;
                const char *tab = memchr(view->text + from, '\t', line->end - from);
                const LabelHit hit = { .role = asked[i].role,
                                       .form = LABEL_CELL,
                                       .label = asked[i].start,
                                       .start = from + strspn(view->text + from, ": "),
                                       .end = tab == NULL ? line->end : (size_t) (tab - view->text),
                                       .line = index + i };
                if (hit.start < hit.end)
                        g_array_append_val(hits, hit);
        }
        return count - 1;
}
