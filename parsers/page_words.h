/* The words of a page with their places, for a layer of text over its picture. */
#ifndef PARSERS_PAGE_WORDS_H
#define PARSERS_PAGE_WORDS_H

#include "parsers/order/page.h"

/* JSON: {"recognised": whether the page is a picture, "lines": [[left, top, right, bottom, "text"], ...]} in reading order; a line ends where
 * the page's text has the end of a line or a tab. Places are ten-thousandths of the page as --page renders it, from its top left. */
GByteArray *page_words_write(const Page *page, bool recognised);

#endif
