/* Search lines taken apart, words compared, entries marked: tables of cases. */
#include "register/nickname.h"
#include "register/search_line.h"
#include "register/search_score.h"
#include "register/search_spelling.h"
#include "register/search_word.h"

#include <string.h>

#define TODAY "2026-11-20"

/* "w:marlow b:1986-05-04 on:2026-11-02T21:40 end:2026-01-01..2026-02-01", the terms in their order; or the problem. */
static char *
line_print(const SearchLine *line)
{
        static const char kinds[] = "wibmn";
        GString *text = g_string_new(NULL);
        if (line->problem != NULL) {
                g_string_append(text, line->problem);
                return g_string_free(text, FALSE);
        }
        for (guint i = 0; i < line->terms->len; i++) {
                const SearchTerm *term = g_ptr_array_index(line->terms, i);
                g_string_append_printf(text, "%s%c:%s%s%s", text->len > 0 ? " " : "", kinds[term->kind], term->text,
                                       term->less == NULL ? "" : "-", term->less == NULL ? "" : term->less);
        }
        if (line->on != NULL)
                g_string_append_printf(text, " on:%s%s%s", line->on, line->on_time == NULL ? "" : "T",
                                       line->on_time == NULL ? "" : line->on_time);
        if (line->ending_from != NULL)
                g_string_append_printf(text, " end:%s..%s", line->ending_from, line->ending_until);
        return g_string_free(text, FALSE);
}

static const struct {
        const char *typed;
        const char *read;
} line_cases[] = {
        { "Marlow", "w:marlow" },
        { "MARLOW, Dean", "w:marlow w:dean" },
        { "dean marlow against alicia dobson", "w:dean w:marlow w:alicia w:dobson" },
        { "Mr Dean Marlow and Mrs. Alicia Dobson", "w:dean w:marlow w:alicia w:dobson" },
        { "male outside, name of Marlow, maybe Marlowe, she's Alicia", "i:male w:marlow w:marlowe w:shes w:alicia" },
        { "Siân O'Neill", "w:sian w:oneill" },
        { "sian o neill", "w:sian w:oneill-neill" },
        { "Małgorzata Wójcik-Żak", "w:malgorzata w:wojcik w:zak" },
        { "Jan van der Berg", "w:jan w:vanderberg-berg" },
        { "J Smith", "i:j w:smith" },
        { "Dean Street", "w:dean i:street" },
        { "Mr Street", "w:street" },
        /* dates of birth */
        { "marlow 4.5.1986", "b:1986-05-04 w:marlow" },
        { "marlow 04/05/86", "b:1986-05-04 w:marlow" },
        { "marlow 1986-05-04", "b:1986-05-04 w:marlow" },
        { "marlow born 4th of May 1986", "b:1986-05-04 w:marlow" },
        { "marlow dob 040586", "b:1986-05-04 w:marlow" },
        { "marlow 04051986", "b:1986-05-04 w:marlow" },
        { "marlow d.o.b. 4 May 86", "b:1986-05-04 w:marlow" },
        { "marlow born 1986", "b:1986 w:marlow" },
        { "date of birth: 4-May-1986", "b:1986-05-04" },
        { "marlow 3.3.25", "m:2025-03-03 w:marlow" },
        { "marlow made on 3 March 2025", "m:2025-03-03 w:marlow" },
        /* instants and spans */
        { "marlow on 2 November 2025", "w:marlow on:2025-11-02" },
        { "marlow on 2 November 2025 at 21:40", "w:marlow on:2025-11-02T21:40" },
        { "marlow as at 1 June 2026", "w:marlow on:2026-06-01" },
        { "marlow in force on 14.10.2025", "w:marlow on:2025-10-14" },
        { "ending between 1 January 2026 and 1 February 2026", " end:2026-01-01..2026-02-01" },
        { "marlow ending between 1.1.26 and 1.2.26", "w:marlow end:2026-01-01..2026-02-01" },
        { "ends on 3 March 2026", " end:2026-03-03..2026-03-03" },
        { "ending before 3 March 2026", " end:1900-01-01..2026-03-03" },
        { "ending between 1 February 2026 and 1 January 2026",
          "The span of ends is empty: 2026-02-01 comes after 2026-01-01." },
        /* numbers and places */
        { "ME25F00123", "n:me25f00123" },
        { "ME25 F00123 marlow", "n:me25f00123 w:marlow" },
        { "1777-4598-9016-5845", "n:1777459890165845" },
        { "f00123", "n:f00123" },
        { "12 Harbour Lane ME4 4AB", "i:12 w:harbour w:lane w:me44ab" },
        { "me44ab", "w:me44ab" },
        /* over the telephone */
        { "m for mike a for alpha r for romeo l o w", "w:marlow" },
        { "dean mike alpha romeo lima oscar whiskey", "w:dean w:marlow" },
        { "m a r l o w dean", "w:marlow w:dean" },
        { "dean h a double r i s", "w:dean w:harris" },
        { "Mike Charlie", "w:mike w:charlie" },
        { "Oscar Victor", "w:oscar w:victor" },
        { "m as in mother, a, r", "i:m w:mother i:r" },
        /* what nothing can be found by */
        { "", "Type a name, a date of birth, a case number or an address." },
        { "   ", "Type a name, a date of birth, a case number or an address." },
        { "?!*%_", "Type a name, a date of birth, a case number or an address." },
        { "the order", "w:order" },
        { "m", "One letter or a house number alone finds nobody: type two letters of a name at least." },
        { "12", "One letter or a house number alone finds nobody: type two letters of a name at least." },
        { "marlow 31.2.1986", "There is no such day as 31.2.1986." },
        { "marlow born 31 February 1986", "There is no such day as 31 february 1986." },
        { "2026-13-01", "There is no such day as 2026-13-01." },
        { "on 29.2.2025", "There is no such day as 29.2.2025." },
        /* signs */
        { "marl*", "w:marl" },
        { "mar%' OR 1=1 --", "w:mar i:1 i:1" },
        { "\"marlow\" \\ ; DROP TABLE", "w:marlow w:drop w:table" },
        { "\342\200\256marlow\342\200\254", "w:marlow" },
        { "mar\342\200\213low", "w:marlow" },
        { "mar\tlow\001dean", "w:mar w:low w:dean" },
        { "Дмитрий Иванов", "w:дмитрии w:иванов" },
};

