/* What an order does to an earlier one, and which earlier one it is. */
#include "parsers/order/dates.h"

#include "parsers/order/mark.h"
#include "parsers/order/pattern.h"
#include "parsers/order/refused.h"
#include "parsers/order/sentence.h"
#include "parsers/order/terms.h"
#include "parsers/order/title.h"
#include "register/legal_date.h"

#include <string.h>

#define CHANGES                                                                                                        \
        "(?:varies|varied|extends|extended|discharges|discharged|sets aside|set "                                      \
        "aside|revokes|revoked|amends|amended|continues|continued|replaces|replaced|renews|renewed|cancelled|"         \
        "rescinded|terminated|brought to an end)"

static Pattern target_active = {
        .text =
            "(?i)\\b(?:varies|extends|discharges|sets "
            "aside|revokes|amends|continues|replaces|varying|extending|discharging|hereby vary|hereby "
            "discharge|(?:judge|recorder|court|justices|magistrates) "
            "(?-i:[^.;:]{0,110}?)(?:varied|extended|discharged))\\b[^.;]{0,100}?\\b(?:order|injunction)\\b[^.;]{0,80}?"
            "\\b(?:of|on|dated|made|granted)(?: the)? (?=(?-i:\\d|the|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
};
static Pattern target_passive = {
        .text = "(?i)\\b(?:order|injunction)\\b,?(?:[^.;]{0,60}?| (?:made|granted)\\b[^.;]{0,140}?)\\b(?:of|"
                "(?<!born )on|dated|made|granted)(?: the)? "
                "(?=(?-i:\\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[^.;]{4,160}?\\b(?i:is|are|be|stands|was|shall be)(?i: "
                "hereby| now| further| accordingly)? (?i:" CHANGES ")\\b)"
};
/* "The order of 3 March shall continue until ...": not this one, and by its day */
static Pattern target_continues = {
        .text = "(?i)\\b(?:the|that|said|existing|earlier|previous|original) (?:[a-z-]+ ){0,2}(?:order|injunction) "
                "(?:of|dated|(?:made|granted)(?: by [^.;,]{3,50}?)? on)(?: the)? "
                "(?=(?-i:\\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[^.;]{4,50}?(?:, which "
                "[^.;]{4,80}?,)? "
                "(?i:shall|do|does|will)(?i: hereby| now| further| accordingly)? (?i:continue|be continued|remain "
                "in|stand)\\b)"
};
/* "The order of 3 March shall cease to have effect forthwith": no day of its own */
static Pattern target_ceases = {
        .text =
            "(?i)\\b(?:order|injunction)\\b,?[^.;]{0,60}?\\b(?:of|on|dated|made|granted)(?: the)? "
            "(?=(?-i:\\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[^.;]{4,50}? (?:(?:shall|do|does|will|is to|hereby|now) "
            "){0,2}(?:ceases?(?: to (?:have (?:any )?effect|be in force|apply))?|comes? to an end|no longer "
            "(?:ha(?:s|ve) effect|appl(?:y|ies))|falls? away|lapses?|(?:is|are|be) (?:now )?(?:at an end|no longer in "
            "force|of no (?:further |longer )?(?:force|effect)(?: or effect)?))(?: and (?:is|are|shall)[^.;,]{3,50})?"
            "(?: (?:forthwith|immediately|today|now|at once|with immediate effect|from "
            "today|in its entirety))*(?:[.;,]|$))"
};
static Pattern target_named = { .text =
                                    "(?i)\\b(?:order|injunction)\\b,?[^.;]{0,60}?\\b(?:of|on|dated|made|granted)(?: "
                                    "the)? (?=(?-i:\\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun))" };
/* "made on 8 November 2024 and due to expire on 8 November 2025 is extended" */
static Pattern due = {
        .text = "(?i)^,? ?(?:and )?(?:which (?:is|was) )?(?:due|set|expected) to (?:expire|end|lapse)\\b[^,]*$"
};
static Pattern target_is = { .text = "(?i)\\b(?:is|are|stands|be)(?: hereby| now| further)? " CHANGES "\\b" };

