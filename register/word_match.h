/* How two words of names stand to each other: spellings of one sound, slips of typing, letters that character recognition takes
 * for one another. A forename that differs by as much as a brother's or sister's is kept apart from one spelt otherwise. */
#ifndef REGISTER_WORD_MATCH_H
#define REGISTER_WORD_MATCH_H

#include <glib.h>
#include <stdbool.h>

/* From strangest to nearest. */
typedef enum {
        WORD_MATCH_OTHER,
        WORD_MATCH_INITIAL, /* "j" for "john" */
        WORD_MATCH_SHORT,   /* a slip in a short word, which may as well be another name: Tim, Tom */
        WORD_MATCH_SLIP,    /* a letter or two in a long word; in a forename it may be another name: Daniel, Danielle */
        WORD_MATCH_INNER,   /* one vowel inside: Jonathan, Jonathon; Jon, John */
        WORD_MATCH_SOUND, /* one name in two spellings (Mohammed, Muhammad), or misread letters in a picture (Mar1ow) */
        WORD_MATCH_EQUAL,
} WordMatch;

/* Folded words without marks. recognised: one of them was read from a picture. Symmetric. */
WordMatch word_match(const char *a, const char *b, bool recognised);
/* The consonants of a word in one spelling for each sound, for keys of an index. New string. */
char *word_match_sound(const char *word);

#endif
