#include "register/person_match.h"

#include "base/text.h"
#include "register/person.h"

#include <string.h>

/* Words of a name that are compared; longer names are cut. */
enum { MATCH_WORDS = 8, MATCH_WORD_LEAST = 5, MATCH_WORD_LONG = 8 };

typedef struct {
        char *words[MATCH_WORDS]; /* folded, without marks */
        unsigned count;
} Words;

/* How one word stands to another, from strangest to nearest. */
typedef enum {
        WORD_OTHER,
        WORD_INITIAL, /* "j" for "john" */
        WORD_SHORT,   /* a slip in a short word, which may as well be another name: Dean, Jean */
        WORD_SLIP,    /* a letter or two in a long word, or letters that sound or look alike */
        WORD_EQUAL,
} WordMatch;

static void
words_clear(Words *words)
{
        for (unsigned i = 0; i < words->count; i++)
                g_free(words->words[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

/* The words of a name; a double-barrelled one gives its parts. */
static void
words_read(Words *words, const char *name)
{
        *words = (Words){ .count = 0 };
        g_autofree char *key = person_key(name);
        g_auto(GStrv) parts = g_strsplit_set(key, " -", -1);
        for (unsigned i = 0; parts[i] != NULL && words->count < MATCH_WORDS; i++) {
                char *plain = text_key(parts[i]);
                if (plain[0] == '\0')
                        g_free(plain);
                else
                        words->words[words->count++] = plain;
        }
}

/* Letters and groups of letters that character recognition takes for one another, as one of them. New string. */
static char *
word_as_seen(const char *word)
{
        GString *seen = g_string_new(NULL);
        for (const char *at = word; *at != '\0'; at++) {
                if (g_str_has_prefix(at, "rn")) {
                        g_string_append_c(seen, 'm');
                        at++;
                } else if (g_str_has_prefix(at, "cl")) {
                        g_string_append_c(seen, 'd');
                        at++;
                } else if (g_str_has_prefix(at, "vv")) {
                        g_string_append_c(seen, 'w');
                        at++;
                } else {
                        static const char from[] = "01589ijt", to[] = "olsbgllf";
                        const char *place = strchr(from, *at);
                        g_string_append_c(seen, place == NULL ? *at : to[place - from]);
                }
        }
        return g_string_free(seen, FALSE);
}

/* The consonants of a word in one spelling for each sound: Mohammed, Muhammad and Mohamed give the same; Yusuf and Yousef.
 * New string. */
static char *
word_as_heard(const char *word)
{
        static const struct {
                const char *written, *heard;
        } sounds[] = { { "ph", "f" },   { "ck", "k" }, { "sch", "s" }, { "sz", "s" }, { "cz", "c" },
                       { "tsch", "c" }, { "ch", "c" }, { "sh", "s" },  { "kh", "k" }, { "gh", "g" },
                       { "dj", "j" },   { "zh", "s" }, { "q", "k" },   { "w", "v" },  { "y", "" },
                       { "x", "ks" },   { "z", "s" },  { "h", "" },    { "c", "k" } };
        GString *heard = g_string_new(NULL);
        for (const char *at = word; *at != '\0';) {
                unsigned best = G_N_ELEMENTS(sounds);
                for (unsigned i = 0; i < G_N_ELEMENTS(sounds); i++)
                        if (g_str_has_prefix(at, sounds[i].written) &&
                            (best == G_N_ELEMENTS(sounds) || strlen(sounds[i].written) > strlen(sounds[best].written)))
                                best = i;
                const char *sound = best < G_N_ELEMENTS(sounds) ? sounds[best].heard : NULL;
                const size_t taken = sound == NULL ? 1 : strlen(sounds[best].written);
                if (sound == NULL && strchr("aeiou", *at) == NULL &&
                    (heard->len == 0 || heard->str[heard->len - 1] != *at))
                        g_string_append_c(heard, *at);
                else if (sound != NULL && (heard->len == 0 || !g_str_has_suffix(heard->str, sound)))
                        g_string_append(heard, sound);
                at += taken;
        }
        /* a word that begins with a vowel begins with one in every spelling */
        if (strchr("aeiou", word[0]) != NULL)
                g_string_prepend_c(heard, 'a');
        return g_string_free(heard, FALSE);
}

static bool
word_equal_as(char *(*form)(const char *), const char *a, const char *b)
{
        g_autofree char *x = form(a);
        g_autofree char *y = form(b);
        return strlen(x) > 1 && g_str_equal(x, y);
}

static WordMatch
word_match(const char *a, const char *b, bool recognised)
{
        if (g_str_equal(a, b))
                return WORD_EQUAL;
        const glong shorter = MIN(g_utf8_strlen(a, -1), g_utf8_strlen(b, -1));
        if (shorter == 1)
                return g_utf8_get_char(a) == g_utf8_get_char(b) ? WORD_INITIAL : WORD_OTHER;
        if (recognised && word_equal_as(word_as_seen, a, b))
                return WORD_SLIP;
        const unsigned slips = shorter >= MATCH_WORD_LONG ? 2 : 1;
        /* another first letter is another name: Marlow, Barlow */
        const bool near = a[0] == b[0] && text_distance(a, b, slips) <= slips;
        if (near || word_equal_as(word_as_heard, a, b))
                return shorter >= MATCH_WORD_LEAST ? WORD_SLIP : near ? WORD_SHORT : WORD_OTHER;
        return WORD_OTHER;
}

/* What became of the words of two names when each was given its best partner. */
typedef struct {
        unsigned equal, slips, shorts, initials, alone;
        bool first_slips;         /* a forename is not the same word */
        const char *left, *right; /* the pair of words that differ, for the reason */
} Pairing;

static Pairing
words_pair(const Words *a, const Words *b, bool recognised)
{
        Pairing pairing = { 0 };
        bool taken[MATCH_WORDS] = { false }, done[MATCH_WORDS] = { false };
        for (WordMatch want = WORD_EQUAL; want > WORD_OTHER; want--)
                for (unsigned i = 0; i < a->count; i++)
                        for (unsigned j = 0; !done[i] && j < b->count; j++) {
                                if (taken[j] || word_match(a->words[i], b->words[j], recognised) != want)
                                        continue;
                                taken[j] = done[i] = true;
                                pairing.equal += want == WORD_EQUAL;
                                pairing.slips += want == WORD_SLIP;
                                pairing.shorts += want == WORD_SHORT;
                                pairing.initials += want == WORD_INITIAL;
                                if (want == WORD_EQUAL)
                                        continue;
                                pairing.first_slips = pairing.first_slips || i + 1 < a->count || j + 1 < b->count;
                                pairing.left = a->words[i];
                                pairing.right = b->words[j];
                        }
        pairing.alone = MAX(a->count, b->count) - pairing.equal - pairing.slips - pairing.shorts - pairing.initials;
        return pairing;
}

static PersonMatch
match_say(PersonMatch match, char **ret_reason, char *reason)
{
        g_free(*ret_reason);
        *ret_reason = reason;
        return match;
}

static bool
words_in_order(const Words *a, const Words *b)
{
        for (unsigned i = 0; i < a->count && i < b->count; i++)
                if (!g_str_equal(a->words[i], b->words[i]))
                        return false;
        return true;
}

/* Every word of the shorter name stands in the longer one: is the rest a further forename, or part of a surname? */
static PersonMatch
match_shorter(const Words *a, const Words *b, char **ret_reason)
{
        const Words *longer = a->count > b->count ? a : b, *shorter = longer == a ? b : a;
        if (shorter->count < 2)
                return match_say(PERSON_MATCH_POSSIBLE, ret_reason, g_strdup("one name stands alone"));
        const bool same_first = g_str_equal(longer->words[0], shorter->words[0]);
        const bool same_last = g_str_equal(longer->words[longer->count - 1], shorter->words[shorter->count - 1]);
        if (same_first && same_last)
                return match_say(PERSON_MATCH_ALIKE, ret_reason, g_strdup("the same but for a middle name"));
        return match_say(PERSON_MATCH_POSSIBLE, ret_reason, g_strdup("one has a further name"));
}

static PersonMatch
match_names(const char *x, const char *y, bool recognised, bool born_equal, char **ret_reason)
{
        g_auto(Words) a;
        g_auto(Words) b;
        words_read(&a, x);
        words_read(&b, y);
        if (a.count == 0 || b.count == 0)
                return match_say(PERSON_MATCH_DIFFERENT, ret_reason, g_strdup("a name is missing"));
        const Pairing pairing = words_pair(&a, &b, recognised);
        const unsigned partners = pairing.equal + pairing.slips + pairing.shorts + pairing.initials;
        if (pairing.equal == a.count && a.count == b.count)
                return match_say(PERSON_MATCH_SAME, ret_reason,
                                 g_strdup(words_in_order(&a, &b) ? "the same name" : "the same name in another order"));
        if (partners == 0 || pairing.equal + pairing.slips == 0)
                return match_say(PERSON_MATCH_DIFFERENT, ret_reason, g_strdup("other names"));
        if (pairing.equal == MIN(a.count, b.count))
                return match_shorter(&a, &b, ret_reason);
        if (pairing.alone > 0)
                return match_say(partners >= 2 && partners == MIN(a.count, b.count) ? PERSON_MATCH_POSSIBLE
                                                                                    : PERSON_MATCH_DIFFERENT,
                                 ret_reason, g_strdup("other names, with a word in common"));
        if (pairing.initials > 0)
                return match_say(PERSON_MATCH_POSSIBLE, ret_reason, g_strdup("an initial stands for a name"));
        /* a slip in a forename may be another forename: brothers and sisters differ by as much */
        const bool sure =
            born_equal || (pairing.shorts == 0 && pairing.slips == 1 && (!pairing.first_slips || recognised));
        return match_say(sure ? PERSON_MATCH_ALIKE : PERSON_MATCH_POSSIBLE, ret_reason,
                         g_strdup_printf("spelt in two ways: %s, %s", pairing.left, pairing.right));
}

static unsigned
person_name_count(const PersonFacts *person)
{
        return 1 + (person->aliases == NULL ? 0 : person->aliases->len);
}

static const char *
person_name_at(const PersonFacts *person, unsigned i)
{
        return i == 0 ? person->name : g_ptr_array_index(person->aliases, i - 1);
}

PersonMatch
person_match(const PersonFacts *a, const PersonFacts *b, char **ret_reason)
{
        g_autofree char *reason = NULL;
        const bool recognised = a->recognised || b->recognised;
        const bool both_born = a->born != NULL && b->born != NULL;
        const bool born_equal = both_born && g_str_equal(a->born, b->born);
        PersonMatch best = match_names(a->name, b->name, recognised, born_equal, &reason);
        for (unsigned i = 0; i < person_name_count(a) && best < PERSON_MATCH_ALIKE; i++)
                for (unsigned j = 0; j < person_name_count(b) && best < PERSON_MATCH_ALIKE; j++) {
                        g_autofree char *why = NULL;
                        if (i + j == 0 || match_names(person_name_at(a, i), person_name_at(b, j), recognised,
                                                      born_equal, &why) < PERSON_MATCH_ALIKE)
                                continue;
                        best = match_say(PERSON_MATCH_ALIKE, &reason, g_strdup_printf("by another name: %s", why));
                }
        if (best > PERSON_MATCH_DIFFERENT && both_born && !born_equal) {
                /* a figure misread is more likely than two namesakes only where a picture was read */
                const bool slip = recognised && text_distance(a->born, b->born, 1) == 1;
                best = match_say(slip ? PERSON_MATCH_POSSIBLE : PERSON_MATCH_DIFFERENT, &reason,
                                 g_strdup("born on other days"));
        }
        if (ret_reason != NULL)
                *ret_reason = g_steal_pointer(&reason);
        return best;
}

static void
keys_add(GPtrArray *keys, char *key)
{
        for (guint i = 0; i < keys->len; i++)
                if (g_str_equal(g_ptr_array_index(keys, i), key)) {
                        g_free(key);
                        return;
                }
        if (keys->len < PERSON_MATCH_KEYS)
                g_ptr_array_add(keys, key);
        else
                g_free(key);
}

static int
keys_compare(gconstpointer a, gconstpointer b)
{
        return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The sounds of all pairs of neighbouring words, sorted within the pair: "Dean James Marlow" is found under dean+james,
 * james+marlow and dean+marlow, in whatever order its words are printed. */
static void
keys_of_name(GPtrArray *keys, const char *name)
{
        g_auto(Words) words;
        words_read(&words, name);
        if (words.count == 1)
                keys_add(keys, g_strdup(words.words[0]));
        for (unsigned i = 0; i < words.count; i++)
                for (unsigned j = i + 1; j < words.count; j++) {
                        if (j != i + 1 && !(i == 0 && j + 1 == words.count))
                                continue;
                        g_autofree char *x = word_as_heard(words.words[i]);
                        g_autofree char *y = word_as_heard(words.words[j]);
                        char *pair[] = { x, y };
                        qsort(pair, 2, sizeof *pair, keys_compare);
                        keys_add(keys, g_strdup_printf("%s+%s", pair[0], pair[1]));
                }
}

GPtrArray *
person_match_keys(const PersonFacts *person)
{
        GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
        for (unsigned i = 0; i < person_name_count(person); i++)
                keys_of_name(keys, person_name_at(person, i));
        return keys;
}
