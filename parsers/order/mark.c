#include "parsers/order/mark.h"

#include <string.h>

static unsigned
mark_roman(const char *text, size_t length)
{
        static const char *const numbers[] = { "i",  "ii", "iii", "iv",  "v",    "vi",  "vii", "viii",
                                               "ix", "x",  "xi",  "xii", "xiii", "xiv", "xv",  "xvi" };
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
                if (strlen(numbers[i]) == length && g_ascii_strncasecmp(text, numbers[i], length) == 0)
                        return i + 1;
        }
        return 0;
}

static size_t
mark_blanks(const char *text, size_t at)
{
        while (text[at] == ' ' || text[at] == '\t')
                at++;
        return at;
}

/* "•", "-", "o" and the like, with a blank behind. */
static bool
mark_bullet(const char *text, Mark *mark)
{
        static const char *const bullets[] = { "\xE2\x80\xA2",
                                               "\xEF\x82\xB7",
                                               "\xE2\x97\x8F",
                                               "\xE2\x96\xAA",
                                               "\xE2\x96\xA0",
                                               "\xE2\x97\xA6",
                                               "\xE2\x97\x8B",
                                               "\xE2\x80\xA3",
                                               "\xE2\x96\xBA",
                                               "\xE2\x9E\xA2",
                                               "\xC2\xB7",
                                               "\xEF\x82\xA7",
                                               "\xE2\x9C\x93",
                                               "-",
                                               "*",
                                               "o",
                                               ">" };
        for (unsigned i = 0; i < G_N_ELEMENTS(bullets); i++) {
                const size_t length = strlen(bullets[i]);
                if (strncmp(text, bullets[i], length) != 0)
                        continue;
                const size_t at = mark_blanks(text, length);
                if (at == length && length == 1)
                        continue;
                *mark = (Mark){ .style = PARAGRAPH_BULLET, .length = at, .weak = length == 1 && text[0] != '*' };
                return true;
        }
        return false;
}

/* Figures with their sign: "1.", "(1)", "1)", "[1]", "1.1", "1" before a gap. */
static bool
mark_figures(const char *text, size_t from, bool open, Mark *mark)
{
        size_t at = from;
        unsigned value = 0;
        while (g_ascii_isdigit(text[at]) && at < from + 3)
                value = value * 10 + (unsigned) (text[at++] - '0');
        if (at == from || g_ascii_isdigit(text[at]) || value == 0)
                return false;
        ParagraphStyle style = PARAGRAPH_NUMBER;
        unsigned major = 0;
        if (text[at] == '.' && g_ascii_isdigit(text[at + 1])) {
                style = PARAGRAPH_DECIMAL;
                major = value;
                value = 0;
                const size_t part = ++at;
                while (g_ascii_isdigit(text[at]) && at < part + 2)
                        value = value * 10 + (unsigned) (text[at++] - '0');
                if (g_ascii_isalnum(text[at]) || (text[at] == '.' && g_ascii_isdigit(text[at + 1])))
                        return false; /* 3.30pm, 3.10.25 */
        }
        /* "5a.", "5b.": the letters of paragraph 5 */
        if (style == PARAGRAPH_NUMBER && !open && g_ascii_islower(text[at]) &&
            (text[at + 1] == '.' || text[at + 1] == ')') && (text[at + 2] == ' ' || text[at + 2] == '\t')) {
                style = PARAGRAPH_DECIMAL;
                major = value;
                value = (unsigned) (text[at++] - 'a') + 1;
        }
        const bool sign = text[at] == '.' || text[at] == ')' || text[at] == ']' || (text[at] == ':' && !open);
        at += sign;
        const size_t end = mark_blanks(text, at);
        if (end == at || (open && !sign))
                return false;
        /* 3.10 before a blank may be an hour */
        *mark = (Mark){ .style = style,
                        .value = value,
                        .major = major,
                        .length = end,
                        .weak = (!sign && !(style == PARAGRAPH_DECIMAL)) || value > 60 };
        return true;
}

/* "P1.", "R2)": a part's letter before the figures. */
static bool
mark_lettered_figures(const char *text, Mark *mark)
{
        if (!g_ascii_isupper(text[0]) || !g_ascii_isdigit(text[1]) || !mark_figures(text, 1, false, mark) ||
            mark->weak || mark->style != PARAGRAPH_NUMBER)
                return false;
        return true;
}

