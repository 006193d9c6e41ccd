#include "base/csv.h"

#include <stdbool.h>
#include <string.h>

void
csv_cell(GString *text, const char *cell)
{
        if (cell == NULL)
                return;
        const bool formula = *cell != '\0' && strchr("=+-@\t\r", *cell) != NULL;
        const bool quoted = formula || strpbrk(cell, ",\"\r\n") != NULL;
        if (quoted)
                g_string_append_c(text, '"');
        if (formula)
                g_string_append_c(text, '\'');
        for (; *cell != '\0'; cell++) {
                if (*cell == '"')
                        g_string_append_c(text, '"');
                g_string_append_c(text, *cell);
        }
        if (quoted)
                g_string_append_c(text, '"');
}

void
csv_line(GString *text, const char *const *cells)
{
        for (unsigned i = 0; cells[i] != NULL; i++) {
                if (i > 0)
                        g_string_append_c(text, ',');
                csv_cell(text, cells[i]);
        }
        g_string_append(text, "\r\n");
}
