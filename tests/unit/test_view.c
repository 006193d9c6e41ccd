#include "parsers/order/view.h"

/* Octets are counted into the middle of a character: both ends move to where characters begin, and never past the text. */
static void
test_pieces_are_whole_characters(void)
{
        static const struct {
                size_t start, end;
                const char *piece;
        } cases[] = {
                { 0, 2, "a" }, { 0, 3, "a\xC3\xA9" },    { 2, 4, "b" }, { 1, 2, "" },
                { 2, 3, "" },  { 3, 400, "b \xC3\xA9" }, { 9, 4, "" },  { 5, 6, "" },
        };
        g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        Page *page = page_new(1);
        page_append(page, "a\xC3\xA9"
                          "b \xC3\xA9");
        g_ptr_array_add(pages, page);
        g_autoptr(View) view = view_new(pages, 1000);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *piece = view_piece(view, cases[i].start, cases[i].end);
                g_autofree char *trimmed = g_strchomp(g_strdup(piece));
                g_assert_true(g_utf8_validate(piece, -1, NULL));
                g_assert_cmpstr(trimmed, ==, cases[i].piece);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/view/whole-characters", test_pieces_are_whole_characters);
        return g_test_run();
}
