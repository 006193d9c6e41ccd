/* Memory of the trees that pages are made of. A page is thousands of small pieces that libxml2 and jansson take and give back
 * one by one, and the next page takes pieces of the same sizes. They are kept by size for the thread that gave them back, up
 * to a limit, instead of being put together and cut up again by malloc(). Each piece is one of malloc()'s: any thread may
 * give it back, and so may free(). */
#ifndef WEB_PAGE_MEMORY_H
#define WEB_PAGE_MEMORY_H

/* Before the first call of either; nothing under a sanitizer, which wants to see each piece. */
void page_memory_init(void);

#endif
