#include "parsers/order/order_reading.h"

#include "parsers/order/confidence.h"

void
order_reading_set(OrderReading *reading, FieldValue *value)
{
        FieldValue **place = &reading->fields[value->field];
        if (*place != NULL && (*place)->confidence >= value->confidence) {
                field_value_free(value);
                return;
        }
        field_value_free(*place);
        *place = value;
}

bool
order_reading_has(const OrderReading *reading, Field field)
{
        return reading->fields[field] != NULL;
}

void
order_reading_put(OrderReading *reading, Field field, const char *value, size_t start, size_t end, double confidence)
{
        if (reading->ocr)
                confidence *= confidence_of_certainty(view_certainty(reading->view, start, end));
        if (reading->fields[field] != NULL && reading->fields[field]->confidence >= confidence)
                return;
        order_reading_set(reading, view_value(reading->view, field, value, start, end, confidence));
}

bool
order_reading_date(const OrderReading *reading, Field field, LegalDate *ret_date)
{
        return reading->fields[field] != NULL && legal_date_from_iso(reading->fields[field]->text, ret_date);
}
