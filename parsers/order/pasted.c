#include "parsers/order/pasted.h"

#include "parsers/order/lead.h"
#include "parsers/order/mark.h"
#include "parsers/order/pattern.h"
#include "parsers/order/title.h"
#include "register/case_number.h"

enum {
        MARKS_NEEDED = 3,       /* of the court's print, beside title, court and operative words */
        MARKS_WITHOUT_FORM = 5, /* in a letter, where terms stand without the court's form of words */
        PRINT_OCTETS = 400,
        PASTED_LINES = 4000, /* of a body; an order is never that far down */
};

/* Somebody speaks: no order holds this. "Attached" alone is a power of arrest's. */
static Pattern speech = {
        .text =
            "(?i)\\b(?:dear (?!respondent)|yours (?:faithfully|sincerely|truly)|(?:kind|best|warm) (?:regards|wishes)|"
            "regards$|many thanks|thank you|thanks$|hello|good (?:morning|afternoon)|"
            "(?:our|your|my) (?:client|officer|non-?mol\\w*|occupation order|restraining "
            "order|ex\\b|draft|house|home|order\\b|colleague|e-?mail)|"
            "(?<!\\bthat )(?-i:I) (?:am|was|have|had|can|will|would|attach|attended|served|told|enclose|write|confirm|"
            "understand|need|think|received)\\b|i'(?:m|ve|ll) |contact (?:me|you)\\b|let me know|we'(?:ve|re|ll) |"
            "we (?:act|ask|await|seek|write|will|would|propose|enclose|attach|have|are|understand|confirm|represent|"
            "need|can|do not|received)\\b|"
            "please (?:find|see|let|add|await|note that we|acknowledge|confirm|send|advise|update|record)|"
            "order (?:is|are|was) (?:attached|enclosed)|(?:both|copy|copies) (?:is|are) (?:attached|enclosed)|"
            "(?:order|copy|statement) (?:to|will) (?:follow|be sent)|see (?:attached|below)|(?:wrote|writes):|"
            "^ ?(?:sent|subject|from|cc):)"
};
/* "His Honour Judge Ely, having read the statement, makes this NON-MOLESTATION ORDER": its title stands in its sentence. */
#define MADE_HERE "\\b(?:makes|has made) this (?:[\\p{L}-]+ ){0,4}(?i:order|injunction)\\b"
static Pattern made_here = { .text = MADE_HERE };
/* The operative words open a line of their own; in a letter they stand within a sentence. */
static Pattern orders = {
        .text =
            "^[\"' ]*(?:\\d{1,2}[.)]? |AND |By consent,? )?(?:(?:And )?[Ii]t is (?:hereby )?(?:further )?ordered|IT IS "
            "(?:HEREBY )?(?:FURTHER )?ORDERED|(?:This|The|THIS|THE) (?:[Cc]ourt|COURT) (?:hereby |HEREBY |now "
            "|therefore |"
            "further |FURTHER )?(?:orders|ORDERS|varies|extends|discharges|forbids|prohibits|made "
            "(?:the|these|this)|makes "
            "the)\\b|Order:?$|ORDERED|"
            "(?:PROHIBITIONS|Prohibitions)\\b|Mae'r [Ll]lys yn (?:gorchymyn|gwahardd)|You must (?:not|keep)|"
            "(?:The|THE) (?:order|ORDER) (?:of|dated|made) .{3,80}(?:varied|discharged|extended|set aside)|"
            "(?:The|Paragraphs?) [^.;]{0,60}\\border (?:of|dated|made|granted)\\b[^.;]{3,80} (?:is|be|are|shall "
            "be)(?: hereby)? (?:varied|discharged|extended|amended|set aside))|"
            "(?<!\\b[Tt]hat )\\bis (?:hereby )?ordered(?: as follows)?:$|"
            "\\b(?:makes?|made) the following (?:order|prohibition|injunction)s?[.:]?$|"
            /* "Mr Dale must not do any of these things:" over a list */
            "^(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\\.? |[Tt]he )?\\p{Lu}?[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){0,3} "
            "(?:must|shall|may) "
            "not\\b[^.;:]{0,60}:$|"
            /* a row of the court's table */
            "^(?:Conditions?|Terms?|Restrictions?|Requirements?|(?:Order )?[Dd]etails)(?: of (?:the |this )?order)?:? "
            "(?:\\(?\\w{1,2}[.)]{1,2} ?)?(?i:not to "
            "(?:contact|communicate|go|enter|attend|approach|come|be|use|harass)|"
            "(?:(?:the )?(?:defendant|respondent|offender|subject)|you) (?:must not|shall not|may not|is (?:prohibited|"
            "forbidden|not to)|are (?:prohibited|forbidden|not to)))\\b|" MADE_HERE
};
/* What an order acts on says its kind, where no title does: "IT IS ORDERED THAT", "1. The occupation order of 3 March is ...". */
static Pattern acts = {
        .text =
            "(?i)^[\"' ]*(?:\\(?\\w{1,3}[.)]{1,2} ?)?(?:that )?the (?:[a-z-]+ ){0,3}?(?:non-? ?molestation|occupation|"
            "restraining|prohibited steps|protection) order (?:of|dated|made|granted)\\b[^.;]{3,80} (?:is|be|shall be)"
            "(?: hereby)? (?:varied|discharged|extended|amended|continued|revoked|set aside)\\b"
};
static Pattern ordered = { .text = "(?i)^[\"' ]*(?:(?:and |by consent,? )*it is (?:hereby )?(?:further )?ordered|the "
                                   "court (?:hereby )?orders)\\b" };
