#include "parsers/order/paper.h"

#include "parsers/order/foreign.h"
#include "parsers/order/mark.h"
#include "parsers/order/pasted.h"
#include "parsers/order/pattern.h"
#include "parsers/order/proof.h"
#include "parsers/order/recited.h"
#include "parsers/order/refused.h"

enum {
        TOP_LINES = 16,  /* of a page: where a title of a new paper may stand */
        HEAD_LINES = 8,  /* above a title, in which its court is named */
        ANNEX_LINES = 3, /* above a title, in which it is called an annex */
        TITLE_OCTETS = 110,
};

void
paper_free(Paper *paper)
{
        if (paper == NULL)
                return;
        view_free(paper->view);
        g_free(paper);
}

static void
paper_add(GPtrArray *papers, const View *view, unsigned from, unsigned to, const Title *title, unsigned *second)
{
        const unsigned line = *second;
        *second = 0;
        if (from >= to)
                return;
        Paper *paper = g_new0(Paper, 1);
        paper->second = line > from && line < to ? line - from : 0;
        paper->view = view_slice(view, from, to);
        paper->kind = title == NULL ? DOCUMENT_KIND_OTHER : title->kind;
        paper->titled = title != NULL;
        if (title != NULL)
                paper->types = title->types;
        g_ptr_array_add(papers, paper);
}

static Pattern operative = {
        .text =
            "(?i)\\b(?:must not|(?:must|shall) (?:leave|vacate|stay away|keep away)|be (?:hereby "
            ")?forbidden|(?:judge|recorder|court|justices)\\b[^.;]{0,120}\\bordered "
            "that|shall not|(?:respondent|defendant) may not|is (?:hereby )?forbidden|is (?:hereby "
            ")?prohibited (?:from|until)|be (?:hereby )?prohibited from|it is ordered that|it is ordered|the "
            "court orders|the court "
            "(?:varies|extends|discharges)|is ordered:|prohibitions|must keep to these conditions|must do "
            "nothing|you are (?:not to|forbidden|prohibited)|is restrained from|not to be "
            "violent|(?:respondent|defendant|he|she) is not to|(?:respondent|defendant|offender|subject|mother|"
            "father) not to\\b|(?:order|injunction)\\b[^.;]{0,60} (?:shall |do |does |will |is to )?ceases? to have "
            "effect|terms of "
            "(?:the|this) order (?:are|is)|mae'r llys yn "
            "gorchymyn|not to (?:contact|approach|communicate|enter|harass|molest|pester|intimidate|threaten|go "
            "(?:to|near|"
            "within))\\b|no contact with|"
            "(?:order|injunction) (?:of|dated|made|granted)[^.;]{3,80} (?:(?:is|be|shall be|stands?|are)(?: hereby| "
            "now)? (?:varied|discharged|extended|set aside|revoked|continued|renewed|amended|cancelled|rescinded)|"
            "(?:shall|do|does|will|is to|to)(?: hereby| now)? (?:continue|remain in (?:full )?force|(?:have|be of) "
            "effect|stand)\\b)|"
            "paragraphs? \\(?\\d[^.;]{0,100}? (?:no longer appl(?:y|ies)|(?:is|are|be)(?: hereby)? "
            "(?:deleted|removed|varied|"
            "amended|revoked|discharged|suspended)))\\b"
};
static Pattern court_head = {
        .text = "(?i)\\b(?:family court|magistrates'? court|crown court|county court|high "
                "court|llys teulu|combined court|(?:family |civil )?(?:hearing|justice) centre|principal registry)\\b"
};
static Pattern role = {
        .text = "(?i)\\b(?:respondent|defendant|this (?:[a-z-]+ ){0,3}order|offender|atebydd|person bound|"
                "(?:non-? ?molestation|occupation|restraining|prohibited steps|stalking protection) order,? (?:was )?"
                "(?:made|granted|imposed|dated)\\b[^.;]{0,60}\\b(?:by|before) (?:an? |the "
                ")?(?:district|deputy|circuit|his|her|hhj|"
                "d?dj|mr|mrs|ms|recorder|judge|justices|magistrates|lay))\\b"
};
static Pattern process_server = {
        .text = "(?i)\\b(?:i (?:did|personally|served|gave|handed|attended|am a process server|am an enquiry "
                "agent|have served|duly served|effected|delivered|have been unable to (?:effect|serve)|was unable to "
                "(?:effect|"
                "serve)|called at|left the (?:sealed |said )?(?:non-molestation|order|papers|documents))|process "
                "server|enquiry agent|says:)\\b"
};
static Pattern served_words = {
        .text = "(?i)\\b(?:personally serve|personally served|served|gave into the "
                "hands|handed|service|serve|serving|took|left)\\b[^.]{0,200}\\b(?:order|injunction|document)"
};
static Pattern letter = {
        .text = "(?i)\\b(?:yours (?:faithfully|sincerely|truly)|dear (?:sirs?|colleagues?|team|madam|sir)|kind "
                "regards|please find (?:attached|enclosed)|enclosed:|kindly acknowledge|with compliments|we act for|we "
                "enclose|please "
                "see|annwyl (?:syr|gyfaill|gydweithwyr|bawb|d[iî]m)|yn gywir|yr eiddoch yn|amgaeir|gweler ynghlwm)\\b"
};
static Pattern applies = { .text =
                               "(?i)\\b(?:i (?:apply|am applying|make this (?:statement|application)|seek) |i am the "
                               "applicant|in support of my application)" };
