/* One page of a document as the order readers see it: text in reading order and, where the format has pages, the place
 * of every word. Made by the readers of parsers/document, read by parsers/order.
 *
 * Text is UTF-8, lines end in \n. Inside a line a tab stands where a wide gap separates two cells or columns; a blank
 * line separates paragraphs where the format tells. Printed line breaks are kept: a sentence may wrap. */
#ifndef PARSERS_ORDER_PAGE_H
#define PARSERS_ORDER_PAGE_H

#include <glib.h>
#include <stdbool.h>

/* A word's octets in text and its place on the page in fractions (0..1, origin top left). */
typedef struct {
        guint32 start;
        guint32 end; /* exclusive */
        float left, top, right, bottom;
        float certainty; /* 1 for printed text, else what character recognition says, 0..1 */
} PageSpan;

typedef struct {
        char *text;      /* never NULL; at most LIMIT_PAGE_TEXT octets */
        GArray *spans;   /* of PageSpan, ascending; empty where the format has no pages */
        unsigned number; /* from 1; 0 where the format has no pages */
        unsigned source; /* which of the files that are read as one it lies in, from 0: see sheaf.h */
        size_t length;   /* octets in text, kept by page_append() */
        size_t room;     /* octets allocated for text, of page_append()'s concern only */
} Page;

Page *page_new(unsigned number);
void page_free(Page *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Page, page_free)

/* Forgets text and places. */
void page_clear(Page *page);
/* Adds text after what is there; with a place, text is one word. */
void page_append(Page *page, const char *text);
void page_append_word(Page *page, const char *text, float left, float top, float right, float bottom, float certainty);
/* The least certainty of the words that overlap [start, end); 1 when there is none. */
double page_certainty(const Page *page, size_t start, size_t end);
/* The smallest box around the words that overlap [start, end); false when there is none. */
bool page_box(const Page *page, size_t start, size_t end, double ret_box[4]);

#endif
