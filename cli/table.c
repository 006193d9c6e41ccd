#include "cli/table.h"

#include "base/text.h"

struct Table {
        unsigned columns;
        GPtrArray *cells; /* of char*, headings first */
};

Table *
table_new(const char *const headings[])
{
        Table *table = g_new0(Table, 1);
        table->cells = g_ptr_array_new_with_free_func(g_free);
        for (; headings[table->columns] != NULL; table->columns++)
                g_ptr_array_add(table->cells, g_strdup(headings[table->columns]));
        return table;
}

void
table_add(Table *table, const char *cell, unsigned width)
{
        g_autofree char *line = text_one_line(cell == NULL ? "" : cell);
        if (width == 0 || g_utf8_strlen(line, -1) <= (glong) width) {
                g_ptr_array_add(table->cells, g_steal_pointer(&line));
                return;
        }
        g_autofree char *shorter = text_shorten(line, width - 1);
        g_ptr_array_add(table->cells, g_strconcat(shorter, "…", NULL));
}

/* Columns of the terminal that text takes. */
static unsigned
table_width(const char *text)
{
        unsigned width = 0;
        for (; *text != '\0'; text = g_utf8_next_char(text)) {
                const gunichar character = g_utf8_get_char(text);
                width += g_unichar_iszerowidth(character) ? 0 : g_unichar_iswide(character) ? 2 : 1;
        }
        return width;
}

char *
table_print(const Table *table)
{
        g_autofree unsigned *widths = g_new0(unsigned, table->columns);
        for (unsigned i = 0; i < table->cells->len; i++)
                widths[i % table->columns] =
                    MAX(widths[i % table->columns], table_width(g_ptr_array_index(table->cells, i)));
        GString *text = g_string_new(NULL);
        for (unsigned i = 0; i < table->cells->len; i++) {
                const unsigned column = i % table->columns;
                const char *cell = g_ptr_array_index(table->cells, i);
                g_string_append(text, cell);
                if (column + 1 < table->columns) {
                        const unsigned pad = widths[column] - table_width(cell) + 2;
                        for (unsigned blank = 0; blank < pad; blank++)
                                g_string_append_c(text, ' ');
                        continue;
                }
                while (text->len > 0 && text->str[text->len - 1] == ' ')
                        g_string_truncate(text, text->len - 1);
                g_string_append_c(text, '\n');
        }
        return g_string_free(text, FALSE);
}

void
table_free(Table *table)
{
        if (table == NULL)
                return;
        g_ptr_array_unref(table->cells);
        g_free(table);
}
