/* The fields of the orders that stand in a paper. */
#ifndef PARSERS_ORDER_EXTRACT_H
#define PARSERS_ORDER_EXTRACT_H

#include "parsers/order/paper.h"

/* Adds the order or, under a title of two types, the orders of the paper to orders (of SubmissionOrder*). */
void extract_orders(const Paper *paper, const char *path, bool ocr, GPtrArray *orders);

/* The power of arrest of an FL406: an order that holds only its case number, power_of_arrest and its end. */
SubmissionOrder *extract_arrest(const Paper *paper, const char *path, bool ocr);

#endif
