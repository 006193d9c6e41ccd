#include "parsers/document/layout_row.h"

#include <stdlib.h>
#include <string.h>

/* In heights of a row: a gap that may start a new cell; one that does so wherever it stands; words that stand so far
 * apart that the line was stretched. */
static const float CELL_GAP = 0.95f;
static const float SURE_GAP = 2.2f;
static const float LOOSE_GAP = 0.6f;
/* A recognised page of typewriting: a new cell stands so many times as far off as one word from the next. */
static const float TYPED_GAPS = 1.6f;
/* In heights of a row: the least white between columns, where words stand as close as in print. */
static const float CORRIDOR = 0.8f;
/* Of the gap before a cell, what is one where three rows have cells that start there. */
static const float NARROW = 0.85f;
/* Of a row's height, what a word of small letters counts for at least. */
static const float INK = 0.85f;
/* A row of capitals shows nothing below its line: the print is so many times as high as its ink. */
static const float CAPITALS = 1.25f;
/* In heights: the leading that starts a new paragraph. */
static const float PARAGRAPH_GAP = 0.70f;
/* A word this many times as high as the usual one lies across the page. */
static const float ACROSS = 4.0f;
/* Letters of a word across the page: how far apart their middles are, in sizes of the larger. */
static const float ACROSS_REACH = 1.5f;
/* Letters that were set apart to make a heading: how many at least, gaps in heights at most, and how alike. */
enum { SPACED_LEAST = 4 };
static const float SPACED_MOST = 1.5f;
static const float SPACED_SAME = 1.8f;
/* Cells that start within this part of the width stand under one another. */
static const float ALIGNED = 0.004f;

LayoutWord *
layout_row_word(const Layout *layout, guint index)
{
        return &g_array_index(layout->words, LayoutWord, index);
}

LayoutRow *
layout_row_at(const Layout *layout, guint index)
{
        return &g_array_index(layout->rows, LayoutRow, index);
}

const char *
layout_row_text(const Layout *layout, const LayoutWord *word)
{
        return layout->texts->str + word->text;
}

static int
compare_floats(gconstpointer a, gconstpointer b)
{
        const float x = *(const float *) a, y = *(const float *) b;
        return x < y ? -1 : x > y;
}

static int
row_by_middle(gconstpointer a, gconstpointer b)
{
        const LayoutWord *x = a, *y = b;
        const float left = x->top + x->bottom, right = y->top + y->bottom;
        return left < right ? -1 : left > right;
}

static int
row_by_row(gconstpointer a, gconstpointer b)
{
        const LayoutWord *x = a, *y = b;
        if (x->row != y->row)
                return x->row < y->row ? -1 : 1;
        return x->left < y->left ? -1 : x->left > y->left;
}

static float
row_usual_height(const Layout *layout)
{
        g_autofree float *heights = g_new(float, layout->words->len);
        for (guint i = 0; i < layout->words->len; i++)
                heights[i] = layout_row_word(layout, i)->bottom - layout_row_word(layout, i)->top;
        qsort(heights, layout->words->len, sizeof *heights, compare_floats);
        return heights[layout->words->len / 2];
}

static int
row_by_left(gconstpointer a, gconstpointer b)
{
        const LayoutWord *x = a, *y = b;
        return x->left < y->left ? -1 : x->left > y->left;
}

/* True when next goes on where the word across the page ended. */
static bool
row_goes_on(const LayoutWord *last, const LayoutWord *next)
{
        const float size = MAX(MAX(last->right - last->left, last->bottom - last->top),
                               MAX(next->right - next->left, next->bottom - next->top));
        const float across = (next->left + next->right - last->left - last->right) / 2;
        const float down = (next->top + next->bottom - last->top - last->bottom) / 2;
        return across * across + down * down < ACROSS_REACH * ACROSS_REACH * size * size;
}

/* Letters that a slanting line scattered become one word again: "D", "RA", "FT". */
static void
row_join_across(Layout *layout, GArray *across)
{
        g_array_sort(across, row_by_left);
        for (guint i = 0; i + 1 < across->len;) {
                LayoutWord *word = &g_array_index(across, LayoutWord, i);
                const LayoutWord next = g_array_index(across, LayoutWord, i + 1);
                if (!row_goes_on(word, &next)) {
                        i++;
                        continue;
                }
                g_autofree char *joined =
                    g_strconcat(layout_row_text(layout, word), layout_row_text(layout, &next), NULL);
                word->text = (guint32) layout->texts->len;
                g_string_append_len(layout->texts, joined, (gssize) strlen(joined) + 1);
                word->left = MIN(word->left, next.left), word->right = MAX(word->right, next.right);
                word->top = MIN(word->top, next.top), word->bottom = MAX(word->bottom, next.bottom);
                g_array_remove_index(across, i + 1);
        }
}

