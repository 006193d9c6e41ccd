/* The papers of one respondent as the mails in which they come: an order without notice, the one made at its return
 * hearing, variations, extensions, a discharge, at times a second case; each in one to five copies (forwarded, saved again,
 * scanned, the whole mail once more), with statements of service beside them or in mails of their own. Seed and number
 * alone decide what is in it. */
#ifndef BENCH_CASE_FILE_H
#define BENCH_CASE_FILE_H

#include "register/submission.h"

typedef struct {
        Submission *submission;
        gint64 received_at; /* Unix seconds */
        unsigned act;       /* which of the orders of this case file the mail is about */
        unsigned copy;      /* 0: the first mail with that order */
} CaseMail;

/* begins: Unix seconds of the day on which the first order is made. Of CaseMail*, by act and copy; free with
 * g_ptr_array_unref(). Never empty. */
GPtrArray *case_file_new(guint64 seed, guint64 number, gint64 begins);

#endif
