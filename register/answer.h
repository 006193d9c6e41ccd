/* The words of a reply: which blocks of answers/ it has and in which order. Facts of the mail alone: nothing that stands in a
 * paper, no name, no type of order, no file name. Plain text in 7 bits, lines of at most 72 characters, ended by \n. */
#ifndef REGISTER_ANSWER_H
#define REGISTER_ANSWER_H

#include "register/acknowledgement.h"
#include "register/answer_text.h"

typedef struct {
        char *reference; /* ours, of the first mail that it answers */
        char *subject;
        char *body;
} Answer;
void answer_clear(Answer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answer, answer_clear)

/* To one mail; way is STANDARD or NEUTRAL. */
Answer answer_write(const AnswerTexts *texts, const AcknowledgementFacts *facts, AcknowledgementWay way);
/* To several mails of one address (of AcknowledgementFacts*, at least one), oldest first. */
Answer answer_write_digest(const AnswerTexts *texts, const GPtrArray *mails);

#endif
