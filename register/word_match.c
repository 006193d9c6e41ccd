#include "register/word_match.h"

#include "base/text.h"

#include <string.h>

/* LONG: from here on a slip of a letter leaves no doubt which word is meant. */
enum { WORD_SHORT_NAME = 4, WORD_LONG = 5, WORD_VERY_LONG = 8, WORD_SOUNDS = 3, WORD_VOWELS = 8 };

/* As g_str_has_prefix(), which takes the length of both first: a search asks this some hundred thousand times. */
static bool
word_begins(const char *word, const char *group)
{
        while (*group != '\0' && *word == *group) {
                word++;
                group++;
        }
        return *group == '\0';
}

/* Groups of letters, and figures, that character recognition puts for a letter, as that letter. New string. */
static char *
word_as_drawn(const char *word)
{
        static const struct {
                const char *group;
                char drawn;
        } groups[] = { { "rn", 'm' }, { "cl", 'd' }, { "vv", 'w' }, { "ri", 'n' }, { "ii", 'u' },
                       { "0", 'o' },  { "1", 'l' },  { "5", 's' },  { "8", 'b' } };
        GString *drawn = g_string_new(NULL);
        for (const char *at = word; *at != '\0';) {
                unsigned group = 0;
                while (group < G_N_ELEMENTS(groups) && !word_begins(at, groups[group].group))
                        group++;
                g_string_append_c(drawn, group < G_N_ELEMENTS(groups) ? groups[group].drawn : *at);
                at += group < G_N_ELEMENTS(groups) ? strlen(groups[group].group) : 1;
        }
        return g_string_free(drawn, FALSE);
}

/* The same with letters that look alike as one of them. The last letter parts Mario from Maria and keeps its own. New string. */
static char *
word_as_seen(const char *word)
{
        static const char from[] = "9ijteqv", to[] = "gllfcgy";
        char *seen = word_as_drawn(word);
        const bool whole = strlen(seen) >= WORD_SHORT_NAME;
        for (char *at = seen; *at != '\0'; at++) {
                const char *place = strchr(from, *at);
                if (place != NULL)
                        *at = to[place - from];
                else if (*at == 'o' && at[1] != '\0' && whole)
                        *at = 'a';
        }
        return seen;
}

/* A figure in a name is a letter that was misread, whichever. */
static bool
word_equal_but_figures(const char *a, const char *b)
{
        size_t letters = 0;
        for (; *a != '\0' && *b != '\0'; a++, b++) {
                if (*a != *b && !g_ascii_isdigit(*a) && !g_ascii_isdigit(*b))
                        return false;
                letters += *a == *b;
        }
        return *a == *b && letters >= WORD_SOUNDS;
}

