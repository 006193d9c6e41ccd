#include "parsers/order/court_label.h"

#include "parsers/order/pattern.h"
#include "register/court.h"

#include <string.h>

static Pattern just_place = { .text = "^" COURT_PLACE "$" };

/* "Name of court <tab> Dover" where the head names one kind of court, "Family Court order": the two together. */
static void
court_label_headed(OrderReading *reading, const char *place, const LabelHit *hit)
{
        static Pattern kinds[] = { { .text = "(?i)\\bfamily court\\b" },
                                   { .text = "(?i)\\bcrown court\\b" },
                                   { .text = "(?i)\\bcounty court\\b" },
                                   { .text = "(?i)\\bmagistrates'? court\\b" } };
        static const char *const names[] = { "Family Court", "Crown Court", "County Court", "Magistrates' Court" };
        static Pattern word = { .text = "(?i)\\b(?:orders?|date|number|case|judge|name|form|sealed|draft|yes|no)\\b" };
        const View *view = reading->view;
        const size_t until = view_line(view, MIN(view->lines->len - 1, (guint) COURT_LABEL_LINES))->end;
        const char *name = NULL;
        Match match;
        for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++) {
                if (!pattern_find(&kinds[i], view, 0, until, &match))
                        continue;
                if (name != NULL)
                        return;
                name = names[i];
        }
        if (name == NULL || pattern_in(&word, place))
                return;
        const bool sits = g_ascii_strncasecmp(place, "sitting ", 8) == 0;
        g_autofree char *whole = g_strdup_printf(sits ? "%s %s" : "%s at %s", name, place);
        court_put(reading, whole, hit->start, hit->end, 0.92);
}

/* "The Crown Court at Chelmsford" over "New Street, Chelmsford CM1 1EL" in its cell: where the house stands. The end of the value,
 * of which *value then holds the first line alone. */
static size_t
court_label_end(const View *view, const LabelHit *hit, char **value)
{
        static Pattern house = { .text = "(?i)\\d|\\b(?:square|street|road|lane|avenue|row|walk|hill|parade|terrace|"
                                         "crescent|gardens|quay)\\b" };
        const char *feed = memchr(view->text + hit->start, '\n', hit->end - hit->start);
        if (feed == NULL)
                return hit->end;
        const size_t end = (size_t) (feed - view->text);
        g_autofree char *first = view_string(view, hit->start, end);
        g_autofree char *rest = view_string(view, end + 1, hit->end);
        g_autofree char *place = court_place(first);
        if (court_kind(first) == COURT_KIND_NONE || place[0] == '\0' || !pattern_in(&house, rest))
                return hit->end;
        g_free(*value);
        *value = g_steal_pointer(&first);
        return end;
}

void
court_label_read(OrderReading *reading, const LabelHit *hit)
{
        const View *view = reading->view;
        g_autofree char *printed = view_string(view, hit->start, hit->end);
        g_autofree char *more = court_broken(view, hit->end);
        g_autofree char *value = more == NULL ? g_strdup(printed) : g_strdup_printf("%s %s", printed, more);
        g_autofree char *label = view_string(view, hit->label, hit->label + 60);
        LabelRole role = LABEL_COUNT;
        g_autofree char *own = g_strndup(label, MIN(label_length(label, &role), hit->start - hit->label));
        if (court_kind(value) != COURT_KIND_NONE) {
                court_put(reading, value, hit->start, court_label_end(view, hit, &value), 0.975);
                return;
        }
        static Pattern head = { .text = "^(?i:in the )" COURT_KIND_WORDS "\\b" };
        if (court_kind(own) == COURT_KIND_NONE && pattern_in(&head, label) && pattern_in(&just_place, value) &&
            hit->form == LABEL_CELL) {
                /* "In the Family Court <tab> Lynn", "sitting at:": the label is broken by its column */
                g_autofree char *kind = view_string(view, hit->label, hit->start);
                g_autofree char *whole = g_strdup_printf("%s at %s", kind, value);
                court_put(reading, whole, hit->start, hit->end, 0.96);
                return;
        }
        if (g_ascii_strcasecmp(own, "hearing centre") == 0 && hit->line < COURT_LABEL_LINES &&
            pattern_in(&just_place, value)) {
                /* below "In the Family Court" the place, else a name of its own */
                static Pattern family = { .text = "(?i)^\\W*(?:in )?the family court\\W*$" };
                bool headed = false;
                for (unsigned line = 0; line < hit->line && !headed; line++) {
                        g_autofree char *above =
                            view_string(view, view_line(view, line)->start, view_line(view, line)->end);
                        headed = pattern_in(&family, above);
                }
                g_autofree char *seat =
                    headed ? g_strdup_printf("Family Court at %s", value) : g_strdup_printf("%s Hearing Centre", value);
                court_put(reading, seat, hit->start, hit->end, 0.85);
                return;
        }
        /* "sitting at: Romney County And Family Court": the place is a court by itself */
        static Pattern itself = { .text = "(?i)\\b(?:family|county|crown|magistrates'?) court$" };
        if (pattern_in(&itself, value)) {
                court_put(reading, value, hit->start, hit->end, 0.97);
                return;
        }
        if (court_kind(own) == COURT_KIND_NONE && hit->line < COURT_LABEL_LINES && pattern_in(&just_place, value))
                court_label_headed(reading, value, hit);
        if (court_kind(own) == COURT_KIND_NONE || !pattern_in(&just_place, value))
                return;
        static Pattern open = { .text = "(?i)\\b(at|yn|in)$" };
        const bool joined = pattern_in(&open, own) || g_ascii_strncasecmp(value, "sitting ", 8) == 0;
        g_autofree char *whole = g_strdup_printf(joined ? "%s %s" : "%s at %s", own, value);
        court_put(reading, whole, hit->form == LABEL_COLON && hit->start < hit->label + 60 ? hit->label : hit->start,
                  hit->end, 0.97);
}

/* "Court: Medway", and nowhere of which kind: the place alone is what the paper states. */
void
court_label_alone(OrderReading *reading)
{
        static Pattern word = { .text =
                                    "(?i)\\b(?:orders?|date|number|case|judge|name|form|sealed|draft|yes|no|room|floor|"
                                    "use|office|officer|clerk|fee|copy|address|staff|stamp|seal|of|the|to)\\b" };
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role != LABEL_COURT || hit->weak || hit->start >= hit->end || hit->line >= COURT_LABEL_LINES ||
                    !(hit->form == LABEL_COLON || hit->form == LABEL_CELL))
                        continue;
                g_autofree char *place = view_string(view, hit->start, hit->end);
                if (pattern_in(&just_place, place) && !pattern_in(&word, place) &&
                    court_put(reading, place, hit->start, hit->end, 0.88))
                        return;
        }
}