static const struct {
        const char *stem;
        Action action;
} verbs[] = { { "discharg", ACTION_DISCHARGED },  { "sets aside", ACTION_DISCHARGED },
              { "set aside", ACTION_DISCHARGED }, { "revok", ACTION_DISCHARGED },
              { "exten", ACTION_EXTENDED },       { "continu", ACTION_EXTENDED },
              { "renew", ACTION_EXTENDED },       { "vari", ACTION_VARIED },
              { "vary", ACTION_VARIED },          { "amend", ACTION_VARIED },
              { "replac", ACTION_VARIED } };

static Action
action_of(const char *text)
{
        g_autofree char *lower = g_ascii_strdown(text, -1);
        /* the verb that comes first decides: "is varied ... until further order or discharged" */
        const char *first = NULL;
        Action action = ACTION_UNKNOWN;
        for (unsigned i = 0; i < G_N_ELEMENTS(verbs); i++) {
                const char *at = strstr(lower, verbs[i].stem);
                if (at != NULL && (first == NULL || at < first)) {
                        first = at;
                        action = verbs[i].action;
                }
        }
        /* "which is due to come to an end on 3 May is extended": only where no word above says more */
        static Pattern ended = {
                .text = "\\b(?:is|are|be|stands)(?: hereby| now| further)? (?:cancelled|rescinded|terminated|brought "
                        "to an end)\\b|\\b(?:ceases?|comes? to an end|no longer (?:has|have|appl|in force)|falls? "
                        "away|lapses?|of no "
                        "(?:further |longer )?(?:force|effect)|at an end)\\b(?! on\\b| at\\b)"
        };
        return action == ACTION_UNKNOWN && pattern_in(&ended, lower) ? ACTION_DISCHARGED : action;
}

/* "Paragraph 3 is discharged", "as against the child": part of an order, so a variation. */
static bool
action_is_partial(const View *view, size_t start, size_t end)
{
        static Pattern before_verb = {
                .text =
                    "(?i)\\b(?:paragraphs?|sub-?paragraphs?|clauses?) \\(?[0-9a-z]+\\)?(?:\\([a-z0-9]+\\))*(?:(?:,| "
                    "and| to) \\(?[0-9a-z]+\\)?)*(?: of [^.;]{0,80})?$"
        };
        const size_t from = start > 60 ? start - 60 : 0;
        g_autofree char *before = view_string(view, from, end);
        return pattern_in(&before_verb, before);
}

#define CONDITIONS                                                                                                     \
        "(?:until|unless|if|before|once|when|may|can|to|whether|or|not(?! "                                            \
        "(?:oppos|object|attend|appear|resist|contest|present|represent|seek|respond))|save as|except "                \
        "as|where|should|prior to|"                                                                                    \
        "(?<!on the )(?<!upon the )application|(?:ask|seek|sought|request|appl(?=[yi])|invit|wish|propos)\\w* "        \
        "(?:that|for|the court))"
static Pattern condition = { .text = "(?i)\\b" CONDITIONS "\\b" };
static Pattern lasting = { .text = "(?i)\\b(?:until|force|lasts?|expires?|applies|apply|continue|effect|ends?)\\b" };

static bool
action_says(Pattern *pattern, const View *view, size_t from, size_t until)
{
        g_autofree char *text = view_string(view, from, until);
        return pattern_in(pattern, text);
}

/* Whether a condition stands between low and at, in the sentence of at. */
static bool
action_is_conditional_from(const View *view, size_t low, size_t at)
{
        static Pattern before_it = { .text = "(?i)\\b" CONDITIONS "\\b[^.;]{0,60}$" };
        enum {
                BACK = 90
        }; /* "on the application of": more than the pattern reaches, with what stands before its first word */
        size_t from = MAX(at > low + BACK ? at - BACK : low, sentence_start(view, at));
        /* "Before District Judge Dale" over "1. The order is revoked" */
        for (unsigned i = view_line_at(view, at); i > 0 && view_line(view, i)->start > from; i--) {
                if (mark_numbered(view, view_line(view, i)) > 0)
                        from = view_line(view, i)->start;
        }
        g_autofree char *before = view_string(view, from, at);
        return pattern_in(&before_it, before);
}

static bool
action_is_conditional(const View *view, size_t at)
{
        return action_is_conditional_from(view, 0, at);
}

/* A title that names no date, and the date in what stands below it: "Order extending a non-molestation order" over "After
 * hearing both parties on 2 March". "Order varying the order" over "dated 2 March" goes on. */
