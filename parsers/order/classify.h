/* What the message is about: its documents outrank its subject, the subject the file names, those the body. */
#ifndef PARSERS_ORDER_CLASSIFY_H
#define PARSERS_ORDER_CLASSIFY_H

#include "parsers/order/reading.h"

/* Sets order_type, basis and conflict from submission's orders, subject, file names and the newest body text. */
void classify(Submission *submission, const GPtrArray *sources, const char *newest);

#endif