/* Moves what lies across the page behind the words of the lines. */
static void
row_set_aside(Layout *layout)
{
        const float usual = row_usual_height(layout);
        g_autoptr(GArray) across = g_array_new(FALSE, FALSE, sizeof(LayoutWord));
        guint kept = 0;
        for (guint i = 0; i < layout->words->len; i++) {
                const LayoutWord word = *layout_row_word(layout, i);
                if (word.bottom - word.top > ACROSS * usual)
                        g_array_append_val(across, word);
                else
                        *layout_row_word(layout, kept++) = word;
        }
        g_array_set_size(layout->words, kept);
        layout->across = kept;
        row_join_across(layout, across);
        g_array_append_vals(layout->words, across->data, across->len);
}

/* Puts words whose heights overlap by half into one row. */
static void
row_collect(Layout *layout)
{
        qsort(layout->words->data, layout->across, sizeof(LayoutWord), row_by_middle);
        for (guint i = 0; i < layout->across; i++) {
                LayoutWord *word = layout_row_word(layout, i);
                LayoutRow *last = layout->rows->len == 0 ? NULL : layout_row_at(layout, layout->rows->len - 1);
                layout->right = MAX(layout->right, word->right);
                if (last != NULL) {
                        const float shared = MIN(last->bottom, word->bottom) - MAX(last->top, word->top);
                        const float least = MIN(last->bottom - last->top, word->bottom - word->top);
                        if (shared >= 0.5f * least) {
                                word->row = layout->rows->len - 1;
                                continue;
                        }
                }
                const LayoutRow row = { .top = word->top, .bottom = word->bottom };
                word->row = layout->rows->len;
                g_array_append_val(layout->rows, row);
        }
        qsort(layout->words->data, layout->across, sizeof(LayoutWord), row_by_row);
        for (guint i = 0; i < layout->across; i++) {
                LayoutRow *row = layout_row_at(layout, layout_row_word(layout, i)->row);
                if (row->end == 0)
                        row->first = i;
                row->end = i + 1;
        }
}

/* True for a capital letter or a hyphen that stands alone. */
static bool
row_is_single(const Layout *layout, guint index)
{
        const char *text = layout_row_text(layout, layout_row_word(layout, index));
        const gunichar sign = g_utf8_get_char(text);
        return (g_unichar_isupper(sign) || sign == '-') && *g_utf8_next_char(text) == '\0';
}

/* The end of the letters from first on that were set apart ("O R D E R"): gaps of one width. */
static guint
row_spaced_end(const Layout *layout, guint first, guint end)
{
        guint last = first;
        float least = G_MAXFLOAT;
        while (last + 1 < end && row_is_single(layout, last) && row_is_single(layout, last + 1)) {
                const float gap = layout_row_gap(layout, last + 1);
                if (gap > MIN(SPACED_SAME * least, SPACED_MOST))
                        break;
                least = MIN(least, MAX(gap, 0.1f));
                last++;
        }
        return last + 1;
}

/* Makes words of letters that were set apart. */
static void
row_join_spaced(Layout *layout)
{
        guint kept = 0;
        for (guint r = 0; r < layout->rows->len; r++) {
                LayoutRow *row = layout_row_at(layout, r);
                const guint first = kept;
                for (guint i = row->first; i < row->end;) {
                        const guint end = row_spaced_end(layout, i, row->end);
                        LayoutWord word = *layout_row_word(layout, i);
                        if (end - i < SPACED_LEAST) {
                                *layout_row_word(layout, kept++) = word;
                                i++;
                                continue;
                        }
                        g_autoptr(GString) joined = g_string_new(NULL);
                        for (; i < end; i++) {
                                const LayoutWord *letter = layout_row_word(layout, i);
                                g_string_append(joined, layout_row_text(layout, letter));
                                word.right = letter->right;
                                word.top = MIN(word.top, letter->top), word.bottom = MAX(word.bottom, letter->bottom);
                        }
                        word.text = (guint32) layout->texts->len;
                        g_string_append_len(layout->texts, joined->str, (gssize) joined->len + 1);
                        *layout_row_word(layout, kept++) = word;
                }
                row->first = first, row->end = kept;
        }
        g_array_remove_range(layout->words, kept, layout->across - kept);
        layout->across = kept;
}

float
layout_row_gap(const Layout *layout, guint index)
{
        const LayoutWord *before = layout_row_word(layout, index - 1), *word = layout_row_word(layout, index);
        float height = MIN(before->bottom - before->top, word->bottom - word->top);
        /* a recognised word is as high as its ink: "on" says less of the print than its row does */
        if (word->certainty < 1) {
                const LayoutRow *row = layout_row_at(layout, word->row);
                height = MAX(height, INK * (row->bottom - row->top)) * (row->capitals ? CAPITALS : 1);
        }
        return (word->left - before->right) / MAX(height, 0.1f);
}

float
layout_row_corridor(const Layout *layout, guint r)
{
        const LayoutRow *row = layout_row_at(layout, r);
        const float height = (row->bottom - row->top) * (row->capitals ? CAPITALS : 1);
        return CORRIDOR * height * layout->cell_gap / CELL_GAP;
}

float
layout_row_leading(const Layout *layout, guint above, guint below)
{
        const LayoutRow *over = layout_row_at(layout, above), *under = layout_row_at(layout, below);
        const float height = MIN(over->bottom - over->top, under->bottom - under->top);
        return (under->top - over->bottom) / MAX(height, 0.1f);
}

