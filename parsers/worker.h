/* The parent's side of the wall: it loads the libraries and decodes nothing. Each job runs in a confined child that is
 * killed at its deadline; what the child writes comes back in a memory file. */
#ifndef PARSERS_WORKER_H
#define PARSERS_WORKER_H

#include "base/bytes.h"

typedef struct {
        unsigned step_seconds;
        unsigned memory_mib;
} WorkerLimits;

/* Loads and prepares everything. Once a process. */
bool worker_init(GError **error);

/* The JSON of message as a memory file, not yet sealed; always: a child that dies or takes too long is tried again
 * without the document that it stuck in, then without any, then answered for. -1 only when this process itself fails. */
int worker_json(Bytes message, const WorkerLimits *limits, GError **error);
/* The decoded octets of one part as a memory file; -1 with error when there is none. */
int worker_extract(Bytes message, const char *path, const WorkerLimits *limits, GError **error);
/* One page of one document as PNG; number from 1. */
int worker_page(Bytes message, const char *path, unsigned number, unsigned dpi, const WorkerLimits *limits,
                GError **error);

#endif
