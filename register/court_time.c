#include "register/court_time.h"

enum { SUMMER_SECONDS = 3600 };
/* The last second of the year 9999: later days have no instant here. */
static const gint64 END_OF_TIME = 253402300799;

static GTimeZone *
court_time_zone(void)
{
        static gsize zone = 0;
        if (g_once_init_enter(&zone)) {
                GTimeZone *london = g_time_zone_new_identifier("Europe/London");
                g_assert(london != NULL); /* the tz database is part of the system */
                g_once_init_leave(&zone, (gsize) london);
        }
        return (GTimeZone *) zone; /* NOLINT: g_once keeps pointers as numbers */
}

/* Seconds that London is ahead of UTC at the instant. */
static gint64
court_time_offset(gint64 instant)
{
        GTimeZone *zone = court_time_zone();
        return g_time_zone_get_offset(zone, g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, instant));
}

CourtTime
court_time(const LegalDate *date, unsigned hour, unsigned minute)
{
        g_autoptr(GDateTime) printed =
            g_date_time_new_utc((int) date->year, (int) date->month, (int) date->day, (int) hour, (int) minute, 0);
        if (printed == NULL) /* beyond the year 9999 */
                return (CourtTime){ END_OF_TIME, END_OF_TIME };
        const gint64 winter = g_date_time_to_unix(printed), summer = winter - SUMMER_SECONDS;
        const bool is_winter = court_time_offset(winter) == 0, is_summer = court_time_offset(summer) == SUMMER_SECONDS;
        if (is_winter && is_summer)
                return (CourtTime){ .first = summer, .last = winter };
        if (is_winter || is_summer)
                return is_winter ? (CourtTime){ winter, winter } : (CourtTime){ summer, summer };
        /* skipped: clocks go from 01:00 to 02:00, so the moment is 01:00 UTC of that day */
        const gint64 change = winter - winter % SUMMER_SECONDS;
        return (CourtTime){ change, change };
}

gint64
court_time_day_start(const LegalDate *date)
{
        return court_time(date, 0, 0).first;
}

char *
court_time_day(const LegalDate *date)
{
        static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
        static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                              "July",    "August",   "September", "October", "November", "December" };
        g_autoptr(GDateTime) day = g_date_time_new_utc((int) date->year, (int) date->month, (int) date->day, 0, 0, 0);
        if (day == NULL)
                return g_strdup("");
        return g_strdup_printf("%s %u %s %u", days[g_date_time_get_day_of_week(day) - 1], date->day,
                               months[date->month - 1], date->year);
}

char *
court_time_print(gint64 instant)
{
        g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(instant);
        g_autoptr(GDateTime) local = utc == NULL ? NULL : g_date_time_to_timezone(utc, court_time_zone());
        if (local == NULL)
                return g_strdup("");
        const LegalDate date = { .year = (unsigned) g_date_time_get_year(local),
                                 .month = (unsigned) g_date_time_get_month(local),
                                 .day = (unsigned) g_date_time_get_day_of_month(local) };
        g_autofree char *day = court_time_day(&date);
        return g_strdup_printf("%s, %02d:%02d", day, g_date_time_get_hour(local), g_date_time_get_minute(local));
}
