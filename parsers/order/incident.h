/* What is reported to have happened to somebody whom an order protects: an act of the other side, weighed by when it was,
 * who writes and what stands around it. The history that an order was made for, duties, conditions and denials, what was
 * agreed and what the server of papers met with weigh against. */
#ifndef PARSERS_ORDER_INCIDENT_H
#define PARSERS_ORDER_INCIDENT_H

#include "parsers/order/sentence_weight.h"
#include "register/submission.h"

#include <glib.h>
#include <stdbool.h>

/* A mail's sentences and what they weigh (borrowed). */
typedef struct {
        SentenceMail words;
        const SentenceScores *scores;
} AlertMail;

/* The number of the sentence of the body that reports a breach or a danger most clearly; -1 when none does. The
 * title is what the mail is about, not what happened; a mail that brings a file tells rather what
 * stands in it. Rules over senses come first, then the weights of sentence_weight.h. */
int incident_find(AlertKind kind, const AlertMail *mail);
/* Whether what stands around the sentence takes a report of breach or danger in it back, or its weights do. */
bool incident_is_excused(AlertKind kind, const AlertMail *mail, unsigned at);
/* Whether no sentence of the body comes near a report: a mail that brings a file has its title from what stands in that. */
bool incident_is_silent(const AlertMail *mail);
/* Whether the sentence tells that somebody has rung 999 of late. */
bool incident_rings(const char *plain);
/* Compiles every pattern, before processes are forked. */
void incident_prepare(void);

#endif
