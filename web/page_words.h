/* The functions that stylesheets call for words, days and times; see web/page.h. */
#ifndef WEB_PAGE_WORDS_H
#define WEB_PAGE_WORDS_H

/* Under which stylesheets name them. */
#define PAGE_WORDS_NAMESPACE "urn:ccot:words"

/* Makes them known to libxslt; once, before a stylesheet is read. */
void page_words_init(void);

#endif
