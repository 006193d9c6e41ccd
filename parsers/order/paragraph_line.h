/* What a line of print says of itself: whether it heads a part, begins anew or goes on with the paragraph above it. */
#ifndef PARSERS_ORDER_PARAGRAPH_LINE_H
#define PARSERS_ORDER_PARAGRAPH_LINE_H

#include "parsers/order/paragraph.h"

/* A few words with capitals, alone above a blank line's end. */
bool paragraph_line_is_heading(const View *view, const ViewLine *line);
/* "Result: fine", "Served? Yes": what a register or a form says next. */
bool paragraph_line_is_labelled(const View *view, const ViewLine *line);
/* Whether the line's first word goes on with a name whose first ends the paragraph. */
bool paragraph_line_is_name(const View *view, const Paragraph *last, const ViewLine *line);
/* Whether the paragraph is a title in capitals over the line, a sentence. */
bool paragraph_line_is_titled(const View *view, const Paragraph *last, const ViewLine *line);
/* Below the words of an item, right of its number. */
bool paragraph_line_hangs(const View *view, const Paragraph *last, const ViewLine *line);
/* Whether the line opens with the words that opened the paragraph, down to those that forbid. */
bool paragraph_line_says_again(const View *view, const Paragraph *last, const ViewLine *line);
/* Whether it opens a sentence of its own, "He must not ...". wraps: its first word found no room above. */
bool paragraph_line_opens_sentence(const View *view, const ViewLine *line, bool wraps);
/* In a list of capitals, whether the line stands between the item and the next number. */
bool paragraph_line_is_loud_rest(const View *view, const Paragraph *last, const ViewLine *line);

#endif
