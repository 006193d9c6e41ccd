#include "daemon/lane.h"

enum { DAY_SECONDS = 86400 };
static const guint64 FIRST_PLAUSIBLE = 31536000;   /* 1971-01-01 */
static const guint64 LAST_PLAUSIBLE = 4102444800U; /* 2100-01-01 */

bool
lane_is_backlog(gint64 internaldate, Instant first_start, unsigned days)
{
        if (days == 0 || internaldate == 0)
                return false;
        return internaldate < first_start / G_USEC_PER_SEC - (gint64) days * DAY_SECONDS;
}

gint64
lane_internaldate(guint64 announced)
{
        return announced >= FIRST_PLAUSIBLE && announced < LAST_PLAUSIBLE ? (gint64) announced : 0;
}
