/* What cannot be: an order that ends before it was made, a respondent of two years, a reference whose check digit fails.
 * On a recognised page such a value is a misreading and is taken away; a printed one stays, less sure: the paper itself
 * may be wrong, and staff should see what it says. */
#ifndef PARSERS_ORDER_PLAUSIBLE_H
#define PARSERS_ORDER_PLAUSIBLE_H

#include "register/submission.h"

/* Whether the letters of a name, read on a picture, can follow each other as they do. */
bool plausible_spelling(const char *name);

/* ocr: the fields were read on a picture. */
void plausible_check(FieldValue *fields[FIELD_COUNT], bool ocr);

#endif
