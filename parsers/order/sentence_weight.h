/* How much a sentence of a mail sounds like one that staff have to see, after a table of weights (sentence_weight.def) that
 * scripts/weigh-sentences fits to the mails of tests/unit/weighed_mail_*.def and tests/unit/alert_*.def. It knows what no
 * rule spells out, and it is plain to check: a sum of the weights of what stands in the sentence. */
#ifndef PARSERS_ORDER_SENTENCE_WEIGHT_H
#define PARSERS_ORDER_SENTENCE_WEIGHT_H

#include "parsers/order/sentence_feature.h"

/* Above 0: rather so than not; in sixteenths of a nat. */
typedef enum {
        SENTENCE_WEIGHT_REPORT, /* of a breach or a danger */
        SENTENCE_WEIGHT_DANGER, /* what is reported is rather a danger than a breach alone */
        SENTENCE_WEIGHT_RETRACTION,
        SENTENCE_WEIGHT_SENT_ELSEWHERE,
        SENTENCE_WEIGHT_MISSING_ATTACHMENT,
        SENTENCE_WEIGHT_CHASER,
        SENTENCE_WEIGHT_REQUEST,
        SENTENCE_WEIGHT_UNSAFE_CONTACT,
        SENTENCE_WEIGHTS
} SentenceWeight;

/* What every sentence of a mail weighs. */
typedef struct SentenceScores SentenceScores;

/* Weighs them all, those of the title by the senses of notices alone. Free with sentence_scores_free(). */
SentenceScores *sentence_scores_new(const SentenceMail *mail);
void sentence_scores_free(SentenceScores *scores);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SentenceScores, sentence_scores_free)
int sentence_scores_of(const SentenceScores *scores, SentenceWeight weight, unsigned at);
int sentence_scores_of_title(const SentenceScores *scores, SentenceWeight weight, unsigned at);

/* Builds the tables, before processes are forked. */
void sentence_weight_prepare(void);

#endif
