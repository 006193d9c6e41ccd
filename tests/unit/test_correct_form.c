/* stencil, correct_form: what is filled in is text and stays text; the forms of fields are those of their stylesheet. */
#include "web/page.h"
#include "web/stencil.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static void
test_fill(void)
{
        static const struct {
                const char *html, *value, *expected;
        } cases[] = {
                { "<b>~a~</b>", "x", "<b>x</b>" },
                { "~a~ ~a~", "x", "x x" },
                { "", "x", "" },
                { "<i value=\"~a~\">", "\"><script>&amp;'", "<i value=\"&quot;&gt;&lt;script&gt;&amp;amp;'\">" },
                { "~a~", "~b~", "~b~" },
                { "~b~~a~", "Zo\xC3\xAB", "Zo\xC3\xAB" },
                { "~a~", "", "" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(Stencil) stencil = stencil_new(cases[i].html);
                const StencilValue values[] = { { "a", cases[i].value } };
                g_autofree char *filled = stencil_fill(stencil, values, G_N_ELEMENTS(values));
                g_assert_cmpstr(filled, ==, cases[i].expected);
        }
}

/* The part of an entry's page with one field; typed: what a person typed into its form before, or NULL. New string. */
static char *
form_page(const char *typed, const char *name, bool list)
{
        char person[] = "hana", role[] = "handler", token[] = "f00d";
        Staff staff = { .name = person, .role = role };
        const Access who = { .staff = &staff, .token = token };
        json_t *kept =
            typed == NULL ? json_object() : json_pack("{s:{s:{s:s}}}", "correct-court", "words", "value", typed);
        g_autoptr(json_t) data =
            json_pack("{s:{}, s:{s:i, s:i, s:s, s:o, s:[{s:s, s:[{s:s, s:s, s:s, s:b, s:[s], s:s}]}]}}", "strip",
                      "entry", "entry_id", 7, "row_version", 3, "state", "pending", "typed", kept, "slots", "title",
                      "One", "fields", "name", name, "label", "Court \"&\" <place>", "typed",
                      "a \"b\" <c> & 'd' ~name~", "list", list, "lines", "a", "decided", "");
        Response *page = page_render(200, "entry_slots", data, &who);
        char *html = g_strndup(g_bytes_get_data(page->body, NULL), g_bytes_get_size(page->body));
        response_free(page);
        return html;
}

/* The form in a page, but for the note that something was kept. In text a quotation mark may be escaped and need not. New string. */
static char *
form_of(const char *html)
{
        const char *start = strstr(html, "<span class=\"govuk-details__summary-text\">Correct<span "
                                         "class=\"govuk-visually-hidden\">: Court");
        const char *end = start == NULL ? NULL : strstr(start, "</details>");
        g_assert_nonnull(end);
        g_autofree char *form = g_strndup(start, (gsize) (end - start));
        g_auto(GStrv) quotes = g_strsplit(form, "&quot;", -1);
        g_autofree char *plain = g_strjoinv("\"", quotes);
        g_auto(GStrv) note = g_strsplit(plain, "<p class=\"ccot-kept\">", 2);
        const char *after = note[1] == NULL ? NULL : strstr(note[1], "</p>");
        return g_strconcat(note[0], after == NULL ? NULL : after + strlen("</p>"), NULL);
}

/* The one that the stylesheet writes for words that were kept is the one that is filled in for the others. */
static void
test_as_the_stylesheet(void)
{
        for (unsigned list = 0; list < 2; list++) {
                g_autofree char *made = form_page("a \"b\" <c> & 'd' ~name~", "court", list == 1);
                g_autofree char *filled = form_page(NULL, "court", list == 1);
                g_autofree char *wanted = form_of(made), *seen = form_of(filled);
                g_assert_nonnull(strstr(seen, "value=\"f00d\""));
                g_assert_nonnull(strstr(seen, "action=\"/entries/7/correct\""));
                g_assert_cmpint(strstr(seen, "<textarea") != NULL, ==, list == 1);
                g_assert_cmpstr(seen, ==, wanted);
        }
}

/* The part of an entry's page with one field that holds nothing, told in full or as bare; chosen: the field that the page opens at. New string. */
static char *
field_page(const char *state, const char *chosen, bool list, bool bare)
{
        char person[] = "hana", role[] = "handler", token[] = "f00d";
        Staff staff = { .name = person, .role = role };
        const Access who = { .staff = &staff, .token = token };
        json_t *field = json_pack("{s:s, s:s, s:b}", "name", "judge", "label", "Judge \"&\" <seat>", "list", list);
        json_t *full = json_pack("{s:[], s:s, s:s, s:b, s:b}", "lines", "typed", "", "decided", "", "unsure", false,
                                 "telling", false);
        if (bare)
                json_object_set_new(field, "bare", json_true());
        else
                json_object_update(field, full);
        json_decref(full);
        g_autoptr(json_t) data =
            json_pack("{s:{}, s:{s:i, s:i, s:s, s:s, s:{}, s:[o]}}", "strip", "entry", "entry_id", 7, "row_version", 3,
                      "state", state, "chosen", chosen, "typed", "absent", field);
        Response *page = page_render(200, "entry_absent", data, &who);
        g_autofree char *html = g_strndup(g_bytes_get_data(page->body, NULL), g_bytes_get_size(page->body));
        response_free(page);
        g_auto(GStrv) quotes = g_strsplit(html, "&quot;", -1);
        return g_strjoinv("\"", quotes);
}

/* So is a field of which nothing is known, wherever it stands. */
static void
test_bare_as_the_stylesheet(void)
{
        static const struct {
                const char *state, *chosen;
                bool form;
        } cases[] = { { "pending", "respondent", true },
                      { "verified", "", true },
                      { "pending", "judge", true },
                      { "rejected", "respondent", false } };
        for (unsigned i = 0; i < 2 * G_N_ELEMENTS(cases); i++) {
                g_autofree char *made = field_page(cases[i / 2].state, cases[i / 2].chosen, i % 2 == 1, false);
                g_autofree char *filled = field_page(cases[i / 2].state, cases[i / 2].chosen, i % 2 == 1, true);
                g_assert_nonnull(strstr(filled, "id=\"f-judge\""));
                g_assert_cmpint(strstr(filled, "/entries/7/correct") != NULL, ==, cases[i / 2].form);
                g_assert_cmpstr(filled, ==, made);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        page_init();
        g_test_add_func("/correct-form/fill", test_fill);
        g_test_add_func("/correct-form/as-the-stylesheet", test_as_the_stylesheet);
        g_test_add_func("/correct-form/bare-as-the-stylesheet", test_bare_as_the_stylesheet);
        const int failed = g_test_run();
        page_end();
        return failed;
}
