/* The next hearing, and whether the respondent had notice of this one. */
#include "parsers/order/day.h"
#include "parsers/order/pattern.h"
#include "parsers/order/sentence.h"
#include "parsers/order/title.h"
#include "parsers/order/told.h"

#include <string.h>

static Pattern hearing_opening = {
        .text =
            "(?i)\\b(?:the court will (?:next )?sit again|will sit again|adjourned(?: until| to| for)?|remains? "
            "listed|(?:trial|hearing|application|matter|case) (?:is|shall be|will be|has been) (?:fixed|set "
            "down)|listed "
            "for(?: a| an)?[^.;]{0,60}?(?:on|at)|relisted|re-listed|is listed|be listed|return date|return hearing|"
            "(?:further|next|review|final|on[- ]notice|directions|inter partes) hearing|(?:dispute resolution|first "
            "hearing dispute resolution) appointment|pre-?trial review|there (?:will|shall) be "
            "a[^.;]{0,40}hearing|return day|(?<!\\bmay )attend"
            "(?![^.;]{0,60}(?:police|assessment|programme|fingerprint|course|probation|appointment|\\bhome\\b|house\\b|"
            "property|premises|belongings|collect))(?: [^.;]{0,80}?)? "
            "on|(?:conclusion|end|outcome|determination) of (?:the|that|a) (?:[a-z-]+ ){0,3}hearing(?= "
            "on\\b)|restored?(?: for hearing)?|"
            "hearing (?:will|shall) (?:take place|be held)|hearing(?= (?:which (?:is|has been) |now |is "
            ")?(?:listed|fixed|to be "
            "held|to take place))|matter (?:will|shall) be (?:further "
            ")?(?:heard|considered)|come back "
            "(?:to|before) (?:the )?court|"
            "reconsider(?:ed)? (?:this|the) order[^.;]{0,60}?(?:on|at)|hearing 1|gwrandawiad|"
            "(?:court|judge) will (?:consider|decide|review|re-?consider)\\b[^.;]{0,80}? on)\\b"
};
static Pattern hearing_past = { .text = "(?i)\\b(?:at the hearing|at a hearing|after hearing|following (?:a|the) "
                                        "hearing|was heard|hearing on|heard on|until the)\\b[^.;]{0,30}$" };

static void
hearing_put(OrderReading *reading, const LegalDate *date, double confidence)
{
        /* "The hearing listed on 3 November is vacated": nobody has to come */
        static Pattern vacated = { .text = "(?i)^[^.;]{0,60}?\\b(?:is|are|be|shall be|hereby|now)?\\s?" DAY_VACATED };
        g_autofree char *rest = view_string(reading->view, date->end, MIN(reading->view->length, date->end + 90));
        LegalDate made;
        char iso[11];
        if (pattern_in(&vacated, rest) || day_is_vacated(reading->view, date) ||
            day_is_of_other_case(reading->view, date) || day_is_since_hearing(reading->view, date))
                return;
        if (order_reading_date(reading, FIELD_MADE_ON, &made)) {
                if (legal_date_compare(date, &made) <= 0)
                        return;
        } else {
                return; /* it may be the day of the order itself */
        }
        order_reading_put(reading, FIELD_HEARING_ON, legal_date_iso(date, iso), date->start, date->end, confidence);
}

static void
hearing_labelled(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                LegalDate date;
                if (hit->role != LABEL_NEXT)
                        continue;
                if (hit->start < hit->end && legal_date_find(view->text, hit->start, hit->end, &date)) {
                        /* "the first open day after 11 January": no day is fixed */
                        static Pattern open = { .text = "(?i)\\b(?:after|before|from|since)(?: the)? ?$" };
                        g_autofree char *lead = view_string(view, hit->start, date.start);
                        if (pattern_in(&open, lead))
                                continue;
                        hearing_put(reading, &date, hit->weak ? 0.94 : 0.98);
                        return;
                }
                /* "Hearing 1: return hearing", and "Date: ..." in one of the lines below */
                for (unsigned k = i + 1; k < reading->labels->len && k < i + 5; k++) {
                        const LabelHit *below = &g_array_index(reading->labels, LabelHit, k);
                        if (below->line > hit->line + 6)
                                break;
                        if (below->role == LABEL_MADE && below->start < below->end &&
                            legal_date_find(view->text, below->start, below->end, &date)) {
                                hearing_put(reading, &date, 0.97);
                                return;
                        }
                }
        }
}

