#include "parsers/document/layout_column.h"

/* A gutter between columns lies in the middle, is this wide in heights, with lines this long on both sides. */
static const float GUTTER_GAP = 1.2f;
static const float COLUMN_WIDTH = 0.28f;
/* So near to the gutter of the rows above is the same gutter; in parts of the page's width. */
static const float SAME_GUTTER = 0.03f;
enum { COLUMN_ROWS = 8, COLUMN_WORDS = 4 };

/* The first word right of a gutter in the middle of the page, where both sides are lines of text; 0 when there is none. */
static guint
column_find_gutter(const Layout *layout, const LayoutRow *row)
{
        for (guint i = row->first + COLUMN_WORDS; i + COLUMN_WORDS <= row->end; i++) {
                const LayoutWord *before = layout_row_word(layout, i - 1), *word = layout_row_word(layout, i);
                const float middle = (before->right + word->left) / 2 / layout->width;
                if (layout_row_gap(layout, i) > GUTTER_GAP && middle > 0.4f && middle < 0.6f &&
                    before->right - layout_row_word(layout, row->first)->left > COLUMN_WIDTH * layout->width &&
                    layout_row_word(layout, row->end - 1)->right - word->left > COLUMN_WIDTH * layout->width)
                        return i;
        }
        return 0;
}

/* The same in the last lines of paragraphs, which are shorter: the right column starts where it did. */
static guint
column_find_again(const Layout *layout, const LayoutRow *row, float left)
{
        for (guint i = row->first + 1; i < row->end; i++)
                if (layout_row_gap(layout, i) > GUTTER_GAP &&
                    ABS(layout_row_word(layout, i)->left - left) < SAME_GUTTER * layout->width)
                        return i;
        return 0;
}

/* The end of the run of rows from first on that are two columns of text; first when they are none. */
static guint
column_find_end(const Layout *layout, guint first)
{
        guint end = first, full = 0;
        float start = 0;
        for (guint r = first; r < layout->rows->len; r++) {
                LayoutRow *row = layout_row_at(layout, r);
                row->gutter = column_find_gutter(layout, row);
                if (row->gutter != 0) {
                        start = layout_row_word(layout, row->gutter)->left;
                        full++;
                        end = r + 1;
                        continue;
                }
                row->gutter = full == 0 ? 0 : column_find_again(layout, row, start);
                if (row->gutter != 0) {
                        end = r + 1;
                        continue;
                }
                /* the last line of a paragraph is short: it stays in its column when it keeps clear of the middle */
                const float left = layout_row_word(layout, row->first)->left / layout->width;
                const float right = layout_row_word(layout, row->end - 1)->right / layout->width;
                if (full == 0 || (right > 0.52f && left < 0.48f))
                        break;
        }
        return full >= COLUMN_ROWS ? end : first;
}

/* Running text in the left column alone tells two columns from a table of short labels and their values. */
enum { PROSE_ROWS = 10, PROSE_LINES = 3, PROSE_WORDS = 5 };
static const float PROSE_FULL = 0.8f;

typedef struct {
        float left, right; /* what all rows so far leave free */
} Strip;

/* Narrows the strip to the widest part of it that the row leaves free, or to the first that is wide enough; false when none
 * is as wide as a gutter. */
static bool
column_narrow(const Layout *layout, const LayoutRow *row, bool is_first, Strip *strip)
{
        const float least = GUTTER_GAP * (row->bottom - row->top);
        float from = strip->left, best = 0;
        Strip widest = *strip;
        for (guint i = row->first; i <= row->end; i++) {
                const LayoutWord *word = i < row->end ? layout_row_word(layout, i) : NULL;
                const float until = word == NULL ? strip->right : CLAMP(word->left, strip->left, strip->right);
                if (until - from > best && !(is_first && best > least)) {
                        best = until - from;
                        widest = (Strip){ from, until };
                }
                if (word != NULL)
                        from = MAX(from, MIN(word->right, strip->right));
        }
        *strip = widest;
        return best > least;
}

