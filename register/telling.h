/* What a hit says in words: who must not do what to whom, whether it was served, how far it can be trusted. For screens, prints
 * and the command line alike. New strings. */
#ifndef REGISTER_TELLING_H
#define REGISTER_TELLING_H

#include "register/vocabulary.h"

#include <glib.h>
#include <stdbool.h>

/* "Dean MARLOW must not harm, harass or contact, as its terms say, Alicia DOBSON (and children Mia, Tom)". Names as printed; NULL or
 * empty where the register holds none: "a respondent who could not be read". A discharge forbids nothing, and says of what order it
 * is one: "Says that this order is discharged: Dean MARLOW must not ...". people, children: of char*. */
char *telling_direction(OrderType type, Action action, const char *respondent, const GPtrArray *people,
                        const GPtrArray *children);

typedef struct {
        Outcome outcome;
        const char *served_on; /* ISO date, or NULL */
        const char *served_at;
        const char *served_by;
        bool proposed; /* nobody has said yet that this statement belongs to this order */
} TellingService;

/* "SERVED Tue 4 March 2025 18:42, by ..." or "NO PROOF OF SERVICE", with attempts and proposals. on: the day to which the answer holds,
 * "2025-03-04", or the minute, "2025-03-04 21:40"; NULL: all. services: of TellingService. */
char *telling_service(const GArray *services, const char *on);
/* Whether one of them proves that the respondent knows of the order, by then. */
bool telling_is_known(const GArray *services, const char *on);

/* "verified", "NOT YET VERIFIED", "copy of entry 7". representative 0: none. */
char *telling_state(EntryState state, bool draft, gint64 representative);

#endif
