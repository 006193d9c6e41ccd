#include "parsers/order/plausible.h"

#include "register/case_number.h"
#include "register/legal_date.h"

#include <string.h>

enum {
        YEAR_FIRST = 1990, /* of an order that somebody still sends */
        AGE_LEAST = 10,    /* of a respondent */
        AGE_MOST = 100,
        YEARS_MOST = 6, /* an order's; a longer one is more often a misread year */
        HEARING_YEARS = 2,
        REFERENCE_DIGITS = 16,
};
/* A name of one word is more often a cut one: less than this does not stand. */
static const double ONE_WORD = 0.86;
/* What a printed value keeps of its confidence when it cannot be right. */
static const double DOUBTED = 0.6;
/* What a clear postcode with letters that none ends with keeps: printed so, or misread. */
static const double ODD = 0.85;
/* Figures read from a picture with more confidence than this were clear to see. */
static const double CLEAR = 0.9;

static void
plausible_doubt(FieldValue *fields[FIELD_COUNT], Field field, bool ocr)
{
        if (fields[field] == NULL)
                return;
        if (ocr)
                g_clear_pointer(&fields[field], field_value_free);
        else
                fields[field]->confidence *= DOUBTED;
}

static bool
plausible_date(FieldValue *const fields[FIELD_COUNT], Field field, LegalDate *ret_date)
{
        return fields[field] != NULL && fields[field]->text != NULL &&
               legal_date_from_iso(fields[field]->text, ret_date);
}

static void
plausible_dates(FieldValue *fields[FIELD_COUNT], bool ocr)
{
        static const Field later[] = { FIELD_EXPIRES_ON, FIELD_SERVED_ON, FIELD_HEARING_ON,
                                       FIELD_POWER_OF_ARREST_EXPIRES_ON };
        LegalDate made, date;
        if (plausible_date(fields, FIELD_MADE_ON, &made) && made.year < YEAR_FIRST)
                plausible_doubt(fields, FIELD_MADE_ON, ocr);
        if (!plausible_date(fields, FIELD_MADE_ON, &made))
                return;
        for (unsigned i = 0; i < G_N_ELEMENTS(later); i++) {
                if (plausible_date(fields, later[i], &date) && legal_date_compare(&date, &made) < 0)
                        plausible_doubt(fields, later[i], ocr);
        }
        if (plausible_date(fields, FIELD_HEARING_ON, &date) && date.year > made.year + HEARING_YEARS)
                plausible_doubt(fields, FIELD_HEARING_ON, ocr);
        if (plausible_date(fields, FIELD_EXPIRES_ON, &date) && date.year > made.year + YEARS_MOST)
                fields[FIELD_EXPIRES_ON]->confidence *= DOUBTED;
        if (plausible_date(fields, FIELD_TARGET_MADE_ON, &date) && legal_date_compare(&date, &made) > 0)
                plausible_doubt(fields, FIELD_TARGET_MADE_ON, ocr);
        if (plausible_date(fields, FIELD_RESPONDENT_DOB, &date) &&
            (date.year + AGE_LEAST > made.year || date.year + AGE_MOST < made.year))
                plausible_doubt(fields, FIELD_RESPONDENT_DOB, ocr);
}

/* All 16-digit references that were seen carry a check digit, but no rule says that they must: one without it that was
 * printed, or clear to see in the picture, is doubted and kept. */
static void
plausible_reference(FieldValue *fields[FIELD_COUNT], bool ocr)
{
        static const Field numbers[] = { FIELD_CASE_NUMBER, FIELD_CASE_REFERENCE };
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
                const char *text = submission_field_text(fields, numbers[i]);
                if (text != NULL && strlen(text) == REFERENCE_DIGITS &&
                    strspn(text, "0123456789") == REFERENCE_DIGITS && !case_number_luhn(text))
                        plausible_doubt(fields, numbers[i], ocr && fields[numbers[i]]->confidence < CLEAR);
        }
}

/* The year that a FamilyMan number states is not after the order's; a number of no known shape is a misread one. */
static void
plausible_number(FieldValue *fields[FIELD_COUNT])
{
        const char *text = submission_field_text(fields, FIELD_CASE_NUMBER);
        LegalDate date;
        if (text == NULL)
                return;
        const CaseNumberKind kind = case_number_kind(text);
        const bool dated =
            plausible_date(fields, FIELD_MADE_ON, &date) || plausible_date(fields, FIELD_EXPIRES_ON, &date);
        const int year = 2000 + (text[2] - '0') * 10 + text[3] - '0';
        if ((kind == CASE_NUMBER_FAMILY && dated && year > (int) date.year) ||
            (kind == CASE_NUMBER_OTHER && fields[FIELD_CASE_NUMBER]->confidence < CLEAR))
                plausible_doubt(fields, FIELD_CASE_NUMBER, true);
}

