/* Every form in which courts print dates and hours. "" means: no date there. */
#include "register/legal_date.h"

static const struct {
        const char *text, *iso;
} dates[] = {
        { "20 July 2026", "2026-07-20" },
        { "01 Jan 2017", "2017-01-01" },
        { "29/04/2026", "2026-04-29" },
        { "1st day of March 2025", "2025-03-01" },
        { "on the 3rd day of March 2025", "2025-03-03" },
        { "Friday 3 October 2025", "2025-10-03" },
        { "Friday, 3rd October, 2025", "2025-10-03" },
        { "3.10.25", "2025-10-03" },
        { "03-10-25", "2025-10-03" },
        { "13-Apr-24", "2024-04-13" },
        { "2025-03-01", "2025-03-01" },
        { "March 3, 2025", "2025-03-03" },
        { "12 Feb. 2021", "2021-02-12" },
        { "2nd SEPTEMBER 1967", "1967-09-02" },
        { "3 Sept 2025", "2025-09-03" },
        { "14/2/24", "2024-02-14" },
        { "5 / 6 / 2025", "2025-06-05" },
        { "3 Mawrth 2026", "2026-03-03" },
        { "1af o Ionawr 2026", "2026-01-01" },
        { "29 February 2024", "2024-02-29" },
        { "Mon. 3 March 2025", "2025-03-03" },
        { "the fourteenth day of October Two thousand and twenty-five", "2025-10-14" },
        { "THIRTY-FIRST DAY OF MAY TWO THOUSAND AND SIXTEEN", "2016-05-31" },
        { "the second of June 1987", "1987-06-02" },
        { "third day of March nineteen hundred and ninety-four", "1994-03-03" },
        { "twentieth June twenty twenty-six", "2026-06-20" },
        { "the third of the three", "" },
        { "first May the respondent", "" },
        { "29 February 2025", "" },
        { "31/04/2025", "" },
        { "03/13/2025", "" },
        { "0/1/2025", "" },
        { "12.30", "" },
        { "46/12345/25", "" },
        { "01632 960500", "" },
        { "3 March 12:00", "" },
        { "section 42A of 1996", "" },
        { "TR/8854", "" },
        { "32 March 2025", "" },
        { "1/2", "" },
        { "v1.2.25.4", "" },
        { "3 March 2250", "" },
};

static const struct {
        const char *text, *hour;
} hours[] = {
        { "4pm", "16:00" },
        { "4.00 p.m.", "16:00" },
        { "16:00 hours", "16:00" },
        { "1600 hrs", "16:00" },
        { "at 0930 on", "09:30" },
        { "noon", "12:00" },
        { "12 noon", "12:00" },
        { "12:00 AM", "00:00" },
        { "12:00 PM", "12:00" },
        { "4 o'clock in the afternoon", "16:00" },
        { "23.59 hours", "23:59" },
        { "10.15am", "10:15" },
        { "11:59 PM", "23:59" },
        { "7.15pm", "19:15" },
        { "20:05", "20:05" },
        { "at 4.30", "04:30" },
        { "midday", "12:00" },
        { "10 a.m.", "10:00" },
        { "9.30 yb", "09:30" },
        { "25:00", "" },
        { "12", "" },
        { "2025", "" },
        { "150 metres", "" },
        { "10.75", "" },
        { "3/10", "" },
};

static void
test_dates(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(dates); i++) {
                LegalDate date;
                char iso[11] = "";
                if (legal_date_find(dates[i].text, 0, G_MAXSIZE, &date))
                        (void) legal_date_iso(&date, iso);
                if (!g_str_equal(iso, dates[i].iso)) {
                        g_test_message("%s read as \"%s\"", dates[i].text, iso);
                        g_test_fail();
                }
        }
}

static void
test_hours(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(hours); i++) {
                LegalTime time;
                char hour[6] = "";
                if (legal_time_find(hours[i].text, 0, G_MAXSIZE, &time))
                        (void) legal_time_print(&time, hour);
                if (!g_str_equal(hour, hours[i].hour)) {
                        g_test_message("%s read as \"%s\"", hours[i].text, hour);
                        g_test_fail();
                }
        }
        LegalTime midnight;
        g_assert_true(legal_time_find("midnight on 3 March", 0, 20, &midnight));
        g_assert_true(midnight.midnight);
}

static void
test_birth(void)
{
        LegalDate date;
        g_assert_true(legal_date_find("3.10.85", 0, 8, &date));
        legal_date_as_birth(&date, 2025);
        g_assert_cmpuint(date.year, ==, 1985);
        g_assert_true(legal_date_find("3.10.04", 0, 8, &date));
        legal_date_as_birth(&date, 2025);
        g_assert_cmpuint(date.year, ==, 2004);
        g_assert_true(legal_date_find("3 October 2019", 0, 14, &date));
        legal_date_as_birth(&date, 2025);
        g_assert_cmpuint(date.year, ==, 2019);
}

static void
test_later(void)
{
        char iso[11];
        LegalDate date;
        g_assert_true(legal_date_from_iso("2024-02-29", &date));
        LegalDate later = legal_date_later(&date, 1, 0, 0);
        g_assert_cmpstr(legal_date_iso(&later, iso), ==, "2025-02-28");
        later = legal_date_later(&date, 0, 6, 0);
        g_assert_cmpstr(legal_date_iso(&later, iso), ==, "2024-08-29");
        later = legal_date_later(&date, 0, 0, 14);
        g_assert_cmpstr(legal_date_iso(&later, iso), ==, "2024-03-14");
        g_assert_false(legal_date_from_iso("2025-02-30", &date));
        g_assert_false(legal_date_from_iso("25-02-01", &date));
        g_assert_cmpint(legal_date_compare(&later, &date), >, 0);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/legal_date/dates", test_dates);
        g_test_add_func("/legal_date/hours", test_hours);
        g_test_add_func("/legal_date/birth", test_birth);
        g_test_add_func("/legal_date/later", test_later);
        return g_test_run();
}
