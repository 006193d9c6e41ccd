/* The process of one mailbox: it holds the mailbox in the database, keeps a ccot-fetch running, stores what that hands
 * over, and says what may be moved. It reaches no mail server and parses no mail. */
#ifndef DAEMON_INTAKE_H
#define DAEMON_INTAKE_H

#include "config/config.h"

typedef struct {
        const Config *config;
        const char *config_path; /* absolute: ccot-fetch reads it again */
        const ConfigMailbox *mailbox;
        int control; /* daemon/control */
        bool once;   /* end when one scan finds nothing undone */
} IntakeOrder;

/* Runs until the control's end of file, or with once until the mailbox is drained. Returns the process's exit status:
 * with once 0 only when nothing of this mailbox is left, refused or unreachable. */
int intake_run(const IntakeOrder *order);

#endif