static bool
action_leaves_title(const View *view, size_t from, size_t until)
{
        static Pattern goes_on = { .text = "^ ?(?:of|OF|dated|DATED|made|MADE|granted|GRANTED|on|ON)\\b" };
        const unsigned line = view_line_at(view, from);
        Title title;
        if (view_line_at(view, until) == line || line + 1 >= view->lines->len)
                return false;
        const ViewLine *below = view_line(view, line + 1);
        g_autofree char *text = view_string(view, below->start, below->end);
        return !pattern_in(&goes_on, text) && title_of_line(view, line, &title);
}

/* A new paragraph between the two: a title is not followed by its date. */
static bool
action_crosses(const View *view, size_t from, size_t until)
{
        for (unsigned line = view_line_at(view, from) + 1; line <= view_line_at(view, until); line++) {
                if (view_line(view, line)->paragraph && !view_line(view, line)->page_top)
                        return true;
        }
        return false;
}

/* Whether a condition stands between the order's date and its verb. A day that answers it makes it none: "the order of
 * 3 March, which was to last until 3 May, is discharged". */
static bool
action_is_bound(const View *view, size_t from, size_t verb)
{
        LegalDate date;
        while (from < verb && legal_date_find(view->text, from, verb, &date))
                from = date.end;
        return action_says(&condition, view, from, verb);
}

/* What the words behind the order's date make of it. partial: they are about a paragraph of it. */
static Action
target_becomes(const char *text, bool partial)
{
        /* "of 17 April 2025, which would otherwise end on 17 April 2026, shall continue" */
        /* "of 14 August 2026, which was continued on 4 September 2026." */
        static Pattern aside = { .text = "^, which (?:[^,;]{4,80},|(?:was|had been|has been) "
                                         "(?![^,;.]*\\b(?:this|hereby|today|now)\\b)[^,;.]{4,120}(?=[.;]|$))" };
        /* "is discharged and replaced by this order": what is made here lives */
        static Pattern replaced = { .text = "(?i)\\b(?:replaced|superseded|substituted) (?:by|with) (?:this|the "
                                            "present|the following|the terms of this)\\b" };
        static Pattern by_this = { .text = "(?i)\\b(?:replaced|superseded|substituted) (?:by|with) (?:this (?:[a-z-]+ "
                                           "){0,2}?(?:order|one|injunction)|the present order)\\b" };
        /* "This order replaces the order of 30 October": the whole of it, so a new one */
        static Pattern in_place = {
                .text = "(?i)^replaces (?:the|that|any|all) (?:[a-z-]+ ){0,4}?(?:orders?|injunction)\\b"
        };
        g_autofree char *deed = pattern_replace(&aside, text, "");
        const Action action = action_of(deed);
        if ((action == ACTION_DISCHARGED && pattern_in(&replaced, text)) ||
            (action == ACTION_VARIED && !partial && (pattern_in(&by_this, text) || pattern_in(&in_place, text))))
                return ACTION_MADE;
        return action == ACTION_DISCHARGED && partial ? ACTION_VARIED : action;
}

/* "The occupation order of 3 March is discharged" beside a non-molestation order: what happens to another order. */
static bool
action_is_of_other(const OrderReading *reading, const char *words)
{
        static Pattern kind = {
                .text =
                    "(?i)^.*\\b(non-? ?molestation|occupation|restraining|prohibited steps|stalking protection|forced "
                    "marriage protection|domestic abuse protection|genital mutilation protection) order\\b"
        };
        size_t end = 0;
        if (reading->type == ORDER_TYPE_UNCLASSIFIED || !pattern_span(&kind, words, NULL, &end))
                return false;
        /* the one that stands nearest to its verb */
        g_autofree char *last = g_strndup(words, end);
        const TitleTypes types = title_types(last);
        return types.count > 0 && types.types[types.count - 1] != reading->type;
}

