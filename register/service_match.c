#include "register/service_match.h"

#include "register/agreement.h"

#include <string.h>

void
service_match_clear(ServiceMatch *match)
{
        g_clear_pointer(&match->warning, g_free);
}

/* How the names of the respondent agree; dates of birth have their own words. A statement without a respondent contradicts nobody. */
static Agreement
match_respondent(const Identity *statement, const Identity *order)
{
        if (statement->respondent == NULL || order->respondent == NULL)
                return AGREEMENT_UNSTATED;
        const PersonFacts said = { statement->respondent, statement->aliases, NULL, statement->recognised };
        const PersonFacts held = { order->respondent, order->aliases, NULL, order->recognised };
        switch (person_match(&said, &held, NULL)) {
        case PERSON_MATCH_SAME:
        case PERSON_MATCH_ALIKE:
                return AGREEMENT_SAME;
        case PERSON_MATCH_POSSIBLE:
                return AGREEMENT_SLIP;
        default:
                return AGREEMENT_CONTRADICTS;
        }
}

/* Whether somebody whom the statement names as protected may be somebody whom the order protects. */
static bool
match_people(const Identity *statement, const Identity *order)
{
        for (guint i = 0; i < statement->names->len; i++)
                for (guint j = 0; j < order->names->len; j++) {
                        const PersonFacts said = { .name = g_ptr_array_index(statement->names, i),
                                                   .recognised = statement->recognised };
                        const PersonFacts held = { .name = g_ptr_array_index(order->names, j),
                                                   .recognised = order->recognised };
                        if (person_match(&said, &held, NULL) >= PERSON_MATCH_POSSIBLE)
                                return true;
                }
        return false;
}

static bool
match_later(const Identity *statement, const Identity *order)
{
        const char *made_on = order->values[FIELD_MADE_ON];
        const char *served_on = statement->values[FIELD_SERVED_ON];
        return made_on != NULL && served_on != NULL && strcmp(made_on, served_on) > 0;
}

/* Why an order that a number or the names point to is not it; NULL when nothing speaks against it. */
static const char *
match_objection(const Identity *statement, const Identity *order)
{
        if (agreement_field(statement, order, FIELD_RESPONDENT_DOB) == AGREEMENT_CONTRADICTS)
                return "the statement gives the respondent another date of birth";
        if (agreement_field(statement, order, FIELD_MADE_ON) == AGREEMENT_CONTRADICTS)
                return "the statement names an order made on another day";
        if (match_later(statement, order))
                return "the service is dated before the order was made";
        return NULL;
}

ServiceFit
service_match_fit(const Identity *statement, const Identity *order, char **ret_warning)
{
        if (ret_warning != NULL)
                *ret_warning = NULL;
        const Agreement number = agreement_case(statement, order);
        const Agreement respondent = match_respondent(statement, order);
        const bool other_type = statement->order_type != ORDER_TYPE_UNCLASSIFIED &&
                                order->order_type != ORDER_TYPE_UNCLASSIFIED &&
                                statement->order_type != order->order_type;
        if (order->draft || other_type || number == AGREEMENT_CONTRADICTS)
                return SERVICE_FIT_NONE;
        const bool numbered = number == AGREEMENT_SAME;
        const bool named = respondent >= AGREEMENT_SLIP && match_people(statement, order);
        const char *objection = numbered || named ? match_objection(statement, order) : NULL;
        if (objection == NULL && numbered && respondent == AGREEMENT_CONTRADICTS)
                objection = "the statement with this number names another respondent";
        if (objection != NULL) {
                if (ret_warning != NULL)
                        *ret_warning = g_strdup(objection);
                return SERVICE_FIT_NONE;
        }
        if (numbered && respondent == AGREEMENT_SAME)
                return SERVICE_FIT_NUMBER;
        return numbered || named ? SERVICE_FIT_NAMES : SERVICE_FIT_NONE;
}

ServiceMatch
service_match_choose(const Identity *statement, const GPtrArray *orders)
{
        ServiceMatch match = { 0 };
        unsigned fitting = 0;
        for (guint i = 0; i < orders->len; i++) {
                const Identity *order = g_ptr_array_index(orders, i);
                g_autofree char *warning = NULL;
                const ServiceFit fit = service_match_fit(statement, order, &warning);
                if (match.warning == NULL)
                        match.warning = g_steal_pointer(&warning);
                if (fit == SERVICE_FIT_NONE || fit < match.fit)
                        continue;
                fitting = fit == match.fit ? fitting + 1 : 1;
                match.fit = fit;
                match.order = order;
        }
        if (fitting == 1)
                g_clear_pointer(&match.warning, g_free);
        if (fitting > 1) {
                g_free(match.warning);
                match.warning = g_strdup_printf("%u orders fit this statement", fitting);
                match.order = NULL;
                match.fit = SERVICE_FIT_NONE;
        }
        match.fact = match.order != NULL && match.fit == SERVICE_FIT_NUMBER;
        return match;
}

OrderType
service_match_type(const char *text)
{
        static const struct {
                const char *words;
                OrderType type;
        } rows[] = {
                { "NON MOLESTATION", ORDER_TYPE_NON_MOLESTATION },
                { "OCCUPATION ORDER", ORDER_TYPE_OCCUPATION },
                { "RESTRAINING ORDER", ORDER_TYPE_RESTRAINING },
                { "PROHIBITED STEPS", ORDER_TYPE_PROHIBITED_STEPS },
                { "STALKING PROTECTION", ORDER_TYPE_STALKING_PROTECTION },
                { "FORCED MARRIAGE PROTECTION", ORDER_TYPE_FORCED_MARRIAGE_PROTECTION },
                { "FEMALE GENITAL MUTILATION PROTECTION", ORDER_TYPE_FGM_PROTECTION },
                { "FGM PROTECTION", ORDER_TYPE_FGM_PROTECTION },
                { "DOMESTIC ABUSE PROTECTION", ORDER_TYPE_DOMESTIC_ABUSE_PROTECTION },
        };
        g_autofree char *upper = g_utf8_strup(text, -1);
        GString *plain = g_string_new(NULL);
        for (const char *at = upper; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar letter = g_utf8_get_char(at);
                if (g_unichar_isalnum(letter))
                        g_string_append_unichar(plain, letter);
                else if (plain->len > 0 && plain->str[plain->len - 1] != ' ')
                        g_string_append_c(plain, ' ');
        }
        OrderType found = ORDER_TYPE_UNCLASSIFIED;
        bool several = false;
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                if (strstr(plain->str, rows[i].words) == NULL)
                        continue;
                several = several || (found != ORDER_TYPE_UNCLASSIFIED && found != rows[i].type);
                found = rows[i].type;
        }
        (void) g_string_free(plain, TRUE);
        return several ? ORDER_TYPE_UNCLASSIFIED : found;
}
