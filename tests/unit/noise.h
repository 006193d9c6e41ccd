/* What character recognition makes of an order: faults in every field, the same for the same seed. */
#ifndef TESTS_UNIT_NOISE_H
#define TESTS_UNIT_NOISE_H

#include <glib.h>

enum { NOISE_STRENGTHS = 3 };

/* A copy of the fields of a pair file's order, read from a picture. strength: 1 (a good scan) to NOISE_STRENGTHS (a fax of a copy).
 * A day that cannot be is left out, as readers do; now and then a whole field is. */
GHashTable *noise_read(GHashTable *fields, unsigned strength, guint32 seed);

#endif
