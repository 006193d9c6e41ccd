/* Parts of a page that another processor makes meanwhile: each a stylesheet of its own, whose HTML stands where the page's stylesheet
 * makes the processing instruction <?ccot-part its name>. For page.c alone, which makes the HTML; a page names its parts in page_start(). */
#ifndef WEB_PAGE_PART_H
#define WEB_PAGE_PART_H

#include <glib.h>

typedef struct PageParts PageParts;

/* Makes the part of that number, on whatever thread; NULL when it cannot be made. */
typedef gpointer (*PagePartMake)(guint number, gpointer data);

/* Threads of their own, one for each processor but the page's. */
void page_parts_init(void);
void page_parts_end(void);

/* Begins to make count parts, in that order. data is borrowed until page_parts_stop(); made_free lets go of a part that was made. */
PageParts *page_parts_begin(guint count, PagePartMake make, gpointer data, GDestroyNotify made_free);
/* Makes here what nobody has begun, the last first. */
void page_parts_help(PageParts *parts);
/* Borrowed; waits for it, or makes it here where nobody has begun it. NULL: it could not be made. */
gconstpointer page_parts_made(PageParts *parts, guint number);
/* Waits for what is being made; nothing is begun any more. */
void page_parts_stop(PageParts *parts);
/* Stops it, if it was not, and lets go of what was made. */
void page_parts_free(PageParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageParts, page_parts_free)

#endif
