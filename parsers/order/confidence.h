/* What a confidence means: of the values that are given with 0.9, nine in ten are right. The readers weigh evidence (a
 * label, a sentence, a date beside a name); how often such values were right was measured, and the tables here turn the
 * weight into that share. */
#ifndef PARSERS_ORDER_CONFIDENCE_H
#define PARSERS_ORDER_CONFIDENCE_H

enum { CONFIDENCE_TABLE = 1 /* counts up with each new measurement */ };

/* What the certainty of the least certain of its words leaves of a value's confidence; 1 for printed words. */
double confidence_of_certainty(double certainty);

/* The share of values with such a weight that were right. */
double confidence_of_weight(double weight);

#endif
