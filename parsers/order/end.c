/* When the order ends.
 *
 * An order states many ends: of a power of arrest, of a tag, of one paragraph, of the interim order before it. Every
 * wording that opens an end is looked at with the sentence it stands in; what the sentence speaks of decides. The end
 * of the order as a whole wins over that of some of its paragraphs, and the later of two over the earlier. */
#include "parsers/order/dates.h"
#include "parsers/order/day.h"
#include "parsers/order/end_hearing.h"

#include "parsers/order/pattern.h"
#include "parsers/order/sentence.h"
#include "parsers/order/title.h"
#include "register/duration.h"

#include <string.h>

enum { TRIES = 80 };

/* Of which thing the sentence gives the end. */
typedef enum {
        SUBJECT_OTHER,
        SUBJECT_PARTS, /* "paragraphs 1 to 4": some terms, when nothing speaks of the whole */
        SUBJECT_ORDER,
        SUBJECT_TYPE, /* "the occupation order", and that is the type */
} Subject;

typedef struct {
        Duration duration;
        Subject subject;
        double confidence;
} End;

static Pattern opening = {
        .text =
            "(?i)(?<![\\w-])(?:(?:until|till|tan|hyd at|hyd|(?:up )?to and including|up to|runs to|(?:has|have) effect "
            "to|(?:lasts?|continues?) to|"
            "(?:expir(?:es?|ing|y)|laps(?:es?|ing)|(?<!number )(?<!account )(?<!mobile )(?<!phone )(?<!card "
            ")(?:ends?|ending)|terminat(?:es?|ing)|finish(?:es)?|run(?:s)? out)"
            "(?:,? (?:still|as (?:before|at present|originally (?:ordered|provided|made))),?)?(?: at| on| "
            "by)?|ceas(?:es?|ing)(?: to [a-z ]{4,22}?)? (?:at|on)|"
            "(?:com(?:es?|ing) to an end|stops? (?:having effect|applying|being in force))(?: at| on)?|"
            "(?:end|expiry) date(?: of (?:this|the) order)?(?: is|:)?|date (?:on|of|when) [^.;:]{0,40}? "
            "(?:ends|expires|expiry)(?: is|:)|"
            "(?:lasts?|lasting|stands?|runs?|applies|apply|continues?|remains?|effective|effect|force|made|granted|"
            "imposed|order|injunction|is|be|operate),?(?: for)?"
            "(?= (?:a (?:fixed |further |total |full )?(?:period|term)|the period|\\d+\\b|an? (?:year|month|week)|"
            "(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|eighteen|twenty|twenty-four|thirty-"
            "six) ))|"
            "for(?= (?:a (?:fixed |further |total |full )?(?:period|term) of|the period of|gyfnod|\\d+ "
            "|(?:one|two|three|"
            "four|five|six|seven|eight|nine|ten|twelve|eighteen) (?:weeks|months|years?)\\b))|"
            "(?:period|term|duration) of(?! (?:the|this|your) )|am gyfnod o|(?:extended|prolonged|continued) to|"
            "from [^.;:]{6,40}? to(?= [^.;:]{0,20}\\d)|"
            /* "Paras 1-3: to 4 March 2026" */
            "(?:para(?:graph)?|clause)s?\\.? \\d[\\d ,&()a-z-]{0,24}?(?: ?[:-])? (?:up )?to(?= "
            "(?:(?:\\d{1,2}(?:[.:]\\d\\d)? "
            "?[ap]\\.?m\\.?|noon|midnight),? (?:on )?)?\\d{1,2}(?:st|nd|rd|th)?(?:[./]\\d| "
            "(?-i:\\p{Lu}))))(?![\\w-]):?|"
            "(?=(?:no fixed (?:end|term)|without (?:time )?limit|indefinite|(?:no|not have an?) (?:end|expiry) "
            "date|unlimited|not expire|dim dyddiad terfyn|amhenodol)))"
};

