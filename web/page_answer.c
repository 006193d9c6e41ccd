#include "web/page_answer.h"

#include "web/page.h"

const PageAnswer *
page_answer_words(QueueAnswer answer)
{
        static const PageAnswer answers[] = {
                [QUEUE_HELD] = { 409, "Somebody else has this in hand",
                                 "Nothing was changed. The queue says who holds it and until when; a supervisor can "
                                 "release it." },
                [QUEUE_GONE] = { 409, "This waits no more",
                                 "Somebody has dealt with it since you opened the page, or there is no such thing. "
                                 "Nothing was changed." },
                [QUEUE_ROLE] = { 403, "This is not for your role",
                                 "If you need it for your work, ask your supervisor. Nothing was changed." },
                [QUEUE_OUTCOME] = { 400, "Something is missing",
                                    "Choose an outcome and say in words why; an alert can have its incident number "
                                    "instead, what is passed on needs to whom. Nothing was changed." },
                [QUEUE_ALERT] = { 409, "An alert of this mail is open",
                                  "Close each of its alerts with an outcome first. Nothing was changed." },
                [QUEUE_PAPERS] = { 409, "A paper of this mail has no outcome yet",
                                   "Say first what becomes of each paper. Nothing was changed." },
                [QUEUE_STALE] = { 409, "This mail has changed",
                                  "Somebody worked on it since you opened the page. Below it stands as it is now; "
                                  "nothing was changed by you." },
                [QUEUE_PASSWORD] = { 400, "That cannot be a password",
                                     "It is one line of at most 256 octets, and a mail has at most 16 of them. "
                                     "Nothing was changed." },
                [QUEUE_NO_ENTRY] = { 400, "There is no such entry",
                                     "Give the number of an entry that is held and not rejected. Nothing was "
                                     "changed." },
        };
        g_assert(answer != QUEUE_DONE);
        return &answers[answer];
}

Response *
page_answer(QueueAnswer answer, const Access *who)
{
        const PageAnswer *words = page_answer_words(answer);
        return page_message(words->status, words->heading, words->text, who);
}
