/* The sign in front of an item of a list: "1.", "(b)", "iv)", "8.2", a bullet. */
#ifndef PARSERS_ORDER_MARK_H
#define PARSERS_ORDER_MARK_H

#include "parsers/order/paragraph.h"

typedef struct {
        ParagraphStyle style;
        unsigned value;
        unsigned major; /* of "8.2" */
        size_t length;  /* octets with the blanks behind it */
        bool weak;
        bool roman; /* a letter that may be a Roman number too */
        bool apart; /* no item of what leads the one before */
        unsigned roman_value;
} Mark;

/* Whether text opens with a mark and has something behind it on its line. */
bool mark_read(const char *text, Mark *mark);
/* The number of a numbered paragraph that the line opens; 0 when it opens none. */
unsigned mark_numbered(const View *view, const ViewLine *line);

#endif
