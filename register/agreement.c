#include "register/agreement.h"

#include "base/text.h"
#include "register/case_number.h"
#include "register/name_words.h"

#include <string.h>

/* Letters of a place, and characters of a number, below which nothing is taken for a slip. */
enum { PLACE_LEAST = 5, NUMBER_LEAST = 7 };

/* Likeness of texts (docs/decisions has what was measured): copies, scans of copies, orders that share their court and template. */
#define TEXT_SAME    0.75
#define TEXT_SCANNED 0.6
#define TEXT_OTHER   0.35

static const Field numbers[] = { FIELD_CASE_NUMBER, FIELD_CASE_REFERENCE, FIELD_URN };

/* The number that is printed alone is its case number whatever its kind: it is looked for among all of the other's. */
static bool
agreement_has_number(const Identity *identity, const char *number)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++)
                if (g_strcmp0(identity->values[numbers[i]], number) == 0)
                        return true;
        return false;
}

/* Two numbers that are not equal: of other kinds they say nothing of each other, since one copy prints the one, one the other. */
static Agreement
agreement_numbers(const char *x, const char *y)
{
        const size_t shorter = MIN(strlen(x), strlen(y));
        if (text_distance(x, y, 1) <= 1 || (shorter >= NUMBER_LEAST && strncmp(x, y, shorter) == 0))
                return AGREEMENT_SLIP;
        return case_number_kind(x) == case_number_kind(y) ? AGREEMENT_CONTRADICTS : AGREEMENT_UNSTATED;
}

Agreement
agreement_case(const Identity *a, const Identity *b)
{
        Agreement found = AGREEMENT_UNSTATED;
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
                const char *x = a->values[numbers[i]], *y = b->values[numbers[i]];
                const bool known =
                    (x != NULL && agreement_has_number(b, x)) || (y != NULL && agreement_has_number(a, y));
                Agreement agreement = known ? AGREEMENT_SAME : AGREEMENT_UNSTATED;
                if (!known && x != NULL && y != NULL)
                        agreement = agreement_numbers(x, y);
                if (agreement == AGREEMENT_CONTRADICTS)
                        return agreement;
                found = MAX(found, agreement);
        }
        return found;
}

/* Whether every word of the one place is a word of the other: "medway", "chatham medway". */
static bool
agreement_place_within(const char *place, const char *other)
{
        g_auto(GStrv) words = g_strsplit(place, " ", -1);
        g_auto(GStrv) others = g_strsplit(other, " ", -1);
        for (unsigned i = 0; words[i] != NULL; i++)
                if (!g_strv_contains((const char *const *) others, words[i]))
                        return false;
        return true;
}

Agreement
agreement_court(const Identity *a, const Identity *b)
{
        const char *x = a->values[FIELD_COURT], *y = b->values[FIELD_COURT];
        if (x == NULL || y == NULL)
                return AGREEMENT_UNSTATED;
        if (g_str_equal(x, y))
                return AGREEMENT_SAME;
        if (agreement_place_within(x, y) || agreement_place_within(y, x))
                return AGREEMENT_SLIP;
        const unsigned slips = a->recognised || b->recognised ? 2 : 1;
        return MIN(strlen(x), strlen(y)) >= PLACE_LEAST && text_distance(x, y, slips) <= slips ? AGREEMENT_SLIP
                                                                                               : AGREEMENT_CONTRADICTS;
}

/* Whether the first figure in which two of one length differ is one that is taken for the other. */
static bool
agreement_looks_alike(const char *x, const char *y)
{
        static const char *const pairs[] = { "06", "08", "09", "14", "17", "27", "35",
                                             "38", "39", "49", "56", "58", "68", "89" };
        size_t at = 0;
        while (x[at] != '\0' && x[at] == y[at])
                at++;
        for (unsigned i = 0; x[at] != '\0' && i < G_N_ELEMENTS(pairs); i++)
                if ((x[at] == pairs[i][0] && y[at] == pairs[i][1]) || (x[at] == pairs[i][1] && y[at] == pairs[i][0]))
                        return true;
        return false;
}

Agreement
agreement_field(const Identity *a, const Identity *b, Field field)
{
        const char *x = a->values[field], *y = b->values[field];
        if (x == NULL || y == NULL)
                return AGREEMENT_UNSTATED;
        if (g_str_equal(x, y))
                return AGREEMENT_SAME;
        const bool slip = (a->recognised || b->recognised) && strlen(x) == strlen(y) && text_distance(x, y, 1) <= 1;
        /* an end a month or a year later is what an amended order prints: only figures that look alike are misread there */
        const bool told = field == FIELD_MADE_ON || field == FIELD_TARGET_MADE_ON || agreement_looks_alike(x, y);
        return slip && told ? AGREEMENT_SLIP : AGREEMENT_CONTRADICTS;
}

