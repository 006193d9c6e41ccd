/* What an officer may do, by type, paper, attached power and status: a table. */
#include "register/power.h"

#include <glib.h>

static const struct {
        const char *rule;
        PowerFacts facts;
        unsigned count;
        Power powers[POWER_MOST];
} cases[] = {
        { "a non-molestation order that was served",
          { ORDER_TYPE_NON_MOLESTATION, false, STATUS_IN_FORCE, true, true, false, NULL, "2026-03-01", false },
          1,
          { POWER_NON_MOLESTATION } },
        { "its note to the arresting officer is no attached power",
          { ORDER_TYPE_NON_MOLESTATION, false, STATUS_IN_FORCE, true, true, true, "2026-01-01", "2026-03-01", false },
          1,
          { POWER_NON_MOLESTATION } },
        { "no proof of service comes first",
          { ORDER_TYPE_NON_MOLESTATION, false, STATUS_IN_FORCE, true, false, false, NULL, "2026-03-01", false },
          2,
          { POWER_UNSERVED, POWER_NON_MOLESTATION } },
        { "nobody has checked it, its end is open, it was not served",
          { ORDER_TYPE_RESTRAINING, false, STATUS_CHECK, false, false, false, NULL, "2026-03-01", false },
          4,
          { POWER_UNVERIFIED, POWER_CHECK, POWER_UNSERVED, POWER_RESTRAINING } },
        { "an ended order gives nothing",
          { ORDER_TYPE_NON_MOLESTATION, false, STATUS_ENDED, true, false, true, NULL, "2026-03-01", false },
          1,
          { POWER_ENDED } },
        { "nor does one of tomorrow",
          { ORDER_TYPE_NON_MOLESTATION, false, STATUS_NOT_YET, true, false, false, NULL, "2026-03-01", false },
          1,
          { POWER_NOT_YET } },
        { "an occupation order alone",
          { ORDER_TYPE_OCCUPATION, false, STATUS_IN_FORCE, true, true, false, NULL, "2026-03-01", false },
          1,
          { POWER_OCCUPATION } },
        { "with a power of arrest, on its last day",
          { ORDER_TYPE_OCCUPATION, false, STATUS_IN_FORCE, true, true, true, "2026-03-01", "2026-03-01", false },
          1,
          { POWER_ATTACHED } },
        { "the day after",
          { ORDER_TYPE_OCCUPATION, false, STATUS_IN_FORCE, true, true, true, "2026-03-01", "2026-03-02", false },
          1,
          { POWER_ATTACHED_OVER } },
        { "a power of arrest without an end of its own",
          { ORDER_TYPE_INJUNCTION, false, STATUS_IN_FORCE, true, true, true, NULL, "2026-03-02", false },
          1,
          { POWER_ATTACHED } },
        { "a prohibited steps order carries none, whatever was read",
          { ORDER_TYPE_PROHIBITED_STEPS, false, STATUS_IN_FORCE, true, true, true, NULL, "2026-03-02", false },
          1,
          { POWER_PROHIBITED_STEPS } },
        { "an undertaking is no order",
          { ORDER_TYPE_NON_MOLESTATION, true, STATUS_IN_FORCE, true, true, true, NULL, "2026-03-02", false },
          1,
          { POWER_UNDERTAKING } },
        { "a discharge forbids nothing, and tells nobody of terms",
          { ORDER_TYPE_NON_MOLESTATION, false, STATUS_CHECK, false, false, false, NULL, "2026-03-02", true },
          2,
          { POWER_UNVERIFIED, POWER_DISCHARGE } },
        { "nor once it is verified, on the day of which it is",
          { ORDER_TYPE_NON_MOLESTATION, false, STATUS_IN_FORCE, true, true, true, NULL, "2026-03-02", true },
          1,
          { POWER_DISCHARGE } },
};

static void
test_table(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                Power powers[POWER_MOST] = { 0 };
                g_test_message("%s", cases[i].rule);
                g_assert_cmpuint(power_list(&cases[i].facts, powers), ==, cases[i].count);
                for (unsigned k = 0; k < cases[i].count; k++)
                        g_assert_cmpint(powers[k], ==, cases[i].powers[k]);
        }
}

/* Every type has words of its own, but for the two that depend on a power of arrest. */
static void
test_every_type(void)
{
        unsigned seen = 0;
        for (unsigned type = 0; type < ORDER_TYPE_COUNT; type++) {
                const PowerFacts facts = { (OrderType) type, false, STATUS_IN_FORCE, true, true, false, NULL,
                                           "2026-03-01",     false };
                Power powers[POWER_MOST] = { 0 };
                g_assert_cmpuint(power_list(&facts, powers), ==, 1);
                g_assert_cmpuint(seen & (1U << powers[0]), ==, 0);
                seen |= 1U << powers[0];
        }
}

int
main(int argc, char *argv[])
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/power/table", test_table);
        g_test_add_func("/power/types", test_every_type);
        return g_test_run();
}
