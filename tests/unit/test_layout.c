/* Words with places become lines: columns, tables, what lies across the page. */
#include "parsers/document/layout.h"

#include <string.h>

static void
test_layout_columns(void)
{
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (unsigned line = 0; line < 12; line++)
                for (unsigned word = 0; word < 10; word++) {
                        g_autofree char *text = g_strdup_printf("%c%u", word < 5 ? 'l' : 'r', line);
                        const double left = 30 + 50 * word + (word < 5 ? 0 : 40);
                        layout_add(layout, text, left, 50 + 14 * line, left + 45, 62 + 14 * line, 1);
                }
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_true(g_str_has_prefix(page->text, "l0 l0 l0 l0 l0\nl1"));
        g_assert_nonnull(strstr(page->text, "l11\n\nr0 r0"));
}

static void
test_layout_watermark(void)
{
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        layout_add(layout, "one", 50, 100, 80, 112, 1);
        layout_add(layout, "two", 84, 100, 110, 112, 1);
        layout_add(layout, "DRAFT", 60, 20, 500, 700, 1);
        layout_add(layout, "three", 50, 114, 80, 126, 1);
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_cmpstr(page->text, ==, "one two\nthree\n\nDRAFT\n");
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/layout/columns", test_layout_columns);
        g_test_add_func("/layout/watermark", test_layout_watermark);
        return g_test_run();
}
