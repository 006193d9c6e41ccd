/* Cells of a table for a spreadsheet. */
#include "base/csv.h"

static void
test_cells(void)
{
        static const struct {
                const char *name, *cell, *written;
        } cases[] = {
                { "plain", "Medway", "Medway" },
                { "nothing", NULL, "" },
                { "empty", "", "" },
                { "comma", "a, b", "\"a, b\"" },
                { "quote", "a \"b\"", "\"a \"\"b\"\"\"" },
                { "lines", "a\nb", "\"a\nb\"" },
                { "formula", "=1+1", "\"'=1+1\"" },
                { "at sign", "@SUM(A1)", "\"'@SUM(A1)\"" },
                { "minus", "-1", "\"'-1\"" },
                { "minus inside", "a-1", "a-1" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GString) text = g_string_new(NULL);
                csv_cell(text, cases[i].cell);
                g_test_message("%s", cases[i].name);
                g_assert_cmpstr(text->str, ==, cases[i].written);
        }
}

static void
test_line(void)
{
        static const char *const cells[] = { "a", "", "b,c", NULL };
        g_autoptr(GString) text = g_string_new(NULL);
        csv_line(text, cells);
        g_assert_cmpstr(text->str, ==, "a,,\"b,c\"\r\n");
}

int
main(int argc, char *argv[])
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/csv/cells", test_cells);
        g_test_add_func("/csv/line", test_line);
        return g_test_run();
}
