/* Files that are one paper: a photograph a page, a scan a page. Sheets are told to belong together by their printed page
 * numbers, by terms whose numbering goes on, by the case number, by a sentence that runs on, and, weakest, by file names
 * that count; a sheet with a title of its own begins a paper. */
#ifndef PARSERS_ORDER_SHEAF_H
#define PARSERS_ORDER_SHEAF_H

#include "parsers/order/reading.h"

typedef struct {
        GPtrArray *sources; /* of SourceDocument*, not owned, in the order of their pages; never empty */
        GPtrArray *pages;   /* of Page*, not owned, in printed order, with Page.source the index into sources */
} Sheaf;

/* Every source in one sheaf, in the order of the mail (GPtrArray of Sheaf*). */
GPtrArray *sheaf_gather(const GPtrArray *sources);
void sheaf_free(Sheaf *sheaf);
/* The document in which the paper at that page begins. */
SubmissionDocument *sheaf_document(const Sheaf *sheaf, const Page *page);

#endif
