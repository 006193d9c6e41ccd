#include "parsers/document/layout_table.h"

/* Rows of a cell above the first that has a neighbour; rows of a table. */
enum { TABLE_AHEAD = 3, TABLE_ROWS = 200 };
/* In heights of a row: leading inside a cell at most; between rows of a table at most; what
 * rows of one table may be pushed into each other. */
static const float TIGHT = 0.45f;
static const float FAR = 1.8f;
static const float PUSHED = -0.15f;

/* Narrows the corridor to what the row leaves of it; false when that is too little. */
static bool
table_keeps_clear(const Layout *layout, guint row_index, float corridor[2])
{
        const LayoutRow *row = layout_row_at(layout, row_index);
        float left = corridor[0], right = corridor[1];
        for (guint i = row->first; i < row->end; i++) {
                const LayoutWord *word = layout_row_word(layout, i);
                if (word->right <= left || word->left >= right)
                        continue;
                if (word->left - left > right - word->right)
                        right = word->left;
                else
                        left = word->right;
        }
        if (right - left < layout_row_corridor(layout, row_index))
                return false;
        corridor[0] = left, corridor[1] = right;
        return true;
}

/* Whether the row has words left and right of the corridor. */
static void
table_sides(const Layout *layout, guint row_index, const float corridor[2], bool *left, bool *right)
{
        const LayoutRow *row = layout_row_at(layout, row_index);
        *left = *left || layout_row_word(layout, row->first)->left < corridor[0];
        *right = *right || layout_row_word(layout, row->end - 1)->right > corridor[1];
}

/* The corridor before the first cell of the row that is not its first word; or between two rows that are pushed into
 * each other, as where a label of two lines stands beside the middle of one. */
static bool
table_find_corridor(const Layout *layout, guint first, guint r, float corridor[2])
{
        const LayoutRow *row = layout_row_at(layout, r);
        for (guint i = row->first + 1; i < row->end; i++)
                if (layout_row_starts_cell(layout, i)) {
                        corridor[0] = layout_row_word(layout, i - 1)->right;
                        corridor[1] = layout_row_word(layout, i)->left;
                        return true;
                }
        if (r == first || layout_row_leading(layout, r - 1, r) >= PUSHED)
                return false;
        const LayoutRow *above = layout_row_at(layout, r - 1);
        const float rights[2] = { layout_row_word(layout, above->end - 1)->right,
                                  layout_row_word(layout, row->end - 1)->right };
        const float lefts[2] = { layout_row_word(layout, above->first)->left,
                                 layout_row_word(layout, row->first)->left };
        corridor[0] = MIN(rights[0], rights[1]);
        corridor[1] = MAX(lefts[0], lefts[1]);
        return corridor[1] - corridor[0] > layout_row_corridor(layout, r);
}

/* The first row from first on that has two cells, where all above it keep to one side of the corridor between them. */
static bool
table_find_seed(const Layout *layout, guint first, guint *ret_seed, float corridor[2])
{
        for (guint r = first; r < layout->rows->len && r <= first + TABLE_AHEAD; r++) {
                if (r > first && layout_row_leading(layout, r - 1, r) > TIGHT)
                        return false;
                if (!table_find_corridor(layout, first, r, corridor))
                        continue;
                *ret_seed = r;
                for (guint above = first; above < r; above++)
                        if (!table_keeps_clear(layout, above, corridor))
                                return false;
                return true;
        }
        return false;
}

/* The row behind the last that belongs to the table. */
static guint
table_find_end(const Layout *layout, guint seed, float corridor[2])
{
        guint cluster = seed, r = seed + 1;
        bool left = true, right = true;
        for (; r < layout->rows->len && r < seed + TABLE_ROWS; r++) {
                const float leading = layout_row_leading(layout, r - 1, r);
                if (leading > FAR || !table_keeps_clear(layout, r, corridor))
                        break;
                if (leading > TIGHT) {
                        if (!left || !right)
                                break;
                        cluster = r, left = false, right = false;
                }
                table_sides(layout, r, corridor, &left, &right);
        }
        return left && right ? r : cluster;
}

bool
layout_table_find(const Layout *layout, guint first, guint *ret_seed, guint *ret_end)
{
        float corridor[2] = { 0, 0 };
        if (!table_find_seed(layout, first, ret_seed, corridor))
                return false;
        *ret_end = table_find_end(layout, *ret_seed, corridor);
        return true;
}