static void
hearing_in_text(OrderReading *reading)
{
        const View *view = reading->view;
        size_t from = 0;
        Match match;
        LegalDate date;
        for (unsigned tries = 0; tries < 20 && pattern_find(&hearing_opening, view, from, view->length, &match);
             tries++) {
                from = match.end[0];
                const size_t left = match.start[0] > 60 ? match.start[0] - 60 : 0;
                g_autofree char *before = view_string(view, left, match.start[0]);
                /* "until the final hearing listed on 12 January": an end and a day to come */
                static Pattern fixed = {
                        .text =
                            "(?i)^ ?(?:which (?:is|has been) |now |is )?(?:listed|fixed|to be held|to take place)\\b"
                };
                g_autofree char *rest = view_string(view, match.end[0], MIN(view->length, match.end[0] + 40));
                /* "until the conclusion of the hearing on 14 December": nobody concludes what was */
                static Pattern concluded = { .text = "(?i)^(?:conclusion|end|outcome|determination) of\\b" };
                g_autofree char *said = view_string(view, match.start[0], match.end[0]);
                if (pattern_in(&hearing_past, before) && !pattern_in(&fixed, rest) && !pattern_in(&concluded, said))
                        continue;
                size_t stop = match.end[0];
                while (stop < view->length && stop - match.end[0] < 140 &&
                       !(view->joined[stop] == '.' && view->joined[stop + 1] == ' ' &&
                         !g_ascii_isdigit(view->joined[stop + 2])) &&
                       view->joined[stop] != ';')
                        stop++;
                if (!legal_date_find(view->text, match.end[0], stop, &date))
                        continue;
                g_autofree char *words = view_string(view, match.end[0], date.start);
                /* "the return day of this application shall be 3 March" */
                static Pattern own = { .text = "(?i)^ ?(?:of|for|in) (?:this|the) (?:application|matter|case)\\b" };
                g_autofree char *between = pattern_replace(&own, words, "");
                static Pattern other = {
                        .text = "(?i)\\b(made|dated|order "
                                "of|application|until|statement|evidence|file|expires?|born|not before|to be fixed)\\b|"
                                "(?i)\\b(?:on or )?(?:after|before|from|since|by)(?: the)?(?: "
                                "(?:mon|tues|wednes|thurs|fri)day)? ?$"
                };
                if (pattern_in(&other, between))
                        continue;
                hearing_put(reading, &date, 0.96);
                return;
        }
}

/* The clause in front of the date: from the sentence's start, or from the date before it. */
static size_t
hearing_clause(const View *view, size_t at)
{
        size_t from = at;
        while (from > 0 && at - from < 220) {
                const char c = view->joined[from - 1];
                const bool stop = c == '.' && view->joined[from] == ' ' && from > 2 &&
                                  !g_ascii_isdigit(view->joined[from - 2]) && view->joined[from - 2] != 'm';
                if (stop || c == ';' ||
                    (view->text[from - 1] == '\n' && view_line(view, view_line_at(view, from))->paragraph))
                        break;
                from--;
        }
        size_t next = from;
        LegalDate date;
        while (next < at && legal_date_find(view->text, next, at, &date))
                from = next = date.end;
        return from;
}

/* Any other sentence that sets a day to come for a hearing: words of court in front of the date, none of an end, of a
 * paper to be filed or of something to be done by then. */
