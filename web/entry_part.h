/* The parts of an entry's page that web/fragment.h makes: its fields, its paper, type and action, and what comes last. */
#ifndef WEB_ENTRY_PART_H
#define WEB_ENTRY_PART_H

#include "web/page.h"

/* web/pages/entry_part.xsl */
extern const FragmentKind entry_part_kind;
/* web/pages/entry.xsl */
extern const FragmentKind entry_page_kind;

/* "slots", "stated" and "absent", of entry_view_fields(). token: of the session. A part that cannot be made is not there. The caller
 * clears them. */
PageParts entry_part_fields(const json_t *fields, const char *token);
/* Adds "sheet", "type" and "finish", of entry_view(), and takes what only they say out of view. */
void entry_part_add(PageParts *parts, json_t *view, const char *token);

#endif
