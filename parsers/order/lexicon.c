#include "parsers/order/lexicon.h"

#include <glib.h>
#include <string.h>

/* In tenths of a letter: a letter for another that looks like it, for one that does not, one too many or too few, two
 * letters that look like one. */
enum { ALIKE = 4, OTHER = 12, ODD = 11, MERGED = 5 };
enum {
        WORD_LEAST = 4, /* letters: shorter words are too near to each other */
        WORD_MOST = 24,
        SURE = 9,         /* cost at which a word that recognition is sure of is still changed */
        UNSURE_LONG = 24, /* cost for a long word that it is not sure of */
        LONG = 8,
        PARTS = 7, /* letters of words that ran into one another */
};
static const double SURE_FROM = 0.85;

static GHashTable *words;  /* set of char* */
static GPtrArray *ordered; /* of char*, each word once, shortest first */

static gint
lexicon_compare(gconstpointer a, gconstpointer b)
{
        const char *first = *(const char *const *) a, *second = *(const char *const *) b;
        const size_t left = strlen(first), right = strlen(second);
        return left != right ? (left < right ? -1 : 1) : strcmp(first, second);
}

static void
lexicon_load(void)
{
        static const char *const lines[] = {
#define LEXICON(line) line,
#include "parsers/order/lexicon.def"
#undef LEXICON
        };
        if (words != NULL)
                return;
        words = g_hash_table_new(g_str_hash, g_str_equal);
        ordered = g_ptr_array_new();
        for (unsigned i = 0; i < G_N_ELEMENTS(lines); i++) {
                g_auto(GStrv) parts = g_strsplit(lines[i], " ", -1);
                for (unsigned k = 0; parts[k] != NULL; k++) {
                        char *word = g_strdup(parts[k]); /* kept for the life of the process */
                        if (g_hash_table_add(words, word))
                                g_ptr_array_add(ordered, word);
                }
        }
        g_ptr_array_sort(ordered, lexicon_compare);
}

bool
lexicon_has(const char *word, size_t length)
{
        lexicon_load();
        if (length == 0 || length > WORD_MOST)
                return false;
        char lower[WORD_MOST + 1];
        for (size_t i = 0; i < length; i++)
                lower[i] = g_ascii_tolower(word[i]);
        lower[length] = '\0';
        return g_hash_table_contains(words, lower);
}

/* Whether two letters, signs or figures are mistaken for each other. b is a lower-case letter. */
static bool
lexicon_alike(char a, char b)
{
        static const char *const alike[] = { "il1|!jt/[]", "ft",  "ceo", "o0", "unv",  "nh", "hb", "vy",
                                             "gq9",        "s5$", "b86", "z2", "j)];", "ag", "kx", "rn" };
        for (unsigned i = 0; i < G_N_ELEMENTS(alike); i++) {
                if (strchr(alike[i], a) != NULL && strchr(alike[i], b) != NULL)
                        return true;
        }
        return false;
}

/* Letters of a that may be one letter of b, or the reverse. */
static bool
lexicon_merges(const char *two, char one)
{
        static const char *const merged[] = { "rnm", "rin", "iiu", "vvw", "cld", "lih",
                                              "nim", "inm", "ciq", "fif", "tlh", "ljh" };
        for (unsigned i = 0; i < G_N_ELEMENTS(merged); i++) {
                if (merged[i][0] == two[0] && merged[i][1] == two[1] && merged[i][2] == one)
                        return true;
        }
        return false;
}

/* What it costs to read word where wanted stands; more than limit: any number above it. */
static unsigned
lexicon_cost(const char *word, size_t length, const char *wanted, size_t size, unsigned limit)
{
        unsigned rows[3][WORD_MOST + 2];
        for (size_t j = 0; j <= size; j++)
                rows[0][j] = (unsigned) j * ODD;
        for (size_t i = 1; i <= length; i++) {
                unsigned *row = rows[i % 3];
                const unsigned *above = rows[(i + 2) % 3], *twice = rows[(i + 1) % 3];
                unsigned least = row[0] = (unsigned) i * ODD;
                for (size_t j = 1; j <= size; j++) {
                        const char a = word[i - 1], b = wanted[j - 1];
                        unsigned cost = above[j - 1] + (a == b ? 0 : lexicon_alike(a, b) ? ALIKE : OTHER);
                        cost = MIN(cost, above[j] + ODD);
                        cost = MIN(cost, row[j - 1] + ODD);
                        if (i >= 2 && lexicon_merges(word + i - 2, b))
                                cost = MIN(cost, twice[j - 1] + MERGED);
                        if (j >= 2 && lexicon_merges(wanted + j - 2, a))
                                cost = MIN(cost, above[j - 2] + MERGED);
                        row[j] = cost;
                        least = MIN(least, cost);
                }
                /* two letters that merge reach back over one row */
                if (least > limit + OTHER)
                        return limit + 1;
        }
        return rows[length % 3][size];
}

