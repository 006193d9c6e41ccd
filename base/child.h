/* A child program: started with chosen descriptors and nothing else open, ended for certain. */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

/* Starts program (absolute path) with argv (NULL-terminated, argv[0] included). channel, when not -1, becomes
 * descriptor 3 of the child; standard error is shared; everything else is closed; the child gets SIGTERM when its
 * parent thread dies. extra_environment: "NAME=value" strings or NULL. Returns the pid or -1. */
pid_t child_start(const char *program, const char *const argv[], int channel, const char *const extra_environment[],
                  GError **error);

enum { CHILD_CHANNEL = 3 };

/* Waits up to deadline_ms for the end. True with *ret_status (as of waitpid) when it has ended. */
bool child_wait(pid_t pid, gint64 deadline_ms, int *ret_status);
/* SIGTERM, then SIGKILL after grace_ms; always reaps. */
void child_stop(pid_t pid, gint64 grace_ms, int *ret_status);
/* "exit 1", "signal 9": new string for a log line. */
char *child_status_text(int status);

/* Where a sibling program lies: beside the running one in bin/, else in libexec. New string. */
char *child_program_path(const char *name);

/* For the child itself: whether descriptor 3 is a channel, so that nobody starts it by hand without one. */
bool child_has_channel(void);
/* For the child itself: SIGTERM and SIGINT become readable on the descriptor returned, which the caller owns; SIGPIPE is nothing. -1 with
 * errno. */
int child_signals(void);

#endif
