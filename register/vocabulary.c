#include "register/vocabulary.h"

typedef struct {
        Vocabulary list;
        unsigned value;
        const char *word;
        const char *label;
} Row;

static const Row rows[] = {
#define WORD(list, suffix, word, label) { VOCABULARY_##list, list##_##suffix, word, label },
#include "register/vocabulary.def"
#undef WORD
};

static const Row *
vocabulary_row(Vocabulary vocabulary, unsigned value)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
                if (rows[i].list == vocabulary && rows[i].value == value)
                        return &rows[i];
        return NULL;
}

const char *
vocabulary_word(Vocabulary vocabulary, unsigned value)
{
        const Row *row = vocabulary_row(vocabulary, value);
        return row == NULL ? "" : row->word;
}

const char *
vocabulary_label(Vocabulary vocabulary, unsigned value)
{
        const Row *row = vocabulary_row(vocabulary, value);
        return row == NULL ? "" : row->label;
}

unsigned
vocabulary_size(Vocabulary vocabulary)
{
        unsigned size = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
                size += rows[i].list == vocabulary;
        return size;
}

unsigned
vocabulary_value(Vocabulary vocabulary, const char *word)
{
        for (unsigned i = 0; word != NULL && i < G_N_ELEMENTS(rows); i++)
                if (rows[i].list == vocabulary && g_str_equal(rows[i].word, word))
                        return rows[i].value;
        return vocabulary_size(vocabulary);
}