static void
target_read(OrderReading *reading, bool refused)
{
        const View *view = reading->view;
        Pattern *const patterns[] = { &target_active, &target_passive, &target_continues, &target_ceases };
        for (unsigned i = 0; i < G_N_ELEMENTS(patterns); i++) {
                size_t from = 0;
                Match match;
                LegalDate date;
                for (unsigned tries = 0; tries < 6 && pattern_find(patterns[i], view, from, view->length, &match);
                     tries++) {
                        from = match.end[0];
                        if (!legal_date_find(view->text, match.end[0], MIN(view->length, match.end[0] + DATES_AFTER),
                                             &date))
                                continue;
                        /* "the period of the order is extended so that it ends on 5 June" */
                        static Pattern its_end = { .text =
                                                       "(?i)\\b(?:ends?|ending|expires?|expiring|until|lasts?)\\b" };
                        if (action_crosses(view, match.start[0], date.start) ||
                            (i == 0 && (action_says(&its_end, view, match.start[0], date.start) ||
                                        action_leaves_title(view, match.start[0], date.start))))
                                continue;
                        size_t sentence_end = date.end;
                        while (sentence_end < view->length &&
                               !(view->joined[sentence_end] == '.' && view->joined[sentence_end + 1] == ' ') &&
                               view->joined[sentence_end] != ';' && sentence_end < date.end + 160)
                                sentence_end++;
                        /* "until 4pm on 3 March unless before then it is revoked": an end and a condition */
                        Match verb;
                        const bool passive = i == 1;
                        /* the title's "Order" with its own date, and the order that is changed named behind it */
                        if (passive && pattern_find(&target_is, view, date.end, sentence_end, &verb) &&
                            action_says(&target_named, view, date.end, verb.start[0]))
                                continue;
                        if (action_is_conditional(view, match.start[0]) ||
                            (passive && (action_says(&lasting, view, match.start[0], match.end[0]) ||
                                         (pattern_find(&target_is, view, date.end, sentence_end, &verb) &&
                                          !action_says(&due, view, date.end, verb.start[0]) &&
                                          action_is_bound(view, date.end, verb.start[0])))))
                                continue;
                        g_autofree char *text =
                            view_string(view, i == 0 ? match.start[0] : date.end, i == 0 ? match.end[0] : sentence_end);
                        const bool partial = action_is_partial(view, match.start[0], match.start[0]) ||
                                             action_is_partial(view, match.start[0], match.end[0]);
                        Action action = target_becomes(text, partial);
                        /* "The occupation order of 3 March shall remain in force" beside a non-molestation order */
                        const size_t low = match.start[0] > 40 ? match.start[0] - 40 : 0;
                        g_autofree char *named = view_string(
                            view, MIN(match.start[0], MAX(low, sentence_start(view, match.start[0]))), date.start);
                        if (action_is_of_other(reading, named))
                                continue;
                        /* an application failed, and "the order of 3 March shall remain in force": it was in force before */
                        static Pattern until = { .text = "(?i)\\b(?:until|till|to|for)\\b" };
                        if (i == 2 && action == ACTION_UNKNOWN &&
                            (!refused || action_says(&until, view, date.end, sentence_end)))
                                action = ACTION_EXTENDED;
                        if (action == ACTION_UNKNOWN)
                                continue;
                        if (reading->action == ACTION_UNKNOWN || reading->action == ACTION_MADE)
                                reading->action = action;
                        dates_put(reading, FIELD_TARGET_MADE_ON, &date, 0.96);
                        return;
                }
        }
}

/* "UPON the application for an extension of the order dated 7 May 2024", then "The said order do continue": the recital
 * names the order, the operative words say what becomes of it. */
static void
target_recited(OrderReading *reading)
{
        static Pattern recital = {
                .text = "(?i)\\bapplication\\b[^.;]{0,60}?\\b(?:for|to)(?: an?| the)? (?:extension of|variation "
                        "of|discharge "
                        "of|continuation of|renewal of|revocation of|extend|vary|discharge|continue|renew|revoke|set "
                        "aside|end|lift|cancel) (?:the|an?|that) [^.;]{0,40}?"
                        "\\b(?:order|injunction)\\b[^.;]{0,100}?\\b(?:dated|made on|of|granted on)(?: the)? "
                        "(?=(?-i:\\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
        };
        static Pattern becomes = { .text =
                                       "(?i)\\b(?:said|above|aforesaid|existing|that|the) (?:[a-z-]+ "
                                       "){0,2}?(?:order|injunction)\\b[^.;]{0,60}? "
                                       "(?:do|does|shall|is "
                                       "to|should|be|is|will)\\b[^.;]{0,20}?\\b(?:continu|exten|var[iy]|discharg|revok|"
                                       "renew|set aside|cancel|rescind)" };
        const View *view = reading->view;
        Match named, verb;
        LegalDate date;
        if (order_reading_has(reading, FIELD_TARGET_MADE_ON) ||
            !pattern_find(&recital, view, 0, view->length, &named) ||
            !legal_date_find(view->text, named.end[0], MIN(view->length, named.end[0] + DATES_AFTER), &date) ||
            !pattern_find(&becomes, view, date.end, view->length, &verb) ||
            action_is_conditional_from(view, date.end, verb.start[0]))
                return;
        g_autofree char *text = view_string(view, verb.start[0], verb.end[0]);
        const Action action = action_of(text);
        if (action == ACTION_UNKNOWN)
                return;
        if (reading->action == ACTION_UNKNOWN)
                reading->action = action;
        dates_put(reading, FIELD_TARGET_MADE_ON, &date, 0.95);
}

