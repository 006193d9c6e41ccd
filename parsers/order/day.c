#include "parsers/order/day.h"

#include "parsers/order/dates.h"
#include "parsers/order/pattern.h"
#include "parsers/order/sentence.h"

#include <string.h>

enum { DAYS = 40, AFTER = 110, ALONE = 14, STRIP = 3 /* lines */, STATUTE = 1997 /* no such order is older */ };

typedef enum { USE_NONE, USE_BIRTH, USE_MADE, USE_END, USE_HEARING, USE_OTHER } Use;

/* The words in front of the date: the one that stands nearest to it decides. */
static struct {
        Use use;
        Pattern pattern;
} leads[] = {
        { USE_BIRTH, { .text = "(?i)\\b(?:born|birth|d\\.? ?o\\.? ?b\\b|aged|geni|male|female)" } },
        { USE_END,
          { .text = "(?i)\\b(?:until|till|an end|expir\\w*|laps(?:es?|ing)|end(?:s|ing)?(?! (?:in |with "
                    ")?[\\d*])|ceas\\w+|runs? (?:out|to)|running "
                    "to|stops?|"
                    "up to|subsists?|endures?|to run to|valid to|good to|last day "
                    "is|substituted|(?:continues?|lasts?|stands?|stays?|extended|prolonged|force) (?:in force )?(?:up "
                    ")?to|hyd|dod i ben)\\b" } },
        { USE_HEARING,
          { .text = "(?i)\\b(?:return (?:hearing|date)|returns?(?=:? ?(?:on )?$)|r/?"
                    "h\\b|review(?:ed)?|reconsider\\w*|(?:be |re-?)listed|restored|"
                    "adjourned|back (?:to|before|in|on|at)|come back|comes back|next (?:hearing|date)|further hearing|"
                    "(?:be|is to be) (?:heard|considered)|look at|representations|another hearing|gwrandawiad|"
                    "hearing (?:will|is|shall)|there will be a)\\b" } },
        { USE_MADE,
          { .text = "(?i)\\b(?:made|makes|granted|ordered|given|dated|imposed|pronounced|sat|sitting|heard|dealt with|"
                    "considered|presiding|at a hearing|at the hearing|hearing held|decided|hearing (?:of|on)|on this|"
                    "gwnaed|gorchmynnwyd|(?:judge|recorder|(?<!courts of )justice|hhj|dj|ddj)\\b[^.;:]{3,50}?,? "
                    "(?:on|of)?|beginning "
                    "with|amendment on|orders on|entry (?:for|of)|(?:effect|force) from|commencing)\\b" } },
        { USE_OTHER,
          { .text = "(?i)\\b(?:application (?:dated|of|made|issued)|statement[^.;]{0,40}|offences?|first order|"
                    "earlier|original(?:ly)?|was due|due to|orders? (?:of(?! the "
                    "(?:family|county|crown|high|magistrates))|dated|made on|made by)|certified|sealed|"
                    "order was made|served|signed|file|leave|vacate|move out|hand[^.;]{0,40}|report|notify|no later "
                    "than|convicted|arrest[^.;]{0,60}|deliver[^.;]{0,40}|by (?:\\d|noon|midday|4|5|6)[^.;]{0,12}|in "
                    "the period|power of arrest[^.;]{0,80}|it "
                    "(?:runs "
                    "out|expires|ends)|undertak\\w+)\\b|"
                    "\\b(?:(?:by|before)(?: the)?|between(?: the)?(?: \\d[^.;,()]{0,24} and(?: the)?)?|"
                    "(?:letters?|e-?mails?|requests?|agreements?|reports?|messages?|judgments?)\\b"
                    "(?:(?!\\b(?:orders?|injunctions?|court|hearing)\\b)[^.;]){0,60}? "
                    "(?:dated|of|sent)(?: on)?(?: the)?) ?$" } },
};