static void
check_line(gconstpointer data)
{
        const unsigned number = GPOINTER_TO_UINT(data);
        g_autoptr(SearchLine) line = search_line_read(line_cases[number].typed, TODAY);
        g_autofree char *printed = line_print(line);
        g_assert_cmpstr(printed, ==, line_cases[number].read);
}

static void
check_limits(void)
{
        g_autofree char *fits = g_strnfill(LIMIT_SEARCH_CHARACTERS, 'x');
        g_autofree char *over = g_strnfill(LIMIT_SEARCH_CHARACTERS + 1, 'x');
        g_autofree char *far = g_strnfill(10000, 'x');
        g_autoptr(SearchLine) a = search_line_read(fits, TODAY);
        g_autoptr(SearchLine) b = search_line_read(over, TODAY);
        g_autoptr(SearchLine) c = search_line_read(far, TODAY);
        g_autoptr(SearchLine) d = search_line_read("mar\377low", TODAY);
        g_assert_null(a->problem);
        g_assert_nonnull(b->problem);
        g_assert_true(g_str_has_prefix(c->problem, "The search is too long: 10000 characters, and it takes 400."));
        g_assert_cmpstr(d->problem, ==, "This is no text that can be searched for.");
        g_autoptr(SearchLine) many = search_line_read("aa bb cc dd ee ff gg hh ii jj kk ll mm", TODAY);
        g_assert_cmpuint(many->terms->len, ==, SEARCH_LINE_TERMS);
        g_assert_cmpuint(many->notes->len, ==, 1);
        g_assert_cmpstr(g_ptr_array_index(many->notes, 0), ==, "\"mm\" was left out: a search takes 12 words");
}

