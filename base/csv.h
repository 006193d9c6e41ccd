/* Tables for a spreadsheet (RFC 4180), one cell after another. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <glib.h>

/* A cell that a spreadsheet would take for a formula is told to be text; what comes from mails could be one. NULL: an empty cell. */
void csv_cell(GString *text, const char *cell);
/* Cells with commas between them, and the end of the line. cells ends with NULL. */
void csv_line(GString *text, const char *const *cells);

#endif