/* "This order" and a word that says what it does: the clause is about the order's own life. */
static Pattern whole = {
        .text =
            "(?i)\\b(?:(?:this|the|these|said|above|a|full|final) (?:[a-z-]+ ){0,3}?(?:orders?|"
            "injunctions?|prohibitions|requirements|terms)(?: (?:made|dated|of|granted) [^.;]{4,60}?| (?:in|at|under) "
            "paragraphs? [^.;]{1,30}?)?(?:,? (?:to "
            ")?which [^.;]{4,70}?,)?,? "
            "(?:(?:is|are|be|shall|will|has|have|does|do|to|now|hereby|also|therefore|it) "
            ")*(?:appl|last|remain|continu|"
            "expir|end\\b|ends\\b|laps|ceas|stand|run|made|for\\b|until\\b|valid|effective|operat|endur|in force|in "
            "full|have effect|effect|come|stop|take|start|grant|impos|indefinite|without|unlimited|extend|prolong|var|"
            "renew|not expire|not have|no\\b|of indefinite|"
            "as (?:varied|amended|extended)|terminat|finish|commenc|begin|hold|persist|subsist)|"
            "(?:non-? ?molestation|occupation|restraining) (?:order|injunction)(?: (?:made|dated|of|granted) "
            "[^.;]{4,60}?)? "
            "(?:(?:is|are|be|shall|will|hereby|and|further) )*(?:extend|continu|remain|prolong|renew)|"
            "(?:end|expiry) date of (?:this|the)|date (?:on|of|when) [^.;:]{0,40}(?:ends|expires|expiry)|"
            "\\b(?:the |all (?:of )?the )?(?:above|foregoing|aforesaid)(?: "
            "(?:shall|will|to|is|are|has|have|do|does|hereby))* "
            "(?:last|remain|continue|run|stand|apply|applies|effect|in force|have effect|expire|end|be in "
            "force)\\w*\\b|"
            "(?:it|order) (?:to (?:last|run|remain|continue)|takes effect|lasts|stays (?:in|valid)|is in "
            "force|remains|continues|expires|shall|will|applies|ends)|"
            "duration(?: of (?:the |this )?order)?|period of (?:the |this )?order|order period|"
            "^ ?(?:\\W?\\w{1,3}[.)] )?(?:order (?:to|shall|will) (?:run|last|remain|continue|be in force)|in force|to "
            "last|takes effect|expiry|remains? in (?:full "
            ")?force|lasts|valid|until|for a "
            "period|effective|period|end date)|"
            "(?:non-molestation|restraining|occupation|protection|steps) order(?: \\([^();]{4,60}\\))?(?: "
            "(?:under|pursuant to) "
            "(?:sections?|ss?\\.?) ?\\d+\\w?(?:\\(\\d\\))?,? (?:of )?(?:the )?[\\p{L} ]{3,40}(?: \\d{4})?)?"
            "(?: \\([^()]{3,60}\\))?(?: ?[,:-]? | )(?:for|until|made)|y "
            "gorchymyn|gorchymyn hwn|cyfnod)"
};
static Pattern parts = {
        .text =
            "(?i)(?:\\bparts? (?:[a-z]|\\d{1,2}|one|two)(?: (?:and|to) (?:[a-z]|\\d{1,2}|one|two)|,)*(?: of this "
            "order)?,? (?:shall |will |(?:is|are) to |is )?(?:last|"
            "remain|continue|appl(?:y|ies)|ha(?:s|ve) effect|be effective|effective|be in force|in "
            "force|expire|end|cease)|"
            "\\b(?:para(?:graph)?|clause|section(?=s? \\d+(?:\\.\\d+)?\\b(?! (?:of the|\\p{L}+ (?:law|act))))|item)s? "
            "(?:[^.;]|\\.(?=\\d)){1,70}? (?:shall |will |(?:is|are) to |are |is )?(?:last|"
            "remain|continue|appl(?:y|ies)|ha(?:ve|s) effect|be effective|effective|be in force|in force|expire|"
            "end|cease)|\\b(?:prohibitions?|requirements?|terms|conditions|restrictions?)\\b[^.;]{0,"
            "40}? (?:shall |will |are |is |to )?(?:apply|last|remain|continue|in force|expire|end|"
            "effective|have effect|be effective)|\\b(?:must not|shall not|is forbidden|is prohibited|is restrained),? "
            "(?:and "
            ")?(?:until|for)$|\\b(?:para(?:graph)?|clause)s?\\.? \\d[\\d ,&()a-z-]{0,24}?(?: ?[:-])? (?:up )?to$|"
            "\\bprohibitions? (?:[a-z]+ ){0,3}(?:binds?|subsists?)\\b|^for (?:a period of )?\\w+ (?:months|years)|^ "
            "?for$)"
};
/* Other things that end, begin or are put off. */
static Pattern other = {
        .text =
            "(?i)\\b(?:power of arrest|hearing|adjourned|application (?:is|be|to|for)|evidence|statement|permission|"
            "monitor(?:ing|ed|s)?|electronic(?:ally)?|tag|tagged|curfew|programme|notification|leave [^.;]{0,60} "
            "by|solicitors?|interim order (?:of|made on|dated)|"
            "undertaking|imprison\\w*|prison|custody|sentence[ds]?|detention|disqualif\\w*|licence|community order|"
            "suspended|rehabilitation|unpaid work|supervision|compensation|fine|costs|the children|contact with the "
            "child|bail|contempt|offence|crime|punishable|guilty|liable|was (?:due|to|originally)|would "
            "have|remained|lasted|until "
            "then|stay|appeal|"
            "passport|school term|pŵer i arestio|carchar|gwrandawiad)\\b"
};
static Pattern types_named = { .text = "(?i)\\b(?:non-? ?molestation|occupation|restraining|prohibited steps|stalking "
                                       "protection|forced marriage protection|domestic abuse protection) order\\b" };

