#include "parsers/document/layout_cell.h"
#include "parsers/document/layout_column.h"

#include <string.h>

Layout *
layout_new(double width, double height, LayoutDirection direction)
{
        const bool turned = direction == LAYOUT_DOWN || direction == LAYOUT_UP;
        Layout *layout = g_new0(Layout, 1);
        layout->width = (float) MAX(turned ? height : width, 1.0);
        layout->height = (float) MAX(turned ? width : height, 1.0);
        layout->direction = direction;
        layout->texts = g_string_new(NULL);
        layout->words = g_array_new(FALSE, FALSE, sizeof(LayoutWord));
        layout->rows = g_array_new(FALSE, FALSE, sizeof(LayoutRow));
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

void
layout_add(Layout *layout, const char *word, double left, double top, double right, double bottom, double certainty)
{
        LayoutWord added = { .text = (guint32) layout->texts->len, .certainty = (float) certainty };
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

void
layout_add_aslant(Layout *layout, const char *word, double left, double top, double right, double bottom,
                  double certainty, double drop)
{
        layout_add(layout, word, left, top, right, bottom, certainty);
        g_array_index(layout->words, LayoutWord, layout->words->len - 1).drop = (float) drop;
}

void
layout_write(Layout *layout, Page *page)
{
        if (layout->words->len == 0)
                return;
        layout_row_make_all(layout);
        for (guint r = 0; r < layout->rows->len;) {
                if (r > 0)
                        layout_row_write_leading(layout, r - 1, r, page);
                guint end = layout_column_write(layout, r, page);
                if (end == r)
                        end = layout_cell_write(layout, r, page);
                if (end == r) {
                        const LayoutRow *row = layout_row_at(layout, r);
                        layout_row_write_words(layout, row->first, row->end, page);
                        page_append(page, "\n");
                        end = r + 1;
                }
                r = end;
        }
        for (guint i = layout->across; i < layout->words->len; i++) {
                page_append(page, "\n");
                layout_row_write_words(layout, i, i + 1, page);
                page_append(page, "\n");
        }
}
