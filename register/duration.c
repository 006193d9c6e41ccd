#include "register/duration.h"

#include <string.h>

/* One list a kind of row; duration.def has the words. */
#define ENDLESS(words)
#define BETWEEN(words)
#define NUMBER(words, value)
#define UNIT(word, years, months, days)
#define START(words, from)

#undef ENDLESS
#define ENDLESS(words) words,
static const char *const endless[] = {
#include "register/duration.def"
};
#undef ENDLESS
#define ENDLESS(words)

#undef BETWEEN
#define BETWEEN(words) words,
static const char *const betweens[] = {
#include "register/duration.def"
};
#undef BETWEEN
#define BETWEEN(words)

#undef NUMBER
#define NUMBER(words, value) { words, value },
static const struct {
        const char *word;
        unsigned number;
} numbers[] = {
#include "register/duration.def"
};
#undef NUMBER
#define NUMBER(words, value)

#undef UNIT
#define UNIT(word, years, months, days) { word, years, months, days },
static const struct {
        const char *word;
        unsigned years, months, days;
} units[] = {
#include "register/duration.def"
};
#undef UNIT
#define UNIT(word, years, months, days)

#undef START
#define START(words, from) { words, DURATION_FROM_##from },
static const struct {
        const char *words;
        DurationStart from;
} starts[] = {
#include "register/duration.def"
};

static bool
duration_word(const char *text, size_t at, const char *word, size_t *ret_end)
{
        for (; *word != '\0'; word++) {
                if (*word == ' ') {
                        if (!g_ascii_isspace(text[at]))
                                return false;
                        while (g_ascii_isspace(text[at]))
                                at++;
                        continue;
                }
                if (g_ascii_tolower(text[at]) != *word)
                        return false;
                at++;
        }
        if (g_ascii_isalnum(text[at]))
                return false;
        *ret_end = at;
        return true;
}

static size_t
duration_blanks(const char *text, size_t at)
{
        while (g_ascii_isspace(text[at]))
                at++;
        return at;
}

/* Skips words that may stand between the opening and the value. */
static size_t
duration_filler(const char *text, size_t at, size_t until)
{
        bool moved = true;
        while (moved && at < until) {
                moved = false;
                at = duration_blanks(text, at);
                for (unsigned i = 0; i < G_N_ELEMENTS(betweens); i++) {
                        size_t end = 0;
                        if (duration_word(text, at, betweens[i], &end) && end <= until) {
                                at = end;
                                moved = true;
                                break;
                        }
                }
        }
        return at;
}

static bool
duration_number(const char *text, size_t *at, unsigned *ret_number)
{
        unsigned value = 0, count = 0;
        size_t here = *at;
        while (count < 4 && g_ascii_isdigit(text[here])) {
                value = value * 10 + (unsigned) (text[here++] - '0');
                count++;
        }
        for (unsigned i = 0; count == 0 && i < G_N_ELEMENTS(numbers); i++) {
                if (duration_word(text, here, numbers[i].word, &here)) {
                        value = numbers[i].number;
                        count = 1;
                        break;
                }
        }
        if (count == 0 || value == 0)
                return false;
        here = duration_blanks(text, here);
        /* "six (6) months", "12 (twelve) months" */
        if (text[here] == '(') {
                const char *close = memchr(text + here, ')', strnlen(text + here, 20));
                if (close != NULL)
                        here = duration_blanks(text, (size_t) (close - text) + 1);
        }
        if (duration_word(text, here, "calendar", &here) || duration_word(text, here, "full", &here) ||
            text[here] == '-')
                here = duration_blanks(text, text[here] == '-' ? here + 1 : here);
        *at = here;
        *ret_number = value;
        return true;
}

static bool
duration_unit(const char *text, size_t *at, unsigned number, Duration *duration)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(units); i++) {
                if (!duration_word(text, *at, units[i].word, at))
                        continue;
                duration->years += units[i].years * number;
                duration->months += units[i].months * number;
                duration->days += units[i].days * number;
                return true;
        }
        return false;
}

