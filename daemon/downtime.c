#include "daemon/downtime.h"

#include "base/clock.h"

enum { HOLDS_MS = 5000, BREAK_CAP_MS = 15000 };

bool
downtime_begin(Downtime *downtime, bool was_open, gint64 now)
{
        if (!was_open)
                downtime->refusals++;
        else
                downtime->breaks = now - downtime->since < HOLDS_MS ? downtime->breaks + 1 : 1;
        const bool news = !downtime->told;
        downtime->told = true;
        return news;
}

static bool
downtime_end(Downtime *downtime)
{
        const bool news = downtime->told;
        downtime->told = false;
        return news;
}

bool
downtime_opened(Downtime *downtime, gint64 now)
{
        downtime->since = now;
        downtime->refusals = 0;
        return downtime->breaks < 2 && downtime_end(downtime);
}

bool
downtime_holds(Downtime *downtime, gint64 now)
{
        if (downtime->breaks == 0 || now - downtime->since < HOLDS_MS)
                return false;
        downtime->breaks = 0;
        return downtime_end(downtime);
}

gint64
downtime_wait_ms(const Downtime *downtime, gint64 first_ms, gint64 cap_ms)
{
        if (downtime->refusals > 0)
                return clock_backoff_ms(downtime->refusals, first_ms, cap_ms);
        return clock_backoff_ms(downtime->breaks, first_ms, BREAK_CAP_MS);
}

unsigned
downtime_tries(const Downtime *downtime)
{
        return downtime->refusals + downtime->breaks;
}
