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

struct SentenceScores {
        Values *body, *title; /* one a sentence */
};

static void
sentence_weigh(GHashTable *table, const GPtrArray *features, Values *sums)
{
        for (unsigned i = 0; i < features->len; i++) {
                const Values *values = g_hash_table_lookup(table, g_ptr_array_index(features, i));
                for (unsigned weight = 0; values != NULL && weight < SENTENCE_WEIGHTS; weight++)
                        sums->values[weight] += values->values[weight];
        }
}

/* Adds what the sentences of the body, or of the title, weigh by the table; around: what the mail adds to each. */
static void
sentence_weigh_part(SenseVocabulary vocabulary, const SentenceMail *mail, bool is_title, const Values *around,
                    Values *sums)
{
        const GPtrArray *sentences = is_title ? mail->title : mail->body;
        for (unsigned at = 0; at < sentences->len; at++) {
                const SentencePlace place = { .mail = mail, .at = at, .is_title = is_title };
                g_autoptr(GPtrArray) features = sentence_features(vocabulary, &place);
                sentence_weigh(sentence_weight_table(vocabulary), features, &sums[at]);
                for (unsigned weight = 0; weight < SENTENCE_WEIGHTS; weight++)
                        sums[at].values[weight] += around->values[weight];
        }
}

SentenceScores *
sentence_scores_new(const SentenceMail *mail)
{
        SentenceScores *scores = g_new0(SentenceScores, 1);
        scores->body = g_new0(Values, mail->body->len);
        scores->title = g_new0(Values, mail->title->len);
        for (unsigned i = 0; i < SENSE_VOCABULARIES; i++) {
                const SenseVocabulary vocabulary = (SenseVocabulary) i;
                g_autoptr(GPtrArray) features = sentence_mail_features(vocabulary, mail);
                Values around = { { 0 } };
                sentence_weigh(sentence_weight_table(vocabulary), features, &around);
                sentence_weigh_part(vocabulary, mail, false, &around, scores->body);
                if (vocabulary == SENSE_OF_NOTICE)
                        sentence_weigh_part(vocabulary, mail, true, &around, scores->title);
        }
        return scores;
}

void
sentence_scores_free(SentenceScores *scores)
{
        g_free(scores->body);
        g_free(scores->title);
        g_free(scores);
}

int
sentence_scores_of(const SentenceScores *scores, SentenceWeight weight, unsigned at)
{
        return scores->body[at].values[weight];
}

int
sentence_scores_of_title(const SentenceScores *scores, SentenceWeight weight, unsigned at)
{
        return scores->title[at].values[weight];
}

void
sentence_weight_prepare(void)
{
        for (unsigned i = 0; i < SENSE_VOCABULARIES; i++)
                (void) sentence_weight_table((SenseVocabulary) i);
}
