/* When the order was made. */
#include "parsers/order/dates.h"

#include "parsers/order/day.h"
#include "parsers/order/pattern.h"
#include "parsers/order/sentence.h"
#include "parsers/order/title.h"
#include "register/legal_date.h"

#include <string.h>

#define JUDGE_WORDS                                                                                                    \
        "\\b(?:judge|hhj|ddj|dj|recorder|(?<!courts of )justice|magistrates|justices|j\\.?p\\b|barnwr|bench)"

/* The day beside the officer's name, on which the order was drawn: true of most, and weaker than any that the text tells. */
static const double MADE_DRAWN = 0.88;

static struct {
        Pattern pattern; /* the date follows within DATES_AFTER octets */
        double confidence;
        bool opens_line;
} made_openings[] = {
        { { .text = "(?i)\\bordered on (?:the )?" }, 0.985, false },
        { { .text = "(?i)\\bgorchmynnwyd ar " }, 0.985, false },
        { { .text = "(?i)\\b(?:today|this day),? (?:\\w+day,? )?(?:the )?(?=\\d)" }, 0.985, false },
        /* "upon sentence being passed this 11th day of November 2026" */
        { { .text = "(?i)\\b(?:sentence(?: (?:was|being|having been))? passed|sentenced|made|ordered|given)"
                    "(?: at [^.;,]{3,40}?)?,? (?:on )?this (?=\\d{1,2}(?:st|nd|rd|th)? day of)" },
          0.97,
          false },
        /* "IT IS THIS 21st DAY OF OCTOBER 2026 ORDERED that" */
        { { .text =
                "(?i)\\bit is,? (?:on )?this (?=\\d{1,2}(?:st|nd|rd|th)? day of [^.;:]{6,24} (?:hereby )?(?:ordered|"
                "adjudged|directed)\\b)" },
          0.985,
          false },
        { { .text = "(?i)\\bthis (?:is an |is a )?(?:[a-z-]+ )?(?:order|injunction)(?: was| is|,)? "
                    "(?:made|granted|given)[^.;]{0,120}? on (?:the )?(?=\\w)" },
          0.97,
          false },
        { { .text = "(?i)\\b" JUDGE_WORDS
                    "[^.;:]{0,60}?,? (?:sitting(?: (?:in|at) [^.;]{2,40}?)?|at (?:a|the) (?:\\w+ )?hearing)"
                    "(?: held)? on (?:the )?(?=\\w)" },
          0.955,
          false },
        /* "District Judge Ely considered the papers on", "the papers were considered by District Judge Ely on" */
        { { .text = "(?i)\\b" JUDGE_WORDS "[^.;:]{0,60}? (?:considered|considering|decided|determined|reviewed|dealt "
                    "with|having (?:considered|read)|read) (?:(?:the|this|these|it|an|a|his|her|both|all)\\b "
                    "?)?[^.;:]{0,60}? on "
                    "(?:the )?(?=\\d|mon|tue|wed|thu|fri|sat|sun)" },
          0.955,
          false },
        { { .text = "(?i)(?<!\\bbe )\\b(?:considered|decided|determined|dealt with|reviewed)(?: on (?:the )?papers?,?| "
                    "without a "
                    "hearing,?)? by [^.;]{0,40}" JUDGE_WORDS
                    "[^.;]{0,60}? on (?:the )?(?=\\d|mon|tue|wed|thu|fri|sat|sun)" },
          0.955,
          false },
        { { .text = "(?i)\\bcourt[^.;:]{0,60}?,? sitting(?: at [^.;]{2,40}?)? on (?:the )?(?=\\w)" }, 0.95, false },
        { { .text = "(?i)\\bthis is an order of [^.;]{3,120}? on (?:the )?(?=\\w)" }, 0.98, false },
        { { .text = "(?i)\\border made by (?:[^.;]|(?<= (?-i:[A-Z]))\\.){3,100}? on (?:the )?(?=\\w)" }, 0.975, false },
        { { .text = "(?i)\\bmade by [^.;]{0,40}" JUDGE_WORDS "[^.;]{0,60}? on (?:the )?(?=\\w)" }, 0.97, false },
        /* "Ordered by Magistrates: Mr B Hale JP, Mrs R Poe JP, with Justices' Legal Adviser Ms Hutton, on 3 March 2026" */
        { { .text = "(?i)\\b(?:ordered|made|granted) by:? [^.;]{0,40}" JUDGE_WORDS
                    "(?:[^.;]|(?<= (?-i:[A-Z])|Mr|Dr|Ms|Mrs)\\.){0,160}?,? on (?:the "
                    ")?(?=\\d|mon|tue|wed|thu|fri|sat|sun)" },
          0.955,
          false },
        { { .text =
                "(?i)\\bbefore [^.;:]{0,40}" JUDGE_WORDS "(?:[^.;]|(?<= (?-i:[A-Z]))\\.){0,90}? on (?:the )?(?=\\w)" },
          0.96,
          false },
        /* "Before: Mrs Ann Hale, Dr Bo Lane and Mr Cy Poe, lay justices, on 3 March 2026" */
        { { .text = "\\b(?:Before|BEFORE):? (?i:(?:[^.;:]|(?<= (?-i:[A-Z])|Mr|Dr|Ms|Mrs)\\.){0,120}" JUDGE_WORDS
                    "(?:[^.;]|(?<= (?-i:[A-Z]))\\.){0,90}? on (?:the )?)(?=\\w)" },
          0.955,
          true },
        { { .text = "(?i)\\b(?:made|given|dated|ordered|granted|order made)(?: at [^.;]{2,60}?)?,?(?: on| this| the)* "
                    "?(?=\\d|mon|tue|wed|thu|fri|sat|sun)" },
          0.96,
          true },
        { { .text = "(?i)\\bdated:? (?:this |the )*" }, 0.93, false },
        /* "adjourned the question of an order to 6 November 2026 and on that day considered that it was necessary" */
        { { .text = "(?i)\\badjourned\\b[^.;]{0,80}? to (?:the )?(?=\\d{1,2}(?:st|nd|rd|th)? \\p{L}+ \\d{4},? "
                    "(?:and|when) (?:on )?(?:that (?:day|date)|the court)\\b)" },
          0.975,
          false },
        { { .text = "(?<=[.;:] )(?:Order|ORDER) (?:was )?(?:made|MADE) (?:on|ON) (?:the )?(?=\\w)" }, 0.955, false },
        /* nothing better is told: another order would be named */
        { { .text = "(?-i:\\bThe order was made)(?: by [^.;]{3,60}?)? on (?:the )?(?=\\w)" }, 0.89, false },
        /* "This notice tells you about an order the court made about you on 5 November 2026": the notice is of another day */
        { { .text =
                "(?i)\\ban? (?:[a-z-]+ ){0,3}order (?:that |which )?(?:the|this) court (?:has )?(?:made|imposed)"
                "(?: (?:about|against|on) you)?(?: at [^.;]{3,50}?)? on (?:the )?(?=\\d|mon|tue|wed|thu|fri|sat|sun)" },
          0.97,
          false },
        { { .text = "(?i)\\byou appeared before (?:this|the) court on (?:the )?(?=\\w)" }, 0.92, false },
        { { .text = "(?i)\\btoday,? (?:the )?(?=\\d|mon|tue|wed|thu|fri|sat|sun)" }, 0.92, false },
        /* nothing better is told: "After hearing both parties on 2 March 2026 the court orders" */
        { { .text = "(?i)\\b(?:after|upon) hearing [^.;:]{3,120}? on (?:the )?(?=\\d|mon|tue|wed|thu|fri|sat|sun)" },
          0.89,
          false },
        { { .text = "(?i)\\b(?:date of (?:the |this )?order|order date|date made): ?" }, 0.97, false },
};

