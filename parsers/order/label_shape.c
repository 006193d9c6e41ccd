#include "parsers/order/label_shape.h"
#include "parsers/order/pattern.h"

#include "register/legal_date.h"

#include <string.h>

enum { WORDS = 12, OCTETS = 70, DATE_WITHIN = 30 };

typedef enum {
        FACT_BIRTH = 1 << 0,
        FACT_PLACE = 1 << 1,
        FACT_ARREST = 1 << 2,
        FACT_NOTICE = 1 << 3,
        FACT_ABSENCE = 1 << 4,
        FACT_NEXT = 1 << 5,
        FACT_HEARING = 1 << 6,
        FACT_END = 1 << 7,
        FACT_MADE = 1 << 8,
        FACT_DATE = 1 << 9,
        FACT_JUDGE = 1 << 10,
        FACT_BY = 1 << 11,
        FACT_CASE = 1 << 12,
        FACT_NUMBER = 1 << 13,
        FACT_COURT = 1 << 14,
        FACT_BOUND = 1 << 15,
        FACT_SHIELD = 1 << 16,
        FACT_ASKED = 1 << 17,
        FACT_CHILD = 1 << 18,
        FACT_EARLIER = 1 << 19,
        FACT_NEVER = 1 << 20,
        FACT_PLAIN = 1 << 21,
        FACT_WHO = 1 << 22,
        FACT_NAME = 1 << 23,
} Fact;

static const struct {
        Fact fact;
        const char *stem;
        bool whole;
} stems[] = {
#define STEM(fact, stem, whole) { FACT_##fact, stem, whole },
#include "parsers/order/label_stem.def"
#undef STEM
};

/* 0 for a word that is about nothing known. */
static unsigned
label_shape_word(const char *word, size_t length)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(stems); i++) {
                const size_t stem = strlen(stems[i].stem);
                if ((stems[i].whole ? length == stem : length >= stem) &&
                    g_ascii_strncasecmp(word, stems[i].stem, stem) == 0)
                        return stems[i].fact;
        }
        return 0;
}

/* All that the words are about; 0 when they are no label's. */
static unsigned
label_shape_facts(const char *text, size_t length, unsigned *ret_unknown)
{
        unsigned facts = 0, words = 0;
        *ret_unknown = 0;
        if (length < 3 || length > OCTETS)
                return 0;
        for (size_t at = 0; at < length;) {
                if (g_ascii_isdigit(text[at]) || strchr(";,\"", text[at]) != NULL)
                        return 0;
                if (!g_ascii_isalpha(text[at]) && (text[at] & 0x80) == 0) {
                        at++;
                        continue;
                }
                const size_t start = at;
                while (at < length && (g_ascii_isalpha(text[at]) || (text[at] & 0x80) != 0))
                        at++;
                const unsigned fact = label_shape_word(text + start, at - start);
                if (++words > WORDS || fact == FACT_NEVER)
                        return 0;
                facts |= fact;
                *ret_unknown += fact == 0;
        }
        return facts;
}

