#include "register/fingerprint.h"

#include "register/boilerplate.h"
#include "register/wording.h"

#include <string.h>

static const char first[] =
    "IN THE FAMILY COURT at Medway\tCase number ME25F00123\nBefore District Judge Carrow\n"
    "The applicant is Alicia Dobson. The respondent is Dean Marlow, born 4 May 1986.\n"
    "The court orders that the respondent must not use or threaten violence against the applicant,\n"
    "must not contact her in any way and must not go to 12 Tannery Road, Strood.\nPage 1 of 2\n";
static const char second[] =
    "This order applies until 3 March 2026 at 4 p.m. unless it is varied or discharged before then.\n"
    "There is a hearing on 17 March 2025 at 10 a.m. in the same court. The order was made without notice.\n- 2 -\n";
static const char notice[] =
    "You must obey this order. If you do anything forbidden by this order you will be committing a criminal "
    "offence and may be sent to prison for up to five years, or fined, or both.\n";

static bool
fingerprint(const char *one, const char *two, Fingerprint *ret_fingerprint)
{
        g_autoptr(GPtrArray) pages = g_ptr_array_new();
        g_ptr_array_add(pages, (gpointer) (guintptr) one);
        if (two != NULL)
                g_ptr_array_add(pages, (gpointer) (guintptr) two);
        return fingerprint_of(pages, ret_fingerprint);
}

/* first and second with one piece in place of another. New string. */
static char *
changed(const char *what, const char *instead)
{
        g_autofree char *whole = g_strconcat(first, second, NULL);
        const char *at = strstr(whole, what);
        g_assert_nonnull(at);
        return g_strdup_printf("%.*s%s%s", (int) (at - whole), whole, instead, at + strlen(what));
}

static void
assert_same(const Fingerprint *a, const Fingerprint *b)
{
        g_assert_cmpint(a->text, ==, b->text);
        g_assert_cmpint(a->figures, ==, b->figures);
        g_assert_cmpfloat(fingerprint_likeness(a, b), >=, 0.85);
}

static void
test_same_words(void)
{
        Fingerprint a, b;
        g_assert_true(fingerprint(first, second, &a));
        g_assert_cmpint(a.figures, !=, 0);
        /* pages in another order, lines wrapped elsewhere, quotes and case of another printing, other page numbers */
        g_autofree char *flowed = g_strdelimit(g_strdup(first), "\n\t", ' ');
        *strstr(flowed, "Page 1 of 2") = '\0';
        g_assert_true(fingerprint(second, flowed, &b));
        assert_same(&a, &b);
        g_autofree char *loud = g_ascii_strup(flowed, -1);
        g_assert_true(fingerprint(loud, second, &b));
        assert_same(&a, &b);
        /* a notice more or less, dates in figures, a number in groups, a word broken at the end of a line */
        static const char *const same[][2] = {
                { "3 March 2026", "03/03/2026" },  { "17 March 2025", "17th day of March\n2025" },
                { "hearing on", "hear-\ning on" }, { "applicant,\n", "applicant,\n(b) " },
                { "ME25F00123", "ME25-F-00123" },  { "The order was", notice },
                { "ME25F00123", "me25foo123" }
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(same); i++) {
                g_autofree char *instead =
                    same[i][1] == notice ? g_strconcat(notice, "The order was", NULL) : g_strdup(same[i][1]);
                g_autofree char *other = changed(same[i][0], instead);
                g_assert_true(fingerprint(other, NULL, &b));
                assert_same(&a, &b);
        }
}

