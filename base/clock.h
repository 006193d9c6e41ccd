/* Time: instants in microseconds of UTC since 1970, elapsed time from the monotonic clock, print forms. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <glib.h>
#include <stdbool.h>

/* Microseconds since 1970-01-01T00:00:00Z. */
typedef gint64 Instant;

Instant clock_now(void);
/* Milliseconds of the monotonic clock, for deadlines. */
gint64 clock_ticks(void);
/* "2026-11-20T16:52:03Z" (RFC 3339); GLib's ISO form leaves the minutes off an offset. New string. */
char *clock_rfc3339(Instant instant);
/* Reads RFC 3339 with offset or Z; false when it is none. */
bool clock_from_rfc3339(const char *text, Instant *ret_instant);
/* Milliseconds to wait before try number attempt (1, 2, ...): first_ms doubled each time, at most cap_ms, plus up to a
 * quarter at random so that several clients do not come back together. */
gint64 clock_backoff_ms(unsigned attempt, gint64 first_ms, gint64 cap_ms);

#endif
