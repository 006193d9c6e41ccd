#include "parsers/document/layout.h"

#include <string.h>

/* In heights of a row: a gap that may start a new cell; one that does so wherever it stands; words that stand so far
 * apart that the line was stretched; the leading that starts a new paragraph. */
static const float CELL_GAP = 0.95f;
static const float SURE_GAP = 2.2f;
static const float LOOSE_GAP = 0.6f;
static const float PARAGRAPH_GAP = 0.70f;
/* A word this many times as high as the usual one lies across the page. */
static const float ACROSS = 4.0f;
/* Cells that start within this part of the width stand under one another. */
static const float ALIGNED = 0.004f;
/* A gutter between columns lies in the middle, is this wide in heights, with lines this long on both sides. */
static const float GUTTER_GAP = 1.2f;
static const float COLUMN_WIDTH = 0.28f;
enum { COLUMN_ROWS = 8, COLUMN_WORDS = 4 };

typedef struct {
        guint32 text; /* offset in Layout.texts */
        float left, top, right, bottom;
        float certainty;
        guint32 row;
} Word;

typedef struct {
        float top, bottom;
        guint32 first, end; /* words */
        guint32 gutter;     /* first word right of the gutter; 0: no two columns here */
        bool loose;
} Row;

struct Layout {
        float width; /* of the page as the text sees it */
        float height;
        LayoutDirection direction;
        GString *texts; /* NUL-terminated, one after the other */
        GArray *words;  /* of Word */
        GArray *rows;   /* of Row */
        GArray *starts; /* of float: where cells start, ascending */
        guint across;   /* words from here on lie across the page */
};

Layout *
layout_new(double width, double height, LayoutDirection direction)
{
        const bool turned = direction == LAYOUT_DOWN || direction == LAYOUT_UP;
        Layout *layout = g_new0(Layout, 1);
        layout->width = (float) MAX(turned ? height : width, 1.0);
        layout->height = (float) MAX(turned ? width : height, 1.0);
        layout->direction = direction;
        layout->texts = g_string_new(NULL);
        layout->words = g_array_new(FALSE, FALSE, sizeof(Word));
        layout->rows = g_array_new(FALSE, FALSE, sizeof(Row));
        layout->starts = g_array_new(FALSE, FALSE, sizeof(float));
        return layout;
}

void
layout_free(Layout *layout)
{
        if (layout == NULL)
                return;
        g_string_free(layout->texts, TRUE);
        g_array_unref(layout->words);
        g_array_unref(layout->rows);
        g_array_unref(layout->starts);
        g_free(layout);
}

static Word *
layout_word(const Layout *layout, guint index)
{
        return &g_array_index(layout->words, Word, index);
}

static Row *
layout_row(const Layout *layout, guint index)
{
        return &g_array_index(layout->rows, Row, index);
}

void
layout_add(Layout *layout, const char *word, double left, double top, double right, double bottom, double certainty)
{
        Word added = { .text = (guint32) layout->texts->len, .certainty = (float) certainty };
        const float l = (float) left, t = (float) top, r = (float) right, b = (float) bottom;
        switch (layout->direction) {
        case LAYOUT_RIGHT:
                added.left = l, added.top = t, added.right = r, added.bottom = b;
                break;
        case LAYOUT_DOWN:
                added.left = t, added.right = b, added.top = layout->height - r, added.bottom = layout->height - l;
                break;
        case LAYOUT_UP:
                added.left = layout->width - b, added.right = layout->width - t, added.top = l, added.bottom = r;
                break;
        case LAYOUT_LEFT:
                added.left = layout->width - r, added.right = layout->width - l, added.top = layout->height - b,
                added.bottom = layout->height - t;
                break;
        }
        g_string_append_len(layout->texts, word, (gssize) strlen(word) + 1);
        g_array_append_val(layout->words, added);
}

static int
compare_floats(gconstpointer a, gconstpointer b)
{
        const float x = *(const float *) a, y = *(const float *) b;
        return x < y ? -1 : x > y;
}

static int
layout_by_middle(gconstpointer a, gconstpointer b)
{
        const Word *x = a, *y = b;
        const float left = x->top + x->bottom, right = y->top + y->bottom;
        return left < right ? -1 : left > right;
}

static int
layout_by_row(gconstpointer a, gconstpointer b)
{
        const Word *x = a, *y = b;
        if (x->row != y->row)
                return x->row < y->row ? -1 : 1;
        return x->left < y->left ? -1 : x->left > y->left;
}

