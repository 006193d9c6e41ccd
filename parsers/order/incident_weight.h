/* How much a sentence of a mail sounds like the report of a breach or a danger, after a table of weights
 * (incident_weight.def) that scripts/weigh-incidents fits to the mails of tests/unit/incident_mail_*.def and
 * tests/unit/alert_*.def. It knows what no rule spells out, and it is plain to check: a sum of the weights of what stands in
 * the sentence. */
#ifndef PARSERS_ORDER_INCIDENT_WEIGHT_H
#define PARSERS_ORDER_INCIDENT_WEIGHT_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
        INCIDENT_WEIGHT_REPORT, /* above 0: rather a report than not; in sixteenths of a nat */
        INCIDENT_WEIGHT_DANGER, /* above 0: what is reported is rather a danger than a breach alone */
        INCIDENT_WEIGHTS
} IncidentWeight;

/* The sum for sentence number at (of OwnSentence*). */
int incident_weigh(IncidentWeight weight, const GPtrArray *sentences, unsigned at, bool has_file);
/* Builds the tables, before processes are forked. */
void incident_weight_prepare(void);

#endif
