/* The paragraphs of an order as a reader sees them: numbered in any manner, lists inside lists, running on over a
 * page's end, where what repeats on every page is left out. */
#ifndef PARSERS_ORDER_PARAGRAPH_H
#define PARSERS_ORDER_PARAGRAPH_H

#include "parsers/order/view.h"

typedef enum {
        PARAGRAPH_PLAIN,
        PARAGRAPH_NUMBER,  /* 1. (1) 1) */
        PARAGRAPH_DECIMAL, /* 1.1 */
        PARAGRAPH_LETTER,  /* a. (a) a) */
        PARAGRAPH_CAPITAL, /* (A) A. */
        PARAGRAPH_ROMAN,   /* i. (i) I. */
        PARAGRAPH_BULLET,
} ParagraphStyle;

typedef struct {
        size_t start, end; /* octets of the text, its number left out */
        size_t margin;     /* octets of the number */
        ParagraphStyle style;
        unsigned value; /* of the number: 3 for 3., (c) and iii; 0 for bullets */
        unsigned major; /* of "8.3": 8 */
        unsigned level; /* 0 without a number, 1 for a list, 2 for a list in its item, ... */
        int parent; /* index of the paragraph that leads it: the item above or the plain one before the list; -1: none */
        bool leads; /* is the parent of another one */
} Paragraph;

typedef struct {
        const View *view;
        GArray *items;   /* of Paragraph, in reading order */
        bool *furniture; /* for each line of the view: repeats on every page */
} Paragraphs;

/* view must outlive them. At most LIMIT_LIST_ITEMS * 4 paragraphs are read. */
Paragraphs *paragraphs_new(const View *view);
void paragraphs_free(Paragraphs *paragraphs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paragraphs, paragraphs_free)

const Paragraph *paragraph_at(const Paragraphs *paragraphs, unsigned index);
/* The paragraph's text on one line, what repeats on every page left out. New string. */
char *paragraph_text(const Paragraphs *paragraphs, const Paragraph *paragraph);

#endif
