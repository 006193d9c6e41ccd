#include "register/message_state.h"

static void
test_every_state_is_reached_and_left(void)
{
        unsigned count = 0;
        const MessageRule *rules = message_state_rules(&count);
        bool reached[MESSAGE_STATE_COUNT] = { [MESSAGE_STATE_RECEIVED] = true };
        bool left[MESSAGE_STATE_COUNT] = { false };
        for (unsigned i = 0; i < count; i++) {
                reached[rules[i].to] = true;
                left[rules[i].from] = true;
        }
        for (unsigned state = 0; state < MESSAGE_STATE_COUNT; state++) {
                g_assert_true(reached[state]);
                g_assert_true(left[state]);
        }
}

static void
test_rules_answer_once(void)
{
        unsigned count = 0;
        const MessageRule *rules = message_state_rules(&count);
        for (unsigned i = 0; i < count; i++) {
                MessageState to = MESSAGE_STATE_COUNT;
                g_assert_true(message_state_next(rules[i].from, rules[i].event, &to));
                g_assert_cmpint(to, ==, rules[i].to);
                g_assert_cmpstr(message_state_event(rules[i].event), !=, "");
        }
}

static const struct {
        MessageState from;
        MessageEvent event;
} refused[] = {
        { MESSAGE_STATE_RECEIVED, MESSAGE_EVENT_WRITTEN }, /* nothing is queued that was not parsed */
        { MESSAGE_STATE_FAILED, MESSAGE_EVENT_PARSE_OK },
        { MESSAGE_STATE_QUEUED, MESSAGE_EVENT_PARSE_REFUSED },
};

static void
test_pairs_without_a_row_are_refused(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(refused); i++) {
                MessageState to = MESSAGE_STATE_COUNT;
                g_assert_false(message_state_next(refused[i].from, refused[i].event, &to));
                g_assert_cmpint(to, ==, MESSAGE_STATE_COUNT);
        }
}

int
main(int argc, char *argv[])
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/message-state/reached-and-left", test_every_state_is_reached_and_left);
        g_test_add_func("/message-state/rules", test_rules_answer_once);
        g_test_add_func("/message-state/refused", test_pairs_without_a_row_are_refused);
        return g_test_run();
}
