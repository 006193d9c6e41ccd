/* A paper as it is shown: a page of it as a picture, or its words where it has no pages. */
#ifndef WEB_PAGE_DOCUMENT_H
#define WEB_PAGE_DOCUMENT_H

#include "web/route.h"

/* Of the call's two numbers: paper and page. why: what the audit is told beside the page, or NULL. */
bool page_document_reasoned(const RouteCall *call, const char *why, Response **ret_response, GError **error);
/* Of the call's number, the paper: its words on a page of their own. why: as above. */
bool page_document_text_reasoned(const RouteCall *call, const char *why, Response **ret_response, GError **error);

/* The ending of a download's name, by type; of other types "bin", which nothing opens by itself. */
const char *page_document_ending(const char *media_type);

#endif