/* The first word right of the strip; the row's end for none. */
static guint
column_word_behind(const Layout *layout, const LayoutRow *row, const Strip *strip)
{
        guint i = row->first;
        while (i < row->end && (layout_row_word(layout, i)->left + layout_row_word(layout, i)->right) / 2 < strip->left)
                i++;
        return i;
}

/* Whether the left side of the rows [first, end) holds a paragraph: lines as wide as the column, that go on in small letters. */
static bool
column_has_prose(const Layout *layout, guint first, guint end, const Strip *strip)
{
        float left = layout->width, right = 0;
        for (guint r = first; r < end; r++) {
                const LayoutRow *row = layout_row_at(layout, r);
                const guint gutter = column_word_behind(layout, row, strip);
                if (gutter == row->first)
                        continue;
                left = MIN(left, layout_row_word(layout, row->first)->left);
                right = MAX(right, layout_row_word(layout, gutter - 1)->right);
        }
        guint run = 0;
        for (guint r = first; r < end && run < PROSE_LINES; r++) {
                const LayoutRow *row = layout_row_at(layout, r);
                const guint gutter = column_word_behind(layout, row, strip);
                const bool full = gutter >= row->first + PROSE_WORDS &&
                                  layout_row_word(layout, gutter - 1)->right - left > PROSE_FULL * (right - left);
                const char *text = layout_row_text(layout, layout_row_word(layout, row->first));
                const bool goes_on = g_unichar_islower(g_utf8_get_char(text));
                run = !full ? 0 : run == 0 || goes_on ? run + 1 : 1;
        }
        return run >= PROSE_LINES;
}

/* What the right side says where the left one holds short lines only. */
enum { FACT_ROWS = 6, TOLD = 2 };

/* The number of "2.", "(2)", "(b)" or "b)" at the word; 0 for none. */
static guint
column_number(const Layout *layout, guint index)
{
        const char *text = layout_row_text(layout, layout_row_word(layout, index));
        const char *digit = text[0] == '(' ? text + 1 : text;
        char *end = NULL;
        if (g_ascii_islower(digit[0]) && digit[1] == ')' && digit[2] == '\0')
                return (guint) (digit[0] - 'a') + 1;
        const guint64 value = g_ascii_isdigit(digit[0]) ? g_ascii_strtoull(digit, &end, 10) : 0;
        const bool closed = value > 0 && value < 100 && (end[0] == '.' || end[0] == ')') && end[1] == '\0';
        return closed ? (guint) value : 0;
}

/* Paragraphs that count up on the right, with lines beside each that do not: no row of a table begins like that. least: of
 * such lines from one paragraph to the next, of which one that goes on in small letters is a label's second line. */
static bool
column_counts_right(const Layout *layout, guint first, guint end, const Strip *strip, guint least)
{
        guint last = 0, beside = 0, lines = 0;
        for (guint r = first; r < end; r++) {
                const LayoutRow *row = layout_row_at(layout, r);
                const guint gutter = column_word_behind(layout, row, strip);
                const guint number = gutter < row->end ? column_number(layout, gutter) : 0;
                if (gutter > row->first && column_number(layout, row->first) > 0)
                        return false;
                if (number == last + 1) {
                        beside += last > 0 && lines >= least;
                        lines = 0;
                        last = number;
                }
                const char *text = layout_row_text(layout, layout_row_word(layout, row->first));
                lines += gutter > row->first && (least < TOLD || !g_unichar_islower(g_utf8_get_char(text)));
        }
        return last > TOLD && beside >= TOLD;
}