/* The words behind it. */
static struct {
        Use use;
        Pattern pattern;
} rests[] = {
        { USE_OTHER,
          { .text =
                "(?i)^,? (?:this|the) court (?:made|granted)[^.;]{0,80}\\b(?:which|that) (?:was|were|had|is|has|"
                "would)\\b|^,? \\((?:\"|')?(?:the )?(?:first|original|earlier)|^,? (?:which|that) (?:was|is) (?:due|"
                "to)|^[^.;]{0,60}?\\b(?:is|are|be|was)(?: hereby| now)? " DAY_VACATED } },
        { USE_MADE,
          { .text =
                "(?i)^,?:? ?(?:\\(\\d\\) ?)?(?:(?:upon|on) the application\\b|(?:heard|considered|dealt with) \\w|to "
                "hear\\b|without notice\\b|with "
                "notice\\b|(?:the|"
                "this) court (?:made|makes|order|consider|was satisfied|heard|granted)|[^.;:]{0,70}\\b(?:judge|hhj|"
                "ddj|dj|recorder|justice|magistrates?)\\b|sitting in|[ |]*before:? "
                "[^.;]{0,70}\\b(?:judge|hhj|ddj|dj|recorder|justice)|in the (?:presence|absence)|on the papers)" } },
};

typedef struct {
        LegalDate date;
        Use use;
        bool alone; /* nothing else on its line */
        bool apart; /* in the opening lines, between commas */
        unsigned line;
} Day;

static size_t
day_last(Pattern *pattern, const char *text)
{
        g_autoptr(GMatchInfo) info = NULL;
        size_t last = 0;
        if (!pattern_in(pattern, text))
                return 0;
        for (g_regex_match(pattern->regex, text, 0, &info); g_match_info_matches(info);) {
                gint start = 0, end = 0;
                if (g_match_info_fetch_pos(info, 0, &start, &end))
                        last = (size_t) end;
                if (!g_match_info_next(info, NULL))
                        break;
        }
        return last;
}

#define RUNS_OUT "(?:run out|expired?|end(?:ed)?|lapsed?|come to an end|ceased?)\\b[^.;]{0,40}$"

bool
day_was_to_end(const char *lead, const char *rest)
{
        static Pattern was = { .text = "(?i)\\b(?:would (?:otherwise )?(?:have )?|(?:was|were) "
                                       "(?:(?:due|set|otherwise|originally) )*to )" RUNS_OUT };
        static Pattern due = { .text = "(?i)\\b(?:due|set|about|is|are) to " RUNS_OUT };
        static Pattern extended = {
                .text = "(?i)^[^.;]{0,20}?\\b(?:is|be|are|has been) (?:hereby |further )?(?:extended|prolonged|varied|"
                        "continued|renewed)\\b"
        };
        return pattern_in(&was, lead) || (pattern_in(&due, lead) && pattern_in(&extended, rest));
}

bool
day_goes_on_of_other(const View *view, size_t start, const char *clause)
{
        static Pattern it = { .text = "(?i)^\\W*(?:\\d{1,2}[.)] )?(?:and |but )?(?:it|that|they|these|this|both)(?= "
                                      "(?:is|are|shall|will|has|have|must|also|therefore|to|expires?|lasts?|ends?|"
                                      "remains?|continues?|runs?|applies|apply|ceases?)\\b)" };
        static Pattern thing = {
                .text =
                    "(?i)\\b(?:(?:power of arrest|electronic(?:ally)?|monitoring|tag|curfew|undertaking|interim order "
                    "(?:of|made|dated)|suspended|community order|licence|disqualif\\w*|legal aid|bail)|((?:this|the|"
                    "non-? ?molestation|occupation|restraining) (?:order|injunction)|order|prohibitions?))\\b"
        };
        if (start < 2 || !pattern_in(&it, clause))
                return false;
        size_t stop = start;
        while (stop > 0 && strchr(" .;\n\t", view->joined[stop - 1]) != NULL)
                stop--;
        Match match;
        const size_t from = sentence_start(view, stop);
        return pattern_find(&thing, view, from, stop, &match) && match.start[1] == match.end[1];
}

