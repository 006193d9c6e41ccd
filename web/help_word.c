#include "web/help_word.h"

#include <glib.h>

static const HelpWord words[] = {
#define HELP(list, word, sentence) { VOCABULARY_##list, word, sentence },
#include "web/help.def"
#undef HELP
};

const HelpWord *
help_words(unsigned *ret_count)
{
        *ret_count = G_N_ELEMENTS(words);
        return words;
}