/* Typewriting has words so far apart that a gap of other print would part cells; the ink of its letters, which is all that
 * recognition knows of them, is low. */
static void
row_measure_gaps(Layout *layout)
{
        g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(float));
        for (guint r = 0; r < layout->rows->len; r++)
                for (guint i = layout_row_at(layout, r)->first + 1; i < layout_row_at(layout, r)->end; i++) {
                        const float gap = layout_row_gap(layout, i);
                        if (layout_row_word(layout, i)->certainty < 1 && gap < SURE_GAP)
                                g_array_append_val(gaps, gap);
                }
        g_array_sort(gaps, compare_floats);
        const float usual = gaps->len == 0 ? 0 : g_array_index(gaps, float, gaps->len / 2);
        layout->cell_gap = MAX(CELL_GAP, TYPED_GAPS * usual);
}

/* Whether the row was recognised and has capitals, and none of the letters that are higher or go below the line. */
static bool
row_is_capitals(const Layout *layout, const LayoutRow *row)
{
        bool capitals = false;
        if (layout_row_word(layout, row->first)->certainty >= 1)
                return false;
        for (guint i = row->first; i < row->end; i++) {
                const char *at = layout_row_text(layout, layout_row_word(layout, i));
                for (; *at != '\0'; at = g_utf8_next_char(at)) {
                        if (g_unichar_islower(g_utf8_get_char(at)) || strchr("()[]/|Q", *at) != NULL)
                                return false;
                        capitals = capitals || g_ascii_isupper(*at);
                }
        }
        return capitals;
}

/* Marks stretched lines and collects where cells may start. */
static void
row_measure(Layout *layout)
{
        for (guint r = 0; r < layout->rows->len; r++)
                layout_row_at(layout, r)->capitals = row_is_capitals(layout, layout_row_at(layout, r));
        row_measure_gaps(layout);
        g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(float));
        for (guint r = 0; r < layout->rows->len; r++) {
                LayoutRow *row = layout_row_at(layout, r);
                g_array_set_size(gaps, 0);
                for (guint i = row->first + 1; i < row->end; i++) {
                        const float gap = layout_row_gap(layout, i);
                        g_array_append_val(gaps, gap);
                        if (gap > layout->cell_gap)
                                g_array_append_val(layout->starts, layout_row_word(layout, i)->left);
                }
                g_array_sort(gaps, compare_floats);
                row->loose = gaps->len >= 3 && g_array_index(gaps, float, gaps->len / 2) > LOOSE_GAP;
        }
        g_array_sort(layout->starts, compare_floats);
}

void
layout_row_make_all(Layout *layout)
{
        row_set_aside(layout);
        row_collect(layout);
        row_join_spaced(layout);
        row_measure(layout);
}

/* True when cells of so many rows or more start at left. */
static bool
row_is_aligned(const Layout *layout, float left, guint rows)
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
        return low + rows <= layout->starts->len &&
               g_array_index(layout->starts, float, low + rows - 1) <= left + tolerance;
}

bool
layout_row_starts_cell(const Layout *layout, guint index)
{
        const float gap = layout_row_gap(layout, index);
        const LayoutWord *word = layout_row_word(layout, index);
        /* a label that fills its column */
        if (gap <= layout->cell_gap)
                return gap > NARROW * layout->cell_gap && word->certainty < 1 && row_is_aligned(layout, word->left, 3);
        return gap > SURE_GAP || !layout_row_at(layout, word->row)->loose || row_is_aligned(layout, word->left, 2);
}

static void
row_place(const Layout *layout, const LayoutWord *word, float box[4])
{
        const float l = word->left, t = word->top + word->drop, r = word->right, b = word->bottom + word->drop;
        const float w = layout->width, h = layout->height;
        const float places[4][4] = {
                [LAYOUT_RIGHT] = { l / w, t / h, r / w, b / h },
                [LAYOUT_DOWN] = { (h - b) / h, l / w, (h - t) / h, r / w },
                [LAYOUT_LEFT] = { (w - r) / w, (h - b) / h, (w - l) / w, (h - t) / h },
                [LAYOUT_UP] = { t / h, (w - r) / w, b / h, (w - l) / w },
        };
        memcpy(box, places[layout->direction], sizeof places[0]);
}

void
layout_row_write_words(const Layout *layout, guint first, guint end, Page *page)
{
        for (guint i = first; i < end; i++) {
                const LayoutWord *word = layout_row_word(layout, i);
                float box[4];
                if (i > first)
                        page_append(page, layout_row_starts_cell(layout, i) ? "\t" : " ");
                row_place(layout, word, box);
                page_append_word(page, layout_row_text(layout, word), box[0], box[1], box[2], box[3], word->certainty);
        }
}

void
layout_row_write_leading(const Layout *layout, guint above, guint below, Page *page)
{
        if (layout_row_leading(layout, above, below) > PARAGRAPH_GAP)
                page_append(page, "\n");
}