/* What a use by the nearest word is, with the words around it. */
static Use
day_of_hearing(Use use, const char *lead)
{
        /* "whether to keep it will be decided at a hearing on 3 March" */
        static Pattern ahead = { .text = "(?i)\\b(?:will|shall|can|(?-i:may)|is to)\\b[^.;]{0,90}\\b(?:at|to) (?:a|the|"
                                         "another) hearing\\b[^.;]{0,20}$" };
        if (use == USE_MADE && pattern_in(&ahead, lead))
                return USE_HEARING;
        /* "Order following the return hearing, 9 July 2026" */
        static Pattern held = { .text =
                                    "(?i)\\b(?:order|made|orders) (?:following|after|at|upon) (?:an?|the) (?:return|"
                                    "further|next|final|review|contested|on[- ]notice) hearing"
                                    "(?:,? (?:held )?(?:on|of)?(?: the)?)? ?$" };
        if (use == USE_HEARING && pattern_in(&held, lead))
                return USE_MADE;
        /* "at the conclusion of the hearing on 3 March": nobody concludes what was */
        static Pattern concludes = {
                .text = "(?i)\\b(?:conclusion|end|outcome|determination|close) of (?:the|that|a) (?:[a-z-]+ "
                        "){0,3}hearing(?: (?:listed|fixed|to be held))?(?: on)?(?: the)? ?$"
        };
        if (use == USE_MADE && pattern_in(&concludes, lead))
                return USE_HEARING;
        /* "listed on the first open day after 11 January": no day is fixed */
        static Pattern open = { .text = "(?i)\\b(?:on or )?(?:after|before)(?: the)? ?$" };
        if (use == USE_HEARING && pattern_in(&open, lead))
                return USE_OTHER;
        return use;
}

static Use
day_use(const View *view, const LegalDate *date, size_t previous)
{
        size_t from = MAX(sentence_start(view, date->start), previous), until = MIN(view->length, date->end + AFTER);
        until = MIN(until, sentence_stop(view, date->end));
        /* a cell of a row: what stands beside or below it is another's */
        const ViewLine *line = view_line(view, view_line_at(view, date->start));
        const bool table = memchr(view->text + line->start, '\t', line->end - line->start) != NULL;
        const char *behind = view->joined + date->end + 1;
        if (table && (line->end <= date->end || view->text[date->end] == '\t') &&
            g_ascii_strncasecmp(behind, "before", 6) != 0)
                until = date->end;
        /* "Cy Dale (8 August 1988)": a bracket belongs to what stands before it on its line */
        if (date->start > line->start && view->text[date->start - 1] == '(')
                from = MAX(from, line->start);
        view_whole(view, &from, &until);
        g_autofree char *lead = view_piece(view, from, date->start);
        g_autofree char *rest = view_piece(view, date->end, until);
        if (pattern_in(&rests[0].pattern, rest))
                return rests[0].use;
        /* "must leave the property until": the end of something else */
        static Pattern else_ends = {
                .text = "(?i)\\b(?:leave|vacate|power of "
                        "arrest|suspended|imprison\\w*|curfew|tag|tagged|monitor\\w*|custody|"
                        "bail|licence|community order|unpaid work|rehabilitation|disqualif\\w*|interim order "
                        "(?:of|made)|undertak\\w+|stay of|passport|adjourned until|carchar)\\b"
        };
        /* "from 3 March 2026 to 3 March 2027", "From: ... To: ..." */
        static Pattern spans = {
                .text = "(?i)^ ?(?:to|until|and ending (?:on|with)|and ends on)\\b:? ?(?:midnight (?:on )?)?$"
        };
        if (previous > 0 && pattern_in(&spans, lead)) {
                /* "Offence: harassment, 3 June 2026 to 1 August 2026" */
                static Pattern offence = { .text =
                                               "(?i)\\b(?:offences?|charges?|counts?|between|conduct|conviction|plea|"
                                               "contrary to)\\b[^\\n]*$" };
                g_autofree char *begun = view_piece(view, sentence_start(view, date->start), previous);
                /* "must wear a tag from 3 November 2026 to 2 May 2027" */
                return pattern_in(&offence, begun) || pattern_in(&else_ends, begun) ? USE_OTHER : USE_END;
        }
        Use use = USE_NONE;
        size_t nearest = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(leads); i++) {
                const size_t last = day_last(&leads[i].pattern, lead);
                if (last == 0 || last < nearest)
                        continue;
                nearest = last;
                use = leads[i].use;
        }
        use = day_of_hearing(use, lead);
        /* "which would have run out on 12 November 2026": the end that the order had before */
        if (use == USE_END &&
            (pattern_in(&else_ends, lead) || day_was_to_end(lead, rest) || day_goes_on_of_other(view, from, lead)))
                return USE_OTHER;
        return use == USE_NONE && pattern_in(&rests[1].pattern, rest) ? rests[1].use : use;
}

