/* Inside the layout: where a table starts and ends, by the white between its columns. */
#ifndef PARSERS_DOCUMENT_LAYOUT_TABLE_H
#define PARSERS_DOCUMENT_LAYOUT_TABLE_H

#include "parsers/document/layout_row.h"

/* True when rows from first on may be a table of two columns or more: *ret_seed is the first row with two cells, *ret_end
 * the row behind the last. */
bool layout_table_find(const Layout *layout, guint first, guint *ret_seed, guint *ret_end);

#endif
