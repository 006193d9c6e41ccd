/* Whether two printed names mean the same person: order of names, SURNAME first, double-barrelled, accents, apostrophes,
 * aliases, initials, spellings of one sound, slips of typing and of character recognition; with dates of birth, which
 * decide where both are known. Symmetric, pure. Costs follow the register's order of harm: calling two people one is worse
 * than not seeing that one is the other, so that DIFFERENT is the answer wherever nothing speaks for more. */
#ifndef REGISTER_PERSON_MATCH_H
#define REGISTER_PERSON_MATCH_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
        PERSON_MATCH_DIFFERENT, /* other names, or another date of birth */
        PERSON_MATCH_POSSIBLE,  /* a name in common, an initial, a sound: never enough by itself */
        PERSON_MATCH_ALIKE,     /* the same but for a slip of a letter or two, or through an alias */
        PERSON_MATCH_SAME,      /* the same words, whatever their order and marks */
} PersonMatch;

typedef struct {
        const char *name;         /* as printed, without title */
        const GPtrArray *aliases; /* of char*; or NULL */
        const char *born;         /* ISO date, or NULL */
        bool recognised;          /* read from a picture: letters that look alike may stand for each other */
} PersonFacts;

/* *ret_reason, when wanted, is a new string in plain words ("the same name in another order", "one letter differs: Marlow,
 * Marlowe", "born on other days"). */
PersonMatch person_match(const PersonFacts *a, const PersonFacts *b, char **ret_reason);

/* Under which keys such a person is kept and looked for in an index, so that every pair that person_match() calls ALIKE or
 * SAME shares one, and most POSSIBLE pairs too: folded surname sounds with initials, sorted words, each alias. New strings,
 * without repeats, at most PERSON_MATCH_KEYS. */
enum { PERSON_MATCH_KEYS = 12 };
GPtrArray *person_match_keys(const PersonFacts *person);

#endif
