#include "register/legal_date.h"

#include "register/number_word.h"

#include <string.h>

/* Names are compared without case; the short form needs at least three letters. Welsh beside English. */
static const struct {
        const char *name;
        unsigned month;
} months[] = {
        { "january", 1 },   { "february", 2 },   { "march", 3 },     { "april", 4 },     { "may", 5 },
        { "june", 6 },      { "july", 7 },       { "august", 8 },    { "september", 9 }, { "sept", 9 },
        { "october", 10 },  { "november", 11 },  { "december", 12 }, { "jan", 1 },       { "feb", 2 },
        { "febuary", 2 },   { "mar", 3 },        { "apr", 4 },       { "jun", 6 },       { "jul", 7 },
        { "aug", 8 },       { "sep", 9 },        { "oct", 10 },      { "nov", 11 },      { "dec", 12 },
        { "ionawr", 1 },    { "chwefror", 2 },   { "mawrth", 3 },    { "ebrill", 4 },    { "mai", 5 },
        { "mehefin", 6 },   { "gorffennaf", 7 }, { "awst", 8 },      { "medi", 9 },      { "hydref", 10 },
        { "tachwedd", 11 }, { "rhagfyr", 12 },
};

static const char *const days[] = { "monday",       "tuesday",  "wednesday",   "thursday",    "friday",
                                    "saturday",     "sunday",   "mon",         "tues",        "tue",
                                    "weds",         "wed",      "thurs",       "thur",        "thu",
                                    "fri",          "sat",      "sun",         "dydd llun",   "dydd mawrth",
                                    "dydd mercher", "dydd iau", "dydd gwener", "dydd sadwrn", "dydd sul" };

static bool
is_word(char c)
{
        return g_ascii_isalnum(c) || (c & 0x80) != 0;
}

/* word is in small letters. */
static bool
legal_word(const char *text, size_t at, const char *word)
{
        /* most words are told apart by their first letter, which is a letter in every list here */
        if ((text[at] | 0x20) != word[0])
                return false;
        const size_t length = strlen(word);
        return g_ascii_strncasecmp(text + at, word, length) == 0 && !g_ascii_isalpha(text[at + length]);
}

static size_t
legal_blanks(const char *text, size_t at)
{
        for (;;) {
                if (text[at] == ' ' || text[at] == '\t' || text[at] == '\n')
                        at++;
                else if (text[at] == '\xC2' && text[at + 1] == '\xA0')
                        at += 2;
                else
                        return at;
        }
}

/* Figures at at: their number in *ret_count (0 to 5), their value returned. */
static unsigned
legal_figures(const char *text, size_t at, unsigned *ret_count)
{
        unsigned value = 0;
        *ret_count = 0;
        while (*ret_count < 5 && g_ascii_isdigit(text[at + *ret_count])) {
                value = value * 10 + (unsigned) (text[at + *ret_count] - '0');
                (*ret_count)++;
        }
        return value;
}

static bool
legal_month(const char *text, size_t *at, unsigned *ret_month)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(months); i++) {
                if (!legal_word(text, *at, months[i].name))
                        continue;
                *at += strlen(months[i].name);
                if (text[*at] == '.')
                        (*at)++;
                *ret_month = months[i].month;
                return true;
        }
        return false;
}

static bool
legal_year(const char *text, size_t *at, LegalDate *date)
{
        unsigned count = 0;
        size_t here = *at;
        if (text[here] == '\'' || text[here] == ',')
                here = legal_blanks(text, here + 1);
        size_t spelled = 0;
        date->year = number_word_year(text + here, &spelled);
        if (date->year > 0) {
                *at = here + spelled;
                return true;
        }
        unsigned year = legal_figures(text, here, &count);
        if ((count != 2 && count != 4) || is_word(text[here + count]))
                return false;
        /* "3 March 12:00" and "3 March 10.30am" state no year, and neither does a decimal. */
        if (count == 2 && (text[here + count] == ':' || text[here + count] == '%' ||
                           (text[here + count] == '.' && g_ascii_isdigit(text[here + count + 1]))))
                return false;
        date->short_year = count == 2;
        date->year = count == 2 ? 2000 + year : year;
        *at = here + count;
        return true;
}

static bool
legal_accept(LegalDate *date, size_t start, size_t end)
{
        if (date->year < 1900 || date->year > 2199 ||
            !g_date_valid_dmy((GDateDay) date->day, (GDateMonth) date->month, (GDateYear) date->year))
                return false;
        date->start = start;
        date->end = end;
        return true;
}

