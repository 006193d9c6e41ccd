/* Inside the layout: two columns of running text, read one after the other. */
#ifndef PARSERS_DOCUMENT_LAYOUT_COLUMN_H
#define PARSERS_DOCUMENT_LAYOUT_COLUMN_H

#include "parsers/document/layout_row.h"

/* Writes the rows from first on as two columns; the row behind them, or first when they are none. */
guint layout_column_write(const Layout *layout, guint first, Page *page);

#endif
