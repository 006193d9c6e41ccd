#include "register/person_match.h"

#define D PERSON_MATCH_DIFFERENT
#define P PERSON_MATCH_POSSIBLE
#define A PERSON_MATCH_ALIKE
#define S PERSON_MATCH_SAME

typedef struct {
        const char *a, *b;
        PersonMatch match;
        bool recognised;
        const char *a_born, *b_born;
} Pair;

static const Pair pairs[] = {
        /* order of names, titles, case, marks */
        { "Dean Marlow", "Mr Dean MARLOW", S, false, NULL, NULL },
        { "Marlow Dean", "Dean Marlow", S, false, NULL, NULL },
        { "Siân O'Neill", "Sian O\xE2\x80\x99Neill", S, false, NULL, NULL },
        { "Małgorzata Wójcik", "Malgorzata Wojcik", S, false, NULL, NULL },
        { "Anne-Marie Pike", "Anne Marie Pike", S, false, NULL, NULL },
        { "Sarah Smith-Jones", "Sarah Smith Jones", S, false, NULL, NULL },
        /* slips and sounds */
        { "Dean Marlow", "Dean Marlowe", A, false, NULL, NULL },
        { "Dean Marlow", "Dean Barlow", D, false, NULL, NULL },
        { "Mohammed Hussain", "Muhammad Hussain", A, false, NULL, NULL },
        { "Mohammed Hussain", "Muhammad Hussain", A, false, "1990-01-02", "1990-01-02" },
        { "Yusuf Ahmed", "Yousef Ahmed", A, false, NULL, NULL },
        { "Katarzyna Nowak", "Katarzyna Novak", A, false, NULL, NULL },
        { "Tomasz Szczepanski", "Tomasz Szczepansky", A, false, NULL, NULL },
        /* brothers and sisters differ by a letter */
        { "Dean Marlow", "Jean Marlow", D, false, NULL, NULL },
        { "Daniel Okoro", "Danielle Okoro", P, false, NULL, NULL },
        { "Maria Costa", "Marie Costa", P, false, NULL, NULL },
        { "Louis Grant", "Louise Grant", P, false, NULL, NULL },
        { "Peter Grant", "Paul Grant", D, false, NULL, NULL },
        /* initials, middle names, single names */
        { "D Marlow", "Dean Marlow", P, false, NULL, NULL },
        { "Dean Marlow", "Dean James Marlow", A, false, NULL, NULL },
        { "Sarah Smith", "Sarah Smith-Jones", P, false, NULL, NULL },
        { "Suleiman", "Suleiman Bakr", P, false, NULL, NULL },
        { "A", "A", S, false, NULL, NULL },
        { "A", "B", D, false, NULL, NULL },
        { "", "Dean Marlow", D, false, NULL, NULL },
        /* dates of birth decide */
        { "Dean Marlow", "Dean Marlow", D, false, "1961-05-04", "1986-05-04" },
        { "Dean Marlow", "Dean Marlow", S, false, "1986-05-04", "1986-05-04" },
        { "Dean Marlow", "Dean Marlow", S, false, "1986-05-04", NULL },
        { "Dean Marlow", "Dean Marlow", P, true, "1986-05-04", "1988-05-04" },
        { "Dean Marlow", "Dean Marlow", D, true, "1961-02-14", "1986-05-04" },
        /* letters that look alike, in pictures only */
        { "Dean Marlow", "Dean Mar1ow", A, true, NULL, NULL },
        { "Bernard Burns", "Bemard Burns", A, true, NULL, NULL },
        { "Bernard Burns", "Bernard Bums", A, true, NULL, NULL },
        { "Alan Clarke", "Alan Darke", A, true, NULL, NULL },
        { "Alan Clarke", "Alan Darke", D, false, NULL, NULL },
        /* same surnames are the rule between parties */
        { "Clive Gathercole", "Philippa Gathercole", D, false, NULL, NULL },
};

static void
test_pairs(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
                const Pair *pair = &pairs[i];
                const PersonFacts a = { .name = pair->a, .born = pair->a_born, .recognised = pair->recognised };
                const PersonFacts b = { .name = pair->b, .born = pair->b_born };
                g_autofree char *reason = NULL;
                g_autofree char *back = NULL;
                const PersonMatch match = person_match(&a, &b, &reason);
                if (match != pair->match)
                        g_error("%s / %s: %d (%s), not %d", pair->a, pair->b, match, reason, pair->match);
                g_assert_cmpint(person_match(&b, &a, &back), ==, match);
                g_assert_nonnull(reason);
        }
}

static void
test_aliases(void)
{
        g_autoptr(GPtrArray) aliases = g_ptr_array_new();
        g_ptr_array_add(aliases, (gpointer) (guintptr) "Dean Carter");
        const PersonFacts known = { .name = "Dean Marlow", .aliases = aliases };
        const PersonFacts other = { .name = "Dean Carter" };
        g_autofree char *reason = NULL;
        g_assert_cmpint(person_match(&known, &other, &reason), ==, A);
        g_assert_cmpstr(reason, ==, "by another name: the same name");
        const PersonFacts stranger = { .name = "Paul Carter" };
        g_assert_cmpint(person_match(&known, &stranger, NULL), ==, D);
}

/* What is called alike without a picture is found by a key. */
static void
test_keys(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
                if (pairs[i].match < A || pairs[i].recognised)
                        continue;
                const PersonFacts a = { .name = pairs[i].a }, b = { .name = pairs[i].b };
                g_autoptr(GPtrArray) x = person_match_keys(&a);
                g_autoptr(GPtrArray) y = person_match_keys(&b);
                bool common = false;
                for (guint j = 0; j < x->len; j++)
                        for (guint k = 0; k < y->len; k++)
                                common = common || g_str_equal(g_ptr_array_index(x, j), g_ptr_array_index(y, k));
                if (!common)
                        g_error("%s / %s share no key", pairs[i].a, pairs[i].b);
                g_assert_cmpuint(x->len, <=, PERSON_MATCH_KEYS);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/person-match/pairs", test_pairs);
        g_test_add_func("/person-match/aliases", test_aliases);
        g_test_add_func("/person-match/keys", test_keys);
        return g_test_run();
}
