#include "register/duration.h"

#include <string.h>

/* Openings of a sentence that names no end. Compared without case, blanks folded. */
static const char *const further[] = {
        "further order",
        "further notice",
        "a further order",
        "any further order",
        "varied or discharged",
        "discharged",
        "discharge",
        "revoked",
        "no fixed end date",
        "no end date",
        "no expiry",
        "indefinite",
        "indefinitely",
        "without limit of time",
        "without limit",
        "it is varied or discharged",
        "it is discharged",
        "varied or set aside",
        "the court orders otherwise",
        "further order of the court",
        "dim dyddiad terfyn penodol",
        "gorchymyn pellach",
        "further court order",
        "unlimited",
};

static const struct {
        const char *word;
        unsigned number;
} numbers[] = { { "one", 1 },
                { "two", 2 },
                { "three", 3 },
                { "four", 4 },
                { "five", 5 },
                { "six", 6 },
                { "seven", 7 },
                { "eight", 8 },
                { "nine", 9 },
                { "ten", 10 },
                { "eleven", 11 },
                { "twelve", 12 },
                { "thirteen", 13 },
                { "fourteen", 14 },
                { "fifteen", 15 },
                { "eighteen", 18 },
                { "twenty-four", 24 },
                { "twenty four", 24 },
                { "twenty-eight", 28 },
                { "twenty eight", 28 },
                { "twenty-one", 21 },
                { "twenty", 20 },
                { "thirty-six", 36 },
                { "thirty", 30 },
                { "a", 1 },
                { "an", 1 },
                { "un", 1 },
                { "deuddeg", 12 },
                { "chwe", 6 } };

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
        static const char *const words[] = { "until",
                                             "the",
                                             "and including",
                                             "on",
                                             "at",
                                             "a period of",
                                             "a term of",
                                             "for",
                                             "to",
                                             "date",
                                             "-",
                                             ":",
                                             "up",
                                             "unless varied or discharged",
                                             "such time as",
                                             "further or other order or until",
                                             "duration of",
                                             "period of",
                                             "another",
                                             "lasts",
                                             "runs",
                                             "expires",
                                             "ends",
                                             "end of",
                                             "expiry",
                                             "close of business",
                                             "11:59:59 pm",
                                             "midday on",
                                             "after",
                                             "from now",
                                             "day",
                                             "is",
                                             "tan",
                                             "hyd" };
        bool moved = true;
        while (moved && at < until) {
                moved = false;
                at = duration_blanks(text, at);
                for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
                        size_t end = 0;
                        if (duration_word(text, at, words[i], &end) && end <= until) {
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
        static const struct {
                const char *word;
                unsigned years, months, days;
        } units[] = { { "years", 1, 0, 0 }, { "year's", 1, 0, 0 }, { "years'", 1, 0, 0 },  { "year", 1, 0, 0 },
                      { "yrs", 1, 0, 0 },   { "months", 0, 1, 0 }, { "months'", 0, 1, 0 }, { "month", 0, 1, 0 },
                      { "mths", 0, 1, 0 },  { "weeks", 0, 0, 7 },  { "week", 0, 0, 7 },    { "days", 0, 0, 1 },
                      { "day", 0, 0, 1 },   { "mis", 0, 1, 0 },    { "blynedd", 1, 0, 0 }, { "flwyddyn", 1, 0, 0 } };
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

/* Where the period starts: looked for in the rest of its own sentence. */
static void
duration_anchor(const char *text, size_t until, Duration *duration)
{
        size_t stop = duration->end;
        while (stop < until && text[stop] != '\0' &&
               !(text[stop] == '.' && (stop + 1 >= until || g_ascii_isspace(text[stop + 1]))) && text[stop] != ';' &&
               !(text[stop] == '\n' && text[stop + 1] == '\n'))
                stop++;
        static const struct {
                const char *words;
                DurationStart from;
        } anchors[] = {
                { "service", DURATION_FROM_SERVICE },
                { "is served", DURATION_FROM_SERVICE },
                { "it is personally served", DURATION_FROM_SERVICE },
                { "served on", DURATION_FROM_SERVICE },
                { "being served", DURATION_FROM_SERVICE },
                { "date of this order", DURATION_FROM_ORDER },
                { "date of the order", DURATION_FROM_ORDER },
                { "date hereof", DURATION_FROM_ORDER },
                { "date on which it was made", DURATION_FROM_ORDER },
                { "date it was made", DURATION_FROM_ORDER },
                { "date on which this order", DURATION_FROM_ORDER },
                { "date this order was made", DURATION_FROM_ORDER },
                { "date of making", DURATION_FROM_ORDER },
                { "making of this order", DURATION_FROM_ORDER },
                { "from today", DURATION_FROM_ORDER },
                { "beginning today", DURATION_FROM_ORDER },
                { "from this date", DURATION_FROM_ORDER },
                { "today's date", DURATION_FROM_ORDER },
                { "the above date", DURATION_FROM_ORDER },
                { "date above", DURATION_FROM_ORDER },
                { "starting today", DURATION_FROM_ORDER },
                { "date of imposition", DURATION_FROM_ORDER },
                { "date of sentence", DURATION_FROM_ORDER },
                { "day it was made", DURATION_FROM_ORDER },
                { "day of this order", DURATION_FROM_ORDER },
                { "from the date made", DURATION_FROM_ORDER },
                { "making this order", DURATION_FROM_ORDER },
                { "made today", DURATION_FROM_ORDER },
                { "day on which it was made", DURATION_FROM_ORDER },
        };
        for (size_t at = duration->end; at < stop; at++) {
                if (at > 0 && g_ascii_isalnum(text[at - 1]))
                        continue;
                for (unsigned i = 0; i < G_N_ELEMENTS(anchors); i++) {
                        size_t end = 0;
                        if (!duration_word(text, at, anchors[i].words, &end) || end > until)
                                continue;
                        duration->from = anchors[i].from;
                        duration->end = end;
                        return;
                }
        }
        LegalDate date;
        size_t from = 0;
        const size_t here = duration_blanks(text, duration->end);
        if ((duration_word(text, here, "from", &from) || duration_word(text, here, "beginning", &from) ||
             duration_word(text, here, "starting", &from) || duration_word(text, here, "commencing", &from)) &&
            legal_date_find(text, from, MIN(stop, from + 30), &date)) {
                duration->from = DURATION_FROM_DATE;
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
        duration_anchor(text, until, &duration);
        *ret = duration;
        return true;
}

bool
duration_read(const char *text, size_t from, size_t until, Duration *ret_duration)
{
        const size_t at = duration_filler(text, from, until);
        if (at >= until)
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(further); i++) {
                size_t end = 0;
                if (!duration_word(text, at, further[i], &end) || end > until)
                        continue;
                *ret_duration = (Duration){ .kind = DURATION_FURTHER, .start = at, .end = end };
                return true;
        }
        if (duration_period(text, at, until, ret_duration))
                return true;
        LegalDate date;
        LegalTime time;
        /* The hour stands before the date ("4pm on ...") or just after it ("... at 12:00 AM", "... (noon)"). */
        if (!legal_date_find(text, at, MIN(until, at + 60), &date))
                return false;
        const bool before = date.start > at && legal_time_find(text, at, date.start, &time);
        size_t gap = at;
        for (; gap < date.start && !before; gap++) {
                /* Only joining words may stand between: anything else is another sentence. */
                if (strchr(".;", text[gap]) != NULL)
                        return false;
        }
        *ret_duration = (Duration){
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
                ret_duration->has_time = !time.midnight;
                ret_duration->time = time;
                ret_duration->end = MAX(ret_duration->end, time.end);
        }
        return true;
}

LegalDate
duration_end(const Duration *duration, const LegalDate *start)
{
        return legal_date_later(start, duration->years, duration->months, duration->days);
}
