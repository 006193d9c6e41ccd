/* repair, lexicon, figures: what recognition misread is put right, what it may have read well stays. */
#include "parsers/order/figures.h"
#include "parsers/order/lexicon.h"
#include "parsers/order/repair.h"

#include <string.h>

static void
test_words(void)
{
        static const struct {
                const char *read;
                double certainty;
                const char *mended; /* NULL: it stays */
        } cases[] = {
                { "Farnily", 0.9, "Family" },
                { "Fami1y", 0.9, "Family" },
                { "0rder", 0.9, "Order" },
                { "MOLESTATI0N", 0.9, "MOLESTATION" },
                { "appoimtment", 0.8, "appointment" },
                { "respondant", 0.7, "respondent" },
                { "Iasts", 0.9, "Lasts" },
                { "untiI", 0.9, "until" },
                { "hearirig", 0.9, "hearing" },
                { "Janvary", 0.9, "January" },
                /* names, however near they are to a word */
                { "Marsh", 0.7, NULL },
                { "Dale", 0.5, NULL },
                { "Parry", 0.5, NULL },
                { "Bath", 0.5, NULL },
                { "Dover", 0.5, NULL },
                { "Justine", 0.6, NULL },
                { "Harris", 0.6, NULL },
                /* words that are sure are other words */
                { "wearing", 0.97, NULL },
                { "respondent", 0.3, NULL },
                { "xqzzk", 0.1, NULL },
                { "the", 0.1, NULL },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_test_message("%s", cases[i].read);
                g_autofree char *mended = lexicon_mend(cases[i].read, cases[i].certainty);
                g_assert_cmpstr(mended, ==, cases[i].mended);
        }
}

static void
test_parts(void)
{
        static const char *const cases[][2] = {
                { "INTHEFAMILYCOURT", "IN THE FAMILY COURT" },
                { "oftheorder", "of the order" },
                { "Thecourtorders", "The court orders" },
                { "respondent", NULL },
                { "Maybank", NULL },
                { "Overton", NULL },
                { "toit", NULL },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *parted = lexicon_part(cases[i][0]);
                g_assert_cmpstr(parted, ==, cases[i][1]);
        }
}

static const struct {
        const char *token, *before, *after, *mended;
} figures[] = {
        { "l5", "on", "March", "15" },
        { "lst", "The", "applicant", "1st" },
        { "2lst", "", "day", "21st" },
        { "I7th", "on", "April", "17th" },
        { "2O24", "March", "by", "2024" },
        { "2O24.", "March", "", "2024." },
        { "1S/03/2024", "on", "", "15/03/2024" },
        { "l5.O3.2024", "on", "", "15.03.2024" },
        { "1O:30", "at", "am", "10:30" },
        { "82Z", "ZE95", "", "8ZZ" },
        { "1Qx", "QM97", "", "1QX" },
        { "10X", "QM80", "", "1QX" },
        { "52ZZ", "ZE88", "", NULL },
        { "8ZZ", "ZE95", "", NULL },
        { "QM8O", "Goole,", "1QX", "QM80" },
        { "DD)", "BEFORE", "IQBAL", "DDJ" },
        { "HH]J", "by", "Trefor.", "HHJ" },
        { "XA622AB", "Snodland,", "", "XA62 2AB" },
        { "8QxX", "QM81", "", "8QX" },
        { "8BXx", "CF47", "", "8BX" },
        { "BLI", "Bolton,", "BUX", "BL1" },
        { "TRI", "Truro,", "LUQ.", "TR1" },
        { "LUQ.", "TR1", "", "1UQ." },
        { "NP2@", "Newport,", "1XH", NULL },
        { "SAL", "Hoo,", "and", NULL },
        { "SEA", "the", "8UX", NULL },
        { "Sth", "on", "March", "5th" },
        { "Sth", "on", "floor", NULL },
        { "Ath", "on", "October", "4th" },
        { "2Ath", "this", "day", "24th" },
        { "Ath", "on", "floor", NULL },
        { "LO", "on", "August", "10" },
        { "bth", "on", "August", NULL },
        { "10?", "Tuesday", "November", "10" },
        { "5\xE2\x80\x98)", "born", "October", "5" },
        { "5)", "and", "May", NULL },
        { "45?", "on", "May", NULL },
        { "10?", "on", "the", NULL },
        { "O1NI0654426", "URN", "", "01NI0654426" },
        { "MAGISTRATES!", "LONDON", "COURT", "MAGISTRATES'" },
        { "2629.", "NOVEMBER", "", "2029." },
        { "2359", "November", "", NULL },
        { "LES", "Leicester", "6FY", "LE5" },
        { "LES", "the", "6FY", NULL },
        { "NEA", "Tyne", "8UT", "NE4" },
        { "Reading'RG8", "Pangbourne,", "7LW", "Reading RG8" },
        { "Reading\xE2\x80\x99RG8", "Pangbourne,", "7LW", "Reading RG8" },
        { "(Magistrates'\xE2\x80\x99", "Judge", "Courts)", "(Magistrates'" },
        { "Reading'RG8", "Pangbourne,", "or", NULL },
        { "0on12", "Ely", "November", "on 12" },
        { "on3", "Ely", "March", "on 3" },
        { "On11", "", "November", "On 11" },
        { "ON7", "ORDER", "MARCH", "ON 7" },
        { "on12", "Ely", "people", NULL },
        { "on123", "Ely", "March", NULL },
        { "7YV", "BH96", "", NULL },
        { "1VV", "PO95", "", NULL },
        { "49m", "until", "on", "4pm" },
        { "129m", "until", "on", "12pm" },
        { "49m", "of", "on", NULL },
        { "40m", "until", "on", NULL },
        { "120259146", "no.", "", "T20259146" },
        { "120259146", "telephone", "", NULL },
        { "$A23F03437", "no.", "", "SA23F03437" },
        { "MO9YX901", "No.", "", "M09YX901" },
        { "$20256841", "No:", "", "S20256841" },
        { "Al", "12", "5513024", "AI" },
        { "62D18348024", "URN", "", "62DI8348024" },
        { "62GD8230426", "URN", "", NULL },
        { "720250591", "No:", "", "T20250591" },
        { "ist", "The", "applicant", "1st" },
        /* words and names with the letters of figures */
        { "Sol", "Mr", "Ely", NULL },
        { "Bob", "", "", NULL },
        { "Ill", "", "", NULL },
        { "I", "AND", "May", "1" },
        { "So", "until", "the", NULL },
        { "2024", "March", "", NULL },
        { "FL404A", "-", "-", NULL },
};

