/* Words with places become lines: rows by height, a tab at a wide gap, a blank line at a wide leading, real columns
 * one after the other, words across the page (a watermark) at its end. For pages that were printed (PDF) and pages that
 * were read from a picture. */
#ifndef PARSERS_DOCUMENT_LAYOUT_H
#define PARSERS_DOCUMENT_LAYOUT_H

#include "parsers/order/page.h"

typedef struct Layout Layout;

/* Where the text runs on the page. */
typedef enum { LAYOUT_RIGHT, LAYOUT_DOWN, LAYOUT_LEFT, LAYOUT_UP } LayoutDirection;

/* width and height of the page in the unit of the words' places; top counts downwards. */
Layout *layout_new(double width, double height, LayoutDirection direction);
/* certainty: 1 for printed text, else what character recognition says, 0..1. */
void layout_add(Layout *layout, const char *word, double left, double top, double right, double bottom,
                double certainty);
/* The same for a word of a line that does not run straight, on a page whose text runs right: in its row it counts as from
 * top to bottom, on the page it stands lower by drop. */
void layout_add_aslant(Layout *layout, const char *word, double left, double top, double right, double bottom,
                       double certainty, double drop);
/* Writes all words into page, their places as fractions. */
void layout_write(Layout *layout, Page *page);
void layout_free(Layout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layout, layout_free)

#endif