static float
layout_usual_height(const Layout *layout)
{
        g_autofree float *heights = g_new(float, layout->words->len);
        for (guint i = 0; i < layout->words->len; i++)
                heights[i] = layout_word(layout, i)->bottom - layout_word(layout, i)->top;
        qsort(heights, layout->words->len, sizeof *heights, compare_floats);
        return heights[layout->words->len / 2];
}

/* Moves what lies across the page behind the words of the lines. */
static void
layout_set_aside(Layout *layout)
{
        const float usual = layout_usual_height(layout);
        g_autoptr(GArray) across = g_array_new(FALSE, FALSE, sizeof(Word));
        guint kept = 0;
        for (guint i = 0; i < layout->words->len; i++) {
                const Word word = *layout_word(layout, i);
                if (word.bottom - word.top > ACROSS * usual)
                        g_array_append_val(across, word);
                else
                        *layout_word(layout, kept++) = word;
        }
        g_array_set_size(layout->words, kept);
        layout->across = kept;
        g_array_append_vals(layout->words, across->data, across->len);
}

/* Puts words whose heights overlap by half into one row. */
static void
layout_make_rows(Layout *layout)
{
        qsort(layout->words->data, layout->across, sizeof(Word), layout_by_middle);
        for (guint i = 0; i < layout->across; i++) {
                Word *word = layout_word(layout, i);
                Row *last = layout->rows->len == 0 ? NULL : layout_row(layout, layout->rows->len - 1);
                if (last != NULL) {
                        const float shared = MIN(last->bottom, word->bottom) - MAX(last->top, word->top);
                        const float least = MIN(last->bottom - last->top, word->bottom - word->top);
                        if (shared >= 0.5f * least) {
                                word->row = layout->rows->len - 1;
                                continue;
                        }
                }
                const Row row = { .top = word->top, .bottom = word->bottom };
                word->row = layout->rows->len;
                g_array_append_val(layout->rows, row);
        }
        qsort(layout->words->data, layout->across, sizeof(Word), layout_by_row);
        for (guint i = 0; i < layout->across; i++) {
                Row *row = layout_row(layout, layout_word(layout, i)->row);
                if (row->end == 0)
                        row->first = i;
                row->end = i + 1;
        }
}

/* The gap before the word, in heights of the smaller neighbour; negative where words overlap. */
static float
layout_gap(const Layout *layout, guint index)
{
        const Word *before = layout_word(layout, index - 1), *word = layout_word(layout, index);
        const float height = MIN(before->bottom - before->top, word->bottom - word->top);
        return (word->left - before->right) / MAX(height, 0.1f);
}

/* Marks stretched lines and collects where cells may start. */
static void
layout_measure_rows(Layout *layout)
{
        g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(float));
        for (guint r = 0; r < layout->rows->len; r++) {
                Row *row = layout_row(layout, r);
                g_array_set_size(gaps, 0);
                for (guint i = row->first + 1; i < row->end; i++) {
                        const float gap = layout_gap(layout, i);
                        g_array_append_val(gaps, gap);
                        if (gap > CELL_GAP)
                                g_array_append_val(layout->starts, layout_word(layout, i)->left);
                }
                g_array_sort(gaps, compare_floats);
                row->loose = gaps->len >= 3 && g_array_index(gaps, float, gaps->len / 2) > LOOSE_GAP;
        }
        g_array_sort(layout->starts, compare_floats);
}

/* True when cells of two rows or more start at left. */
static bool
layout_is_aligned(const Layout *layout, float left)
{
        const float tolerance = ALIGNED * layout->width;
        guint low = 0, high = layout->starts->len;
        while (low < high) {
                const guint middle = low + (high - low) / 2;
                if (g_array_index(layout->starts, float, middle) < left - tolerance)
                        low = middle + 1;
                else
                        high = middle;
        }
        return low + 1 < layout->starts->len && g_array_index(layout->starts, float, low + 1) <= left + tolerance;
}

static bool
layout_starts_cell(const Layout *layout, guint index)
{
        const float gap = layout_gap(layout, index);
        if (gap <= CELL_GAP)
                return false;
        const Word *word = layout_word(layout, index);
        return gap > SURE_GAP || !layout_row(layout, word->row)->loose || layout_is_aligned(layout, word->left);
}

/* The first word right of a gutter in the middle of the page, where both sides are lines of text; 0 when there is none. */
static guint
layout_find_gutter(const Layout *layout, const Row *row)
{
        for (guint i = row->first + COLUMN_WORDS; i + COLUMN_WORDS <= row->end; i++) {
                const Word *before = layout_word(layout, i - 1), *word = layout_word(layout, i);
                const float middle = (before->right + word->left) / 2 / layout->width;
                if (layout_gap(layout, i) > GUTTER_GAP && middle > 0.4f && middle < 0.6f &&
                    before->right - layout_word(layout, row->first)->left > COLUMN_WIDTH * layout->width &&
                    layout_word(layout, row->end - 1)->right - word->left > COLUMN_WIDTH * layout->width)
                        return i;
        }
        return 0;
}

