/* Two lanes lead to the workers: live mail, and the backlog that lay in the mailbox before ccot came. */
#ifndef DAEMON_LANE_H
#define DAEMON_LANE_H

#include "base/clock.h"

/* True when a mail with this INTERNALDATE (Unix seconds; 0 unknown) was older than days at the mailbox's first start.
 * days 0: nothing is a backlog. A mail without a date is live: rather too early than too late. */
bool lane_is_backlog(gint64 internaldate, Instant first_start, unsigned days);

/* An INTERNALDATE that a mail can have: Unix seconds of 1971 to 2100; anything else becomes 0, unknown. Servers answer
 * 30-Dec-1899 and worse. */
gint64 lane_internaldate(guint64 announced);

#endif
