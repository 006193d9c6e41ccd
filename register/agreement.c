#include "register/agreement.h"

#include "base/text.h"

#include <string.h>

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

Agreement
agreement_case(const Identity *a, const Identity *b)
{
        Agreement found = AGREEMENT_UNSTATED;
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
                const char *x = a->values[numbers[i]], *y = b->values[numbers[i]];
                const bool x_known = x != NULL && agreement_has_number(b, x);
                const bool y_known = y != NULL && agreement_has_number(a, y);
                if (x_known || y_known) {
                        found = MAX(found, AGREEMENT_SAME);
                } else if (x != NULL && y != NULL && strlen(x) == strlen(y)) {
                        if (text_distance(x, y, 1) > 1)
                                return AGREEMENT_CONTRADICTS;
                        found = MAX(found, AGREEMENT_SLIP);
                } else if (x != NULL && y != NULL && numbers[i] != FIELD_CASE_NUMBER) {
                        return AGREEMENT_CONTRADICTS;
                }
                /* two case numbers of other lengths are of other kinds: one copy prints the one, one the other */
        }
        return found;
}

Agreement
agreement_court(const Identity *a, const Identity *b)
{
        const char *x = a->values[FIELD_COURT], *y = b->values[FIELD_COURT];
        if (x == NULL || y == NULL)
                return AGREEMENT_UNSTATED;
        if (g_str_equal(x, y))
                return AGREEMENT_SAME;
        return strlen(x) >= 6 && text_distance(x, y, 1) <= 1 ? AGREEMENT_SLIP : AGREEMENT_CONTRADICTS;
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
        return slip ? AGREEMENT_SLIP : AGREEMENT_CONTRADICTS;
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

bool
agreement_swapped(const Identity *a, const Identity *b)
{
        return a->respondent != NULL && b->respondent != NULL &&
               agreement_partner(a->respondent, b, a->recognised) >= PERSON_MATCH_ALIKE &&
               agreement_partner(b->respondent, a, b->recognised) >= PERSON_MATCH_ALIKE;
}