static struct {
        Pattern pattern; /* the date comes first, these words follow it */
        double confidence;
} made_closings[] = {
        { { .text =
                "(?i)^,? (?:(?:the|this) court|"
                "(?:[^.;]{0,150}" JUDGE_WORDS "[^.;]{0,180}?)) (?:made|imposed|granted) (?:this|the|an?|against)\\b" },
          0.98 },
        { { .text = "(?i)^,? [^.;]{0,40}" JUDGE_WORDS "[^.;]{0,50} (?:varied|extended|discharged) the\\b" }, 0.93 },
        { { .text = "(?i)^,? [^.;]{0,40}" JUDGE_WORDS "[^.;]{0,60} (?:considered|heard|granted) (?:an?|the) "
                    "application\\b" },
          0.95 },
        { { .text = "(?i)^,? before [^.;:]{0,90}" JUDGE_WORDS }, 0.95 },
        /* "On 12 October 2026, the defendant having been convicted of ..., Judge Ely sentenced him to ... and made this order" */
        { { .text =
                "(?i)^,? (?:the )?(?:defendant|offender|accused),? (?:having been|was|being) (?:convicted|found guilty)"
                "[^;]{0,230}?\\b(?:sentenced (?:him|her|the)|made|imposed)\\b" },
          0.955 },
        /* "two years from 9 November 2026, the date on which it is made" */
        { { .text = "(?i)^,? \\(?(?:being |which is |that is )?the (?:date|day) (?:(?:on which|that|when) "
                    "(?:it|(?:this|the) "
                    "order) (?:is|was) made|of (?:this order|its making|the making of (?:this|the) order))\\b" },
          0.96 },
        { { .text = "(?i)^,? (?:at [^.;]{3,60} )?you (?:pleaded guilty|were (?:convicted|sentenced|found guilty))\\b" },
          0.95 },
        { { .text = "(?i)^,? (?:at [^.;]{3,60} )?the (?:defendant|offender|accused)(?:,? [^.;:]{3,60}?,?)? (?:was|is) "
                    "(?:convicted (?:of [^.;]{3,80} )?and )?sentenced\\b" },
          0.93 },
        /* "and on 3 March was sentenced by His Honour Judge Ely to" */
        { { .text =
                "(?i)^,? (?:at [^.;]{3,60} )?(?:he |she )?was (?:convicted (?:of [^.;]{3,80} )?and )?sentenced\\b" },
          0.93 },
        { { .text = "(?i)^,? (?:hereby )?makes (?:this|the following|an?)\\b" }, 0.95 },
        /* "You were found guilty on 3 March and the court has made a restraining order" */
        { { .text = "(?i)^,? and (?:the|this) court (?:has )?(?:made|imposed|granted) (?:this|the|an?)\\b" }, 0.95 },
        { { .text = "(?i)^, (?:[^.;]{0,90}, )?(?:the|this) court (?:\\([^)]{5,120}\\) )?[^.;]{0,140}?\\border(?:s|ed)? "
                    "that\\b" },
          0.94 },
        { { .text = "(?i)^,? to make (?:this|the following|an? (?:[a-z-]+ ){0,3}(?:order|injunction))\\b" }, 0.94 },
        { { .text = "(?i)^,? (?:the following order was made|it (?:was|is) ordered|it order(?:s|ed) that|the court "
                    "(?:ordered|considered an "
                    "application))" },
          0.96 },
};

