#include "parsers/order/figures.h"

#include <glib.h>
#include <string.h>

/* The figure that a letter was printed as; the character itself when it is none. */
static char
figures_digit(char c)
{
        static const char letters[] = "OoQDIl|!iZzSsBGgqTbA";
        static const char digits[] = "00001111122558699784";
        const char *at = c == '\0' ? NULL : strchr(letters, c);
        return at == NULL ? c : digits[at - letters];
}

/* Letters that are taken for a figure in running text, where doubt must not make numbers of words. */
static bool
figures_is_likely(char c)
{
        return g_ascii_isdigit(c) || (c != '\0' && strchr("OoIl|SBZ", c) != NULL);
}

/* The letter of a postcode's end that a figure was printed as. C, I, K, M, O and V do not occur there. */
static char
figures_letter(char c)
{
        static const char figures[] = "25860O4";
        static const char letters[] = "ZSBGQQA";
        const char *at = c == '\0' ? NULL : strchr(figures, c);
        return at == NULL ? g_ascii_toupper(c) : letters[at - figures];
}

bool
figures_is_month(const char *token)
{
        static const char *const months[] = { "january",    "february", "march",     "april",   "may",      "june",
                                              "july",       "august",   "september", "october", "november", "december",
                                              "jan",        "feb",      "mar",       "apr",     "jun",      "jul",
                                              "aug",        "sep",      "sept",      "oct",     "nov",      "dec",
                                              "ionawr",     "chwefror", "mawrth",    "ebrill",  "mai",      "mehefin",
                                              "gorffennaf", "awst",     "medi",      "hydref",  "tachwedd", "rhagfyr" };
        const size_t length = strcspn(token, ".,");
        for (unsigned i = 0; i < G_N_ELEMENTS(months); i++) {
                if (strlen(months[i]) == length && g_ascii_strncasecmp(token, months[i], length) == 0)
                        return true;
        }
        return false;
}

static size_t
figures_run(const char *text)
{
        size_t length = 0;
        while (figures_is_likely(text[length]))
                length++;
        return length;
}

static bool
figures_has_digit(const char *text, size_t length)
{
        for (size_t i = 0; i < length; i++) {
                if (g_ascii_isdigit(text[i]))
                        return true;
        }
        return false;
}

/* The first count characters as figures, the rest as it is. */
static char *
figures_make(const char *token, size_t count)
{
        char *made = g_strdup(token);
        for (size_t i = 0; i < count; i++)
                made[i] = figures_digit(made[i]);
        if (g_str_equal(made, token)) {
                g_free(made);
                return NULL;
        }
        return made;
}

/* "lst", "I7th", "2lst" */
static char *
figures_ordinal(const char *token)
{
        const size_t length = figures_run(token);
        if (g_ascii_strcasecmp(token, "ist") == 0)
                return g_strdup("1st");
        for (size_t count = 1; count <= 2 && count <= length; count++) {
                const char *rest = token + count;
                const bool ends = g_ascii_strncasecmp(rest, "st", 2) == 0 || g_ascii_strncasecmp(rest, "nd", 2) == 0 ||
                                  g_ascii_strncasecmp(rest, "rd", 2) == 0 || g_ascii_strncasecmp(rest, "th", 2) == 0;
                if (!ends || g_ascii_isalnum(rest[2]) || (g_str_has_prefix(token, "ll") && count == 2))
                        continue;
                /* "Ist" is no word, "Oth" neither; "sth" might be */
                if (figures_has_digit(token, count) || strchr("lI|", token[0]) != NULL)
                        return figures_make(token, count);
        }
        return NULL;
}

/* "l5/O3/2024", "3.1O.25", "10:3O" */
static char *
figures_parted(const char *token)
{
        unsigned runs = 0, digits = 0;
        size_t at = 0;
        char mark = '\0';
        while (runs < 3) {
                const size_t length = figures_run(token + at);
                if (length == 0 || length > 4)
                        break;
                for (size_t i = 0; i < length; i++)
                        digits += g_ascii_isdigit(token[at + i]);
                runs++;
                at += length;
                if (runs == 3 || token[at] == '\0' || strchr("/.:-", token[at]) == NULL ||
                    (mark != '\0' && token[at] != mark))
                        break;
                mark = token[at++];
        }
        if (runs < 2 || digits * 2 < at - runs || g_ascii_isalpha(token[at]) || (runs == 2 && mark != ':'))
                return NULL;
        return figures_make(token, at);
}

