/* plausible: what cannot be is taken from a recognised page and doubted on a printed one. */
#include "parsers/order/plausible.h"

typedef struct {
        const char *name;
        Field field;
        const char *value;
        bool stands;
} Case;

/* Beside an order made on 3 March 2025. */
static const Case cases[] = {
        { "ends-later", FIELD_EXPIRES_ON, "2026-03-03", true },
        { "ends-before", FIELD_EXPIRES_ON, "2024-03-03", false },
        { "ends-never", FIELD_EXPIRES_ON, "until further order", true },
        { "served-the-same-day", FIELD_SERVED_ON, "2025-03-03", true },
        { "served-before", FIELD_SERVED_ON, "2025-03-02", false },
        { "heard-later", FIELD_HEARING_ON, "2025-03-17", true },
        { "heard-in-ten-years", FIELD_HEARING_ON, "2035-03-17", false },
        { "target-before", FIELD_TARGET_MADE_ON, "2024-03-03", true },
        { "target-later", FIELD_TARGET_MADE_ON, "2025-04-03", false },
        { "grown-up", FIELD_RESPONDENT_DOB, "1980-01-01", true },
        { "child", FIELD_RESPONDENT_DOB, "2019-01-01", false },
        { "ancient", FIELD_RESPONDENT_DOB, "1910-01-01", false },
        { "reference", FIELD_CASE_REFERENCE, "1777459890165845", true },
        { "reference-misread", FIELD_CASE_REFERENCE, "1777459890165846", false },
        { "case-number", FIELD_CASE_NUMBER, "ME25F00123", true },
        { "name", FIELD_RESPONDENT, "Rosa O'Neill-Lind", true },
        { "name-with-figure", FIELD_RESPONDENT, "R0sa Lind", false },
        { "name-with-rule", FIELD_RESPONDENT, "Rosa | Lind", false },
        { "name-of-one-word", FIELD_RESPONDENT, "Tenzin", true },
        { "name-that-cannot-begin-so", FIELD_RESPONDENT, "Sgren Lind", false },
        { "name-with-accent-for-umlaut", FIELD_RESPONDENT, "Bj\xC3\xA9rnsson Lind", false },
        { "name-that-ends-in-accent-and-m", FIELD_RESPONDENT, "Seren Angstr\xC3\xA9m-Pike", false },
        { "name-with-accent", FIELD_RESPONDENT,
          "Ren\xC3\xA9"
          "e P\xC3\xA9rez M\xC3\xA9ndez",
          true },
        { "name-with-capital-for-umlaut", FIELD_RESPONDENT, "Rosa BjGrnsson", false },
        { "name-with-capital-inside", FIELD_RESPONDENT, "Rosa McDade MacInnes DeVito O'Neill", true },
        { "name-that-ends-in-four-consonants", FIELD_RESPONDENT, "Rosa Gilstm", false },
        { "name-of-four-consonants", FIELD_RESPONDENT, "Rosa Hirsch-Knights", true },
        { "name-with-t-for-barred-l", FIELD_RESPONDENT, "Joy Jabtonski", false },
        { "name-with-t", FIELD_RESPONDENT, "Joy Antonski", true },
        { "judge-with-t-for-accent", FIELD_JUDGE, "District Judge O Murcht", false },
        { "name-with-ri-for-accented-n", FIELD_RESPONDENT, "Joy Kamiriski", false },
        { "given-name-with-t-for-barred-l", FIELD_RESPONDENT, "Jarostaw Lind", false },
        { "polish-name", FIELD_RESPONDENT, "Jaroslaw Kaminski", true },
        { "judge-cut", FIELD_JUDGE, "District Judge A", false },
        { "judge", FIELD_JUDGE, "District Judge O Brien", true },
        { "number-of-a-year-to-come", FIELD_CASE_NUMBER, "ME65F00123", false },
        { "number-of-no-shape", FIELD_CASE_NUMBER, "120259146", false },
        { "number-of-the-crown-court", FIELD_CASE_NUMBER, "T20249146", true },
        { "name-from-afar", FIELD_RESPONDENT, "Ngozi Mbeki", true },
        { "address", FIELD_RESPONDENT_ADDRESS, "Flat 2, 19 Dock Street, Gillingham, ME7 9ZZ", true },
        { "address-without-postcode", FIELD_RESPONDENT_ADDRESS, "19 Dock Street, Gillingham", true },
        { "address-misread", FIELD_RESPONDENT_ADDRESS, "19 Dock Street, Gillingham, ME97 52ZZ", false },
        { "address-is-a-date", FIELD_RESPONDENT_ADDRESS, "06 Feb 1999", false },
        { "court", FIELD_COURT, "Family Court at Leeds", true },
        { "court-and-party", FIELD_COURT, "Family Court at Leeds Applicant", false },
        { "address-broken-postcode", FIELD_RESPONDENT_ADDRESS, "19 Dock Street, Bolton, BLI BUX", false },
        { "address-no-such-area", FIELD_RESPONDENT_ADDRESS, "Flat 2, 19 Dock Street, Gillingham, OM64 5QX", false },
        { "address-area-of-o", FIELD_RESPONDENT_ADDRESS, "Flat 2, 19 Dock Street, Oldham, OL64 5QX", true },
        { "address-with-figure-for-letter", FIELD_RESPONDENT_ADDRESS, "120 L6n y Felin, Mold, CH97 1ND", false },
        { "address-with-letter-of-no-postcode", FIELD_RESPONDENT_ADDRESS, "19 Dock Street, Gillingham, ME97 2KZ",
          false },
        { "address-of-a-flat", FIELD_RESPONDENT_ADDRESS, "Flat B12, 2b Elm Row, Mold, CH97 1ND", true },
        { "address-with-a-sign", FIELD_RESPONDENT_ADDRESS, "19 Dock Street, Newport, NP2@ 1XH", false },
        { "court-and-title", FIELD_COURT, "Family Court at Leeds Prohibited Steps Order", false },
        { "address-cut", FIELD_RESPONDENT_ADDRESS, "19 Dock Street, Gillingham, ME97", false },
};

