/* Labels of a form that ran together into one cell. */
#ifndef PARSERS_ORDER_LABEL_STACK_H
#define PARSERS_ORDER_LABEL_STACK_H

#include "parsers/order/label_row.h"

/* "Address Applicant Case number <tab> 4 Elm Row" over "The Chief Constable" and "062600187734": the values stand below each
 * other. Adds each label's to hits (of LabelHit) and returns the lines taken below the first; 0 when it is nothing of the kind. */
unsigned label_stack(const View *view, unsigned index, const LabelRow *row, GArray *hits);

#endif
