#include "parsers/order/sentence_weight.h"

#include <string.h>

typedef struct {
        SentenceWeight weight;
        gint8 value;
        const char *features; /* "|" between */
} Row;

static const Row rows[] = {
#define WEIGHT(weight, value, features) { SENTENCE_WEIGHT_##weight, value, features },
#include "parsers/order/sentence_weight.def"
#undef WEIGHT
};

/* What all features of a sentence add to each sum. */
typedef struct {
        int values[SENTENCE_WEIGHTS];
} Values;

static SenseVocabulary
sentence_weight_vocabulary(SentenceWeight weight)
{
        return weight <= SENTENCE_WEIGHT_DANGER ? SENSE_OF_INCIDENT : SENSE_OF_NOTICE;
}

/* A feature of the table, which lies among others in a row's text. Each process that reads a mail has the tables by fork, and
 * what they take of memory is paid at every fork: they are kept small. */
typedef struct {
        const char *text;
        guint8 length;
        gint8 values[SENTENCE_WEIGHTS];
} Feature;

enum { SLOTS = 1 << 16, FEATURES_MOST = SLOTS * 3 / 4 };

typedef struct {
        guint16 slots[SLOTS]; /* by hash: the number of a feature, from 1; 0: none */
        Feature *features;
        unsigned count;
} Table;

/* The slot of the feature, or the empty one where it would be. */
static guint16 *
sentence_weight_slot(Table *table, const char *text, size_t length)
{
        guint32 hash = 2166136261U; /* FNV-1a */
        for (size_t i = 0; i < length; i++)
                hash = (hash ^ (guint8) text[i]) * 16777619U;
        for (unsigned at = (hash ^ hash >> 15) % SLOTS;; at = (at + 1) % SLOTS) {
                const Feature *feature = table->slots[at] == 0 ? NULL : &table->features[table->slots[at] - 1];
                if (feature == NULL || (feature->length == length && memcmp(feature->text, text, length) == 0))
                        return &table->slots[at];
        }
}

static void
sentence_weight_enter(Table *table, const char *text, size_t length, const Row *row)
{
        guint16 *slot = sentence_weight_slot(table, text, length);
        if (*slot == 0) {
                if (table->count == FEATURES_MOST || length > G_MAXUINT8)
                        g_error("weights of sentences: more features, or longer ones, than the table holds");
                table->features[table->count] = (Feature){ .text = text, .length = (guint8) length };
                *slot = (guint16) ++table->count;
        }
        table->features[*slot - 1].values[row->weight] = row->value;
}

/* Made once and kept for the life of the process. */
static Table *
sentence_weight_table(SenseVocabulary vocabulary)
{
        static Table *tables[SENSE_VOCABULARIES];
        if (tables[vocabulary] != NULL)
                return tables[vocabulary];
        Table *table = tables[vocabulary] = g_new0(Table, 1);
        table->features = g_new(Feature, FEATURES_MOST);
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                if (sentence_weight_vocabulary(rows[i].weight) != vocabulary)
                        continue;
                for (const char *at = rows[i].features; at != NULL;) {
                        const char *bar = strchr(at, '|');
                        sentence_weight_enter(table, at, bar == NULL ? strlen(at) : (size_t) (bar - at), &rows[i]);
                        at = bar == NULL ? NULL : bar + 1;
                }
        }
        table->features = g_renew(Feature, table->features, table->count);
        return table;
}

struct SentenceScores {
        Values *body, *title; /* one a sentence */
};

static void
sentence_weigh(Table *table, const GPtrArray *features, Values *sums)
{
        for (unsigned i = 0; i < features->len; i++) {
                const char *text = g_ptr_array_index(features, i);
                const guint16 slot = *sentence_weight_slot(table, text, strlen(text));
                for (unsigned weight = 0; slot != 0 && weight < SENTENCE_WEIGHTS; weight++)
                        sums->values[weight] += table->features[slot - 1].values[weight];
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
                for (unsigned weight = 0; features->len > SENTENCE_MAIL_FULL && weight < SENTENCE_WEIGHTS; weight++)
                        around.values[weight] = around.values[weight] * SENTENCE_MAIL_FULL / (int) features->len;
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