/* Facts, all of which and none of which a label of the role has; the first that fits is it. */
static const struct {
        unsigned all, any, none;
        LabelRole role;
} shapes[] = {
        { FACT_BIRTH, FACT_CHILD | FACT_SHIELD | FACT_ASKED, 0, LABEL_SKIP_DOB },
        { FACT_BIRTH | FACT_BOUND, 0, 0, LABEL_RESPONDENT_DOB },
        { FACT_BIRTH, 0, 0, LABEL_DOB },
        /* "Name and address of the person to whom this order is addressed": the name stands first */
        { FACT_PLACE | FACT_NAME | FACT_BOUND, 0, FACT_CHILD | FACT_SHIELD | FACT_ASKED | FACT_COURT,
          LABEL_RESPONDENT },
        { FACT_PLACE, FACT_CHILD | FACT_SHIELD | FACT_ASKED | FACT_COURT, 0, LABEL_SKIP },
        { FACT_PLACE | FACT_BOUND, 0, 0, LABEL_RESPONDENT_ADDRESS },
        { FACT_PLACE, 0, 0, LABEL_ADDRESS },
        { FACT_ARREST | FACT_WHO, 0, FACT_END | FACT_BY | FACT_SHIELD | FACT_ASKED, LABEL_RESPONDENT },
        { FACT_ARREST | FACT_END, 0, 0, LABEL_ARREST_END },
        { FACT_ARREST, 0, 0, LABEL_COUNT },
        { 0, FACT_NOTICE | FACT_ABSENCE, FACT_EARLIER, LABEL_NOTICE },
        { FACT_NEXT, FACT_HEARING | FACT_DATE | FACT_COURT, FACT_EARLIER, LABEL_NEXT },
        { FACT_NUMBER, FACT_CASE | FACT_COURT, 0, LABEL_CASE },
        { FACT_COURT, 0, FACT_DATE | FACT_END, LABEL_COURT },
        { FACT_EARLIER, 0, 0, LABEL_COUNT },
        { FACT_END, 0, FACT_HEARING | FACT_NEXT, LABEL_END },
        { FACT_MADE | FACT_BY, 0, FACT_DATE, LABEL_JUDGE },
        { FACT_JUDGE, 0, FACT_DATE, LABEL_JUDGE },
        { FACT_MADE, 0, FACT_ASKED | FACT_BOUND | FACT_SHIELD, LABEL_MADE },
        { FACT_HEARING | FACT_DATE, 0, FACT_ASKED, LABEL_HEARD },
        { FACT_DATE, FACT_MADE | FACT_PLAIN | FACT_NAME, FACT_ASKED | FACT_BOUND | FACT_SHIELD, LABEL_MADE },
};

/* "Person the order is against", "Binding upon", "In favour of": no word in it that could make it somebody else's. */
static LabelRole
label_shape_party(unsigned facts, unsigned unknown)
{
        const unsigned side = facts & (FACT_BOUND | FACT_SHIELD | FACT_ASKED);
        if (unknown > 1 || (facts & ~(side | FACT_PLAIN | FACT_NAME | FACT_WHO | FACT_MADE | FACT_BY | FACT_COURT |
                                      FACT_EARLIER)) != 0)
                return LABEL_COUNT;
        if (side == FACT_BOUND)
                return LABEL_RESPONDENT;
        if (side == FACT_ASKED)
                return LABEL_PROTECTED;
        return (side & FACT_SHIELD) != 0 && (side & FACT_BOUND) == 0 ? LABEL_SHIELDED : LABEL_COUNT;
}

bool
label_shape_role(const char *text, size_t length, unsigned most, LabelRole *ret_role)
{
        unsigned unknown = 0;
        const unsigned facts = label_shape_facts(text, length, &unknown);
        if (facts == 0 || unknown > most || ((facts & (FACT_JUDGE | FACT_COURT)) != 0 && unknown > 0))
                return false;
        LabelRole role = label_shape_party(facts, unknown);
        for (unsigned i = 0; role == LABEL_COUNT && i < G_N_ELEMENTS(shapes); i++) {
                if ((facts & shapes[i].all) != shapes[i].all || (facts & shapes[i].none) != 0 ||
                    (shapes[i].any != 0 && (facts & shapes[i].any) == 0))
                        continue;
                role = shapes[i].role;
                break;
        }
        if (role == LABEL_COUNT)
                return false;
        *ret_role = role;
        return true;
}

bool
label_shape_answers(const View *view, LabelRole role, size_t start, size_t end)
{
        LegalDate date;
        switch (role) {
        case LABEL_DOB:
        case LABEL_RESPONDENT_DOB:
        case LABEL_MADE:
        case LABEL_HEARD:
        case LABEL_NEXT:
                return legal_date_find(view->text, start, MIN(end, start + DATE_WITHIN), &date);
        case LABEL_ADDRESS:
        case LABEL_RESPONDENT_ADDRESS: {
                static Pattern place = { .text = "\\d|(?i)\\b(?:house|cottage|farm|hmp|c/o)\\b" };
                g_autofree char *value = view_string(view, start, end);
                return pattern_in(&place, value);
        }
        case LABEL_JUDGE: {
                static Pattern judge = { .text =
                                             "(?i)\\b(?:judge|hhj|dj|ddj|recorder|justice|jp|magistrate|barnwr)\\b" };
                g_autofree char *value = view_string(view, start, end);
                return pattern_in(&judge, value);
        }
        case LABEL_CASE:
        case LABEL_URN: {
                static Pattern number = { .text = "\\d{3}" };
                g_autofree char *value = view_string(view, start, end);
                return pattern_in(&number, value);
        }
        default:
                return true;
        }
}
