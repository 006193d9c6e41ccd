/* Names spelt over the telephone: "m for mike a for alpha r", "mike alpha romeo", "m a r l o w", "double l". */
#ifndef REGISTER_SEARCH_SPELLING_H
#define REGISTER_SEARCH_SPELLING_H

#include <glib.h>

/* The folded words with each spelt run of three letters and more as the one word that it spells. A single "mike" or "charlie"
 * stays a name. *ret_spelt, when wanted, is how many words were spelt. Of char*. */
GPtrArray *search_spelling_join(const GPtrArray *words, unsigned *ret_spelt);

#endif