/* Paragraphs that count up on the left and on from there on the right: no table does. */
static bool
column_counts_on(const Layout *layout, guint first, guint end, const Strip *strip)
{
        guint left = 0, right = 0, opened = 0, rights = 0;
        bool heads = false; /* the right side begins with its number */
        for (guint r = first; r < end; r++) {
                const LayoutRow *row = layout_row_at(layout, r);
                const guint gutter = column_word_behind(layout, row, strip);
                const guint beside = gutter < row->end ? column_number(layout, gutter) : 0;
                const guint number = gutter > row->first ? column_number(layout, row->first) : 0;
                left = number == left + 1 ? number : left;
                opened = opened == 0 ? beside : opened;
                rights += gutter < row->end;
                heads = heads || (rights == 1 && beside > 0);
                right = beside > 0 && (right == 0 || beside == right + 1) ? beside : right;
        }
        return left >= TOLD && opened == left + 1 && (right > opened || (heads && left > TOLD));
}

/* The word that opens the row's left or right side; NULL for none. */
static const char *
column_opening(const Layout *layout, guint r, const Strip *strip, bool is_right)
{
        const LayoutRow *row = layout_row_at(layout, r);
        const guint gutter = column_word_behind(layout, row, strip);
        if (is_right ? gutter == row->end : gutter == row->first)
                return NULL;
        return layout_row_text(layout, layout_row_word(layout, is_right ? gutter : row->first));
}

/* Lines on one side that begin something new while a sentence on the other goes on: a cell's label stands beside its first
 * line or, alone, in the middle. */
static bool
column_has_sentences(const Layout *layout, guint first, guint end, const Strip *strip, bool is_right)
{
        guint paragraphs = 0, beside = 0, inner = 0, inside = 0, waiting = 0;
        bool counted = false;
        for (guint r = first; r < end; r++) {
                const char *beside_it = column_opening(layout, r, strip, !is_right);
                const char *sentence = column_opening(layout, r, strip, is_right);
                const bool news = beside_it != NULL && !g_unichar_islower(g_utf8_get_char(beside_it));
                const bool goes_on = sentence != NULL && g_unichar_islower(g_utf8_get_char(sentence));
                if (sentence != NULL && !goes_on) {
                        beside = news;
                        inner = 0;
                        counted = false;
                        waiting = 0;
                        continue;
                }
                inner += news;
                waiting += news;
                inside += goes_on ? waiting : 0;
                waiting = goes_on ? 0 : waiting;
                if (goes_on && inner > 0 && beside + inner >= TOLD && !counted) {
                        paragraphs++;
                        counted = true;
                }
        }
        /* labels stand on the left: right of the sentences little is told by less */
        return paragraphs >= TOLD || (!is_right && paragraphs > 0 && inside >= TOLD);
}

/* The extent of what a row holds on one side of the strip; false for nothing. */
static bool
column_side_extent(const Layout *layout, guint r, const Strip *strip, bool is_right, Strip *ret)
{
        const LayoutRow *row = layout_row_at(layout, r);
        const guint gutter = column_word_behind(layout, row, strip);
        const guint from = is_right ? gutter : row->first, until = is_right ? row->end : gutter;
        *ret = (Strip){ G_MAXFLOAT, 0 };
        for (guint i = from; i < until; i++) {
                ret->left = MIN(ret->left, layout_row_word(layout, i)->top);
                ret->right = MAX(ret->right, layout_row_word(layout, i)->bottom);
        }
        return until > from;
}

/* In heights of a line: what parts paragraphs of a bar; the white that parts rows of a table at least; so near to each other
 * stand a label and its value. */
static const float APART = 0.6f;
static const float BAND = 0.3f;
static const float BESIDE = 0.12f;
enum { NEAR = 5, LOOSE = 4 };

/* Whether the paragraph that opens at own, below the line that ends at above, opens beside the middle of something: the other
 * side prints on between the two, and none of its lines stands where this one does. */
static bool
column_opens_beside(const Layout *layout, guint r, const Strip *strip, bool is_right, float above, const Strip *own)
{
        const float height = own->right - own->left;
        float free = 0, at = above;
        Strip other;
        for (guint k = r > NEAR ? r - NEAR : 0; k < MIN(r + NEAR, layout->rows->len); k++) {
                if (!column_side_extent(layout, k, strip, !is_right, &other))
                        continue;
                if (ABS(other.left + other.right - own->left - own->right) < 2 * BESIDE * height)
                        return false;
                if (other.right <= at || other.left >= own->left)
                        continue;
                free = MAX(free, other.left - at);
                at = MAX(at, other.right);
        }
        free = MAX(free, own->left - at);
        return at > above && free < BAND * height;
}

