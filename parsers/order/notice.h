/* What a mail wants of the mailbox itself, over the senses of its words (notice_word.def): that what was sent is not to be
 * used, an answer that did not come, a copy or a fact, that nobody get in touch in a way the other side would see. It finds
 * what the patterns of alert_rule.def, which know whole phrases, do not. */
#ifndef PARSERS_ORDER_NOTICE_H
#define PARSERS_ORDER_NOTICE_H

#include "register/submission.h"

#include <glib.h>

/* The number of the first sentence (of OwnSentence*) that says so; -1 when none does, or for kinds without rules. */
int notice_find(AlertKind kind, const GPtrArray *sentences);
/* Compiles every pattern, before processes are forked. */
void notice_prepare(void);

#endif
