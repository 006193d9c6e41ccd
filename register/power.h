/* What an officer may do under an order, as a list of keys; the words for each are the force's (config/setting.def, group powers).
 * An undertaking, an occupation order without a power of arrest and a prohibited steps order look alike at night, and none gives a
 * power of arrest. */
#ifndef REGISTER_POWER_H
#define REGISTER_POWER_H

#include "register/vocabulary.h"

#include <stdbool.h>

typedef enum {
        POWER_NON_MOLESTATION,
        POWER_RESTRAINING,
        POWER_OCCUPATION, /* no power of arrest is attached, or none was read */
        POWER_PROHIBITED_STEPS,
        POWER_STALKING_PROTECTION,
        POWER_FORCED_MARRIAGE_PROTECTION,
        POWER_FGM_PROTECTION,
        POWER_DOMESTIC_ABUSE_PROTECTION,
        POWER_INJUNCTION,
        POWER_UNCLASSIFIED,
        POWER_ATTACHED,      /* a power of arrest is attached (Family Law Act 1996 s.47), and runs */
        POWER_ATTACHED_OVER, /* one was attached, and has ended */
        POWER_UNDERTAKING,
        POWER_UNSERVED,   /* no proof that the respondent knows of it */
        POWER_UNVERIFIED, /* nobody has checked the reading yet */
        POWER_CHECK,      /* whether it is in force must be found out first */
        POWER_NOT_YET,
        POWER_ENDED,
        POWER_DISCHARGE, /* the paper forbids nothing: it ends an order, or says so */
        POWER_COUNT
} Power;

typedef struct {
        OrderType type;
        bool undertaking; /* the paper is a promise to the court */
        Status status;    /* at the instant that is asked for */
        bool verified;
        bool known;               /* served, told of it, or in court when it was made */
        bool attached;            /* a power of arrest is attached */
        const char *attached_end; /* ISO date, or NULL */
        const char *on;           /* ISO date of the instant */
        bool discharges;          /* the paper is a discharge, confirmed or not */
} PowerFacts;

enum { POWER_MOST = 4 };

/* The most limiting first. Returns how many were written, at least one. */
unsigned power_list(const PowerFacts *facts, Power ret_powers[POWER_MOST]);

#endif
