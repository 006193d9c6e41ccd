#include "register/identity.h"

static void
test_names(void)
{
        static const struct {
                const char *a;
                const char *b;
                bool same;
        } cases[] = {
                { "Dean Marlow", "MARLOW, Dean", true },
                { "Mr Dean Marlow", "Dean  Marlow", true },
                { "Brendan O'Hara", "Brendan O\342\200\231Hara", true },
                { "Tomasz Wi\305\233niewski", "Tomasz Wisniewski", true },
                { "Dean Marlow", "Dean Marlowe", false },
                { "Dean Marlow", "Dean John Marlow", false },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *a = identity_name(cases[i].a);
                g_autofree char *b = identity_name(cases[i].b);
                if (g_str_equal(a, b) != cases[i].same)
                        g_error("%s and %s", cases[i].a, cases[i].b);
        }
}

static void
test_order_of_arrival(void)
{
        g_autoptr(Identity) a = identity_new();
        g_autoptr(Identity) b = identity_new();
        g_assert_cmpint(identity_order(a, b), ==, 0);
        a->position = 1;
        g_assert_cmpint(identity_order(a, b), >, 0);
        b->message_id = 7;
        g_assert_cmpint(identity_order(a, b), <, 0);
        a->received_at = 1;
        g_assert_cmpint(identity_order(a, b), >, 0);
}

static void
test_keys_meet(void)
{
        /* one copy prints the court's number and the reference, the other the reference alone, as its number */
        g_autoptr(Identity) a = identity_new();
        g_autoptr(Identity) b = identity_new();
        identity_set(a, FIELD_CASE_NUMBER, "ME25F00123");
        identity_set(a, FIELD_CASE_REFERENCE, "1707123456789012");
        identity_set(b, FIELD_CASE_NUMBER, "1707 1234 5678 9012");
        identity_set(a, FIELD_RESPONDENT, "Dean Marlow");
        identity_set(b, FIELD_RESPONDENT, "MARLOW, Dean");
        g_autoptr(GArray) x = identity_keys(a);
        g_autoptr(GArray) y = identity_keys(b);
        unsigned common[2] = { 0, 0 }; /* the case, and what lies near by the number alone */
        for (unsigned i = 0; i < x->len; i++)
                for (unsigned j = 0; j < y->len; j++)
                        common[identity_key_is_near(g_array_index(x, IdentityKey, i).kind)] +=
                            g_array_index(x, IdentityKey, i).key == g_array_index(y, IdentityKey, j).key;
        g_assert_cmpuint(common[false], ==, 1);
        g_assert_cmpuint(common[true], ==, 1);
        g_assert_cmpuint(identity_key_lock(-1), <, IDENTITY_LOCKS);
}

int
main(int argc, char *argv[])
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/identity/names", test_names);
        g_test_add_func("/identity/arrival", test_order_of_arrival);
        g_test_add_func("/identity/keys", test_keys_meet);
        return g_test_run();
}