static void
hearing_in_clause(OrderReading *reading)
{
        static Pattern court = {
                .text = "(?i)\\b(?:hearing|heard|hear|look(?:ed)? at (?:this|the|it|again)|considered "
                        "again|reconsidered|looked at|come to court|to court|at "
                        "court|(?<!\\ba )(?<!an )(?<!the )(?<!agreed )(?<!attached )list(?! of)|listed|"
                        "re-?list\\w*|adjourn\\w*|return to (?:court|the court)|"
                        "return date|returns? before|(?:come|attend|appear|return|go) (?:to|at|before|in) (?:the "
                        ")?[^.;]{0,40}?\\bcourt|attend (?:court|the court|the hearing|before|"
                        "at(?! (?:the |her |his )?(?:[a-z']+ "
                        "){0,2}(?:home|house|property|address|yard|farm|premises|school)\\b))|directions|review|"
                        "come back|ask (?:the court|a judge|us) to (?:change|cancel|set "
                        "aside|vary|end|stop|discharge)|back (?:to|before|in) (?:the "
                        ")?court|next (?:court )?date|gwrandawiad)\\b"
        };
        static Pattern other = {
                .text =
                    "(?i)\\b(?:on or )?(?:after|before|since|by)(?: the)?(?: (?:mon|tues|wednes|thurs|fri)day)? ?$|"
                    "(?i)\\b(?:not before|to be fixed|police station|programme|assessment|fingerprints|until|till|up "
                    "to|expir\\w*|lasts?|in "
                    "force|remains?|com(?:es?|ing) to an end|ends|ceases?|file|filed|serve|served|service|"
                    "statement|evidence|leave|vacate|surrender|passport|deliver|born|birth|dob|dated|issued|no later "
                    "than|not later than|before 4|by \\d|by noon|by 4|(?:was|were) heard|order of|"
                    "made on|ordered on|given on|took place|power of "
                    "arrest|application (?:of|dated|made)(?![^.;]*\\b(?:(?:be|is) "
                    "(?:heard|listed|considered|determined|decided))\\b))\\b"
        };
        /* a hearing that was, unless the clause looks ahead: "you can speak at a hearing on 3 March" */
        static Pattern was = { .text = "(?i)\\bat (?:a|the) hearing(?: held)?(?: in private)? on\\b" };
        static Pattern ahead = { .text = "(?i)\\b(?:will|shall|can|(?-i:may)|must|is to|are to)\\b" };
        static Pattern after = { .text = "(?i)^,? ?(?:at \\d[^.;]{0,30} )?(?:for|when) (?:a|the) [^.;]{0,40}hearing" };
        /* "until 8 April, when the main application will be heard": the end and the day to come are one */
        static Pattern then = {
                .text = "(?i)^,? ?(?:at \\d[^.;,]{0,20},? )?(?:when|on which (?:day|date)) (?:(?:the|this) court "
                        "(?:will|shall|is to) (?:next |further )?(?:hear|consider|review|decide|look "
                        "at|determine)\\b|(?:it|(?:the|this) "
                        "(?:[a-z-]+ ){0,3}(?:application|matter|case|claim|order|hearing)) (?:will|shall|is "
                        "to) (?:next |further )?(?:be (?:next |further )?(?:heard|(?:re-?)?considered|reviewed|"
                        "decided|determined|listed)|take place)\\b)"
        };
        const View *view = reading->view;
        size_t at = 0;
        LegalDate date;
        for (unsigned tries = 0; tries < 60 && legal_date_find(view->text, at, view->length, &date); tries++) {
                at = date.end;
                g_autofree char *before = view_string(view, hearing_clause(view, date.start), date.start);
                g_autofree char *rest = view_string(view, date.end, MIN(view->length, date.end + 110));
                if (!pattern_in(&then, rest) &&
                    ((pattern_in(&was, before) && !pattern_in(&ahead, before)) || pattern_in(&other, before) ||
                     !(pattern_in(&court, before) || pattern_in(&after, rest))))
                        continue;
                hearing_put(reading, &date, 0.95);
                if (order_reading_has(reading, FIELD_HEARING_ON))
                        return;
        }
}

