/* How long an order lasts, in every wording that courts use: an end ("until 4pm on 3 March 2026"), a period ("for 12
 * months from the date of this order") or none ("until further order"). */
#ifndef REGISTER_DURATION_H
#define REGISTER_DURATION_H

#include "register/legal_date.h"

typedef enum {
        DURATION_NONE,
        DURATION_DATE,    /* a printed end date, with or without an hour */
        DURATION_FURTHER, /* until further order, no fixed end date */
        DURATION_PERIOD,  /* years, months, weeks or days */
} DurationKind;

typedef enum {
        DURATION_FROM_UNSTATED, /* "for 12 months" */
        DURATION_FROM_ORDER,    /* from the order's own date: the end can be computed */
        DURATION_FROM_SERVICE,
        DURATION_FROM_DATE,  /* from a printed date, in date */
        DURATION_FROM_OTHER, /* from something whose date the wording does not tell: a release, a conviction */
} DurationStart;

typedef struct {
        DurationKind kind;
        DurationStart from;
        LegalDate date; /* the end; for DURATION_FROM_DATE the start */
        bool has_time;
        LegalTime time;
        unsigned years, months, days; /* weeks are counted as days */
        bool first_day_counts;        /* "beginning with", "starting on": the day from which it runs is its first */
        size_t start, end;            /* octets of the printed form */
} Duration;

/* Reads the wording that begins at from (just after "until", "for", "expires on", a label ...), looking no further than
 * until. False when nothing there says how long. */
bool duration_read(const char *text, size_t from, size_t until, Duration *ret_duration);
/* The last day of a period that runs from start. "From" leaves the first day out, so that the period ends on the day of
 * the same number: one year from 7 February 2024 is 7 February 2025 (Dodds v Walker [1981] 1 WLR 1027). "Beginning
 * with", "commencing on", "starting on" count it, so that the period ends a day earlier: 6 February 2025 (Hare v Gocher
 * [1962] 2 QB 641). Where the month has no such day, it ends on the month's last. */
LegalDate duration_end(const Duration *duration, const LegalDate *start);

#endif
