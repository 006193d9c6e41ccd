/* A table for a terminal: columns as wide as their widest cell, long cells shortened, wide characters counted as two. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <glib.h>

typedef struct Table Table;

/* headings: NULL-terminated. */
Table *table_new(const char *const headings[]);
/* One cell more of the current row; NULL is an empty one. A full row ends by itself. Cells are shortened to width
 * characters (0: never). */
void table_add(Table *table, const char *cell, unsigned width);
/* The whole table, each row a line. New string. */
char *table_print(const Table *table);
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)

#endif