/* ------------------------------------------------------------------ notice */
static Pattern without = {
        .text =
            "(?i)\\b(?:n(?:either\\b[^.;]{0,70}?,? n)?or (?:(?:having|being|had|has|was|were|he|she|they|the "
            "respondent|"
            "the defendant|been|being|ever) ){0,4}(?:(?:given|sent|received|had|on|served with) (?:any |prior |due |"
            "proper )*notice|(?:told|aware|informed|notified) of (?:the|this|today's) (?:hearing|application))\\b|"
            "(?:made|heard|granted|given|order|hearing|application|considered|is|was|being|:)[^.;]{0,100}?"
            "without (?:prior )?notice\\b|(?:neither (?:party|side)|no party|respondent not|defendant not) being "
            "(?:present|represented),? (?:and )?without (?:prior )?notice|without notice,? (?:and )?on (?:the )?papers|"
            "without notice to (?:the|him|her)|ex parte|not attending,? (?:n?or|and not) "
            "(?:being|having been) given notice|without (?:any )?notice "
            "(?:having been|being) given|(?:(?-i:P)|respondent|defendant|he|she)s? (?:was|were|had|has|have|is) not "
            "(?:yet )?(?:been )?(?:given (?:any )?notice|told|notified|informed|aware|served with (?:notice|the "
            "application))|(?:did|does) not (?:yet )?know (?:of|about|that)|without (?:the )?(?:respondent|defendant|"
            "him|her|(?-i:P))(?:'s)? (?:having been|being|knowing|knowledge)|asked for (?:the|this|an) order without "
            "notice|dispens\\w+ with (?:the need for "
            ")?notice|notice to (?:the|him|her)[^.;:]{0,20}? (?:was |is )?dispensed with|service of (?:the |any "
            ")?(?:notice|"
            "application)[^.;]{0,50}? dispensed with|without (?:his|her|their) "
            "(?:prior "
            ")?knowledge|no (?:prior )?notice (?:of [^.;]{2,40} )?(?:was|has been|having been|had been) given|not "
            "having (?:been told|had notice|been given notice|been notified)|"
            "had no(?:t had)? notice|without (?:the )?(?:respondents?|defendants?|him|her) (?:having (?:had|been "
            "given)|having "
            "received|being given|receiving) (?:any |prior |due "
            ")*notice|\\b(?:respondent|defendant|resp(?:d?t|dnt)?|d(?:e?f)?t|def|(?-i:[RP])) not "
            "(?:being |having been )?(?:notified|told|given "
            "(?:any )?notice|on "
            "notice)\\b|\\bnotice not (?:been )?given\\b|had not been "
            "(?:told|notified|given (?:any )?notice)\\b|not having been (?:duly )?(?:served|told|notified|given "
            "notice)|(?:did|does|had|has|have) not (?:have|had|received?) (?:any |prior "
            ")*notice|(?:had|has|"
            "have) not been (?:notified|told|informed|given (?:any )?notice|made aware) of|without giving (?:any "
            "|prior )*"
            "notice|heb rh?ybudd|you were not (?:told about|told of|given notice of) the hearing|notice of "
            "(?:the|this) (?:application|hearing) not having been "
            "(?:given|served)|notice of (?:the|this) (?:application|hearing) (?:had|has|was) not (?:been "
            ")?(?:given|served)|(?:upon|on|hearing|considering) (?:the |an? )?(?:applicant's |urgent )*without[ "
            "-]notice "
            "application|no "
            "notice (?:was|having been) given|\\bnotice (?:of (?:the|this|today's) (?:hearing|application) "
            ")?(?:was|were|had|has)(?: "
            "been)? not (?:been )?given\\b|in the absence of notice)"
};
static Pattern with = {
        .text =
            "(?i)(?:\\b(?:up)?on hearing (?:the )?(?:solicitors?|counsel|advocates?|representatives) (?:for|on behalf "
            "of) (?:both|all|"
            "all of the|the) (?:parties|sides)\\b|\\b(?:up)?on hearing [^.;]{3,110}? and the "
            "(?:respondent|defendant)(?:,? [^.;,]{3,40},)? "
            "(?:appearing |attending )?(?:by (?:video|telephone|phone|cvp)|remotely|via)\\b|\\b(?:upon|after|on|having "
            "heard|following) (?:hearing )?(?:(?!\\b(?:no|nobody|neither|without|"
            "not)\\b)[^.;]){3,120}? and (?:(?:the )?(?:solicitors?|counsel)|(?-i:Mr|Mrs|Ms|Miss|Dr)\\.? [^.;]{2,40}?)"
            "(?:,? (?:of )?(?:counsel|solicitors?|solicitor advocate|barrister),?)? (?:for|on behalf of) the "
            "(?:respondent|defendant)\\b|\\((?:with|on) notice\\)|\\b(?:respondent|defendant) was (?:told "
            "(?:about|of)|given notice of) the "
            "hearing|(?<!dispensed )(?<!dispense )(?<!dispensing )\\bwith notice to (?:the|him|her)|\\bknew "
            "(?:about|of) (?:the|this) hearing|(?<!not )(?<!not been )\\b(?:properly |duly |personally )?served with "
            "(?:notice|the application)|\\bnotice of (?:the|this) (?:hearing|application) (?:was|had been|has been) "
            "(?:duly )?(?:given|served|sent)|\\b(?:made|heard|granted|given)\\b[^.;]{0,90}?(?<! not) (?:with|on|upon) "
            "notice\\b|\\bwith notice of (?:the|this) "
            "(?:hearing|application)|\\bboth parties having had notice|\\b(?<!not )(?<!nor )(?:having|had|has) (?:been "
            "given|been served "
            "with|had|received) "
            "(?:due |short |proper |some |prior |informal |\\w+ (?:clear )?(?:days?|hours?)'?s? |short informal "
            ")?notice|"
            "\\b(?:was|were) (?:duly |only )?given (?:due |short |proper |some |prior |informal ){0,2}notice\\b|"
            "\\b(?:application|order) was made on notice given\\b|\\b(?:on|upon) notice to (?:the "
            "(?:respondent|defendant)|him|her)\\b|\\bon notice hearing on|\\bgyda rhybudd|"
            "\\b(?:the (?:respondent|defendant)s?|both respondents|(?-i:P)) (?:(?:was|were) (?:both |each "
            ")?given|(?:both |each )?had|(?:was|were) on|received) notice|"
            "\\b(?:attended by|in the presence of) (?:both (?:the )?parties|the applicant(?: in "
            "person| by "
            "counsel)? and (?:the )?respondent(?! ?,? (?:not|neither|did|having|failing)))\\b|"
            "(?<!not )\\bhad (?:due |proper )?notice of (?:the|this|today's) (?:hearing|application)\\b|"
            "\\battended\\b[^.;]{0,40} and had (?:due |proper )?notice|\\bat an? (?:on[- "
            "]notice|inter partes) "
            "hearing|\\binter partes\\b|\\d{4},? \\(?on notice\\b|\\bat an? (?:fully )?(?:attended|contested|opposed|"
            "defended) hearing\\b|\\b(?:upon|on|after) (?:hearing|(?:an|the) (?:[a-z]+ ){0,2}(?:application|return|"
            "hearing))\\b(?:(?!\\b(?:no|not|neither|nor|without)\\b)[^.;]){0,90}? (?:on|upon) "
            "(?:(?:short|abridged|abbreviated|informal|formal|due|proper|full) "
            ")?notice\\b(?! to (?:the )?(?:police|applicant|claimant|chief|local|secretary))|\\b(?:at an? |the "
            ")(?:[a-z]+ ){0,2}hearing,? (?:was |took place |held )?(?:on|upon|at) "
            "(?:\\w+ (?:clear |working )?(?:day|hour)(?:'?s'?)? |short |abridged |informal "
            ")?notice\\b|\\b(?:made|heard|granted) "
            "(?:on|upon) (?:short|abridged|informal|abbreviated|\\w+ (?:clear )?(?:day|hour)(?:'?s'?)?) notice\\b)"
};
/* "without the respondent having had notice" */
static Pattern without_him = {
        .text = "(?i)\\bwithout (?:the |either )?(?:respondents?|defendants?|him|her|party)[^.;,]{0,20}$"
};
static Pattern unsure = { .text = "(?i)\\b(?:if|where|whether|with "
                                  "or|unless|(?-i:may)|any|rules?|interim|earlier|previous|first|original|comes? "
                                  "to an end|replaces?|days'?|hours'?)\\b[^.;]{0,80}$" };
