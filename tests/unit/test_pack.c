/* parsers/compose: copies for investigators from what ccot-web sends, and refusals of what it cannot have sent. */
#include "base/error.h"
#include "base/limits.h"
#include "parsers/compose/line.h"
#include "parsers/compose/pack.h"

#include <string.h>

enum { LONGEST = 4000 };

static void
add(GByteArray *input, const void *octets, gsize length)
{
        const guint64 size = GUINT64_TO_LE((guint64) length);
        g_byte_array_append(input, (const guint8 *) &size, sizeof size);
        g_byte_array_append(input, octets, (guint) length);
}

static GByteArray *
begin(const char *json)
{
        static const char magic[] = "CCOTPACK1\n";
        GByteArray *input = g_byte_array_append(g_byte_array_new(), (const guint8 *) magic, strlen(magic));
        add(input, json, strlen(json));
        return input;
}

static GByteArray *
compose(const GByteArray *input, GError **error)
{
        return pack_compose(bytes_of(input->data, input->len), error);
}

static void
test_paper(void)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(GByteArray) input = begin("{\"file\":\"pdf\",\"marking\":\"M\",\"foot\":\"F\",\"title\":\"T\","
                                            "\"items\":[{\"heading\":\"H\"},{\"row\":[\"a\",\"b\"]},"
                                            "{\"text\":\"t\",\"strong\":true},{\"table\":[[\"a\",\"b\"],[\"c\",\"\"]],"
                                            "\"widths\":[0.5,0.5]},{\"break\":true},"
                                            "{\"page\":\"p\",\"picture\":false,\"instead\":\"none\"}]}");
        g_autoptr(GByteArray) paper = compose(input, &error);
        g_assert_no_error(error);
        g_assert_cmpmem(paper->data, 5, "%PDF-", 5);
}

/* Each of these is refused, and nothing is made of it. */
static void
test_refused(void)
{
        static const char *const wrong[] = {
                "",
                "[]",
                "{}",
                "{\"file\":\"exe\"}",
                "{\"file\":\"pdf\"}",
                "{\"file\":\"pdf\",\"items\":[]}",
                "{\"file\":\"pdf\",\"items\":[{}]}",
                "{\"file\":\"pdf\",\"items\":[1]}",
                "{\"file\":\"pdf\",\"items\":[{\"page\":\"p\",\"picture\":true}]}", /* no such block */
                "{\"file\":\"zip\"}",
                "{\"file\":\"zip\",\"names\":[]}",
                "{\"file\":\"zip\",\"names\":[\"a\"]}",
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(wrong); i++) {
                g_autoptr(GError) error = NULL;
                g_autoptr(GByteArray) input = begin(wrong[i]);
                g_autoptr(GByteArray) file = compose(input, &error);
                g_assert_null(file);
                g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
        }
        g_autoptr(GError) error = NULL;
        g_autoptr(GByteArray) picture = begin("{\"file\":\"pdf\",\"items\":[{\"page\":\"p\",\"picture\":true}]}");
        add(picture, "\x89PNG\r\n\x1a\nnone", 12);
        g_autoptr(GByteArray) file = compose(picture, &error);
        g_assert_null(file);
        g_clear_error(&error);
        g_autoptr(GByteArray) cut = begin("{\"file\":\"zip\",\"names\":[\"a\"]}");
        add(cut, "octets", 6);
        g_byte_array_set_size(cut, cut->len - 1);
        g_autoptr(GByteArray) none = compose(cut, &error);
        g_assert_null(none);
}

static void
test_names(void)
{
        static const struct {
                const char *name;
                bool taken;
        } names[] = { { "CCOT-2026-000001-1.pdf", true },
                      { "../a", false },
                      { "a/b", false },
                      { ".a", false },
                      { "", false },
                      { "a b", false },
                      { "\\u00e9", false },
                      { "a\\u0000b", false } };
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
                g_autofree char *json =
                    g_strdup_printf("{\"file\":\"zip\",\"made\":1,\"names\":[\"%s\"]}", names[i].name);
                g_autoptr(GByteArray) input = begin(json);
                add(input, "octets", 6);
                g_autoptr(GByteArray) file = compose(input, NULL);
                g_assert_cmpint(file != NULL, ==, names[i].taken);
        }
        g_autoptr(GByteArray) more = begin("{\"file\":\"zip\",\"names\":[\"a\"]}");
        add(more, "one", 3);
        add(more, "two", 3);
        g_autoptr(GByteArray) file = compose(more, NULL);
        g_assert_null(file);
}

static void
test_pages(void)
{
        for (unsigned more = 0; more < 2; more++) {
                g_autoptr(GError) error = NULL;
                g_autoptr(GString) json = g_string_new("{\"file\":\"pdf\",\"items\":[");
                for (unsigned page = 0; page < LIMIT_PACK_PAGES + more; page++)
                        g_string_append_printf(json, "%s{\"page\":\"\",\"instead\":\"\"}", page == 0 ? "" : ",");
                g_string_append(json, "]}");
                g_autoptr(GByteArray) input = begin(json->str);
                g_autoptr(GByteArray) file = compose(input, &error);
                g_assert_cmpint(file == NULL, ==, more == 1);
                if (more == 1)
                        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT);
        }
}

/* The file is the octets and some hundred octets around them. */
static void
test_octets(void)
{
        for (unsigned more = 0; more < 2; more++) {
                const gsize size = LIMIT_PACK_BYTES - (more == 1 ? 0 : LIMIT_KIB);
                g_autofree char *octets = g_malloc0(size);
                g_autoptr(GByteArray) input = begin("{\"file\":\"zip\",\"names\":[\"a\"]}");
                add(input, octets, size);
                g_autoptr(GByteArray) file = compose(input, NULL);
                g_assert_cmpint(file == NULL, ==, more == 1);
        }
}

static void
test_lines(void)
{
        cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
        cairo_t *page = cairo_create(surface);
        line_font(page, (LineFont){ 10, false });
        g_autofree char *word = g_strnfill(LONGEST, 'w');
        g_autoptr(GPtrArray) broken = line_break(page, word, 100);
        gsize letters = 0;
        for (guint i = 0; i < broken->len; i++)
                letters += strlen(g_ptr_array_index(broken, i));
        g_assert_cmpuint(letters, ==, LONGEST);
        g_assert_cmpuint(broken->len, >, 10);
        g_autoptr(GPtrArray) narrow = line_break(page, "\xc5\x81ukasz", 0.1);
        g_assert_cmpuint(narrow->len, ==, 6);
        g_assert_cmpstr(g_ptr_array_index(narrow, 0), ==, "\xc5\x81");
        g_autoptr(GPtrArray) lines = line_break(page, "one  two\nthree\x01", 500);
        g_assert_cmpuint(lines->len, ==, 2);
        g_assert_cmpstr(g_ptr_array_index(lines, 0), ==, "one two");
        g_assert_cmpstr(g_ptr_array_index(lines, 1), ==, "three");
        g_autoptr(GPtrArray) none = line_break(page, "", 500);
        g_assert_cmpuint(none->len, ==, 1);
        cairo_destroy(page);
        cairo_surface_destroy(surface);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/pack/paper", test_paper);
        g_test_add_func("/pack/refused", test_refused);
        g_test_add_func("/pack/names", test_names);
        g_test_add_func("/pack/pages", test_pages);
        g_test_add_func("/pack/octets", test_octets);
        g_test_add_func("/pack/lines", test_lines);
        return g_test_run();
}
