#include "register/number_word.h"

#include <string.h>

static const char *const ordinals[] = { "",          "first",     "second",      "third",      "fourth",
                                        "fifth",     "sixth",     "seventh",     "eighth",     "ninth",
                                        "tenth",     "eleventh",  "twelfth",     "thirteenth", "fourteenth",
                                        "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
                                        "twentieth" };
static const char *const cardinals[] = { "",        "one",     "two",       "three",    "four",
                                         "five",    "six",     "seven",     "eight",    "nine",
                                         "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                         "fifteen", "sixteen", "seventeen", "eighteen", "nineteen" };
static const char *const tens[] = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
};

/* The octets of the word when it stands at text, whole; 0 otherwise. */
static size_t
number_word_is(const char *text, const char *word)
{
        /* most words are told apart by their first letter; they are in small letters */
        if ((*text | 0x20) != *word)
                return 0;
        const size_t length = strlen(word);
        return length > 0 && g_ascii_strncasecmp(text, word, length) == 0 && !g_ascii_isalpha(text[length]) ? length
                                                                                                            : 0;
}

/* The index of the word of the list that stands at text, its octets in *ret_length; 0 for none. */
static unsigned
number_word_of(const char *const *list, unsigned count, const char *text, size_t *ret_length)
{
        for (unsigned i = 1; i < count; i++) {
                *ret_length = number_word_is(text, list[i]);
                if (*ret_length > 0)
                        return i;
        }
        return 0;
}

/* Octets of what parts two words of one number: blanks or a hyphen, and "and" among them. */
static size_t
number_word_gap(const char *text)
{
        size_t at = strspn(text, " \t\n-");
        if (at > 0 && number_word_is(text + at, "and") > 0)
                at += 3 + strspn(text + at + 3, " \t\n");
        return at;
}

unsigned
number_word_day(const char *text, size_t *ret_length)
{
        size_t first = 0, second = 0;
        const unsigned day = number_word_of(ordinals, G_N_ELEMENTS(ordinals), text, ret_length);
        if (day > 0)
                return day;
        *ret_length = number_word_is(text, "thirtieth");
        if (*ret_length > 0)
                return 30;
        const unsigned ten = number_word_of(tens, 4, text, &first);
        const size_t gap = ten > 0 ? strspn(text + first, " -\n") : 0;
        const unsigned one = gap > 0 ? number_word_of(ordinals, 10, text + first + gap, &second) : 0;
        if (one == 0)
                return 0;
        *ret_length = first + gap + second;
        return ten * 10 + one;
}

/* A number below a hundred; 0 for none. */
static unsigned
number_word_small(const char *text, size_t *ret_length)
{
        size_t second = 0;
        const unsigned small = number_word_of(cardinals, G_N_ELEMENTS(cardinals), text, ret_length);
        if (small > 0)
                return small;
        const unsigned ten = number_word_of(tens, G_N_ELEMENTS(tens), text, ret_length);
        if (ten == 0)
                return 0;
        const size_t gap = strspn(text + *ret_length, " -\n");
        const unsigned one = gap > 0 ? number_word_of(cardinals, 10, text + *ret_length + gap, &second) : 0;
        if (one > 0)
                *ret_length += gap + second;
        return ten * 10 + one;
}

unsigned
number_word_year(const char *text, size_t *ret_length)
{
        size_t length = 0, word = 0;
        const unsigned lead = number_word_small(text, &length);
        if (lead == 0)
                return 0;
        size_t gap = number_word_gap(text + length);
        word = gap > 0 ? number_word_is(text + length + gap, lead == 2 ? "thousand" : "hundred") : 0;
        unsigned year = lead * (lead == 2 ? 1000U : 100U);
        if (word > 0)
                length += gap + word;
        else if (lead != 19 && lead != 20) /* "twenty twenty-five" needs no "hundred" */
                return 0;
        gap = number_word_gap(text + length);
        const unsigned rest = gap > 0 ? number_word_small(text + length + gap, &word) : 0;
        if (rest > 0)
                length += gap + word;
        else if (lead != 2)
                return 0;
        year += rest;
        *ret_length = length;
        return year;
}
