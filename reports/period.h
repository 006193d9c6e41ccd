/* The days that a report covers, both included, as days in London. */
#ifndef REPORTS_PERIOD_H
#define REPORTS_PERIOD_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
        GDate first, last;
} Period;

/* "2026-10-01" and nothing else. */
bool period_day(const char *text, GDate *ret_day);
/* What from and to (ISO dates) say; a reason in words, a new string, when that is no period: no date, the wrong way round, longer than
 * ten years, not begun yet. NULL when it is one. */
char *period_read(const char *from, const char *to, const GDate *today, Period *ret_period);
/* The last whole "day", "week" (Monday to Sunday) or "month" before today; false for another word. */
bool period_last(const char *word, const GDate *today, Period *ret_period);
/* The whole period of that kind which follows one. */
Period period_next(const char *word, const Period *period);
/* Today in London. */
GDate period_today(void);
/* ISO date. New string. */
char *period_iso(const GDate *day);
/* "1 October 2026". New string. */
char *period_print(const GDate *day);

#endif
