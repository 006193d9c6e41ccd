#include "base/clock.h"

#include "base/own.h"

#include <string.h>

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
        const gint64 below = instant % G_USEC_PER_SEC < 0 ? 1 : 0;
        g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(instant / G_USEC_PER_SEC - below);
        return time == NULL ? g_strdup("") : g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
}

/* GLib's reader also takes week dates, basic forms and hour 24: this is RFC 3339 5.6 alone. */
static bool
clock_is_rfc3339(const char *text)
{
        static const char shape[] = "dddd-dd-ddTdd:dd:dd";
        const char *at = text;
        for (const char *want = shape; *want != '\0'; want++, at++)
                if (*want == 'd' ? !g_ascii_isdigit(*at) : g_ascii_toupper(*at) != *want)
                        return false;
        if (*at == '.') {
                const size_t digits = strspn(++at, "0123456789");
                if (digits == 0 || digits > 9)
                        return false;
                at += digits;
        }
        if (g_ascii_toupper(*at) == 'Z')
                return at[1] == '\0' && strncmp(text + 11, "24", 2) != 0;
        if ((*at != '+' && *at != '-') || strlen(at) != 6 || at[3] != ':')
                return false;
        const bool digits =
            g_ascii_isdigit(at[1]) && g_ascii_isdigit(at[2]) && g_ascii_isdigit(at[4]) && g_ascii_isdigit(at[5]);
        return digits && strncmp(at + 1, "23", 2) <= 0 && at[4] <= '5' && strncmp(text + 11, "24", 2) != 0;
}

bool
clock_from_rfc3339(const char *text, Instant *ret_instant)
{
        if (!clock_is_rfc3339(text))
                return false;
        g_autofree char *upper = g_ascii_strup(text, -1);
        g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(upper, NULL);
        if (time == NULL)
                return false;
        *ret_instant = g_date_time_to_unix(time) * G_USEC_PER_SEC + g_date_time_get_microsecond(time);
        return true;
}

gint64
clock_backoff_ms(unsigned attempt, gint64 first_ms, gint64 cap_ms)
{
        gint64 wait = MIN(first_ms, cap_ms);
        for (; attempt > 1 && wait > 0 && wait < cap_ms; attempt--)
                wait = wait > cap_ms / 2 ? cap_ms : wait * 2;
        const gint64 spread = MIN(wait / 4, G_MAXINT64 - wait);
        return wait + (spread > 0 ? g_random_int_range(0, (gint32) MIN(spread, G_MAXINT32 - 1) + 1) : 0);
}
