/* What people read when a rule of the queue says no: nothing was written. */
#ifndef WEB_PAGE_ANSWER_H
#define WEB_PAGE_ANSWER_H

#include "db/queue_store.h"
#include "web/access.h"
#include "web/response.h"

typedef struct {
        unsigned status;
        const char *heading;
        const char *text;
} PageAnswer;

/* answer: not QUEUE_DONE. Static. */
const PageAnswer *page_answer_words(QueueAnswer answer);
/* The same as a page of its own. */
Response *page_answer(QueueAnswer answer, const Access *who);

#endif
