/* Labels in words that no list has: what a short piece in a label's place asks for, told by the words in it. */
#ifndef PARSERS_ORDER_LABEL_SHAPE_H
#define PARSERS_ORDER_LABEL_SHAPE_H

#include "parsers/order/label.h"

/* Whether text[0, length), a cell or what stands before a colon, asks for something that the readers want. The answer to
 * it still has to look like one: the words alone are weak evidence. No more than
 * most words of it are about nothing known. */
bool label_shape_role(const char *text, size_t length, unsigned most, LabelRole *ret_role);
/* Whether what stands at [start, end) can answer a label of that role: a date where one is asked for. */
bool label_shape_answers(const View *view, LabelRole role, size_t start, size_t end);

#endif
