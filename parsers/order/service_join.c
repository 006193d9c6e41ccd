/* Whose order the date of a service belongs to. */
#include "parsers/order/service.h"

#include "parsers/order/title.h"

#include "parsers/order/pattern.h"
#include "register/person.h"

#include <string.h>

static bool
service_join_number(FieldValue *const *a, FieldValue *const *b)
{
        const Field numbers[] = { FIELD_CASE_NUMBER, FIELD_CASE_REFERENCE, FIELD_URN };
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
                for (unsigned k = 0; k < G_N_ELEMENTS(numbers); k++) {
                        const char *x = submission_field_text(a, numbers[i]), *y = submission_field_text(b, numbers[k]);
                        if (x != NULL && y != NULL && g_str_equal(x, y))
                                return true;
                }
        }
        return false;
}

/* How a statement names an order. */
typedef enum {
        NAMES_ANOTHER,   /* another number, date or person */
        NAMES_NOTHING,   /* nothing of both can be compared */
        NAMES_PERSON,    /* the same person, and no more */
        NAMES_THE_ORDER, /* its number or its date */
} Names;

static Names
service_join_names(const SubmissionService *service, const SubmissionOrder *order)
{
        const char *made = submission_field_text(order->fields, FIELD_MADE_ON);
        const char *of = submission_field_text(service->fields, FIELD_MADE_ON);
        const char *person = submission_field_text(service->fields, FIELD_RESPONDENT);
        const char *bound = submission_field_text(order->fields, FIELD_RESPONDENT);
        if (made != NULL && of != NULL && !g_str_equal(made, of))
                return NAMES_ANOTHER;
        if (person != NULL && bound != NULL && !person_same(person, bound))
                return NAMES_ANOTHER;
        const bool numbered = service_join_number(service->fields, order->fields);
        const char *number = submission_field_text(service->fields, FIELD_CASE_NUMBER);
        if (number != NULL && submission_field_text(order->fields, FIELD_CASE_NUMBER) != NULL && !numbered)
                return NAMES_ANOTHER;
        if (numbered || (made != NULL && of != NULL))
                return NAMES_THE_ORDER;
        return person != NULL && bound != NULL ? NAMES_PERSON : NAMES_NOTHING;
}

/* Nothing is served before it is made. */
static bool
service_join_precedes(const SubmissionService *service, const SubmissionOrder *order)
{
        const char *made = submission_field_text(order->fields, FIELD_MADE_ON);
        const char *served = submission_field_text(service->fields, FIELD_SERVED_ON);
        return made != NULL && served != NULL && strcmp(made, served) > 0;
}

static void
service_join_fill(const SubmissionService *service, SubmissionOrder *order)
{
        const Field fields[] = { FIELD_SERVED_ON, FIELD_SERVED_AT, FIELD_SERVED_BY, FIELD_SERVED_METHOD,
                                 FIELD_SERVED_PLACE };
        for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++) {
                const FieldValue *value = service->fields[fields[i]];
                if (value == NULL || order->fields[fields[i]] != NULL)
                        continue;
                FieldValue *copy = field_value_copy(value);
                /* page and box are places in the order's own document */
                if (!g_str_equal(service->document, order->document)) {
                        copy->page = 0;
                        copy->has_box = false;
                }
                order->fields[fields[i]] = copy;
        }
}

/* The order's own number could not be read, and the statement in the same file, of the same person and of an order of the same day,
 * prints it. */
static void
service_join_lend(const SubmissionService *service, SubmissionOrder *order, const GPtrArray *orders)
{
        static const double LENT = 0.93;
        const Field same[] = { FIELD_MADE_ON, FIELD_RESPONDENT, FIELD_PROTECTED_PERSON };
        const FieldValue *number = service->fields[FIELD_CASE_NUMBER];
        if (orders->len != 1 || number == NULL || order->fields[FIELD_CASE_NUMBER] != NULL ||
            order->fields[FIELD_CASE_REFERENCE] != NULL || order->fields[FIELD_URN] != NULL ||
            !g_str_equal(service->document, order->document))
                return;
        for (unsigned i = 0; i < G_N_ELEMENTS(same); i++) {
                const char *a = submission_field_text(service->fields, same[i]);
                const char *b = submission_field_text(order->fields, same[i]);
                const bool agree =
                    a != NULL && b != NULL && (same[i] == FIELD_MADE_ON ? g_str_equal(a, b) : person_same(a, b));
                if (!agree)
                        return;
        }
        FieldValue *copy = field_value_copy(number);
        copy->confidence = MIN(copy->confidence, LENT);
        order->fields[FIELD_CASE_NUMBER] = copy;
}

