/* What can be weighed in a sentence of a mail (parsers/order/sentence_weight.h): its words by their stems, its senses
 * (parsers/order/sense.h), what stands beside what, and what sort of mail it stands in. */
#ifndef PARSERS_ORDER_SENTENCE_FEATURE_H
#define PARSERS_ORDER_SENTENCE_FEATURE_H

#include "parsers/order/sense.h"

#include <glib.h>
#include <stdbool.h>

/* What a mail says: its body, and its subject where that is the sender's own. */
typedef struct {
        const GPtrArray *body, *title; /* of OwnSentence*; borrowed */
        bool has_file;                 /* a file came with the mail */
} SentenceMail;

/* A sentence in its mail. */
typedef struct {
        const SentenceMail *mail;
        unsigned at;
        bool is_title; /* the sentence is one of the subject's */
} SentencePlace;

/* The features of a sentence, each once, of char*: new array that owns them.
 * "t rang" a stem, "u he rang" two of them side by side, "c shou" four letters of a word, which a misspelling keeps;
 * "n AcV" one to three senses side by side, "k AV" two senses at most three apart, "m ..." the mail: how long, with a file or
 * not, the sentence its first or not, or its title; of notices, whether it asks. */
GPtrArray *sentence_features(SenseVocabulary vocabulary, const SentencePlace *place);
/* So many features of a mail count in full; of more each counts for less, and all of them for as much together: what a long
 * letter says besides may not drown the sentence that reports. */
enum { SENTENCE_MAIL_FULL = 60 };

/* The features that every sentence of a mail has: "w rang" a stem, "v Ac" one or two senses side by side anywhere in it. As
 * above. */
GPtrArray *sentence_mail_features(SenseVocabulary vocabulary, const SentenceMail *mail);

#endif
