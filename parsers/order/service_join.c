/* Whose order the date of a service belongs to. */
#include "parsers/order/service.h"

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

/* 2: it names the order by number, date or person and nothing speaks against it; 1: nothing compares; 0: another one. */
static unsigned
service_join_level(const SubmissionService *service, const SubmissionOrder *order)
{
        const char *made = submission_field_text(order->fields, FIELD_MADE_ON);
        const char *of = submission_field_text(service->fields, FIELD_MADE_ON);
        const char *served = submission_field_text(service->fields, FIELD_SERVED_ON);
        const char *person = submission_field_text(service->fields, FIELD_RESPONDENT);
        const char *bound = submission_field_text(order->fields, FIELD_RESPONDENT);
        if (made != NULL && served != NULL && strcmp(made, served) > 0)
                return 0;
        if (made != NULL && of != NULL && !g_str_equal(made, of))
                return 0;
        if (person != NULL && bound != NULL && !person_same(person, bound))
                return 0;
        const bool numbered = service_join_number(service->fields, order->fields);
        const char *number = submission_field_text(service->fields, FIELD_CASE_NUMBER);
        if (number != NULL && submission_field_text(order->fields, FIELD_CASE_NUMBER) != NULL && !numbered)
                return 0;
        return numbered || (made != NULL && of != NULL) || (person != NULL && bound != NULL) ? 2 : 1;
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

void
service_join(const GPtrArray *services, const GPtrArray *orders)
{
        for (unsigned i = 0; i < services->len; i++) {
                const SubmissionService *service = g_ptr_array_index(services, i);
                if (service->outcome != OUTCOME_SERVED || service->fields[FIELD_SERVED_ON] == NULL)
                        continue;
                /* several orders fit: the one of the latest date it may speak of is still a guess, unless the date is named */
                SubmissionOrder *fit = NULL;
                unsigned fits = 0;
                for (unsigned k = 0; k < orders->len; k++) {
                        SubmissionOrder *order = g_ptr_array_index(orders, k);
                        const unsigned level = service_join_level(service, order);
                        if (level == 2 || (level == 1 && orders->len == 1)) {
                                fit = order;
                                fits++;
                        }
                }
                const bool dated = service->fields[FIELD_MADE_ON] != NULL;
                if (fits == 1)
                        service_join_fill(service, fit);
                for (unsigned k = 0; fits > 1 && dated && k < orders->len; k++) {
                        SubmissionOrder *order = g_ptr_array_index(orders, k);
                        /* one title of two types is one paper, served as one */
                        if (service_join_level(service, order) == 2 && g_str_equal(order->document, fit->document))
                                service_join_fill(service, order);
                }
        }
}