PersonMatch
agreement_respondent(const Identity *a, const Identity *b, char **ret_reason)
{
        if (a->respondent == NULL || b->respondent == NULL) {
                if (ret_reason != NULL)
                        *ret_reason = g_strdup("a respondent was not read");
                return PERSON_MATCH_DIFFERENT;
        }
        const PersonFacts x = { a->respondent, a->aliases, a->values[FIELD_RESPONDENT_DOB], a->recognised };
        const PersonFacts y = { b->respondent, b->aliases, b->values[FIELD_RESPONDENT_DOB], b->recognised };
        return person_match(&x, &y, ret_reason);
}

/* A woman who is named by one paper as before her marriage keeps her forename. */
static bool
agreement_same_forename(const char *x, const char *y)
{
        g_auto(NameWords) a;
        g_auto(NameWords) b;
        name_words_read(&a, x);
        name_words_read(&b, y);
        return a.count > 1 && b.count > 1 && g_str_equal(a.words[0].text, b.words[0].text);
}

/* The best partner that a name has among the people of the other. */
static PersonMatch
agreement_partner(const char *name, const Identity *other, bool recognised)
{
        PersonMatch best = PERSON_MATCH_DIFFERENT;
        const PersonFacts person = { .name = name, .recognised = recognised };
        for (guint i = 0; i < other->names->len && best < PERSON_MATCH_SAME; i++) {
                const PersonFacts partner = { .name = g_ptr_array_index(other->names, i),
                                              .recognised = other->recognised };
                best = MAX(best, person_match(&person, &partner, NULL));
                if (best == PERSON_MATCH_DIFFERENT && agreement_same_forename(name, partner.name))
                        best = PERSON_MATCH_POSSIBLE;
        }
        return best;
}

/* The worst that happens to a name of one among the people of the other; *ret_lonely counts those without a partner. */
static PersonMatch
agreement_side(const Identity *from, const Identity *to, guint *ret_lonely)
{
        PersonMatch worst = PERSON_MATCH_SAME;
        *ret_lonely = 0;
        for (guint i = 0; i < from->names->len; i++) {
                const PersonMatch match = agreement_partner(g_ptr_array_index(from->names, i), to, from->recognised);
                *ret_lonely += match == PERSON_MATCH_DIFFERENT;
                worst = MIN(worst, match);
        }
        return worst;
}

Agreement
agreement_people(const Identity *a, const Identity *b)
{
        if (a->names->len == 0 || b->names->len == 0)
                return AGREEMENT_UNSTATED;
        guint left = 0, right = 0;
        const PersonMatch there = agreement_side(a, b, &left), back = agreement_side(b, a, &right);
        if (left > 0 && right > 0)
                return AGREEMENT_CONTRADICTS;
        const PersonMatch worst = MIN(there, back);
        if (left > 0 || right > 0 || worst == PERSON_MATCH_POSSIBLE)
                return AGREEMENT_UNSTATED;
        return worst == PERSON_MATCH_SAME ? AGREEMENT_SAME : AGREEMENT_SLIP;
}

Agreement
agreement_text(const Identity *a, const Identity *b)
{
        if (!a->has_text || !b->has_text || g_strcmp0(a->language, b->language) != 0)
                return AGREEMENT_UNSTATED;
        const double likeness = fingerprint_likeness(&a->text, &b->text);
        if (likeness >= TEXT_SAME && a->text.figures != 0 && a->text.figures == b->text.figures)
                return AGREEMENT_SAME;
        if (likeness >= TEXT_SCANNED)
                return AGREEMENT_SLIP;
        return likeness < TEXT_OTHER && !a->recognised && !b->recognised ? AGREEMENT_CONTRADICTS : AGREEMENT_UNSTATED;
}

bool
agreement_swapped(const Identity *a, const Identity *b)
{
        return a->respondent != NULL && b->respondent != NULL &&
               agreement_partner(a->respondent, b, a->recognised) >= PERSON_MATCH_ALIKE &&
               agreement_partner(b->respondent, a, b->recognised) >= PERSON_MATCH_ALIKE;
}
