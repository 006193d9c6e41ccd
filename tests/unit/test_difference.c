/* What a copy adds to an order and what it contradicts, and what a verdict rests on: tables of cases. */
#include "register/difference.h"
#include "register/evidence.h"

static const struct {
        const char *name;
        Field field;
        const char *copy;
        const char *original;
        const char *words; /* "+ what it adds", "- what it contradicts", "" */
} cases[] = {
        { "nothing stated", FIELD_SERVED_ON, NULL, "2025-03-04", "" },
        { "the same", FIELD_SERVED_ON, "2025-03-04", "2025-03-04", "" },
        { "service", FIELD_SERVED_ON, "2025-03-04", NULL, "+served Tue 4 March 2025" },
        { "another service", FIELD_SERVED_ON, "2025-03-05", "2025-03-04",
          "-served Wed 5 March 2025, the order here says Tue 4 March 2025" },
        { "a date of birth", FIELD_RESPONDENT_DOB, "1986-05-04", NULL, "+date of birth Sun 4 May 1986" },
        { "an end", FIELD_EXPIRES_ON, "until further order", NULL, "+ends until further order" },
        { "another end", FIELD_EXPIRES_ON, "2026-06-03", "2026-03-03",
          "-ENDS ON ANOTHER DAY: ends Wed 3 June 2026, the order here says Tue 3 March 2026" },
        { "an hour of the end", FIELD_EXPIRES_AT, "12:00", NULL, "+ends at 12:00" },
        { "surname first", FIELD_RESPONDENT, "MARLOW, Dean", "Dean Marlow", "" },
        { "another spelling", FIELD_RESPONDENT, "Dean Marlowe", "Dean Marlow",
          "-respondent Dean Marlowe, the order here says Dean Marlow" },
        { "the court in other words", FIELD_COURT, "In the Family Court sitting at Medway", "Family Court at Medway",
          "" },
        { "another court", FIELD_COURT, "Family Court at Luton", "Family Court at Medway",
          "-court Family Court at Luton, the order here says Family Court at Medway" },
        { "a number of another kind", FIELD_CASE_REFERENCE, "1234567812345678", NULL,
          "+16-digit case reference 1234567812345678" },
        { "a judge in capitals", FIELD_JUDGE, "DISTRICT JUDGE OAK", "District Judge Oak", "" },
        { "without notice", FIELD_WITHOUT_NOTICE, "false", "true", "-without notice no, the order here says yes" },
        { "people in another order", FIELD_PROTECTED_PEOPLE, "[\"Bea Dobson\",\"Alicia DOBSON\"]",
          "[\"Alicia Dobson\",\"Bea Dobson\"]", "" },
        { "one person more", FIELD_PROTECTED_PEOPLE, "[\"Bea Dobson\",\"Alicia Dobson\"]", "[\"Alicia Dobson\"]",
          "+protected people Bea Dobson, Alicia Dobson" },
        { "one person fewer", FIELD_PROTECTED_PEOPLE, "[\"Alicia Dobson\"]", "[\"Bea Dobson\",\"Alicia Dobson\"]", "" },
        { "another person", FIELD_PROTECTED_PEOPLE, "[\"Cleo Dobson\"]", "[\"Alicia Dobson\"]",
          "-protected people Cleo Dobson, the order here says Alicia Dobson" },
        { "terms in another layout", FIELD_PROHIBITIONS, "[\"not to go  within 100 metres\"]",
          "[\"Not to go within 100 metres.\"]", "" },
        { "other terms", FIELD_PROHIBITIONS, "[\"not to go within 200 metres\"]", "[\"not to go within 100 metres\"]",
          "-other terms" },
        { "a term more", FIELD_PROHIBITIONS, "[\"not to call\",\"not to write\"]", "[\"not to write\"]", "+terms" },
        { "an address is not told", FIELD_RESPONDENT_ADDRESS, "2 High Street", "1 High Street",
          "-other respondent's address" },
        { "a child", FIELD_CHILDREN, "[{\"name\":\"Mia\",\"born\":\"2017-01-02\"}]", NULL, "+children" },
        { "another birthday of a child", FIELD_CHILDREN, "[{\"name\":\"Mia\",\"born\":\"2017-01-03\"}]",
          "[{\"name\":\"Mia\",\"born\":\"2017-01-02\"}]", "-other children" },
};

static char *
difference_told(const char *const copy[FIELD_COUNT], const char *const original[FIELD_COUNT])
{
        g_autoptr(GPtrArray) list = difference_list(copy, original);
        g_autoptr(GString) words = g_string_new(NULL);
        for (guint i = 0; i < list->len; i++) {
                const Difference *difference = g_ptr_array_index(list, i);
                g_string_append_printf(words, "%s%c%s", i > 0 ? " " : "",
                                       difference->kind == DIFFERENCE_ADDS ? '+' : '-', difference->words);
        }
        return g_strdup(words->str);
}

