/* Days and times in words, as pages say them: for stylesheets, which call them by these names (see web/page.h), and for what is filled into
 * web/fragment.h. Each gives a new string; what it cannot read it gives back as it is. */
#ifndef WEB_PAGE_WORDS_H
#define WEB_PAGE_WORDS_H

/* Under which stylesheets name them. */
#define PAGE_WORDS_NAMESPACE "urn:ccot:words"

/* Makes them known to libxslt; once, before a stylesheet is read. */
void page_words_init(void);

/* "2026-03-03": "Tue 3 March 2026" */
char *page_words_day(const char *text);
/* A moment as the register prints it, in London: "Tue 3 March 2026, 14:02" */
char *page_words_instant(const char *text);
/* For lists: "today 14:02", "Tue 3 Mar 14:02", with the year when it is another. */
char *page_words_moment(const char *text);
/* The same day is meant: "14:02" */
char *page_words_clock(const char *text);
/* How long ago: "2 min", "3 h 10 min", "14 h", "4 days"; "" for what is no moment. */
char *page_words_age(const char *text);
/* "respondent_dob": what people read for a field. */
char *page_words_field(const char *name);

#endif