/* Where the last match of the pattern in the text starts and ends; false for none. */
static bool
end_last(Pattern *pattern, const char *text, size_t *ret_start, size_t *ret_end)
{
        g_autoptr(GMatchInfo) info = NULL;
        bool found = false;
        if (!pattern_in(pattern, text))
                return false;
        for (g_regex_match(pattern->regex, text, 0, &info); g_match_info_matches(info);) {
                gint start = 0, end = 0;
                if (g_match_info_fetch_pos(info, 0, &start, &end)) {
                        *ret_start = (size_t) start;
                        *ret_end = (size_t) end;
                        found = true;
                }
                if (!g_match_info_next(info, NULL))
                        break;
        }
        return found;
}

static bool
end_is_other_type(const OrderReading *reading, const char *clause, bool *ret_own)
{
        size_t start = 0, end = 0;
        *ret_own = false;
        if (!end_last(&types_named, clause, &start, &end))
                return false;
        g_autofree char *name = g_strndup(clause + start, end - start);
        const TitleTypes types = title_types(name);
        *ret_own = types.count == 1 && types.types[0] == reading->type;
        return types.count == 1 && !*ret_own && reading->type != ORDER_TYPE_UNCLASSIFIED;
}

/* What the words before the end speak of: the nearest subject. */
static Subject
end_subject(const OrderReading *reading, const char *printed)
{
        /* "This order and the power of arrest expire on": the order's end as well */
        static Pattern with_arrest = {
                .text =
                    "(?i)(?:(?<=\\border|injunction|\\bpart \\w)|\\b(?:paragraphs?|clauses?) [\\d ,&()a-z]{1,40}?\\K)"
                    "(?:,? and| together with),? (?:the|its|any) "
                    "power of arrest(?: (?:that is )?attached "
                    "to (?:it|them|this order|paragraphs? [^.;]{1,24}?))?(?=,? "
                    "(?:shall|will|both|expires?|lasts?|ends?|remains?|"
                    "continues?|are|is|to|have|has)\\b)"
        };
        g_autofree char *clause = pattern_replace(&with_arrest, printed, "");
        size_t whole_start = 0, whole_end = 0, other_start = 0, other_end = 0, part_start = 0, part_end = 0;
        const bool is_whole = end_last(&whole, clause, &whole_start, &whole_end);
        const bool is_other = end_last(&other, clause, &other_start, &other_end);
        const bool is_part = end_last(&parts, clause, &part_start, &part_end);
        /* "a power of arrest is attached to paragraph 4 of this order until ..." */
        static Pattern arrest = { .text =
                                      "(?i)\\bpower of arrest\\b[^.;]{0,90}? (?:of|to) (?:this|the) order,?(?: and)? "
                                      "(?:until|for|up to|expir\\w*|lasts?)\\b" };
        /* "subject to a community order for 12 months" */
        static Pattern sentence = {
                .text =
                    "(?i)\\b(?:community|supervision|suspended sentence|rehabilitation|attendance "
                    "centre|disqualification|"
                    "compensation|parenting|football banning|behaviour|child arrangements|specific issue|care|curfew|"
                    "referral|deportation|notification|slavery|sexual harm prevention|serious crime prevention) "
                    "(?:orders?|requirements?)\\b[^.;:]{0,60}$"
        };
        bool own = false;
        if (pattern_in(&arrest, clause) || pattern_in(&sentence, clause) || end_is_other_type(reading, clause, &own) ||
            (is_other && !(is_whole && whole_end > other_end)))
                return SUBJECT_OTHER;
        if (is_part && !(is_whole && whole_start > part_start))
                return SUBJECT_PARTS;
        return !is_whole ? SUBJECT_OTHER : own ? SUBJECT_TYPE : SUBJECT_ORDER;
}

