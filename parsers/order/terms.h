/* What the respondent must and must not do, and the places that he must not go to. */
#ifndef PARSERS_ORDER_TERMS_H
#define PARSERS_ORDER_TERMS_H

#include "parsers/order/order_reading.h"

typedef struct {
        size_t start, end; /* octets of the view that hold it, its number left out */
        unsigned place;    /* among the terms as they were found: several may share a paragraph */
        char *text;        /* on one line, with the words of its lead where it would mean nothing without */
} Term;

typedef GArray TermList; /* of Term, in reading order (g_array_unref) */

TermList *terms_list(const View *view);

/* excluded_addresses: the places in the terms and under a label of the property. */
void excluded_read(OrderReading *reading, const TermList *terms);

#endif
