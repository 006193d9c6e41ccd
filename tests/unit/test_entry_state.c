#include "register/entry_state.h"

static void
test_every_state_is_reached_and_left(void)
{
        unsigned count = 0;
        const EntryRule *rules = entry_state_rules(&count);
        bool reached[ENTRY_STATE_COUNT] = { [ENTRY_STATE_PENDING] = true };
        bool left[ENTRY_STATE_COUNT] = { false };
        for (unsigned i = 0; i < count; i++) {
                reached[rules[i].to] = true;
                left[rules[i].from] = true;
        }
        for (unsigned state = 0; state < ENTRY_STATE_COUNT; state++) {
                g_assert_true(reached[state]);
                g_assert_true(left[state]);
        }
}

static void
test_rules_answer_once(void)
{
        unsigned count = 0;
        const EntryRule *rules = entry_state_rules(&count);
        for (unsigned i = 0; i < count; i++) {
                EntryState to = ENTRY_STATE_COUNT;
                g_assert_true(entry_state_next(rules[i].from, rules[i].event, &to));
                g_assert_cmpint(to, ==, rules[i].to);
                g_assert_cmpstr(entry_state_event(rules[i].event), !=, "");
        }
}

static const struct {
        EntryState from;
        EntryEvent event;
} refused[] = {
        { ENTRY_STATE_VERIFIED, ENTRY_EVENT_REJECT }, /* taken back first, with a reason */
        { ENTRY_STATE_REJECTED, ENTRY_EVENT_VERIFY },
        { ENTRY_STATE_DUPLICATE, ENTRY_EVENT_VERIFY },
};

static void
test_pairs_without_a_row_are_refused(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(refused); i++) {
                EntryState to = ENTRY_STATE_COUNT;
                g_assert_false(entry_state_next(refused[i].from, refused[i].event, &to));
                g_assert_cmpint(to, ==, ENTRY_STATE_COUNT);
        }
}

int
main(int argc, char *argv[])
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/entry-state/reached-and-left", test_every_state_is_reached_and_left);
        g_test_add_func("/entry-state/rules", test_rules_answer_once);
        g_test_add_func("/entry-state/refused", test_pairs_without_a_row_are_refused);
        return g_test_run();
}