static void
test_figures(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(figures); i++) {
                g_test_message("%s", figures[i].token);
                g_autofree char *mended = figures_mend(figures[i].token, figures[i].before, figures[i].after);
                g_assert_cmpstr(mended, ==, figures[i].mended);
        }
}

static Page *
page_of(const char *text, float certainty)
{
        Page *page = page_new(1);
        for (size_t at = 0; text[at] != '\0';) {
                const size_t white = strspn(text + at, " \t\n");
                g_autofree char *blank = g_strndup(text + at, white);
                page_append(page, blank);
                const size_t length = strcspn(text + at + white, " \t\n");
                g_autofree char *word = g_strndup(text + at + white, length);
                const float left = (float) page->length / 1000;
                page_append_word(page, word, left, 0.1F, left + 0.01F, 0.2F, certainty);
                at += white + length;
        }
        return page;
}

static void
test_page(void)
{
        static const char *const cases[][2] = {
                { "ln the Farnily Court | Case No: ME24F00123", "In the Family Court\tCase No: ME24F00123\n" },
                { "1. On 3 May | attended at the house", "1. On 3 May I attended at the house\n" },
                { "|, Ann Bell, state", "I, Ann Bell, state\n" },
                { "\xE2\x80\x98"
                  "After hearing counsel",
                  "After hearing counsel\n" },
                { "\"The family home\" is 1 Elm Row", "\"The family home\" is 1 Elm Row\n" },
                { "Address\t_117a Church Street", "Address\t117a Church Street\n" },
                { "Mr lan Bell JP, aeth i lan a dod", "Mr Ian Bell JP, aeth i lan a dod\n" },
                { "Bronagh lonescu and Matgorzata lonescu", "Bronagh Ionescu and Ma\xC5\x82gorzata Ionescu\n" },
                { "the last line", "the last line\n" },
                { "FL404A - Non-molestation order", "FL404A - Non-molestation order\n" },
                { "Respondent\n\n\xC2\xB0\n\nApplicant", "Respondent\n\nApplicant\n" },
                { "Marek Miiller", "Marek M\xC3\xBC"
                                   "ller\n" },
                { "Skiing at Hawaii", "Skiing at Hawaii\n" },
                { "WisSniewska", "Wisniewska\n" },
                { "Leeds Family Court | Case: CT24F02207 | Judge: DD) Ely",
                  "Leeds Family Court | Case: CT24F02207 | Judge: DDJ Ely\n" },
                { "Eilidh) Drummond", "Eilidh Drummond\n" },
                { "Drummond (born 3 May 1999) of", "Drummond (born 3 May 1999) of\n" },
                { "ends at 11. 59pm on Monday", "ends at 11.59pm on Monday\n" },
                { "11. 59pm", "11. 59pm\n" },
                { "No. NP26F00386\xC2\xB0", "No. NP26F00386\n" },
                { "1) not to be violent", "1) not to be violent\n" },
                { "Mr Ryan Christopher BOLD", "Mr Ryan Christopher BOLD\n" },
                { "Mr BOLD must not", "Mr BOLD must not\n" },
                { "BOLD, Ryan", "BOLD, Ryan\n" },
                { "against RYAN CHRISTOPHER BOLD", "against RYAN CHRISTOPHER BOLD\n" },
                { "RESPONDENT MUSI NOT", "RESPONDENT MUST NOT\n" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(Page) page = page_of(cases[i][0], 0.9F);
                repair_page(page);
                g_assert_cmpstr(page->text, ==, cases[i][1]);
                g_assert_cmpuint(strlen(page->text), ==, page->length);
        }
        /* printed text stays, letter for letter */
        g_autoptr(Page) printed = page_of("ln the Farnily Court | l5 March", 1);
        repair_page(printed);
        g_assert_cmpstr(printed->text, ==, "ln the Farnily Court | l5 March");
        /* a word keeps its place, and loses certainty when it was changed */
        g_autoptr(Page) page = page_of("| the Farnily Court", 0.8F);
        const PageSpan was = g_array_index(page->spans, PageSpan, 2);
        repair_page(page);
        g_assert_cmpstr(page->text, ==, "the Family Court\n");
        const PageSpan *is = &g_array_index(page->spans, PageSpan, 1);
        g_assert_cmpuint(is->start, ==, 4);
        g_assert_cmpuint(is->end, ==, 10);
        g_assert_cmpfloat_with_epsilon(is->left, was.left, 1e-6);
        g_assert_cmpfloat(is->certainty, <, 0.8);
        g_autoptr(Page) nothing = page_new(3);
        repair_page(nothing);
        g_assert_cmpstr(nothing->text, ==, "");
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/repair/words", test_words);
        g_test_add_func("/repair/parts", test_parts);
        g_test_add_func("/repair/figures", test_figures);
        g_test_add_func("/repair/page", test_page);
        return g_test_run();
}
