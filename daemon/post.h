/* The process that sends what goes out: takes due acknowledgements one by one, decides with register/acknowledgement, writes them with
 * register/answer, and has ccot-post give them to the mail server; before them the alarm that somebody may be in danger
 * (register/alarm) and the reports that ccot-report wrote. It reaches no network itself. */
#ifndef DAEMON_POST_H
#define DAEMON_POST_H

#include "config/config.h"

typedef struct {
        const Config *config;
        const char *config_path; /* absolute: ccot-post reads it again */
        int control;             /* daemon/control */
        bool once;               /* three failures in a row end it */
} PostOrder;

/* Runs until the control's end of file; after CONTROL_DRAIN until nothing is due. Returns the process's exit status: after a drain
 * 0 only when nothing is due any more. */
int post_run(const PostOrder *order);

#endif
