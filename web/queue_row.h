/* The rows of the queue's page, in HTML. */
#ifndef WEB_QUEUE_ROW_H
#define WEB_QUEUE_ROW_H

#include "web/fragment.h"

/* web/pages/queue_row.xsl */
extern const FragmentKind queue_row_kind;

/* rows: of queue_store_page(), most pressing first; each is put into the words of its row. role: of who looks. NULL: one cannot be made. */
GString *queue_rows_html(const json_t *rows, const char *role);

#endif