/* The end of the run of rows from first on that are two columns of text; first when they are none. */
static guint
layout_columns_end(Layout *layout, guint first)
{
        guint end = first, full = 0;
        for (guint r = first; r < layout->rows->len; r++) {
                Row *row = layout_row(layout, r);
                row->gutter = layout_find_gutter(layout, row);
                if (row->gutter != 0) {
                        full++;
                        end = r + 1;
                        continue;
                }
                /* the last line of a paragraph is short: it stays in its column when it keeps clear of the middle */
                const float left = layout_word(layout, row->first)->left / layout->width;
                const float right = layout_word(layout, row->end - 1)->right / layout->width;
                if (full == 0 || (right > 0.52f && left < 0.48f))
                        break;
        }
        return full >= COLUMN_ROWS ? end : first;
}

static void
layout_place(const Layout *layout, const Word *word, float box[4])
{
        const float l = word->left, t = word->top, r = word->right, b = word->bottom;
        const float w = layout->width, h = layout->height;
        const float places[4][4] = {
                [LAYOUT_RIGHT] = { l / w, t / h, r / w, b / h },
                [LAYOUT_DOWN] = { (h - b) / h, l / w, (h - t) / h, r / w },
                [LAYOUT_LEFT] = { (w - r) / w, (h - b) / h, (w - l) / w, (h - t) / h },
                [LAYOUT_UP] = { t / h, (w - r) / w, b / h, (w - l) / w },
        };
        memcpy(box, places[layout->direction], sizeof places[0]);
}

static void
layout_write_word(const Layout *layout, const Word *word, Page *page)
{
        float box[4];
        layout_place(layout, word, box);
        page_append_word(page, layout->texts->str + word->text, box[0], box[1], box[2], box[3], word->certainty);
}

/* The words [first, end) of one row as one line. */
static void
layout_write_line(const Layout *layout, guint first, guint end, Page *page)
{
        for (guint i = first; i < end; i++) {
                if (i > first)
                        page_append(page, layout_starts_cell(layout, i) ? "\t" : " ");
                layout_write_word(layout, layout_word(layout, i), page);
        }
        if (end > first)
                page_append(page, "\n");
}

static void
layout_write_leading(const Layout *layout, guint before, guint row, Page *page)
{
        const Row *above = layout_row(layout, before), *below = layout_row(layout, row);
        const float height = MIN(above->bottom - above->top, below->bottom - below->top);
        if (below->top - above->bottom > PARAGRAPH_GAP * height)
                page_append(page, "\n");
}

/* One side of the rows [first, end). */
static void
layout_write_column(const Layout *layout, guint first, guint end, bool is_right, Page *page)
{
        guint before = G_MAXUINT;
        for (guint r = first; r < end; r++) {
                const Row *row = layout_row(layout, r);
                const bool lies_right = layout_word(layout, row->first)->left > 0.48f * layout->width;
                const guint gutter = row->gutter != 0 ? row->gutter : lies_right ? row->first : row->end;
                if (is_right ? gutter == row->end : gutter == row->first)
                        continue;
                if (before != G_MAXUINT)
                        layout_write_leading(layout, before, r, page);
                layout_write_line(layout, is_right ? gutter : row->first, is_right ? row->end : gutter, page);
                before = r;
        }
}

void
layout_write(Layout *layout, Page *page)
{
        if (layout->words->len == 0)
                return;
        layout_set_aside(layout);
        layout_make_rows(layout);
        layout_measure_rows(layout);
        guint r = 0;
        while (r < layout->rows->len) {
                const guint columns_end = layout_columns_end(layout, r);
                if (r > 0)
                        layout_write_leading(layout, r - 1, r, page);
                if (columns_end > r) {
                        layout_write_column(layout, r, columns_end, false, page);
                        page_append(page, "\n");
                        layout_write_column(layout, r, columns_end, true, page);
                        r = columns_end;
                        continue;
                }
                layout_write_line(layout, layout_row(layout, r)->first, layout_row(layout, r)->end, page);
                r++;
        }
        for (guint i = layout->across; i < layout->words->len; i++) {
                page_append(page, "\n");
                layout_write_word(layout, layout_word(layout, i), page);
                page_append(page, "\n");
        }
}
