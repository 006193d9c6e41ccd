/* The wall around a child that decodes strangers' octets. What it needs is opened before; behind the wall it reads what
 * it holds, computes, and writes to one open descriptor.
 *
 * Layers: rlimits, no new privileges, not dumpable, Landlock where the kernel has it, seccomp with a list of calls and,
 * where a call does several things, of what it may do. Opening, looking up or linking a path answers EACCES (libraries
 * try optional files and go on); what is not on the list - sockets, exec, fork, signals, ptrace - ends the process
 * (SIGSYS).
 *
 * A build with the address sanitizer leaves out the limit on address space (its shadow takes 16 TiB) and allows
 * sigaltstack and PROT_NONE mappings' protection calls, nothing more. */
#ifndef PARSERS_SANDBOX_H
#define PARSERS_SANDBOX_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
        SANDBOX_TEXT,   /* opens nothing */
        SANDBOX_RENDER, /* may read fonts and poppler's data: pages with fonts that are not embedded need them; may start
                         * threads: the decoder of HEIC pictures cannot do without */
        SANDBOX_OCR,    /* besides, may read the models of character recognition */
} SandboxUse;

typedef struct {
        guint64 memory_bytes; /* address space beyond what the process has already */
        unsigned cpu_seconds;
        guint64 output_bytes; /* largest file it may write */
} SandboxLimits;

/* Builds the filters: in the parent, once, so that a child enters in microseconds. */
bool sandbox_prepare(GError **error);
/* Closes the wall around this process, for good. Fails with CCOT_ERROR_BUG when a layer that the kernel has refuses. */
bool sandbox_enter(SandboxUse use, const SandboxLimits *limits, GError **error);

#endif
