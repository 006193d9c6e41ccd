/* What a copy of an order says that its representative does not: what it adds, and what it contradicts, field by field, in
 * words for the person who takes or refuses each. Pure. */
#ifndef REGISTER_DIFFERENCE_H
#define REGISTER_DIFFERENCE_H

#include "register/field.h"

typedef enum {
        DIFFERENCE_ADDS,
        DIFFERENCE_CONTRADICTS,
} DifferenceKind;

typedef struct {
        Field field;
        DifferenceKind kind;
        char *words; /* "served Tue 4 March 2025"; of a closed field (field.h) never its value */
} Difference;

/* Values by field as the register keeps them (lists as JSON); NULL where nothing is stated. What is spelt or ordered otherwise
 * and means the same is no difference, and neither is what the copy leaves out. A list that holds more adds; one in which
 * something else stands contradicts, and so does an end told by a period where the other is told by a day, unless the periods
 * agree. Contradicting ones first. GPtrArray of Difference*, which owns them. */
GPtrArray *difference_list(const char *const copy[FIELD_COUNT], const char *const original[FIELD_COUNT]);

#endif
