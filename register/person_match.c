#include "register/person_match.h"

#include "base/text.h"
#include "register/name_words.h"
#include "register/word_match.h"

#include <string.h>

/* What became of the words of two names when each was given its best partner. */
typedef struct {
        unsigned counts[WORD_MATCH_EQUAL + 1]; /* pairs of words, by how they match */
        unsigned partners, alone;
        bool first_slips;         /* a forename may be another one */
        bool first_inner;         /* a forename has another vowel inside */
        bool ends;                /* the first and the last words are equal pairs */
        const char *left, *right; /* the pair of words that differ most, for the reason */
} Pairing;

/* Printed as a word of its own by one and left out by the other: "al Rashid", "Rashid". */
static bool
words_equal_bare(const NameWord *a, const NameWord *b)
{
        return (a->particle > 0 && g_str_equal(a->text + a->particle, b->text)) ||
               (b->particle > 0 && g_str_equal(b->text + b->particle, a->text));
}

static WordMatch
words_match(const NameWord *a, const NameWord *b, bool recognised)
{
        const WordMatch match = word_match(a->text, b->text, recognised);
        return match < WORD_MATCH_SOUND && words_equal_bare(a, b) ? WORD_MATCH_SOUND : match;
}

static void
pairing_add(Pairing *pairing, const NameWords *a, unsigned i, const NameWords *b, unsigned j, WordMatch match)
{
        const bool surname = i + 1 == a->count && j + 1 == b->count;
        pairing->counts[match]++;
        pairing->partners++;
        if (match == WORD_MATCH_EQUAL)
                return;
        pairing->first_slips = pairing->first_slips || (!surname && match < WORD_MATCH_INNER);
        pairing->first_inner = pairing->first_inner || (!surname && match == WORD_MATCH_INNER);
        /* in an order that is the same for both sides, so that the reason is */
        const bool swap = strcmp(a->words[i].text, b->words[j].text) > 0;
        pairing->left = swap ? b->words[j].text : a->words[i].text;
        pairing->right = swap ? a->words[i].text : b->words[j].text;
}