static bool
mark_letters(const char *text, size_t from, bool open, Mark *mark)
{
        size_t at = from;
        while (g_ascii_isalpha(text[at]) && at < from + 5)
                at++;
        const size_t count = at - from;
        const bool sign = text[at] == '.' || text[at] == ')' || text[at] == ']';
        const size_t end = mark_blanks(text, at + 1);
        if (count == 0 || !sign || end == at + 1 || (open && text[at] == '.'))
                return false;
        const unsigned roman = mark_roman(text + from, count);
        const bool capital = g_ascii_isupper(text[from]);
        if (count > 1 && (roman == 0 || capital != (g_ascii_isupper(text[from + 1]) != 0)))
                return false;
        *mark = (Mark){ .style = capital ? PARAGRAPH_CAPITAL : PARAGRAPH_LETTER,
                        .value = (unsigned) (g_ascii_tolower(text[from]) - 'a') + 1,
                        .length = end,
                        .weak = text[at] == '.' && capital,
                        .roman = roman > 0,
                        .roman_value = roman };
        if (count > 1) {
                mark->style = PARAGRAPH_ROMAN;
                mark->value = roman;
        }
        return true;
}

/* "A <tab> NOT TO CONTACT", "B <tab> NOT TO GO": a capital and a gap, where the next letter stands so as well. */
static bool
mark_column_letter(const char *text, Mark *mark)
{
        enum { ITEM = 400, LAST = 'T' }; /* octets of one */
        if (text[0] < 'A' || text[0] > LAST || text[1] != '\t' || !g_ascii_isalpha(text[2]))
                return false;
        const char next[] = { '\n', (char) (text[0] + 1), '\t', '\0' };
        if (text[0] == 'A' && g_strstr_len(text, (gssize) strnlen(text, ITEM), next) == NULL)
                return false;
        *mark =
            (Mark){ .style = PARAGRAPH_CAPITAL, .value = (unsigned) (text[0] - 'A') + 1, .length = 2, .weak = true };
        return true;
}

/* "A1", "B12": the items of a schedule, numbered by its letter. "E1 6AN" is a postcode. */
static bool
mark_of_schedule(const char *text, Mark *mark)
{
        enum { MAJOR = 200 }; /* no part of a list is numbered so */
        size_t at = 1;
        unsigned value = 0;
        if (!g_ascii_isupper(text[0]) || !g_ascii_isdigit(text[1]) || text[1] == '0')
                return false;
        while (g_ascii_isdigit(text[at]) && at < 3)
                value = value * 10 + (unsigned) (text[at++] - '0');
        at += text[at] == '.' || text[at] == ')' || text[at] == ':';
        const size_t end = mark_blanks(text, at);
        if (end == at ||
            (g_ascii_isdigit(text[end]) && g_ascii_isupper(text[end + 1]) && g_ascii_isupper(text[end + 2])))
                return false;
        *mark = (Mark){ .style = PARAGRAPH_DECIMAL,
                        .value = value,
                        .major = MAJOR + (unsigned) text[0],
                        .length = end,
                        .weak = true };
        return true;
}

bool
mark_read(const char *text, Mark *mark)
{
        const bool open = text[0] == '(' || text[0] == '[';
        const size_t from = open ? 1 : 0;
        if (!mark_bullet(text, mark) && !mark_figures(text, from, open, mark) &&
            !mark_letters(text, from, open, mark) &&
            (open ||
             (!mark_lettered_figures(text, mark) && !mark_of_schedule(text, mark) && !mark_column_letter(text, mark))))
                return false;
        return text[mark->length] != '\n' && text[mark->length] != '\0';
}

unsigned
mark_numbered(const View *view, const ViewLine *line)
{
        const char *text = view->text + line->start;
        unsigned number = 0, at = 0;
        for (; at < 2 && g_ascii_isdigit(text[at]); at++)
                number = number * 10 + (unsigned) (text[at] - '0');
        if (at == 0 || g_ascii_isdigit(text[at]))
                return 0;
        const bool mark = text[at] == '.' || text[at] == ')';
        at += mark;
        if (!(text[at] == '\t' || (mark && text[at] == ' ')))
                return 0;
        while (text[at] == ' ' || text[at] == '\t')
                at++;
        return g_ascii_isupper(text[at]) || text[at] == '(' ? number : 0;
}
