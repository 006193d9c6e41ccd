/* Columns: what stands below a cell and goes on with it. */
#ifndef PARSERS_ORDER_COLUMN_H
#define PARSERS_ORDER_COLUMN_H

#include "parsers/order/view.h"

/* Whether other cells stand on the line of the octet: its column may be too narrow for its text. */
bool column_is_one_of_several(const View *view, size_t start);
/* The cell on the next line that stands in the column of the cell at start. table: cells further left may go on as well;
 * else such a cell opens another row. False when the column ends there or the format has no places. */
bool column_below(const View *view, size_t start, bool table, size_t *ret_start, size_t *ret_end);
/* Whether the line of the octet begins something new: a blank line or a new page above it, or a label at its start. */
bool column_is_apart(const View *view, size_t start);
/* Whether the first word of what stands below found no room beside the cell at start: the column broke a line there. */
bool column_is_full(const View *view, size_t start);
/* All of the cell that begins with [start, end): the lines below it in its column, joined by blanks where the column broke
 * them and by ", " where each is a line of its own. New string. */
char *column_text(const View *view, size_t start, size_t end, bool table);

#endif
