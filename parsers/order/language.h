/* English or Welsh: of a text, and line by line where a document prints both, as two halves or side by side. */
#ifndef PARSERS_ORDER_LANGUAGE_H
#define PARSERS_ORDER_LANGUAGE_H

#include "parsers/order/view.h"

/* "en", "cy" or NULL when the text is too short to tell. Static. */
const char *language_of(const View *view);

/* The English and the Welsh text of a document that holds both, each long enough to be the whole of something; false when
 * it is in one language. The results are freed with view_free. */
bool language_part(const View *view, View **ret_english, View **ret_welsh);

#endif
