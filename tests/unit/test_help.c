/* The help page explains every word of the lists that it shows, once. */
#include "web/help_word.h"

#include <glib.h>

static void
test_every_word(void)
{
        static const Vocabulary lists[] = { VOCABULARY_STATUS,   VOCABULARY_ENTRY_STATE, VOCABULARY_DUPLICATE_LEVEL,
                                            VOCABULARY_RELATION, VOCABULARY_OUTCOME,     VOCABULARY_ALERT_KIND,
                                            VOCABULARY_PROBLEM,  VOCABULARY_ROLE };
        unsigned count = 0, wanted = 0;
        const HelpWord *words = help_words(&count);
        for (unsigned i = 0; i < G_N_ELEMENTS(lists); i++)
                for (unsigned value = 0; value < vocabulary_size(lists[i]); value++) {
                        const char *word = vocabulary_word(lists[i], value);
                        unsigned found = 0;
                        for (unsigned j = 0; j < count; j++)
                                found += words[j].list == lists[i] && g_str_equal(words[j].word, word);
                        g_test_message("%s", word);
                        g_assert_cmpuint(found, ==, *word == '\0' ? 0 : 1);
                        wanted += found;
                }
        g_assert_cmpuint(count, ==, wanted);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/help/every-word", test_every_word);
        return g_test_run();
}
