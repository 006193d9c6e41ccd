/* Instants of times of day as courts in England and Wales print them: Europe/London by the tz database. */
#ifndef REGISTER_COURT_TIME_H
#define REGISTER_COURT_TIME_H

#include "register/legal_date.h"

/* Seconds since 1970. The two differ in the hour that occurs twice when summer time ends; a time that the beginning of
 * summer time skips is, in both, the moment of the change. */
typedef struct {
        gint64 first, last;
} CourtTime;

CourtTime court_time(const LegalDate *date, unsigned hour, unsigned minute);
/* The instant at which the day begins. Clocks never change at midnight there. */
gint64 court_time_day_start(const LegalDate *date);
/* "Tue 3 March 2026, 14:02": an instant (seconds since 1970) as a clock there shows it. New string. */
char *court_time_print(gint64 instant);
/* "Tue 3 March 2026". New string. */
char *court_time_day(const LegalDate *date);

#endif