/* "the" over "order made on 3 March 2026 is varied so that it reads", "order made by this court on 3 March be varied": the day of
 * the order that is changed. */
static bool
made_is_acted_on(const View *view, const LegalDate *date)
{
        static Pattern acted_on = {
                .text = "(?i)^,? (?:(?:is|be|shall be|was|stands) (?:hereby |further |now |therefore )*|and "
                        ")(?:varied|extended|discharged|revoked|set aside|amended|replaced|superseded|continued)\\b"
        };
        g_autofree char *rest = view_piece(view, date->end, MIN(view->length, date->end + 60));
        return pattern_in(&acted_on, rest);
}

/* "the statements of the claimant dated 8 March and of Mr J Hale dated 9 March 2026": papers that the court has read. */
static bool
made_is_of_paper(const View *view, const LegalDate *date)
{
        static Pattern paper = { .text = "(?i)\\b(?:statements?|affidavits?|reports?|letters?|e-?mails?|exhibits?|"
                                         "certificates?|applications?|"
                                         "evidence|bundles?|schedules?)\\b(?:(?!\\b(?:orders?|ordered|injunctions?|"
                                         "dated this)\\b)[^;]){0,300}?(?<![.] )(?-i:\\bdated)(?: the)? ?$" };
        size_t from = sentence_start(view, date->start), until = date->start;
        view_whole(view, &from, &until);
        g_autofree char *before = view_string(view, from, until);
        g_autofree char *spaced = g_strconcat(before, " ", NULL);
        return pattern_in(&paper, spaced);
}

