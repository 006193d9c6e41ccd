/* The words of a document as numbers, in a form that printing, saving again and scanning change little: case, quotes, accents,
 * line ends, hyphens, list numbers, page numbers and repeated heads and feet of pages leave no trace, dates are one word however
 * they are printed, and letters that readers of pictures take for one another count as one. Small enough to be kept, so that
 * what is made of them (register/fingerprint.h) can be made anew without reading the document again. */
#ifndef REGISTER_WORDING_H
#define REGISTER_WORDING_H

#include <glib.h>
#include <stdbool.h>

enum {
        WORDING_FORM = 1,     /* raised when the same text would give other words: kept ones are then of no use */
        WORDING_MOST = 32768, /* words of a document; forty dense pages have fewer */
};

#define WORDING_FIGURE (1U << 31) /* holds figures: a date, a number, a postcode */
#define WORDING_SMALL  (1U << 30) /* a letter or up to two figures: paragraphs, specks of a scan */

/* pages: of char*, UTF-8. Of guint32, in the order of the text; NULL when there are more than WORDING_MOST. */
GArray *wording_of(const GPtrArray *pages);
/* The same of one short text. Never NULL. */
GArray *wording_of_phrase(const char *phrase);

#endif
