#include "parsers/document/layout.h"

#include <string.h>

/* In heights of a row: the gap that starts a new cell, and the leading that starts a new paragraph. */
static const double CELL_GAP = 0.95;
static const double PARAGRAPH_GAP = 0.70;

typedef struct {
        guint32 text; /* offset in Layout.texts */
        float left, top, right, bottom;
        guint32 row;
} Word;

typedef struct {
        float top, bottom;
} Row;

struct Layout {
        double width;
        double height;
        GString *texts; /* NUL-terminated, one after the other */
        GArray *words;  /* of Word */
        GArray *rows;   /* of Row */
};

Layout *
layout_new(double width, double height)
{
        Layout *layout = g_new0(Layout, 1);
        layout->width = MAX(width, 1.0);
        layout->height = MAX(height, 1.0);
        layout->texts = g_string_new(NULL);
        layout->words = g_array_new(FALSE, FALSE, sizeof(Word));
        layout->rows = g_array_new(FALSE, FALSE, sizeof(Row));
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
        g_free(layout);
}

void
layout_add(Layout *layout, const char *word, double left, double top, double right, double bottom)
{
        const Word added = { .text = (guint32) layout->texts->len,
                             .left = (float) left,
                             .top = (float) top,
                             .right = (float) right,
                             .bottom = (float) bottom };
        g_string_append_len(layout->texts, word, (gssize) strlen(word) + 1);
        g_array_append_val(layout->words, added);
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

/* Puts words whose heights overlap by half into one row. */
static void
layout_make_rows(Layout *layout)
{
        g_array_sort(layout->words, layout_by_middle);
        for (guint i = 0; i < layout->words->len; i++) {
                Word *word = &g_array_index(layout->words, Word, i);
                Row *last = layout->rows->len == 0 ? NULL : &g_array_index(layout->rows, Row, layout->rows->len - 1);
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
        g_array_sort(layout->words, layout_by_row);
}

static void
layout_write_word(const Layout *layout, const Word *word, Page *page)
{
        page_append_word(page, layout->texts->str + word->text, (float) (word->left / layout->width),
                         (float) (word->top / layout->height), (float) (word->right / layout->width),
                         (float) (word->bottom / layout->height));
}

static const char *
layout_between_rows(const Layout *layout, const Word *before, const Word *word)
{
        const Row *above = &g_array_index(layout->rows, Row, before->row);
        const Row *below = &g_array_index(layout->rows, Row, word->row);
        const float height = MIN(above->bottom - above->top, below->bottom - below->top);
        return below->top - above->bottom > (float) PARAGRAPH_GAP * height ? "\n\n" : "\n";
}

void
layout_write(Layout *layout, Page *page)
{
        layout_make_rows(layout);
        const Word *before = NULL;
        for (guint i = 0; i < layout->words->len; i++) {
                const Word *word = &g_array_index(layout->words, Word, i);
                if (before != NULL && before->row == word->row) {
                        const float height = MIN(before->bottom - before->top, word->bottom - word->top);
                        page_append(page, word->left - before->right > (float) CELL_GAP * height ? "\t" : " ");
                } else if (before != NULL) {
                        page_append(page, layout_between_rows(layout, before, word));
                }
                layout_write_word(layout, word, page);
                before = word;
        }
        if (before != NULL)
                page_append(page, "\n");
}
