#include "register/search_spelling.h"

#include <stdbool.h>
#include <string.h>

/* A spelt run: the letters, and by which of the ways. Words of the telephone alphabet beside bare letters may be names. */
typedef struct {
        GString *letters;
        bool said;  /* "m for mike" */
        bool words; /* "mike" */
        bool bare;  /* "m" */
        guint end;
} Spelling;

static bool
spelling_is_code(const char *word)
{
        static const char *const words[] = { "alpha",   "alfa",   "bravo",  "charlie",  "delta",   "echo",
                                             "foxtrot", "golf",   "hotel",  "india",    "juliet",  "juliett",
                                             "kilo",    "lima",   "mike",   "november", "oscar",   "papa",
                                             "quebec",  "romeo",  "sierra", "tango",    "uniform", "victor",
                                             "whiskey", "whisky", "xray",   "yankee",   "zulu" };
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
                if (g_str_equal(words[i], word))
                        return true;
        return false;
}

static const char *
spelling_word(const GPtrArray *words, guint at)
{
        return at < words->len ? g_ptr_array_index(words, at) : "";
}

static bool
spelling_is_letter(const char *word)
{
        return g_ascii_isalpha(word[0]) && word[1] == '\0';
}

/* "m for mike", "m as in mike", "m like mike": how many words after the letter; 0 when it is not said so. */
static guint
spelling_said(const GPtrArray *words, guint at)
{
        const char *first = spelling_word(words, at + 1), *second = spelling_word(words, at + 2);
        const bool in = g_str_equal(first, "as") && g_str_equal(second, "in");
        const bool as = in || g_str_equal(first, "for") || g_str_equal(first, "like") || g_str_equal(first, "as");
        const char *said = spelling_word(words, at + (in ? 3 : 2));
        return as && said[0] == spelling_word(words, at)[0] && said[1] != '\0' ? (in ? 3 : 2) : 0;
}

/* One letter that starts at the word; false when none does. */
static bool
spelling_letter(const GPtrArray *words, Spelling *spelling)
{
        const char *word = spelling_word(words, spelling->end);
        const bool twice = g_str_equal(word, "double");
        const guint at = spelling->end + (twice ? 1 : 0);
        word = spelling_word(words, at);
        const bool letter = spelling_is_letter(word), code = spelling_is_code(word);
        if (!letter && !code)
                return false;
        const guint said = letter ? spelling_said(words, at) : 0;
        spelling->said = spelling->said || said > 0;
        spelling->bare = spelling->bare || (letter && said == 0);
        spelling->words = spelling->words || code;
        g_string_append_c(spelling->letters, word[0]);
        if (twice)
                g_string_append_c(spelling->letters, word[0]);
        spelling->end = at + 1 + said;
        return true;
}

GPtrArray *
search_spelling_join(const GPtrArray *words, unsigned *ret_spelt)
{
        GPtrArray *joined = g_ptr_array_new_with_free_func(g_free);
        unsigned spelt = 0;
        for (guint i = 0; i < words->len;) {
                g_autoptr(GString) letters = g_string_new(NULL);
                Spelling spelling = { .letters = letters, .end = i };
                while (spelling_letter(words, &spelling))
                        ;
                const bool sure = spelling.said || !(spelling.words && spelling.bare);
                if (letters->len >= 3 && sure) {
                        g_ptr_array_add(joined, g_strdup(letters->str));
                        spelt++;
                        i = spelling.end;
                } else
                        g_ptr_array_add(joined, g_strdup(g_ptr_array_index(words, i++)));
        }
        if (ret_spelt != NULL)
                *ret_spelt = spelt;
        return joined;
}