/* "until 3 March or the final hearing, whichever is the later": the order may outlast the day, whose end is not told. */
static bool
end_may_be_later(const View *view, const Duration *duration)
{
        static Pattern later = { .text = "(?i)\\bwhichever (?:[a-z]+ ){0,5}(?:later|latest|longer|last)\\b|\\bor,? if "
                                         "later\\b|\\bthe later of\\b" };
        size_t from = sentence_start(view, duration->start), until = sentence_stop(view, duration->end);
        view_whole(view, &from, &until);
        g_autofree char *sentence = view_piece(view, from, until);
        return pattern_in(&later, sentence);
}

void
end_put_date(OrderReading *reading, const Duration *duration, double confidence)
{
        char iso[11], hour[6];
        LegalDate made;
        if (end_may_be_later(reading->view, duration))
                return;
        if (order_reading_date(reading, FIELD_MADE_ON, &made) && legal_date_compare(&duration->date, &made) <= 0) {
                /* an end that is not behind the beginning is another date; in a scan either may be misread */
                if (!reading->ocr)
                        return;
                confidence *= 0.6;
        }
        const FieldValue *old = reading->fields[FIELD_EXPIRES_ON];
        if (old != NULL && old->confidence >= confidence)
                return;
        /* raw holds the hour too: "midnight" is for a person to weigh */
        order_reading_put(reading, FIELD_EXPIRES_ON, legal_date_iso(&duration->date, iso), duration->start,
                          duration->end, duration->time.midnight ? confidence * 0.9 : confidence);
        if (duration->has_time)
                order_reading_put(reading, FIELD_EXPIRES_AT, legal_time_print(&duration->time, hour),
                                  duration->time.start, duration->time.end,
                                  duration->time.half_unstated ? confidence * 0.9 : confidence);
}

static void
end_put_period(OrderReading *reading, const Duration *duration, double confidence)
{
        g_autofree char *printed = view_string(reading->view, duration->start, duration->end);
        order_reading_put(reading, FIELD_DURATION_TEXT, printed, duration->start, duration->end, confidence);
}

static void
end_put(OrderReading *reading, const Duration *duration, double confidence)
{
        char iso[11];
        if (duration->kind == DURATION_FURTHER) {
                order_reading_put(reading, FIELD_EXPIRES_ON, "until further order", duration->start, duration->end,
                                  confidence);
                return;
        }
        if (duration->kind == DURATION_DATE) {
                end_put_date(reading, duration, confidence);
                return;
        }
        end_put_period(reading, duration, confidence);
        LegalDate start;
        if (duration->from == DURATION_FROM_DATE)
                start = duration->date;
        else if (duration->from != DURATION_FROM_ORDER || !order_reading_date(reading, FIELD_MADE_ON, &start))
                return;
        const LegalDate end = duration_end(duration, &start);
        order_reading_put(reading, FIELD_EXPIRES_ON, legal_date_iso(&end, iso), duration->start, duration->end,
                          confidence * 0.97);
}

/* "until the conclusion of the proceedings and in any event no later than 5pm on 25 June 2027": the latest day counts. */
static bool
end_at_latest(const View *view, size_t from, size_t until, Duration *ret)
{
        static Pattern latest = {
                .text = "(?i)\\b(?:in any (?:event|case)|not? later than|at the latest|not (?:to last )?beyond)"
                        "(?:,? (?:not? later than|not beyond|by|until|on))* "
        };
        Match match;
        const size_t stop = MIN(until, sentence_stop(view, from));
        return pattern_find(&latest, view, from, stop, &match) &&
               duration_read(view->joined, match.end[0], stop, ret) && ret->kind == DURATION_DATE;
}