/* "The 5th day of November 2026 <tab> Case number: ...": a cell that is nothing but the day, as a register dates its entries. */
static bool
day_is_dating(const View *view, const ViewLine *line, const LegalDate *date)
{
        static Pattern dating = {
                .text = "(?i)^(?:(?:this|on|dated) )*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?"
                        "\\d{1,2}(?:st|nd|rd|th)? day of \\p{L}+,? \\d{4}$"
        };
        if (date->end > line->end || (view->text[date->end] != '\t' && date->end != line->end))
                return false;
        g_autofree char *cell = view_string(view, line->start, date->end);
        return pattern_in(&dating, cell);
}

/* Every day of the text, and what it is for. */
static GArray *
day_find(const View *view)
{
        GArray *days = g_array_new(FALSE, FALSE, sizeof(Day));
        size_t at = 0;
        LegalDate date;
        for (unsigned i = 0; i < DAYS && legal_date_find(view->text, at, view->length, &date); i++) {
                Day day = { .date = date, .use = day_use(view, &date, at), .line = view_line_at(view, date.start) };
                const ViewLine *line = view_line(view, day.line);
                day.alone = line->end - line->start <= date.end - date.start + ALONE && line->end >= date.end &&
                            memchr(view->text + line->start, ':', line->end - line->start) == NULL;
                /* "Family Court at Dover <tab> ME26F00123 <tab> 3 November 2026": a cell of the strip that heads the page */
                day.alone =
                    day.alone || (day.line < STRIP && date.start > line->start && view->text[date.start - 1] == '\t' &&
                                  (date.end >= line->end || view->text[date.end] == '\t'));
                day.alone = day.alone || day_is_dating(view, line, &date);
                /* "Sealed and sent out:" at the end of the line above: that says what it is */
                day.alone = day.alone && !(day.line > 0 && date.start == line->start &&
                                           view->text[view_line(view, day.line - 1)->end - 1] == ':');
                /* "Cy Dale (8 August 1988)": when he was born */
                day.alone = day.alone && !(date.start > line->start && view->text[date.start - 1] == '(');
                day.apart =
                    day.line < STRIP && date.start > 2 && strchr(",;-", view->text[date.start - 2]) != NULL &&
                    (strchr(",;.\n", view->text[date.end]) != NULL || strncmp(view->text + date.end, " - ", 3) == 0);
                at = date.end;
                g_array_append_val(days, day);
        }
        return days;
}

static bool
day_is_field(const OrderReading *reading, Field field, const LegalDate *date)
{
        LegalDate known;
        return order_reading_date(reading, field, &known) && legal_date_compare(&known, date) == 0;
}

/* The one day of that use among those that fit; NULL where there is none or where several differ. */
static const Day *
day_only(const GArray *days, Use use, const LegalDate *after)
{
        const Day *only = NULL;
        for (guint i = 0; i < days->len; i++) {
                const Day *day = &g_array_index(days, Day, i);
                if (day->use != use || day->date.year < STATUTE ||
                    (after != NULL && legal_date_compare(&day->date, after) <= 0))
                        continue;
                if (only != NULL && legal_date_compare(&only->date, &day->date) != 0)
                        return NULL;
                only = only == NULL ? day : only;
        }
        return only;
}

bool
day_is_told(const View *view)
{
        static Pattern told = { .text = "(?i)\\b(?:made|imposed|granted) (?:an?|the|this) (?:[a-z-]+ "
                                        "){0,4}(?:order|injunction)\\b[^.;]{0,40}? on "
                                        "(?:the )?(?=\\d|(?-i:Mon|Tue|Wed|Thu|Fri|Sat|Sun))" };
        return pattern_has(&told, view);
}

/* "3 June 2026" over "Dear Mr Marsh": the letter's own day, where it tells another. */
static bool
day_is_of_letter(const View *view, unsigned line)
{
        enum { BELOW = 4 };
        static Pattern opens = { .text = "(?i)^ ?(?:dear|annwyl)\\b" };
        for (unsigned i = line + 1; i < view->lines->len && i <= line + BELOW && day_is_told(view); i++) {
                const ViewLine *below = view_line(view, i);
                g_autofree char *text = view_string(view, below->start, MIN(below->end, below->start + 12));
                if (pattern_in(&opens, text))
                        return true;
        }
        return false;
}