/* "On 19 August 2022 this court made a restraining order", then "the judge has discharged that order". */
static void
target_told(OrderReading *reading)
{
        enum { DAYS = 12, BEHIND = 90 };
        static Pattern earlier = { .text =
                                       "(?i)^,? (?:(?:this|the) court (?:\\w+ )?)?(?:made|granted|imposed) (?:an?|the) "
                                       "(?:[a-z-]+ ){0,3}(?:order|injunction)\\b" };
        static Pattern becomes = { .text = "(?i)\\b(?:has|have|hereby|now|be|is)(?: \\w+)? "
                                           "(?:discharg|revok|var[iy]|exten|renew|set aside)\\w*\\b[^.;]{0,30}\\b"
                                           "(?:that|the said|the above|the earlier) (?:[a-z-]+ ){0,2}?(?:order|"
                                           "injunction)\\b|\\b(?:that|the said|the above|the earlier) (?:[a-z-]+ "
                                           "){0,2}?(?:order|injunction) (?:is|be|shall be|stands)(?: hereby| now)? "
                                           "(?:discharg|revok|var[iy]|exten|renew|set aside)" };
        const View *view = reading->view;
        LegalDate date;
        size_t at = 0;
        Match verb;
        for (unsigned i = 0; i < DAYS && !order_reading_has(reading, FIELD_TARGET_MADE_ON) &&
                             legal_date_find(view->text, at, view->length, &date);
             i++) {
                at = date.end;
                g_autofree char *behind = view_piece(view, date.end, MIN(view->length, date.end + BEHIND));
                if (!pattern_in(&earlier, behind) || !pattern_find(&becomes, view, date.end, view->length, &verb))
                        continue;
                static Pattern may = { .text =
                                           "(?i)\\b(?:if|unless|until|may|can|whether|where|before)\\b[^.;]{0,60}$" };
                if (action_says(&may, view, verb.start[0] > 64 ? verb.start[0] - 64 : 0, verb.start[0]))
                        continue;
                g_autofree char *text = view_string(view, verb.start[0], verb.end[0]);
                const Action action = action_of(text);
                if (action == ACTION_UNKNOWN)
                        continue;
                if (reading->action == ACTION_UNKNOWN)
                        reading->action = action;
                dates_put(reading, FIELD_TARGET_MADE_ON, &date, 0.95);
        }
}

bool
action_forbids(const View *view)
{
        static Pattern bans = {
                .text = "(?m)^[\"' ]*(?:\\(?\\w{1,3}(?:[.)]{1,2} ?| ))?(?:(?i:the "
                        ")?(?i:respondent|defendant|you)|P|(?:\\p{Lu}[\\p{L}'-]+ ?)"
                        "{2,4}),? ?(?i:must not|shall not|must leave|is (?:hereby )?(?:forbidden|prohibited))\\b"
        };
        if (pattern_in(&bans, view->text))
                return true;
        /* "the order of 3 March, by which he must not contact her, is discharged": what that one forbade */
        static Pattern gone = { .text = "(?i)\\b(?:order|injunction)\\b.*\\b(?:discharg|revok|rescind|cancel|terminat|"
                                        "set aside|brought to an end|ceases?\\b)" };
        g_autoptr(GArray) terms = terms_list(view);
        bool forbids = false;
        for (guint i = 0; i < terms->len; i++)
                forbids = forbids || !pattern_in(&gone, g_array_index(terms, Term, i).text);
        return forbids;
}