char *
word_match_sound(const char *word)
{
        static const struct {
                const char *written, *heard;
        } sounds[] = { { "ph", "f" },   { "ck", "k" }, { "sch", "s" }, { "sz", "s" }, { "cz", "c" },
                       { "tsch", "c" }, { "ch", "c" }, { "sh", "s" },  { "kh", "k" }, { "gh", "g" },
                       { "dj", "j" },   { "zh", "s" }, { "q", "k" },   { "w", "f" },  { "v", "f" },
                       { "y", "" },     { "x", "ks" }, { "z", "s" },   { "h", "" },   { "c", "k" } };
        GString *heard = g_string_new(NULL);
        for (const char *at = word; *at != '\0';) {
                unsigned best = G_N_ELEMENTS(sounds);
                for (unsigned i = 0; i < G_N_ELEMENTS(sounds); i++)
                        if (word_begins(at, sounds[i].written) &&
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

/* The vowels of a word, a set of classes for each run of them: a; e; i and y; o and u. A mute h behind them does not count. */
typedef struct {
        unsigned runs[WORD_VOWELS];
        unsigned count;
} Vowels;

enum { VOWEL_A = 1, VOWEL_E = 2, VOWEL_I = 4, VOWEL_U = 8 };

static unsigned
vowel_class(char letter)
{
        switch (letter) {
        case 'a':
                return VOWEL_A;
        case 'e':
                return VOWEL_E;
        case 'i':
        case 'y':
                return VOWEL_I;
        case 'o':
        case 'u':
                return VOWEL_U;
        default:
                return 0;
        }
}

static Vowels
word_vowels(const char *word)
{
        Vowels vowels = { .runs = { 0 } };
        unsigned run = 0;
        for (const char *at = word;; at++) {
                const unsigned class = vowel_class(*at);
                const bool long_i = *at == 'e' && at[1] == 'e';
                run |= long_i ? VOWEL_I : class;
                at += long_i;
                if (class == 0 && run != 0 && vowels.count < WORD_VOWELS)
                        vowels.runs[vowels.count++] = run;
                run = class == 0 ? 0 : run;
                if (*at == '\0')
                        return vowels;
        }
}

/* Whether the vowels may be spellings of one word's. E stands for what is hardly heard: for a and i, behind the first syllable
 * for u too (Yusuf, Yousef; Abdul, Abdel). */
static bool
word_vowels_agree(const char *a, const char *b)
{
        const Vowels x = word_vowels(a), y = word_vowels(b);
        if (x.count != y.count)
                return false;
        for (unsigned i = 0; i < x.count; i++) {
                const unsigned met = x.runs[i] & y.runs[i], either = x.runs[i] | y.runs[i];
                const bool loose = (x.runs[i] == VOWEL_E || y.runs[i] == VOWEL_E) && (i > 0 || (either & VOWEL_U) == 0);
                if (met == 0 && !loose)
                        return false;
        }
        return true;
}

/* Daniel and Danielle, Maria and Marie end on other sounds: other names, whatever comes before. A mute h is no ending. */
static bool
word_ends_alike(const char *a, const char *b)
{
        size_t x = strlen(a), y = strlen(b);
        x -= x > 1 && a[x - 1] == 'h' && vowel_class(a[x - 2]) != 0;
        y -= y > 1 && b[y - 1] == 'h' && vowel_class(b[y - 2]) != 0;
        return a[x - 1] == b[y - 1];
}

static bool
word_equal_as(char *(*form)(const char *), const char *a, const char *b)
{
        g_autofree char *x = form(a);
        g_autofree char *y = form(b);
        return strlen(x) > 1 && g_str_equal(x, y);
}

/* Hassan and Hussain have their consonants in common and are two names. */
static bool
word_first_vowels_meet(const char *a, const char *b)
{
        const Vowels x = word_vowels(a), y = word_vowels(b);
        const unsigned either = x.runs[0] | y.runs[0];
        return (x.runs[0] & y.runs[0]) != 0 || ((either & VOWEL_E) != 0 && (either & VOWEL_U) == 0);
}

/* One vowel behind the first syllable: no sign of another name by itself. */
static bool
word_is_inner(const char *a, const char *b)
{
        const Vowels x = word_vowels(a), y = word_vowels(b);
        return x.count == y.count && x.count > 1 && x.runs[0] == y.runs[0] && text_distance(a, b, 1) <= 1;
}

static WordMatch
word_match_written(const char *a, const char *b)
{
        const glong shorter = MIN(g_utf8_strlen(a, -1), g_utf8_strlen(b, -1));
        if (shorter <= 1)
                return g_utf8_get_char(a) == g_utf8_get_char(b) ? WORD_MATCH_INITIAL : WORD_MATCH_OTHER;
        const unsigned slips = shorter >= WORD_VERY_LONG ? 2 : 1;
        /* another first letter is another name: Marlow, Barlow */
        const bool near = a[0] == b[0] && text_distance(a, b, slips) <= slips;
        const bool heard = word_equal_as(word_match_sound, a, b);
        if (heard && word_ends_alike(a, b)) {
                g_autofree char *sound = word_match_sound(a);
                const bool whole = shorter >= WORD_LONG || (shorter >= WORD_SHORT_NAME && strlen(sound) >= WORD_SOUNDS);
                if (word_vowels_agree(a, b))
                        return whole ? WORD_MATCH_SOUND : WORD_MATCH_INNER;
                if (shorter >= WORD_LONG && word_is_inner(a, b))
                        return WORD_MATCH_INNER;
        }
        /* an abbreviation: Md for Mohammed */
        if (heard && word_vowels(a).count * word_vowels(b).count == 0)
                return WORD_MATCH_INITIAL;
        if (near || (heard && word_first_vowels_meet(a, b)))
                return shorter >= WORD_LONG ? WORD_MATCH_SLIP : near ? WORD_MATCH_SHORT : WORD_MATCH_OTHER;
        return WORD_MATCH_OTHER;
}

/* What a picture adds: letters that look alike are one letter, and any letter may be misread, the first one too. */
static WordMatch
word_match_seen(const char *a, const char *b)
{
        if (word_equal_as(word_as_seen, a, b) || word_equal_but_figures(a, b))
                return WORD_MATCH_SOUND;
        g_autofree char *x = word_as_drawn(a);
        g_autofree char *y = word_as_drawn(b);
        const unsigned shorter = (unsigned) MIN(strlen(x), strlen(y)), misread = 1 + shorter / WORD_LONG;
        const WordMatch drawn = word_match_written(x, y);
        const bool near = shorter >= WORD_SHORT_NAME &&
                          (text_distance(x, y, misread) <= misread || text_distance(a, b, misread) <= misread);
        return near ? MAX(drawn, WORD_MATCH_SHORT) : drawn;
}

WordMatch
word_match(const char *a, const char *b, bool recognised)
{
        if (g_str_equal(a, b))
                return WORD_MATCH_EQUAL;
        const WordMatch written = word_match_written(a, b);
        return recognised && written < WORD_MATCH_SOUND ? MAX(written, word_match_seen(a, b)) : written;
}