/* A bar whose paragraphs open wherever the other side happens to be: what stands beside it is no row of a table. Printed pages
 * only: recognition does not know lines so well. */
static bool
column_is_loose(const Layout *layout, guint first, guint end, const Strip *strip, bool is_right)
{
        guint opened = 0, loose = 0;
        float above = -1;
        if (layout_row_word(layout, layout_row_at(layout, first)->first)->certainty < 1)
                return false;
        for (guint r = first; r < end; r++) {
                Strip own;
                if (!column_side_extent(layout, r, strip, is_right, &own))
                        continue;
                if (above >= 0 && own.left - above > APART * (own.right - own.left)) {
                        opened++;
                        loose += column_opens_beside(layout, r, strip, is_right, above, &own);
                }
                above = own.right;
        }
        return loose >= LOOSE && loose * 2 >= opened;
}

/* Pairs of label and value on either side, and the white between them in heights of a line. */
enum { CROSSED_LEAST = 2, CROSSED_MOST = 12 };
static const float CROSSED_GAP = 0.7f;

/* Blocks of lines on one side: the rows in which they begin, and whether each holds a label and what it says. */
typedef struct {
        guint starts[CROSSED_MOST];
        guint count;
        bool labelled; /* two lines or more in each */
} Blocks;

/* The blocks on one side of the rows [first, end), parted by more white than stands between their lines. */
static Blocks
column_find_blocks(const Layout *layout, guint first, guint end, const Strip *strip, bool is_right)
{
        Blocks blocks = { .labelled = true };
        guint lines = 0; /* of the last block */
        float above = 0;
        for (guint r = first; r < end; r++) {
                Strip own;
                if (!column_side_extent(layout, r, strip, is_right, &own))
                        continue;
                const bool opens = lines == 0 || own.left - above > CROSSED_GAP * (own.right - own.left);
                above = own.right;
                blocks.labelled = blocks.labelled && !(opens && lines == 1);
                lines = opens ? 1 : lines + 1;
                if (!opens)
                        continue;
                if (blocks.count == CROSSED_MOST)
                        return (Blocks){ .count = 0 };
                blocks.starts[blocks.count++] = r;
        }
        blocks.labelled = blocks.labelled && lines > 1;
        return blocks;
}

/* A label over its value, one such pair below the other on both sides, and none beside another: no rows of a table. */
static bool
column_is_crossed(const Layout *layout, guint first, guint end, const Strip *strip)
{
        const Blocks left = column_find_blocks(layout, first, end, strip, false);
        const Blocks right = column_find_blocks(layout, first, end, strip, true);
        for (guint i = 0; i < left.count; i++)
                for (guint k = 0; k < right.count; k++)
                        if (left.starts[i] == right.starts[k])
                                return false;
        return left.labelled && right.labelled && left.count >= CROSSED_LEAST && right.count >= CROSSED_LEAST;
}

/* Where a gutter is looked for, in parts of the page's width: in the middle, or beside a narrow column of facts. */
typedef enum { GUTTER_MIDDLE, GUTTER_RIGHT, GUTTER_LEFT } Gutter;
static const Strip gutters[] = {
        [GUTTER_MIDDLE] = { 0.4f, 0.62f }, [GUTTER_RIGHT] = { 0.58f, 0.78f }, [GUTTER_LEFT] = { 0.18f, 0.42f }
};

