/* What words stand for: phrases before words, titles, owners, numbers and what parts clauses. */
#include "parsers/order/sense.h"

#include <glib.h>

typedef struct {
        const char *name, *plain, *senses;
} Case;

static const Case cases[] = {
        { "empty", "", "" },
        { "a-word-without-weight-is-left-out", "the house", "p" },
        { "an-unknown-word", "zebra", "_" },
        { "a-phrase-beats-its-words", "he turned up near her house last night", "AalT" },
        { "a-word-in-ing-is-marked", "he is following her", "A=f'Z" },
        { "a-title-takes-the-name", "mr frost came", "Aa" },
        { "a-title-at-the-end", "mr", "A" },
        { "the-owner-stands-for-himself", "the applicant's house", "Vp" },
        { "numbers-and-years", "on 9 november 2026", "_#Y%" },
        { "marks-part-clauses", "he came, she left. why?", "Aa,Zg.L?" },
        { "a-negation", "he has not contacted her", "AxNcZ" },
        { "welsh-letters-are-letters", "tŷ", "_" },
};

static void
test_case(gconstpointer data)
{
        const Case *given = data;
        g_autofree char *senses = sense_of(SENSE_OF_INCIDENT, given->plain);
        g_assert_cmpstr(senses, ==, given->senses);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        sense_prepare();
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/sense/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
