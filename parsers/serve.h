/* `ccot-parse --serve`: messages come over descriptor 3, answers go back (register/worker_protocol.h). */
#ifndef PARSERS_SERVE_H
#define PARSERS_SERVE_H

#include "parsers/worker.h"

#include <glib.h>
#include <stdbool.h>

/* Answers up to max_messages messages, or until the other side closes: true. False for a wrong frame or a dead socket.
 * answered is called after each. */
bool serve_run(int socket, const WorkerLimits *limits, unsigned max_messages, void (*answered)(void), GError **error);

#endif
