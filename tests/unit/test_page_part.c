/* page_part, page: what other threads make of a page is there once, in its place, and is what the page would have made of it. */
#include "web/page.h"
#include "web/page_part.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

enum { PARTS = 7 };

typedef struct {
        gint made[PARTS];
        guint fails; /* number of the part that cannot be made */
        gulong slow; /* microseconds that each takes */
} Making;

static gpointer
part_make(guint number, gpointer data)
{
        Making *making = data;
        g_usleep(making->slow);
        g_atomic_int_inc(&making->made[number]);
        return number == making->fails ? NULL : g_strdup_printf("part %u", number);
}

/* Asked for in any order, and at once or when all are long made. */
static void
test_each_once(void)
{
        static const struct {
                guint first, step;
                gulong slow, pause;
        } cases[] = { { 0, 1, 0, 0 }, { 6, 6, 0, 0 }, { 3, 5, 500, 0 }, { 0, 1, 200, 5000 }, { 6, 6, 1000, 1500 } };
        for (unsigned i = 0; i < 50 * G_N_ELEMENTS(cases); i++) {
                const unsigned c = i % G_N_ELEMENTS(cases);
                Making making = { .fails = 5, .slow = cases[c].slow };
                PageParts *parts = page_parts_begin(PARTS, part_make, &making, g_free);
                g_usleep(cases[c].pause);
                for (guint k = 0, number = cases[c].first; k < PARTS; k++, number = (number + cases[c].step) % PARTS) {
                        g_autofree char *expected = number == 5 ? NULL : g_strdup_printf("part %u", number);
                        g_assert_cmpstr(page_parts_made(parts, number), ==, expected);
                        g_assert_cmpstr(page_parts_made(parts, number), ==, expected);
                }
                page_parts_free(parts);
                for (guint number = 0; number < PARTS; number++)
                        g_assert_cmpint(making.made[number], ==, 1);
        }
}

/* Nobody asks: what is being made is waited for, what is not begun stays so, and nothing is looked at afterwards. */
static void
test_left_alone(void)
{
        for (unsigned i = 0; i < 200; i++) {
                Making *making = g_new0(Making, 1);
                making->slow = i % 3 * 100;
                PageParts *parts = page_parts_begin(PARTS, part_make, making, g_free);
                g_usleep(i % 4 * 50);
                page_parts_free(parts);
                for (guint number = 0; number < PARTS; number++)
                        g_assert_cmpint(making->made[number], <=, 1);
                g_free(making);
        }
}

static json_t *
queue_rows(unsigned from, unsigned to)
{
        json_t *rows = json_array();
        for (unsigned i = from; i < to; i++) {
                g_autofree char *path = g_strdup_printf("/entries/%u", 700 + i);
                json_array_append_new(rows,
                                      json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:i}", "kind", "entry", "entry_id",
                                                700 + i, "path", path, "why", "to be <verified>", "order_type",
                                                "non_molestation", "sorted", "Sz\xC5\x91ke, Anna & Bo", "copies", i));
        }
        return rows;
}

static json_t *
queue_page(const char *names)
{
        return json_pack("{s:{}, s:{s:s, s:i, s:{s:i}, s:o}}", "strip", "queue", "tab", "all", "most", 50, "counts",
                         "all", 90, "pieces", json_loads(names, 0, NULL));
}

/* The rows from that one up to the seventh, or from the seventh on. */
static json_t *
queue_read(guint number, const char *text)
{
        const unsigned from = number == 0 ? 0 : (unsigned) g_ascii_strtoull(text, NULL, 10);
        return json_pack("{s:{s:i, s:o}}", "queue", "above", (int) from, "rows",
                         queue_rows(from, number == 0 ? (unsigned) g_ascii_strtoull(text, NULL, 10) : 12));
}

/* Without the space between elements: a part ends with a line's end. New string. */
static char *
queue_html(const Response *made)
{
        g_autofree char *html = g_strndup(g_bytes_get_data(made->body, NULL), g_bytes_get_size(made->body));
        g_autoptr(GRegex) gaps = g_regex_new(">\\s+<", 0, 0, NULL);
        return g_regex_replace_literal(gaps, html, -1, 0, "><", 0, NULL);
}

/* The queue with its rows in pieces, of data or of text, is the queue with its rows in one piece. */
static void
test_as_in_one_piece(void)
{
        char person[] = "hana", role[] = "handler", token[] = "f00d";
        Staff staff = { .name = person, .role = role };
        const Access who = { .staff = &staff, .token = token };
        g_autoptr(json_t) one = queue_page("[\"all\"]"), two = queue_page("[\"a\", \"b\"]");
        g_autoptr(json_t) rows = json_pack("{s:{s:o}}", "queue", "rows", queue_rows(0, 12));
        const PagePart all = { "all", "queue_rows", rows, NULL, NULL };
        const PagePart pieces[] = { { "a", "queue_rows", NULL, queue_read, "7" },
                                    { "b", "queue_rows", NULL, queue_read, "7" } };
        g_autoptr(Response) whole = page_render_started(200, "queue", one, page_start(&all, 1, &who), &who);
        g_autoptr(Response) joined =
            page_render_started(200, "queue", two, page_start(pieces, G_N_ELEMENTS(pieces), &who), &who);
        g_autofree char *expected = queue_html(whole), *html = queue_html(joined);
        g_assert_cmpuint(whole->status, ==, 200);
        g_assert_nonnull(strstr(expected, " row 12<"));
        g_assert_nonnull(strstr(expected, "to be &lt;verified&gt;"));
        g_assert_null(strstr(html, "ccot-part"));
        g_assert_cmpstr(html, ==, expected);
}

/* A page without one of its parts is none, nor one whose part cannot be made. */
static void
test_without_its_part(void)
{
        g_autoptr(json_t) data = queue_page("[\"all\"]");
        g_autoptr(Response) made = page_render(200, "queue", data, NULL);
        g_assert_cmpuint(made->status, ==, 500);
}

/* What stands in the data cannot name a place. */
static void
test_place_in_data(void)
{
        g_autoptr(json_t) data = json_pack("{s:{}, s:s, s:s}", "strip", "heading", "<?ccot-part strip>", "text",
                                           "<?ccot-part none> &lt;?ccot-part none&gt;");
        char person[] = "<?ccot-part none>", role[] = "handler", token[] = "<?ccot-part none>";
        Staff staff = { .name = person, .role = role };
        const Access who = { .staff = &staff, .token = token };
        g_autoptr(Response) made = page_render(200, "message", data, &who);
        g_autofree char *html = queue_html(made);
        g_assert_cmpuint(made->status, ==, 200);
        g_assert_nonnull(strstr(html, "value=\"&lt;?ccot-part none&gt;\""));
        g_assert_nonnull(strstr(html, "&lt;?ccot-part strip&gt;"));
        g_assert_nonnull(strstr(html, "&amp;lt;?ccot-part none&amp;gt;"));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        page_init();
        g_test_add_func("/page-part/each-once", test_each_once);
        g_test_add_func("/page-part/left-alone", test_left_alone);
        g_test_add_func("/page-part/as-in-one-piece", test_as_in_one_piece);
        g_test_add_func("/page-part/without-its-part", test_without_its_part);
        g_test_add_func("/page-part/place-in-data", test_place_in_data);
        const int failed = g_test_run();
        page_end();
        return failed;
}
