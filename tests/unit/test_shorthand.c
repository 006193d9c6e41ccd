/* Shorthand spelt out: what readers see, and what a value's raw still says. */
#include "parsers/order/shorthand.h"

typedef struct {
        const char *printed;
        bool body;
        const char *spelt; /* NULL: it stays */
} Case;

static const Case cases[] = {
        { "Resp must not contact App.", false, "Respondent must not contact Applicant." },
        { "Resp. must leave", false, "Respondent must leave" },
        { "contact Resp. The order", false, "contact Respondent. The order" },
        { "on any App", false, NULL },
        { "made w/o\nnotice", false, "made without\nnotice" },
        { "Medway FC and Dover MC", false, "Medway Family Court and Dover Magistrates' Court" },
        { "FC 12", false, NULL },
        { "NMO of 3 March", false, NULL },
        { "NMO of 3 March", true, "non-molestation order of 3 March" },
        { "the non-mol order", true, "the non-molestation order" },
        { "b. 3/3/80, exp: 4/4/27", true, "born 3/3/80, expires: 4/4/27" },
        { "www.app.example/RO", true, NULL },
};

static View *
view_of(const char *text, GPtrArray *pages)
{
        Page *page = page_new(0);
        page_append(page, text);
        g_ptr_array_add(pages, page);
        return view_new(pages, 1024);
}

static void
test_shorthand_cases(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
                g_autoptr(View) view = view_of(cases[i].printed, pages);
                g_autoptr(View) spelt = shorthand_spelt(view, cases[i].body);
                g_autofree char *text = spelt == NULL ? NULL : g_strndup(spelt->text, spelt->length - 1);
                g_assert_cmpstr(text, ==, cases[i].spelt);
        }
}

static void
test_shorthand_raw(void)
{
        g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        g_autoptr(View) view = view_of("In Dover FC\nbefore DJ Kerr w/o notice\n", pages);
        g_autoptr(View) spelt = shorthand_spelt(view, true);
        g_assert_cmpstr(spelt->text, ==, "In Dover Family Court\nbefore DJ Kerr without notice\n");
        g_assert_cmpuint(spelt->lines->len, ==, 2);
        FieldValue *court = view_value(spelt, FIELD_COURT, "Dover Family Court", 3, 21, 0.9);
        g_assert_cmpstr(court->raw, ==, "Dover FC");
        field_value_free(court);
        g_autoptr(View) second = view_slice(spelt, 1, 2);
        FieldValue *notice = view_value(second, FIELD_WITHOUT_NOTICE, "true", 15, second->length - 1, 0.9);
        g_assert_cmpstr(notice->raw, ==, "w/o notice");
        field_value_free(notice);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/shorthand/cases", test_shorthand_cases);
        g_test_add_func("/shorthand/raw", test_shorthand_raw);
        return g_test_run();
}
