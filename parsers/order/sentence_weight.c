#include "parsers/order/sentence_weight.h"

#include <string.h>

typedef struct {
        SentenceWeight weight;
        int value;
        const char *features; /* "|" between */
} Row;

static const Row rows[] = {
#define WEIGHT(weight, value, features) { SENTENCE_WEIGHT_##weight, value, features },
#include "parsers/order/sentence_weight.def"
#undef WEIGHT
};

/* What one feature adds to each sum. */
typedef struct {
        int values[SENTENCE_WEIGHTS];
} Values;

static SenseVocabulary
sentence_weight_vocabulary(SentenceWeight weight)
{
        return weight <= SENTENCE_WEIGHT_DANGER ? SENSE_OF_INCIDENT : SENSE_OF_NOTICE;
}

static void
sentence_weight_enter(GHashTable *table, const char *feature, const Row *row)
{
        Values *values = g_hash_table_lookup(table, feature);
        if (values == NULL) {
                values = g_new0(Values, 1);
                (void) g_hash_table_insert(table, g_strdup(feature), values);
        }
        values->values[row->weight] = row->value;
}

/* Values* by feature; kept for the life of the process. */
static GHashTable *
sentence_weight_table(SenseVocabulary vocabulary)
{
        static GHashTable *tables[SENSE_VOCABULARIES];
        if (tables[vocabulary] != NULL)
                return tables[vocabulary];
        tables[vocabulary] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                if (sentence_weight_vocabulary(rows[i].weight) != vocabulary)
                        continue;
                g_auto(GStrv) features = g_strsplit(rows[i].features, "|", -1);
                for (unsigned k = 0; features[k] != NULL; k++)
                        sentence_weight_enter(tables[vocabulary], features[k], &rows[i]);
        }
        return tables[vocabulary];
}

void
sentence_weigh(SenseVocabulary vocabulary, const SentencePlace *place, int sums[static SENTENCE_WEIGHTS])
{
        GHashTable *table = sentence_weight_table(vocabulary);
        g_autoptr(GPtrArray) features = sentence_features(vocabulary, place);
        memset(sums, 0, SENTENCE_WEIGHTS * sizeof(int));
        for (unsigned i = 0; i < features->len; i++) {
                const Values *values = g_hash_table_lookup(table, g_ptr_array_index(features, i));
                for (unsigned weight = 0; values != NULL && weight < SENTENCE_WEIGHTS; weight++)
                        sums[weight] += values->values[weight];
        }
}

void
sentence_weight_prepare(void)
{
        for (unsigned i = 0; i < SENSE_VOCABULARIES; i++)
                (void) sentence_weight_table((SenseVocabulary) i);
}
