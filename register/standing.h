/* The terms of an order as they stand at an instant: those that it prints, and what verified orders that vary or extend it print from
 * their day on. No term is ever dropped: one that a later order does not repeat, or does away with, stays in sight and says so,
 * because what a machine reads of "paragraph 4 is deleted" is no reason to leave somebody unprotected. */
#ifndef REGISTER_STANDING_H
#define REGISTER_STANDING_H

#include "register/vocabulary.h"

#include <glib.h>
#include <stdbool.h>

typedef enum {
        STANDING_HOLDS,      /* printed by the newest order that prints terms */
        STANDING_DONE_AWAY,  /* a later order says so of its number, which is the printed one */
        STANDING_UNREPEATED, /* an earlier order printed it, a later one that prints terms does not */
} StandingState;

typedef struct {
        char *label; /* number or letter as printed, "4", "b"; by its place where none was read */
        char *text;
        gint64 entry_id; /* of the order that prints it */
        StandingState state;
        char *why; /* in words, where it does not plainly hold; else NULL */
} StandingTerm;

/* One order of the chain. */
typedef struct {
        gint64 entry_id;
        Action action;
        bool verified;
        const char *made_on;    /* ISO date, or NULL */
        const GPtrArray *terms; /* of char*; may be empty */
        const char *raw;        /* the terms as printed, with their numbers; or NULL */
} StandingOrder;

typedef struct {
        GPtrArray *terms; /* of StandingTerm* */
        GPtrArray *notes; /* of char*: what a reader must know of them */
} Standing;

/* changes: of StandingOrder*, in any order; those not verified, without a date or of a later day than the instant (seconds since
 * 1970, Europe/London) are not applied. */
Standing *standing_at(const StandingOrder *order, const GPtrArray *changes, gint64 instant);
void standing_free(Standing *standing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Standing, standing_free)

#endif
