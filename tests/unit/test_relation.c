#include "register/relation.h"

/* The order that the others are held against; number is its entry, and when it came. */
static Identity *
relation_order(gint64 number)
{
        Identity *identity = identity_new();
        identity->entry_id = identity->message_id = identity->received_at = number;
        identity->order_type = ORDER_TYPE_NON_MOLESTATION;
        identity->action = ACTION_MADE;
        identity_set(identity, FIELD_COURT, "Family Court at Medway");
        identity_set(identity, FIELD_CASE_NUMBER, "ME25F00123");
        identity_set(identity, FIELD_RESPONDENT, "Dean Marlow");
        identity_set(identity, FIELD_RESPONDENT_DOB, "1986-05-04");
        identity_set(identity, FIELD_PROTECTED_PERSON, "Alicia Dobson");
        identity_set(identity, FIELD_MADE_ON, "2025-03-03");
        identity_set(identity, FIELD_EXPIRES_ON, "2026-03-03");
        return identity;
}

static Identity *
relation_changed(gint64 number, Action action, const char *made_on, const char *target)
{
        Identity *identity = relation_order(number);
        identity->action = action;
        identity_set(identity, FIELD_MADE_ON, made_on);
        identity_set(identity, FIELD_TARGET_MADE_ON, target);
        return identity;
}

/* "kind>earlier: first reason" of the main relation; "" when there is none. */
static char *
relation_words(const Identity *acting, Identity *const others[], unsigned count)
{
        g_autoptr(GPtrArray) list = g_ptr_array_new();
        for (unsigned i = 0; i < count; i++)
                g_ptr_array_add(list, others[i]);
        g_autoptr(Relation) relation = relation_main(acting, list);
        if (relation == NULL)
                return g_strdup("");
        return g_strdup_printf("%s>%d: %s", vocabulary_word(VOCABULARY_RELATION, relation->kind),
                               (int) relation->earlier_entry_id, (char *) g_ptr_array_index(relation->reasons, 0));
}

static void
test_changes(void)
{
        g_autoptr(Identity) first = relation_order(1);
        g_autoptr(Identity) second = relation_changed(2, ACTION_MADE, "2025-03-24", NULL);
        g_autoptr(Identity) named = relation_changed(3, ACTION_VARIED, "2025-06-20", "2025-03-24");
        g_autoptr(Identity) unnamed = relation_changed(4, ACTION_EXTENDED, "2025-06-20", NULL);
        g_autoptr(Identity) strange = relation_changed(5, ACTION_DISCHARGED, "2025-06-20", "2025-01-01");
        g_autoptr(Identity) again = relation_changed(6, ACTION_VARIED, "2025-09-01", "2025-06-20");
        Identity *const both[] = { first, second };
        Identity *const three[] = { first, second, named };
        g_autofree char *by_day = relation_words(named, both, 2);
        g_assert_cmpstr(by_day, ==, "varies>2: same case number and respondent");
        g_autofree char *open = relation_words(unnamed, both, 2);
        g_assert_cmpstr(open, ==, "extends>0: two orders fit what it names");
        g_autofree char *only = relation_words(unnamed, both, 1);
        g_assert_cmpstr(only, ==, "extends>1: same case number and respondent");
        g_autofree char *absent = relation_words(strange, both, 2);
        g_assert_cmpstr(absent, ==, "discharges>0: the order that it changes is not held");
        g_autofree char *chain = relation_words(again, three, 3);
        g_assert_cmpstr(chain, ==, "varies>3: same case number and respondent");
}

/* Two orders of one day for two protected people: the one whose people they are is meant. */
static void
test_two_orders_of_one_day(void)
{
        g_autoptr(Identity) hers = relation_order(1);
        g_autoptr(Identity) theirs = identity_new();
        theirs->entry_id = 2;
        theirs->order_type = ORDER_TYPE_NON_MOLESTATION;
        theirs->action = ACTION_MADE;
        identity_set(theirs, FIELD_CASE_NUMBER, "ME25F00123");
        identity_set(theirs, FIELD_RESPONDENT, "Dean Marlow");
        identity_set(theirs, FIELD_PROTECTED_PERSON, "Bea Carrow");
        identity_set(theirs, FIELD_MADE_ON, "2025-03-03");
        g_autoptr(Identity) acting = relation_changed(3, ACTION_DISCHARGED, "2025-06-20", "2025-03-03");
        Identity *const both[] = { hers, theirs };
        g_autofree char *meant = relation_words(acting, both, 2);
        g_assert_cmpstr(meant, ==, "discharges>1: same case number and respondent");
        identity_free(g_steal_pointer(&acting));
        acting = identity_new();
        acting->entry_id = 4;
        acting->order_type = ORDER_TYPE_NON_MOLESTATION;
        acting->action = ACTION_DISCHARGED;
        identity_set(acting, FIELD_CASE_NUMBER, "ME25F00123");
        identity_set(acting, FIELD_RESPONDENT, "Dean Marlow");
        identity_set(acting, FIELD_MADE_ON, "2025-06-20");
        identity_set(acting, FIELD_TARGET_MADE_ON, "2025-03-03");
        g_autofree char *neither = relation_words(acting, both, 2);
        g_assert_cmpstr(neither, ==, "discharges>0: two orders fit what it names");
}

