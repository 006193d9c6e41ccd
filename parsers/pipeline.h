/* A raw message becomes a Submission: header, parts, texts, then the reading of orders. Runs inside the wall: opens
 * nothing. Also finds one part's octets again by the path that the Submission gave it. */
#ifndef PARSERS_PIPELINE_H
#define PARSERS_PIPELINE_H

#include "base/bytes.h"
#include "parsers/document/recognised.h"
#include "register/submission.h"

/* Told before each document is opened, and with "" when it was read, so that whoever waits knows where it went wrong. */
typedef void (*PipelineProgress)(const char *path, gpointer data);

/* Told of each page (from 1) that is a picture and of which PipelineUse.recognised holds nothing. */
typedef void (*PipelinePicture)(const char *path, unsigned page, gpointer data);

/* A document that is not opened, and its problem. */
typedef struct {
        const char *path;
        Problem problem;
} PipelineSkip;

typedef struct {
        bool shallow; /* list the parts, open no document: each gets shallow_problem */
        Problem shallow_problem;
        const PipelineSkip *skips; /* skip_count of them */
        unsigned skip_count;
        PipelineProgress progress;
        gpointer progress_data;
        PipelinePicture picture;
        gpointer picture_data;
        const GPtrArray *recognised; /* of Recognised*: what was read on pages that are pictures; or NULL */
        const GPtrArray *passwords;  /* of char*: to be tried on locked documents; or NULL */
} PipelineUse;

/* Loads what the libraries would open late, and compiles what would be compiled at its first use: processes that are forked
 * afterwards have it. Once a process, before the first message. */
void pipeline_init(void);

/* Never fails: whatever is wrong is a problem of a document. use may be NULL. */
Submission *pipeline_read(Bytes message, const PipelineUse *use);
/* A Submission for a message that could not be read at all: digests and header, one document of kind unreadable. */
Submission *pipeline_unread(Bytes message, Problem problem);
/* The same without decoding the header: for the parent, which decodes nothing. */
Submission *pipeline_dead(Bytes message, Problem problem);

/* The passwords that the texts of the message tell, of char*, wiped when freed. */
GPtrArray *pipeline_told(Bytes message);

/* The decoded octets of the part with that path; CCOT_ERROR_INPUT when the message has none. passwords (of char*, or
 * NULL) open the archives that it lies in. */
GByteArray *pipeline_extract(Bytes message, const char *path, const GPtrArray *passwords, GError **error);
/* In place of a document's path: what the mail itself says. No document's path is a word. */
#define PIPELINE_MAIL "mail"

/* The text of that document as it was read, without character recognition: its pages with a form feed between them. For
 * PIPELINE_MAIL the mail's own text, "" when it has none. CCOT_ERROR_INPUT when the message has no such part. */
GByteArray *pipeline_text(Bytes message, const char *path, const GPtrArray *passwords, GError **error);
/* One page (from 1) of that document as PNG; CCOT_ERROR_INPUT when it has no pages that can be shown. */
GByteArray *pipeline_page(Bytes message, const char *path, unsigned number, unsigned dpi, const GPtrArray *passwords,
                          GError **error);
/* The words of one page (from 1) of that document with their places, as parsers/page_words.h writes them; where the page is a picture what
 * character recognition reads on it, and nothing unless may_recognise (the models are loaded). CCOT_ERROR_INPUT when it has no such page. */
GByteArray *pipeline_words(Bytes message, const char *path, unsigned number, const GPtrArray *passwords,
                           bool may_recognise, GError **error);
/* What character recognition reads on one page (from 1) of that document. Never fails: a document that is not there is
 * damaged. */
Recognised *pipeline_recognise(Bytes message, const char *path, unsigned number, const GPtrArray *passwords);

#endif