static void
test_other_words(void)
{
        Fingerprint a, b;
        g_assert_true(fingerprint(first, second, &a));
        static const char *const changes[][2] = { { "3 March", "3 June" },
                                                  { "Marlow", "Barlow" },
                                                  { "2 -", "2 not -" },
                                                  { "must not contact her in any way and ", "" },
                                                  { "12 Tannery", "21 Tannery" },
                                                  { "4 p.m.", "5 p.m." },
                                                  { "without notice", "on notice" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(changes); i++) {
                g_autofree char *other = changed(changes[i][0], changes[i][1]);
                g_assert_true(fingerprint(other, NULL, &b));
                g_assert_cmpint(a.text, !=, b.text);
        }
        g_autofree char *later = changed("3 March 2026", "3 June 2026");
        g_assert_true(fingerprint(later, NULL, &b));
        g_assert_cmpint(a.figures, !=, b.figures);
}

/* The same words at other places: who may not go near whom. */
static void
test_other_places(void)
{
        Fingerprint a, b;
        g_autofree char *one =
            g_strconcat(first, second, "Alicia Dobson of 4 Larkspur Row. Dean Marlow of 9 Rookery Row.", NULL);
        g_autofree char *two =
            g_strconcat(first, second, "Dean Marlow of 4 Larkspur Row. Alicia Dobson of 9 Rookery Row.", NULL);
        g_assert_true(fingerprint(one, NULL, &a));
        g_assert_true(fingerprint(two, NULL, &b));
        g_assert_cmpint(a.text, ==, b.text);
        g_assert_cmpfloat(fingerprint_likeness(&a, &b), <, 1.0);
}

static void
test_likeness(void)
{
        Fingerprint a, b;
        g_assert_true(fingerprint(first, second, &a));
        /* a reader of pictures gets three words wrong */
        g_autofree char *misread =
            changed("Alicia Dobson. The respondent is Dean", "A1icia Dobson The nespondent is Dear");
        g_assert_true(fingerprint(misread, NULL, &b));
        g_assert_cmpfloat(fingerprint_likeness(&a, &b), >=, 0.5);
        g_assert_cmpfloat(fingerprint_likeness(&a, &b), ==, fingerprint_likeness(&b, &a));
        g_assert_cmpfloat(fingerprint_likeness(&a, &a), ==, 1.0);
        /* the same template and court, another case */
        static const char other[] =
            "IN THE FAMILY COURT at Medway\tCase number ME25F00977\nBefore District Judge Carrow\n"
            "The applicant is Hesper Quillinan. The respondent is Osbert Venning, born 9 June 1971.\n"
            "The court orders that the respondent must not use or threaten violence against the applicant,\n"
            "must not contact her in any way and must not go to 77 Windlass Lane, Coldbrook.\n"
            "This order applies until 8 August 2026 at 4 p.m. unless it is varied or discharged before then.\n"
            "There is a hearing on 22 August 2025 at 10 a.m. in the same court. The order was made without notice.\n";
        g_assert_true(fingerprint(other, NULL, &b));
        g_assert_cmpfloat(fingerprint_likeness(&a, &b), <=, 0.4);
        for (unsigned i = 0; i < FINGERPRINT_BANDS; i++)
                g_assert_cmpuint(fingerprint_band(&a, i), !=, fingerprint_band(&b, i));
}

static void
test_nothing_to_go_by(void)
{
        Fingerprint none;
        g_assert_false(fingerprint("", NULL, &none));
        g_assert_false(fingerprint("NON-MOLESTATION ORDER\nFamily Law Act 1996\n", NULL, &none));
        /* an empty form, however long */
        g_autoptr(GString) form = g_string_new(NULL);
        for (unsigned i = 0; i < 20; i++)
                g_string_append(form, notice);
        g_assert_false(fingerprint(form->str, NULL, &none));
        /* one word again and again */
        g_autoptr(GString) repeated = g_string_new(notice);
        for (unsigned i = 0; i < 5000; i++)
                g_string_append(repeated, "marlow ");
        g_assert_false(fingerprint(repeated->str, NULL, &none));
}

static void
test_most_words(void)
{
        g_autoptr(GString) text = g_string_new(NULL);
        for (unsigned i = 0; i < WORDING_MOST; i++)
                g_string_append_printf(text, "word%ux%s", i, i % 10 == 9 ? "\n" : " ");
        Fingerprint fingerprint_of_all;
        g_assert_true(fingerprint(text->str, NULL, &fingerprint_of_all));
        g_string_append(text, "more");
        g_assert_false(fingerprint(text->str, NULL, &fingerprint_of_all));
}

/* However the pages lie, the text is the same; a sketch loses what ran over their edges. */
static void
test_page_orders(void)
{
        enum { PAGES = 5, SHUFFLES = 200 };
        char *pages[PAGES];
        for (unsigned i = 0; i < PAGES; i++)
                pages[i] = g_strdup_printf(
                    "Case number ME25F00123\nParagraph for Saltern%u of Larkspur%u Row and Kettleby%u at 1%u:30\n"
                    "must not go to Rookery%u Lane, Eastmere%u, or call Gwilym%u Tregarth%u on 0%u632 960%u14\n"
                    "before 1%u March 2026 or after 2%u April 2027 unless Wychwood%u and Zeal%u agree.\nPage %u of 5",
                    i, i, i, i, i, i, i, i, i, i, i, i, i, i, i + 1);
        g_autoptr(GPtrArray) document = g_ptr_array_new();
        for (unsigned i = 0; i < PAGES; i++)
                g_ptr_array_add(document, pages[i]);
        Fingerprint a, b;
        g_assert_true(fingerprint_of(document, &a));
        for (unsigned i = 0; i < SHUFFLES; i++) {
                for (guint k = PAGES - 1; k > 0; k--) {
                        const guint other = (guint) g_test_rand_int_range(0, (gint32) k + 1);
                        gpointer page = document->pdata[k];
                        document->pdata[k] = document->pdata[other];
                        document->pdata[other] = page;
                }
                g_assert_true(fingerprint_of(document, &b));
                g_assert_cmpint(a.text, ==, b.text);
                g_assert_cmpint(a.figures, ==, b.figures);
                g_assert_cmpfloat(fingerprint_likeness(&a, &b), >=, 0.7);
        }
        for (unsigned i = 0; i < PAGES; i++)
                g_free(pages[i]);
}

static void
test_words(void)
{
        static const struct {
                const char *a, *b;
                bool same;
        } rows[] = {
                { "3 March 2025", "03.03.2025", true },
                { "3rd day of March 2025", "2025-03-03", true },
                { "3 Mawrth 2025", "3/3/25", true },
                { "3 March 2025", "3 March 2026", false },
                { "1741-0824-6631-0297", "1741 0824 6631 0297", true },
                { "non-molestation", "non-\nmolestation", true },
                { "the applicant\xe2\x80\x99s home", "THE APPLICANT'S HOME", true },
                { "Harnett", "Hamett", true },
                { "Page 3 of 4\nMarlow", "Marlow\n- 4 -", true },
                { "(a) Marlow", "1. Marlow", true },
                { "a Marlow", "Marlow", false },
                { "4:30", "4.30", true },
                { "100 metres", "50 metres", false },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autoptr(GArray) a = wording_of_phrase(rows[i].a);
                g_autoptr(GArray) b = wording_of_phrase(rows[i].b);
                const bool same =
                    a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len * sizeof(guint32)) == 0);
                if (same != rows[i].same)
                        g_test_fail_printf("%s / %s", rows[i].a, rows[i].b);
        }
}

