/* What character recognition read on one page. Made by ocr.c in one confined child, handed by the parent as octets that
 * it does not look into, read by the child that reads the message: pages of a document without usable text become pages
 * of text with places. */
#ifndef PARSERS_DOCUMENT_RECOGNISED_H
#define PARSERS_DOCUMENT_RECOGNISED_H

#include "base/bytes.h"
#include "parsers/order/page.h"
#include "register/vocabulary.h"

/* Places are pixels of the upright picture: turned and straightened as it was recognised, y downwards. */
typedef struct {
        char *text;                     /* one word, UTF-8 */
        float left, top, right, bottom; /* top and bottom are those of its line */
        float drop;                     /* it stands so much lower than top and bottom say: lines may run aslant */
        float certainty;                /* 0..1 */
        bool is_known;                  /* the engine's dictionary has it; not written */
} RecognisedWord;

typedef struct {
        char *path;           /* of the document, as --json lists it */
        unsigned page;        /* from 1 */
        Problem problem;      /* none, unreadable (ink and few words), too_slow, too_large, corrupt */
        double width, height; /* of the upright picture in pixels */
        /* from a point (x, y) of the upright picture to fractions of the page as --page renders it:
         * across[0] x + across[1] y + across[2], and down[] likewise */
        double across[3], down[3];
        GArray *words; /* of RecognisedWord, in no order that anybody relies on */
} Recognised;

/* No words, no problem. */
Recognised *recognised_new(const char *path, unsigned page);
void recognised_free(Recognised *recognised);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Recognised, recognised_free)
/* Copies text; without drop. */
void recognised_add(Recognised *recognised, const char *text, float left, float top, float right, float bottom,
                    float certainty);

/* The result as octets after what is there: several may follow each other. */
void recognised_write(const Recognised *recognised, GByteArray *octets);
/* All results (of Recognised*) in the octets, read as strictly as a stranger's; NULL when they do not parse. */
GPtrArray *recognised_read_all(Bytes octets);
/* The result for that page; NULL when there is none. results may be NULL. */
const Recognised *recognised_find(const GPtrArray *results, const char *path, unsigned page);

/* Writes the words in reading order into page, which is empty, with their places on the page as rendered and their
 * certainty. */
void recognised_layout(const Recognised *recognised, Page *page);

#endif
