/* The rows of one case file, as the program would have written them had its mails come one by one. */
#ifndef BENCH_FILL_CASE_H
#define BENCH_FILL_CASE_H

#include "bench/copy_rows.h"

/* The last number given out for each kind. */
typedef struct {
        guint64 messages, documents, entries, services;
} FillIds;

/* mails: of CaseMail*; those after until are left out, and orders beyond most. */
void fill_case(CopyRows *rows, const GPtrArray *mails, gint64 until, guint64 most, FillIds *ids);

#endif
