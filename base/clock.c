#include "base/clock.h"

#include "base/own.h"

Instant
clock_now(void)
{
        return g_get_real_time();
}

gint64
clock_ticks(void)
{
        return g_get_monotonic_time() / 1000;
}

char *
clock_rfc3339(Instant instant)
{
        g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(instant / G_USEC_PER_SEC);
        return time == NULL ? g_strdup("") : g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
}

bool
clock_from_rfc3339(const char *text, Instant *ret_instant)
{
        g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, NULL);
        if (time == NULL)
                return false;
        *ret_instant = g_date_time_to_unix(time) * G_USEC_PER_SEC + g_date_time_get_microsecond(time);
        return true;
}

gint64
clock_backoff_ms(unsigned attempt, gint64 first_ms, gint64 cap_ms)
{
        gint64 wait = first_ms;
        while (attempt-- > 1 && wait < cap_ms)
                wait *= 2;
        wait = MIN(wait, cap_ms);
        return wait + (wait >= 4 ? g_random_int_range(0, (gint32) MIN(wait / 4, G_MAXINT32 - 1) + 1) : 0);
}
