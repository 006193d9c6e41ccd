/* What a title, a subject or a file name says: which kinds of order it names, and what kind of paper it heads. */
#ifndef PARSERS_ORDER_TITLE_H
#define PARSERS_ORDER_TITLE_H

#include "parsers/order/view.h"

enum { TITLE_TYPES = 3, TITLE_LINE = 160 }; /* TITLE_LINE: octets of the longest line that is a title */

typedef struct {
        OrderType types[TITLE_TYPES]; /* in the order of the text, each once */
        unsigned count;
} TitleTypes;

/* The kinds of order that a short text names, spelt as people spell them: full words within an edit distance of 2,
 * abbreviations in capitals (NMO, RO, R/O ...). Never on "order" alone; "civil restraint order" is none. */
TitleTypes title_types(const char *text);

typedef struct {
        DocumentKind kind;
        TitleTypes types;
        unsigned line;
} Title;

/* Adds a type that is not among them; beyond TITLE_TYPES nothing. */
void title_add(TitleTypes *types, OrderType type);

/* Whether the line is a title, and of what; false for running text. */
bool title_of_line(const View *view, unsigned line, Title *ret_title);
/* The first title among the lines [from, to). */
bool title_find(const View *view, unsigned from, unsigned to, Title *ret_title);
/* Adds the types of the next line to a title that goes on there ("Non-molestation order / and occupation order"). */
void title_join(const View *view, Title *title);
/* The type by the Act that the text cites; ORDER_TYPE_UNCLASSIFIED when none decides. */
OrderType title_by_act(const View *view);
/* The type that a line of the head names alone or behind a label, "Harm prevention: non-molestation", without the word "order";
 * ORDER_TYPE_UNCLASSIFIED for none. */
OrderType title_by_label(const View *view);

#endif