/* "until Amina's 18th birthday, 30 January 2037", "until she reaches the age of eighteen on 30 January 2037". */
static bool
end_at_birthday(const View *view, size_t from, size_t until, Duration *ret)
{
        static Pattern birthday = {
                .text =
                    "(?i)^[^.;:]{0,70}?\\b(?:birthday|(?:age of |is |aged? |turns )(?:16|18|sixteen|eighteen)"
                    "(?: years(?: of age| old)?)?)[, (]*(?:(?:on|which (?:is|falls on|will be)|that is|being|namely)"
                    "[, ]*){0,2}(?=\\d)"
        };
        g_autofree char *rest = view_piece(view, from, MIN(until, from + 140));
        size_t end = 0;
        LegalDate date;
        if (!pattern_span(&birthday, rest, NULL, &end) ||
            !legal_date_find(view->text, from + end, MIN(until, from + end + 24), &date) || date.start != from + end)
                return false;
        *ret = (Duration){ .kind = DURATION_DATE, .date = date, .start = date.start, .end = date.end };
        return true;
}

/* "until 6 November 2027 <tab> at 4.00 pm": on the dots of a form words stand apart; "until 6 November 2027 at" over "4.00 pm": a
 * narrow column. Where the hour behind the gap at until ends, or until. */
static size_t
end_of_hour(const View *view, size_t until)
{
        enum { REACH = 24 };
        static Pattern hour = { .text = "(?i)^(at)?[\\t\\n](?(1)(?:at )?|at )(?:\\d{1,2}(?:[.:]\\d\\d)? ?[ap]\\.? "
                                        "?m\\b|\\d\\d[.:]\\d\\d\\b|"
                                        "(?:12 )?(?:noon|midday|midnight)\\b)" };
        if (until < 2 || until >= view->length || strchr("\t\n", view->text[until]) == NULL)
                return until;
        const bool open = g_ascii_strncasecmp(view->text + until - 2, "at", 2) == 0;
        const size_t from = open ? until - 2 : until, stop = MIN(view->length, until + REACH);
        g_autofree char *rest = g_strndup(view->text + from, stop - from);
        size_t end = 0;
        return pattern_span(&hour, rest, NULL, &end) ? from + end : until;
}

/* *ret_hearing: the day is the latest that the order may last, which may end before. */
static bool
end_answer(const View *view, size_t at, size_t until, Duration *ret_duration, bool *ret_hearing)
{
        until = end_of_hour(view, until);
        *ret_hearing = end_at_hearing(view, at, until, ret_duration) || end_at_return(view, at, until, ret_duration);
        if (*ret_hearing || duration_read(view->joined, at, until, ret_duration) ||
            end_at_birthday(view, at, until, ret_duration))
                return true;
        *ret_hearing = end_at_latest(view, at, until, ret_duration);
        return *ret_hearing;
}

/* "Until further order the respondent must pay the mortgage": how long one of somebody's duties lasts. */
static bool
end_is_of_duty(const View *view, const Duration *duration)
{
        enum { BEHIND = 90 };
        static Pattern duty = {
                .text = "(?i)^,? (?:the )?(?:respondent|applicant|defendant|claimant|parties|(?-i:\\p{Lu}[\\p{L}'-]+"
                        "(?: \\p{Lu}[\\p{L}'-]+){1,3})),? (?:(?:must|shall|may|will)(?! not\\b)|(?:is|are) "
                        "(?:to(?! not\\b)|entitled|permitted|responsible|liable))\\b"
        };
        g_autofree char *rest = view_piece(view, duration->end, MIN(view->length, duration->end + BEHIND));
        return duration->kind == DURATION_FURTHER && pattern_in(&duty, rest);
}

/* "18 months, ending on 13 February 2027": the day stands behind the period. */
static void
end_behind_period(OrderReading *reading, const Duration *period, size_t until)
{
        static Pattern day = {
                .text =
                    "\\G,?(?: \\(?|, )(?i:(?:that is(?: to say)?|i\\.e\\.|and)?,? ?(?:ending|ends|expiring|expires|"
                    "until|up to|to)(?: at midnight)?(?: on| at)?) ?|\\G,? \\(?(?i:from|start(?:s|ing)?|beginning):? "
                    "[^.;:]{6,28}?,? (?i:to|until|ending|ends?):? (?:(?i:midnight on) )?(?=\\d|\\p{Lu}\\p{Ll})"
        };
        const View *view = reading->view;
        Match match;
        Duration duration;
        bool hearing = false;
        if (period->kind == DURATION_PERIOD && pattern_find(&day, view, period->end, until, &match) &&
            end_answer(view, match.end[0], until, &duration, &hearing) && duration.kind == DURATION_DATE && !hearing)
                end_put(reading, &duration, 0.98);
}