/* The mended word in the letters of the read one: all capitals, one capital, none. */
static char *
lexicon_dress(const char *read, const char *mended)
{
        unsigned upper = 0, lower = 0;
        for (const char *at = read; *at != '\0'; at++) {
                upper += g_ascii_isupper(*at);
                lower += g_ascii_islower(*at);
        }
        char *dressed = upper > lower ? g_ascii_strup(mended, -1) : g_strdup(mended);
        if (upper <= lower && (g_ascii_isupper(read[0]) || !g_ascii_isalpha(read[0])))
                dressed[0] = g_ascii_toupper(dressed[0]);
        return dressed;
}

char *
lexicon_mend(const char *word, double certainty)
{
        const size_t length = strlen(word);
        lexicon_load();
        if (length < WORD_LEAST || length > WORD_MOST || lexicon_has(word, length))
                return NULL;
        char lower[WORD_MOST + 1];
        for (size_t i = 0; i <= length; i++)
                lower[i] = g_ascii_tolower(word[i]);
        /* "Marsh" may be a name: only letters that look alike are changed in it */
        const bool name = g_ascii_isupper(word[0]) && g_ascii_islower(word[1]);
        unsigned limit = SURE;
        if (length == WORD_LEAST)
                limit = ALIKE;
        else if (name)
                limit = length < LONG ? MERGED : SURE;
        else if (certainty < SURE_FROM)
                limit = length >= LONG ? UNSURE_LONG : OTHER;
        /* a short name that recognition was sure of stays one */
        if (name && (length == WORD_LEAST || (length < LONG && certainty >= SURE_FROM + 0.1)))
                return NULL;
        const char *best = NULL;
        unsigned least = limit + 1;
        bool tied = false;
        for (guint i = 0; i < ordered->len; i++) {
                const char *wanted = g_ptr_array_index(ordered, i);
                const size_t size = strlen(wanted);
                if (size + 3 < length || size < WORD_LEAST)
                        continue;
                if (size > length + 3)
                        break;
                /* a cheap look before the dear one: the first letters are alike, or two of them merged */
                if (lower[0] != wanted[0] && !lexicon_alike(lower[0], wanted[0]) && !lexicon_merges(lower, wanted[0]) &&
                    !lexicon_merges(wanted, lower[0]))
                        continue;
                const unsigned cost = lexicon_cost(lower, length, wanted, size, limit);
                if (cost > limit)
                        continue;
                tied = cost == least;
                if (cost < least) {
                        least = cost;
                        best = wanted;
                }
        }
        return best == NULL || tied ? NULL : lexicon_dress(word, best);
}

char *
lexicon_part(const char *word)
{
        const size_t length = strlen(word);
        lexicon_load();
        if (length < PARTS || length > 4 * WORD_MOST || lexicon_has(word, length))
                return NULL;
        /* from[i]: where the word that ends before i starts; the fewest words win */
        unsigned from[4 * WORD_MOST + 1] = { 0 }, count[4 * WORD_MOST + 1] = { 0 };
        for (size_t end = 1; end <= length; end++) {
                for (size_t start = end > WORD_MOST ? end - WORD_MOST : 0; start < end; start++) {
                        const bool reached = start == 0 || count[start] > 0;
                        /* one letter is a word only where a sentence counts its terms */
                        if (!reached || end - start < 2 || !lexicon_has(word + start, end - start) ||
                            (count[end] > 0 && count[end] <= count[start] + 1))
                                continue;
                        from[end] = (unsigned) start;
                        count[end] = count[start] + 1;
                }
        }
        const bool name = g_ascii_isupper(word[0]) && g_ascii_islower(word[1]);
        if (count[length] < 2 || (name && count[length] < 3 && length < 10))
                return NULL;
        GString *parted = g_string_new(word);
        for (size_t end = length; from[end] > 0; end = from[end])
                g_string_insert_c(parted, from[end], ' ');
        return g_string_free(parted, FALSE);
}