static void
test_succession(void)
{
        g_autoptr(Identity) first = relation_order(1);
        g_autoptr(Identity) second = relation_changed(2, ACTION_MADE, "2025-03-24", NULL);
        g_autoptr(Identity) third = relation_changed(3, ACTION_MADE, "2025-04-24", NULL);
        Identity *const both[] = { second, first };
        g_autofree char *latest = relation_words(third, both, 2);
        g_assert_cmpstr(latest, ==, "succeeds>2: same case number, respondent and protected people");
        Identity *const later[] = { third };
        g_autofree char *none = relation_words(second, later, 1);
        g_assert_cmpstr(none, ==, "");
}

static const struct {
        const char *name;
        struct {
                Field field;
                const char *value;
        } changes[4];
        bool draft, welsh;
        const char *kind;
} beside[] = {
        { "a new number when the old order ends",
          { { FIELD_CASE_NUMBER, "ME26F00987" }, { FIELD_MADE_ON, "2026-02-20" } },
          false,
          false,
          "renews" },
        { "a new number in the middle of the old order",
          { { FIELD_CASE_NUMBER, "ME25F00987" }, { FIELD_MADE_ON, "2025-06-20" } },
          false,
          false,
          "same_respondent" },
        { "another victim",
          { { FIELD_CASE_NUMBER, "ME25F00987" },
            { FIELD_MADE_ON, "2025-06-20" },
            { FIELD_COURT, "Family Court at Luton" } },
          false,
          false,
          "same_respondent" },
        { "a namesake born on another day",
          { { FIELD_CASE_NUMBER, "ME25F00987" },
            { FIELD_MADE_ON, "2025-06-20" },
            { FIELD_RESPONDENT_DOB, "1961-05-04" } },
          false,
          false,
          NULL },
        { "somebody else",
          { { FIELD_CASE_NUMBER, "ME25F00987" }, { FIELD_MADE_ON, "2025-06-20" }, { FIELD_RESPONDENT, "Paul Carrow" } },
          false,
          false,
          NULL },
        { "an earlier order does not act",
          { { FIELD_CASE_NUMBER, "ME24F00987" }, { FIELD_MADE_ON, "2024-06-20" } },
          false,
          false,
          NULL },
        { "the same order in Welsh", { { FIELD_COURT, "Family Court at Medway" } }, false, true, "translation" },
        { "a draft of it", { { FIELD_COURT, "Family Court at Medway" } }, true, false, NULL },
        { "the next order of the same case is told by the main relation",
          { { FIELD_MADE_ON, "2025-06-20" } },
          false,
          false,
          NULL },
};

static void
test_beside(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(beside); i++) {
                g_autoptr(Identity) earlier = relation_order(1);
                g_autoptr(Identity) acting = relation_order(2);
                earlier->language = g_strdup("en");
                acting->language = g_strdup(beside[i].welsh ? "cy" : "en");
                acting->draft = beside[i].draft;
                for (unsigned k = 0; beside[i].changes[k].value != NULL; k++)
                        identity_set(acting, beside[i].changes[k].field, beside[i].changes[k].value);
                g_autoptr(Relation) relation = relation_beside(acting, earlier);
                const char *kind = relation == NULL ? NULL : vocabulary_word(VOCABULARY_RELATION, relation->kind);
                if (g_strcmp0(kind, beside[i].kind) != 0)
                        g_error("%s: %s", beside[i].name, kind);
        }
        g_autoptr(Identity) draft = relation_order(1);
        draft->draft = true;
        g_autoptr(Identity) sealed = relation_order(2);
        g_autoptr(Relation) replaces = relation_beside(sealed, draft);
        g_assert_cmpint(replaces->kind, ==, RELATION_REPLACES);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/relation/changes", test_changes);
        g_test_add_func("/relation/two-orders-of-one-day", test_two_orders_of_one_day);
        g_test_add_func("/relation/succession", test_succession);
        g_test_add_func("/relation/beside", test_beside);
        return g_test_run();
}