/* "Convicted on 21 August and sentenced on 2 November 2026 to two years": with the sentence goes the order of a criminal court. */
static bool
day_of_sentence(const OrderReading *reading, LegalDate *ret_date)
{
        static Pattern sentenced = {
                .text =
                    "(?i)\\b(?:convicted|guilty|acquitted|defendant|offender)\\b[^.;]{0,200}?\\b(?:was |is |were |been "
                    ")?"
                    "(?:sentenced|dealt with)(?: (?:at|in|by) [^.;,]{3,50}?)?(?: at this court| here)?,? on (?:the )?"
                    "(?=\\d|mon|tue|wed|thu|fri|sat|sun)"
        };
        const bool criminal =
            reading->type == ORDER_TYPE_RESTRAINING || reading->type == ORDER_TYPE_DOMESTIC_ABUSE_PROTECTION;
        const View *view = reading->view;
        bool found = false;
        Match match;
        LegalDate date;
        for (size_t at = 0;
             criminal && reading->action == ACTION_MADE && pattern_find(&sentenced, view, at, view->length, &match);
             at = match.end[0]) {
                if (!legal_date_find(view->text, match.end[0], MIN(view->length, match.end[0] + DATES_AFTER), &date))
                        continue;
                if (found && legal_date_compare(&date, ret_date) != 0)
                        return false;
                *ret_date = date;
                found = true;
        }
        return found;
}

void
day_made_read(OrderReading *reading)
{
        enum { HEAD = 30 }; /* lines */
        static const double TOLD = 0.93, STANDS = 0.9;
        if (order_reading_has(reading, FIELD_MADE_ON))
                return;
        g_autoptr(GArray) days = day_find(reading->view);
        const Day *made = day_only(days, USE_MADE, NULL);
        double confidence = TOLD;
        LegalDate sentence;
        if (made == NULL && day_of_sentence(reading, &sentence)) {
                dates_put(reading, FIELD_MADE_ON, &sentence, STANDS);
                return;
        }
        /* a day that stands by itself in the head, when it is the only one that does */
        for (guint i = 0; made == NULL && i < days->len; i++) {
                const Day *day = &g_array_index(days, Day, i);
                if (day->use != USE_NONE || !day->alone || day->date.year < STATUTE || day->line >= HEAD ||
                    day_is_of_letter(reading->view, day->line))
                        continue;
                made = day;
                confidence = STANDS;
        }
        /* "Medway Family Court, ME26F00123, 3 March 2026. ...": the only such day that nothing is said of */
        const Day *only = NULL;
        bool several = false;
        for (guint i = 0; made == NULL && i < days->len; i++) {
                const Day *day = &g_array_index(days, Day, i);
                if (day->use != USE_NONE || !day->apart || day->date.year < STATUTE)
                        continue;
                several = several || (only != NULL && legal_date_compare(&only->date, &day->date) != 0);
                only = day;
        }
        if (only != NULL && !several) {
                made = only;
                confidence = STANDS;
        }
        if (made != NULL && !day_is_field(reading, FIELD_TARGET_MADE_ON, &made->date))
                dates_put(reading, FIELD_MADE_ON, &made->date, confidence);
}

/* The day with the hour that stands before it, "noon on 5 April 2027", or behind it. */
static Duration
day_with_hour(const View *view, const LegalDate *date)
{
        enum { HOUR = 40 }; /* octets before or behind the day in which its hour may stand */
        const size_t until = MIN(view->length, date->end + HOUR);
        for (size_t from = date->start > HOUR ? date->start - HOUR : 0; from < date->start; from++) {
                Duration duration;
                if ((from == 0 || !g_ascii_isalnum(view->joined[from - 1])) &&
                    duration_read(view->joined, from, until, &duration) && duration.kind == DURATION_DATE &&
                    duration.date.start == date->start && duration.has_time)
                        return duration;
        }
        return (Duration){ .kind = DURATION_DATE, .date = *date, .start = date->start, .end = date->end };
}