static Pattern statement = { .text = "\\b(?:Witness )?[Ss]tatement of \\p{Lu}" };

/* The court's own words: an order stands in the text. */
static bool
paper_is_whole(const View *view)
{
        /* a list of which each paragraph counts, or whose subject is a letter */
        static Pattern list = { .text =
                                    "(?m)^[\"' ]*(?:\\(?\\d{1,2}[.)]|[RP] (?:must|shall|may) not\\b)|\\b(?:R|Rex|REX|"
                                    "[Tt]he King|THE KING) -?v\\.?-? \\p{Lu}" };
        static Pattern kind = {
                .text = "(?i)\\b(?:non-?\\s?molestation|occupation|restraining|prohibited steps|(?:stalking|forced "
                        "marriage|domestic abuse|fgm|genital mutilation) protection) (?:order|injunction)\\b"
        };
        static Pattern letters = { .text = "(?m)^A ?[:=-] ?\\p{Lu}.*\\n(?:.*\\n){0,2}R ?[:=-] ?\\p{Lu}" };
        return (pattern_has(&operative, view) || refused_is(view)) && pattern_has(&court_head, view) &&
               (pattern_has(&role, view) || pattern_in(&letters, view->text) ||
                (pattern_has(&kind, view) && pattern_in(&list, view->text)) ||
                title_by_act(view) != ORDER_TYPE_UNCLASSIFIED || title_by_label(view) != ORDER_TYPE_UNCLASSIFIED);
}

/* "Witness statement" heads the words of a process server too. */
static bool
paper_is_server(const View *view)
{
        static Pattern server = {
                .text = "(?i)\\b(?:process server|enquiry agent|bailiff|certificated enforcement agent|(?:did|to|duly) "
                        "personally serve|statement of service|i (?:duly |then )?personally served)\\b"
        };
        static Pattern applicant = { .text = "(?i)\\b(?:i am the applicant|in support of (?:my|the|an?) application|i "
                                             "make this statement in support of|i seek|i ask the court)\\b" };
        return pattern_has(&server, view) && pattern_has(&served_words, view) && !pattern_has(&applicant, view);
}

