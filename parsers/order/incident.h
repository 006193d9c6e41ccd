/* What is reported to have happened to somebody whom an order protects: an act of the other side, weighed by when it was,
 * who writes and what stands around it. The history that an order was made for, duties, conditions and denials, what was
 * agreed and what the server of papers met with weigh against. */
#ifndef PARSERS_ORDER_INCIDENT_H
#define PARSERS_ORDER_INCIDENT_H

#include "register/submission.h"

#include <glib.h>
#include <stdbool.h>

/* The number of the sentence (of OwnSentence*) that reports a breach or a danger most clearly; -1 when none does. The
 * title (of OwnSentence* too) is what the mail is about, not what happened; a mail that brings a file tells rather what
 * stands in it. Rules over senses come first, then the weights of sentence_weight.h. */
int incident_find(AlertKind kind, const GPtrArray *sentences, const GPtrArray *title, bool has_file);
/* Whether what stands around the sentence takes a report of breach or danger in it back, or its weights do. */
bool incident_is_excused(AlertKind kind, const GPtrArray *sentences, unsigned at, bool has_file);
/* Whether no sentence of the body comes near a report: a mail that brings a file has its title from what stands in that. */
bool incident_is_silent(const GPtrArray *sentences, bool has_file);
/* Compiles every pattern, before processes are forked. */
void incident_prepare(void);

#endif
