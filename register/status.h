/* What an order is at an instant: in force, ended, not yet, or to be checked, with its reason in words. From the order's
 * own end, its service, its hearing and the verified orders that act on it. One function for every view, list and
 * screen; nobody reads an end date alone. Times of day are Europe/London's. */
#ifndef REGISTER_STATUS_H
#define REGISTER_STATUS_H

#include "register/field.h"
#include "register/vocabulary.h"

#include <glib.h>
#include <stdbool.h>

/* An order that acts on this one and has taken effect or claims to. */
typedef struct {
        gint64 entry_id; /* of the order that acts; 0 where nobody asks */
        Action action;   /* varied, extended or discharged */
        bool verified;
        bool settled;   /* verified, a discharge by two people; false: claimed, and changes nothing */
        bool confirmed; /* by a second person: without it no earlier end takes effect */
        char *made_on;  /* ISO date from which it acts; NULL when it prints none: then it cannot take effect */
        /* the end that a settled variation or extension sets; NULL: it leaves the end as it is */
        char *expires_on;
        char *expires_at;
        bool waits; /* set by status_course(): verified, and for want of a second person without effect */
} StatusChange;

/* What the register holds of one order, in the words of its fields; NULL where it says nothing. */
typedef struct {
        Action action;
        bool draft;
        bool verified;
        const char *made_on;
        const char *expires_on; /* ISO date or "until further order" */
        const char *expires_at; /* HH:MM */
        const char *end_raw;    /* the end as printed: tells "midnight", and an end that hangs on a hearing */
        const char *duration;   /* duration_text */
        const char *hearing_on;
        const char *target_made_on; /* of an order that discharges another one */
        const char *served_on;
        const GPtrArray *changes; /* of StatusChange*, or NULL; learn whether they wait */
} StatusFacts;

/* From this instant on (seconds since 1970) the status is so, until the next span begins. */
typedef struct {
        gint64 from; /* G_MININT64 in the first span */
        Status status;
        char *reason;
        bool ends;      /* an end is known ... */
        gint64 ends_at; /* ... and is this instant */
} StatusSpan;

/* The order's whole course, ascending, never empty. GArray of StatusSpan; free with g_array_unref(). */
GArray *status_course(const StatusFacts *facts);

void status_change_free(StatusChange *change);

#endif