static void
test_fields(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                const char *copy[FIELD_COUNT] = { NULL }, *original[FIELD_COUNT] = { NULL };
                copy[cases[i].field] = cases[i].copy;
                original[cases[i].field] = cases[i].original;
                g_autofree char *words = difference_told(copy, original);
                g_test_message("%s", cases[i].name);
                g_assert_cmpstr(words, ==, cases[i].words);
        }
}

/* What another field tells already is told once; contradictions stand first. */
static void
test_orders(void)
{
        const char *copy[FIELD_COUNT] = { [FIELD_PROTECTED_PERSON] = "Alicia Dobson",
                                          [FIELD_PROTECTED_PEOPLE] = "[\"Alicia Dobson\"]",
                                          [FIELD_SERVED_ON] = "2025-03-04",
                                          [FIELD_JUDGE] = "District Judge Elm",
                                          [FIELD_EXPIRES_ON] = "2026-03-03",
                                          [FIELD_DURATION_TEXT] = "12 months from the date of this order" };
        const char *original[FIELD_COUNT] = { [FIELD_JUDGE] = "District Judge Oak", [FIELD_EXPIRES_ON] = "2026-03-03" };
        g_autofree char *words = difference_told(copy, original);
        g_assert_cmpstr(words, ==,
                        "-judge District Judge Elm, the order here says District Judge Oak +protected people Alicia "
                        "Dobson +served Tue 4 March 2025");
}

/* A day and a period are two ways to tell an end; whether they mean the same is for a person to say. */
static void
test_ends(void)
{
        static const struct {
                const char *name;
                const char *copy_day, *copy_period;
                const char *day, *period;
                const char *words;
        } ends[] = {
                { "a period where a day is", NULL, "6 months from service", "2027-05-05", NULL,
                  "-ENDS IN ANOTHER WAY: 6 months from service, the order here says Wed 5 May 2027" },
                { "a day where a period is", "2027-05-05", NULL, NULL, "6 months from service",
                  "-ENDS IN ANOTHER WAY: Wed 5 May 2027, the order here says 6 months from service" },
                { "the day of the same period", "2027-05-05", "12 months", NULL, "12 months", "+ends Wed 5 May 2027" },
                { "the period of the same day", "2027-05-05", "12 months", "2027-05-05", NULL, "" },
                { "the same period, its day left out", NULL, "12 Months", "2027-05-05", "12 months", "" },
                { "another period, its day left out", NULL, "6 months", "2027-05-05", "12 months",
                  "-duration as printed 6 months, the order here says 12 months" },
                { "no end, and a period", NULL, "6 months from service", NULL, NULL,
                  "+duration as printed 6 months from service" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++) {
                const char *copy[FIELD_COUNT] = {
                        [FIELD_EXPIRES_ON] = ends[i].copy_day, [FIELD_DURATION_TEXT] = ends[i].copy_period
                };
                const char *original[FIELD_COUNT] = {
                        [FIELD_EXPIRES_ON] = ends[i].day, [FIELD_DURATION_TEXT] = ends[i].period
                };
                g_autofree char *words = difference_told(copy, original);
                g_test_message("%s", ends[i].name);
                g_assert_cmpstr(words, ==, ends[i].words);
        }
}

static void
test_evidence(void)
{
        g_autoptr(Identity) a = identity_new();
        g_autoptr(Identity) b = identity_new();
        a->entry_id = 1;
        b->entry_id = 2;
        identity_set(a, FIELD_MADE_ON, "2025-03-03");
        identity_set(b, FIELD_MADE_ON, "2025-03-03");
        identity_set(b, FIELD_RESPONDENT, "Dean Marlow");
        DuplicateVerdict verdict = { .level = DUPLICATE_LEVEL_POSSIBLE };
        g_autofree char *there = evidence_text(a, b, &verdict);
        g_autofree char *back = evidence_text(b, a, &verdict);
        g_assert_cmpstr(there, ==, back);
        g_assert_null(evidence_news(there, back));
        identity_set(a, FIELD_RESPONDENT_DOB, "1986-05-04");
        verdict.level = DUPLICATE_LEVEL_SAME_ORDER;
        g_autofree char *now = evidence_text(a, b, &verdict);
        g_autofree char *news = evidence_news(there, now);
        g_assert_cmpstr(news, ==, "new: level, date of birth");
        g_autofree char *gone = evidence_news(now, there);
        g_assert_cmpstr(gone, ==, "new: level, date of birth");
}

int
main(int argc, char *argv[])
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/difference/fields", test_fields);
        g_test_add_func("/difference/orders", test_orders);
        g_test_add_func("/difference/ends", test_ends);
        g_test_add_func("/difference/evidence", test_evidence);
        return g_test_run();
}
