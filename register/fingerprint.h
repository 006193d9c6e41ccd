/* The words of a document, whatever their order and layout: equal for the same text saved again, as Word and as PDF, with its
 * pages in another order. Page numbers do not count. */
#ifndef REGISTER_FINGERPRINT_H
#define REGISTER_FINGERPRINT_H

#include <glib.h>
#include <stdbool.h>

/* Fewer words than these are no text to go by. */
enum { FINGERPRINT_LEAST_WORDS = 60 };

/* pages: of char*, UTF-8. False, with nothing set, when there are too few words. */
bool fingerprint_of(const GPtrArray *pages, gint64 *ret_fingerprint);

#endif
