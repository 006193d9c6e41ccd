/* What is a term of an order and what is not: lists in every manner of numbering, over pages, without numbers. */
#include "parsers/order/terms.h"

#include <string.h>

typedef struct {
        const char *name;
        const char *text;   /* \f starts a page */
        const char *wanted; /* the terms, parted by | */
} Case;

static const Case cases[] = {
/* clang-format off */
#include "tests/unit/term_case.def"
        /* clang-format on */
};

static void
test_case(gconstpointer data)
{
        const Case *c = data;
        g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        g_auto(GStrv) texts = g_strsplit(c->text, "\f", -1);
        for (unsigned i = 0; texts[i] != NULL; i++) {
                Page *page = page_new(i + 1);
                page_append(page, texts[i]);
                g_ptr_array_add(pages, page);
        }
        g_autoptr(View) view = view_new(pages, 65536);
        g_autoptr(GArray) terms = terms_list(view);
        g_autoptr(GString) got = g_string_new(NULL);
        for (unsigned i = 0; i < terms->len; i++)
                g_string_append_printf(got, "%s%s", i > 0 ? "|" : "", g_array_index(terms, Term, i).text);
        g_assert_cmpstr(got->str, ==, c->wanted);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strconcat("/terms/", cases[i].name, NULL);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
