/* A work process: claims stored messages one by one, has each read by ccot-parse, and writes what was read into the
 * register. A message that cannot be read is tried once more and then shown to staff as failed; the next one goes on. */
#ifndef DAEMON_WORK_H
#define DAEMON_WORK_H

#include "config/config.h"

typedef struct {
        const Config *config;
        int control; /* daemon/control */
        bool once;   /* a database that stays away ends it */
} WorkOrder;

/* Runs until the control's end of file; after CONTROL_DRAIN until nothing is undone. Returns the process's exit status:
 * after a drain 0 only when no message is left, waiting ones included. */
int work_run(const WorkOrder *order);

#endif
