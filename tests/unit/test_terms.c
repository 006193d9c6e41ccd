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

/* A crooked scan: the line below "(b) go to Elm Cottage," starts a little left of its sign, and the comma left it open. */
static void
test_crooked(void)
{
        static const struct {
                const char *words;
                float left;
        } lines[] = { { "The respondent must not:", 0.17F },
                      { "(a) contact the applicant", 0.17F },
                      { "(b) go to the property known as Elm Cottage,", 0.17F },
                      { "Dover, CT97 1AB", 0.16F },
                      { "This order lasts until 3 May 2027.", 0.16F } };
        g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        Page *page = page_new(1);
        for (unsigned i = 0; i < G_N_ELEMENTS(lines); i++) {
                g_auto(GStrv) words = g_strsplit(lines[i].words, " ", -1);
                float left = lines[i].left;
                const float top = 0.1F + 0.02F * (float) i;
                for (unsigned k = 0; words[k] != NULL; k++) {
                        const float right = left + 0.009F * (float) strlen(words[k]);
                        page_append(page, k > 0 ? " " : "");
                        page_append_word(page, words[k], left, top, right, top + 0.012F, 0.96F);
                        left = right + 0.009F;
                }
                page_append(page, "\n");
        }
        g_ptr_array_add(pages, page);
        g_autoptr(View) view = view_new(pages, 65536);
        g_autoptr(GArray) terms = terms_list(view);
        g_assert_cmpuint(terms->len, ==, 2);
        g_assert_cmpstr(g_array_index(terms, Term, 1).text, ==,
                        "go to the property known as Elm Cottage, Dover, CT97 1AB");
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strconcat("/terms/", cases[i].name, NULL);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        g_test_add_func("/terms/crooked-scan", test_crooked);
        return g_test_run();
}
