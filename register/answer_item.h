/* The list of attachments in a reply: number, kind, pages and what each looks like, in the words of answers/words.txt. */
#ifndef REGISTER_ANSWER_ITEM_H
#define REGISTER_ANSWER_ITEM_H

#include "register/acknowledgement.h"
#include "register/answer_text.h"

/* What the mail brought, counted. */
typedef struct {
        unsigned count;  /* attachments */
        unsigned opened; /* of those, without a problem, what lies in them included */
} AnswerCount;
AnswerCount answer_item_count(const AcknowledgementFacts *facts);

/* The lines of the list, each with its line end; "" when there is nothing to list. New string. */
char *answer_item_list(const AnswerTexts *texts, const AcknowledgementFacts *facts);
/* "2 received, 1 opened". New string. */
char *answer_item_summary(const AnswerTexts *texts, const AcknowledgementFacts *facts, bool missing);
/* "attachments 2 and 3": those whose contents are not here as a whole; NULL when there are none. New string. */
char *answer_item_not_opened(const AnswerTexts *texts, const AcknowledgementFacts *facts);
/* "  1. 9f86d081884c7d65    2. 60303ae22b998861" in lines; NULL when there is nothing to print one of. New string. */
char *answer_item_fingerprints(const AcknowledgementFacts *facts);

#endif
