/* What each day in the text is for, told by the words nearest to it: a birth, the making, the end, a hearing to come. */
#ifndef PARSERS_ORDER_DAY_H
#define PARSERS_ORDER_DAY_H

#include "parsers/order/order_reading.h"

/* Each fills its field where labels and set phrases gave nothing. */
void day_made_read(OrderReading *reading);
/* After the day of making, which no end comes before. */
void day_end_read(OrderReading *reading);
/* After both. */
void day_hearing_read(OrderReading *reading);
/* What is said of a hearing to which nobody has to come, as a part of a pattern without regard to case. */
#define DAY_VACATED "(?:vacated|cancelled|taken out of the list|removed from the list)\\b"
/* "The further hearing listed on 20 November is vacated": on that day nobody has to come, whatever else is told of it. */
bool day_is_vacated(const View *view, const LegalDate *date);
/* Whether its sentence gives it to a hearing of another case. */
bool day_is_of_other_case(const View *view, const LegalDate *date);
/* "the order was continued at the return hearing to 24 November": how long it then lasted, whatever hearing that was. */
bool day_is_since_hearing(const View *view, const LegalDate *date);
/* Whether the text says on which day the order was made, as a letter does that has a day of its own. */
bool day_is_told(const View *view);
/* Whether the words before and behind a day tell the end that an order had before: "which would have run out on", "is due to end on ...
 * and is extended". */
bool day_was_to_end(const char *lead, const char *rest);
/* Whether the clause that begins at start goes on ("It shall expire on") with what the sentence before it tells of, and that is
 * another thing than the order: "The power of arrest is attached because he used violence." */
bool day_goes_on_of_other(const View *view, size_t start, const char *clause);

#endif