/* "Period: 24 June 2026 to 23 June 2028": the second day, where the first begins it. */
static void
end_of_span(const View *view, size_t until, Duration *duration)
{
        static Pattern to = {
                .text =
                    "^(?:,? (?:at [^ ]{1,8} )?(?:to|until|till|up to) | ?- ?)(?:and including )?(?=\\d|\\p{Lu}\\p{Ll})"
        };
        g_autofree char *rest = view_piece(view, duration->end, MIN(until, duration->end + 48));
        size_t length = 0;
        Duration second;
        if (duration->kind == DURATION_DATE && pattern_span(&to, rest, NULL, &length) &&
            duration_read(view->joined, duration->end + length, until, &second) && second.kind == DURATION_DATE &&
            second.start <= duration->end + length + 4 && legal_date_compare(&second.date, &duration->date) > 0)
                *duration = second;
}

static void
end_labelled(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                /* "... of this order and", "expires on 31 July": a sentence runs on, no label */
                const bool runs_on =
                    hit->label > 1 && g_ascii_islower(view->text[hit->label]) && view->text[hit->label - 1] == '\n' &&
                    strchr(".:;", view->text[hit->label - 2]) == NULL && view_wraps(view, hit->label - 1);
                if (hit->role != LABEL_END || hit->start >= hit->end || runs_on)
                        continue;
                size_t until = hit->end, from = hit->start;
                /* the value wraps: as far as the next label, the next paragraph or two lines */
                if (hit->form == LABEL_COLON) {
                        until = MIN(view->length, until + 200);
                        if (i + 1 < reading->labels->len)
                                until =
                                    MIN(until, MAX(hit->end, g_array_index(reading->labels, LabelHit, i + 1).label));
                }
                Match match;
                Duration duration;
                bool hearing = false;
                if (end_answer(view, from, until, &duration, &hearing)) {
                        if (end_is_of_duty(view, &duration))
                                continue;
                        end_of_span(view, until, &duration);
                        end_put(reading, &duration, hearing ? 0.9 : hit->weak ? 0.95 : 0.98);
                        end_behind_period(reading, &duration, MIN(view->length, MAX(until, duration.end + 90)));
                        continue;
                }
                g_autofree char *value = view_string(view, from, until);
                size_t start = 0, end = 0;
                if (end_last(&other, value, &start, &end) || !pattern_find(&opening, view, from, until, &match))
                        continue;
                /* "How long this order lasts" over "Paragraph 2.2 ends on 3 March" */
                g_autofree char *clause = view_string(view, from, match.end[0]);
                if (end_last(&parts, clause, &start, &end))
                        continue;
                if (end_answer(view, match.end[0], until, &duration, &hearing))
                        end_put(reading, &duration, hearing ? 0.9 : 0.975);
        }
}

/* "From / until <tab> 3 November 2026", "2 November 2028 (tag until 2 May 2027)": a row that asks for both, and answers so. */
static void
end_of_pair(OrderReading *reading)
{
        enum { HEADING = 40 };
        static Pattern asks = {
                .text = "(?i)\\b(?:from|starts?|starting|begins?|start date|first day)(?: ?[/-] ?| and | ?& ?| )"
                        "(?:until|to|ends?|ending|end date|last day)(?: dates?)?:?[ \\t]+(?=\\d|(?-i:\\p{Lu}))"
        };
        static Pattern between = { .text = "(?i)^[ ,;/-]*(?:(?:to|until|till|and|ends?:?)\\b ?)?" };
        const View *view = reading->view;
        Match match;
        for (size_t at = 0; pattern_find(&asks, view, at, view->length, &match); at = match.end[0]) {
                LegalDate first;
                Duration second;
                const unsigned line = view_line_at(view, match.start[0]);
                const ViewLine *above = view_line(view, line == 0 ? 0 : line - 1);
                g_autofree char *heading = line == 0 ? g_strdup("") : view_string(view, above->start, above->end);
                if (match.start[0] != view_line(view, line)->start ||
                    !legal_date_find(view->text, match.end[0], MIN(view->length, match.end[0] + 30), &first) ||
                    (pattern_in(&other, heading) && strlen(heading) <= HEADING))
                        continue;
                size_t joint = 0;
                g_autofree char *rest = view_piece(view, first.end, MIN(view->length, first.end + 20));
                (void) pattern_span(&between, rest, NULL, &joint);
                if (duration_read(view->joined, first.end + joint, MIN(view->length, first.end + 60), &second) &&
                    second.kind == DURATION_DATE && legal_date_compare(&second.date, &first) > 0) {
                        end_put(reading, &second, 0.975);
                        return;
                }
        }
}