/* "Sth March", "bth January", "LO August": letters alone, which only the month behind them makes a day. */
static char *
figures_of_day(const char *token, const char *after)
{
        static const struct {
                const char *read, *printed;
        } days[] = { { "Sth", "5th" },   { "Gth", "6th" },   { "Bth", "8th" }, { "LO", "10" },     { "Lo", "10" },
                     { "LL", "11" },     { "LOth", "10th" }, { "Lst", "1st" }, { "Llth", "11th" }, { "Ath", "4th" },
                     { "1Ath", "14th" }, { "2Ath", "24th" }, { "Tth", "7th" }, { "1Tth", "17th" } };
        const bool day = figures_is_month(after) || g_str_equal(after, "day");
        for (unsigned i = 0; day && i < G_N_ELEMENTS(days); i++) {
                if (g_str_equal(token, days[i].read))
                        return g_strdup(days[i].printed);
        }
        return NULL;
}

/* "10? November", "5\xE2\x80\x98) October": small letters above the line, read as signs. */
static char *
figures_raised(const char *token, const char *after)
{
        static const char *const raised[] = { "?",
                                              "*",
                                              "\"",
                                              "'",
                                              "^",
                                              "~",
                                              "%",
                                              "\xE2\x80\x98",
                                              "\xE2\x80\x99",
                                              "\xE2\x80\x9C",
                                              "\xE2\x80\x9D",
                                              "\xC2\xB0",
                                              "\xC2\xAE",
                                              "\xE2\x84\xA2" };
        const size_t figures = strspn(token, "0123456789");
        const bool day = figures == 1 || (figures == 2 && token[0] <= '3');
        if (!day || !figures_is_month(after) || strlen(token) > figures + 6)
                return NULL;
        for (const char *at = token + figures; *at != '\0'; at++)
                if (g_ascii_isalnum(*at))
                        return NULL;
        for (unsigned i = 0; i < G_N_ELEMENTS(raised); i++)
                if (strstr(token + figures, raised[i]) != NULL)
                        return g_strndup(token, figures);
        return NULL;
}

/* "on12 November", "0on12 November": where print of two kinds meets, a blank is lost and a letter read twice. */
static char *
figures_of_joint(const char *token, const char *after)
{
        static const char *const fronts[] = {
                "on", "until", "of", "the", "dated", "from", "to", "by", "and", "before"
        };
        const char *word = token[0] == '0' ? token + 1 : token;
        for (unsigned i = 0; i < G_N_ELEMENTS(fronts) && figures_is_month(after); i++) {
                const size_t length = strlen(fronts[i]);
                if (g_ascii_strncasecmp(word, fronts[i], length) != 0)
                        continue;
                const char *day = word + length;
                const size_t figures = strspn(day, "0123456789");
                if ((figures == 1 || figures == 2) && day[figures] == '\0')
                        return g_strdup_printf("%.*s %s", (int) length, word, day);
        }
        return NULL;
}

/* "until 49m on 4 May": the p of pm. */
static char *
figures_of_time(const char *token, const char *before, const char *after)
{
        static const char *const fronts[] = { "until", "at", "by", "before", "to", NULL };
        const size_t figures = strspn(token, "0123456789");
        const bool hour = figures == 2 || (figures == 3 && token[0] == '1' && token[1] <= '2');
        const bool day = g_str_equal(after, "on") || after[0] == '\0' || g_ascii_isdigit(after[0]);
        if (!hour || token[figures - 1] != '9' || token[figures] != 'm' || token[figures + 1] != '\0' || !day ||
            !g_strv_contains(fronts, before))
                return NULL;
        return g_strdup_printf("%.*spm", (int) figures - 1, token);
}

