#include "register/service_match.h"

/* Fields as "name=value; name=value"; "type=occupation" and "draft=yes" are the order's own. */
static Identity *
match_identity(const char *text, gint64 entry_id)
{
        Identity *identity = identity_new();
        identity->entry_id = entry_id;
        g_auto(GStrv) parts = g_strsplit(text, "; ", -1);
        for (unsigned i = 0; parts[i] != NULL && *parts[i] != '\0'; i++) {
                g_auto(GStrv) pair = g_strsplit(parts[i], "=", 2);
                if (g_str_equal(pair[0], "type"))
                        identity->order_type = (OrderType) vocabulary_value(VOCABULARY_ORDER_TYPE, pair[1]);
                else if (g_str_equal(pair[0], "draft"))
                        identity->draft = true;
                else
                        identity_set(identity, field_from_name(pair[0]), pair[1]);
        }
        return identity;
}

#define DEAN  "type=non_molestation; case_number=ME25F00123; respondent=Dean Marlow; protected_person=Alicia Dobson; "
#define MARCH DEAN "made_on=2025-03-03; respondent_dob=1986-05-04"
#define JUNE  DEAN "made_on=2025-06-20; respondent_dob=1986-05-04"
#define HOUSE                                                                                                          \
        "type=occupation; case_number=ME25F00123; respondent=Dean Marlow; protected_person=Alicia Dobson; "            \
        "made_on=2025-03-03"
#define NAMESAKE                                                                                                       \
        "type=non_molestation; case_number=LU24P00456; respondent=Dean Marlow; protected_person=Bea Foss; "            \
        "made_on=2024-02-01; respondent_dob=1958-05-04"

static const struct {
        const char *name;
        const char *statement;
        const char *orders[3];
        const char *outcome; /* "fact 1", "proposed 2", "none" */
        const char *warning;
} cases[] = {
        { "number and name, one order",
          "case_number=ME25F00123; respondent=Dean Marlow; served_on=2025-03-05",
          { MARCH },
          "fact 1",
          NULL },
        { "the surname stands first",
          "case_number=ME25F00123; respondent=MARLOW, Dean; served_on=2025-03-05",
          { MARCH },
          "fact 1",
          NULL },
        { "number and name without a date",
          "case_number=ME25F00123; respondent=Dean Marlow",
          { MARCH },
          "fact 1",
          NULL },
        { "number alone is proposed", "case_number=ME25F00123; served_on=2025-03-05", { MARCH }, "proposed 1", NULL },
        { "number and a surname alone is proposed",
          "case_number=ME25F00123; respondent=Marlow; served_on=2025-03-05",
          { MARCH },
          "proposed 1",
          NULL },
        { "number and another name",
          "case_number=ME25F00123; respondent=Paul Hughes; served_on=2025-03-05",
          { MARCH },
          "none",
          "the statement with this number names another respondent" },
        { "names alone are proposed",
          "respondent=Dean Marlow; protected_person=Alicia Dobson; served_on=2025-03-05",
          { MARCH },
          "proposed 1",
          NULL },
        { "surnames alone are proposed",
          "respondent=Marlow; protected_person=Dobson; served_on=2025-03-05",
          { MARCH },
          "proposed 1",
          NULL },
        { "the respondent's name alone is nothing",
          "respondent=Dean Marlow; served_on=2025-03-05",
          { MARCH },
          "none",
          NULL },
        { "names and another number",
          "case_number=ME25F00999; respondent=Dean Marlow; protected_person=Alicia Dobson",
          { MARCH },
          "none",
          NULL },
        { "names and a slip in the number",
          "case_number=ME25F00124; respondent=Dean Marlow; protected_person=Alicia Dobson; served_on=2025-03-05",
          { MARCH },
          "proposed 1",
          NULL },
        { "another date of birth",
          "case_number=ME25F00123; respondent=Dean Marlow; respondent_dob=1958-05-04; served_on=2025-03-05",
          { MARCH },
          "none",
          "the statement gives the respondent another date of birth" },
        { "names and another date of birth",
          "respondent=Dean Marlow; protected_person=Alicia Dobson; respondent_dob=1958-05-04",
          { MARCH },
          "none",
          "the statement gives the respondent another date of birth" },
        { "an order of another day is named",
          "case_number=ME25F00123; respondent=Dean Marlow; made_on=2025-03-24; served_on=2025-03-25",
          { MARCH },
          "none",
          "the statement names an order made on another day" },
        { "service before the order was made",
          "case_number=ME25F00123; respondent=Dean Marlow; served_on=2025-03-01",
          { MARCH },
          "none",
          "the service is dated before the order was made" },
        { "served on the day it was made",
          "case_number=ME25F00123; respondent=Dean Marlow; served_on=2025-03-03",
          { MARCH },
          "fact 1",
          NULL },
        { "the original is served, not its variation",
          "case_number=ME25F00123; respondent=Dean Marlow; served_on=2025-03-05",
          { MARCH, JUNE },
          "fact 1",
          NULL },
        { "served after both: none is chosen",
          "case_number=ME25F00123; respondent=Dean Marlow; served_on=2025-06-21",
          { MARCH, JUNE },
          "none",
          "2 orders fit this statement" },
        { "the one that it names of both",
          "case_number=ME25F00123; respondent=Dean Marlow; made_on=2025-06-20; served_on=2025-06-21",
          { MARCH, JUNE },
          "fact 2",
          NULL },
        { "two orders under one number, one is named",
          "type=occupation; case_number=ME25F00123; respondent=Dean Marlow; served_on=2025-03-05",
          { MARCH, HOUSE },
          "fact 2",
          NULL },
        { "two orders under one number, none is named",
          "case_number=ME25F00123; respondent=Dean Marlow; served_on=2025-03-05",
          { MARCH, HOUSE },
          "none",
          "2 orders fit this statement" },
        { "a number goes before names",
          "case_number=LU24P00456; respondent=Dean Marlow; served_on=2025-03-05",
          { MARCH, NAMESAKE },
          "fact 2",
          NULL },
        { "a namesake of the same names",
          "respondent=Dean Marlow; protected_person=Alicia Dobson; served_on=2025-06-21",
          { MARCH, JUNE },
          "none",
          "2 orders fit this statement" },
        { "a draft is not served",
          "case_number=ME25F00123; respondent=Dean Marlow; served_on=2025-03-05",
          { DEAN "draft=yes" },
          "none",
          NULL },
        { "no order at all", "case_number=ME25F00123; respondent=Dean Marlow", { NULL }, "none", NULL },
        { "parties swapped",
          "case_number=ME25F00123; respondent=Alicia Dobson; served_on=2025-03-05",
          { MARCH },
          "none",
          "the statement with this number names another respondent" },
};

