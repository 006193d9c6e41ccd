/* Papers made fit to be shown: a page as a picture, a part's octets as they came. Both are made by ccot-parse in its
 * confined child; this process decodes nothing. Pictures are kept for a while (LIMIT_VIEW_BYTES), the least used go first. */
#ifndef WEB_VIEWER_H
#define WEB_VIEWER_H

#include "db/db.h"
#include "db/document_store.h"

typedef struct {
        gint64 document_id;
        const DocumentSource *source;
} ViewerPaper;

/* The page as PNG; *ret_picture NULL: it cannot be drawn. A new reference. */
bool viewer_page(Db *db, const ViewerPaper *paper, unsigned page, GBytes **ret_picture, GError **error);
/* The paper's text, its pages with a form feed between them; "" when it holds none that could be read. New string. */
bool viewer_text(Db *db, const ViewerPaper *paper, char **ret_text, GError **error);
/* The words of a page with their places, as parsers/page_words.h writes them; of a page that is a picture they are recognised, which takes
 * seconds. *ret_words NULL: there are none to be had. A new reference. */
bool viewer_words(Db *db, const ViewerPaper *paper, unsigned page, GBytes **ret_words, GError **error);
/* What the mail itself says; "" when that is nothing. New string. */
bool viewer_mail_text(Db *db, gint64 message_id, char **ret_text, GError **error);
/* The part's decoded octets; *ret_octets NULL: it cannot be opened. A new reference. */
bool viewer_original(Db *db, const ViewerPaper *paper, GBytes **ret_octets, GError **error);

/* A page as PNG for a printed copy: larger, and not kept. *ret_picture NULL: it cannot be drawn. A new reference. */
bool viewer_print(Db *db, const ViewerPaper *paper, unsigned page, GBytes **ret_picture, GError **error);
/* What ccot-parse --pack makes of the blocks (of GBytes; parsers/compose/pack.h): the first is JSON that says what. *ret_octets NULL: it
 * cannot be put together. A new reference. */
bool viewer_compose(const GPtrArray *blocks, GBytes **ret_octets, GError **error);

#endif
