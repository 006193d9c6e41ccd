/* Text of the register as a page can hold it. */
#ifndef WEB_PAGE_TEXT_H
#define WEB_PAGE_TEXT_H

#include <jansson.h>

/* The text without control characters, which XML cannot hold; NULL where it has none. New string. */
char *page_text_clean(const char *text);
/* A number as pages print it: of a real six digits, so that a difference of two is not shown with its rounding error. New string. */
char *page_text_number(const json_t *number);

#endif
