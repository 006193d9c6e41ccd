/* What can be weighed in a sentence of a mail (parsers/order/sentence_weight.h): its words by their stems, its senses
 * (parsers/order/sense.h), what stands beside what, and what sort of mail it stands in. */
#ifndef PARSERS_ORDER_SENTENCE_FEATURE_H
#define PARSERS_ORDER_SENTENCE_FEATURE_H

#include "parsers/order/sense.h"

#include <glib.h>
#include <stdbool.h>

/* A sentence in its mail. */
typedef struct {
        const GPtrArray *sentences; /* of OwnSentence*; borrowed */
        unsigned at;
        bool has_file; /* a file came with the mail */
        bool is_title; /* the sentences are those of the subject */
} SentencePlace;

/* The features of a sentence, each once, of char*: new array that owns them.
 * "t rang" a stem, "u he rang" two of them side by side, "n AcV" one to three senses side by side, "k AV" two senses at most
 * three apart, "m ..." the mail: how long, with a file or not, the sentence its first or not, or its title. */
GPtrArray *sentence_features(SenseVocabulary vocabulary, const SentencePlace *place);

#endif
