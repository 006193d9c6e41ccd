#include "register/search_date.h"

#include "register/legal_date.h"

#include <stdio.h>
#include <string.h>

typedef enum { DATE_BARE, DATE_BORN, DATE_ON, DATE_FROM, DATE_UNTIL, DATE_AND, DATE_ENDS, DATE_MADE } DateUse;

/* What stands before a date, the longest first. */
static const struct {
        const char *words;
        DateUse use;
} date_uses[] = {
        { "ending between", DATE_FROM },
        { "ends between", DATE_FROM },
        { "expiring between", DATE_FROM },
        { "expires between", DATE_FROM },
        { "ending from", DATE_FROM },
        { "ending after", DATE_FROM },
        { "ends after", DATE_FROM },
        { "expires after", DATE_FROM },
        { "between", DATE_FROM },
        { "ending before", DATE_UNTIL },
        { "ends before", DATE_UNTIL },
        { "expires before", DATE_UNTIL },
        { "ending by", DATE_UNTIL },
        { "ends by", DATE_UNTIL },
        { "expires by", DATE_UNTIL },
        { "ending on", DATE_ENDS },
        { "ends on", DATE_ENDS },
        { "expires on", DATE_ENDS },
        { "ending", DATE_ENDS },
        { "ends", DATE_ENDS },
        { "expires", DATE_ENDS },
        { "expiring", DATE_ENDS },
        { "date of birth is", DATE_BORN },
        { "date of birth", DATE_BORN },
        { "date birth", DATE_BORN },
        { "birth date", DATE_BORN },
        { "d o b", DATE_BORN },
        { "d.o.b.", DATE_BORN },
        { "d.o.b", DATE_BORN },
        { "dob is", DATE_BORN },
        { "dob", DATE_BORN },
        { "born on", DATE_BORN },
        { "born in", DATE_BORN },
        { "born", DATE_BORN },
        { "birthday", DATE_BORN },
        { "b.", DATE_BORN },
        { "b", DATE_BORN },
        { "made on", DATE_MADE },
        { "made", DATE_MADE },
        { "dated", DATE_MADE },
        { "in force on", DATE_ON },
        { "active on", DATE_ON },
        { "as at", DATE_ON },
        { "as of", DATE_ON },
        { "as on", DATE_ON },
        { "on the", DATE_ON },
        { "on", DATE_ON },
        { "at", DATE_ON },
        { "and", DATE_AND },
        { "to", DATE_AND },
        { "until", DATE_AND },
        { "till", DATE_AND },
        { "-", DATE_AND },
};

static void
date_blank(GString *text, size_t start, size_t end)
{
        for (size_t i = start; i < end; i++)
                text->str[i] = ',';
}

/* The use that the words before a date give it; *start moves to where these begin. */
static DateUse
date_use(const GString *text, size_t *start)
{
        size_t end = *start;
        while (end > 0 && strchr(" ,:(=", text->str[end - 1]) != NULL)
                end--;
        for (unsigned i = 0; i < G_N_ELEMENTS(date_uses); i++) {
                const size_t length = strlen(date_uses[i].words);
                if (length > end || strncmp(text->str + end - length, date_uses[i].words, length) != 0)
                        continue;
                if (length < end && g_ascii_isalnum(text->str[end - length - 1]) && date_uses[i].use != DATE_AND)
                        continue;
                *start = end - length;
                return date_uses[i].use;
        }
        return DATE_BARE;
}

static unsigned
date_year(const char *iso)
{
        return (unsigned) g_ascii_strtoull(iso, NULL, 10);
}

/* A date alone: the day of a birth when somebody of that age can be meant, else the day on which the order was made. */
static DateUse
date_bare(const LegalDate *date, const char *today)
{
        char iso[11];
        if (date->short_year && date->year > date_year(today))
                return DATE_BORN;
        if (strcmp(legal_date_iso(date, iso), today) > 0)
                return DATE_ON;
        return date->year + 10 <= date_year(today) ? DATE_BORN : DATE_MADE;
}

/* A time of day right behind the date; its end moves *end. */
static char *
date_time(const GString *text, size_t *end)
{
        LegalTime time;
        char printed[6];
        const size_t reach = MIN(*end + 8, text->len);
        if (*end >= text->len || !legal_time_find(text->str, *end, reach, &time) || time.midnight)
                return NULL;
        *end = time.end;
        return g_strdup(legal_time_print(&time, printed));
}

static void
date_put(SearchLine *line, DateUse use, const char *iso)
{
        if (use == DATE_FROM || use == DATE_ENDS) {
                g_free(line->ending_from);
                line->ending_from = g_strdup(iso);
        }
        if (use == DATE_UNTIL || use == DATE_ENDS || use == DATE_AND) {
                g_free(line->ending_until);
                line->ending_until = g_strdup(iso);
        }
        if (use == DATE_ON) {
                g_free(line->on);
                line->on = g_strdup(iso);
        }
        if (use == DATE_BORN || use == DATE_MADE)
                search_line_add(line, use == DATE_BORN ? SEARCH_TERM_BORN : SEARCH_TERM_MADE, g_strdup(iso), NULL, 0);
}

