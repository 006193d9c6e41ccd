#include "register/vocabulary.h"

typedef struct {
        const char *word;
        const char *label;
} Word;

typedef struct {
        const Word *words;
        unsigned size;
} List;

#define WORD_ROW(list, suffix, word, label) [list##_##suffix] = { word, label },
#define WORD_TABLE(list, type)              static const Word list##_table[list##_COUNT] = { list##_WORDS(WORD_ROW) };
VOCABULARIES(WORD_TABLE)

#define LIST_ROW(list, type) [VOCABULARY_##list] = { list##_table, list##_COUNT },
static const List lists[VOCABULARY_COUNT] = { VOCABULARIES(LIST_ROW) };

const char *
vocabulary_word(Vocabulary vocabulary, unsigned value)
{
        return value < lists[vocabulary].size ? lists[vocabulary].words[value].word : "";
}

const char *
vocabulary_label(Vocabulary vocabulary, unsigned value)
{
        return value < lists[vocabulary].size ? lists[vocabulary].words[value].label : "";
}

unsigned
vocabulary_size(Vocabulary vocabulary)
{
        return lists[vocabulary].size;
}

unsigned
vocabulary_value(Vocabulary vocabulary, const char *word)
{
        const List *list = &lists[vocabulary];
        for (unsigned value = 0; word != NULL && value < list->size; value++)
                if (g_str_equal(list->words[value].word, word))
                        return value;
        return list->size;
}