/* A hearing to come will be on notice; that says nothing of this one. */
static Pattern to_come = { .text = "(?i)\\b(?:(?:shall|will|must|should|is to|are to) (?:be|take place|attend|"
                                   "proceed|come|go)|listed|list|next|further|return)\\b"
                                   "[^.;]{0,80}$" };

/* "A non-molestation order was made without notice on 3 March": when this one was made on another day, it is that one's. */
static bool
notice_is_of_another(const OrderReading *reading, size_t start, size_t end)
{
        static Pattern on = { .text =
                                  "(?i)^,? (?:to (?:the|him|her) [^.;,]{0,30} |(?:respondent|defendant)s? "
                                  ")?(?:(?!and\\b)(?:[a-z-]+ ){0,3}(?:order|injunction) "
                                  "(?:was )?(?:(?:made|granted) |(?=dated|of)))?(?:(?:was|is|were|had been|has been) "
                                  ")?(?:(?:made|granted|obtained) )?(?:on|dated|of) (?:the )?(?=\\w)" };
        /* "On 3 March an order was made without notice", "having on 3 March made an order" */
        static Pattern since = { .text = "(?i)^,? [^.;]{0,60}\\b(?:made|granted|obtained)\\b[^.;]{0,80}$" };
        /* "The order first made on 3 March without notice is continued" */
        static Pattern made_then = { .text = "(?i)\\b(?:made|granted|obtained|order of|dated)(?: on)?(?: the)? $" };
        /* "Upon the application made without notice to the respondent on 17 November", and the order the day after */
        enum { FRESH = 7 }; /* days */
        static Pattern applied = { .text = "(?i)\\bapplications?\\b[^.;]{0,50}\\b(?:without (?:prior )?notice|ex "
                                           "parte)(?: to (?:the|him|her))?$" };
        const View *view = reading->view;
        LegalDate made, date, target;
        g_autofree char *after = view_piece(view, end, MIN(view->length, end + 90));
        const bool dated =
            pattern_in(&on, after) && legal_date_find(view->text, end, MIN(view->length, end + 80), &date);
        if (dated && order_reading_date(reading, FIELD_TARGET_MADE_ON, &target) &&
            legal_date_compare(&date, &target) == 0)
                return true;
        if (!order_reading_date(reading, FIELD_MADE_ON, &made))
                return false;
        size_t opens = start > 60 ? start - 60 : 0, closes = end;
        view_whole(view, &opens, &closes);
        g_autofree char *told = view_piece(view, opens, closes);
        if (dated && pattern_in(&applied, told)) {
                const LegalDate fresh = legal_date_later(&date, 0, 0, FRESH);
                return legal_date_compare(&fresh, &made) < 0;
        }
        if (dated)
                return legal_date_compare(&date, &made) < 0;
        size_t at = MAX(start > 120 ? start - 120 : 0, sentence_start(view, start));
        bool earlier = false;
        while (at < end && legal_date_find(view->text, at, end, &date)) {
                at = date.end;
                size_t left = date.start > 40 ? date.start - 40 : 0, right = date.start;
                view_whole(view, &left, &right);
                g_autofree char *between = view_piece(view, date.end, end);
                g_autofree char *lead = view_piece(view, left, right);
                /* "the application dated 2 November, made without notice": it is what was made so */
                static Pattern paper = {
                        .text = "(?i)\\b(?:application|statement|claim|petition|affidavit)(?: notice| form)?"
                                "(?: (?:of|dated|issued|filed|made|sealed|on|the))* $"
                };
                if (pattern_in(&paper, lead))
                        continue;
                const bool since_then =
                    pattern_in(&since, between) || (pattern_in(&made_then, lead) && strpbrk(between, ".;:") == NULL);
                earlier = since_then && legal_date_compare(&date, &made) < 0;
        }
        return earlier;
}