/* A word among text[from, until) that says that a period runs from here; ret_first: that this day is its first. */
static bool
duration_runs(const char *text, size_t from, size_t until, bool *ret_first)
{
        static const char *const first[] = { "beginning", "starting", "commencing", "begins", "starts", "dechrau" };
        static const char *const others[] = { "from", "after", "of", "following", "since", "o", "ar ol", "running" };
        bool found = false;
        *ret_first = false;
        for (size_t at = from; at < until; at++) {
                size_t end = 0;
                if (at > 0 && g_ascii_isalnum(text[at - 1]))
                        continue;
                for (unsigned i = 0; i < G_N_ELEMENTS(first); i++) {
                        if (duration_word(text, at, first[i], &end))
                                found = *ret_first = true;
                }
                for (unsigned i = 0; i < G_N_ELEMENTS(others); i++)
                        found = found || duration_word(text, at, others[i], &end);
        }
        return found;
}

/* "3 years from that date, ending on 29 June 2028": the day is the last, none from which the period runs. */
static bool
duration_closes(const char *text, size_t from, size_t until)
{
        static const char *const last[] = { "ending", "ends",  "expiring",      "expires",         "until",      "till",
                                            "to end", "up to", "to the end of", "to the close of", "to midnight" };
        for (size_t at = from; at < until; at++) {
                size_t end = 0;
                for (unsigned i = 0; i < G_N_ELEMENTS(last) && !(at > 0 && g_ascii_isalnum(text[at - 1])); i++) {
                        if (duration_word(text, at, last[i], &end))
                                return true;
                }
        }
        return false;
}

/* Where another clause begins among text[from, until): "for 12 months and the order of 3 March is discharged". */
static size_t
duration_clause(const char *text, size_t from, size_t until)
{
        static const char *const others[] = { "and the",  "and any",  "and all",   "and this",
                                              "and that", "save for", "save that", "but" };
        for (size_t at = from; at < until; at++) {
                size_t end = 0;
                for (unsigned i = 0; i < G_N_ELEMENTS(others) && !(at > 0 && g_ascii_isalnum(text[at - 1])); i++) {
                        if (duration_word(text, at, others[i], &end) && !duration_word(text, end + 1, "period", &end))
                                return at;
                }
        }
        return until;
}

/* "beginning with the day on which this order", and then "is personally served on him": it runs from its service. */
static bool
duration_is_served(const char *text, size_t at, size_t until, size_t *ret_end)
{
        static const char *const between[] = { "is",   "was",  "are",        "be",   "being", "has",
                                               "have", "been", "personally", "duly", "first" };
        static const char *const served[] = { "served", "handed", "delivered", "brought to", "comes to", "came to" };
        for (bool moved = true; moved && at < until;) {
                size_t end = 0;
                moved = false;
                at = duration_blanks(text, at);
                for (unsigned i = 0; i < G_N_ELEMENTS(served); i++) {
                        if (duration_word(text, at, served[i], &end)) {
                                *ret_end = end;
                                return end <= until;
                        }
                }
                for (unsigned i = 0; i < G_N_ELEMENTS(between) && !moved; i++)
                        moved = duration_word(text, at, between[i], &at);
        }
        return false;
}

/* Where the period starts: said soon after it, in the same clause. */
static void
duration_start(const char *text, size_t until, Duration *duration)
{
        enum { REACH = 90 };
        size_t stop = duration->end;
        while (stop < until && stop < duration->end + REACH && text[stop] != '\0' &&
               !(text[stop] == '.' && (stop + 1 >= until || g_ascii_isspace(text[stop + 1]))) && text[stop] != ';' &&
               !(text[stop] == '\n' && text[stop + 1] == '\n'))
                stop++;
        stop = duration_clause(text, duration->end, stop);
        bool first = false;
        for (size_t at = duration->end; at < stop; at++) {
                if (at > 0 && g_ascii_isalnum(text[at - 1]))
                        continue;
                for (unsigned i = 0; i < G_N_ELEMENTS(starts); i++) {
                        size_t end = 0;
                        if (!duration_word(text, at, starts[i].words, &end) || end > until ||
                            !duration_runs(text, duration->end, end, &first))
                                continue;
                        duration->from =
                            starts[i].from == DURATION_FROM_ORDER && duration_is_served(text, end, stop, &end)
                                ? DURATION_FROM_SERVICE
                                : starts[i].from;
                        duration->first_day_counts = first;
                        duration->end = end;
                        return;
                }
        }
        LegalDate date;
        if (legal_date_find(text, duration->end, stop, &date) && date.start < duration->end + 40 &&
            !duration_closes(text, duration->end, date.start) &&
            duration_runs(text, duration->end, date.start, &first)) {
                duration->from = DURATION_FROM_DATE;
                duration->first_day_counts = first;
                duration->date = date;
                duration->end = date.end;
        }
}

