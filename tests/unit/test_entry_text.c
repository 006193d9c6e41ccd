/* Where a paper's text says what the fields hold. */
#include "base/limits.h"
#include "web/entry_text.h"

#include <glib.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static const struct {
        const char *name, *text;
        const char *fields; /* of the view, as JSON: in slots */
        const char *
            cut; /* pieces; in braces what is marked, with its fields; ! before the chosen one, !! before its first place */
} cases[] = {
        { "as-printed", "born 3 March 1986.", "[{\"name\":\"respondent_dob\",\"paper\":7,\"raw\":\"3 March 1986\"}]",
          "born {respondent_dob:3 March 1986}." },
        { "ends-of-lines-between", "Dean\n  Marlow", "[{\"name\":\"respondent\",\"paper\":7,\"raw\":\"Dean Marlow\"}]",
          "{!!respondent:Dean\n  Marlow}" },
        { "every-place-of-it", "Dean Marlow, Dean Marlow",
          "[{\"name\":\"respondent\",\"paper\":7,\"raw\":\"Dean Marlow\"}]",
          "{!!respondent:Dean Marlow}, {!respondent:Dean Marlow}" },
        { "capitals-do-not-matter", "DEAN MARLOW", "[{\"name\":\"respondent\",\"paper\":7,\"raw\":\"Dean Marlow\"}]",
          "{!!respondent:DEAN MARLOW}" },
        { "not-within-a-word", "116:00 and 16:005", "[{\"name\":\"expires_at\",\"paper\":7,\"raw\":\"16:00\"}]",
          "116:00 and 16:005" },
        { "one-within-the-other", "until 4pm on 3 March",
          "[{\"name\":\"expires_on\",\"paper\":7,\"raw\":\"4pm on 3 "
          "March\"},{\"name\":\"expires_at\",\"paper\":7,\"raw\":\"4pm\"}]",
          "until {expires_on expires_at:4pm}{expires_on: on 3 March}" },
        { "as-read-where-print-is-unknown", "Alicia Dobson, Mia Dobson",
          "[{\"name\":\"protected_people\",\"paper\":7,\"lines\":[\"Alicia Dobson\",\"Mia Dobson\"]}]",
          "{protected_people:Alicia Dobson}, {protected_people:Mia Dobson}" },
        { "of-another-paper", "Dean Marlow", "[{\"name\":\"respondent\",\"paper\":8,\"raw\":\"Dean Marlow\"}]",
          "Dean Marlow" },
        { "blank-words-are-nowhere", "a  b", "[{\"name\":\"respondent\",\"paper\":7,\"raw\":\"  \"}]", "a  b" },
        { "text-ends-within-the-words", "Dean Mar", "[{\"name\":\"respondent\",\"paper\":7,\"raw\":\"Dean Marlow\"}]",
          "Dean Mar" },
        { "no-text", "", "[{\"name\":\"respondent\",\"paper\":7,\"raw\":\"Dean Marlow\"}]", "" },
        { "accents", "à Élise Ó Briain.", "[{\"name\":\"respondent\",\"paper\":7,\"raw\":\"Élise Ó Briain\"}]",
          "à {!!respondent:Élise Ó Briain}." },
};

static char *
print_pieces(const json_t *pieces)
{
        GString *out = g_string_new(NULL);
        const json_t *piece = NULL;
        size_t i = 0;
        json_array_foreach(pieces, i, piece)
        {
                const char *text = json_string_value(json_object_get(piece, "text"));
                const char *fields = json_string_value(json_object_get(piece, "fields"));
                if (fields == NULL)
                        g_string_append(out, text);
                else
                        g_string_append_printf(out, "{%s%s%s:%s}",
                                               json_is_true(json_object_get(piece, "chosen")) ? "!" : "",
                                               json_is_true(json_object_get(piece, "first")) ? "!" : "", fields, text);
        }
        return g_string_free(out, FALSE);
}

static void
test_cut(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(json_t) fields = json_pack("{s:s, s:[{s:o}]}", "chosen", "respondent", "slots", "fields",
                                                     json_loads(cases[i].fields, 0, NULL));
                g_autoptr(json_t) pieces = entry_text_cut(fields, 7, cases[i].text);
                g_autofree char *got = print_pieces(pieces);
                g_test_message("%s", cases[i].name);
                g_assert_cmpstr(got, ==, cases[i].cut);
        }
}

/* A word that stands everywhere is marked a few times, and nothing of the text is lost. */
static void
test_many_places(void)
{
        GString *text = g_string_new(NULL);
        for (unsigned i = 0; i < 1000; i++)
                g_string_append(text, "no ");
        g_autoptr(json_t) fields =
            json_pack("{s:[{s:s, s:i, s:s}]}", "stated", "name", "judge", "paper", 7, "raw", "no");
        g_autoptr(json_t) pieces = entry_text_cut(fields, 7, text->str);
        size_t length = 0, i = 0;
        unsigned marked = 0;
        const json_t *piece = NULL;
        json_array_foreach(pieces, i, piece)
        {
                length += json_string_length(json_object_get(piece, "text"));
                marked += json_object_get(piece, "fields") != NULL;
        }
        g_assert_cmpuint(length, ==, text->len);
        g_assert_cmpuint(marked, ==, 8);
        g_string_free(text, TRUE);
}

static void
test_page(void)
{
        static const struct {
                unsigned page;
                const char *words;
        } pages[] = { { 0, "one\ntwo\n" }, { 1, "one" }, { 2, "two" }, { 3, "" }, { 4, "" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(pages); i++) {
                g_autofree char *words = entry_text_page("one\ftwo\f", pages[i].page);
                g_assert_cmpstr(words, ==, pages[i].words);
        }
}

/* The limit itself stands, one octet more is cut, and never within a character. */
static void
test_page_limit(void)
{
        g_autofree char *full = g_strnfill(LIMIT_VIEW_TEXT, 'a');
        g_autofree char *whole = entry_text_page(full, 0);
        g_assert_cmpuint(strlen(whole), ==, LIMIT_VIEW_TEXT);
        full[LIMIT_VIEW_TEXT - 1] = '\0';
        g_autofree char *over = g_strconcat(full, "é", NULL);
        g_autofree char *cut = entry_text_page(over, 1);
        g_assert_true(g_utf8_validate(cut, -1, NULL));
        g_assert_cmpuint(strlen(cut), ==, LIMIT_VIEW_TEXT - 1);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/entry-text/cut", test_cut);
        g_test_add_func("/entry-text/many-places", test_many_places);
        g_test_add_func("/entry-text/page", test_page);
        g_test_add_func("/entry-text/page-limit", test_page_limit);
        return g_test_run();
}