/* The sole order that the statement names, or the message's sole order where it names none; NULL: there is none, or two
 * fit. A person alone names no order when another order of the message binds the same person. */
static SubmissionOrder *
service_join_order(const SubmissionService *service, const GPtrArray *orders)
{
        SubmissionOrder *named = NULL, *bound = NULL;
        unsigned count = 0, persons = 0;
        for (unsigned k = 0; k < orders->len; k++) {
                SubmissionOrder *order = g_ptr_array_index(orders, k);
                const Names names = service_join_names(service, order);
                if (names == NAMES_THE_ORDER && !service_join_precedes(service, order)) {
                        named = order;
                        count++;
                }
                if (names == NAMES_PERSON || names == NAMES_THE_ORDER || (names == NAMES_NOTHING && orders->len == 1)) {
                        bound = order;
                        persons++;
                }
        }
        if (count > 0)
                return count == 1 ? named : NULL;
        return persons == 1 && !service_join_precedes(service, bound) ? bound : NULL;
}

void
service_note_types(SubmissionService *service, const View *view)
{
        static Pattern named = {
                .text =
                    "(?i)\\b(?:non-? ?molestation|occupation|restraining|prohibited steps|stalking protection|forced "
                    "marriage protection|domestic abuse protection)(?:,? (?:and|&) (?:occupation|non-? ?molestation))? "
                    "(?:order|injunction)s?\\b"
        };
        static Pattern applied = { .text = "(?i)\\b(?:application|applying|applied|apply|statement in support)\\b"
                                           "(?:(?!\\border and (?:the|that|a|sealed)\\b)[^.;,]){0,80}$" };
        size_t from = 0;
        Match match;
        for (unsigned tries = 0; tries < 24 && pattern_find(&named, view, from, view->length, &match); tries++) {
                from = match.end[0];
                g_autofree char *before =
                    view_string(view, match.start[0] > 90 ? match.start[0] - 90 : 0, match.start[0]);
                g_autofree char *spaced = g_strconcat(before, " ", NULL);
                g_autofree char *text = view_string(view, match.start[0], match.end[0]);
                const TitleTypes types = title_types(text);
                for (unsigned i = 0; i < types.count && !pattern_in(&applied, spaced); i++)
                        service->types |= 1U << types.types[i];
        }
}

/* Where several orders of the message fit: each kind that the statement names has been served, when only one order is of it. */
static bool
service_join_types(const SubmissionService *service, const GPtrArray *fits)
{
        guint32 once = 0, twice = 0;
        for (unsigned i = 0; i < fits->len; i++) {
                const guint32 bit = 1U << ((const SubmissionOrder *) g_ptr_array_index(fits, i))->order_type;
                twice |= once & bit;
                once |= bit;
        }
        if ((once & service->types) == 0)
                return false;
        for (unsigned i = 0; i < fits->len; i++) {
                SubmissionOrder *order = g_ptr_array_index(fits, i);
                const guint32 bit = 1U << order->order_type;
                if ((service->types & bit) != 0 && (twice & bit) == 0)
                        service_join_fill(service, order);
        }
        return true;
}

void
service_join(const GPtrArray *services, const GPtrArray *orders)
{
        for (unsigned i = 0; i < services->len; i++) {
                const SubmissionService *service = g_ptr_array_index(services, i);
                if (service->outcome != OUTCOME_SERVED || service->fields[FIELD_SERVED_ON] == NULL)
                        continue;
                SubmissionOrder *order = service_join_order(service, orders);
                if (order != NULL) {
                        service_join_fill(service, order);
                        service_join_lend(service, order, orders);
                        continue;
                }
                g_autoptr(GPtrArray) fits = g_ptr_array_new();
                for (unsigned k = 0; k < orders->len; k++) {
                        SubmissionOrder *fit = g_ptr_array_index(orders, k);
                        if (service_join_names(service, fit) == NAMES_THE_ORDER && !service_join_precedes(service, fit))
                                g_ptr_array_add(fits, fit);
                }
                if (service_join_types(service, fits))
                        continue;
                /* one title of two types is one paper, served as one */
                for (unsigned k = 0; service->fields[FIELD_MADE_ON] != NULL && k < fits->len; k++) {
                        SubmissionOrder *fit = g_ptr_array_index(fits, k);
                        if (g_str_equal(fit->document,
                                        ((const SubmissionOrder *) g_ptr_array_index(fits, 0))->document))
                                service_join_fill(service, fit);
                }
        }
}
