/* The page numbers that a paper prints on itself ("Page 2 of 4", "Tudalen 2 o 4", "2/4"): they tell the order of the
 * pages when a scanner has mixed them, and whether one of them is missing. */
#ifndef PARSERS_ORDER_PAGINATION_H
#define PARSERS_ORDER_PAGINATION_H

#include "parsers/order/page.h"

enum {
        /* No order has more: a higher total counts a bundle of which the order is a part. */
        PAGINATION_TOTAL = 60,
};

typedef struct {
        unsigned number; /* from 1; 0: none is printed */
        unsigned total;  /* 0: not told */
        bool named;      /* the word "page" stands before it */
} PageNumber;

/* The number at the head or foot of the page. */
PageNumber pagination_of(const Page *page);

/* The pages (of Page*) in printed order, in a new array that does not own them; a page that came twice is left out the
 * second time. Papers that follow each other and count from 1 each are kept apart. */
GPtrArray *pagination_sort(const GPtrArray *pages);

/* Whether a page is missing among the pages, which pagination_sort() has put in order. begins: one for each page, set
 * where a paper with a title of its own begins: what stands before it in the same count is no part of it. */
bool pagination_misses(const GPtrArray *pages, const bool *begins);

#endif