static void
test_case(gconstpointer data)
{
        const Case *test = data;
        for (unsigned ocr = 0; ocr < 2; ocr++) {
                FieldValue *fields[FIELD_COUNT] = { NULL };
                fields[FIELD_MADE_ON] = field_value_new(FIELD_MADE_ON, "2025-03-03", "3 March 2025", 0.9);
                fields[test->field] = field_value_new(test->field, test->value, test->value, 0.89);
                plausible_check(fields, ocr == 1);
                const bool judged_by_letters = test->field == FIELD_RESPONDENT ||
                                               test->field == FIELD_RESPONDENT_ADDRESS || test->field == FIELD_COURT ||
                                               test->field == FIELD_JUDGE || test->field == FIELD_CASE_NUMBER;
                if (ocr == 1)
                        g_assert_cmpint(fields[test->field] != NULL, ==, test->stands);
                else
                        g_assert_cmpint(fields[test->field]->confidence >= 0.89, ==, test->stands || judged_by_letters);
                for (unsigned i = 0; i < FIELD_COUNT; i++)
                        field_value_free(fields[i]);
        }
}

/* No rule says that a reference must carry a check digit: one that was clear to see is kept. */
static void
test_reference_clear_to_see(void)
{
        FieldValue *fields[FIELD_COUNT] = { NULL };
        fields[FIELD_CASE_REFERENCE] = field_value_new(FIELD_CASE_REFERENCE, "1777459890165846", "1777...", 0.97);
        plausible_check(fields, true);
        g_assert_nonnull(fields[FIELD_CASE_REFERENCE]);
        g_assert_cmpfloat(fields[FIELD_CASE_REFERENCE]->confidence, <, 0.7);
        field_value_free(fields[FIELD_CASE_REFERENCE]);
}

/* A clerk may have typed letters that no postcode ends with. */
static void
test_postcode_clear_to_see(void)
{
        FieldValue *fields[FIELD_COUNT] = { NULL };
        fields[FIELD_RESPONDENT_ADDRESS] =
            field_value_new(FIELD_RESPONDENT_ADDRESS, "4 Elm Row, Dover, CT99 2KV", "4 Elm Row", 0.96);
        plausible_check(fields, true);
        g_assert_nonnull(fields[FIELD_RESPONDENT_ADDRESS]);
        g_assert_cmpfloat(fields[FIELD_RESPONDENT_ADDRESS]->confidence, <, 0.85);
        field_value_free(fields[FIELD_RESPONDENT_ADDRESS]);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/plausible/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        g_test_add_func("/plausible/reference-clear-to-see", test_reference_clear_to_see);
        g_test_add_func("/plausible/postcode-clear-to-see", test_postcode_clear_to_see);
        return g_test_run();
}
