/* The text of some pages, made even so that patterns need not care: plain quotes and dashes, single spaces, no page
 * numbers; with the way back from every octet to its page, for raw values and boxes. */
#ifndef PARSERS_ORDER_VIEW_H
#define PARSERS_ORDER_VIEW_H

#include "parsers/order/page.h"
#include "register/submission.h"

typedef struct {
        size_t start, end; /* octets in text, without the line feed */
        unsigned page;     /* index into pages */
        bool paragraph;    /* a blank line or a new page stands before it */
        bool page_top;     /* the first line of its page */
} ViewLine;

typedef struct {
        char *text;   /* lines end in \n, cells are parted by \t */
        char *joined; /* the same octets with every \n and \t a space: sentences read through line breaks */
        size_t length;
        guint32 *map;  /* for each octet its offset in its page's text */
        GArray *lines; /* of ViewLine; blank lines are left out */
        const GPtrArray *pages;
        bool respelt; /* words are spelt otherwise than the pages print them: see view_respelt() */
} View;

/* What stands at [start, end) of a view, and how it shall read. */
typedef struct {
        size_t start, end;
        const char *spelt; /* not owned */
} ViewSpelling;

/* pages (of Page*) must outlive the view. At most limit octets are taken. */
View *view_new(const GPtrArray *pages, size_t limit);
/* A view of the lines [from, to) of another one. */
View *view_slice(const View *view, unsigned from, unsigned to);
/* A view without the octets whose mask is true: as blanks, and lines of nothing else left out. mask has view->length. */
View *view_masked(const View *view, const bool *mask);
/* A view in which the spellings (of ViewSpelling, ascending, none over a line's end) stand in place of what is printed; raw
 * values are still the page's. */
View *view_respelt(const View *view, const GArray *spellings);
void view_free(View *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(View, view_free)

const ViewLine *view_line(const View *view, unsigned index);
/* Index of the line that holds the octet; the last one when it lies between. */
unsigned view_line_at(const View *view, size_t offset);
/* Left edge of what stands at the octet, in fractions of the page; negative where the format has no places. */
double view_left(const View *view, size_t offset);
/* Right edge of the word that stands at the octet, in the same measure. */
double view_right(const View *view, size_t offset);
/* Whether the sentence may run on over the line feed at the octet: its line is as long as a full one, or no other line is. */
bool view_wraps(const View *view, size_t line_feed);
/* Moves both ends inwards to where characters begin, and the end to the view's: callers count octets, and half a character is
 * no text. */
void view_whole(const View *view, size_t *start, size_t *end);
/* joined[start, end), whole characters only. New string. */
char *view_piece(const View *view, size_t start, size_t end);
/* text[start, end) on one line; words hyphenated over a line end are kept with their hyphen. New string. */
char *view_string(const View *view, size_t start, size_t end);
/* The least certainty of the words at [start, end), 1 where they are printed. */
double view_certainty(const View *view, size_t start, size_t end);
/* A field value read at [start, end): raw, page and box from there. value NULL: a list to be filled. */
FieldValue *view_value(const View *view, Field field, const char *value, size_t start, size_t end, double confidence);

#endif