/* A day before a month, a year behind one. */
static char *
figures_of_date(const char *token, const char *before, const char *after)
{
        const size_t length = figures_run(token);
        const char *rest = token + length;
        const bool ends = *rest == '\0' || strchr(".,;:)", *rest) != NULL;
        if (!ends || length == 0)
                return NULL;
        if (figures_is_month(after) && length <= 2 && (figures_has_digit(token, length) || length == 1))
                return figures_make(token, length);
        if (figures_is_month(before) && length == 4 && figures_digit(token[0]) == '2' && figures_digit(token[1]) == '0')
                return figures_make(token, length);
        /* no order reaches into another century */
        if (figures_is_month(before) && length == 4 && strspn(token, "0123456789") == 4 && token[0] == '2' &&
            strchr("689", token[1]) != NULL)
                return g_strdup_printf("20%s", token + 2);
        if (figures_is_month(before) && length == 4 && figures_digit(token[0]) == '1' && figures_digit(token[1]) == '9')
                return figures_make(token, length);
        return NULL;
}

/* "ME4", "XA88": the first half of a postcode, capitals and one or two figures. */
static size_t
figures_outward(const char *token, char ret_outward[8])
{
        const size_t length = strlen(token);
        if (length < 2 || length > 4 || !g_ascii_isupper(token[0]))
                return 0;
        const size_t letters = g_ascii_isupper(token[1]) && length >= 3 ? 2 : 1;
        memcpy(ret_outward, token, length + 1);
        bool figure = false;
        for (size_t i = letters; i < length; i++) {
                figure = figure || g_ascii_isdigit(token[i]);
                if (i == letters)
                        ret_outward[i] = figures_digit(token[i]);
                else if (!g_ascii_isdigit(token[i]) && figures_is_likely(token[i]))
                        ret_outward[i] = figures_digit(token[i]);
        }
        return figure && g_ascii_isdigit(ret_outward[letters]) ? length : 0;
}

/* "12 Al 55130 24": forces name their units by two letters. */
static char *
figures_unit(const char *token, const char *before, const char *after)
{
        const bool alone = strlen(token) == 2 && strlen(before) == 2 && g_ascii_isdigit(before[0]) &&
                           g_ascii_isdigit(before[1]) && strlen(after) >= 5 && strspn(after, "0123456789") >= 5;
        const bool joined =
            strlen(token) == 11 && strspn(token, "0123456789") == 2 && strspn(token + 4, "0123456789") == 7;
        const size_t at = joined ? 3 : 1;
        if (!(alone || joined) || !g_ascii_isupper(token[at - 1]) || strchr("1l|", token[at]) == NULL)
                return NULL;
        char *made = g_strdup(token);
        made[at] = 'I';
        return made;
}

/* "XA622AB": both halves ran into one another. */
static char *
figures_joined(const char *token)
{
        const size_t stop = strcspn(token, ".,;:)");
        if (stop < 5 || stop > 7 || !g_ascii_isupper(token[0]) || !g_ascii_isdigit(token[stop - 3]) ||
            !g_ascii_isupper(token[stop - 2]) || !g_ascii_isupper(token[stop - 1]) ||
            strpbrk(token + stop - 2, "CIKMOV") != NULL)
                return NULL;
        g_autofree char *half = g_strndup(token, stop - 3);
        char outward[8];
        if (figures_outward(half, outward) == 0 || (strlen(half) > 3 && !g_ascii_isalpha(half[1])))
                return NULL;
        return g_strdup_printf("%s %s", outward, token + stop - 3);
}

/* "Reading'RG8 7LW": a speck for the blank between the town and its code. */
static char *
figures_cleft(const char *token, const char *after)
{
        char outward[8];
        const size_t town = strcspn(token, "'`.,\xE2");
        const char *half = token[town] == '\0' ? "" : g_utf8_next_char(token + town);
        if (town < 3 || !g_ascii_isupper(token[0]) || !g_ascii_islower(token[1]) || token[town] == '\0' ||
            figures_outward(half, outward) == 0 || !g_str_equal(half, outward) || strcspn(after, ".,;:)") != 3 ||
            !g_ascii_isdigit(after[0]) || !g_ascii_isupper(after[1]) || !g_ascii_isupper(after[2]))
                return NULL;
        return g_strdup_printf("%.*s %s", (int) town, token, half);
}

