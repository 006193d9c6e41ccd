/* A raw message becomes a Submission: header, parts, texts, then the reading of orders. Runs inside the wall: opens
 * nothing. Also finds one part's octets again by the path that the Submission gave it. */
#ifndef PARSERS_PIPELINE_H
#define PARSERS_PIPELINE_H

#include "base/bytes.h"
#include "register/submission.h"

/* Told before each document is opened, and with "" when it was read, so that whoever waits knows where it went wrong. */
typedef void (*PipelineProgress)(const char *path, gpointer data);

/* Told of each page (from 1) that is a picture and of which PipelineUse.recognised holds nothing. */
typedef void (*PipelinePicture)(const char *path, unsigned page, gpointer data);

typedef struct {
        bool shallow;          /* list the parts, read no document */
        const char *skip_path; /* this document is not opened ... */
        Problem skip_problem;  /* ... and gets this problem */
        PipelineProgress progress;
        gpointer progress_data;
        PipelinePicture picture;
        gpointer picture_data;
        const GPtrArray *recognised; /* of Recognised*: what was read on pages that are pictures; or NULL */
        const GPtrArray *passwords;  /* of char*: to be tried on locked documents; or NULL */
} PipelineUse;

/* Loads what the libraries would open late. Once a process, before the first message. */
void pipeline_init(void);

/* Never fails: whatever is wrong is a problem of a document. use may be NULL. */
Submission *pipeline_read(Bytes message, const PipelineUse *use);
/* A Submission for a message that could not be read at all: digests and header, one document of kind unreadable. */
Submission *pipeline_unread(Bytes message, Problem problem);
/* The same without decoding the header: for the parent, which decodes nothing. */
Submission *pipeline_dead(Bytes message, Problem problem);

/* The decoded octets of the part with that path; CCOT_ERROR_INPUT when the message has none. */
GByteArray *pipeline_extract(Bytes message, const char *path, GError **error);
/* One page (from 1) of that document as PNG; CCOT_ERROR_INPUT when it has no pages that can be shown. */
GByteArray *pipeline_page(Bytes message, const char *path, unsigned number, unsigned dpi, GError **error);

#endif
