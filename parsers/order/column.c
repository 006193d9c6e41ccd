#include "parsers/order/column.h"

#include "parsers/order/label.h"

#include <math.h>
#include <string.h>

/* Left edges of one column lie this near to each other, in fractions of the page. */
#define COLUMN_SLACK 0.012
/* At least so much stays free between two columns. */
#define COLUMN_GAP 0.025

bool
column_is_one_of_several(const View *view, size_t start)
{
        const ViewLine *line = view_line(view, view_line_at(view, start));
        return memchr(view->text + line->start, '\t', line->end - line->start) != NULL;
}

bool
column_is_apart(const View *view, size_t start)
{
        const ViewLine *line = view_line(view, view_line_at(view, start));
        LabelRole role = LABEL_COUNT;
        return line->paragraph || label_length(view->text + line->start, &role) > 0;
}

bool
column_is_full(const View *view, size_t start)
{
        const ViewLine *here = view_line(view, view_line_at(view, start));
        const char *tab = memchr(view->text + start, '\t', here->end - start);
        const size_t end = tab == NULL ? here->end : (size_t) (tab - view->text);
        const double left = view_left(view, start), right = end > start ? view_right(view, end - 1) : -1;
        size_t from = 0, until = 0;
        if (left < 0 || right <= left || !column_below(view, start, true, &from, &until) || column_is_apart(view, from))
                return false;
        if (tab == NULL)
                return true; /* how far the last column reaches nobody knows */
        /* the word that opens the next line found no room before the next column */
        const double octet = (right - left) / (double) (end - start);
        const size_t word = strcspn(view->text + from, " \t\n");
        return right + octet * (double) (word + 1) > view_left(view, end + 1) - COLUMN_GAP;
}

bool
column_below(const View *view, size_t start, bool table, size_t *ret_start, size_t *ret_end)
{
        const unsigned line = view_line_at(view, start);
        if (line + 1 >= view->lines->len)
                return false;
        const ViewLine *below = view_line(view, line + 1);
        const double left = view_left(view, start);
        if (below->page_top || left < 0)
                return false;
        const char *cell_end = strpbrk(view->text + start, "\t\n");
        const double right = cell_end == NULL ? -1 : view_right(view, (size_t) (cell_end - view->text) - 1);
        const bool first = start == view_line(view, line)->start;
        for (size_t at = below->start; at < below->end;) {
                const char *tab = memchr(view->text + at, '\t', below->end - at);
                const size_t stop = tab == NULL ? below->end : (size_t) (tab - view->text);
                const double place = view_left(view, at);
                /* a column of several may be set flush right */
                const double edge = first ? -1 : view_right(view, stop - 1);
                if ((place >= 0 && fabs(place - left) < COLUMN_SLACK) ||
                    (edge >= 0 && fabs(edge - right) < COLUMN_SLACK)) {
                        *ret_start = at;
                        *ret_end = stop;
                        return true;
                }
                if (!table)
                        return false; /* a cell further left opens another row */
                at = stop + 1;
        }
        return false;
}

char *
column_text(const View *view, size_t start, size_t end, bool table)
{
        enum { LINES = 8 };
        GString *text = g_string_new(NULL);
        bool wrapped = false;
        for (unsigned lines = 0; lines < LINES; lines++) {
                g_autofree char *piece = view_string(view, start, end);
                wrapped = wrapped || strchr(piece, ',') != NULL;
                g_string_append_printf(text, "%s%s", lines == 0 ? "" : "\n", piece);
                if (!column_below(view, start, table, &start, &end) || column_is_apart(view, start))
                        break;
        }
        for (char *at = text->str; (at = strchr(at, '\n')) != NULL;) {
                const gssize place = at - text->str;
                g_string_erase(text, place, 1);
                g_string_insert(text, place, wrapped ? " " : ", ");
                at = text->str + place;
        }
        return g_string_free(text, FALSE);
}
