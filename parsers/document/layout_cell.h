/* Inside the layout: rows of a table whose cells hold several lines. A label that its narrow column broke stays together,
 * and so does the value beside it, wherever in their cells they stand. */
#ifndef PARSERS_DOCUMENT_LAYOUT_CELL_H
#define PARSERS_DOCUMENT_LAYOUT_CELL_H

#include "parsers/document/layout_row.h"

/* Writes the table that starts with the row, cell by cell; the row behind it, or first when there is none. */
guint layout_cell_write(const Layout *layout, guint first, Page *page);

#endif