static bool
notice_find(const OrderReading *reading, Pattern *pattern, Pattern *but, Match *ret)
{
        const View *view = reading->view;
        size_t from = 0;
        for (unsigned tries = 0; tries < 24 && pattern_find(pattern, view, from, view->length, ret); tries++) {
                /* a longer reading may hide the one that fits */
                from = ret->start[0] + 1;
                size_t left = ret->start[0] > 90 ? ret->start[0] - 90 : 0;
                for (size_t i = left; i < ret->start[0]; i++) {
                        const bool stop = view->joined[i] == '.' && view->joined[i + 1] == ' ';
                        if (stop || (view->text[i] == '\n' && !view_wraps(view, i)))
                                left = i + 1;
                }
                g_autofree char *before = view_string(view, left, ret->start[0]);
                /* "any person may apply without notice" */
                static Pattern allows = { .text =
                                              "(?i)\\b(?:(?-i:may)|can|could|any|anyone|if|apply|where|unless|in the "
                                              "case of)\\b" };
                /* "In the case of an order made without notice, a person can be guilty only ...": the law's words */
                static Pattern law = {
                        .text =
                            "(?i)(?:\\bin (?:the )?cases? of\\b[^.;]{0,40}|(?<!this is )(?<!being )(?<!is )\\ban "
                            "(?:[a-z-]+ )?(?:order|injunction) (?:that is |which is )?(?:made|granted)[^.;]{0,20}? )"
                            "(?:without (?:prior )?notice|ex parte)$"
                };
                g_autofree char *said = view_string(view, ret->start[0], ret->end[0]);
                /* "replacing the order made without notice on 5 November": that order's notice */
                static Pattern replaced = { .text =
                                                "(?i)\\b(?:replac(?:es|ing|ed)|supersed\\w+) (?:by )?(?:the|that|an?) "
                                                "(?:[a-z-]+ ){0,3}?(?:order|injunction)\\b[^.;]{0,40}without" };
                g_autofree char *whole = g_strconcat(before, " ", said, NULL);
                if (!pattern_in(&allows, said) && !pattern_in(&law, whole) && !pattern_in(&unsure, before) &&
                    !(pattern == &with && pattern_in(&without_him, before)) && !pattern_in(&replaced, whole) &&
                    !notice_is_of_another(reading, ret->start[0], ret->end[0]) &&
                    (but == NULL || !pattern_in(but, before)))
                        return true;
        }
        return false;
}

