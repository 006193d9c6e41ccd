/* Numbers of every system, and what only looks like one. */
#include "register/case_number.h"

static const struct {
        const char *text, *value;
        CaseNumberKind kind;
} numbers[] = {
        { "NP20D04014", "NP20D04014", CASE_NUMBER_FAMILY },
        { "LS20P00806", "LS20P00806", CASE_NUMBER_FAMILY },
        { "Cm26P12347", "CM26P12347", CASE_NUMBER_FAMILY },
        { "ME 25 F 00123", "ME25F00123", CASE_NUMBER_FAMILY },
        { "No: ME25F00123.", "ME25F00123", CASE_NUMBER_FAMILY },
        { "XX20PO1234", "XX20P01234", CASE_NUMBER_FAMILY },
        { "1777459890165845", "1777459890165845", CASE_NUMBER_REFERENCE },
        { "1777-4598-9016-5845", "1777459890165845", CASE_NUMBER_REFERENCE },
        { "1777 4598 9016 5845", "1777459890165845", CASE_NUMBER_REFERENCE },
        { "T20257890", "T20257890", CASE_NUMBER_CROWN },
        { "Indictment T2025 7890", "T20257890", CASE_NUMBER_CROWN },
        { "28DI7582313", "28DI7582313", CASE_NUMBER_URN },
        { "28 DI 75823 13", "28DI7582313", CASE_NUMBER_URN },
        { "E77YM442", "E77YM442", CASE_NUMBER_COUNTY },
        { "L00GU742", "L00GU742", CASE_NUMBER_COUNTY },
        { "QA-2022-BHM-000026", "QA2022BHM000026", CASE_NUMBER_HIGH_COURT },
        { "FA-2024-000056", "FA2024000056", CASE_NUMBER_HIGH_COURT },
        { "HQ15X00652", "HQ15X00652", CASE_NUMBER_FAMILY },
        { "01632 960500", NULL, CASE_NUMBER_NONE },
        { "DX 12345 Maidstone", NULL, CASE_NUMBER_NONE },
        { "TR/8854", NULL, CASE_NUMBER_NONE },
        { "46/12345/25", NULL, CASE_NUMBER_NONE },
        { "ME4 4DW", NULL, CASE_NUMBER_NONE },
        { "12/03/2024", NULL, CASE_NUMBER_NONE },
        { "177745989016584", NULL, CASE_NUMBER_NONE },
        { "07700 900123", NULL, CASE_NUMBER_NONE },
        { "AME25F001234", NULL, CASE_NUMBER_NONE },
        { "40116320960500", NULL, CASE_NUMBER_NONE },
};

static void
test_find(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
                CaseNumber number = { .kind = CASE_NUMBER_NONE };
                const bool found = case_number_find(numbers[i].text, 0, G_MAXSIZE, &number);
                if (found != (numbers[i].value != NULL) ||
                    (found && (!g_str_equal(number.value, numbers[i].value) || number.kind != numbers[i].kind))) {
                        g_test_message("%s read as \"%s\" (%d)", numbers[i].text, found ? number.value : "",
                                       (int) number.kind);
                        g_test_fail();
                }
        }
}

static void
test_luhn(void)
{
        g_assert_true(case_number_luhn("1777459890165845"));
        g_assert_false(case_number_luhn("1777459890165846"));
        g_assert_false(case_number_luhn("17774598X0165845"));
        g_assert_false(case_number_luhn(""));
}

static void
test_cut(void)
{
        static const struct {
                const char *number;
                bool cut;
        } cases[] = {
                { "ME26F001", true },        { "ME26F001234", true },       { "ME26F00123", false },
                { "ME26F", true },           { "T2026001", true },          { "T20260012", false },
                { "T202600123", true },      { "17774598901658", true },    { "1777459890165845", false },
                { "177745989016584", true }, { "17774598901658451", true }, { "2500012345", false },
                { "E77YM442", false },       { "46XK0101124", false },      { "KB2026000123", false },
                { "K5QZ9P2T", false },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                if (case_number_is_cut(cases[i].number) != cases[i].cut) {
                        g_test_message("%s", cases[i].number);
                        g_test_fail();
                }
        }
}

static void
test_labelled(void)
{
        CaseNumber number;
        g_assert_true(case_number_labelled("2500012345 further text", 0, 30, &number));
        g_assert_cmpint(number.kind, ==, CASE_NUMBER_OTHER);
        g_assert_cmpstr(number.value, ==, "2500012345");
        g_assert_false(case_number_labelled("see below", 0, 9, &number));
        g_autofree char *normal = case_number_normalise("me 25-f 00123");
        g_assert_cmpstr(normal, ==, "ME25F00123");
        g_assert_cmpint(case_number_kind(normal), ==, CASE_NUMBER_FAMILY);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/case_number/find", test_find);
        g_test_add_func("/case_number/luhn", test_luhn);
        g_test_add_func("/case_number/labelled", test_labelled);
        g_test_add_func("/case_number/cut", test_cut);
        return g_test_run();
}
