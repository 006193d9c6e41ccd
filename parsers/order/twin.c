#include "parsers/order/twin.h"

#include "register/person.h"

#include <string.h>

/* What a value keeps of its confidence that only one of two texts of an order states. */
static const double ALONE = 0.95;

bool
twin_is(const SubmissionOrder *english, const SubmissionOrder *welsh)
{
        static const Field same[] = { FIELD_CASE_NUMBER, FIELD_CASE_REFERENCE, FIELD_MADE_ON, FIELD_RESPONDENT };
        unsigned agreed[G_N_ELEMENTS(same)] = { 0 };
        if (welsh->order_type != ORDER_TYPE_UNCLASSIFIED && english->order_type != welsh->order_type)
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(same); i++) {
                const char *a = submission_field_text(english->fields, same[i]);
                const char *b = submission_field_text(welsh->fields, same[i]);
                if (a == NULL || b == NULL)
                        continue;
                const bool alike = same[i] == FIELD_RESPONDENT ? person_same(a, b) : strcmp(a, b) == 0;
                /* one text may print the family number, the other the sixteen digits */
                if (!alike && same[i] != FIELD_CASE_NUMBER)
                        return false;
                if (!alike && strlen(a) == strlen(b))
                        return false;
                agreed[i] = alike;
        }
        return agreed[0] + agreed[1] > 0 || agreed[2] + agreed[3] == 2;
}

void
twin_fill(SubmissionOrder *english, const SubmissionOrder *welsh)
{
        for (unsigned i = 0; i < FIELD_COUNT; i++) {
                if (english->fields[i] != NULL || welsh->fields[i] == NULL)
                        continue;
                FieldValue *copy = field_value_copy(welsh->fields[i]);
                copy->confidence *= ALONE;
                if (strcmp(english->document, welsh->document) != 0) {
                        copy->page = 0;
                        copy->has_box = false;
                }
                english->fields[i] = copy;
        }
        if (english->action == ACTION_UNKNOWN)
                english->action = welsh->action;
        english->draft = english->draft || welsh->draft;
}
