/* Of whom a sentence behind a mention of the respondent tells where he lives and when he was born. */
#ifndef PARSERS_ORDER_SUBJECT_H
#define PARSERS_ORDER_SUBJECT_H

#include "parsers/order/order_reading.h"

/* "Mr Dale" of a respondent who is printed as "Mr Cy Dale", where she whom the order protects is no Mr Dale too. New string or NULL. */
char *subject_titled(const OrderReading *reading);
/* "Cy Dale." and then "Ann Bell lives at ...", "Cy Dale was told that Ann Bell was born on ...": whether what [at, until) tells behind
 * his name, up to where the day or the place begins, is told of somebody else. */
bool subject_is_another(const OrderReading *reading, size_t at, size_t until);

#endif
