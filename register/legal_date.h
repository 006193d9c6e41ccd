/* Dates and times as English and Welsh courts print them. Day first always; a date that no calendar has is refused. */
#ifndef REGISTER_LEGAL_DATE_H
#define REGISTER_LEGAL_DATE_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
        unsigned year, month, day;
        size_t start, end; /* octets of the printed form in the text that was searched */
        bool short_year;   /* the year was printed with two figures */
} LegalDate;

typedef struct {
        unsigned hour, minute;
        bool midnight; /* the word midnight: may mean the start or the end of a day */
        bool
            half_unstated; /* "4 o'clock": which half of the day is left to the reader; courts close in the afternoon */
        size_t start, end;
} LegalTime;

/* The first date that starts in [from, until) of text. Read are "20 July 2026", "01 Jan 2017", "1st day of March 2025",
 * "Friday 3 October 2025", "March 3, 2025", "29/04/2026", "3.10.25", "03-10-25", "13-Apr-24", "2025-03-01" and Welsh months.
 * Two-figure years are taken as 20xx. False when there is none. */
bool legal_date_find(const char *text, size_t from, size_t until, LegalDate *ret_date);
/* The same for a date that starts exactly at text + at. */
bool legal_date_at(const char *text, size_t at, LegalDate *ret_date);
/* A date of birth printed with two figures belongs to the century that makes the person at least ten years old in
 * year (of the order); without a year (0) 30 and above are 19xx. */
void legal_date_as_birth(LegalDate *date, unsigned year);
/* "2025-03-01"; the buffer holds 11 octets. Returns it. */
const char *legal_date_iso(const LegalDate *date, char buffer[11]);
/* Negative, 0 or positive as a is before, on or after b. */
int legal_date_compare(const LegalDate *a, const LegalDate *b);
/* Reads what legal_date_iso() prints. */
bool legal_date_from_iso(const char *iso, LegalDate *ret_date);
/* Later by so many years, months and days; the 29th to 31st fall back to the last day of a shorter month. */
LegalDate legal_date_later(const LegalDate *date, unsigned years, unsigned months, unsigned days);
/* The day before. */
LegalDate legal_date_before(const LegalDate *date);

/* The first time of day that starts in [from, until): "4pm", "4.00 p.m.", "16:00 hours", "1600 hrs", "0930", "noon",
 * "12:00 AM" (00:00), "4 o'clock in the afternoon", "4 o'clock" (16:00), "midnight". A bare number is none; four bare figures only after "at". */
bool legal_time_find(const char *text, size_t from, size_t until, LegalTime *ret_time);
/* "16:00"; the buffer holds 6 octets. */
const char *legal_time_print(const LegalTime *time, char buffer[6]);

#endif