/* Offsets that another date owns: birth, target, hearing, application. */
static bool
made_is_other(const OrderReading *reading, const LegalDate *date)
{
        const View *view = reading->view;
        /* "DJ Ely" over "Expires - 2 June 2027" */
        static Pattern to_come = {
                .text = "(?i)\\b(?:expir\\w*|ends?|ending|until|valid to|return(?: "
                        "(?:date|hearing))?|(?:next|further|review|"
                        "return) hearing|review)\\b(?: (?:at )?\\d{1,2}(?:[.:]\\d\\d)? ?(?:[ap]\\.?m\\.?|o'clock|"
                        "hours|hrs)?)?[^.;\\d]{0,14}$"
        };
        static Pattern other = {
                .text =
                    "(?i)\\b(?:applications?(?: by [^.;]{2,40}?)? "
                    "(?:issued|dated|made|of)|between (?:the )?\\d[^.;]{2,24} and (?:the "
                    ")?|statement[^.;]{0,60}(?:signed|dated|of)|(?:counter-?)?signed|born|birth|dob|(?:re-?)?issued|"
                    "sworn|(?<!made and )(?<!dated and )sealed|sent out|entered|filed|lodged|printed|"
                    "(?:letters?|e-?mails?|requests?|agreements?|reports?|certificates?|messages?|judgments?|"
                    "complaints?|"
                    "informations?|summons(?:es)?|petitions?)"
                    "\\b[^.;]{0,60}?\\b(?:dated|of|sent on|received on)|"
                    "order (?:of|dated|made on|that it made on)|first "
                    "made|\\b(?:of|upon|varies|varying|vary|extends|extending|discharges|discharging|replaces|"
                    "replacing)"
                    " the (?:[a-z-]+ ){0,2}"
                    "order made by [^.;]{0,60} on|statement|offence|offences|committed|convicted|arrested|interim "
                    "[^.;]{0,40}order of)"
                    "[^.;]{0,14}$|\\b(?:listed|re-?listed|adjourned|restored?|(?:shall|will) "
                    "be|attend)\\b[^.;]{0,70}\\b"
                    "before\\b[^.;]{0,50}$"
        };
        /* "On 2 March this court made an order which was due to lapse on ...": an earlier one */
        static Pattern lapsing = { .text =
                                       "(?i)^,? (?:this|the) court (?:made|granted)[^.;]{0,80}\\b(?:which|that) "
                                       "(?:was|were|had|is|has|would)\\b|^,? \\((?:\"|')?(?:the )?(?:first|original|"
                                       "earlier|(?-i:\\p{Lu}\\p{Ll}+) order)\\b" };
        g_autofree char *after = view_piece(view, date->end, MIN(view->length, date->end + 140));
        if (pattern_in(&lapsing, after) || made_is_acted_on(view, date) || made_is_of_paper(view, date))
                return true;
        /* "Sentenced on 2 March. Order made on 3 March 2026 by His Honour Judge Ely": a sentence that names no other */
        static Pattern own_order = {
                .text = "(?:^|[.;:\\n] ?)(?:Order|ORDER) (?:was )?(?:made|MADE) (?:on|ON)(?: the)? ?$"
        };
        g_autofree char *lead = view_string(view, date->start > 40 ? date->start - 40 : 0, date->start);
        if (reading->action == ACTION_MADE && pattern_in(&own_order, lead))
                return false;
        /* "NON-MOLESTATION ORDER" over "Made on 3 March 2026": a title and a line of its own, no "order made on" */
        static Pattern opens = { .text = "^(?:Made|Given|Granted|Ordered|Dated|MADE|GIVEN|GRANTED|ORDERED|DATED)\\b" };
        const unsigned index = view_line_at(view, date->start);
        const size_t line = view_line(view, index)->start;
        Title title;
        g_autofree char *own = view_string(view, line, MAX(line, date->start));
        const bool apart = index > 0 && pattern_in(&opens, own) && title_of_line(view, index - 1, &title);
        const size_t from = MAX(date->start > 80 ? date->start - 80 : 0, apart ? line : 0);
        g_autofree char *before = view_string(view, from, date->start);
        return pattern_in(&other, before) || pattern_in(&to_come, before);
}

/* "No. <tab> Offence <tab> Date <tab> Plea": the days of other things. */
static bool
made_is_of_table(const View *view, const LabelHit *hit)
{
        static Pattern others = { .text =
                                      "(?i)\\b(?:offences?|charges?|plea|verdict|counts?|child\\w*|visits?|attempts?|"
                                      "documents?|events?|incidents?|sex|outcome)\\b" };
        const ViewLine *line = view_line(view, hit->line);
        g_autofree char *heading = view_string(view, line->start, line->end);
        return pattern_in(&others, heading);
}

