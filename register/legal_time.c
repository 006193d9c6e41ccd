#include "register/legal_date.h"

#include <string.h>

static bool
time_word(const char *text, size_t at, const char *word)
{
        const size_t length = strlen(word);
        return g_ascii_strncasecmp(text + at, word, length) == 0 && !g_ascii_isalnum(text[at + length]);
}

static size_t
time_blanks(const char *text, size_t at)
{
        while (text[at] == ' ' || text[at] == '\t' || text[at] == '\n')
                at++;
        return at;
}

/* am, a.m., a.m, pm, p.m., yb and yp (Welsh): 'a', 'p' or 0; moves *at past them. */
static char
time_half(const char *text, size_t *at)
{
        static const struct {
                const char *word;
                char half;
        } halves[] = { { "a.m.", 'a' },
                       { "p.m.", 'p' },
                       { "a.m", 'a' },
                       { "p.m", 'p' },
                       { "am", 'a' },
                       { "pm", 'p' },
                       { "a m", 'a' },
                       { "p m", 'p' },
                       { "yb", 'a' },
                       { "yp", 'p' },
                       { "o'clock in the morning", 'a' },
                       { "o'clock in the afternoon", 'p' },
                       { "o'clock in the evening", 'p' },
                       { "o'r gloch y bore", 'a' },
                       { "o'r gloch y prynhawn", 'p' },
                       { "o'r gloch yr hwyr", 'p' },
                       { "y bore", 'a' },
                       { "y prynhawn", 'p' },
                       { "yr hwyr", 'p' },
                       { "o'clock am", 'a' },
                       { "o'clock pm", 'p' },
                       { "o'clock p.m.", 'p' },
                       { "o'clock a.m.", 'a' },
                       { "in the morning", 'a' },
                       { "in the afternoon", 'p' },
                       { "in the evening", 'p' } };
        const size_t here = time_blanks(text, *at);
        for (unsigned i = 0; i < G_N_ELEMENTS(halves); i++) {
                if (!time_word(text, here, halves[i].word))
                        continue;
                *at = here + strlen(halves[i].word);
                return halves[i].half;
        }
        return 0;
}

static bool
time_hours_word(const char *text, size_t *at)
{
        static const char *const words[] = { "hours", "hrs", "hour", "hr", "h" };
        const size_t here = time_blanks(text, *at);
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
                if (time_word(text, here, words[i])) {
                        *at = here + strlen(words[i]);
                        return true;
                }
        }
        return false;
}

static bool
time_named(const char *text, size_t at, LegalTime *ret)
{
        static const struct {
                const char *word;
                unsigned hour;
                bool midnight;
        } names[] = { { "12 o'clock noon", 12, false }, { "12 noon", 12, false },    { "12:00 noon", 12, false },
                      { "12.00 noon", 12, false },      { "noon", 12, false },       { "midday", 12, false },
                      { "12 midday", 12, false },       { "12 midnight", 0, true },  { "12:00 midnight", 0, true },
                      { "12.00 midnight", 0, true },    { "midnight", 0, true },     { "hanner dydd", 12, false },
                      { "hanner nos", 0, true },        { "canol dydd", 12, false }, { "canol nos", 0, true } };
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
                if (!time_word(text, at, names[i].word))
                        continue;
                *ret = (LegalTime){ .hour = names[i].hour,
                                    .midnight = names[i].midnight,
                                    .start = at,
                                    .end = at + strlen(names[i].word) };
                return true;
        }
        return false;
}

static bool
time_at_word_before(const char *text, size_t at)
{
        while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == '\t'))
                at--;
        return at >= 2 && g_ascii_strncasecmp(text + at - 2, "at", 2) == 0 &&
               (at == 2 || !g_ascii_isalpha(text[at - 3]));
}

/* "until 23.59 on 5 March": figures with a point are an hour behind these words. */
static bool
time_word_before(const char *text, size_t at)
{
        static const char *const words[] = { "at", "until", "till", "by", "before", "tan", "hyd" };
        while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == '\t'))
                at--;
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
                const size_t length = strlen(words[i]);
                if (at >= length && g_ascii_strncasecmp(text + at - length, words[i], length) == 0 &&
                    (at == length || !g_ascii_isalpha(text[at - length - 1])))
                        return true;
        }
        return false;
}

static bool
time_figures(const char *text, size_t at, LegalTime *ret)
{
        unsigned count = 0;
        unsigned value = 0;
        while (count < 5 && g_ascii_isdigit(text[at + count]))
                value = value * 10 + (unsigned) (text[at + count++] - '0');
        if (count == 0 || count == 3 || count == 5)
                return false;
        size_t here = at + count;
        unsigned hour = value, minute = 0;
        bool stated = false; /* something beside the bare number says that it is a time */
        if (count == 4) {
                hour = value / 100;
                minute = value % 100;
                stated = time_at_word_before(text, at);
        } else if ((text[here] == ':' || text[here] == '.') && g_ascii_isdigit(text[here + 1]) &&
                   g_ascii_isdigit(text[here + 2]) && !g_ascii_isdigit(text[here + 3]) &&
                   !(text[here + 3] == text[here] && text[here] == '.' && g_ascii_isdigit(text[here + 4]))) {
                minute = (unsigned) ((text[here + 1] - '0') * 10 + (text[here + 2] - '0'));
                stated = text[here] == ':' || time_word_before(text, at);
                here += 3;
                if (text[here] == ':' && g_ascii_isdigit(text[here + 1]) && g_ascii_isdigit(text[here + 2]))
                        here += 3;
        }
        const bool hours = time_hours_word(text, &here);
        char half = time_half(text, &here);
        /* "4 o'clock" and nothing more: no court ends an order before dawn */
        const size_t clock = time_blanks(text, here);
        const bool unstated = half == 0 && !hours && hour >= 1 && hour <= 12 && time_word(text, clock, "o'clock");
        if (unstated) {
                half = hour >= 7 && hour < 12 ? 'a' : 'p';
                here = clock + strlen("o'clock");
        }
        if ((half == 0 && !hours && !stated) || g_ascii_isalnum(text[here]))
                return false;
        if (half != 0 && hour >= 1 && hour <= 12)
                hour = hour % 12 + (half == 'p' ? 12 : 0);
        if (!hours && half == 'a') /* "12.00 am hours" never occurs; "10.00 am hrs" does */
                (void) time_hours_word(text, &here);
        if (hour == 24 && minute == 0) {
                *ret = (LegalTime){ .midnight = true, .start = at, .end = here };
                return true;
        }
        if (hour > 23 || minute > 59)
                return false;
        *ret = (LegalTime){ .hour = hour, .minute = minute, .half_unstated = unstated, .start = at, .end = here };
        return true;
}

bool
legal_time_find(const char *text, size_t from, size_t until, LegalTime *ret_time)
{
        for (size_t at = from; at < until && text[at] != '\0'; at++) {
                if (!g_ascii_isalnum(text[at]) || (at > 0 && (g_ascii_isalnum(text[at - 1]) || text[at - 1] == '/')))
                        continue;
                if (at > 1 && g_ascii_isdigit(text[at]) && (text[at - 1] == '.' || text[at - 1] == ':') &&
                    g_ascii_isdigit(text[at - 2]))
                        continue;
                if (time_named(text, at, ret_time) || (g_ascii_isdigit(text[at]) && time_figures(text, at, ret_time)))
                        return true;
        }
        return false;
}

const char *
legal_time_print(const LegalTime *time, char buffer[6])
{
        g_snprintf(buffer, 6, "%02u:%02u", time->hour % 100, time->minute % 100);
        return buffer;
}