static Pairing
words_pair(const NameWords *a, const NameWords *b, bool recognised)
{
        Pairing pairing = { .partners = 0 };
        bool taken[NAME_WORDS_MOST] = { false }, done[NAME_WORDS_MOST] = { false };
        WordMatch matches[NAME_WORDS_MOST][NAME_WORDS_MOST];
        for (unsigned i = 0; i < a->count; i++)
                for (unsigned j = 0; j < b->count; j++)
                        matches[i][j] = words_match(&a->words[i], &b->words[j], recognised);
        for (WordMatch want = WORD_MATCH_EQUAL; want > WORD_MATCH_OTHER; want--)
                for (unsigned i = 0; i < a->count; i++)
                        for (unsigned j = 0; !done[i] && j < b->count; j++) {
                                if (taken[j] || matches[i][j] != want)
                                        continue;
                                taken[j] = done[i] = true;
                                pairing_add(&pairing, a, i, b, j, want);
                        }
        pairing.alone = MAX(a->count, b->count) - pairing.partners;
        pairing.ends = a->count > 1 && b->count > 1 && g_str_equal(a->words[0].text, b->words[0].text) &&
                       g_str_equal(a->words[a->count - 1].text, b->words[b->count - 1].text);
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
words_in_order(const NameWords *a, const NameWords *b)
{
        for (unsigned i = 0; i < a->count && i < b->count; i++)
                if (!g_str_equal(a->words[i].text, b->words[i].text))
                        return false;
        return true;
}

/* Every word of the shorter name stands in the longer one: is the rest a further forename, or part of a surname? */
static PersonMatch
match_shorter(const NameWords *a, const NameWords *b, const Pairing *pairing, char **ret_reason)
{
        if (MIN(a->count, b->count) < 2)
                return match_say(PERSON_MATCH_POSSIBLE, ret_reason, g_strdup("one name stands alone"));
        if (pairing->ends)
                return match_say(PERSON_MATCH_ALIKE, ret_reason, g_strdup("the same but for a middle name"));
        return match_say(PERSON_MATCH_POSSIBLE, ret_reason, g_strdup("one has a further name"));
}

/* Each word of one has its partner in the other, and some are not equal. */
static PersonMatch
match_spelt(const Pairing *pairing, bool born_equal, char **ret_reason)
{
        const unsigned slips = pairing->counts[WORD_MATCH_SLIP] + pairing->counts[WORD_MATCH_INNER],
                       shorts = pairing->counts[WORD_MATCH_SHORT];
        /* a slip in a forename may be another forename: brothers and sisters, twins even, differ by as much */
        const bool surname_only = !pairing->first_slips && !pairing->first_inner && shorts == 0 && slips <= 1;
        const bool backed = born_equal && !pairing->first_slips && slips + shorts <= 1;
        return match_say(surname_only || backed ? PERSON_MATCH_ALIKE : PERSON_MATCH_POSSIBLE, ret_reason,
                         g_strdup_printf("spelt in two ways: %s, %s", pairing->left, pairing->right));
}

static PersonMatch
match_names(const char *x, const char *y, bool recognised, bool born_equal, char **ret_reason)
{
        if (x[0] != '\0' && strcmp(x, y) == 0)
                return match_say(PERSON_MATCH_SAME, ret_reason, g_strdup("the same name"));
        g_auto(NameWords) a;
        g_auto(NameWords) b;
        name_words_read(&a, x);
        name_words_read(&b, y);
        name_words_join(&a, &b);
        if (a.count == 0 || b.count == 0)
                return match_say(PERSON_MATCH_DIFFERENT, ret_reason, g_strdup("a name is missing"));
        const Pairing pairing = words_pair(&a, &b, recognised);
        const unsigned least = MIN(a.count, b.count), equal = pairing.counts[WORD_MATCH_EQUAL],
                       initials = pairing.counts[WORD_MATCH_INITIAL];
        if (equal == a.count && a.count == b.count)
                return match_say(PERSON_MATCH_SAME, ret_reason,
                                 g_strdup(words_in_order(&a, &b) ? "the same name" : "the same name in another order"));
        if (initials == a.count && a.count == b.count && initials > 1)
                return match_say(PERSON_MATCH_POSSIBLE, ret_reason, g_strdup("initials stand for the name"));
        if (pairing.partners == initials + pairing.counts[WORD_MATCH_SHORT] && !recognised)
                return match_say(PERSON_MATCH_DIFFERENT, ret_reason, g_strdup("other names"));
        if (equal == least)
                return match_shorter(&a, &b, &pairing, ret_reason);
        if (pairing.alone > 0)
                return match_say(pairing.partners >= 2 && pairing.partners == least ? PERSON_MATCH_POSSIBLE
                                                                                    : PERSON_MATCH_DIFFERENT,
                                 ret_reason, g_strdup("other names, with a word in common"));
        if (initials > 0)
                return pairing.ends
                           ? match_say(PERSON_MATCH_ALIKE, ret_reason, g_strdup("an initial stands for a middle name"))
                           : match_say(PERSON_MATCH_POSSIBLE, ret_reason, g_strdup("an initial stands for a name"));
        return match_spelt(&pairing, born_equal, ret_reason);
}

/* Days of birth that a figure or two figures in each other's place part: typed or read wrong more likely than two namesakes. */
static bool
born_by_slip(const char *a, const char *b, bool recognised)
{
        if (strlen(a) != strlen(b))
                return false;
        unsigned differ = 0;
        size_t first = 0, last = 0;
        for (size_t i = 0; a[i] != '\0'; i++)
                if (a[i] != b[i]) {
                        first = differ++ == 0 ? i : first;
                        last = i;
                }
        const bool turned = differ == 2 && a[first] == b[last] && a[last] == b[first];
        /* 1986-05-04 and 1986-04-05: the day and the month in each other's place */
        const bool reversed = strncmp(a, b, 5) == 0 && strncmp(a + 5, b + 8, 2) == 0 && strncmp(a + 8, b + 5, 2) == 0;
        return differ == 1 || (recognised && differ == 2) || turned || reversed;
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
                const bool slip = born_by_slip(a->born, b->born, recognised);
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
        g_auto(NameWords) words;
        name_words_read(&words, name);
        if (words.count == 1)
                keys_add(keys, g_strdup(words.words[0].text));
        for (unsigned i = 0; i < words.count; i++)
                for (unsigned j = i + 1; j < words.count; j++) {
                        if (j != i + 1 && !(i == 0 && j + 1 == words.count))
                                continue;
                        g_autofree char *x = word_match_sound(words.words[i].text + words.words[i].particle);
                        g_autofree char *y = word_match_sound(words.words[j].text + words.words[j].particle);
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