/* Whether b is the better answer to when the order ends. */
static bool
end_is_better(const End *a, const End *b)
{
        static const unsigned rank[] = {
                [DURATION_NONE] = 0, [DURATION_PERIOD] = 1, [DURATION_FURTHER] = 2, [DURATION_DATE] = 3
        };
        if (a->subject != b->subject)
                return b->subject > a->subject;
        /* a date that the hearing gives yields to one that is given as the end */
        if (a->confidence < b->confidence - 0.05 || b->confidence < a->confidence - 0.05)
                return b->confidence > a->confidence;
        if (a->duration.kind != b->duration.kind)
                return rank[b->duration.kind] > rank[a->duration.kind];
        return a->duration.kind == DURATION_DATE && legal_date_compare(&b->duration.date, &a->duration.date) > 0;
}

/* The end that an opening's sentence gives; false when it gives none, or not the order's. */
static bool
end_candidate(const OrderReading *reading, const Match *match, End *end)
{
        const View *view = reading->view;
        const size_t start = sentence_start(view, match->start[0]), stop = sentence_stop(view, match->end[0]);
        bool hearing = false;
        if (!end_answer(view, match->end[0], stop, &end->duration, &hearing))
                return false;
        g_autofree char *clause =
            view_string(view, start, match->start[0] == match->end[0] ? end->duration.end : match->end[0]);
        /* "until the application is decided or until 8 July": the second has the subject of the first */
        static Pattern again = { .text = "(?i)\\buntil\\b.*\\bor,?(?: if (?:sooner|earlier|later))?,? until$" };
        static Pattern first = { .text = "(?i)^.*?\\buntil\\b" };
        size_t from = 0, to = 0;
        if (pattern_in(&again, clause) && end_last(&first, clause, &from, &to))
                clause[to] = '\0';
        end->subject = end_subject(reading, clause);
        /* "be prohibited from contacting her save through solicitors for a period of three years" */
        static Pattern banned = { .text = "(?i)\\b(?:(?:be|is|are) (?:hereby |therefore |accordingly "
                                          ")?(?:prohibited|forbidden|restrained)|(?:must|shall|do) not)\\b"
                                          "[^.;]* (?:until|for(?: a)?(?: (?:fixed |total )?(?:period|term) of)?)$" };
        if (end->subject == SUBJECT_OTHER && end->duration.kind != DURATION_DATE && pattern_in(&banned, clause))
                end->subject = SUBJECT_PARTS;
        /* "that for five years from the date of this order the defendant is prohibited from" */
        static Pattern bans = {
                .text =
                    "(?i)^,? (?:the )?(?:said )?(?:defendant|respondent|offender|(?-i:[PR])|(?-i:\\p{Lu}[\\p{L}'-]+"
                    "(?: \\p{Lu}[\\p{L}'-]+){1,3})),? (?:is|be|shall|must) (?:hereby )?(?:be )?"
                    "(?:not|prohibited|forbidden|restrained|bound by (?:this|the) order|subject to (?:this|these|the "
                    "(?:following|above|prohibitions?|terms|restrictions)))\\b|"
                    "(?i)^,? (?:be )?subject to (?:this order|(?:these|the following|the above) "
                    "(?:[a-z]+ )?(?:prohibitions?|terms|restrictions|conditions))\\b"
        };
        g_autofree char *rest = view_string(view, end->duration.end, MIN(view->length, end->duration.end + 90));
        g_autofree char *spaced = g_strconcat(rest[0] == ',' ? "" : " ", rest, NULL);
        if (end->subject == SUBJECT_OTHER && pattern_in(&bans, spaced))
                end->subject = SUBJECT_PARTS;
        /* "For a period of two years the defendant is subject to a notification requirement": a part of his sentence */
        static Pattern burden = {
                .text = "(?i)^,? (?:the )?(?:said )?(?:defendant|respondent|offender) (?:is|be|shall be|will be) "
                        "(?:made )?subject to (?:an?|the) (?:[a-z]+ ){0,3}(?:requirements?|orders?|curfew|"
                        "supervision|disqualification)\\b"
        };
        static Pattern own_order = { .text = "(?i)\\b(?:restraining|protection|non-molestation|this) order\\b" };
        if (pattern_in(&burden, spaced) && !pattern_in(&own_order, spaced))
                return false;
        /* "A power of arrest is attached to paragraph 2. It will last until": what the sentence before was about */
        static Pattern same = {
                .text =
                    "(?i)\\bpower of arrest\\b[^;]{0,160}?[.;] ?(?:it|this|that|such|the)(?: power)?(?: of "
                    "arrest)?,? (?:shall|will|is|lasts?|expires?|remains?|continues?|ends?|runs?|has)\\b[^.;]{0,60}$"
        };
        const size_t before = start > 1 ? sentence_start(view, start - 2) : start;
        g_autofree char *both = view_string(view, before, match->end[0]);
        if (pattern_in(&same, both))
                return false;
        if (day_was_to_end(clause, rest) || day_goes_on_of_other(view, start, clause))
                return false;
        /* "Until the court changes it you must keep to every part of it": what a leaflet says of every order */
        static Pattern keep = { .text = "(?i)^[, ]*you (?:must|should|have to|need to) (?:still |always |continue to )?"
                                        "(?:keep|obey|comply|follow|do)\\b" };
        if ((end->duration.kind == DURATION_FURTHER && pattern_in(&keep, rest)) || end_is_of_duty(view, &end->duration))
                return false;
        if (hearing)
                end->confidence = 0.85;
        if (end->subject == SUBJECT_PARTS)
                end->confidence -= 0.04;
        return end->subject != SUBJECT_OTHER;
}