/* "Paragraph 3 no longer applies", "paragraphs 2 and 3 of the order dated 3 March 2026 are deleted": of an order made before. */
static void
target_paragraph(OrderReading *reading)
{
        enum { TRIES = 6 };
        static Pattern changed = {
                .text =
                    "(?i)\\b(?:paragraphs?|sub-?paragraphs?|clauses?|prohibitions?|conditions?|terms?|restrictions?) "
                    "\\(?\\d[0-9a-z().]*(?:(?:, ?| and | to | or |, and )\\(?[0-9a-z][0-9a-z().]{0,6})*,?"
                    "( (?:of|in) (?:the|that|his|her) [^.;:]{0,90}?)?,? "
                    "(?:(?:shall|do|does|will|to) )?(?:(?:no longer appl(?:y|ies)|no longer ha(?:s|ve) effect|ceases?"
                    "(?: to (?:apply|have (?:any )?effect|be in force))?)(?= (?:forthwith|immediately|from (?:today|now"
                    "|this date)|with immediate effect|as of today)|[.;,]|$)|(?:is|are|be|stands?)(?: hereby| now)? "
                    "(?:deleted|removed|struck out|lifted|cancelled|revoked|rescinded|discharged|substituted|suspended|"
                    "varied|amended|replaced|to (?:be )?read)|shall (?:now |hereafter )?(?:be )?read)"
        };
        const View *view = reading->view;
        Match match;
        size_t from = 0;
        for (unsigned i = 0; i < TRIES && pattern_find(&changed, view, from, view->length, &match); i++) {
                from = match.end[0];
                const bool earlier = match.end[1] > match.start[1];
                LegalDate date;
                /* its own sentence, whatever stands above: "Before District Judge Dale" */
                const bool opens = g_ascii_isupper(view->text[match.start[0]]);
                if ((!opens && action_is_conditional(view, match.start[0])) || (!earlier && action_forbids(view)))
                        continue;
                if (reading->action == ACTION_UNKNOWN || reading->action == ACTION_MADE)
                        reading->action = ACTION_VARIED;
                if (earlier && legal_date_find(view->text, match.start[1], match.end[1], &date))
                        dates_put(reading, FIELD_TARGET_MADE_ON, &date, 0.95);
                return;
        }
}

/* Under no title that names a kind of order: "the non-molestation order of 4 March", "the order made on 4 March continues". */
static bool
action_is_about_earlier(const View *view)
{
        static Pattern earlier = { .text = "(?i)\\b(?:the|that|his|her|existing) (?:[a-z-]+ ){0,3}(?:order|injunction) "
                                           "(?:(?:which was )?(?:made|"
                                           "granted|imposed)(?: without notice)? on|of|dated) (?:the "
                                           ")?(?=\\d|(?-i:Mon|Tue|Wed|Thu|Fri|Sat|Sun))" };
        Title title;
        return pattern_has(&earlier, view) && title_by_label(view) == ORDER_TYPE_UNCLASSIFIED &&
               !(title_find(view, 0, view->lines->len, &title) && title.types.count > 0);
}

void
action_read(OrderReading *reading)
{
        const View *view = reading->view;
        const bool refused = refused_is(view);
        if (refused)
                reading->action = ACTION_UNKNOWN; /* whatever the title asks for */
        target_read(reading, refused);
        target_recited(reading);
        target_told(reading);
        if (reading->action == ACTION_UNKNOWN || reading->action == ACTION_MADE)
                target_paragraph(reading);
        size_t from = 0;
        Match match;
        static Pattern order_before = { .text = "(?i)\\b(?:order|injunction)\\b[^.;]{0,120}$" };
        for (unsigned tries = 0; reading->action == ACTION_UNKNOWN && tries < 10 &&
                                 pattern_find(&target_is, view, from, view->length, &match);
             tries++) {
                from = match.end[0];
                const size_t start = match.start[0] > 140 ? match.start[0] - 140 : 0;
                g_autofree char *before = view_string(view, start, match.start[0]);
                g_autofree char *verb = view_string(view, match.start[0], match.end[0]);
                if (!pattern_in(&order_before, before) || action_is_conditional(view, match.start[0]) ||
                    action_is_of_other(reading, before))
                        continue;
                reading->action = action_of(verb);
                if (reading->action == ACTION_DISCHARGED && action_is_partial(view, match.start[0], match.start[0]))
                        reading->action = ACTION_VARIED;
        }
        /* what refuses an application makes nothing, unless it forbids of its own; nor does "Order", that names an earlier one */
        if (reading->action == ACTION_UNKNOWN && ((!refused && !action_is_about_earlier(view)) || action_forbids(view)))
                reading->action = ACTION_MADE;
}