static Pattern term = {
        .text = "^[\"' ]*(?:\\(?[0-9a-z]{1,3}[.)]{1,2} ?|\\d{1,2}[ \\t]{1,9}|[-*\\x{2022}] "
                "?|(?:Order|Terms|Prohibitions?|Details|Requirements?)(?: details| of order)?: "
                "?)?(?:The|THE|Y|P|R|You|YOU|That the|(?=Resp|Def)) ?(?i:"
                "(?:(?:respondent|resp|defendant|person "
                "bound|offender|subject|mother|father|husband|wife)\\b[^.:;]{0,60}? )?(?:must not|prohibited "
                "from|forbidden (?:to|from)|shall not|may not|"
                "is (?:hereby )?(?:forbidden|prohibited|restrained)|must (?:keep|do nothing|leave)|is ordered:|shall "
                "(?:obey|keep to|comply with) the(?:se)?|be (?:forbidden|"
                "prohibited|restrained)))|"
                /* "1. Not to contact ...", "2. Respondent not to go to ..." */
                "^[\"' ]*(?:\\(?[0-9a-z]{1,3}[.)]{1,2} ?)(?:(?:The )?(?:[Rr]espondent|[Dd]efendant),? )?(?i:not to "
                "(?:use|threaten|contact|communicate|go|enter|attend|approach|come|harass|molest|intimidate|pester|"
                "damage|be within|return|visit|remove))\\b"
};
static Pattern court = {
        .text =
            "(?i)(?:^court ?: ?\\p{L})|\\b(?:family court|magistrates'? ?court|crown court|county court|high "
            "court|llys teulu|llys y goron|"
            "llys ynadon|combined court|(?:hearing|justice|court) centre|court (?:sitting )?(?:at|in)|youth court)\\b"
};
static Pattern plain = { .text = "(?i)^(?:form )?(?:c21 ?[-:]? ?|n24 ?[-:]? ?|fl404b ?[-:]? ?)?(?:general (?:form of "
                                 "|)|domestic violence protection )?order\\W*$" };

/* What else the court prints, at the start of a line or as a label. */
static Pattern marks[] = {
        { .text = "(?i)(?:\\b(?:case|claim|court case|familyman|cause|matter|reference|urn)\\b ?(?:reference )?"
                  "(?:no|number|ref|n[\xc2\xb0\xc2\xba]|:)|^ ?no[.:]|\\brhif\\b|\\bcase ?: ?\\w*\\d|\\burn\\b)" },
        { .text =
              "(?i)(?:^|\\t|\\. ?)[^.]{0,90}?\\b(?:ordered on|order made|made on|made by|made this order|made the "
              "following|date (?:of order|order (?:was )?made|made|imposed)|dated?:? \\d|before|made:|imposed "
              "(?:on|by)|"
              "judge|hhj|d?dj|by the court|gerbron|recorder|justices|magistrates|granted (?:on|by)|sat (?:on|in))\\b" },
        { .text =
              "(?i)(?:\\b(?:the )?(?:\\d(?:st|nd) )?(?:applicant|respondent|defendant|claimant|offender|person bound|"
              "protected person)(?:'?s? name)? ?(?:\\(?\\w*\\)?)?(?::|\\t|$| is\\b)|important notice to|\\bparties\\b|"
              "\\bbetween\\b|\\bapplication of [^.;]{4,60} against\\b|^ ?r v "
              "|\\(?(?:applicant|respondent|claimant|defendant)\\)?(?:$|[;,])|atebydd|ceisydd)" },
        { .text = "(?i)\\b(?:act (?:19|20)\\d\\d|sentencing (?:act|code)|deddf|fla 1996|penal notice|warning "
                  "to|rhybudd)\\b" },
        { .text = "(?i)(?:\\b(?:this order|the order|this injunction|gorchymyn hwn|"
                  "(?:non-molestation|occupation|restraining|protection) order) (?:shall |will |is |to "
                  ")*(?:applies|appl(?:y|ied)"
                  "|last|remain|continue|expire|run|end|ceases? to|comes? to an end|stops? having|in force|have "
                  "effect|has effect|be in force|made for|made until)|"
                  "period of (?:the )?order|^\\W*(?:\\w{1,2}[.)] )?order to (?:run|last|remain|continue)\\b|\\border "
                  "end date\\b|\\border until \\d|\\b(?:remains?|lasts?|stays?|continues?|runs?) "
                  "[^.;]{0,30}\\buntil [^.;]{0,12}\\d|\\bin force (?:from|until)\\b|\\b(?:ends|expires) on \\d|"
                  "\\b(?:until further order|expiry date|expires|no fixed end date)\\b|"
                  "(?:varied|discharged|extended|revoked|set aside)\\b)" },
        { .text =
              "(?i)\\b(?:apply to (?:the court|vary|set aside)|liberty to|arresting officer|contempt of court|criminal "
              "offence|you may be (?:sent to prison|imprisoned)|imprisonment|set aside,? (?:or )?vary|no order (?:as "
              "to|for) costs|without notice|notified of|next hearing|further hearing|return (?:date|hearing))\\b" },
};

