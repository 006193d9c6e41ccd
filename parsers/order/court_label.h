/* The court that a label names, and what the readers of its name share. */
#ifndef PARSERS_ORDER_COURT_LABEL_H
#define PARSERS_ORDER_COURT_LABEL_H

#include "parsers/order/order_reading.h"

enum { COURT_LABEL_LINES = 14 };

#define COURT_KIND_WORDS                                                                                               \
        "(?i:family court|county court and family court|county and family court|county court|crown court|high court "  \
        "of justice|high court|magistrates' ?court|magistrates court|"                                                 \
        "combined court centre|combined court|family proceedings court|family hearing centre|llys teulu|justice "      \
        "centre|youth court)"
#define COURT_PLACE                                                                                                    \
        "(?:(?!(?i:code|hmcts|claim|case|number|no|urn|form|ref|date|before|order|rhif|dj|ddj|hhj|judge|recorder)\\b)" \
        "\\p{Lu}[\\p{L}'.-]++(?!"                                                                                      \
        "\\d))(?:[ "                                                                                                   \
        "-](?!(?i:code|claim|case|number|no\\.?|familyman|before|form|urn|rhif|applicant|respondent|date|combined "    \
        "court|county|crown|magistrates'?|family|civil|justice|court|hearing|law courts|district registry)\\b)"        \
        "(?:(?i:upon|on|le|the|and|of|next|under|in)[ "                                                                \
        "-](?!(?i:county|crown|family|court)\\b))?\\p{Lu}[\\p{L}'.-]++(?!\\d)){0,3}"                                   \
        "(?: \\((?i:south wales|gwent|isle of wight|chatham|mon|powys|salop|\\p{L}+ (?:street|square))\\))?"

/* Puts the court that is printed so; false when it is none. */
bool court_put(OrderReading *reading, const char *printed, size_t start, size_t end, double confidence);
/* What a narrow column breaks off the court's name: the cell below that stands in the same column as the one in which
 * the octet before end lies. New string, or NULL when nothing of a place stands there. */
char *court_broken(const View *view, size_t end);

/* What stands behind a label of the court. */
void court_label_read(OrderReading *reading, const LabelHit *hit);
/* The place behind such a label, where nothing says which kind of court it is. */
void court_label_alone(OrderReading *reading);

#endif
