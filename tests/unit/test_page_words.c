/* Words with their places: what goes into one line, and where it stands. */
#include "parsers/page_words.h"

#include <string.h>

static char *
words_written(Page *page, bool recognised)
{
        g_autoptr(GByteArray) octets = page_words_write(page, recognised);
        return g_strndup((const char *) octets->data, octets->len);
}

static void
test_lines_and_cells(void)
{
        g_autoptr(Page) page = page_new(1);
        page_append_word(page, "Case", 0.1F, 0.1F, 0.15F, 0.12F, 1);
        page_append(page, " ");
        page_append_word(page, "number:", 0.16F, 0.098F, 0.25F, 0.121F, 1);
        page_append(page, "\t");
        page_append_word(page, "ME25F00123", 0.5F, 0.1F, 0.7F, 0.12F, 1);
        page_append(page, "\n");
        page_append_word(page, "\"Zo\303\253\"", 0.1F, 0.2F, 0.2F, 0.22F, 0.5F);
        g_autofree char *text = words_written(page, false);
        g_assert_cmpstr(text, ==,
                        "{\"recognised\":false,\"lines\":[[1000,980,2500,1210,\"Case number:\"],"
                        "[5000,1000,7000,1200,\"ME25F00123\"],[1000,2000,2000,2200,\"\\\"Zo\303\253\\\"\"]]}");
}

static void
test_nothing(void)
{
        g_autoptr(Page) page = page_new(1);
        g_autofree char *empty = words_written(page, true);
        g_assert_cmpstr(empty, ==, "{\"recognised\":true,\"lines\":[]}");
        page_append(page, "text without a place\n");
        g_autofree char *placeless = words_written(page, true);
        g_assert_cmpstr(placeless, ==, empty);
}

static void
test_places_off_the_page(void)
{
        g_autoptr(Page) page = page_new(1);
        page_append_word(page, "edge", -0.5F, -0.001F, 1.5F, 3, 1);
        g_autofree char *text = words_written(page, true);
        g_assert_cmpstr(text, ==, "{\"recognised\":true,\"lines\":[[0,0,10000,10000,\"edge\"]]}");
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/page-words/lines-and-cells", test_lines_and_cells);
        g_test_add_func("/page-words/nothing", test_nothing);
        g_test_add_func("/page-words/off-the-page", test_places_off_the_page);
        return g_test_run();
}
