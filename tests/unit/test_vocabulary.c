#include "register/vocabulary.h"

#include "register/field.h"

#include <string.h>

/* Each list's enum as the header has it, to compare with the rows of the table. */
static const unsigned counts[VOCABULARY_COUNT] = {
        [VOCABULARY_ORDER_TYPE] = ORDER_TYPE_COUNT,
        [VOCABULARY_ACTION] = ACTION_COUNT,
        [VOCABULARY_BASIS] = BASIS_COUNT,
        [VOCABULARY_DOCUMENT_KIND] = DOCUMENT_KIND_COUNT,
        [VOCABULARY_PROBLEM] = PROBLEM_COUNT,
        [VOCABULARY_TEXT_SOURCE] = TEXT_SOURCE_COUNT,
        [VOCABULARY_OUTCOME] = OUTCOME_COUNT,
        [VOCABULARY_ALERT_KIND] = ALERT_KIND_COUNT,
        [VOCABULARY_ALERT_OUTCOME] = ALERT_OUTCOME_COUNT,
        [VOCABULARY_MAIL_OUTCOME] = MAIL_OUTCOME_COUNT,
        [VOCABULARY_PAPER_OUTCOME] = PAPER_OUTCOME_COUNT,
        [VOCABULARY_MESSAGE_STATE] = MESSAGE_STATE_COUNT,
        [VOCABULARY_ENTRY_STATE] = ENTRY_STATE_COUNT,
        [VOCABULARY_DUPLICATE_LEVEL] = DUPLICATE_LEVEL_COUNT,
        [VOCABULARY_STATUS] = STATUS_COUNT,
        [VOCABULARY_RELATION] = RELATION_COUNT,
        [VOCABULARY_ROLE] = ROLE_COUNT,
};

static void
test_every_word(void)
{
        for (Vocabulary list = 0; list < VOCABULARY_COUNT; list++) {
                g_assert_cmpuint(vocabulary_size(list), ==, counts[list]);
                for (unsigned value = 0; value < counts[list]; value++) {
                        const char *word = vocabulary_word(list, value);
                        const bool none = list == VOCABULARY_PROBLEM || list == VOCABULARY_DUPLICATE_LEVEL;
                        g_assert_true(*word != '\0' || (none && value == 0));
                        g_assert_true((*vocabulary_label(list, value) != '\0') == (*word != '\0'));
                        g_assert_cmpuint(strspn(word, "abcdefghijklmnopqrstuvwxyz_"), ==, strlen(word));
                        g_assert_cmpuint(vocabulary_value(list, word), ==, value);
                }
        }
}

static void
test_no_word(void)
{
        for (Vocabulary list = 0; list < VOCABULARY_COUNT; list++) {
                g_assert_cmpuint(vocabulary_value(list, NULL), ==, counts[list]);
                g_assert_cmpuint(vocabulary_value(list, "nobody_says_this"), ==, counts[list]);
                g_assert_cmpstr(vocabulary_word(list, counts[list]), ==, "");
                g_assert_cmpstr(vocabulary_label(list, counts[list]), ==, "");
        }
        g_assert_cmpuint(vocabulary_value(VOCABULARY_ACTION, "Made"), ==, ACTION_COUNT);
        g_assert_cmpuint(vocabulary_value(VOCABULARY_ACTION, "made "), ==, ACTION_COUNT);
        g_assert_cmpuint(vocabulary_value(VOCABULARY_ACTION, "served"), ==, ACTION_COUNT);
}

static void
test_levels_are_ordered(void)
{
        static const char *const weakest_first[] = { "",          "possible",  "same_order",
                                                     "same_text", "same_file", "same_message" };
        for (unsigned i = 0; i < G_N_ELEMENTS(weakest_first); i++)
                g_assert_cmpuint(vocabulary_value(VOCABULARY_DUPLICATE_LEVEL, weakest_first[i]), ==, i);
}

static void
test_fields(void)
{
        for (Field field = 0; field < FIELD_COUNT; field++) {
                const char *name = field_name(field);
                g_assert_cmpuint(strspn(name, "abcdefghijklmnopqrstuvwxyz_"), ==, strlen(name));
                g_assert_cmpint(field_from_name(name), ==, field);
                g_assert_cmpuint(strlen(field_label(field)), >, 0);
        }
        g_assert_cmpint(field_from_name("subject"), ==, FIELD_COUNT);
        g_assert_cmpint(field_from_name(""), ==, FIELD_COUNT);
        g_assert_cmpint(field_from_name(NULL), ==, FIELD_COUNT);
}

static void
test_closed_fields(void)
{
        static const Field closed[] = { FIELD_CHILDREN, FIELD_RESPONDENT_ADDRESS, FIELD_EXCLUDED_ADDRESSES,
                                        FIELD_SERVED_PLACE, FIELD_PROHIBITIONS };
        for (unsigned i = 0; i < G_N_ELEMENTS(closed); i++)
                g_assert_true(field_is_closed(closed[i]));
        g_assert_false(field_is_closed(FIELD_RESPONDENT));
        g_assert_true(field_is_list(FIELD_CHILDREN));
        g_assert_true(field_is_list(FIELD_PROTECTED_PEOPLE));
        g_assert_true(field_is_list(FIELD_PROHIBITIONS));
        g_assert_false(field_is_list(FIELD_PROTECTED_PERSON));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/vocabulary/every-word", test_every_word);
        g_test_add_func("/vocabulary/no-word", test_no_word);
        g_test_add_func("/vocabulary/levels-are-ordered", test_levels_are_ordered);
        g_test_add_func("/field/every-name", test_fields);
        g_test_add_func("/field/closed-to-plain-readers", test_closed_fields);
        return g_test_run();
}