/* "WITHOUT NOTICE NON-MOLESTATION ORDER", "Ex parte injunction" as its name. */
static bool
notice_in_title(OrderReading *reading)
{
        enum { HEAD = 20 }; /* lines */
        static Pattern without_it = { .text = "(?i)\\b(?:without notice|ex parte)\\b" };
        static Pattern changes = {
                .text =
                    "(?i)\\b(?:var(?:y|ied|ying|iation)|exten\\w+|discharg\\w+|continu\\w+|replac\\w+|supersed\\w+)\\b|"
                    "\\d{4}|\\b(?:in|takes the) place of\\b"
        };
        /* "Without notice hearing", and nothing else on the line */
        static Pattern alone = { .text = "(?i)^\\W*(?:hearing )?(?:without notice|ex parte)(?: hearing)?\\W*$" };
        const View *view = reading->view;
        const size_t until = view_line(view, MIN(view->lines->len, (guint) HEAD) - 1)->end;
        Match match;
        Title title;
        if (!pattern_find(&without_it, view, 0, until, &match))
                return false;
        const ViewLine *line = view_line(view, view_line_at(view, match.start[0]));
        g_autofree char *text = view_string(view, line->start, line->end);
        /* "This order supersedes the order made without notice on 14 August / 2026": a sentence's line */
        static Pattern goes_on = { .text = "^\\d{4}\\b|^\\p{Ll}" };
        g_autofree char *below = view_piece(view, line->end + 1, MIN(view->length, line->end + 12));
        const bool runs_on = pattern_in(&goes_on, below);
        if (runs_on || pattern_in(&changes, text) ||
            (!pattern_in(&alone, text) &&
             (!title_of_line(view, view_line_at(view, match.start[0]), &title) || title.kind != DOCUMENT_KIND_ORDER)))
                return false;
        order_reading_put(reading, FIELD_WITHOUT_NOTICE, "true", match.start[0], match.end[0], 0.95);
        return true;
}

/* "[ ] without notice <tab> [X] on notice": both answers on one line, of which one is ticked. True for such a line, whether or
 * not its boxes can be read. */
static bool
notice_choice(OrderReading *reading)
{
        static Pattern none = { .text = "(?i)\\bwithout (?:prior )?notice\\b" };
        static Pattern some = { .text = "(?i)(?<!without )\\b(?:on|with|upon) notice\\b" };
        static Pattern ticked = { .text =
                                      "(?i)(?:\xE2\x98\x92|\xE2\x98\x91|\xE2\x9C\x93|\xE2\x9C\x94|\\[x\\]|\\(x\\))" };
        static Pattern empty = { .text = "\xE2\x98\x90|\xE2\x96\xA1|\\[ ?\\]|\\( ?\\)" };
        const View *view = reading->view;
        Match no, yes;
        for (size_t at = 0; pattern_find(&none, view, at, view->length, &no);) {
                at = no.end[0];
                const ViewLine *line = view_line(view, view_line_at(view, no.start[0]));
                if (!pattern_find(&some, view, line->start, line->end, &yes))
                        continue;
                const bool first = no.start[0] < yes.start[0];
                const size_t gap = first ? no.end[0] : yes.end[0], next = first ? yes.start[0] : no.start[0];
                g_autofree char *lead = view_string(view, line->start, MIN(no.start[0], yes.start[0]));
                g_autofree char *between = view_string(view, gap, MAX(gap, next));
                const bool boxes = pattern_in(&ticked, between) || pattern_in(&empty, between);
                if (next <= gap || !(boxes || memchr(view->text + gap, '\t', next - gap) != NULL))
                        continue;
                const bool one = pattern_in(&ticked, lead), other = pattern_in(&ticked, between);
                if (one != other)
                        order_reading_put(reading, FIELD_WITHOUT_NOTICE, one == first ? "true" : "false",
                                          one == first ? no.start[0] : yes.start[0],
                                          one == first ? no.end[0] : yes.end[0], 0.96);
                return true;
        }
        return false;
}

