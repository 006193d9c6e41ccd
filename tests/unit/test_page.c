/* page: text grows to its limit, a box is the smallest around the words it overlaps. */
#include "base/limits.h"
#include "parsers/order/page.h"

#include <string.h>

static void
test_box(void)
{
        g_autoptr(Page) page = page_new(1);
        page_append_word(page, "Family", 0.1f, 0.1f, 0.2f, 0.12f, 1);
        page_append(page, " ");
        page_append_word(page, "Court", 0.25f, 0.1f, 0.3f, 0.13f, 1);
        page_append(page, "\n");
        page_append_word(page, "Order", 0.1f, 0.2f, 0.2f, 0.22f, 1);
        g_assert_cmpstr(page->text, ==, "Family Court\nOrder");
        double box[4];
        g_assert_true(page_box(page, 0, 12, box));
        g_assert_cmpfloat_with_epsilon(box[0], 0.1, 1e-6);
        g_assert_cmpfloat_with_epsilon(box[2], 0.3, 1e-6);
        g_assert_cmpfloat_with_epsilon(box[3], 0.13, 1e-6);
        g_assert_true(page_box(page, 7, 8, box));
        g_assert_cmpfloat_with_epsilon(box[0], 0.25, 1e-6);
        /* the blank between two words has no place */
        g_assert_false(page_box(page, 6, 7, box));
        g_assert_false(page_box(page, 18, 30, box));
}

static void
test_limit(void)
{
        g_autoptr(Page) page = page_new(1);
        g_autofree char *fill = g_strnfill(LIMIT_PAGE_TEXT - 1, 'a');
        page_append(page, fill);
        /* two octets do not fit into one: no half of a character is kept */
        page_append(page, "\xC3\xA9");
        g_assert_cmpuint(page->length, ==, LIMIT_PAGE_TEXT - 1);
        page_append(page, "bc");
        g_assert_cmpuint(page->length, ==, LIMIT_PAGE_TEXT);
        page_append_word(page, "more", 0, 0, 1, 1, 1);
        g_assert_cmpuint(page->spans->len, ==, 0);
        g_assert_cmpuint(strlen(page->text), ==, page->length);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/page/box", test_box);
        g_test_add_func("/page/limit", test_limit);
        return g_test_run();
}
