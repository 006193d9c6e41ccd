/* What a mail wants of the mailbox itself, over the senses of its words (notice_word.def): that what was sent is not to be
 * used, an answer that did not come, a copy or a fact, that nobody get in touch in a way the other side would see. It finds
 * what the patterns of alert_rule.def, which know whole phrases, do not. */
#ifndef PARSERS_ORDER_NOTICE_H
#define PARSERS_ORDER_NOTICE_H

#include "parsers/order/incident.h"
#include "register/submission.h"

#include <glib.h>
#include <stdbool.h>

/* The number of the first sentence of the body that says so by a rule, or else of the one whose weights
 * (parsers/order/sentence_weight.h) say it most clearly; -1 when none does. is_beside: something else is the matter of the
 * mail, so that only the weights count and have to be clear. */
int notice_find(AlertKind kind, const AlertMail *mail, bool is_beside);
/* The same by the weights alone for the sentences of the subject. */
int notice_find_in_title(AlertKind kind, const AlertMail *mail);
/* Whether the weights speak against it that sentence number at of a body says so, whatever a rule found in it. */
bool notice_is_denied(AlertKind kind, const AlertMail *mail, unsigned at);
/* Whether they speak against it in sentence number at of a title, and in every sentence of the body below it. */
bool notice_is_denied_in_title(AlertKind kind, const AlertMail *mail, unsigned at);
/* Compiles every pattern, before processes are forked. */
void notice_prepare(void);

#endif
