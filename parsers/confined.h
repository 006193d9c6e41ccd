/* A job in a forked child behind the wall (sandbox.h): it holds the memory of this process and two memory files to write
 * to, nothing else, and is killed at its deadline. */
#ifndef PARSERS_CONFINED_H
#define PARSERS_CONFINED_H

#include "parsers/sandbox.h"
#include "register/vocabulary.h"

#include <sys/types.h>

/* Where a job writes: its answer, and what it notes beside. */
enum { CONFINED_ANSWER = 3, CONFINED_NOTES = 4 };

/* Runs behind the wall; gives the exit status of the child. */
typedef int (*ConfinedJob)(gconstpointer task);

typedef struct {
        ConfinedJob run;
        gconstpointer task;
        SandboxUse use;
        guint64 memory_bytes; /* beyond what this process has already */
        guint64 output_bytes; /* most that it may write to a file */
        gint64 deadline_ms;   /* from its start */
        int answer;           /* a memory file of the caller */
        int notes;            /* another; -1: none */
} ConfinedCall;

/* How a child ended. */
typedef struct {
        int status; /* as of waitpid() */
        bool late;  /* it was killed at its deadline */
} ConfinedEnd;

/* Once a process, before the first child. */
bool confined_prepare(GError **error);
/* Starts the child and returns; -1 with CCOT_ERROR_RETRY. The caller keeps the deadline. */
pid_t confined_start(const ConfinedCall *call, GError **error);
/* Kills the child where it still runs, and reaps it. */
void confined_kill(pid_t pid, int *ret_status);
/* Starts the child and waits for its end, at most until its deadline. */
bool confined_run(const ConfinedCall *call, ConfinedEnd *ret_end, GError **error);

/* True when the job gave back 0 and left from 1 to limit octets in its answer. */
bool confined_answered(const ConfinedEnd *end, int answer, guint64 limit);
/* What is wrong with the document in which a child ended without an answer. */
Problem confined_problem(const ConfinedEnd *end);

#endif