/* "[X] without notice" on a line or in a cell of its own; what stands behind an empty box is not in the view. True for such a cell. */
static bool
notice_ticked(OrderReading *reading)
{
        static Pattern cell = {
                .text = "(?i)^\\[x\\] (?:(?:made|heard|hearing|order made|application made) )?(?:(?:without (?:prior "
                        ")?|on |with )notice|ex parte|inter partes)\\W*$"
        };
        static Pattern none = { .text = "(?i)\\b(?:without|ex parte)\\b" };
        const View *view = reading->view;
        for (unsigned i = 0; i < view->lines->len; i++) {
                const ViewLine *line = view_line(view, i);
                for (size_t at = line->start, stop = at; at < line->end; at = stop + 1) {
                        const char *tab = memchr(view->text + at, '\t', line->end - at);
                        stop = tab == NULL ? line->end : (size_t) (tab - view->text);
                        if (view->text[at] != '[')
                                continue;
                        g_autofree char *text = view_string(view, at, stop);
                        if (!pattern_in(&cell, text))
                                continue;
                        order_reading_put(reading, FIELD_WITHOUT_NOTICE, pattern_in(&none, text) ? "true" : "false", at,
                                          stop, 0.96);
                        return true;
                }
        }
        return false;
}

static void
notice_read(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role != LABEL_NOTICE || hit->start >= hit->end)
                        continue;
                g_autofree char *value = view_string(view, hit->start, hit->end);
                /* a heading over its answer: nothing but yes or no answers it */
                static Pattern answer = { .text = "(?i)^(?:yes|no)\\W*$" };
                if (hit->form == LABEL_ABOVE && !pattern_in(&answer, value))
                        continue;
                g_autofree char *label = view_string(view, hit->label, hit->start);
                static Pattern said = { .text = "(?i)^(yes|ydw|given|on notice|with notice|inter partes|true)" };
                static Pattern denied = { .text =
                                              "(?i)^(no\\b|none|not given|without|ex parte|heb)|\\bwithout notice\\b" };
                /* "Notice of further hearing: none" */
                static Pattern later = { .text = "(?i)\\b(?:further|next|return|acting|issue|adjourned)\\b" };
                if (pattern_in(&later, label))
                        continue;
                /* two boxes of which one is ticked */
                static Pattern ticked = { .text = "(?:\xE2\x98\x92|\xE2\x98\x91|\xE2\x9C\x93|\xE2\x9C\x94|\\[[xX]\\]) "
                                                  "?(?=\\p{L})" };
                size_t mark = 0;
                if (pattern_span(&ticked, value, NULL, &mark))
                        memmove(value, value + mark, strlen(value + mark) + 1);
                const bool yes = pattern_in(&said, value);
                const bool no = pattern_in(&denied, value);
                /* "Without notice", "Made without notice", "Ex parte": yes is none */
                static Pattern negated = {
                        .text = "(?i)^(?!(?:with|on)\\b)(?:[a-z]+ ){0,3}(?:without (?:prior )?notice|ex parte)\\b"
                };
                const bool inverse = pattern_in(&negated, label);
                if (yes != no)
                        order_reading_put(reading, FIELD_WITHOUT_NOTICE, (inverse ? yes : no) ? "true" : "false",
                                          hit->start, hit->end, 0.98);
        }
        if (order_reading_has(reading, FIELD_WITHOUT_NOTICE))
                return;
        if (notice_in_title(reading) || notice_ticked(reading))
                return;
        Match no, yes;
        const bool is_without = notice_find(reading, &without, NULL, &no),
                   is_with = notice_find(reading, &with, &to_come, &yes);
        if ((is_without || is_with) && notice_choice(reading))
                return;
        /* Both in one order: the one that stands first speaks of this order, the other of the rules, unless they are close. */
        if (is_without && (!is_with || no.start[0] < yes.start[0]))
                order_reading_put(reading, FIELD_WITHOUT_NOTICE, "true", no.start[0], no.end[0], is_with ? 0.85 : 0.97);
        else if (is_with)
                order_reading_put(reading, FIELD_WITHOUT_NOTICE, "false", yes.start[0], yes.end[0],
                                  is_without ? 0.85 : 0.97);
        else
                told_read(reading);
}

void
hearing_read(OrderReading *reading)
{
        hearing_labelled(reading);
        if (!order_reading_has(reading, FIELD_HEARING_ON))
                hearing_in_text(reading);
        if (!order_reading_has(reading, FIELD_HEARING_ON) && order_reading_has(reading, FIELD_MADE_ON))
                hearing_in_clause(reading);
        day_hearing_read(reading);
        notice_read(reading);
}
