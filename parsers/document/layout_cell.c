#include "parsers/document/layout_cell.h"

#include "parsers/document/layout_table.h"

#include <string.h>

enum {
        CELL_COLUMNS = 8,
        CELL_LONG = 4,    /* lines from which on a cell is a paragraph of its own */
        CELL_LETTERS = 4, /* of a label that may go on in the next line */
        CELL_HEADED = 3,  /* columns of a table whose head is taken for one more readily */
};
/* In heights of a row: leading inside a cell at most; between paragraphs at least; how
 * far rows of one table are pushed into each other; more than the usual leading; the padding that sets rows apart. */
static const float TIGHT = 0.45f;
static const float PARAGRAPH_GAP = 0.70f;
static const float PUSHED = -0.15f;
static const float LOOSER = 0.15f;
static const float PADDED = 0.3f;
/* A space, and the white beside a cell's edge. */
static const float SPACE = 0.28f;
static const float EDGE = 0.9f;
/* Lines that end so near to one edge are flush with it; some begin so far from where others do. */
static const float FLUSH = 0.6f;
static const float RAGGED = 2.0f;
/* Of the width: as far as pages are printed, and the padding of two cells. */
static const float PRINTED = 0.88f;
static const float PADDING = 0.018f;

/* Words of one row in one column. */
typedef struct {
        guint first, end;
        guint row;
        guint block;  /* of its column's first: which row of the table */
        bool carried; /* belongs to the line above by what stands beside it only */
        float left, top, right, bottom;
} CellLine;

typedef struct {
        const Layout *layout;
        guint first, end; /* rows */
        float height;
        float corridor; /* the least white between columns */
        guint column_count;
        float lefts[CELL_COLUMNS], rights[CELL_COLUMNS];
        bool flush_right;            /* labels that end at one edge and begin where they like */
        GArray *lines[CELL_COLUMNS]; /* of CellLine */
        guint block_count;
        bool padded;
} Cells;

