/* How much of a body is searched for what its sender says: one below and one above each limit. */
#include "parsers/mail/own_words.h"

#include "base/limits.h"

#include <string.h>

/* Lines of filler, then "last" as the octets [length - 4, length). */
static char *
text_of(size_t length)
{
        GString *text = g_string_new(NULL);
        while (text->len + 4 < length)
                g_string_append_c(text, text->len % 64 == 63 ? '\n' : 'x');
        g_string_append(text, "last");
        return g_string_free(text, FALSE);
}

static void
test_words(void)
{
        const int beyond[] = { -1, 0, 1 };
        for (unsigned i = 0; i < G_N_ELEMENTS(beyond); i++) {
                g_autofree char *text = text_of((size_t) ((int) LIMIT_OWN_WORDS + beyond[i]));
                g_autofree char *whole = own_words_whole(text);
                g_assert_cmpint(strstr(whole, "last") != NULL, ==, beyond[i] <= 0);
        }
}

static void
test_sentences(void)
{
        for (unsigned count = LIMIT_OWN_SENTENCES - 1; count <= LIMIT_OWN_SENTENCES + 1; count++) {
                g_autoptr(GString) text = g_string_new(NULL);
                for (unsigned i = 0; i < count; i++)
                        g_string_append_printf(text, "Line %u.\n\n", i);
                g_autoptr(GPtrArray) sentences = own_words_sentences(text->str);
                g_assert_cmpuint(sentences->len, ==, MIN(count, LIMIT_OWN_SENTENCES));
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/own-words/words", test_words);
        g_test_add_func("/own-words/sentences", test_sentences);
        return g_test_run();
}
