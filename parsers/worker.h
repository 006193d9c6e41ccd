/* The parent's side of the wall: it loads the libraries and decodes nothing. Each job runs in a confined child that is
 * killed at its deadline; what the child writes comes back in a memory file. A message with pages that are pictures is
 * read twice: before and after they were recognised (recognition.h). */
#ifndef PARSERS_WORKER_H
#define PARSERS_WORKER_H

#include "base/bytes.h"

typedef struct {
        unsigned step_seconds;     /* the message without character recognition, or one recognised page */
        unsigned message_seconds;  /* everything */
        unsigned memory_mib;       /* address space of a child */
        unsigned ocr_processes;    /* pages that are recognised side by side */
        const char *ocr_languages; /* as tesseract names them; the first is the one that most pages are in */
} WorkerLimits;

/* Loads and prepares everything but the models of character recognition. Once a process. */
bool worker_init(GError **error);

/* The JSON of message as a memory file, not yet sealed; always: a child that dies or takes too long is tried again
 * without the document that it stuck in, then without any, then answered for. passwords (of char*, or NULL) are tried on
 * locked documents. -1 only when this process itself fails. */
int worker_json(Bytes message, const GPtrArray *passwords, const WorkerLimits *limits, GError **error);
/* The passwords that the texts of a message tell, one a line, as a memory file, not yet sealed; empty also when a child died
 * over them. -1 only when this process itself fails. */
int worker_told(Bytes message, const WorkerLimits *limits, GError **error);
/* The decoded octets of one part as a memory file; -1 with error when there is none. */
int worker_extract(Bytes message, const GPtrArray *passwords, const char *path, const WorkerLimits *limits,
                   GError **error);
/* The text of one document (pipeline_text()) as a memory file; -1 with error when there is no such document. */
int worker_text(Bytes message, const GPtrArray *passwords, const char *path, const WorkerLimits *limits,
                GError **error);
/* One page of one document as PNG; number from 1. */
int worker_page(Bytes message, const GPtrArray *passwords, const char *path, unsigned number, unsigned dpi,
                const WorkerLimits *limits, GError **error);

/* The words of one page (pipeline_words()) as a memory file; -1 with error when there is no such page. */
int worker_words(Bytes message, const GPtrArray *passwords, const char *path, unsigned number,
                 const WorkerLimits *limits, GError **error);

/* What parsers/compose/pack.h makes of the input, as a memory file. */
int worker_pack(Bytes input, const WorkerLimits *limits, GError **error);

/* Why pages that are pictures were left unread, for the program to tell once; NULL when none was or it was told. The
 * caller's to free. */
GError *worker_complaint(void);

#endif