/* "I certify this to be a true extract", "Clerk", "Date: 3 March 2026": the day of the copy. */
static bool
made_is_certified(const View *view, size_t at)
{
        enum { ABOVE = 5 }; /* lines */
        static Pattern copy = { .text =
                                    "(?i)\\b(?:certif(?:y|ied)|true (?:extract|copy)|(?:justices'|court) clerk|clerk "
                                    "(?:to|of) the|(?:proper|court) officer|officer of the (?:crown |county |family "
                                    ")?court|designated officer)\\b" };
        const unsigned line = view_line_at(view, at);
        const size_t from = view_line(view, line > ABOVE ? line - ABOVE : 0)->start;
        const size_t until = view_line(view, MIN(line + 1, view->lines->len - 1))->end;
        Match match;
        return pattern_find(&copy, view, from, until, &match);
}

/* "From: ...", "Date: 15 September 2026", "Subject: ...": the day of the mail that brought it. */
static bool
made_is_of_mail(const View *view, const LabelHit *hit)
{
        enum { AROUND = 4 }; /* lines */
        static Pattern from = { .text = "(?i)^[> ]*(?:from|sent|oddi wrth):(?!.*\\b(?:judge|recorder|justices?)\\b)" };
        static Pattern subject = { .text = "(?i)^[> ]*(?:subject|pwnc):" };
        bool sender = false, matter = false;
        const unsigned first = hit->line > AROUND ? hit->line - AROUND : 0;
        for (unsigned i = first; i < view->lines->len && i <= hit->line + AROUND; i++) {
                const ViewLine *line = view_line(view, i);
                g_autofree char *text = view_string(view, line->start, MIN(line->end, line->start + 24));
                sender = sender || pattern_in(&from, text);
                matter = matter || pattern_in(&subject, text);
        }
        return sender && matter;
}

/* "Hearing <tab> 10 November 2026, both parties represented": who came is told of a hearing that was. */
static bool
made_is_heard(const View *view, const LabelHit *hit, const LegalDate *date)
{
        static Pattern hearing = { .text = "(?i)^hearing\\b(?! \\d)" };
        static Pattern came = {
                .text = "(?i)^[,;]? ?[-(]?[^.;:]{0,50}?\\b(?:represented|present|attended|attending|appeared|in "
                        "person)\\b"
        };
        static Pattern to_come = { .text = "(?i)\\b(?:to|must|shall|will|should|may|if|not before)\\b" };
        g_autofree char *label = view_string(view, hit->label, MIN(hit->label + 12, hit->start));
        g_autofree char *rest = view_string(view, date->end, MAX(date->end, hit->end));
        return pattern_in(&hearing, label) && pattern_in(&came, rest) && !pattern_in(&to_come, rest);
}

