#include "parsers/order/whole_name.h"

#include "parsers/order/parties.h"
#include "parsers/order/pattern.h"
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
static void
whole_name_widen_one(OrderReading *reading, Field field)
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
                        /* broken itself, "Chloe" over "Louise Marlow", it tells nothing */
                        if (!line_end && stop == after)
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

/* Whether [start, end) is a name of several words, the last of them the surname. */
static bool
whole_name_ends_in(const View *view, size_t start, size_t end, const char *surname)
{
        const size_t length = strlen(surname);
        return end > start + length + 1 && view->joined[end - length - 1] == ' ' &&
               g_ascii_strncasecmp(view->joined + end - length, surname, length) == 0;
}

/* "Mr Marsh is Cy Marsh", "Mr Marsh (Cy Marsh, born ...)", "Cy Marsh (\"Mr Marsh\")": the paper says itself whom it calls so. title
 * has the octets of the title as it is printed. */
static bool
whole_name_defined(const View *view, const char *title, size_t called, const char *surname, size_t *ret_start,
                   size_t *ret_end)
{
        enum { BEFORE = 60, BEHIND = 24, MENTIONS = 60 };
        static Pattern opens = {
                .text = "^[\"']?(?:,? (?:is|means|being)(?: named| called)?:?|,| ?\\()[\"']? ?(?=\\p{Lu})"
        };
        static Pattern closes = { .text = "\\((?:(?:who is |hereafter |below |here |in this order )*(?:called|known as|"
                                          "referred to as)? ?(?:below |here )?)[\"']?$" };
        size_t at = 0, stop = 0;
        for (unsigned i = 0; i < MENTIONS && party_mentioned(view, surname, stop, &at, &stop); i++) {
                if (at < called || g_ascii_strncasecmp(view->joined + at - called, title, called) != 0)
                        continue;
                size_t from = at - called, until = MIN(view->length, stop + BEHIND), gap = 0;
                view_whole(view, &from, &until);
                g_autofree char *rest = view_piece(view, stop, until);
                if (pattern_span(&opens, rest, NULL, &gap)) {
                        *ret_start = stop + gap;
                        *ret_end = party_name_end(view, *ret_start, view->length);
                        if (whole_name_ends_in(view, *ret_start, *ret_end, surname))
                                return true;
                }
                size_t left = from > BEFORE ? from - BEFORE : 0, open = 0;
                view_whole(view, &left, &from);
                g_autofree char *lead = view_piece(view, left, from);
                if (!pattern_span(&closes, lead, &open, NULL) || open == 0)
                        continue;
                *ret_end = left + open;
                while (*ret_end > left && view->joined[*ret_end - 1] == ' ')
                        --*ret_end;
                *ret_start = party_name_start(view, left, *ret_end);
                if (whole_name_ends_in(view, *ret_start, *ret_end, surname))
                        return true;
        }
        return false;
}

static void
whole_name_put(OrderReading *reading, Field field, size_t start, size_t end)
{
        const double confidence = MIN(reading->fields[field]->confidence, 0.9);
        field_value_free(g_steal_pointer(&reading->fields[field]));
        parties_put(reading, field == FIELD_RESPONDENT, start, end, confidence);
}

void
whole_name_widen(OrderReading *reading)
{
        whole_name_widen_one(reading, FIELD_RESPONDENT);
        whole_name_widen_one(reading, FIELD_PROTECTED_PERSON);
}

/* "Mr Marsh must not": a surname alone is filled from the sole whole name in the text that ends in it and has the same title. A
 * wife or a child bears the surname too. */
static void
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
        if (whole_name_defined(view, reading->fields[field]->raw, called, surname, &start, &end)) {
                whole_name_put(reading, field, start, end);
                return;
        }
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
        whole_name_put(reading, field, start, end);
}

void
whole_name_read(OrderReading *reading)
{
        whole_name_fill(reading, FIELD_RESPONDENT);
        whole_name_fill(reading, FIELD_PROTECTED_PERSON);
}