static void
cells_clear(Cells *cells)
{
        for (guint i = 0; i < CELL_COLUMNS; i++)
                g_clear_pointer(&cells->lines[i], g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cells, cells_clear)

static CellLine *
cell_line(const Cells *cells, guint column, guint index)
{
        return &g_array_index(cells->lines[column], CellLine, index);
}

static int
cell_by_left(gconstpointer a, gconstpointer b)
{
        const LayoutWord *x = *(LayoutWord *const *) a, *y = *(LayoutWord *const *) b;
        return x->left < y->left ? -1 : x->left > y->left;
}

/* Columns are where words stand, seen from above. */
static bool
cell_find_columns(Cells *cells)
{
        g_autoptr(GPtrArray) words = g_ptr_array_new();
        const LayoutRow *top = layout_row_at(cells->layout, cells->first);
        const LayoutRow *bottom = layout_row_at(cells->layout, cells->end - 1);
        for (guint i = top->first; i < bottom->end; i++)
                g_ptr_array_add(words, layout_row_word(cells->layout, i));
        g_ptr_array_sort(words, cell_by_left);
        for (guint i = 0; i < words->len; i++) {
                const LayoutWord *word = g_ptr_array_index(words, i);
                const guint last = cells->column_count - 1;
                if (i > 0 && word->left - cells->rights[last] < cells->corridor) {
                        cells->rights[last] = MAX(cells->rights[last], word->right);
                        continue;
                }
                if (cells->column_count == CELL_COLUMNS)
                        return false;
                cells->lefts[cells->column_count] = word->left;
                cells->rights[cells->column_count++] = word->right;
        }
        return cells->column_count >= 2;
}

static void
cell_collect_lines(Cells *cells)
{
        for (guint c = 0; c < cells->column_count; c++)
                cells->lines[c] = g_array_new(FALSE, TRUE, sizeof(CellLine));
        for (guint r = cells->first; r < cells->end; r++) {
                const LayoutRow *row = layout_row_at(cells->layout, r);
                guint column = 0;
                for (guint i = row->first; i < row->end; i++) {
                        const LayoutWord *word = layout_row_word(cells->layout, i);
                        while (column + 1 < cells->column_count && word->left >= cells->lefts[column + 1])
                                column++;
                        GArray *lines = cells->lines[column];
                        CellLine *last = lines->len == 0 ? NULL : cell_line(cells, column, lines->len - 1);
                        if (last != NULL && last->row == r) {
                                last->end = i + 1;
                                last->right = word->right;
                                last->top = MIN(last->top, word->top), last->bottom = MAX(last->bottom, word->bottom);
                                continue;
                        }
                        const CellLine line = { .first = i,
                                                .end = i + 1,
                                                .row = r,
                                                .left = word->left,
                                                .top = word->top,
                                                .right = word->right,
                                                .bottom = word->bottom };
                        g_array_append_val(lines, line);
                }
        }
}

static const char *
cell_word_text(const Cells *cells, guint index)
{
        return layout_row_text(cells->layout, layout_row_word(cells->layout, index));
}

static gunichar
cell_last_sign(const Cells *cells, const CellLine *line)
{
        const char *text = cell_word_text(cells, line->end - 1);
        const char *last = g_utf8_find_prev_char(text, text + strlen(text));
        return last == NULL ? 0 : g_utf8_get_char(last);
}

static guint
cell_letters(const Cells *cells, const CellLine *line)
{
        guint letters = 0;
        for (guint i = line->first; i < line->end; i++)
                for (const char *at = cell_word_text(cells, i); *at != '\0'; at = g_utf8_next_char(at))
                        letters += g_unichar_isalpha(g_utf8_get_char(at)) != 0;
        return letters;
}

/* Whether the labels of three rows or more are set flush right. */
static bool
cell_is_flush_right(const Cells *cells)
{
        const GArray *lines = cells->lines[0];
        float last = 0;
        for (guint i = 0; i < lines->len; i++) {
                const CellLine *line = cell_line(cells, 0, i);
                if (cells->rights[0] - line->right > FLUSH * cells->height)
                        return false;
                last = MAX(last, line->left);
        }
        return lines->len >= CELL_HEADED && last - cells->lefts[0] > RAGGED * cells->height;
}

/* True when the first word of the next line would have found room behind this line: it was not wrapped. */
static bool
cell_had_room(const Cells *cells, guint column, const CellLine *line, const CellLine *next)
{
        const LayoutWord *word = layout_row_word(cells->layout, next->first);
        if (column == 0 && cells->flush_right)
                return SPACE * cells->height + word->right - word->left <= line->left - cells->lefts[0];
        const float edge = column + 1 < cells->column_count
                               ? cells->lefts[column + 1] - MAX(EDGE * cells->height, PADDING * cells->layout->width)
                               : MAX(cells->layout->right, PRINTED * cells->layout->width);
        return line->right + SPACE * cells->height + word->right - word->left <= edge;
}

static const CellLine *
cell_find_line(const Cells *cells, guint column, guint row)
{
        for (guint i = 0; i < cells->lines[column]->len; i++)
                if (cell_line(cells, column, i)->row == row)
                        return cell_line(cells, column, i);
        return NULL;
}

/* True when what stands beside two lines of the first column are two things, too. */
static bool
cell_is_denied(const Cells *cells, const CellLine *line, const CellLine *next)
{
        for (guint c = 1; c < cells->column_count; c++) {
                const CellLine *beside = cell_find_line(cells, c, line->row);
                const CellLine *below = cell_find_line(cells, c, next->row);
                if (beside != NULL && below != NULL && cell_had_room(cells, c, beside, below))
                        return true;
        }
        return false;
}

/* True when a sentence beside the two lines runs from the one to the other: they are one row of the table, and the line
 * above was so already where the sentence goes on with a figure or a name. */
static bool
cell_is_carried(const Cells *cells, const CellLine *line, const CellLine *next)
{
        for (guint c = 1; c < cells->column_count; c++) {
                const CellLine *beside = cell_find_line(cells, c, line->row);
                const CellLine *below = cell_find_line(cells, c, next->row);
                if (beside != NULL && below != NULL && !cell_had_room(cells, c, beside, below) &&
                    (line->carried || g_unichar_islower(g_utf8_get_char(cell_word_text(cells, below->first)))))
                        return true;
        }
        return false;
}

static bool
cell_has_neighbour(const Cells *cells, guint row)
{
        for (guint c = 1; c < cells->column_count; c++)
                if (cell_find_line(cells, c, row) != NULL)
                        return true;
        return false;
}

/* The least space between two lines of one column. */
static float
cell_least_gap(const Cells *cells)
{
        float least = G_MAXFLOAT;
        for (guint c = 0; c < cells->column_count; c++)
                for (guint i = 1; i < cells->lines[c]->len; i++)
                        least = MIN(least, cell_line(cells, c, i)->top - cell_line(cells, c, i - 1)->bottom);
        return least;
}

/* True when rows of the table stand farther apart than lines of one cell: what stands close is one row. */
static bool
cell_is_padded(const Cells *cells)
{
        const float least = cell_least_gap(cells);
        for (guint i = 1; i < cells->lines[0]->len; i++)
                if (cell_line(cells, 0, i)->top - cell_line(cells, 0, i - 1)->bottom > least + PADDED * cells->height)
                        return true;
        return false;
}

/* "and", "v" stand alone between two parties: what is beside them is another. */
static bool
cell_joins_parties(const Cells *cells, const CellLine *line)
{
        static const char *const joints[] = { "and", "-and-", "v", "v.", "-v-", NULL };
        g_autofree char *lower = g_utf8_strdown(cell_word_text(cells, line->first), -1);
        const bool alone = line->end == line->first + 1 || layout_row_starts_cell(cells->layout, line->first + 1);
        return alone && g_strv_contains(joints, lower);
}

static bool
cell_is_party(const Cells *cells, const CellLine *line)
{
        static const char *const parties[] = { "applicant",  "claimant",  "complainant", "prosecutor",
                                               "respondent", "defendant", "offender",    NULL };
        g_autofree char *lower = g_utf8_strdown(cell_word_text(cells, line->first), -1);
        lower[strcspn(lower, ":,'")] = '\0';
        return g_strv_contains(parties, lower);
}

/* True when the label goes on in the next line of the first column. */
static bool
cell_goes_on(const Cells *cells, const CellLine *start, const CellLine *line, CellLine *next)
{
        const gunichar last = cell_last_sign(cells, line);
        const float most = cells->padded ? cell_least_gap(cells) + LOOSER * cells->height : TIGHT * cells->height;
        if (next->top - line->bottom > most || cell_letters(cells, line) < CELL_LETTERS ||
            cell_letters(cells, next) < 2 || cell_joins_parties(cells, next) ||
            (cell_is_party(cells, start) && cell_is_party(cells, next)))
                return false;
        if (!g_unichar_isalnum(last) && strchr(",'-&/", (int) MIN(last, 0x7F)) == NULL && last != 0x2019)
                return false;
        if (g_unichar_islower(g_utf8_get_char(cell_word_text(cells, next->first))) &&
            !g_unichar_islower(g_utf8_get_char(cell_word_text(cells, start->first))))
                return true;
        next->carried = cell_is_carried(cells, line, next);
        if (next->carried)
                return true;
        const bool pushed = next->row > line->row + 1;
        if (cell_had_room(cells, 0, line, next) || (!pushed && line == start && !cell_has_neighbour(cells, line->row)))
                return false;
        return cell_last_sign(cells, next) == ':' || (cells->padded && !cells->flush_right) ||
               !cell_is_denied(cells, line, next);
}

/* Says which lines of the first column are one label; true when that is more than the rows say. */
static bool
cell_find_labels(Cells *cells)
{
        bool broken = false;
        guint start = 0;
        for (guint i = 0; i < cells->lines[0]->len; i++) {
                CellLine *line = cell_line(cells, 0, i);
                if (i > 0 && cell_goes_on(cells, cell_line(cells, 0, start), cell_line(cells, 0, i - 1), line)) {
                        line->block = cells->block_count - 1;
                        broken = true;
                        continue;
                }
                start = i;
                line->block = cells->block_count++;
        }
        for (guint r = cells->first + 1; r < cells->end; r++)
                broken = broken || layout_row_leading(cells->layout, r - 1, r) < PUSHED;
        return broken;
}

/* The extent of a label. */
static void
cell_label_extent(const Cells *cells, guint block, float *ret_top, float *ret_bottom)
{
        *ret_top = G_MAXFLOAT, *ret_bottom = 0;
        for (guint i = 0; i < cells->lines[0]->len; i++) {
                const CellLine *line = cell_line(cells, 0, i);
                if (line->block != block)
                        continue;
                *ret_top = MIN(*ret_top, line->top);
                *ret_bottom = MAX(*ret_bottom, line->bottom);
        }
}

/* True when most values start in the row where their label starts. */
static bool
cell_hangs_from_top(const Cells *cells)
{
        guint hanging = 0;
        for (guint i = 0; i < cells->lines[0]->len; i++) {
                const CellLine *line = cell_line(cells, 0, i);
                if (i == 0 || cell_line(cells, 0, i - 1)->block != line->block)
                        hanging += cell_has_neighbour(cells, line->row);
        }
        return 5 * hanging >= 3 * cells->block_count && cell_find_line(cells, 0, cells->first) != NULL;
}

/* The label that a run of lines between top and bottom belongs to. */
static guint
cell_label_of(const Cells *cells, float top, float bottom, bool hangs)
{
        guint best = 0;
        float least = G_MAXFLOAT;
        for (guint block = 0; block < cells->block_count; block++) {
                float label_top = 0, label_bottom = 0;
                cell_label_extent(cells, block, &label_top, &label_bottom);
                const float far = ABS(label_top + label_bottom - top - bottom);
                if (hangs ? label_top <= top + 0.5f * cells->height : far < least)
                        best = block, least = far;
        }
        return best;
}

/* Gives the lines of a column to the labels. Lines that stand closer than others are one cell. */
static void
cell_find_values(Cells *cells, guint column, bool hangs)
{
        GArray *lines = cells->lines[column];
        const float least = cell_least_gap(cells);
        guint runs = 0;
        g_autofree guint *run_of = g_new0(guint, lines->len + 1);
        for (guint i = 0; i < lines->len; i++) {
                const float gap =
                    i == 0 ? 0 : cell_line(cells, column, i)->top - cell_line(cells, column, i - 1)->bottom;
                if (i > 0 && gap > least + LOOSER * cells->height)
                        runs++;
                run_of[i] = runs;
        }
        const bool paired = lines->len > 0 && runs + 1 == cells->block_count;
        for (guint i = 0; i < lines->len;) {
                guint end = i + 1;
                while (!hangs && end < lines->len && run_of[end] == run_of[i])
                        end++;
                const guint block = paired ? run_of[i]
                                           : cell_label_of(cells, cell_line(cells, column, i)->top,
                                                           cell_line(cells, column, end - 1)->bottom, hangs);
                for (; i < end; i++)
                        cell_line(cells, column, i)->block = block;
        }
}

/* The lines of one cell, each after the other; false when it is empty. */
static bool
cell_write_lines(const Cells *cells, guint column, guint block, bool in_lines, Page *page)
{
        bool written = false;
        for (guint i = 0; i < cells->lines[column]->len; i++) {
                const CellLine *line = cell_line(cells, column, i);
                if (line->block != block)
                        continue;
                if (written && in_lines)
                        page_append(page, "\n");
                else if (written && !(page->length > 0 && page->text[page->length - 1] == '-'))
                        page_append(page, " ");
                layout_row_write_words(cells->layout, line->first, line->end, page);
                written = true;
        }
        return written;
}

static guint
cell_line_count(const Cells *cells, guint column, guint block)
{
        guint count = 0;
        for (guint i = 0; i < cells->lines[column]->len; i++)
                count += cell_line(cells, column, i)->block == block;
        return count;
}

/* True when the cell holds lines that the printer set apart. */
static bool
cell_is_list(const Cells *cells, guint column, guint block)
{
        for (guint i = 0; i < cells->lines[column]->len; i++)
                if (cell_line(cells, column, i)->block == block && cell_line(cells, column, i)->carried)
                        return true;
        return false;
}

/* True when a cell before the last of the row is a paragraph or a list. */
static bool
cell_is_long(const Cells *cells, guint block, guint last)
{
        for (guint c = 0; c < last; c++)
                if (cell_line_count(cells, c, block) >= CELL_LONG || cell_is_list(cells, c, block))
                        return true;
        return false;
}

/* The last column in which the row has words. */
static guint
cell_last_column(const Cells *cells, guint block)
{
        guint last = 0;
        for (guint c = 0; c < cells->column_count; c++)
                if (cell_line_count(cells, c, block) > 0)
                        last = c;
        return last;
}

/* True when the row is the table's head: words in every column, no figures, no label's colon. */
static bool
cell_is_head(const Cells *cells, guint block)
{
        for (guint c = 0; c < cells->column_count; c++) {
                if (cell_line_count(cells, c, block) == 0)
                        return false;
                for (guint i = 0; i < cells->lines[c]->len; i++) {
                        const CellLine *line = cell_line(cells, c, i);
                        for (guint k = line->first; line->block == block && k < line->end; k++)
                                if (strpbrk(cell_word_text(cells, k), ":0123456789") != NULL)
                                        return false;
                }
        }
        return true;
}

/* True when the first row heads the columns of cells that hold several lines. */
static bool
cell_is_headed(const Cells *cells)
{
        if (cells->block_count < 2 || !cell_is_head(cells, 0))
                return false;
        /* labels and values by turns: the third row heads what follows */
        if (cells->block_count >= 3 && cell_is_head(cells, 2) && !cell_is_head(cells, 1))
                return false;
        for (guint c = 0; cells->column_count >= CELL_HEADED && c < cells->column_count; c++)
                if (cell_line_count(cells, c, 1) > 1)
                        return true;
        return cell_is_long(cells, 1, cell_last_column(cells, 1));
}

/* A row whose cells are paragraphs, each under the words that head its column when head is not cells->block_count. */
static void
cell_write_paragraphs(const Cells *cells, guint block, guint head, Page *page)
{
        const guint last = cell_last_column(cells, block);
        bool written = false;
        for (guint c = 0; c <= last; c++) {
                if (cell_line_count(cells, c, block) == 0)
                        continue;
                if (written)
                        page_append(page, "\n\n");
                if (head < cells->block_count && cell_write_lines(cells, c, head, false, page))
                        page_append(page, "\n");
                written = cell_write_lines(cells, c, block, true, page);
        }
        page_append(page, "\n");
}

static void
cell_write_row(const Cells *cells, guint block, Page *page)
{
        const guint last = cell_last_column(cells, block);
        bool written = false;
        for (guint c = 0; c <= last; c++) {
                if (cell_line_count(cells, c, block) == 0)
                        continue;
                if (written)
                        page_append(page, "\t");
                written = cell_write_lines(cells, c, block, c == last, page);
        }
        page_append(page, "\n");
}

/* The extent of a row of the table over all columns. */
static void
cell_row_extent(const Cells *cells, guint block, float *ret_top, float *ret_bottom)
{
        *ret_top = G_MAXFLOAT, *ret_bottom = 0;
        for (guint c = 0; c < cells->column_count; c++)
                for (guint i = 0; i < cells->lines[c]->len; i++) {
                        const CellLine *line = cell_line(cells, c, i);
                        if (line->block != block)
                                continue;
                        *ret_top = MIN(*ret_top, line->top);
                        *ret_bottom = MAX(*ret_bottom, line->bottom);
                }
}

guint
layout_cell_write(const Layout *layout, guint first, Page *page)
{
        guint seed = 0;
        guint end = 0;
        if (!layout_table_find(layout, first, &seed, &end))
                return first;
        g_auto(Cells) cells = { .layout = layout, .first = first };
        cells.end = end;
        cells.height = layout_row_at(layout, seed)->bottom - layout_row_at(layout, seed)->top;
        cells.corridor = layout_row_corridor(layout, seed);
        if (cells.end < first + 2 || !cell_find_columns(&cells))
                return first;
        cell_collect_lines(&cells);
        cells.padded = cell_is_padded(&cells);
        cells.flush_right = cell_is_flush_right(&cells);
        if (!cell_find_labels(&cells) || cells.block_count == 0)
                return first;
        const bool hangs = cell_hangs_from_top(&cells);
        for (guint c = 1; c < cells.column_count; c++)
                cell_find_values(&cells, c, hangs);
        const bool headed = cell_is_headed(&cells);
        float above = 0;
        for (guint block = headed; block < cells.block_count; block++) {
                float top = 0, bottom = 0;
                cell_row_extent(&cells, block, &top, &bottom);
                if (block > headed && top - above > PARAGRAPH_GAP * cells.height)
                        page_append(page, "\n");
                if (headed || cell_is_long(&cells, block, cell_last_column(&cells, block)))
                        cell_write_paragraphs(&cells, block, headed ? 0 : cells.block_count, page);
                else
                        cell_write_row(&cells, block, page);
                above = bottom;
        }
        return cells.end;
}
