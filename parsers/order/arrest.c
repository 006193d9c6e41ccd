/* The power of arrest of Family Law Act 1996 s.47. The note to the arresting officer is none. */
#include "parsers/order/order_reading.h"

#include "parsers/order/pattern.h"
#include "register/duration.h"

static Pattern attached = {
        .text = "(?i)\\b(?:a |the )?power of arrest (?:(?:under|pursuant to) [^.;]{3,60}? )?(?:is|has "
                "been|be|was|shall be)(?: hereby)? attached\\b(?! *:? *(?:no\\b|not))|\\bpower of "
                "arrest (?:(?:under|pursuant to) (?:[^.;]|\\.(?=\\d)){3,40}? )?attached to\\b|\\bpower of "
                "arrest applies\\b|\\battach(?:es|ed)? a power of arrest\\b|\\b(?:carries|carry|has|have) (?:with "
                "(?:it|them) )?a power of "
                "arrest\\b|"
                "\\ba power of arrest,? (?:(?:expiring|ending|lasting|until|which)[^.;]{0,60},? )?attaches to\\b|"
                "\\bpŵer i arestio wedi[' ]i atodi|\\bmae pŵer i arestio"
};
static Pattern not_attached = {
        .text = "(?i)\\b(?:no power of arrest\\b|power of arrest (?:has not been|is not|was not|shall not be|(?:: |- "
                ")?not) "
                "attached|(?:not|without|declined to|refused to)(?: attach(?:ed|ing)?)? a power of arrest|power of "
                "arrest: (?:no|none|not attached)|"
                "there is no power of arrest|(?:does|do|did|shall|will) not (?:now |itself "
                ")?(?:carry|have|bear|attract|include|contain) (?:a|any) power of "
                "arrest|(?:has|have|carries|carry) not (?:a|any) power of arrest|dim pŵer i arestio)"
};
static Pattern unless = { .text =
                              "(?i)\\b(?:(?:if|where|unless|whether|(?-i:may)|any|application "
                              "for|considered|(?:not|without it being|need not be) (?:necessary|needed|required)|no "
                              "need|unnecessary)\\b[^.;]{0,50}|protected[^.;]{0,20})$" };
static Pattern until = { .text = "(?i)\\bpower of arrest\\b(?:[^.;]{0,160}[.;] ?(?:it|that power|this power|the "
                                 "power)\\b)?[^.;]{0,200}?\\b(?:until|expir(?:es?|ing) (?:on|at)|lasts until|up "
                                 "to and including|ends on|for a period of|for)\\b:?" };

static bool
arrest_find(const OrderReading *reading, Pattern *pattern, Match *ret)
{
        const View *view = reading->view;
        size_t from = 0;
        for (unsigned tries = 0; tries < 8 && pattern_find(pattern, view, from, view->length, ret); tries++) {
                from = ret->end[0];
                const size_t left = ret->start[0] > 60 ? ret->start[0] - 60 : 0;
                g_autofree char *before = view_string(view, left, ret->start[0]);
                if (!pattern_in(&unless, before))
                        return true;
        }
        return false;
}

static void
arrest_end(OrderReading *reading, size_t from, size_t stop, double confidence)
{
        Duration duration;
        char iso[11];
        if (duration_read(reading->view->joined, from, stop, &duration) && duration.kind == DURATION_DATE)
                order_reading_put(reading, FIELD_POWER_OF_ARREST_EXPIRES_ON, legal_date_iso(&duration.date, iso),
                                  duration.start, duration.end, confidence);
}

void
arrest_read(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->start >= hit->end)
                        continue;
                if (hit->role == LABEL_ARREST_END)
                        arrest_end(reading, hit->start, hit->end, 0.97);
                if (hit->role != LABEL_ARREST || hit->form == LABEL_ABOVE)
                        continue;
                static Pattern no = { .text = "(?i)^(no\\b|none|not |nil)" };
                static Pattern yes = { .text = "(?i)^(yes|attached|is attached|paragraph)" };
                g_autofree char *value = view_string(view, hit->start, hit->end);
                if (pattern_in(&no, value))
                        order_reading_put(reading, FIELD_POWER_OF_ARREST, "false", hit->start, hit->end, 0.97);
                else if (pattern_in(&yes, value))
                        order_reading_put(reading, FIELD_POWER_OF_ARREST, "true", hit->start, hit->end, 0.97);
        }
        Match match;
        if (!order_reading_has(reading, FIELD_POWER_OF_ARREST)) {
                if (arrest_find(reading, &not_attached, &match))
                        order_reading_put(reading, FIELD_POWER_OF_ARREST, "false", match.start[0], match.end[0], 0.97);
                else if (arrest_find(reading, &attached, &match))
                        order_reading_put(reading, FIELD_POWER_OF_ARREST, "true", match.start[0], match.end[0], 0.97);
        }
        const char *flag = submission_field_text(reading->fields, FIELD_POWER_OF_ARREST);
        if (flag != NULL && flag[0] == 't' && pattern_find(&until, view, 0, view->length, &match))
                arrest_end(reading, match.end[0], MIN(view->length, match.end[0] + 80), 0.94);
}
