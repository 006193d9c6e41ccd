/* The words that orders are made of, and the way back to them from what recognition made of them: "Farnily" is
 * "Family", "ofthe" is "of the". Words that are not among them, names above all, stay as they were read. */
#ifndef PARSERS_ORDER_LEXICON_H
#define PARSERS_ORDER_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the word, letters only, of any case, is one of them. */
bool lexicon_has(const char *word, size_t length);

/* The word that stands on the page where recognition read this one, in the same kind of letters; NULL when there is none
 * or it cannot be told. certainty: recognition's own, 0..1; a word that it is sure of is changed only where letters
 * look alike. New string. */
char *lexicon_mend(const char *word, double certainty);

/* "ofthe": the words that ran into one another, parted by blanks; NULL when they are no such words. New string. */
char *lexicon_part(const char *word);

#endif