void
day_end_read(OrderReading *reading)
{
        static const double TOLD = 0.92;
        LegalDate made;
        if (order_reading_has(reading, FIELD_EXPIRES_ON) || reading->action == ACTION_DISCHARGED)
                return;
        g_autoptr(GArray) days = day_find(reading->view);
        const Day *end = day_only(days, USE_END, order_reading_date(reading, FIELD_MADE_ON, &made) ? &made : NULL);
        if (end == NULL)
                return;
        const Duration duration = day_with_hour(reading->view, &end->date);
        end_put_date(reading, &duration, TOLD);
}

bool
day_is_vacated(const View *view, const LegalDate *date)
{
        static Pattern vacated = { .text = "(?i)\\bhearing\\b(?:[^.;]|\\.(?=\\d)){0,70}?\\b(?:is|are|be|was|stands?)(?:"
                                           " hereby| now)? " DAY_VACATED };
        Match match;
        LegalDate other;
        for (size_t at = 0; pattern_find(&vacated, view, at, view->length, &match); at = match.end[0]) {
                if (legal_date_find(view->text, match.start[0], match.end[0], &other) &&
                    legal_date_compare(&other, date) == 0)
                        return true;
        }
        return false;
}

bool
day_is_of_other_case(const View *view, const LegalDate *date)
{
        /* "The final hearing of the children application ZW26P00519 remains listed on 8 March" */
        static Pattern hearing = { .text = "(?i)\\b(?:hearing|trial) (?:of|in) (?:the|his|her|their) (?:[a-z]+ )?"
                                           "(?:child(?:ren)?(?:'s)?(?: act| arrangements)?|private "
                                           "law|care|finance|financial(?: remed(?:y|ies))?|"
                                           "divorce|matrimonial|possession|criminal|county court|linked|related|other) "
                                           "(?:application|proceedings|case|claim|matter|suit)s?\\b[^.;]{0,70}$" };
        /* "about family proceedings BN26P00660, in which a hearing is listed on 14 December" */
        static Pattern in_which = {
                .text =
                    "(?i)\\b(?:family|children|private law|care|divorce|possession|criminal|county "
                    "court|other|linked|related) "
                    "(?:application|proceedings|case|claim|matter)s?\\b[^.;]{0,40}?,? (?:in which|where)(?: there is)? "
                    "(?:a|the) (?:[a-z]+ ){0,2}hearing\\b[^.;]{0,40}$"
        };
        static Pattern both = { .text = "(?i)\\b(?:this (?:application|order|matter)|together|at the same time)\\b" };
        size_t from = sentence_start(view, date->start), until = date->start;
        view_whole(view, &from, &until);
        g_autofree char *lead = view_piece(view, from, until);
        return (pattern_in(&hearing, lead) || pattern_in(&in_which, lead)) && !pattern_in(&both, lead);
}

bool
day_is_since_hearing(const View *view, const LegalDate *date)
{
        static Pattern since = {
                .text =
                    "(?i)\\b(?:was|were|been)\\b[^.;]{0,50} (?:at|following|after|upon) (?:the|a|that|its) (?:[a-z-]+ "
                    "){0,2}hearing\\b(?! (?:which|now|is|listed|fixed|to be)\\b)[^.;]{0,60}$"
        };
        static Pattern ahead = { .text =
                                     "(?i)\\b(?:will|shall|must|is to|are to|listed|adjourn\\w*|fixed|restored)\\b" };
        size_t from = sentence_start(view, date->start), until = date->start;
        view_whole(view, &from, &until);
        g_autofree char *lead = view_piece(view, from, until);
        return pattern_in(&since, lead) && !pattern_in(&ahead, lead);
}

void
day_hearing_read(OrderReading *reading)
{
        static const double TOLD = 0.92;
        LegalDate made;
        if (order_reading_has(reading, FIELD_HEARING_ON) || !order_reading_date(reading, FIELD_MADE_ON, &made))
                return;
        g_autoptr(GArray) days = day_find(reading->view);
        const Day *hearing = day_only(days, USE_HEARING, &made);
        if (hearing != NULL && !day_is_field(reading, FIELD_EXPIRES_ON, &hearing->date) &&
            !day_is_vacated(reading->view, &hearing->date) && !day_is_of_other_case(reading->view, &hearing->date) &&
            !day_is_since_hearing(reading->view, &hearing->date))
                dates_put(reading, FIELD_HEARING_ON, &hearing->date, TOLD);
}