/* "of", "day of", "o" between day and month, commas and hyphens as in 13-Apr-24. */
static size_t
legal_joint(const char *text, size_t at)
{
        static const char *const suffixes[] = { "st", "nd", "rd", "th", "af", "ain", "ydd", "fed", "eg", "ed", "il" };
        for (unsigned i = 0; i < G_N_ELEMENTS(suffixes); i++) {
                if (legal_word(text, at, suffixes[i])) {
                        at += strlen(suffixes[i]);
                        break;
                }
        }
        static const char *const joints[] = { "day", "of", "o" };
        at = legal_blanks(text, at);
        if (strchr("-/.,", text[at]) != NULL && text[at] != '\0')
                at = legal_blanks(text, at + 1);
        for (unsigned i = 0; i < G_N_ELEMENTS(joints); i++) {
                if (legal_word(text, at, joints[i]))
                        at = legal_blanks(text, at + strlen(joints[i]));
        }
        return at;
}

/* "3 March 2025" and its kin, from the day's figures on. */
static bool
legal_named(const char *text, size_t start, size_t at, LegalDate *ret)
{
        unsigned count = 0;
        LegalDate date = { .day = legal_figures(text, at, &count) };
        size_t spelled = 0;
        if (count == 0)
                date.day = number_word_day(text + at, &spelled);
        if (count > 2 || date.day == 0)
                return false;
        size_t here = legal_joint(text, at + count + spelled);
        if (!legal_month(text, &here, &date.month))
                return false;
        here = legal_blanks(text, here);
        if (text[here] == '-' || text[here] == ',' || text[here] == '/')
                here = legal_blanks(text, here + 1);
        if (legal_word(text, here, "in the year"))
                here = legal_blanks(text, here + strlen("in the year"));
        if (!legal_year(text, &here, &date) || !legal_accept(&date, start, here))
                return false;
        *ret = date;
        return true;
}

/* "March 3, 2025": a named month can't be confused. */
static bool
legal_month_first(const char *text, size_t start, size_t at, LegalDate *ret)
{
        LegalDate date = { 0 };
        unsigned count = 0;
        if (!legal_month(text, &at, &date.month))
                return false;
        at = legal_blanks(text, at);
        date.day = legal_figures(text, at, &count);
        if (count == 0 || count > 2)
                return false;
        at += count;
        for (unsigned i = 0; i < 4; i++) {
                static const char *const suffixes[] = { "st", "nd", "rd", "th" };
                if (legal_word(text, at, suffixes[i]))
                        at += 2;
        }
        at = legal_blanks(text, at);
        if (text[at] == ',')
                at = legal_blanks(text, at + 1);
        if (!legal_year(text, &at, &date) || date.short_year || !legal_accept(&date, start, at))
                return false;
        *ret = date;
        return true;
}

/* Two figures, two and four, with nothing but blanks between: 24 09 1976. */
static bool
legal_is_spaced(const char *text, size_t at)
{
        static const char shape[] = "00 00 0000";
        for (unsigned i = 0; shape[i] != '\0'; i++) {
                if (shape[i] == ' ' ? text[at + i] != ' ' : !g_ascii_isdigit(text[at + i]))
                        return false;
        }
        const size_t end = at + sizeof shape - 1;
        const bool before =
            at > 0 && (is_word(text[at - 1]) || (at > 1 && text[at - 1] == ' ' && g_ascii_isdigit(text[at - 2])));
        return !before && !is_word(text[end]) && !(text[end] == ' ' && g_ascii_isdigit(text[end + 1])) &&
               (strncmp(text + at + 6, "19", 2) == 0 || strncmp(text + at + 6, "20", 2) == 0);
}

