#include "reports/period.h"

#include <string.h>

enum { LONGEST_DAYS = 3660, WEEK_DAYS = 7, ISO_CHARACTERS = 10 };

bool
period_day(const char *text, GDate *ret_day)
{
        guint64 year = 0, month = 0, day = 0;
        g_auto(GStrv) parts = g_strsplit(text, "-", -1);
        if (strlen(text) != ISO_CHARACTERS || g_strv_length(parts) != 3 || strlen(parts[0]) != 4 ||
            strlen(parts[1]) != 2 || !g_ascii_string_to_unsigned(parts[0], 10, 1900, 2999, &year, NULL) ||
            !g_ascii_string_to_unsigned(parts[1], 10, 1, 12, &month, NULL) ||
            !g_ascii_string_to_unsigned(parts[2], 10, 1, 31, &day, NULL) ||
            !g_date_valid_dmy((GDateDay) day, (GDateMonth) month, (GDateYear) year))
                return false;
        g_date_clear(ret_day, 1);
        g_date_set_dmy(ret_day, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
        return true;
}

char *
period_read(const char *from, const char *to, const GDate *today, Period *ret_period)
{
        Period period;
        if (!period_day(from, &period.first))
                return g_strdup_printf("--from %s is not a date such as 2026-10-01", from);
        if (!period_day(to, &period.last))
                return g_strdup_printf("--to %s is not a date such as 2026-10-31", to);
        if (g_date_compare(&period.first, &period.last) > 0)
                return g_strdup_printf("--to %s lies before --from %s", to, from);
        if (g_date_days_between(&period.first, &period.last) > LONGEST_DAYS)
                return g_strdup_printf("%s to %s is longer than ten years", from, to);
        if (g_date_compare(&period.first, today) > 0)
                return g_strdup_printf("--from %s has not come yet", from);
        *ret_period = period;
        return NULL;
}

bool
period_last(const char *word, const GDate *today, Period *ret_period)
{
        Period period = { *today, *today };
        g_date_subtract_days(&period.last, 1);
        if (g_str_equal(word, "week"))
                g_date_subtract_days(&period.last, (guint) g_date_get_weekday(today) - G_DATE_MONDAY);
        else if (g_str_equal(word, "month"))
                g_date_subtract_days(&period.last, (guint) g_date_get_day(today) - 1);
        else if (!g_str_equal(word, "day"))
                return false;
        period.first = period.last;
        if (g_str_equal(word, "week"))
                g_date_subtract_days(&period.first, WEEK_DAYS - 1);
        else if (g_str_equal(word, "month"))
                g_date_set_day(&period.first, 1);
        *ret_period = period;
        return true;
}

Period
period_next(const char *word, const Period *period)
{
        Period next = { period->last, period->last };
        g_date_add_days(&next.first, 1);
        next.last = next.first;
        if (g_str_equal(word, "week"))
                g_date_add_days(&next.last, WEEK_DAYS - 1);
        else if (g_str_equal(word, "month")) {
                g_date_add_months(&next.last, 1);
                g_date_subtract_days(&next.last, 1);
        }
        return next;
}

GDate
period_today(void)
{
        g_autoptr(GTimeZone) london = g_time_zone_new_identifier("Europe/London");
        g_autoptr(GDateTime) now = london == NULL ? g_date_time_new_now_utc() : g_date_time_new_now(london);
        GDate today;
        g_date_clear(&today, 1);
        g_date_set_dmy(&today, (GDateDay) g_date_time_get_day_of_month(now), (GDateMonth) g_date_time_get_month(now),
                       (GDateYear) g_date_time_get_year(now));
        return today;
}

char *
period_iso(const GDate *day)
{
        return g_strdup_printf("%04u-%02u-%02u", (unsigned) g_date_get_year(day), (unsigned) g_date_get_month(day),
                               (unsigned) g_date_get_day(day));
}

char *
period_print(const GDate *day)
{
        static const char *const months[] = { "",     "January", "February",  "March",   "April",    "May",     "June",
                                              "July", "August",  "September", "October", "November", "December" };
        return g_strdup_printf("%u %s %u", (unsigned) g_date_get_day(day), months[g_date_get_month(day)],
                               (unsigned) g_date_get_year(day));
}