/* "8QxX": a letter that was read twice, small and large. */
static char *
figures_doubled(const char *token, const char *before)
{
        char outward[8];
        const size_t stop = strcspn(token, ".,;:)");
        if (stop != 4 || figures_outward(before, outward) == 0 || !g_ascii_isdigit(token[0]))
                return NULL;
        for (size_t i = 1; i + 1 < stop; i++) {
                const bool small = g_ascii_islower(token[i]) != g_ascii_islower(token[i + 1]);
                const size_t drop = g_ascii_islower(token[i]) ? i : i + 1;
                if (small && g_ascii_toupper(token[i]) == g_ascii_toupper(token[i + 1]))
                        return g_strdup_printf("%.*s%s", (int) drop, token, token + drop + 1);
        }
        return NULL;
}

/* The capital that a figure or a sign was printed as. */
static char
figures_capital(char c)
{
        static const char read[] = "$508714";
        static const char printed[] = "SSOBTIA";
        const char *at = c == '\0' ? NULL : strchr(read, c);
        return at == NULL ? g_ascii_toupper(c) : printed[at - read];
}

/* "$A23F03437", "MO9YX901" behind the label of a case's number: letters and figures by the places of their kind. */
static char *
figures_case(const char *token, const char *before)
{
        static const char *const shapes[] = { "AA99A99999", "A20999999", "A99AA999", "99AA9999999" };
        static const char *const labels[] = {
                "No.",  "No",   "No:",   "number",     "number:", "Number", "Number:", "NO.", "NO",   "NUMBER",
                "No.:", "Case", "Claim", "FamilyMan:", "no.",     "no",     "no:",     "URN", "URN:", NULL
        };
        const size_t length = strcspn(token, ".,;:)");
        for (unsigned i = 0; i < G_N_ELEMENTS(shapes); i++) {
                if (strlen(shapes[i]) != length)
                        continue;
                g_autofree char *made = g_strdup(token);
                unsigned changed = 0;
                bool fits = true;
                for (size_t k = 0; k < length && fits; k++) {
                        const char c = token[k];
                        /* the Crown Court's begin with T */
                        if (i == 1 && k == 0)
                                made[k] = strchr("17Il", c) != NULL ? 'T' : figures_capital(c);
                        else if (shapes[i][k] == 'A')
                                made[k] = figures_capital(c);
                        else
                                made[k] = figures_is_likely(c) ? figures_digit(c) : c;
                        changed += made[k] != g_ascii_toupper(c);
                        fits = shapes[i][k] == 'A'   ? g_ascii_isupper(made[k])
                               : shapes[i][k] == '9' ? g_ascii_isdigit(made[k])
                                                     : made[k] == shapes[i][k];
                }
                if (fits && changed > 0 && changed <= 2 && (token[0] == '$' || g_strv_contains(labels, before)))
                        return g_steal_pointer(&made);
        }
        return NULL;
}

/* "Truro, TRI LUQ": behind the town's comma, without one figure left. */
static char *
figures_bare_outward(const char *token, const char *before, const char *after)
{
        const size_t length = strlen(token), stop = strcspn(after, ".,;:)");
        /* behind a town without its comma only where the other half is whole */
        const bool town = g_str_has_suffix(before, ",") ? g_ascii_isalpha(before[0])
                                                        : g_ascii_isupper(before[0]) && g_ascii_islower(before[1]) &&
                                                              strlen(before) > 3 && g_ascii_isdigit(after[0]);
        if (length < 2 || length > 4 || stop != 3 || !town ||
            strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZ@l|") != length ||
            strchr(g_ascii_isdigit(after[0]) && !g_str_has_suffix(before, ",") ? "@|lIOSBZGLA" : "@|lIOSBZGL",
                   token[length - 1]) == NULL ||
            strchr("0123456789OISBZGL", after[0]) == NULL || !g_ascii_isupper(after[1]) || !g_ascii_isupper(after[2]) ||
            strpbrk(after + 1, "CIKMOV") == after + 1 || strchr("CIKMOV", after[2]) != NULL)
                return NULL;
        char *made = g_strdup(token);
        const char last = made[length - 1];
        made[length - 1] = last == 'L' ? '1' : last == '@' ? '0' : figures_digit(last);
        return made;
}

