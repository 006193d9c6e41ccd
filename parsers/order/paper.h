/* A document cut into its papers. One file may hold a covering letter, two orders and a statement of service. */
#ifndef PARSERS_ORDER_PAPER_H
#define PARSERS_ORDER_PAPER_H

#include "parsers/order/title.h"
#include "parsers/order/view.h"

typedef struct {
        DocumentKind kind;
        TitleTypes types; /* what its title names */
        View *view;       /* its lines; never NULL */
        bool titled;      /* a title says so; false: judged by its wording */
        unsigned second;  /* line of the view that names a second order under the head of the first; 0 for none */
} Paper;

/* Where the text of a document comes from. */
typedef enum {
        PAPER_PLACE_FILE,
        PAPER_PLACE_MAIL, /* the text of the mail itself: an order only where an order's head and terms stand in it */
        PAPER_PLACE_MAIL_ALONE, /* the same, where no file came with it: words that recite a whole order are one too */
} PaperPlace;

/* The papers of a document in reading order (GPtrArray of Paper*); empty for a document without text. */
GPtrArray *papers_split(const View *view, PaperPlace place);
void paper_free(Paper *paper);
/* Whether the lines open as an order does, with a court, a date or judge and a party: a running title has no such head. */
bool paper_has_head(const View *view);

#endif