/* A name that a person bears: letters in every word, no figures, no signs. */
static bool
plausible_is_name(const char *text)
{
        unsigned letters = 0;
        for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar c = g_utf8_get_char(at);
                if (g_unichar_isdigit(c) || strchr("|\\_~*=<>[]{}@#$%^&+:;!?", (int) (c < 0x80 ? c : 'a')) != NULL)
                        return false;
                letters += g_unichar_isalpha(c);
        }
        return letters >= 2;
}

/* Two letters with which no name of the register's people begins: the second was a vowel with a mark, or a round letter. */
static bool
plausible_word_begins(const char *word)
{
        static const char *const never[] = { "Bt", "Ct", "Dt", "Ft", "Gt", "Jt", "Lt", "Rt", "Vt", "Bg",
                                             "Bp", "Cg", "Dg", "Dn", "Fg", "Fn", "Gf", "Gg", "Hg", "Jg",
                                             "Jf", "Lg", "Lf", "Mf", "Pg", "Rg", "Sg", "Tg", "Vg", "Zf" };
        for (unsigned i = 0; i < G_N_ELEMENTS(never); i++) {
                if (strncmp(word, never[i], 2) == 0 && g_ascii_islower(word[2]))
                        return false;
        }
        return true;
}

/* "Bjérnsson", "BjGrnsson": where a round letter with a mark stood. An accented e stands before r and a consonant, or
 * before a last m, in no name of French or Spanish; a capital inside a word has a vowel or Mc before it. */
