#include "register/case_number.h"

#include <string.h>

/* A letter, 9 figure, X either (at least one X of a pair is a letter), - where spaces, hyphens or slashes may stand.
 * Other characters stand for themselves. The order decides where two shapes fit. */
static const struct {
        CaseNumberKind kind;
        const char *shape;
        const char *first; /* the first letter must be one of these, where given */
} shapes[] = {
        { CASE_NUMBER_REFERENCE, "9999-9999-9999-9999", NULL },
        { CASE_NUMBER_FAMILY, "AA-99-A-99999", NULL },
        { CASE_NUMBER_URN, "99-XX-99999-99", NULL },
        { CASE_NUMBER_CROWN, "A-2099-9999", "BASTU" },
        { CASE_NUMBER_CROWN, "A-199-99999", "BASTU" },
        { CASE_NUMBER_HIGH_COURT, "AA_2099_AAA_999999", NULL },
        { CASE_NUMBER_HIGH_COURT, "AA_2099_999999", NULL },
        { CASE_NUMBER_COUNTY, "A99AA999", NULL },
        { CASE_NUMBER_COUNTY, "999MC999", NULL },
        { CASE_NUMBER_COUNTY, "9AA-99999", NULL },
};

static char
case_as_figure(char c)
{
        switch (c) {
        case 'O':
        case 'Q':
        case 'D':
                return '0';
        case 'I':
        case 'L':
                return '1';
        case 'S':
                return '5';
        case 'B':
                return '8';
        case 'Z':
                return '2';
        default:
                return g_ascii_isdigit(c) ? c : '\0';
        }
}

static char
case_as_letter(char c)
{
        switch (c) {
        case '0':
                return 'O';
        case '1':
                return 'I';
        case '5':
                return 'S';
        case '8':
                return 'B';
        default:
                return g_ascii_isupper(c) ? c : '\0';
        }
}

static size_t
case_gap(const char *text, size_t at)
{
        size_t here = at;
        while (here - at < 3 && (text[here] == ' ' || text[here] == '-' || text[here] == '/'))
                here++;
        return here;
}

/* Whether text at at has the shape; fills all of number but kind. repairs says how many characters may be put right. */
static bool
case_shape_at(const char *text, size_t at, const char *shape, unsigned repairs, CaseNumber *number)
{
        size_t here = at, length = 0;
        bool letter = false, either = false;
        *number = (CaseNumber){ .start = at };
        for (const char *s = shape; *s != '\0'; s++) {
                if (*s == '-') {
                        here = case_gap(text, here);
                        continue;
                }
                if (*s == '_') {
                        if (text[here] != '-' && text[here] != '/')
                                return false;
                        here++;
                        continue;
                }
                const char c = g_ascii_toupper(text[here]);
                char kept = c;
                if (*s == 'A')
                        kept = g_ascii_isupper(c) ? c : repairs > 0 ? case_as_letter(c) : '\0';
                else if (*s == '9')
                        kept = g_ascii_isdigit(c) ? c : repairs > 0 ? case_as_figure(c) : '\0';
                else if (*s == 'X')
                        kept = g_ascii_isalnum(c) ? c : '\0';
                else if (c != *s)
                        kept = repairs > 0 && case_as_figure(c) == *s ? *s : '\0';
                if (kept == '\0')
                        return false;
                if (kept != c) {
                        repairs--;
                        number->repaired = true;
                }
                either = either || *s == 'X';
                letter = letter || (*s == 'X' && g_ascii_isupper(kept));
                number->value[length++] = kept;
                here++;
        }
        if ((either && !letter) || g_ascii_isalnum(text[here]) || (text[here] & 0x80) != 0)
                return false;
        number->value[length] = '\0';
        number->end = here;
        return true;
}

/* How much of the text is the class, '9' for figures and 'A' for letters. */
static size_t
case_run(const char *text, char class)
{
        size_t length = 0;
        while (class == '9' ? g_ascii_isdigit(text[length]) : g_ascii_isupper(text[length]))
                length++;
        return length;
}

bool
case_number_is_cut(const char *normalised)
{
        const size_t length = strlen(normalised), letters = case_run(normalised, 'A');
        const size_t figures = case_run(normalised + letters, '9');
        const char *rest = normalised + letters + figures;
        /* ME26F001, ME26F001234 */
        if (letters == 2 && figures == 2 && case_run(rest, 'A') == 1)
                return case_run(rest + 1, '9') == strlen(rest + 1) && strlen(rest + 1) != 5;
        /* T2026001: the year and fewer figures than four, or more */
        if (letters == 1 && strchr("BASTU", normalised[0]) != NULL && g_str_has_prefix(normalised + 1, "20"))
                return *rest == '\0' && figures != 8;
        /* 1777459890165: the milliseconds of our days, without all of what follows them */
        return letters == 0 && figures == length && length > 10 && length != 16 && normalised[0] == '1' &&
               normalised[1] >= '4';
}