static bool
duration_period(const char *text, size_t at, size_t until, Duration *ret)
{
        Duration duration = { .kind = DURATION_PERIOD, .start = at };
        unsigned number = 0;
        size_t here = at;
        bool found = false;
        while (here < until) {
                size_t next = here, end = 0;
                if (found && (duration_word(text, next, "and", &end) || text[next] == ',')) /* 1 year and 6 months */
                        next = duration_blanks(text, text[next] == ',' ? next + 1 : end);
                if (!duration_number(text, &next, &number) || number > 999 ||
                    !duration_unit(text, &next, number, &duration))
                        break;
                found = true;
                duration.end = next;
                here = duration_blanks(text, next);
        }
        if (!found)
                return false;
        duration_start(text, until, &duration);
        *ret = duration;
        return true;
}

/* Nothing but joining words and signs in text[from, until). */
static bool
duration_joins(const char *text, size_t from, size_t until)
{
        size_t at = from;
        while (at < until) {
                const size_t next = duration_filler(text, at, until);
                at = next;
                while (at < until && strchr(" \t\n,()-:", text[at]) != NULL)
                        at++;
                if (at == next)
                        break;
        }
        return at >= until;
}

/* An end date with the hour before it ("4pm on ...") or just behind ("... at 12:00 AM", "... (noon)"). */
static bool
duration_date(const char *text, size_t at, size_t until, Duration *ret)
{
        LegalDate date;
        LegalTime time;
        if (!legal_date_find(text, at, MIN(until, at + 60), &date))
                return false;
        const bool before = date.start > at && legal_time_find(text, at, date.start, &time);
        if (before ? !duration_joins(text, at, time.start) || !duration_joins(text, time.end, date.start)
                   : !duration_joins(text, at, date.start))
                return false;
        *ret = (Duration){
                .kind = DURATION_DATE, .date = date, .start = before ? time.start : date.start, .end = date.end
        };
        size_t after = date.end;
        while (after < until && after < date.end + 6 && strchr(" \t\n,(-", text[after]) != NULL)
                after++;
        size_t word_end = after;
        if (duration_word(text, after, "at", &word_end) || duration_word(text, after, "am", &word_end))
                after = duration_blanks(text, word_end);
        const bool follows =
            !before && legal_time_find(text, after, MIN(until, after + 3), &time) && time.start <= after + 2;
        if (before || follows) {
                ret->has_time = !time.midnight;
                ret->time = time;
                ret->end = MAX(ret->end, time.end);
        }
        return true;
}

/* The end of the longest wording for no end that stands at at; 0 for none. */
static size_t
duration_endless(const char *text, size_t at, size_t until)
{
        size_t found = 0;
        for (unsigned i = 0; at < until && i < G_N_ELEMENTS(endless); i++) {
                size_t end = 0;
                if (duration_word(text, at, endless[i], &end) && end <= until)
                        found = MAX(found, end);
        }
        return found;
}

bool
duration_read(const char *text, size_t from, size_t until, Duration *ret_duration)
{
        size_t at = duration_blanks(text, from);
        size_t found = duration_endless(text, at, until);
        if (found == 0) {
                at = duration_filler(text, from, until);
                found = duration_endless(text, at, until);
        }
        if (at >= until)
                return false;
        if (found == 0)
                return duration_period(text, at, until, ret_duration) || duration_date(text, at, until, ret_duration);
        /* "until further order or 4pm on 3 March, whichever is the earlier": the date is the end that is stated */
        size_t other = duration_blanks(text, found);
        if ((duration_word(text, other, "or", &other) || duration_word(text, other, "and", &other)) &&
            duration_read(text, other, until, ret_duration) && ret_duration->kind != DURATION_FURTHER)
                return true;
        *ret_duration = (Duration){ .kind = DURATION_FURTHER, .start = at, .end = found };
        return true;
}

LegalDate
duration_end(const Duration *duration, const LegalDate *start)
{
        const LegalDate end = legal_date_later(start, duration->years, duration->months, duration->days);
        const bool shortened = duration->days == 0 && end.day != start->day;
        return duration->first_day_counts && !shortened ? legal_date_before(&end) : end;
}