static void
end_in_text(OrderReading *reading)
{
        const View *view = reading->view;
        End best = { .subject = SUBJECT_OTHER }, period = { .subject = SUBJECT_OTHER };
        bool differ = false;
        size_t from = 0;
        Match match;
        for (unsigned tries = 0; tries < TRIES && pattern_find(&opening, view, from, view->length, &match); tries++) {
                from = MAX(match.end[0], match.start[0] + 1);
                End end = { .confidence = 0.97 };
                if (!end_candidate(reading, &match, &end))
                        continue;
                from = MAX(from, end.duration.end);
                if (best.subject == end.subject && best.duration.kind == DURATION_DATE &&
                    end.duration.kind == DURATION_DATE)
                        differ = differ || legal_date_compare(&best.duration.date, &end.duration.date) != 0;
                if (best.subject == SUBJECT_OTHER || end_is_better(&best, &end))
                        best = end;
                if (end.duration.kind == DURATION_PERIOD && end.subject > period.subject)
                        period = end;
        }
        if (best.subject != SUBJECT_OTHER)
                end_put(reading, &best.duration, differ ? best.confidence - 0.1 : best.confidence);
        if (best.subject != SUBJECT_OTHER)
                end_behind_period(reading, &best.duration, MIN(view->length, best.duration.end + 90));
        /* "for two years, that is until 4 March 2027": both are printed */
        if (period.subject != SUBJECT_OTHER && best.duration.kind == DURATION_DATE)
                end_put_period(reading, &period.duration, period.confidence);
}

void
end_read(OrderReading *reading)
{
        end_labelled(reading);
        if (!order_reading_has(reading, FIELD_EXPIRES_ON))
                end_of_pair(reading);
        if (!order_reading_has(reading, FIELD_EXPIRES_ON))
                end_in_text(reading);
        /* What is discharged has no end of its own. */
        if (reading->action == ACTION_DISCHARGED) {
                const Field gone[] = { FIELD_EXPIRES_ON, FIELD_EXPIRES_AT, FIELD_DURATION_TEXT };
                for (unsigned i = 0; i < G_N_ELEMENTS(gone); i++)
                        field_value_free(g_steal_pointer(&reading->fields[gone[i]]));
        }
}