static char *
figures_postcode(const char *token, const char *before, const char *after)
{
        char outward[8];
        const size_t stop = strcspn(token, ".,;:)");
        if (figures_outward(before, outward) > 0 && stop == 3) {
                char inward[4] = { token[0] == 'L' ? '1' : figures_digit(token[0]), figures_letter(token[1]),
                                   figures_letter(token[2]), '\0' };
                const bool whole = g_ascii_isdigit(inward[0]) && g_ascii_isalpha(inward[1]) &&
                                   g_ascii_isalpha(inward[2]) && strpbrk(inward + 1, "CIKMOV") == NULL;
                if (whole && strncmp(inward, token, 3) != 0)
                        return g_strdup_printf("%s%s", inward, token + stop);
                return NULL;
        }
        char *bare = figures_bare_outward(token, before, after);
        if (bare != NULL)
                return bare;
        if (strlen(after) >= 3 && strcspn(after, ".,;:)") == 3 && figures_is_likely(after[0]) &&
            g_ascii_isupper(after[1]) && figures_outward(token, outward) > 0 && !g_str_equal(outward, token))
                return g_strdup(outward);
        return NULL;
}

/* "DD)" is a judge's title, "ln" a word. */
static char *
figures_short(const char *token)
{
        static const struct {
                const char *read, *printed;
        } shorts[] = { { "DD)", "DDJ" },
                       { "DD]", "DDJ" },
                       { "D]", "DJ" },
                       { "HH)", "HHJ" },
                       { "HH]", "HHJ" },
                       { "DDI", "DDJ" },
                       { "DD}", "DDJ" },
                       { "HH}", "HHJ" },
                       { "HH]J", "HHJ" },
                       { "HH)J", "HHJ" },
                       { "DD]J", "DDJ" },
                       { "DD)J", "DDJ" },
                       { "D]J", "DJ" },
                       { "D)", "DJ" },
                       { "ln", "In" },
                       { "lt", "It" },
                       { "lf", "If" },
                       { "MAGISTRATES!", "MAGISTRATES'" },
                       { "Magistrates!", "Magistrates'" },
                       { "ls", "Is" },
                       { "l,", "I," },
                       { "Inthe", "In the" } };
        /* "Magistrates'\xE2\x80\x99 Courts": an apostrophe read twice */
        const size_t length = strlen(token);
        if (length > 4 && g_str_has_suffix(token, "s'\xE2\x80\x99"))
                return g_strndup(token, length - 3);
        for (unsigned i = 0; i < G_N_ELEMENTS(shorts); i++) {
                if (g_str_equal(token, shorts[i].read))
                        return g_strdup(shorts[i].printed);
        }
        return NULL;
}

char *
figures_mend(const char *token, const char *before, const char *after)
{
        char *made = figures_short(token);
        if (made == NULL)
                made = figures_of_date(token, before, after);
        if (made == NULL)
                made = figures_of_day(token, after);
        if (made == NULL)
                made = figures_raised(token, after);
        if (made == NULL)
                made = figures_of_joint(token, after);
        if (made == NULL)
                made = figures_of_time(token, before, after);
        if (made == NULL)
                made = figures_ordinal(token);
        if (made == NULL)
                made = figures_parted(token);
        if (made == NULL)
                made = figures_case(token, before);
        if (made == NULL)
                made = figures_postcode(token, before, after);
        if (made == NULL)
                made = figures_cleft(token, after);
        if (made == NULL)
                made = figures_doubled(token, before);
        if (made == NULL)
                made = figures_joined(token);
        if (made == NULL)
                made = figures_unit(token, before, after);
        return made;
}