/* A court's letter that says all of an order itself: nothing comes with it, the Act is named, and the day and the judge. */
static bool
paper_is_told_by_court(const View *view)
{
        static Pattern brings = { .text = "(?i)\\b(?:attach\\w*|enclos\\w*|we act for|our client|acknowledge)\\b" };
        static Pattern made = { .text = "(?i)\\b(?:made|imposed|granted|necessary to (?:make|impose)) an? (?:[a-z-]+ "
                                        "){0,3}(?:order|injunction)\\b" };
        return !pattern_has(&brings, view) && pattern_has(&made, view) && title_by_act(view) != ORDER_TYPE_UNCLASSIFIED;
}

bool
paper_has_head(const View *view)
{
        static Pattern made = { .text =
                                    "(?i)\\b(?:ordered on|order made|order of|made by|made on|dated?|before|imposed|"
                                    "this court made|gorchmynnwyd)\\b" };
        return pattern_has(&court_head, view) && pattern_has(&made, view) && pattern_has(&role, view);
}

/* "The order is extended until 3 March", "the non-molestation order comes to an end today": what a judge makes of an order by
 * its kind, on a paper that forbids nothing of its own. */
static bool
paper_is_change(const View *view)
{
        static Pattern changes = {
                .text =
                    "(?i)\\b(?:order|injunction)\\b[^.;]{0,110}?\\b(?:(?:is|are|be|stands?)(?: hereby| now| further| "
                    "accordingly)* (?:varied|extended|discharged|revoked|set aside|continued|renewed|rescinded|"
                    "cancelled|terminated|brought to an end)|(?:shall|do|does|will|is to) (?:continue|remain in)|"
                    "continues (?:unchanged|in|until)|remains in|comes? to an end|ceases?\\b|no longer |falls? "
                    "away|(?:will |shall )?"
                    "lapses?\\b|of no (?:further |longer )?(?:force|effect)|at an end|is not "
                    "(?:renewed|extended|continued))|"
                    "\\bparagraphs? \\(?\\d[^.;]{0,100}? (?:is|are|shall)(?: to)?(?: now)?(?: be)? read\\b"
        };
        static Pattern kind = {
                .text = "(?i)\\b(?:non-? ?molestation|occupation|restraining|prohibited steps|(?:stalking|forced "
                        "marriage|domestic abuse|fgm|genital mutilation) protection) (?:order|injunction)\\b"
        };
        static Pattern judge = { .text = "(?i)\\b(?:judge|recorder|hhj|d?dj|justices|magistrates(?!'? court))\\b" };
        return pattern_has(&kind, view) && pattern_has(&changes, view) && pattern_has(&judge, view) &&
               paper_has_head(view);
}

/* "AND UPON READING the Statement of Service of Mr Hale IT IS ORDERED THAT": a statement is named, and the court acts. */
static bool
paper_is_statement(const View *view, bool order)
{
        static Pattern acts = {
                .text = "(?im)^[\"' ]*(?:\\d{1,2}[.)] ?)?(?:and |by consent,? |accordingly,? )*(?:it is (?:hereby "
                        ")?(?:further "
                        ")?ordered\\b|(?:this|the) court (?:hereby |now |further )?(?:orders|forbids|prohibits)\\b)|"
                        "\\b(?:reading|read|considering|considered|having regard "
                        "to|saw|seen)\\b[^.;:]{0,160}?\\bstatements? of\\b"
        };
        return pattern_has(&statement, view) && !(order && pattern_in(&acts, view->text));
}

/* What an untitled paper is, by its wording. */
static DocumentKind
paper_judge(const View *view)
{
        const bool order = paper_is_whole(view);
        if (pattern_has(&process_server, view) && pattern_has(&served_words, view) && !order)
                return DOCUMENT_KIND_STATEMENT_OF_SERVICE;
        if (pattern_has(&applies, view) || paper_is_statement(view, order))
                return DOCUMENT_KIND_APPLICATION;
        if (!order && !pattern_has(&operative, view) && proof_is(view))
                return DOCUMENT_KIND_STATEMENT_OF_SERVICE;
        if (pattern_has(&letter, view) && !(order && (paper_is_told_by_court(view) || recited_is_order(view))))
                return DOCUMENT_KIND_CORRESPONDENCE;
        return order || paper_is_change(view) ? DOCUMENT_KIND_ORDER : DOCUMENT_KIND_OTHER;
}

