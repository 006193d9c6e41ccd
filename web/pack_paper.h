/* What stands in a copy for an investigator, page by page: who it is for, the order as the register knows it, the continuity sheet, then
 * the pages of its papers as pictures. */
#ifndef WEB_PACK_PAPER_H
#define WEB_PACK_PAPER_H

#include <glib.h>
#include <jansson.h>

/* "CCOT-2026-000012": of the mail by which a paper came. paper: of db/pack_store.h. New string. */
char *pack_paper_reference(const json_t *paper);
/* "CCOT-2026-000012-copy-7": what the files of a copy are called. New string. */
char *pack_paper_name(const json_t *pack);
/* "CCOT-2026-000012-1": what an original is called, without its ending; NULL when the copy has no such paper. New string. */
char *pack_paper_original(const json_t *pack, gint64 document_id);
/* The JSON block of a copy (parsers/compose/pack.h) without its pictures. pack: of pack_store_tell(). drawn: by the paper's number, for each
 * page whether there is a picture, or its text where it has no pages. by: who prints it. New reference. */
json_t *pack_paper_items(const json_t *pack, const json_t *drawn, const char *by);

#endif
