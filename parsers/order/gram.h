/* Which two and three letters stand side by side in a text: what a word is not made of is not in it. */
#ifndef PARSERS_ORDER_GRAM_H
#define PARSERS_ORDER_GRAM_H

#include <glib.h>
#include <stdbool.h>

enum { GRAM_CLASSES = 32, GRAM_TRIPLES = GRAM_CLASSES * GRAM_CLASSES * GRAM_CLASSES };
/* Triples first, then pairs. */
enum { GRAM_COUNT = GRAM_TRIPLES + GRAM_CLASSES * GRAM_CLASSES };

/* Of one text; all zero before the first. */
typedef struct {
        guint64 seen[GRAM_COUNT / 64];
        char *folded; /* the text in small letters, every blank a space */
        size_t length, room;
        bool odd; /* the text has letters that count as an ASCII one of the other case: nothing is ruled out */
} Grams;

/* Puts the grams of the text in place of those of another. */
void grams_of(Grams *grams, const char *text, size_t length);

/* Of a folded word of at least two letters the triple, or the pair, that fewest texts have. */
guint16 gram_rarest(const char *word, size_t length);
/* Whether the text has the word, whose rarest gram that is. */
bool grams_have(const Grams *grams, const char *word, size_t length, guint16 rarest);

/* The letter as folded texts have it. */
char gram_folded(char letter);

#endif