bool
case_number_luhn(const char *digits)
{
        unsigned sum = 0;
        const size_t length = strlen(digits);
        for (size_t i = 0; i < length; i++) {
                if (!g_ascii_isdigit(digits[length - 1 - i]))
                        return false;
                unsigned digit = (unsigned) (digits[length - 1 - i] - '0');
                if (i % 2 == 1)
                        digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
                sum += digit;
        }
        return length > 0 && sum % 10 == 0;
}

static bool
case_number_at(const char *text, size_t at, unsigned repairs, CaseNumber *ret)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(shapes); i++) {
                CaseNumber number;
                if (!case_shape_at(text, at, shapes[i].shape, repairs, &number))
                        continue;
                if (shapes[i].first != NULL && strchr(shapes[i].first, number.value[0]) == NULL)
                        continue;
                /* Only the two long shapes are told from words and prices when a character is put right. */
                if (number.repaired && shapes[i].kind != CASE_NUMBER_FAMILY && shapes[i].kind != CASE_NUMBER_REFERENCE)
                        continue;
                number.kind = shapes[i].kind;
                number.checked = number.kind == CASE_NUMBER_REFERENCE && case_number_luhn(number.value);
                *ret = number;
                return true;
        }
        return false;
}

static bool
case_starts(const char *text, size_t at)
{
        if (!g_ascii_isalnum(text[at]))
                return false;
        return at == 0 || (!g_ascii_isalnum(text[at - 1]) && (text[at - 1] & 0x80) == 0 &&
                           !(strchr("-/+.", text[at - 1]) != NULL && at > 1 && g_ascii_isalnum(text[at - 2])));
}

bool
case_number_find(const char *text, size_t from, size_t until, CaseNumber *ret_number)
{
        for (size_t at = from; at < until && text[at] != '\0'; at++) {
                if (!case_starts(text, at))
                        continue;
                if (case_number_at(text, at, 0, ret_number))
                        return true;
                /* Two capitals or figures and a figure in the first four: the cost of trying repairs stays small. */
                if (g_ascii_isupper(text[at]) && case_number_at(text, at, 2, ret_number))
                        return true;
        }
        return false;
}

bool
case_number_labelled(const char *text, size_t from, size_t until, CaseNumber *ret_number)
{
        size_t end = from;
        while (end < until && text[end] != '\0' && text[end] != '\t' && text[end] != '\n')
                end++;
        if (case_number_find(text, from, end, ret_number))
                return true;
        size_t at = from;
        while (at < end && !g_ascii_isalnum(text[at]))
                at++;
        CaseNumber number = { .kind = CASE_NUMBER_OTHER, .start = at };
        size_t length = 0, figures = 0;
        for (; at < end && length + 1 < CASE_NUMBER_LENGTH; at++) {
                if (g_ascii_isalnum(text[at])) {
                        figures += g_ascii_isdigit(text[at]);
                        number.value[length++] = g_ascii_toupper(text[at]);
                        number.end = at + 1;
                } else if (text[at] != '-' && text[at] != '/') {
                        break;
                }
        }
        /* a County Court claim may have three figures: "K5QZ9P2T" */
        if (figures < 3 || (figures < 4 && length != 8) || length < 5)
                return false;
        *ret_number = number;
        return true;
}

char *
case_number_normalise(const char *printed)
{
        GString *out = g_string_new(NULL);
        for (const char *at = printed; *at != '\0'; at++) {
                if (g_ascii_isalnum(*at))
                        g_string_append_c(out, g_ascii_toupper(*at));
        }
        return g_string_free(out, FALSE);
}

CaseNumberKind
case_number_kind(const char *normalised)
{
        CaseNumber number;
        if (case_number_at(normalised, 0, 0, &number))
                return number.kind;
        /* Hyphens that a High Court number needs are gone from the normal form. */
        if (strlen(normalised) >= 12 && g_ascii_isalpha(normalised[0]) && g_ascii_isalpha(normalised[1]) &&
            g_str_has_prefix(normalised + 2, "20"))
                return CASE_NUMBER_HIGH_COURT;
        return CASE_NUMBER_OTHER;
}