/* The same for columns of which one holds other things than running text: a strip that many rows leave free. */
static guint
column_find_strip(const Layout *layout, guint first, Gutter where)
{
        Strip strip = { gutters[where].left * layout->width, gutters[where].right * layout->width };
        guint end = first, lefts = 0, rights = 0, aligned = 0;
        while (end < layout->rows->len &&
               column_narrow(layout, layout_row_at(layout, end), where != GUTTER_MIDDLE, &strip))
                end++;
        float start = layout->width;
        for (guint r = first; r < end; r++) {
                const LayoutRow *row = layout_row_at(layout, r);
                const guint gutter = column_word_behind(layout, row, &strip);
                lefts += gutter > row->first;
                rights += gutter < row->end;
                if (gutter < row->end)
                        start = MIN(start, layout_row_word(layout, gutter)->left);
        }
        for (guint r = first; r < end; r++) {
                LayoutRow *row = layout_row_at(layout, r);
                const guint gutter = column_word_behind(layout, row, &strip);
                aligned +=
                    gutter < row->end && layout_row_word(layout, gutter)->left - start < SAME_GUTTER * layout->width;
                row->gutter = gutter < row->end && gutter > row->first ? gutter : 0;
        }
        const bool straight = aligned * 3 >= rights * 2;
        if (where != GUTTER_MIDDLE && straight && lefts >= FACT_ROWS && rights >= FACT_ROWS &&
            (column_has_sentences(layout, first, end, &strip, where == GUTTER_LEFT) ||
             (where == GUTTER_LEFT && column_counts_right(layout, first, end, &strip, TOLD)) ||
             column_is_loose(layout, first, end, &strip, where == GUTTER_RIGHT)))
                return end;
        if (where == GUTTER_MIDDLE && straight && lefts >= PROSE_ROWS && rights >= PROSE_ROWS &&
            column_has_prose(layout, first, end, &strip))
                return end;
        if (where == GUTTER_MIDDLE && straight && lefts >= FACT_ROWS && rights >= FACT_ROWS &&
            (column_counts_right(layout, first, end, &strip, 1) || column_counts_on(layout, first, end, &strip) ||
             column_has_sentences(layout, first, end, &strip, true)))
                return end;
        if (where == GUTTER_MIDDLE && straight && column_is_crossed(layout, first, end, &strip))
                return end;
        for (guint r = first; r < end; r++)
                layout_row_at(layout, r)->gutter = 0;
        return first;
}

static const float EDGE = 0.02f; /* of the page's width: what a line may stand out */

/* One side of the rows [first, end). */
static void
column_write_side(const Layout *layout, guint first, guint end, bool is_right, Page *page)
{
        guint before = G_MAXUINT;
        /* a row of one side lies where its side does: the right one begins at the leftmost word behind a gutter */
        float middle = layout->width;
        for (guint r = first; r < end; r++) {
                const LayoutRow *row = layout_row_at(layout, r);
                if (row->gutter != 0)
                        middle = MIN(middle, layout_row_word(layout, row->gutter)->left - EDGE * layout->width);
        }
        middle = middle < layout->width ? middle : 0.48f * layout->width;
        for (guint r = first; r < end; r++) {
                const LayoutRow *row = layout_row_at(layout, r);
                const bool lies_right = layout_row_word(layout, row->first)->left > middle;
                const guint gutter = row->gutter != 0 ? row->gutter : lies_right ? row->first : row->end;
                if (is_right ? gutter == row->end : gutter == row->first)
                        continue;
                if (before != G_MAXUINT)
                        layout_row_write_leading(layout, before, r, page);
                layout_row_write_words(layout, is_right ? gutter : row->first, is_right ? row->end : gutter, page);
                page_append(page, "\n");
                before = r;
        }
}

guint
layout_column_write(const Layout *layout, guint first, Page *page)
{
        guint end = column_find_end(layout, first);
        for (Gutter where = GUTTER_MIDDLE; end == first && where <= GUTTER_LEFT; where++)
                end = column_find_strip(layout, first, where);
        if (end == first)
                return first;
        column_write_side(layout, first, end, false, page);
        page_append(page, "\n");
        column_write_side(layout, first, end, true, page);
        return end;
}
