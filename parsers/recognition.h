/* Character recognition seen from the parent, which decodes nothing: the first reading names the pages that are
 * pictures, each is recognised by a confined child of its own, the second reading gets what they wrote. A child that
 * dies or takes too long costs its page alone. */
#ifndef PARSERS_RECOGNITION_H
#define PARSERS_RECOGNITION_H

#include "parsers/document/recognised.h"

typedef struct {
        Bytes message;
        const GPtrArray *passwords; /* of char*, or NULL */
        unsigned processes;         /* children side by side */
        guint64 memory_bytes;       /* each */
        gint64 step_ms;             /* for a page */
        gint64 until;               /* by clock_ticks(): no page is read after this */
} Recognition;

/* In the child of the first reading: notes a page in CONFINED_NOTES; *count of them so far. A PipelinePicture. */
void recognition_note(const char *path, unsigned page, gpointer count);

/* In the parent: the pages that a child noted, at most LIMIT_OCR_PAGES; the first picture of every document comes before
 * the second of any. Empty when the notes are not what recognition_note() writes. Free with g_ptr_array_unref. */
GPtrArray *recognition_wanted(int notes);
/* Has the pages recognised. CCOT_ERROR_RETRY when no child can be started. */
bool recognition_run(const Recognition *recognition, GPtrArray *pages, GError **error);

/* In the child of the second reading: what was recognised (of Recognised*), one for each page. */
GPtrArray *recognition_results(const GPtrArray *pages);
/* What was written for that page; damaged unless it is one result about that page and no other. */
Recognised *recognition_result(Bytes written, const char *path, unsigned page);

#endif
