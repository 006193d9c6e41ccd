/* pagination: printed page numbers, pages put in order, pages that are missing. */
#include "parsers/order/pagination.h"

#include <string.h>

static Page *
page_of(unsigned number, const char *text)
{
        Page *page = page_new(number);
        page_append(page, text);
        return page;
}

static void
test_printed(void)
{
        static const struct {
                const char *text;
                unsigned number, total;
        } cases[] = {
                { "Order\nThe court orders\nPage 2 of 4", 2, 4 },
                { "Order\nPAGE 2 OF 4\n", 2, 4 },
                { "Tudalen 2 o 4\nGorchymyn", 2, 4 },
                { "Case ME24F00123\tPage 3/4\n1. The respondent must not", 3, 4 },
                { "Non-molestation order ME24F00123 Page 1 of 3\ntext", 1, 3 },
                { "text\n- 2 -", 2, 0 },
                { "text\n2/4", 2, 4 },
                { "text\n(2 of 4)", 2, 4 },
                { "text\nPage 7", 7, 0 },
                /* a total below the number is a misreading */
                { "text\nPage 7 of 4", 0, 0 },
                /* a bundle's count says nothing of the order */
                { "text\nPage 13 of 250", 0, 0 },
                { "Bundle page 113 of 250\ntext\nmore\nPage 2 of 3", 2, 3 },
                { "see page 2 of 4", 0, 0 },
                { "Fax 01632 960111\tP. 02/05\ntext", 0, 0 },
                { "text\n02/05", 0, 0 },
                { "text\n1. The respondent must not", 0, 0 },
                { "text\nDated 3/4/2024", 0, 0 },
                { "ME24F00123", 0, 0 },
                { "Applicant\t2", 0, 0 },
                { "", 0, 0 },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(Page) page = page_of(1, cases[i].text);
                const PageNumber number = pagination_of(page);
                g_test_message("%s", cases[i].text);
                g_assert_cmpuint(number.number, ==, cases[i].number);
                g_assert_cmpuint(number.total, ==, cases[i].total);
        }
        /* a running text has no pages, whatever its cached fields say */
        g_autoptr(Page) flow = page_of(0, "text\nPage 1 of 4");
        g_assert_cmpuint(pagination_of(flow).number, ==, 0);
        /* letters stand for figures only where the page was recognised */
        g_autoptr(Page) printed = page_of(1, "text\nPage l of 4");
        g_assert_cmpuint(pagination_of(printed).number, ==, 0);
        g_autoptr(Page) read = page_new(1);
        page_append_word(read, "text", 0, 0, 1, 1, 0.9f);
        page_append(read, "\nPage l 0f 4");
        g_assert_cmpuint(pagination_of(read).number, ==, 1);
        g_assert_cmpuint(pagination_of(read).total, ==, 4);
}

/* Pages by what they print; "!" marks one on which a paper begins, "=" one whose text is that of the page before it. */
typedef struct {
        const char *name;
        const char *pages;  /* parted by spaces: "1/4!", "-" for a page without a number, "_" for one without text */
        const char *sorted; /* positions, as they are read */
        bool misses;
} Case;

static const Case cases[] = {
        { "whole", "1/3! 2/3 3/3", "1 2 3", false },
        { "middle", "1/4! 2/4 4/4", "1 2 3", true },
        { "last", "1/4! 2/4 3/4", "1 2 3", true },
        { "first", "2/4 3/4 4/4", "1 2 3", true },
        { "single", "2/3", "1", true },
        { "mixed", "3/4 1/4! 4/4 2/4", "2 4 1 3", false },
        { "reversed", "3/3 2/3 1/3!", "3 2 1", false },
        { "twice", "1/3! 2/3 2/3= 3/3", "1 2 4", false },
        { "blank-backs", "1/2! _ 2/2 _", "1 2 3 4", false },
        { "title-without-number", "-! 2/3 3/3", "1 2 3", false },
        { "unread-number", "1/4! - 3/4 4/4", "1 2 3 4", false },
        { "one-unread-two-missing", "1/4! - 4/4", "1 2 3", true },
        { "two-papers", "1/2! 2/2 1/3! 2/3 3/3", "1 2 3 4 5", false },
        { "two-papers-alike", "1/2! 2/2 1/2! 2/2", "1 2 3 4", false },
        { "second-paper-cut", "1/2! 2/2 1/3! 3/3", "1 2 3 4", true },
        { "first-paper-cut", "1/3! 3/3 1/3! 2/3 3/3", "1 2 3 4 5", true },
        { "letter-counted-and-left-out", "2/5! 3/5 4/5 5/5", "1 2 3 4", false },
        { "part-of-a-numbered-file", "3/9! 4/9 5/9", "1 2 3", false },
        { "part-of-a-numbered-file-cut", "3/9! 5/9 6/9", "1 2 3", true },
        { "statement-in-place-of-the-last", "1/3! 2/3 -!", "1 2 3", true },
        { "form-number", "1/4! 1/4 1/4", "1 2 3", false },
        { "no-numbers", "-! - -", "1 2 3", false },
        { "counted", "1! 2 4", "1 2 3", true },
        { "counted-whole", "1! 2 3", "1 2 3", false },
        { "two-figures", "1! 3", "1 2", false },
};

static void
test_case(gconstpointer data)
{
        const Case *test = data;
        g_auto(GStrv) words = g_strsplit(test->pages, " ", -1);
        g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        bool first[16] = { false };
        for (unsigned i = 0; words[i] != NULL; i++) {
                g_autofree char *number = g_strdup(words[i]);
                g_strdelimit(number, "!=", '\0');
                first[i] = strchr(words[i], '!') != NULL;
                const unsigned text = strchr(words[i], '=') != NULL ? i - 1 : i;
                g_autofree char *body =
                    g_strdup_printf("the text of sheet%u word%u and more%u of it%u that is written%u\n%s", text, text,
                                    text, text, text, number[0] == '-' ? "" : number);
                g_ptr_array_add(pages, page_of(i + 1, number[0] == '_' ? "" : body));
        }
        g_autoptr(GPtrArray) sorted = pagination_sort(pages);
        GString *order = g_string_new(NULL);
        bool begins[16] = { false };
        for (unsigned i = 0; i < sorted->len; i++) {
                const Page *page = g_ptr_array_index(sorted, i);
                g_string_append_printf(order, "%s%u", i > 0 ? " " : "", page->number);
                begins[i] = first[page->number - 1];
        }
        g_autofree char *got = g_string_free(order, FALSE);
        g_assert_cmpstr(got, ==, test->sorted);
        g_assert_cmpint(pagination_misses(sorted, begins), ==, test->misses);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/pagination/printed", test_printed);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/pagination/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
