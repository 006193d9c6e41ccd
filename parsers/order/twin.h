/* One order in two languages: its English and its Welsh text are one entry. */
#ifndef PARSERS_ORDER_TWIN_H
#define PARSERS_ORDER_TWIN_H

#include "register/submission.h"

/* Whether the Welsh text is that of the English order: nothing of number, date and respondent differs, and the number,
 * or the date and the respondent, agree. */
bool twin_is(const SubmissionOrder *english, const SubmissionOrder *welsh);

/* Gives the English order what only the Welsh text states; a place in another file is left out. */
void twin_fill(SubmissionOrder *english, const SubmissionOrder *welsh);

#endif
