#include "parsers/order/dates.h"
#include "parsers/order/day.h"

void
dates_put(OrderReading *reading, Field field, const LegalDate *date, double confidence)
{
        char iso[11];
        order_reading_put(reading, field, legal_date_iso(date, iso), date->start, date->end, confidence);
}

void
dates_read(OrderReading *reading)
{
        const bool titled = reading->action == ACTION_DISCHARGED;
        action_read(reading);
        /* "The order that Judge Ely made on 3 March is discharged": the day beside a judge may be that of the other order */
        LegalDate beside, acted_on;
        if (order_reading_date(reading, FIELD_MADE_ON, &beside) &&
            order_reading_date(reading, FIELD_TARGET_MADE_ON, &acted_on) && legal_date_compare(&beside, &acted_on) == 0)
                field_value_free(g_steal_pointer(&reading->fields[FIELD_MADE_ON]));
        made_read(reading);
        day_made_read(reading);
        /* "1. The order of 3 March is discharged. 2. The respondent must not ... 3. This order lasts until ...": a new one, if it
         * has an end */
        const bool forbids = reading->action == ACTION_DISCHARGED && !titled && action_forbids(reading->view);
        if (forbids)
                reading->action = ACTION_MADE;
        /* An order can only act on an earlier one; in a scan either date may be misread. */
        LegalDate made, target;
        if (!reading->ocr && order_reading_date(reading, FIELD_MADE_ON, &made) &&
            order_reading_date(reading, FIELD_TARGET_MADE_ON, &target) && legal_date_compare(&target, &made) >= 0)
                field_value_free(g_steal_pointer(&reading->fields[FIELD_TARGET_MADE_ON]));
        end_read(reading);
        day_end_read(reading);
        if (forbids && !order_reading_has(reading, FIELD_EXPIRES_ON) &&
            !order_reading_has(reading, FIELD_DURATION_TEXT))
                reading->action = ACTION_DISCHARGED;
}
