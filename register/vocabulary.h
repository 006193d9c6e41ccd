/* The closed word lists of the register as enums, generated from vocabulary.def: for each list X the type (OrderType,
 * Action, ...), values X_SUFFIX in the order of the table, X_COUNT, and the list's id VOCABULARY_X for the functions. */
#ifndef REGISTER_VOCABULARY_H
#define REGISTER_VOCABULARY_H

#include "register/vocabulary.def"

#include <glib.h>

#define VOCABULARY_ID(list, type)                   VOCABULARY_##list,
#define VOCABULARY_VALUE(list, suffix, word, label) list##_##suffix,
#define VOCABULARY_ENUM(list, type)                 typedef enum { list##_WORDS(VOCABULARY_VALUE) list##_COUNT } type;

typedef enum { VOCABULARIES(VOCABULARY_ID) VOCABULARY_COUNT } Vocabulary;
VOCABULARIES(VOCABULARY_ENUM)

#undef VOCABULARY_ID
#undef VOCABULARY_VALUE
#undef VOCABULARY_ENUM

/* The word of value number in the list ("non_molestation"); "" for the NONE of PROBLEM and DUPLICATE_LEVEL. */
const char *vocabulary_word(Vocabulary vocabulary, unsigned value);
const char *vocabulary_label(Vocabulary vocabulary, unsigned value);
unsigned vocabulary_size(Vocabulary vocabulary);
/* The value of a word; vocabulary_size() when the list has no such word (NULL included). */
unsigned vocabulary_value(Vocabulary vocabulary, const char *word);

#endif
