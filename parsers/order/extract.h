/* A document cut into its papers, and each order's fields. One file may hold a covering letter, two orders and a
 * statement of service. */
#ifndef PARSERS_ORDER_EXTRACT_H
#define PARSERS_ORDER_EXTRACT_H

#include "parsers/order/title.h"
#include "parsers/order/view.h"

typedef struct {
        DocumentKind kind;
        TitleTypes types; /* what its title names */
        View *view;       /* its lines; never NULL */
        bool titled;      /* a title says so; false: judged by its wording */
} Paper;

/* The papers of a document in reading order (GPtrArray of Paper*); empty for a document without text. body: the text of
 * the mail itself, which is an order only when an order's head and terms stand in it. */
GPtrArray *papers_split(const View *view, bool body);
void paper_free(Paper *paper);

/* Adds the order or, under a title of two types, the orders of the paper to orders (of SubmissionOrder*). */
void extract_orders(const Paper *paper, const char *path, bool ocr, GPtrArray *orders);

/* The power of arrest of an FL406: an order that holds only its case number, power_of_arrest and its end. */
SubmissionOrder *extract_arrest(const Paper *paper, const char *path, bool ocr);

/* "en", "cy" or NULL when the text is too short to tell. Static. */
const char *extract_language(const View *view);

#endif
