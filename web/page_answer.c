#include "web/page_answer.h"

#include "web/page.h"

Response *
page_answer(QueueAnswer answer, const Access *who)
{
        static const struct {
                unsigned status;
                const char *heading;
                const char *text;
        } answers[] = {
                [QUEUE_HELD] = { 409, "Somebody else has this in hand",
                                 "Nothing was changed. The queue says who holds it and until when; a supervisor can "
                                 "release it." },
                [QUEUE_GONE] = { 409, "This waits no more",
                                 "Somebody has dealt with it since you opened the page, or there is no such thing. "
                                 "Nothing was changed." },
                [QUEUE_ROLE] = { 403, "This is not for your role",
                                 "If you need it for your work, ask your supervisor." },
                [QUEUE_OUTCOME] = { 400, "Say how it ended",
                                    "Choose an outcome, and give the incident number or say in words why there is "
                                    "none. "
                                    "Nothing was changed: go back and add it." },
                [QUEUE_ALERT] = { 409, "An alert of this mail is open",
                                  "Close each of its alerts with an outcome first. Nothing was changed." },
        };
        g_assert(answer != QUEUE_DONE);
        return page_message(answers[answer].status, answers[answer].heading, answers[answer].text, who);
}