/* Somebody tells what he did about an order: "I, Ann Bell, enquiry agent, say as follows", whatever a line of it names. */
static bool
paper_is_told(const View *view)
{
        static Pattern teller = {
                .text = "\\bI, \\p{Lu}[\\p{L}'-]+ "
                        "[^.;:]{2,160}?\\b(?i:say|state|make|certify|confirm|declare|swear|affirm|depose|am)\\b"
        };
        return !pattern_has(&operative, view) &&
               ((pattern_has(&teller, view) && pattern_has(&served_words, view)) || proof_is(view));
}

/* "We send the restraining order for your records": a letter that names the order and has nothing of it. */
static bool
paper_is_cover(const View *view)
{
        static Pattern brings = {
                .text =
                    "(?i)\\b(?:enclos\\w+|attach(?:ed|ing)|herewith|accompanying|forward(?:ed|ing)?|received|obtained)"
                    "\\b"
                    "[^.;:]{0,40}?\\b(?:orders?|injunctions?|copy|copies)\\b|\\b(?:orders?|injunctions?|copy|copies)\\b"
                    "[^.;:]{0,40}? (?:is|are|as) (?:enclosed|attached|sent|forwarded)\\b|\\byour "
                    "(?:records|information|"
                    "attention|files?|systems?)\\b"
        };
        return pattern_has(&brings, view) && !pattern_has(&operative, view) && !pattern_has(&court_head, view) &&
               !pattern_has(&role, view) && !paper_is_change(view);
}

static bool
paper_line_is(const View *view, unsigned index, Pattern *pattern)
{
        const ViewLine *line = view_line(view, index);
        if (line->end - line->start > 60)
                return false;
        g_autofree char *text = view_string(view, line->start, line->end);
        return pattern_in(pattern, text);
}

/* An order has come to its end: a term, a warning, a date under it. */
static Pattern over = { .text = "(?i)\\b(?:until|warning|penal notice|costs|made by|by the court|expiry|up to "
                                "and including|period of order|dated|no fixed end date|berthnasol tan)\\b" };

/* "Annex A", "Schedule 1": what follows belongs to the paper before it, whatever its own title. */
static bool
paper_is_annexed(const View *view, unsigned index)
{
        static Pattern annex = { .text = "(?i)^ ?(?:annex(?:e|ure)?|schedule|appendix|atodlen)\\b[^.]{0,60}$" };
        for (unsigned i = index > ANNEX_LINES ? index - ANNEX_LINES : 0; i <= index; i++) {
                if (paper_line_is(view, i, &annex))
                        return true;
        }
        return false;
}

/* Where a paper begins whose title stands at index in the middle of a page: at the court that is named above it. */
static unsigned
paper_head_line(const View *view, unsigned start, unsigned index)
{
        unsigned first = index;
        for (unsigned i = index; i > start && i + HEAD_LINES > index; i--) {
                if (paper_line_is(view, i - 1, &court_head))
                        first = i - 1;
        }
        return first;
}

/* Paragraph 9 below the title of a page, and paragraph 8 was the last before it: a running header. */
static bool
paper_counts_on(const View *view, unsigned start, unsigned page_line, unsigned title)
{
        unsigned before = 0, after = 0;
        for (unsigned i = page_line; i > start && before == 0; i--)
                before = mark_numbered(view, view_line(view, i - 1));
        for (unsigned i = title + 1; i < view->lines->len && after == 0; i++)
                after = mark_numbered(view, view_line(view, i));
        return before > 0 && after == before + 1;
}

/* The last line of a page, as the order's name at the foot of each, or "About your restraining order", "What a restraining order
 * is": neither has an order below it. */
