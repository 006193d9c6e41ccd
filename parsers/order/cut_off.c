#include "parsers/order/cut_off.h"

static const float NEAR = 0.035F, UNSURE = 0.5F;

/* Whether what ends at right, on the page, reaches its edge: the margin there is next to nothing, the one at the left is none
 * such. */
static bool
cut_off_at(const View *view, unsigned number, double right)
{
        const double margin = 1 - right;
        for (guint i = 0; i < view->pages->len && margin < NEAR; i++) {
                const Page *page = g_ptr_array_index(view->pages, i);
                float left = 1;
                if (page->number != number)
                        continue;
                for (guint k = 0; k < page->spans->len; k++)
                        left = MIN(left, g_array_index(page->spans, PageSpan, k).left);
                return margin * 2 < left;
        }
        return false;
}

void
cut_off_check(const View *view, FieldValue *fields[FIELD_COUNT])
{
        static const Field whole[] = { FIELD_RESPONDENT_ADDRESS, FIELD_SERVED_PLACE,   FIELD_COURT,
                                       FIELD_CASE_NUMBER,        FIELD_CASE_REFERENCE, FIELD_URN };
        static const Field named[] = { FIELD_RESPONDENT, FIELD_PROTECTED_PERSON, FIELD_JUDGE, FIELD_SERVED_BY };
        for (unsigned i = 0; i < G_N_ELEMENTS(whole); i++) {
                const FieldValue *value = fields[whole[i]];
                if (value != NULL && value->has_box && cut_off_at(view, value->page, value->box[2]))
                        field_value_free(g_steal_pointer(&fields[whole[i]]));
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(named); i++) {
                FieldValue *value = fields[named[i]];
                if (value != NULL && value->has_box && cut_off_at(view, value->page, value->box[2]))
                        value->confidence = MIN(value->confidence, UNSURE);
        }
}
