/* How long to stay away from a database that fails, and what to say of it once. A connection that opens and breaks at
 * once (a full disk, a refusing trigger) is no return: it gets longer pauses, and "back" is said when it has held. */
#ifndef DAEMON_DOWNTIME_H
#define DAEMON_DOWNTIME_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
        unsigned refusals; /* connects in a row that failed */
        unsigned breaks;   /* connections in a row that opened and broke */
        bool told;         /* the log says that it is away */
        gint64 since;      /* ticks of the last opening */
} Downtime;                /* all zero at the start */

/* It failed: a connection that was open, or an attempt to open one. True when that is news. */
bool downtime_begin(Downtime *downtime, bool was_open, gint64 now);
/* A connection opened. True when it is news that the database is back. */
bool downtime_opened(Downtime *downtime, gint64 now);
/* Called now and then while a connection is open. True when it is news that the database is back. */
bool downtime_holds(Downtime *downtime, gint64 now);
/* Milliseconds until the next attempt; cap_ms is for connects that fail. */
gint64 downtime_wait_ms(const Downtime *downtime, gint64 first_ms, gint64 cap_ms);
/* Failures in a row. */
unsigned downtime_tries(const Downtime *downtime);

#endif
