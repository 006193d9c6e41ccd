/* Notices that a mail gateway puts where an attachment should be while it scans the file (register/placeholder.def). */
#ifndef PARSERS_MAIL_PLACEHOLDER_H
#define PARSERS_MAIL_PLACEHOLDER_H

#include "register/submission.h"

/* Sets submission->placeholder and gives the documents that are such notices the problem remote_only. */
void placeholder_mark(Submission *submission, const GPtrArray *sources);

#endif