static const struct {
        const char *typed;
        const char *held;
        bool heard;
        unsigned least;
        unsigned most;
} word_cases[] = {
        { "marlow", "marlow", false, 100, 100 },
        { "marlowe", "marlow", true, 84, 95 },
        { "bill", "william", false, 80, 80 },
        { "dai", "dafydd", false, 84, 84 },
        { "kasia", "katarzyna", false, 84, 84 },
        { "macdonald", "mcdonald", false, 96, 96 },
        { "marl", "marlow", false, 80, 90 },
        { "ma", "marlow", false, 0, 0 },
        { "marolw", "marlow", false, 70, 95 },
        { "barlow", "marlow", false, 60, 65 },
        { "mar1ow", "marlow", false, 74, 95 },
        { "stephen", "steven", true, 84, 95 },
        { "mohammed", "muhammad", true, 84, 95 },
        { "kovalchik", "kowalczyk", true, 60, 95 },
        { "griffith", "gruffydd", true, 60, 95 },
        { "smith", "jones", false, 0, 0 },
        { "ann", "dan", false, 0, 0 },
        { "", "marlow", false, 0, 0 },
        { "tim", "tom", false, 40, 60 },
        { "iwan", "ieuan", false, 92, 92 },
        { "gruffyth", "gruffydd", true, 84, 84 },
        { "merthin", "myrddin", true, 84, 84 },
        { "christopher", "kristofer", true, 52, 95 },
};

static void
check_words(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(word_cases); i++) {
                const char *why = NULL;
                const unsigned weight =
                    search_word_weight(word_cases[i].typed, word_cases[i].held, word_cases[i].heard, &why);
                g_test_message("%s, %s: %u %s", word_cases[i].typed, word_cases[i].held, weight,
                               why == NULL ? "" : why);
                g_assert_cmpuint(weight, >=, word_cases[i].least);
                g_assert_cmpuint(weight, <=, word_cases[i].most);
        }
        g_assert_cmpuint(search_word_slips("marlow", "marolw", 2), ==, 1);
        g_assert_cmpuint(search_word_slips("marlow", "mrlw", 2), ==, 2);
        g_assert_cmpuint(search_word_slips("", "abc", 1), ==, 2);
        g_assert_false(nickname_same("john", "john"));
        g_assert_true(nickname_same("gosia", "margaret"));
        g_assert_false(nickname_same("bill", "ill"));
}

static void
check_days(void)
{
        static const struct {
                const char *typed, *held;
                unsigned slips;
        } cases[] = { { "1986-05-04", "1986-05-04", 0 }, { "1986-05-04", "1986-04-05", 1 },
                      { "1986-05-04", "1968-05-04", 1 }, { "1986-05-04", "1987-05-04", 1 },
                      { "1989-05-04", "1990-05-04", 1 }, { "1986-05-04", "1986-05-14", 1 },
                      { "1986-05-04", "1975-11-30", 2 }, { "1986", "1986-05-04", 0 },
                      { "1986", "1987-05-04", 2 } };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
                g_assert_cmpuint(search_word_born_slips(cases[i].typed, cases[i].held), ==, cases[i].slips);
        /* what is looked up is all that counts as one slip */
        g_autoptr(GPtrArray) near = search_word_born_near("1986-05-04");
        g_assert_cmpuint(near->len, >, 20);
        g_assert_cmpuint(near->len, <, 120);
        for (unsigned i = 0; i < near->len; i++)
                g_assert_cmpuint(search_word_born_slips("1986-05-04", g_ptr_array_index(near, i)), ==, 1);
        g_assert_true(g_ptr_array_find_with_equal_func(near, "1986-04-05", g_str_equal, NULL));
        g_assert_false(g_ptr_array_find_with_equal_func(near, "1986-05-34", g_str_equal, NULL));
}

static SearchFacts *
score_facts(const char *respondent, const char *alias, const char *protected_person, const char *born,
            const char *number)
{
        SearchFacts *facts = search_facts_new();
        g_ptr_array_add(facts->names[SEARCH_PARTY_RESPONDENT], g_strdup(respondent));
        if (alias != NULL)
                g_ptr_array_add(facts->names[SEARCH_PARTY_ALIAS], g_strdup(alias));
        g_ptr_array_add(facts->names[SEARCH_PARTY_PROTECTED], g_strdup(protected_person));
        if (born != NULL)
                g_ptr_array_add(facts->born, g_strdup(born));
        if (number != NULL)
                g_ptr_array_add(facts->numbers, g_strdup(number));
        return facts;
}