static void
made_by_label(OrderReading *reading)
{
        const View *view = reading->view;
        const unsigned lines = view->lines->len;
        unsigned after_hearing = 0;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role == LABEL_NEXT)
                        after_hearing = hit->line + 6;
                LegalDate date;
                if (hit->start >= hit->end ||
                    !(hit->role == LABEL_MADE || hit->role == LABEL_HEARD || hit->role == LABEL_NEXT) ||
                    !legal_date_find(view->text, hit->start, MIN(hit->end, hit->start + 40), &date))
                        continue;
                if (hit->role == LABEL_NEXT) {
                        if (made_is_heard(view, hit, &date))
                                dates_put(reading, FIELD_MADE_ON, &date, 0.93);
                        continue;
                }
                /* a letter's own date, over "On 3 March you pleaded guilty" */
                static Pattern told = {
                        .text = "(?i)\\b\\d{4},? (?:at [^.;]{3,60} )?you (?:pleaded guilty|were (?:convicted|"
                                "sentenced|found guilty))\\b|\\b(?:made|imposed|granted) (?:an?|this|the) (?:[a-z-]+ "
                                "){0,4}(?:order|injunction) against you\\b"
                };
                g_autofree char *label = view_string(view, hit->label, hit->label + 12);
                const bool plain = g_ascii_strncasecmp(label, "date", 4) == 0 &&
                                   (label[4] == ':' || label[4] == ' ' || label[4] == '\0') &&
                                   g_ascii_strncasecmp(label, "date o", 6) != 0 &&
                                   g_ascii_strncasecmp(label, "date m", 6) != 0 &&
                                   g_ascii_strncasecmp(label, "date i", 6) != 0;
                if ((hit->weak && made_is_other(reading, &date)) || made_is_acted_on(view, &date))
                        continue;
                /* "Order of: 3 March" where another order is changed may be that one */
                static Pattern of = { .text = "(?i)^order of\\b" };
                if (reading->action != ACTION_MADE && pattern_in(&of, label))
                        continue;
                /* "Order varied <tab> Restraining order made on 17 April 2025": which one, and not when */
                static Pattern varied = { .text = "(?i)^order varied" };
                enum { WEEKDAY = 11 };
                if (pattern_in(&varied, label) && date.start > hit->start + WEEKDAY)
                        continue;
                if (plain && ((hit->form == LABEL_COLUMN && made_is_of_table(view, hit)) || made_is_of_mail(view, hit)))
                        continue;
                if (hit->weak) {
                        dates_put(reading, FIELD_MADE_ON, &date, hit->role == LABEL_HEARD ? 0.9 : 0.94);
                } else if (hit->role == LABEL_HEARD) {
                        if (hit->line < lines / 2 + 6)
                                dates_put(reading, FIELD_MADE_ON, &date, 0.94);
                } else if (!plain) {
                        /* the day on which it was drawn, where "Before Judge Ely on 3 March" says another */
                        const bool drawn = g_ascii_strncasecmp(label, "dated", 5) == 0;
                        const bool copied = drawn && made_is_certified(view, hit->label);
                        dates_put(reading, FIELD_MADE_ON, &date, copied ? MADE_DRAWN : drawn ? 0.955 : 0.985);
                } else if (hit->line >= after_hearing && !pattern_has(&told, view)) {
                        dates_put(reading, FIELD_MADE_ON, &date,
                                  made_is_certified(view, hit->label) ? MADE_DRAWN : 0.975);
                }
        }
}

static bool
made_is_target(const OrderReading *reading, const LegalDate *date)
{
        const FieldValue *target = reading->fields[FIELD_TARGET_MADE_ON];
        char iso[11];
        return target != NULL && g_str_equal(target->text, legal_date_iso(date, iso));
}

/* "District Judge Ely, on Friday the 3rd of March 2026, having read the papers, orders as follows": who opens the sentence did on
 * that day what its verb says. */
static void
made_by_subject(OrderReading *reading)
{
        enum { TRIES = 12, AHEAD = 40, BEHIND = 420 };
        static Pattern judge_on = { .text = "(?i)\\b" JUDGE_WORDS
                                            "(?:[^.;:()]|(?<=\\b(?-i:[A-Z]))\\.|\\([^()]{2,80}\\)){0,70}?[,)]? "
                                            "(?:on|this)(?: the)? (?=\\d|mon|tue|wed|thu|fri|sat|sun)" };
        /* what stands before the judge in the sentence leaves him its subject */
        static Pattern opens = {
                .text = "(?i)^(?:\\W|\\b(?:the|her|his|honou?rs?|deputy|assistant|senior|lay|district|family|circuit|"
                        "designated|mr|mrs|ms|miss|lord|lady|by|of|an?|bench|order|honourable|upon|and)\\b)*$"
        };
        static Pattern orders = {
                .text =
                    "(?i)^[^;]*?\\b(?:orders?(?: that| as follows| the\\b|:)|directs?(?: that|:)|ordered(?: that|:)|"
                    "makes|grants|decides|varies|extends|discharges|considered it (?:appropriate|necessary|right)|it "
                    "is "
                    "(?:hereby )?ordered|(?:(?:has |have )?(?:made|granted|imposed)) (?:this|the following))\\b"
        };
        const View *view = reading->view;
        Match match;
        LegalDate date;
        size_t from = 0;
        for (unsigned tries = 0; tries < TRIES && pattern_find(&judge_on, view, from, view->length, &match); tries++) {
                from = match.end[0];
                const size_t line = view_line(view, view_line_at(view, match.start[0]))->start;
                const bool apart = line == 0 || !view_wraps(view, line - 1);
                const size_t start = MAX(sentence_start(view, match.start[0]), apart ? line : 0);
                if (match.start[0] - start > AHEAD ||
                    !legal_date_find(view->text, match.end[0], MIN(view->length, match.end[0] + DATES_AFTER), &date))
                        continue;
                size_t left = start, until = MIN(view->length, date.end + BEHIND);
                view_whole(view, &left, &until);
                g_autofree char *lead = view_piece(view, start, match.start[0]);
                g_autofree char *rest = view_piece(view, date.end, until);
                if (pattern_in(&opens, lead) && pattern_in(&orders, rest) && !made_is_other(reading, &date) &&
                    !made_is_target(reading, &date))
                        dates_put(reading, FIELD_MADE_ON, &date, 0.955);
        }
}