/* The register keeps fingerprints with the number of the model that they were made by: another model needs another number. */
static void
test_model_number(void)
{
        g_assert_cmpint(BOILERPLATE_MODEL, ==, 1);
        g_assert_cmpint(boilerplate_digest(), ==, G_GINT64_CONSTANT(4174057917205363391));
}

static void
test_model_words(void)
{
        static const char *const own[] = { "Marlow",       "Alicia",   "Medway", "ME25F00123", "2025",
                                           "3 March 2025", "Smith",    "Patel",  "Khan",       "Jones",
                                           "Taylor",       "Mohammed", "Grace",  "Daisy" };
        static const char *const common[] = { "respondent", "must", "1996", "42A", "paragraph", "Judge", "until" };
        for (unsigned i = 0; i < G_N_ELEMENTS(own) + G_N_ELEMENTS(common); i++) {
                const bool is_own = i < G_N_ELEMENTS(own);
                const char *text = is_own ? own[i] : common[i - G_N_ELEMENTS(own)];
                g_autoptr(GArray) words = wording_of_phrase(text);
                g_assert_cmpuint(words->len, ==, 1);
                if (boilerplate_is_common(g_array_index(words, guint32, 0)) == is_own)
                        g_test_fail_printf("%s", text);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/fingerprint/same-words", test_same_words);
        g_test_add_func("/fingerprint/other-words", test_other_words);
        g_test_add_func("/fingerprint/other-places", test_other_places);
        g_test_add_func("/fingerprint/likeness", test_likeness);
        g_test_add_func("/fingerprint/nothing-to-go-by", test_nothing_to_go_by);
        g_test_add_func("/fingerprint/most-words", test_most_words);
        g_test_add_func("/fingerprint/page-orders", test_page_orders);
        g_test_add_func("/fingerprint/words", test_words);
        g_test_add_func("/fingerprint/model-number", test_model_number);
        g_test_add_func("/fingerprint/model-words", test_model_words);
        return g_test_run();
}
