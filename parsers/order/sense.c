#include "parsers/order/sense.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

typedef struct {
        char letter;
        const char *phrases; /* "|" between */
} Sense;

static const Sense senses[] = {
#define SENSE(letter, phrases) { letter, phrases },
#include "parsers/order/sense_word.def"
#undef SENSE
};

static const Sense notices[] = {
#define SENSE(letter, phrases) { letter, phrases },
#include "parsers/order/notice_word.def"
#undef SENSE
};

/* A phrase has at most so many words. */
enum { SENSE_WORDS = 5 };

static GHashTable *
sense_table_new(const Sense *rows, size_t count)
{
        GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (size_t i = 0; i < count; i++) {
                g_auto(GStrv) phrases = g_strsplit(rows[i].phrases, "|", -1);
                for (unsigned k = 0; phrases[k] != NULL; k++)
                        (void) g_hash_table_insert(table, g_strdup(phrases[k]), GINT_TO_POINTER(rows[i].letter));
        }
        return table;
}

static GHashTable *
sense_table(SenseVocabulary vocabulary)
{
        static GHashTable *tables[SENSE_VOCABULARIES];
        if (tables[vocabulary] == NULL)
                tables[vocabulary] = vocabulary == SENSE_OF_INCIDENT ? sense_table_new(senses, G_N_ELEMENTS(senses))
                                                                     : sense_table_new(notices, G_N_ELEMENTS(notices));
        return tables[vocabulary];
}

void
sense_prepare(void)
{
        for (unsigned i = 0; i < SENSE_VOCABULARIES; i++)
                (void) sense_table(i);
}

static bool
sense_is_letter(unsigned char c)
{
        return g_ascii_isalnum(c) || c >= 0x80 || c == '\'';
}

/* The words and the marks between them, each a string. */
static GPtrArray *
sense_tokens(const char *plain)
{
        GPtrArray *tokens = g_ptr_array_new_with_free_func(g_free);
        for (const char *at = plain; *at != '\0';) {
                const char *start = at;
                while (sense_is_letter((unsigned char) *at))
                        at++;
                if (at > start)
                        g_ptr_array_add(tokens, g_strndup(start, (gsize) (at - start)));
                else if (strchr(",.;:!?&", *at++) != NULL)
                        g_ptr_array_add(tokens, g_strndup(start, 1));
        }
        return tokens;
}

static char
sense_of_mark(char mark)
{
        if (mark == '?')
                return '?';
        return mark == '.' || mark == '!' || mark == ';' ? '.' : ',';
}

/* "sendin" */
static bool
sense_is_dropped_g(const char *word)
{
        return strlen(word) > 4 && g_str_has_suffix(word, "in");
}

/* "client's" is the client's, "him's" nobody's; "sendin" is "sending". */
static char
sense_of_word(GHashTable *table, const char *word)
{
        const gpointer known = g_hash_table_lookup(table, word);
        if (known != NULL)
                return (char) GPOINTER_TO_INT(known);
        const size_t length = strlen(word);
        if (sense_is_dropped_g(word)) {
                g_autofree char *whole = g_strconcat(word, "g", NULL);
                const gpointer spoken = g_hash_table_lookup(table, whole);
                if (spoken != NULL)
                        return (char) GPOINTER_TO_INT(spoken);
        }
        if (g_ascii_isdigit(word[0])) {
                const bool is_year = length == 4 && (g_str_has_prefix(word, "19") || g_str_has_prefix(word, "20"));
                return is_year ? '%' : '#';
        }
        if (length > 3 && (g_str_has_suffix(word, "'s") || g_str_has_suffix(word, "s'"))) {
                g_autofree char *bare = g_strndup(word, length - 2);
                const gpointer owner = g_hash_table_lookup(table, bare);
                if (owner != NULL)
                        return (char) GPOINTER_TO_INT(owner);
        }
        return '_';
}

static bool
sense_is_title(const char *word)
{
        static const char *const titles[] = { "mr", "mrs", "ms", "miss", NULL };
        return g_strv_contains(titles, word);
}

/* The longest phrase that starts at token at: its letter, and how many tokens it takes. */
static char
sense_phrase(GHashTable *table, const GPtrArray *tokens, unsigned at, unsigned *ret_words)
{
        const char *first = g_ptr_array_index(tokens, at);
        g_autoptr(GString) phrase = g_string_new(first);
        char letter = sense_of_word(table, first);
        *ret_words = 1;
        for (unsigned words = 2; words <= SENSE_WORDS && at + words <= tokens->len; words++) {
                g_string_append_printf(phrase, " %s", (const char *) g_ptr_array_index(tokens, at + words - 1));
                const gpointer known = g_hash_table_lookup(table, phrase->str);
                if (known == NULL)
                        continue;
                letter = (char) GPOINTER_TO_INT(known);
                *ret_words = words;
        }
        return letter;
}

char *
sense_of(SenseVocabulary vocabulary, const char *plain)
{
        GHashTable *table = sense_table(vocabulary);
        g_autoptr(GPtrArray) tokens = sense_tokens(plain);
        g_autoptr(GString) out = g_string_new(NULL);
        for (unsigned i = 0, words = 1; i < tokens->len; i += words) {
                const char *token = g_ptr_array_index(tokens, i);
                words = 1;
                if (!sense_is_letter((unsigned char) token[0])) {
                        g_string_append_c(out, sense_of_mark(token[0]));
                        continue;
                }
                const char letter = sense_phrase(table, tokens, i, &words);
                /* "mr frost": the title says enough, the name may be any word */
                if (sense_is_title(token) && i + words < tokens->len &&
                    sense_is_letter((unsigned char) ((const char *) g_ptr_array_index(tokens, i + words))[0]))
                        words++;
                if (letter == ' ')
                        continue;
                g_string_append_c(out, letter);
                if (letter != '_' && (g_str_has_suffix(token, "ing") || sense_is_dropped_g(token)))
                        g_string_append_c(out, '\'');
        }
        return g_string_free(g_steal_pointer(&out), FALSE);
}
