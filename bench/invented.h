/* People, courts and numbers that nobody bears, from a stream of pseudo-random numbers: the same seed gives the same. */
#ifndef BENCH_INVENTED_H
#define BENCH_INVENTED_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
        guint64 state;
} Invented;

/* number: which of many independent streams of that seed. */
Invented invented_stream(guint64 seed, guint64 number);
/* Below limit (at least 1). */
unsigned invented_below(Invented *stream, unsigned limit);
/* True in percent of a hundred cases. */
bool invented_chance(Invented *stream, unsigned percent);

/* "Dean Adam Smith": some common, some rare, as names are. New strings. */
char *invented_person(Invented *stream);
/* "Family Court at Medway" and, with its letters and the year, "ME25F01234". New strings. */
void invented_case(Invented *stream, unsigned year, char **ret_court, char **ret_number);
/* One of the sentences that orders print. */
const char *invented_term(Invented *stream);
/* "12 Oakley Road, Westham, ME97 2BB": no such place. New string. */
char *invented_address(Invented *stream);

#endif
