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

/* What stands at the very edge of a page is cut there; so is what goes on in the next line. */
static void
test_cut_at_the_edge(void)
{
        static const struct {
                float right;
                double most;
        } cases[] = { { 0.9f, 0.9 }, { 0.99f, 0.9 }, { 1.0f, 0.1 }, { 1.02f, 0.1 } };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
                Page *page = page_new(1);
                page_append_word(page, "Rise", 0.8f, 0.1f, cases[i].right, 0.12f, 1);
                page_append(page, "\n");
                page_append_word(page, "Home", 0.1f, 0.2f, 0.2f, 0.22f, 1);
                g_ptr_array_add(pages, page);
                g_autoptr(View) view = view_new(pages, 1000);
                FieldValue *whole = view_value(view, FIELD_RESPONDENT_ADDRESS, "Rise, Home", 0, 9, 0.9);
                FieldValue *below = view_value(view, FIELD_RESPONDENT_ADDRESS, "Home", 5, 9, 0.9);
                g_assert_cmpfloat_with_epsilon(whole->confidence, cases[i].most, 1e-6);
                g_assert_cmpfloat_with_epsilon(below->confidence, 0.9, 1e-6);
                field_value_free(whole);
                field_value_free(below);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/view/whole-characters", test_pieces_are_whole_characters);
        g_test_add_func("/view/cut-at-the-edge", test_cut_at_the_edge);
        return g_test_run();
}
