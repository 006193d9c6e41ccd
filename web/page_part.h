/* Parts of a page that another processor makes meanwhile: each a stylesheet of its own, whose HTML stands where the page's stylesheet
 * makes the processing instruction <?ccot-part its name>. For page.c alone, which makes the HTML; a page names its parts in page_render_parts(). */
#ifndef WEB_PAGE_PART_H
#define WEB_PAGE_PART_H

#include <glib.h>

typedef struct PageParts PageParts;

/* Makes the HTML of the part of that number, on whatever thread; new string, NULL when it cannot be made. */
typedef char *(*PagePartMake)(guint number, gpointer data);

/* Threads of their own, one for each processor but the page's. */
void page_parts_init(void);
void page_parts_end(void);

/* Begins to make count parts, in that order. data is borrowed until page_parts_free(). */
PageParts *page_parts_begin(guint count, PagePartMake make, gpointer data);
/* Makes here what nobody has begun, the last first. */
void page_parts_help(PageParts *parts);
/* Borrowed; waits for it, or makes it here where nobody has begun it. NULL: it could not be made. */
const char *page_parts_text(PageParts *parts, guint number);
/* Waits for what is being made. */
void page_parts_free(PageParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageParts, page_parts_free)

#endif