static void
test_choose(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(Identity) statement = match_identity(cases[i].statement, 0);
                g_autoptr(GPtrArray) orders = g_ptr_array_new_with_free_func((GDestroyNotify) identity_free);
                for (unsigned k = 0; k < G_N_ELEMENTS(cases[i].orders) && cases[i].orders[k] != NULL; k++)
                        g_ptr_array_add(orders, match_identity(cases[i].orders[k], k + 1));
                g_auto(ServiceMatch) match = service_match_choose(statement, orders);
                g_autofree char *outcome =
                    match.order == NULL
                        ? g_strdup("none")
                        : g_strdup_printf("%s %d", match.fact ? "fact" : "proposed", (int) match.order->entry_id);
                if (!g_str_equal(outcome, cases[i].outcome) || g_strcmp0(match.warning, cases[i].warning) != 0)
                        g_error("%s: %s (%s)", cases[i].name, outcome, match.warning == NULL ? "" : match.warning);
        }
}

static void
test_type(void)
{
        static const struct {
                const char *text;
                OrderType type;
        } texts[] = {
                { "I served the Non-Molestation Order dated 3 March", ORDER_TYPE_NON_MOLESTATION },
                { "the non\nmolestation order", ORDER_TYPE_NON_MOLESTATION },
                { "the Occupation Order", ORDER_TYPE_OCCUPATION },
                { "the non-molestation order and the occupation order", ORDER_TYPE_UNCLASSIFIED },
                { "the order", ORDER_TYPE_UNCLASSIFIED },
                { "", ORDER_TYPE_UNCLASSIFIED },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
                g_assert_cmpint(service_match_type(texts[i].text), ==, texts[i].type);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/service-match/choose", test_choose);
        g_test_add_func("/service-match/type", test_type);
        return g_test_run();
}