static bool
paper_heads_nothing(const View *view, unsigned index)
{
        static Pattern leaflet = { .text = "(?i)^\\W*(?:about|understanding|explaining|breaking|breaching|keeping "
                                           "to|obeying|what|how|why|when|"
                                           "where|who|if)\\b" };
        const unsigned below = index + 1;
        return (index > 0 && !view_line(view, index)->page_top &&
                (below >= view->lines->len || view_line(view, below)->page_top)) ||
               paper_line_is(view, index, &leaflet);
}

/* "... by further" over "order of the court." */
static bool
paper_ends_sentence(const View *view, unsigned index)
{
        return g_ascii_islower(view->text[view_line(view, index)->start]);
}

static bool
paper_is_same(const Title *current, const Title *found)
{
        return found->types.count == current->types.count &&
               (found->types.count == 0 || found->types.types[0] == current->types.types[0]);
}

/* Whether a court, a case, the people or a day stand between the title and what is ordered: not so where the order's name is but a
 * heading of the paper that has begun. */
static bool
paper_is_headed(const View *after)
{
        static Pattern own = {
                .text = "(?i)\\b(?:court|(?:case|claim|application) (?:no|number|ref)|orders? (?:made|dated|of)|made "
                        "(?:by|on)|"
                        "dated?|ordered on|before (?:his|her|hhj|d?dj|district|deputy|judge|recorder|mr|mrs|ms)|urn|"
                        "(?:applicant|respondent|defendant|offender|complainant)(?:'s "
                        "name)?(?=[:\\t\\n]))\\b|\\b[A-Z]{2}\\d\\d[FPCD]\\d{5}\\b"
        };
        Match match, head;
        const size_t stop = pattern_find(&operative, after, 0, after->length, &match) ? match.start[0] : after->length;
        return pattern_find(&own, after, 0, stop, &head);
}

/* True when the title at index, in the middle of a page, opens another paper: the one before it has come to its end, and
 * this one has all that its kind has. *ret_first: its first line. */
static bool
paper_begins_inside(const View *view, unsigned start, const Title *current, const Title *found, unsigned *ret_first)
{
        const unsigned first = paper_head_line(view, start, found->line);
        if (paper_ends_sentence(view, found->line) || first <= start + 2 || paper_is_annexed(view, found->line) ||
            paper_heads_nothing(view, found->line) || paper_counts_on(view, start, found->line, found->line))
                return false;
        g_autoptr(View) before = view_slice(view, start, first);
        g_autoptr(View) after = view_slice(view, first, MIN(view->lines->len, first + 40));
        *ret_first = first;
        if (current->kind == DOCUMENT_KIND_ORDER && !(pattern_has(&operative, before) && pattern_has(&over, before)))
                return false;
        if (found->kind == DOCUMENT_KIND_ORDER)
                return paper_has_head(after) && pattern_has(&operative, after) && pattern_has(&over, after) &&
                       (!paper_is_same(current, found) || paper_is_headed(after));
        if (found->kind == DOCUMENT_KIND_STATEMENT_OF_SERVICE)
                return current->kind == DOCUMENT_KIND_ORDER &&
                       (pattern_has(&role, after) || pattern_has(&process_server, after)) &&
                       pattern_has(&served_words, after);
        static Pattern arrest = { .text = "(?i)\\bpower of arrest\\b[^;]{0,300}\\b(?:expires|until|paragraph)" };
        return found->kind == DOCUMENT_KIND_POWER_OF_ARREST && current->kind == DOCUMENT_KIND_ORDER &&
               pattern_has(&court_head, after) && pattern_has(&arrest, after);
}

/* "Non-molestation order", its terms and its end, and below them "Occupation order", its terms and its end: two orders
 * under one head. */