static bool
plausible_word_goes_on(const char *word)
{
        static const char vowels[] = "AEIOUYaeiouy";
        const char *accent = strstr(word, "\xC3\xA9");
        if (accent != NULL && accent[2] == 'r' && g_ascii_isalpha(accent[3]) && strchr(vowels, accent[3]) == NULL)
                return false;
        if (accent != NULL && accent[2] == 'm' && !g_ascii_isalpha(accent[3]))
                return false;
        const size_t capital = g_ascii_isupper(word[0]) ? 1 + strcspn(word + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-'") : 0;
        const bool inside = capital > 1 && g_ascii_isupper(word[capital]) && g_ascii_islower(word[capital + 1]);
        return !inside || strcspn(word, vowels) < capital || g_str_has_prefix(word, "Mc") || (word[0] & 0x80) != 0;
}

/* "Gilstm", "Murcht": a vowel with a mark was taken for a consonant. No name ends in four consonants but in these. */
static bool
plausible_word_ends(const char *word)
{
        static const char *const endings[] = { "ghts", "rsch", "lsch", "nsch", "msch", "tsch",
                                               "ngst", "rths", "ndts", "wths", "dths" };
        size_t length = 0;
        while (g_ascii_isalpha(word[length]))
                length++;
        if (length < 5 || word[length] != '\0' || !g_ascii_islower(word[length - 1]))
                return true;
        for (size_t i = length - 4; i < length; i++) {
                if (strchr("aeiouyw", word[i]) != NULL)
                        return true;
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
                if (g_str_has_suffix(word, endings[i]))
                        return true;
        }
        return false;
}

/* "Jabtonski", "Jarostaw": the barred l of Polish names taken for a t; "Kamiriski": the accented n for two letters. */
static bool
plausible_word_is_polish(const char *word)
{
        static const char *const never[] = { "bto", "wto", "pto", "iriski", "oriski", "iriska", "oriska" };
        const bool polish = g_str_has_suffix(word, "ski") || g_str_has_suffix(word, "ska");
        for (unsigned i = 0; polish && i < G_N_ELEMENTS(never); i++) {
                if (strstr(word, never[i]) != NULL)
                        return false;
        }
        return !g_str_has_suffix(word, "staw") && !g_str_has_suffix(word, "stawa");
}

bool
plausible_spelling(const char *name)
{
        g_auto(GStrv) words = g_strsplit_set(name, " -", -1);
        for (unsigned i = 0; words[i] != NULL; i++) {
                if (!plausible_word_begins(words[i]) || !plausible_word_goes_on(words[i]) ||
                    !plausible_word_ends(words[i]) || !plausible_word_is_polish(words[i]))
                        return false;
        }
        return true;
}

/* "District Judge A": the name went on in a line that was not read. */
static bool
plausible_is_cut(const char *name)
{
        const size_t length = strlen(name);
        return length > 2 && name[length - 2] == ' ' && g_ascii_isupper(name[length - 1]);
}

/* "L6n": a letter taken for a figure. A flat is "2b" or "B12". */
static bool
plausible_has_figure_inside(const char *word)
{
        for (size_t i = 1; word[0] != '\0' && word[i] != '\0'; i++) {
                if (g_ascii_isalpha(word[i - 1]) && g_ascii_isdigit(word[i]) && g_ascii_islower(word[i + 1]))
                        return true;
        }
        return false;
}

/* A recognised person's name that was cut, or whose letters cannot follow each other. */
static bool
plausible_is_person(const FieldValue *value)
{
        if (!plausible_spelling(value->text))
                return false;
        return strpbrk(value->text, " -") != NULL || value->confidence >= ONE_WORD;
}

/* The court's name with what stands beside it in a table that lost its rules. */
static bool
plausible_is_court(const char *text)
{
        g_autofree char *lower = g_utf8_strdown(text, -1);
        return strstr(lower, "applicant") == NULL && strstr(lower, "respondent") == NULL &&
               strchr(lower, '|') == NULL && !g_str_has_suffix(lower, " order") &&
               !g_str_has_suffix(lower, " injunction");
}

/* "TRI LUQ" at the end: capitals and figures in two short groups that are no postcode. */
static bool
plausible_is_broken_postcode(char *const *words)
{
        const char *last[2] = { "", "" };
        for (unsigned i = 0; words[i] != NULL; i++) {
                if (words[i][0] != '\0')
                        last[0] = last[1], last[1] = words[i];
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(last); i++) {
                const size_t length = strlen(last[i]);
                if (length < 2 || length > 4 || strspn(last[i], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != length)
                        return false;
        }
        return strlen(last[1]) == 3;
}

/* "PL95 5KF": letters that no postcode ends with. A clerk may have typed them. */
static bool
plausible_has_odd_postcode(const char *text)
{
        const char *last = strrchr(text, ' ');
        return last != NULL && strlen(last) == 4 && g_ascii_isdigit(last[1]) && strpbrk(last + 2, "CIKMOV") != NULL;
}

/* An address whose postcode was misread sends somebody to another street. */
static bool
plausible_is_address(const FieldValue *value)
{
        const char *text = value->text;
        g_auto(GStrv) words = g_strsplit_set(text, " ,", -1);
        const char *outward = NULL;
        LegalDate date;
        if (legal_date_find(text, 0, strlen(text), &date))
                return false;
        for (unsigned i = 0; words[i] != NULL; i++) {
                const char *word = words[i];
                const size_t length = strlen(word);
                if (length == 0)
                        continue;
                if (outward != NULL)
                        return length == 3 && g_ascii_isdigit(word[0]) && g_ascii_isupper(word[1]) &&
                               g_ascii_isupper(word[2]) &&
                               (value->confidence >= CLEAR || strpbrk(word + 1, "CIKMOV") == NULL);
                const bool letter = g_ascii_isupper(word[0]) && (length >= 3 || i > 2);
                const bool figure =
                    g_ascii_isdigit(word[length - 1]) || (length > 2 && g_ascii_isdigit(word[length - 2]));
                if (letter && figure && length >= 2 && length <= 4 && i > 1) {
                        outward = word;
                        /* of the areas that begin with O there are Oldham and Oxford: elsewhere it was a Q */
                        if (word[0] == 'O' && word[1] != 'L' && word[1] != 'X')
                                return false;
                }
                if (strpbrk(word, "|\\_~*=<>{}[]$@") != NULL || word[0] == '\'' || word[0] == '"' ||
                    plausible_has_figure_inside(word))
                        return false;
        }
        return outward == NULL && !plausible_is_broken_postcode(words);
}

void
plausible_check(FieldValue *fields[FIELD_COUNT], bool ocr)
{
        static const Field names[] = { FIELD_RESPONDENT, FIELD_PROTECTED_PERSON, FIELD_JUDGE, FIELD_SERVED_BY };
        static const Field people[] = { FIELD_RESPONDENT, FIELD_PROTECTED_PERSON };
        static const Field offices[] = { FIELD_JUDGE, FIELD_SERVED_BY };
        static const Field places[] = { FIELD_RESPONDENT_ADDRESS, FIELD_SERVED_PLACE };
        plausible_dates(fields, ocr);
        plausible_reference(fields, ocr);
        if (!ocr)
                return;
        plausible_number(fields);
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
                if (fields[names[i]] != NULL && !plausible_is_name(fields[names[i]]->text))
                        plausible_doubt(fields, names[i], ocr);
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(people); i++) {
                if (fields[people[i]] != NULL && !plausible_is_person(fields[people[i]]))
                        plausible_doubt(fields, people[i], ocr);
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(offices); i++) {
                if (fields[offices[i]] != NULL &&
                    (!plausible_spelling(fields[offices[i]]->text) || plausible_is_cut(fields[offices[i]]->text)))
                        plausible_doubt(fields, offices[i], ocr);
        }
        if (fields[FIELD_COURT] != NULL && !plausible_is_court(fields[FIELD_COURT]->text))
                plausible_doubt(fields, FIELD_COURT, ocr);
        for (unsigned i = 0; i < G_N_ELEMENTS(places); i++) {
                if (fields[places[i]] == NULL)
                        continue;
                if (!plausible_is_address(fields[places[i]]))
                        plausible_doubt(fields, places[i], ocr);
                else if (plausible_has_odd_postcode(fields[places[i]]->text))
                        fields[places[i]]->confidence *= ODD;
        }
}
