/* Pairs of orders with the answer that a caseworker would give, as tests/pairs/README.md describes them. */
#ifndef TESTS_UNIT_PAIR_FILE_H
#define TESTS_UNIT_PAIR_FILE_H

#include <glib.h>

typedef struct {
        char *place; /* file and line */
        char *kind;
        GHashTable *a, *b, *c; /* fields as text, by name; c may be NULL */
        char *right;           /* "possible", "none, b varies a" */
        char *now;             /* what the program says instead; or NULL */
} PairCase;

/* All pairs of all .txt files of a folder but noise.txt, by name of file; of PairCase*. Stops the test on a line that is not understood. */
GPtrArray *pair_file_read(const char *folder);

#endif
