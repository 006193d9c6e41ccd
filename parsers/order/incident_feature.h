/* What can be weighed in a sentence of a mail (parsers/order/incident_weight.h): its words by their stems, its senses
 * (parsers/order/sense.h), what stands beside what, and what sort of mail it stands in. */
#ifndef PARSERS_ORDER_INCIDENT_FEATURE_H
#define PARSERS_ORDER_INCIDENT_FEATURE_H

#include <glib.h>
#include <stdbool.h>

/* The features of sentence number at (of OwnSentence*), each once, of char*: new array that owns them.
 * "t rang" a stem, "u he rang" two of them side by side, "n AcV" two or three senses side by side, "k AV" two senses at most
 * three apart, "m ..." the mail: how long, with a file or not, the sentence its first or not. */
GPtrArray *incident_features(const GPtrArray *sentences, unsigned at, bool has_file);

#endif
