#include "parsers/order/whole_name.h"

#include "parsers/order/parties.h"
#include "register/person.h"

#include <string.h>

static bool
whole_name_in_capitals(const View *view, size_t start, size_t end)
{
        for (size_t i = start; i < end; i++) {
                if (g_ascii_islower(view->joined[i]))
                        return false;
        }
        return true;
}

/* A narrow column breaks a name and leaves its end on another line: "Chloe Louise <tab> RESPONDENT", "Marlow". When every
 * other mention goes on after it in the same way, that is the name. */
void
whole_name_widen(OrderReading *reading, Field field)
{
        const View *view = reading->view;
        const char *name = submission_field_text(reading->fields, field);
        if (name == NULL)
                return;
        g_autofree char *wider = NULL;
        size_t start = 0, end = 0, from = 0, after = 0;
        bool cut = false;
        while (party_mentioned(view, name, after, &from, &after)) {
                const size_t stop = party_name_end(view, from, view->length);
                const bool line_end = after >= view->length || view->text[after] == '\t' || view->text[after] == '\n';
                cut = cut || line_end;
                if (whole_name_in_capitals(view, from, after))
                        continue; /* "CY DALE MUST": no telling where the name ends */
                if (stop <= after) {
                        if (!line_end)
                                return;
                        continue;
                }
                if (memchr(view->text + after, '\n', stop - after) != NULL)
                        continue; /* that may be another line's first word */
                g_autofree char *longer = view_string(view, from, stop);
                if (wider != NULL && !person_same(wider, longer))
                        return;
                g_free(wider);
                wider = g_steal_pointer(&longer);
                start = from;
                end = stop;
        }
        if (!cut)
                return;
        if (wider == NULL)
                return;
        const double confidence = MIN(reading->fields[field]->confidence, 0.93);
        field_value_free(g_steal_pointer(&reading->fields[field]));
        parties_put(reading, field == FIELD_RESPONDENT, start, end, confidence);
}

/* "Mr Marsh must not": a surname alone is filled from the sole whole name in the text that ends in it and has the same title. A
 * wife or a child bears the surname too. */
void
whole_name_fill(OrderReading *reading, Field field)
{
        enum { BEFORE = 50, MENTIONS = 60 };
        const View *view = reading->view;
        const char *surname = submission_field_text(reading->fields, field);
        size_t called = 0;
        if (surname == NULL || strchr(surname, ' ') != NULL || reading->fields[field]->raw == NULL ||
            !person_title(reading->fields[field]->raw, &called))
                return;
        g_autofree char *whole = NULL;
        size_t start = 0, end = 0, at = 0, stop = 0;
        for (unsigned i = 0; i < MENTIONS && party_mentioned(view, surname, stop, &at, &stop); i++) {
                const size_t from = party_name_start(view, at > BEFORE ? at - BEFORE : 0, stop);
                size_t title = 0;
                (void) person_title(view->joined + from, &title);
                if (from + title >= at || title != called ||
                    g_ascii_strncasecmp(view->joined + from, reading->fields[field]->raw, called) != 0)
                        continue;
                g_autofree char *name = view_string(view, from + title, stop);
                if (whole != NULL && !person_same(whole, name))
                        return;
                g_free(whole);
                whole = g_steal_pointer(&name);
                start = from;
                end = stop;
        }
        if (whole == NULL)
                return;
        const double confidence = MIN(reading->fields[field]->confidence, 0.9);
        field_value_free(g_steal_pointer(&reading->fields[field]));
        parties_put(reading, field == FIELD_RESPONDENT, start, end, confidence);
}