static char *
pasted_line(const View *view, unsigned index)
{
        const ViewLine *line = view_line(view, index);
        return view_string(view, line->start, MIN(line->end, line->start + PRINT_OCTETS));
}

static bool
pasted_line_is(const View *view, unsigned index, Pattern *pattern)
{
        g_autofree char *text = pasted_line(view, index);
        return pattern_in(pattern, text);
}

/* A court's name on a line that heads: a sentence that mentions a court is anybody's. */
static bool
pasted_names_court(const View *view, unsigned index)
{
        static Pattern talk = {
                .text = "(?i)\\b(?:today|yesterday|tomorrow|is listed|says|awaiting|reports?|attended)\\b"
        };
        g_autofree char *text = pasted_line(view, index);
        return pattern_in(&court, text) && !pattern_in(&talk, text);
}

/* The lines [from, to) are the court's own paper, by so many marks. */
static bool
pasted_is_paper(const View *view, unsigned from, unsigned to, unsigned needed)
{
        bool title = false, heads = false, commands = false, acting = false, found[G_N_ELEMENTS(marks)] = { false };
        for (unsigned i = from; i < to; i++) {
                Title line;
                title = title || (title_of_line(view, i, &line) && line.kind == DOCUMENT_KIND_ORDER) ||
                        pasted_line_is(view, i, &plain) || pasted_line_is(view, i, &made_here);
                heads = heads || pasted_names_court(view, i);
                commands = commands || (!title && pasted_line_is(view, i, &ordered));
                acting = acting || (!title && pasted_line_is(view, i, &acts));
                for (unsigned m = 0; m < G_N_ELEMENTS(marks); m++)
                        found[m] = found[m] || pasted_line_is(view, i, &marks[m]);
                /* a court's own number needs no label */
                CaseNumber number;
                const ViewLine *print = view_line(view, i);
                found[0] = found[0] || (case_number_find(view->text, print->start, print->end, &number) &&
                                        (number.kind == CASE_NUMBER_FAMILY || number.kind == CASE_NUMBER_REFERENCE));
        }
        unsigned count = 0;
        for (unsigned m = 0; m < G_N_ELEMENTS(marks); m++)
                count += found[m] ? 1 : 0;
        return (title || (commands && acting)) && heads && count >= needed;
}

/* "Judge Ely ordered that the respondent is forbidden" over "to do any of these, himself or through others:" and a list: the words
 * that lead it, over several lines. */
static bool
pasted_leads(const View *view, unsigned from, unsigned index)
{
        enum { ABOVE = 3 };
        Mark mark;
        const ViewLine *line = view_line(view, index);
        if (line->end == line->start || view->text[line->end - 1] != ':' || index + 1 >= view->lines->len ||
            !mark_read(view->text + view_line(view, index + 1)->start, &mark) || mark.weak)
                return false;
        unsigned first = index;
        while (first > from && first + ABOVE > index && !view_line(view, first)->paragraph)
                first--;
        g_autofree char *lead = view_string(view, view_line(view, first)->start, line->end);
        return lead_forbids(lead, NULL) && !lead_is_boiler(lead);
}

/* The lines [from, to), in which nobody speaks, are an order. A letter lists the terms too, under its own words. */
static bool
pasted_is_between(const View *view, unsigned from, unsigned to, bool letter)
{
        bool form = false, terms = false;
        for (unsigned i = from; i < to && !form; i++) {
                form = pasted_line_is(view, i, &orders);
                terms = terms || pasted_line_is(view, i, &term) || pasted_leads(view, from, i);
        }
        return (form || terms) && pasted_is_paper(view, from, to, form || !letter ? MARKS_NEEDED : MARKS_WITHOUT_FORM);
}

bool
pasted_is_order(const View *view)
{
        const unsigned lines = MIN(view->lines->len, PASTED_LINES);
        g_autofree bool *speaks = g_new0(bool, lines + 1);
        bool letter = false;
        for (unsigned i = 0; i < lines; i++) {
                speaks[i] = pasted_line_is(view, i, &speech);
                letter = letter || speaks[i];
        }
        speaks[lines] = true;
        unsigned from = 0;
        for (unsigned i = 0; i <= lines; i++) {
                if (!speaks[i])
                        continue;
                if (pasted_is_between(view, from, i, letter))
                        return true;
                from = i + 1;
        }
        return false;
}
