/* What people read when a rule of the queue says no: nothing was written. */
#ifndef WEB_PAGE_ANSWER_H
#define WEB_PAGE_ANSWER_H

#include "db/queue_store.h"
#include "web/access.h"
#include "web/response.h"

/* answer: not QUEUE_DONE. */
Response *page_answer(QueueAnswer answer, const Access *who);

#endif