/* Figures only: 29/04/2026, 3.10.25, 03-10-25, 3 / 10 / 2025, 2025-03-01, 24 09 1976. */
static bool
legal_numeric(const char *text, size_t start, size_t at, LegalDate *ret)
{
        unsigned count = 0, value[3] = { 0 }, counts[3] = { 0 };
        const bool spaced = legal_is_spaced(text, at);
        char separator = '\0';
        size_t here = at;
        for (unsigned i = 0; i < 3; i++) {
                value[i] = legal_figures(text, here, &count);
                counts[i] = count;
                if (count == 0 || count > 4)
                        return false;
                here += count;
                if (i == 2)
                        break;
                size_t next = here;
                while (text[next] == ' ')
                        next++;
                if (spaced) {
                        here = next;
                        continue;
                }
                if (text[next] == '\0' || strchr("/.-", text[next]) == NULL ||
                    (separator != '\0' && text[next] != separator))
                        return false;
                separator = text[next++];
                while (text[next] == ' ')
                        next++;
                here = next;
        }
        if (is_word(text[here]) || (text[here] == separator && g_ascii_isdigit(text[here + 1])))
                return false;
        LegalDate date = { .day = value[0], .month = value[1], .year = value[2] };
        if (counts[0] == 4 && counts[1] <= 2 && counts[2] <= 2) {
                date = (LegalDate){ .year = value[0], .month = value[1], .day = value[2] };
        } else if (counts[0] > 2 || counts[1] > 2 || (counts[2] != 2 && counts[2] != 4)) {
                return false;
        } else if (counts[2] == 2) {
                date.short_year = true;
                date.year += 2000;
        }
        if (!legal_accept(&date, start, here))
                return false;
        *ret = date;
        return true;
}

bool
legal_date_at(const char *text, size_t at, LegalDate *ret_date)
{
        size_t here = at;
        for (unsigned i = 0; i < G_N_ELEMENTS(days); i++) {
                if (!legal_word(text, here, days[i]))
                        continue;
                here += strlen(days[i]);
                while (text[here] == '.' || text[here] == ',')
                        here++;
                here = legal_blanks(text, here);
                break;
        }
        if (legal_word(text, here, "the"))
                here = legal_blanks(text, here + 3);
        if (g_ascii_isdigit(text[here]))
                return legal_named(text, at, here, ret_date) || legal_numeric(text, at, here, ret_date);
        return legal_named(text, at, here, ret_date) || (here == at && legal_month_first(text, at, here, ret_date));
}

bool
legal_date_find(const char *text, size_t from, size_t until, LegalDate *ret_date)
{
        for (size_t at = from; at < until && text[at] != '\0'; at++) {
                if (at > 0 && is_word(text[at]) && is_word(text[at - 1]))
                        continue;
                if (at > 0 && g_ascii_isdigit(text[at]) && strchr("/.-", text[at - 1]) != NULL && at > 1 &&
                    g_ascii_isdigit(text[at - 2]))
                        continue;
                if (!g_ascii_isalnum(text[at]))
                        continue;
                if (legal_date_at(text, at, ret_date))
                        return true;
        }
        return false;
}

void
legal_date_as_birth(LegalDate *date, unsigned year)
{
        if (!date->short_year)
                return;
        const unsigned youngest = year > 0 ? year - 10 : 2029;
        if (date->year > youngest)
                date->year -= 100;
}

const char *
legal_date_iso(const LegalDate *date, char buffer[11])
{
        g_snprintf(buffer, 11, "%04u-%02u-%02u", date->year % 10000, date->month % 100, date->day % 100);
        return buffer;
}

int
legal_date_compare(const LegalDate *a, const LegalDate *b)
{
        const long x = (long) a->year * 10000 + (long) a->month * 100 + (long) a->day;
        const long y = (long) b->year * 10000 + (long) b->month * 100 + (long) b->day;
        return x < y ? -1 : x > y;
}

bool
legal_date_from_iso(const char *iso, LegalDate *ret_date)
{
        return iso != NULL && strlen(iso) == 10 && iso[4] == '-' && iso[7] == '-' &&
               legal_numeric(iso, 0, 0, ret_date) && ret_date->end == 10;
}

LegalDate
legal_date_later(const LegalDate *date, unsigned years, unsigned months_later, unsigned days_later)
{
        GDate moved;
        g_date_clear(&moved, 1);
        g_date_set_dmy(&moved, (GDateDay) date->day, (GDateMonth) date->month, (GDateYear) date->year);
        g_date_add_years(&moved, years);
        g_date_add_months(&moved, months_later);
        g_date_add_days(&moved, days_later);
        LegalDate later = *date;
        later.year = g_date_get_year(&moved);
        later.month = (unsigned) g_date_get_month(&moved);
        later.day = g_date_get_day(&moved);
        return later;
}

LegalDate
legal_date_before(const LegalDate *date)
{
        GDate moved;
        g_date_clear(&moved, 1);
        g_date_set_dmy(&moved, (GDateDay) date->day, (GDateMonth) date->month, (GDateYear) date->year);
        g_date_subtract_days(&moved, 1);
        LegalDate before = *date;
        before.year = g_date_get_year(&moved);
        before.month = (unsigned) g_date_get_month(&moved);
        before.day = g_date_get_day(&moved);
        return before;
}