/* For each line the first entry answers better than the second. */
static const struct {
        const char *typed;
        const char *better[5]; /* respondent, alias, protected person, born, number */
        const char *worse[5];
} score_cases[] = {
        { "dean marlow", { "Dean Marlow", NULL, "Alicia Dobson" }, { "Dean Smith", NULL, "Ann Marlow" } },
        { "marlow alicia", { "Dean Marlow", NULL, "Alicia Dobson" }, { "Dean Marlow", NULL, "Bea Foss" } },
        { "marlow 4.5.86", { "Dean Marlow", NULL, "A B", "1986-05-04" }, { "Dean Marlow", NULL, "A B", "1986-05-05" } },
        { "marlow 4.5.86", { "Dean Marlow", NULL, "A B", "1986-05-05" }, { "Dean Marlow", NULL, "A B" } },
        { "marlow 4.5.86", { "Dean Marlow", NULL, "A B" }, { "Dean Marlow", NULL, "A B", "1971-12-30" } },
        { "carter", { "Dean Marlow", "Dean Carter", "A B" }, { "Dean Marlow", NULL, "A B" } },
        { "marlowe dean", { "Dean Marlow", NULL, "A B" }, { "Dean Marsh", NULL, "A B" } },
        { "bill marlow", { "William Marlow", NULL, "A B" }, { "Dean Marlow", NULL, "A B" } },
        { "me25f00123", { "X Y", NULL, "A B", NULL, "ME25F00123" }, { "X Y", NULL, "A B", NULL, "ME25F00124" } },
        { "j marlow", { "John Marlow", NULL, "A B" }, { "Dean Marlow", NULL, "A B" } },
};

static void
check_scores(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(score_cases); i++) {
                g_autoptr(SearchLine) line = search_line_read(score_cases[i].typed, TODAY);
                const char *const *x = score_cases[i].better, *const *y = score_cases[i].worse;
                g_autoptr(SearchFacts) better = score_facts(x[0], x[1], x[2], x[3], x[4]);
                g_autoptr(SearchFacts) worse = score_facts(y[0], y[1], y[2], y[3], y[4]);
                g_auto(SearchMark) a = search_score(line, better, NULL);
                g_auto(SearchMark) b = search_score(line, worse, NULL);
                g_test_message("%s: %u, %u", score_cases[i].typed, a.mark, b.mark);
                g_assert_cmpuint(a.mark, >, b.mark);
                g_assert_cmpuint(a.reasons->len, >=, line->terms->len);
        }
}

static void
check_reasons(void)
{
        g_autoptr(SearchLine) line = search_line_read("bill marlow 4.5.86", TODAY);
        g_autoptr(SearchFacts) facts = score_facts("William Marlow", NULL, "A B", "1986-05-14", NULL);
        g_auto(SearchMark) mark = search_score(line, facts, NULL);
        g_assert_cmpstr(g_ptr_array_index(mark.reasons, 0), ==, "born 1986-05-14, one slip from what was typed");
        g_assert_cmpstr(g_ptr_array_index(mark.reasons, 1), ==,
                        "bill, a name for the same person: william (respondent)");
        g_assert_cmpstr(g_ptr_array_index(mark.reasons, 2), ==, "marlow (respondent)");
        g_assert_false(mark.born_differs);
}

int
main(int argc, char *argv[])
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(line_cases); i++) {
                g_autofree char *path = g_strdup_printf("/search/line/%u", i);
                g_test_add_data_func(path, GUINT_TO_POINTER(i), check_line);
        }
        g_test_add_func("/search/limits", check_limits);
        g_test_add_func("/search/words", check_words);
        g_test_add_func("/search/days", check_days);
        g_test_add_func("/search/scores", check_scores);
        g_test_add_func("/search/reasons", check_reasons);
        return g_test_run();
}
