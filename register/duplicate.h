/* Whether two entries are copies of one order, judged pair by pair. Nothing weaker than a sure sign counts: the same
 * message, the same file, or the whole identity of the order (court, number, respondent, protected people, day, type
 * and action) with nothing that contradicts it. Variations, cross-orders, namesakes, other protected people and orders
 * that share only their template differ in one of these, and are no duplicates. */
#ifndef REGISTER_DUPLICATE_H
#define REGISTER_DUPLICATE_H

#include "register/identity.h"

typedef struct {
        DuplicateLevel level; /* DUPLICATE_LEVEL_NONE: no duplicates */
        double score; /* 0..1: 1 for the same message or file, 0.98 for the same text, 0.85..0.97 for the same order and
                               * 0.2..0.8 for what is possibly one, the more of the identity agrees */
        GPtrArray *reasons; /* of char*, in plain words; what speaks for it first, then what differs */
} DuplicateVerdict;

/* Symmetric: the order of the two does not matter. */
DuplicateVerdict *duplicate_judge(const Identity *a, const Identity *b);
void duplicate_verdict_free(DuplicateVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DuplicateVerdict, duplicate_verdict_free)

#endif