static bool
paper_adds_order(const View *view, unsigned start, const Title *current, const Title *found)
{
        enum { HEADING = 40 };
        const ViewLine *line = view_line(view, found->line);
        if (current->kind != DOCUMENT_KIND_ORDER || found->kind != DOCUMENT_KIND_ORDER || current->types.count != 1 ||
            found->types.count != 1 || current->types.types[0] == found->types.types[0] ||
            line->end - line->start > HEADING || paper_is_annexed(view, found->line))
                return false;
        for (unsigned i = 0; i < 2; i++) {
                const OrderType type = i == 0 ? current->types.types[0] : found->types.types[0];
                if (type != ORDER_TYPE_NON_MOLESTATION && type != ORDER_TYPE_OCCUPATION)
                        return false;
        }
        static Pattern binds = { .text = "(?i)\\b(?:must|shall|is (?:hereby )?(?:forbidden|prohibited|ordered))\\b" };
        static Pattern ends = { .text = "(?i)\\b(?:until|expires?|ends)\\b" };
        g_autoptr(View) before = view_slice(view, start, found->line);
        g_autoptr(View) after = view_slice(view, found->line + 1, MIN(view->lines->len, found->line + 40));
        return pattern_has(&binds, before) && pattern_has(&ends, before) && pattern_has(&binds, after) &&
               pattern_has(&ends, after);
}

/* True when the title that stands at line opens another paper than the one that began at start: not a running header. */
static bool
paper_begins(const View *view, unsigned start, const Title *current, bool have, const Title *found, unsigned page_line)
{
        if (!have)
                return true;
        if (paper_is_annexed(view, found->line) && current->kind == DOCUMENT_KIND_ORDER)
                return false;
        if (paper_ends_sentence(view, found->line))
                return false;
        if (found->kind != current->kind)
                return true;
        if (found->kind != DOCUMENT_KIND_ORDER || paper_counts_on(view, start, page_line, found->line))
                return false;
        const bool same = paper_is_same(current, found);
        /* The same title again: a new order has a head of its own, with a court and a date, a running header has not. */
        g_autoptr(View) before = view_slice(view, start, page_line);
        g_autoptr(View) page = view_slice(view, page_line, MIN(view->lines->len, page_line + 40));
        const bool head = paper_has_head(page);
        if (!same)
                return head || found->line - page_line < 4;
        return head && pattern_has(&over, before) && pattern_has(&operative, page);
}

/* A letter that has closed, with an order behind it where no page begins. */
static bool
paper_closes_letter(const View *view, unsigned index)
{
        static Pattern closing = { .text =
                                       "(?i)^ ?(?:yours (?:faithfully|sincerely|truly)|(?:with )?kind regards)\\b" };
        if (!paper_line_is(view, index, &closing))
                return false;
        g_autoptr(View) rest = view_slice(view, index + 1, view->lines->len);
        return paper_is_whole(rest);
}

/* What a paper of a document is, by its title where it has one. */
static DocumentKind
paper_kind(const Paper *paper)
{
        if ((paper->kind == DOCUMENT_KIND_ORDER || !paper->titled) &&
            (foreign_is(paper->view) || foreign_is_leaflet(paper->view)))
                return DOCUMENT_KIND_OTHER;
        if (!paper->titled)
                return paper_judge(paper->view);
        if (paper->kind == DOCUMENT_KIND_APPLICATION && paper_is_server(paper->view))
                return DOCUMENT_KIND_STATEMENT_OF_SERVICE;
        if (paper->kind == DOCUMENT_KIND_ORDER && paper_is_told(paper->view))
                return paper_judge(paper->view);
        if (paper->kind == DOCUMENT_KIND_ORDER && paper_is_cover(paper->view))
                return DOCUMENT_KIND_CORRESPONDENCE;
        return paper->kind;
}

