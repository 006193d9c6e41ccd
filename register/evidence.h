/* What a verdict on a pair of entries rests on, as text that is kept with a person's decision: the level and the values that
 * were compared, not the words in which the reasons are told. Equal texts: the pair need not be asked again. */
#ifndef REGISTER_EVIDENCE_H
#define REGISTER_EVIDENCE_H

#include "register/duplicate.h"

/* The same whichever of the two is a. New string. */
char *evidence_text(const Identity *a, const Identity *b, const DuplicateVerdict *verdict);
/* What is new in now against before, for a person: "new: date of birth, made on". NULL when nothing is. New string. */
char *evidence_news(const char *before, const char *now);

#endif
