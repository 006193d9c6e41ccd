/* What the words of a document are compared by, once what every order prints is left out (register/boilerplate.h):
 *
 *   text     equal for the same words: saved again, as Word and as PDF, its pages in another order. Only notices are left out of
 *            it, never a term, so that no variation has the text of its original.
 *   figures  equal for the same dates, numbers and postcodes, whatever else a reader of pictures got wrong.
 *   sketch   how much two documents have in common of what is their own: names, places, dates, numbers and what stands beside
 *            them. Two printings or scans of one order have most of it in common, two orders of one template next to nothing.
 *            The orders of one case have a good deal in common too: likeness alone never makes two of them copies.
 *
 * A document whose words are all of the model (an empty form), one with few words and one with too many has none. */
#ifndef REGISTER_FINGERPRINT_H
#define REGISTER_FINGERPRINT_H

#include <glib.h>
#include <stdbool.h>

enum {
        FINGERPRINT_LEAST_WORDS = 60,  /* fewer are no text to go by */
        FINGERPRINT_LEAST_OWN = 16,    /* pairs of words that are the document's own, for a text to go by */
        FINGERPRINT_LEAST_FIGURES = 4, /* different ones, for figures that say something */
        FINGERPRINT_SKETCH = 64,       /* values of a sketch: a likeness of 0.8 is met within 0.05 two times in three */
        FINGERPRINT_BAND = 4,          /* values that must agree for two documents to be looked at */
        FINGERPRINT_BANDS = 6,         /* keys of a document: at a likeness of 0.8 one is in common 96 times of 100 */
};

typedef struct {
        gint64 text;
        gint64 figures; /* 0: too few */
        guint16 sketch[FINGERPRINT_SKETCH];
} Fingerprint;

/* Below this likeness the same words stand at other places. */
#define FINGERPRINT_SAME_PLACES 0.85

/* words: as wording_of() gives them. False, with nothing set, when there is too little to go by. */
bool fingerprint_of_words(const guint32 *words, gsize count, Fingerprint *ret_fingerprint);
/* pages: of char*, UTF-8. */
bool fingerprint_of(const GPtrArray *pages, Fingerprint *ret_fingerprint);

/* The share of what is their own that two documents have in common, 0..1. */
double fingerprint_likeness(const Fingerprint *a, const Fingerprint *b);
/* One of the FINGERPRINT_BANDS numbers by which documents that are much alike find each other. */
guint64 fingerprint_band(const Fingerprint *fingerprint, unsigned band);

#endif