/* The text of a mail is an order or somebody's words. */
static DocumentKind
paper_body_kind(const Paper *paper, PaperPlace place)
{
        const bool other = paper->titled && paper->kind != DOCUMENT_KIND_ORDER;
        const bool order = !other && (pasted_is_order(paper->view) ||
                                      (place == PAPER_PLACE_MAIL_ALONE && recited_is_order(paper->view)));
        return order && !foreign_is(paper->view) ? DOCUMENT_KIND_ORDER : DOCUMENT_KIND_CORRESPONDENCE;
}

static bool
paper_letter_goes_on(const View *view, unsigned index, bool open)
{
        static Pattern opens = { .text = "(?i)^ ?(?:dear|annwyl)\\b" };
        static Pattern closes = {
                .text = "(?i)^ ?(?:yours\\b|(?:with )?(?:kind|best|warm)? ?regards\\b|many thanks|yn gywir|cofion)"
        };
        if (view_line(view, index)->page_top || (open && paper_line_is(view, index, &closes)))
                open = false;
        return open || paper_line_is(view, index, &opens);
}

/* A cheap look before the dear one. */
static bool
paper_may_be_title(const View *view, unsigned index)
{
        static Pattern words = { .text = "(?i)order|injunction|service|arrest|gorchymyn|fl4" };
        const ViewLine *line = view_line(view, index);
        Match match;
        return line->end - line->start <= TITLE_OCTETS && pattern_find(&words, view, line->start, line->end, &match);
}

GPtrArray *
papers_split(const View *view, PaperPlace place)
{
        const bool body = place != PAPER_PLACE_FILE;
        GPtrArray *papers = g_ptr_array_new_with_free_func((GDestroyNotify) paper_free);
        unsigned start = 0, top = 0;
        unsigned second = 0;      /* line of a second order's name under the head of the first */
        bool seen = false;        /* this page's title */
        bool letter_open = false; /* between "Dear" and the close: what stands there is what the letter is about */
        bool closed = false;      /* the letter in front */
        Title current, found;
        bool have = false;
        for (unsigned i = 0; i < view->lines->len && !body; i++) {
                if (view_line(view, i)->page_top) {
                        top = i;
                        seen = false;
                } else if (!have && !closed && paper_closes_letter(view, i)) {
                        closed = true;
                        top = i + 1;
                        seen = false;
                }
                letter_open = paper_letter_goes_on(view, i, letter_open);
                if (letter_open)
                        continue;
                if (seen || i >= top + TOP_LINES) {
                        unsigned first = i;
                        if (!have || !paper_may_be_title(view, i) || !title_of_line(view, i, &found))
                                continue;
                        if (paper_begins_inside(view, start, &current, &found, &first)) {
                                title_join(view, &found);
                                paper_add(papers, view, start, first, &current, &second);
                                start = top = first;
                                current = found;
                                seen = true;
                        } else if (second == 0 && paper_adds_order(view, start, &current, &found)) {
                                title_add(&current.types, found.types.types[0]);
                                second = found.line;
                        }
                        continue;
                }
                if (!title_of_line(view, i, &found) || (top > start && paper_heads_nothing(view, i)))
                        continue;
                seen = true;
                title_join(view, &found);
                /* "Type of order" in a label table of the order itself is no new paper */
                if (paper_begins(view, start, &current, have, &found, top) &&
                    !(have && top == view_line_at(view, view_line(view, start)->start))) {
                        if (have || top > start)
                                paper_add(papers, view, start, top, have ? &current : NULL, &second);
                        start = top;
                        current = found;
                        have = true;
                } else if (!have) {
                        current = found;
                        have = true;
                }
        }
        if (body && title_find(view, 0, view->lines->len, &found)) {
                current = found;
                have = true;
        }
        if (view->lines->len > 0)
                paper_add(papers, view, start, view->lines->len, have ? &current : NULL, &second);
        for (unsigned i = 0; i < papers->len; i++) {
                Paper *paper = g_ptr_array_index(papers, i);
                paper->kind = body ? paper_body_kind(paper, place) : paper_kind(paper);
        }
        return papers;
}
