/* What repeats on every page: running heads, page numbers. */
#ifndef PARSERS_ORDER_FURNITURE_H
#define PARSERS_ORDER_FURNITURE_H

#include "parsers/order/view.h"

/* Marks lines at the edges of pages that stand at an edge of another page too, and what says that the paper goes on. furniture
 * has a place for each line of the view. */
void furniture_find(const View *view, bool *furniture);

#endif