/* "The court (Her Honour Judge Ely) on 23 October 2026, in order to protect ..., ordered that" */
static bool
made_is_told_of_court(const OrderReading *reading, const LegalDate *date, const char *after)
{
        static Pattern court_on = {
                .text = "(?:^|\\W)(?:[Tt]he|[Tt]his|THE|THIS) (?:\\p{L}+ ){0,2}(?:[Cc]ourt|COURT)(?:,? "
                        "(?:sitting )?(?:at|in) "
                        "[^.;(]{2,40}?)?(?: ?\\([^()]{3,80}\\))?,? (?:did |has )?(?:on|ON) (?:the )?$"
        };
        static Pattern orders = {
                .text = "(?i)^,?(?: [^.;]{0,220}?)? (?:(?:has |hereby |did )?order(?:s|ed)?\\b(?= that|:|,| "
                        "the| as)|"
                        "(?:made|makes|imposed|granted|varied|extended|discharged) (?:this|the|an?)\\b)"
        };
        const size_t least = date->start > 160 ? date->start - 160 : 0;
        g_autofree char *subject = view_piece(reading->view, least, date->start);
        return pattern_in(&court_on, subject) && pattern_in(&orders, after) && !made_is_other(reading, date) &&
               !made_is_target(reading, date);
}

/* "On 4 November 2026, on the claimant's application heard on notice, District Judge Ely, the defendant not attending, ordered that:" */
static bool
made_opens_deed(const OrderReading *reading, const LegalDate *date)
{
        enum { DEED = 400 }; /* octets between the day and what was done on it */
        static Pattern on = {
                .text = "(?:^|[.:\\n] ?)(?:\\d{1,2}[.)] )?(?:On|ON|Upon) (?:the )?(?:\\w+day,? (?:the )?)?$"
        };
        static Pattern deed = {
                .text =
                    "(?i)^[^;:]{0,300}?\\b" JUDGE_WORDS
                    "\\b(?:[^;:.]|(?<= (?-i:[A-Z]))\\.){0,200}?\\b(?:(?:it is |it was |has |hereby )?"
                    "order(?:s|ed)(?: that| as follows)? ?:|(?:made|makes|granted|grants) (?:this|the following)\\b|"
                    "ordered that (?:the )?[^.;:]{3,60}? (?:must not|shall not|be forbidden|is forbidden|be "
                    "prohibited|is prohibited)\\b)"
        };
        const View *view = reading->view;
        const size_t from = date->start > 30 ? date->start - 30 : 0;
        g_autofree char *lead = g_strndup(view->text + from, date->start - from);
        g_autofree char *rest = view_piece(view, date->end, MIN(view->length, date->end + DEED));
        return pattern_in(&on, lead) && pattern_in(&deed, rest) && !made_is_other(reading, date) &&
               !made_is_target(reading, date);
}

