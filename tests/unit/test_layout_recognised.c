/* Recognised words become lines: a line is as high as its ink, and gaps are what the print left of them. */
#include "parsers/document/layout.h"

#include <string.h>

/* Recognised typewriting: low ink, and a letter's width between the words. */
static void
test_recognised_typed(void)
{
        static const char *const typed[] = { "Case number: 132600558214",  "URN: 13BB0661926",
                                             "Defendant: Cy Dale",         "Born: 18/08/1980",
                                             "Offence: sending a message", "Judge    Mr Ely" };
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (unsigned i = 0; i < G_N_ELEMENTS(typed); i++) {
                for (const char *at = typed[i]; *at != '\0'; at += strspn(at, " ")) {
                        const size_t length = strcspn(at, " ");
                        g_autofree char *word = g_strndup(at, length);
                        const double left = 50 + 6 * (double) (at - typed[i]);
                        layout_add(layout, word, left, 100 + 12 * i, left + 6 * (double) length - 1, 106 + 12 * i,
                                   0.96);
                        at += length;
                }
        }
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_nonnull(strstr(page->text, "Case number: 132600558214\n"));
        g_assert_nonnull(strstr(page->text, "Defendant: Cy Dale\n"));
        g_assert_nonnull(strstr(page->text, "Judge\tMr Ely"));
}

/* A recognised line of capitals is as high as its ink: its words stand no farther apart than those of other lines, and print
 * below that keeps clear of one of the gaps makes no columns of it. */
static void
test_recognised_capitals(void)
{
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        static const char *const heading[] = { "FAMILY", "COURT", "AT", "LYNN" };
        double left = 50;
        for (unsigned i = 0; i < G_N_ELEMENTS(heading); i++) {
                const double width = 6 * (double) strlen(heading[i]);
                layout_add(layout, heading[i], left, 100, left + width, 106, 0.96);
                left += width + 5.5;
        }
        layout_add(layout, "BETWEEN", 50, 110, 84, 116, 0.96);
        layout_add(layout, "Ann", 120, 118, 140, 126, 0.96);
        layout_add(layout, "Bell,", 144, 118, 164, 126, 0.96);
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_true(g_str_has_prefix(page->text, "FAMILY COURT AT LYNN\n"));
}

/* A recognised label that all but fills its column: its value starts where those of three other rows do. */
static void
test_recognised_narrow(void)
{
        static const char *const rows[][2] = {
                { "Number", "17DB0220926" }, { "Birth", "1988" }, { "Court", "Dover" }, { "Respondents", "Dale" }
        };
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                const double top = 100 + 30 * i, right = i == 3 ? 141 : 50 + 6 * (double) strlen(rows[i][0]);
                layout_add(layout, rows[i][0], 50, top, right, top + 10, 0.96);
                for (unsigned k = 0; k < 3; k++)
                        layout_add(layout, rows[i][1], 150 + 70 * k, top, 217 + 70 * k, top + 10, 0.96);
        }
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_nonnull(strstr(page->text, "Respondents\tDale Dale Dale\n"));
}

/* A recognised form: "Applicant" and "Respondent" below each other are two labels, however close they stand. */
static void
test_recognised_roles(void)
{
        static const struct {
                const char *label, *value;
                double right, top, bottom;
        } rows[] = { { "Case", "17DB", 287, 394, 419 },       { "Applicant", "Cleveland", 361, 444, 484 },
                     { "Respondent", "Dale", 485, 502, 533 }, { "Birth", "1988", 280, 556, 581 },
                     { "Address", "Dover", 341, 610, 642 },   { "Protected", "Bell", 481, 665, 696 },
                     { "Before", "Lamb", 313, 773, 804 } };
        g_autoptr(Layout) layout = layout_new(1677, 2356, LAYOUT_RIGHT);
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                layout_add(layout, rows[i].label, 210, rows[i].top, rows[i].right, rows[i].bottom, 0.96);
                for (unsigned k = 0; k < 3; k++)
                        layout_add(layout, rows[i].value, 514 + 110 * k, rows[i].top, 614 + 110 * k, rows[i].bottom,
                                   0.96);
        }
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_nonnull(strstr(page->text, "Applicant\tCleveland"));
        g_assert_null(strstr(page->text, "Applicant Respondent"));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/layout/recognised/typed", test_recognised_typed);
        g_test_add_func("/layout/recognised/capitals", test_recognised_capitals);
        g_test_add_func("/layout/recognised/narrow", test_recognised_narrow);
        g_test_add_func("/layout/recognised/roles", test_recognised_roles);
        return g_test_run();
}
