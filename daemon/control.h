/* The thread between the supervisor and each process it forked: a SOCK_SEQPACKET pair. Its end of file is the order to
 * stop, so that a killed supervisor leaves nobody behind. The child says that it lives and what it is doing. */
#ifndef DAEMON_CONTROL_H
#define DAEMON_CONTROL_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
        CONTROL_NOTHING, /* no word waits */
        CONTROL_STOP,    /* end of file: wind up and exit */
        CONTROL_DRAIN,   /* work: exit when nothing is undone */
} ControlWord;

/* A new pair, both ends non-blocking and close-on-exec: [0] for the supervisor, [1] for the child. */
bool control_pair(int ret_ends[2], GError **error);

/* The child's side. */
ControlWord control_word(int control);
/* Waits up to timeout_ms for a word; the word stays to be read. */
bool control_wait(int control, gint64 timeout_ms);
void control_alive(int control);
/* state goes into the service manager's status line: a mailbox's name and a word, nothing else. */
void control_state(int control, const char *state);

/* The supervisor's side. */
void control_drain(int control);
/* Reads what the child said; false at its end of file. *ret_state is a new string when it named a state, else NULL. */
bool control_listen(int control, bool *ret_heard, char **ret_state);

#endif