/* Where neither a label nor an opening says it: what stands behind the date, or the judge before it. */
static void
made_by_closing(OrderReading *reading)
{
        const View *view = reading->view;
        /* "On 16/02/2024, His Honour Judge X made this order"; "HHJ X, 21 February 2024" */
        size_t at = 0;
        LegalDate date;
        static Pattern signed_by = { .text = "(?i)" JUDGE_WORDS "[^.;:]{0,60}[,\\n ] ?(?:on )?$" };
        /* "20 November 2026, sitting in private" */
        static Pattern sat = {
                .text = "(?i)^,? \\(?(?:sitting|sat|in (?:private|public|chambers|open court|court \\w+))\\b"
        };
        static Pattern lay = { .text = "\\bJ\\.?P\\.?(?: and [^.;:]{0,40}J\\.?P)?,? ?$" };
        for (unsigned tries = 0; tries < 40 && legal_date_find(view->text, at, view->length, &date); tries++) {
                at = date.end;
                g_autofree char *after = view_piece(view, date.end, date.end + 340);
                /* a letter's own day, where it tells another */
                static Pattern letter = { .text = "^[^.;]{0,60}?\\b(?:Dear|Annwyl)\\b" };
                if (pattern_in(&letter, after) && day_is_told(view))
                        continue;
                /* "Date: 5 March 2026" over "On 3 March Judge Ely made an order": the nearer day is that of the deed */
                LegalDate next;
                const bool more = legal_date_find(view->text, date.end, MIN(view->length, date.end + 200), &next);
                g_autofree char *behind = more ? view_piece(view, next.end, next.end + 280) : g_strdup("");
                for (unsigned i = 0; i < G_N_ELEMENTS(made_closings); i++) {
                        if (pattern_in(&made_closings[i].pattern, after) &&
                            !(more && pattern_in(&made_closings[i].pattern, behind)) &&
                            !made_is_other(reading, &date) && !made_is_target(reading, &date))
                                dates_put(reading, FIELD_MADE_ON, &date, made_closings[i].confidence);
                }
                if (made_is_told_of_court(reading, &date, after) || made_opens_deed(reading, &date))
                        dates_put(reading, FIELD_MADE_ON, &date, 0.955);
                const unsigned line = view_line_at(view, date.start);
                /* "Cy Dale (8 August 1988)": a bracket belongs to what stands before it on its line */
                const bool bracket = date.start > 0 && view->text[date.start - 1] == '(';
                const size_t from =
                    MAX(date.start > 70 ? date.start - 70 : 0, bracket ? view_line(view, line)->start : 0);
                g_autofree char *before = view_string(view, from, date.start);
                g_autofree char *spaced = g_strconcat(before, " ", NULL);
                /* "District Judge Ely. Friday 3 March 2026. No notice was given": a sentence of its own behind the judge's */
                static Pattern behind_judge = { .text = "(?i)\\b" JUDGE_WORDS "[^.;:]{2,60}\\. (?:on )?$" };
                if (view->joined[date.end] == '.' && pattern_in(&behind_judge, spaced) &&
                    !made_is_other(reading, &date))
                        dates_put(reading, FIELD_MADE_ON, &date, 0.95);
                /* "Judge Ely <tab> 3 March 2026 <tab> both present" */
                g_autofree char *row = view_string(view, view_line(view, line)->start, date.start);
                g_autofree char *cells = g_strconcat(row, " ", NULL);
                /* a date may wrap: its own last line tells whether anything follows it */
                const unsigned last = view_line_at(view, date.end - 1);
                const bool line_end = date.end + 2 >= view_line(view, last)->end ||
                                      (view->text[date.end] == '\t' && pattern_in(&signed_by, cells)) ||
                                      pattern_in(&sat, after);
                if (line_end && (pattern_in(&signed_by, spaced) || pattern_in(&lay, spaced)) &&
                    !made_is_other(reading, &date) && !made_is_certified(view, date.start))
                        dates_put(reading, FIELD_MADE_ON, &date, 0.96);
        }
}

void
made_read(OrderReading *reading)
{
        const View *view = reading->view;
        made_by_label(reading);
        made_by_subject(reading);
        for (unsigned i = 0; i < G_N_ELEMENTS(made_openings); i++) {
                size_t from = 0;
                Match match;
                LegalDate date;
                for (unsigned tries = 0;
                     tries < 5 && pattern_find(&made_openings[i].pattern, view, from, view->length, &match); tries++) {
                        from = match.end[0];
                        const char before = match.start[0] == 0 ? '\n' : view->text[match.start[0] - 1];
                        if (made_openings[i].opens_line && before != '\n' && before != '\t') {
                                from = match.start[0] + 1; /* "NON-MOLESTATION ORDER" over "Made on" */
                                continue;
                        }
                        if (!legal_date_find(view->text, match.end[0], MIN(view->length, match.end[0] + DATES_AFTER),
                                             &date) ||
                            made_is_other(reading, &date))
                                continue;
                        if (made_is_target(reading, &date))
                                continue;
                        /* "An Officer of the Crown Court" over "Dated 3 March": the day of the paper, unless nothing better is told */
                        const bool copied = g_ascii_strncasecmp(view->joined + match.start[0], "dated", 5) == 0 &&
                                            made_is_certified(view, match.start[0]);
                        dates_put(reading, FIELD_MADE_ON, &date, copied ? MADE_DRAWN : made_openings[i].confidence);
                        break;
                }
        }
        if (!order_reading_has(reading, FIELD_MADE_ON) || reading->fields[FIELD_MADE_ON]->confidence <= MADE_DRAWN)
                made_by_closing(reading);
}
