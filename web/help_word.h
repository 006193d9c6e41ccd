/* What the help page says of the words that the pages use: the rows of help.def. */
#ifndef WEB_HELP_WORD_H
#define WEB_HELP_WORD_H

#include "register/vocabulary.h"

typedef struct {
        Vocabulary list;
        const char *word;
        const char *sentence;
} HelpWord;

/* All rows, in the order of the file; those of one list stand together. */
const HelpWord *help_words(unsigned *ret_count);

#endif