static void
date_take(GString *text, LegalDate *date, const char *today, SearchLine *line)
{
        size_t start = date->start, end = date->end;
        DateUse use = date_use(text, &start);
        if (use == DATE_AND && line->ending_from == NULL) {
                start = date->start;
                use = DATE_BARE;
        }
        if (use == DATE_BARE)
                use = date_bare(date, today);
        if (use == DATE_BORN && date->short_year)
                legal_date_as_birth(date, date_year(today));
        char iso[11];
        date_put(line, use, legal_date_iso(date, iso));
        if (use == DATE_ON) {
                g_free(line->on_time);
                line->on_time = date_time(text, &end);
        }
        date_blank(text, start, end);
}

/* "04051986", and "040586" where the words before say that it is a birth, as "04.05.1986". */
static void
date_part_figures(GString *text)
{
        for (size_t at = 0; at < text->len;) {
                size_t end = at;
                while (end < text->len && g_ascii_isdigit(text->str[end]))
                        end++;
                const size_t figures = end - at;
                const bool alone = (at == 0 || !g_ascii_isalnum(text->str[at - 1])) && !g_ascii_isalnum(text->str[end]);
                size_t start = at;
                const bool said = alone && figures == 6 && date_use(text, &start) == DATE_BORN;
                LegalDate date;
                g_autofree char *parted =
                    g_strdup_printf("%.2s.%.2s.%.*s", text->str + at, text->str + MIN(at + 2, end),
                                    (int) (figures < 4 ? 0 : figures - 4), text->str + MIN(at + 4, end));
                if (alone && (said || figures == 8) && legal_date_at(parted, 0, &date) &&
                    (said || (date.year >= 1900 && date.year < 2100))) {
                        g_string_erase(text, (gssize) at, (gssize) figures);
                        g_string_insert(text, (gssize) at, parted);
                        end = at + strlen(parted);
                }
                at = end + 1;
        }
}

/* Octets of "31.2.1986" or "2026-13-01" at text; 0 when nothing written like a date stands there. */
static size_t
date_shape(const char *text)
{
        unsigned figures[3] = { 0 };
        size_t at = 0;
        for (unsigned part = 0; part < 3; part++) {
                for (; g_ascii_isdigit(text[at]); at++)
                        figures[part]++;
                if (figures[part] == 0 || figures[part] > 4 || (part < 2 && strchr("./-", text[at]) == NULL))
                        return 0;
                at += part < 2 && text[at] != '\0';
        }
        const bool day_first = figures[0] <= 2 && figures[1] <= 2 && (figures[2] == 2 || figures[2] == 4);
        return day_first || (figures[0] == 4 && figures[1] <= 2 && figures[2] <= 2) ? at : 0;
}

/* The same for "31 february 1986". */
static size_t
date_shape_words(const char *text)
{
        static const char months[] = " jan feb mar apr may jun jul aug sep oct nov dec ";
        char day[3], month[4], rest[12], year[5];
        int length = 0;
        if (sscanf(text, "%2[0-9]%*1[ ]%3[a-z]%11[a-z ]%4[0-9]%n", day, month, rest, year, &length) != 4)
                return 0;
        g_autofree char *word = g_strdup_printf(" %s ", month);
        return strstr(months, word) != NULL ? (size_t) length : 0;
}

static void
date_refuse_impossible(const GString *text, SearchLine *line)
{
        for (size_t at = 0; at < text->len && line->problem == NULL; at++) {
                if (at > 0 && g_ascii_isalnum(text->str[at - 1]))
                        continue;
                const size_t figures = date_shape(text->str + at);
                const size_t length = figures > 0 ? figures : date_shape_words(text->str + at);
                if (length > 0)
                        line->problem = g_strdup_printf("There is no such day as %.*s.", (int) length, text->str + at);
        }
}

/* "born 1986": the words and the year. */
static void
date_take_year(GString *text, SearchLine *line)
{
        for (size_t at = 0; at + 4 <= text->len; at++) {
                const bool alone = (at == 0 || !g_ascii_isalnum(text->str[at - 1])) &&
                                   strspn(text->str + at, "0123456789") == 4 && !g_ascii_isalnum(text->str[at + 4]);
                size_t start = at;
                if (!alone || date_use(text, &start) != DATE_BORN)
                        continue;
                search_line_add(line, SEARCH_TERM_BORN, g_strndup(text->str + at, 4), NULL, 0);
                date_blank(text, start, at + 4);
        }
}

static void
date_check_span(SearchLine *line)
{
        if (line->ending_from == NULL && line->ending_until == NULL)
                return;
        if (line->ending_from == NULL)
                line->ending_from = g_strdup("1900-01-01");
        if (line->ending_until == NULL)
                line->ending_until = g_strdup("2999-12-31");
        if (strcmp(line->ending_from, line->ending_until) > 0 && line->problem == NULL)
                line->problem = g_strdup_printf("The span of ends is empty: %s comes after %s.", line->ending_from,
                                                line->ending_until);
}

void
search_date_take(GString *text, const char *today, SearchLine *line)
{
        (void) g_string_replace(text, " of ", " ", 0);
        date_part_figures(text);
        LegalDate date;
        for (size_t from = 0; legal_date_find(text->str, from, text->len, &date); from = date.end)
                date_take(text, &date, today, line);
        date_refuse_impossible(text, line);
        date_take_year(text, line);
        date_check_span(line);
}
