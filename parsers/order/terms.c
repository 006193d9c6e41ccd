/* What the respondent must and must not do, term by term.
 *
 * A term is a paragraph of a list whose lead forbids or requires ("The defendant must not:"), or a paragraph that does
 * so itself. What else an order says in numbered paragraphs, its end, the next hearing, service, costs, is none. */
#include "parsers/order/terms.h"

#include "base/limits.h"
#include "parsers/order/clause.h"
#include "parsers/order/inline_item.h"
#include "parsers/order/paragraph.h"
#include "parsers/order/pattern.h"

#include <string.h>

/* What a lead makes of the items below it. */
typedef enum {
        LEAD_NONE,  /* nothing known: an item has to speak for itself */
        LEAD_COURT, /* "It is ordered that" */
        LEAD_LIST,  /* "Prohibitions" */
        LEAD_BAN,   /* "The defendant must not" */
        LEAD_DUTY,  /* "The defendant must" */
        LEAD_AWAY,  /* documents served, notes, recitals: nothing below is a term */
} Lead;

#define BAN                                                                                                            \
        "(?:must not\\b|must do nothing|shall not\\b|may not\\b|will not\\b|not to\\b|(?:is|are|be|being) (?:hereby "  \
        "|strictly "                                                                                                   \
        ")?(?:forbidden|prohibited|restrained|barred|excluded)|must never|no contact|"                                 \
        "(?:is|are) not (?:allowed|permitted) to|neither (?:respondent|defendant|party|of them) "                      \
        "(?:may|shall|must)\\b|"                                                                                       \
        "(?<=defendant )do not\\b|(?<=respondent )do not\\b|(?-i:\\p{Lu}[\\p{L}'-]+ \\p{Lu}[\\p{L}'-]+) do not\\b|"    \
        "stay away|keep away|must stay|must keep|ni chaiff|ni ddylai|rhaid iddo beidio|peidio \xC3\xA2)"
#define DUTY                                                                                                           \
        "(?:must|shall|is to|is required to|is ordered to|is directed to)(?: (?:immediately|also|forthwith|within "    \
        "[^.;:]{3,30}|by [^.;:]{3,40}?|on or before [^.;:]{3,30}),?)?"                                                 \
        " (?:leave|vacate|allow|return|surrender|attend|notify|comply|hand|deliver|provide|undergo|submit|engage|"     \
        "inform|remove|delete|take down|disclose|wear|participate|complete|co-operate|cooperate|permit|give up|"       \
        "report|register|live|reside|maintain|keep|remain|continue to|arrange|cease|stop|switch|release|destroy)\\b"
#define PERSON "(?:respondents?|defendants?|offender|he|she|you|they|subject|person|husband|wife|father|mother|(?-i:P))"

static Pattern ban = { .text = "(?i)\\b" BAN };
static Pattern duty = { .text =
                            "(?i)(?-i:\\b\\p{Lu}[\\p{L}'-]+ \\p{Lu}[\\p{L}'-]+) (?:must|shall) (?:leave|vacate|move "
                            "out|surrender)\\b|\\b" PERSON "(?: \\(?[\\p{Lu}][^.;:]{1,50})?,? " DUTY "|^" DUTY
                            "|\\bto leave\\b|rhaid i'r atebydd" };
static Pattern ban_lead = {
        .text = "(?i)(?:" BAN
                "(?: (?:from|to))?|prohibited from|forbidden from|from)(?<rest>(?:[^.;]|(?<=[A-Z])\\.){0,160})$"
};
/* A lead that ends in what it forbids, whatever was said before: "having convicted him of the offence, ..., must not". */
static Pattern ban_tail = { .text = "(?i)\\b" BAN "(?: (?:from|to))?$|\\b(?:prohibits|forbids|restrains) [^.;:]{2,80}? "
                                    "from\\b[^.;:]{0,90}$" };
static Pattern must_not_tail = { .text = "(?i)\\b(?:respondent|defendant|offender)\\b[^.;]* (?:must not|shall not)$" };
static Pattern duty_lead = {
        .text = "(?i)\\b" PERSON "(?: \\p{Lu}[^.;:]{1,60}?)?,? (?:(?:must|shall|is required to|is "
                "ordered to|is to)(?<rest>(?:[^.;]|(?<=[A-Z])\\.){0,120})|is ordered)$|(?:positive )?requirements?$|"
                "(?-i:\\p{Lu}[\\p{L}'-]+ \\p{Lu}[\\p{L}'-]+) is ordered$"
};
static Pattern list_lead = {
        .text = "(?i)(?:following "
                "(?:prohibitions?|terms?|conditions?|restrictions?|requirements?|order)[^:]{0,60}|(?:^|[.;] )(?:the "
                ")?(?:schedule "
                "of )?(?:the )?(?:prohibitions?|conditions?|restrictions?|terms?)(?: and "
                "(?:requirements|conditions|restrictions))?(?: of "
                "(?:the |this )?order)?(?: are| is)?(?: as follows)?|terms of (?:the|this) order(?: are)?(?: as "
                "follows)?|"
                "gorchmynnir)$"
};
static Pattern court_lead = { .text = "(?i)(?:orders?(?: that)?|ordered(?: (?:by consent )?that)?|directs?(?: "
                                      "that)?|(?:further )?declares?|follows|gorchymyn|order|orders and directions)$" };
static Pattern away_lead = {
        .text =
            "(?i)^(?:notes?|warning|recitals?|upon|and upon|definitions?|important|the parties|documents?|hearing|"
            "service|schedule of documents|exhibits?|you may|if you|costs|duration|case management|further "
            "directions)\\b|following (?:documents?|papers|persons|parties|reasons|evidence|offences?)\\b|"
            "\\b(?:served|sent|told|notify|attached|enclosed|means|includes?|because|reasons?|agree[sd]?|considered|"
            "read|recorded|relevant child(?:ren)? (?:are|is))$"
};
/* What numbered paragraphs of an order say beside its terms. */
static Pattern not_term = {
        .text =
            "(?i)^(?:(?:and |it is (?:further |also )?ordered |the court (?:further |also )?orders )*(?:that "
            ")?)?(?:this is an order|(?:this|the|these|"
            "said) (?!court (?:further |also )?orders\\b)(?:[a-z-]+ "
            "){0,3}?(?:orders?|injunctions?|prohibitions|requirements)\\b|it is (?:further )?recorded|"
            "the court\\b(?! orders)|whoever|anyone|any person|the applicants?\\b|the claimants?\\b|nothing |costs|no "
            "order|there (?:is|be|shall be|will "
            "be|are)|"
            "evidence|return date|duration|the interim|liberty|you may|if you|if the|if he|if she|(?:a|the) power of "
            "arrest|the matter|the application|the claim\\b|the parties|the relevant child|the "
            "(?:respondent|defendant),? "
            "(?:born|is (?!(?:hereby |strictly "
            ")?(?:forbidden|prohibited|restrained|barred|excluded|required|ordered|to|not to|not permitted|not "
            "allowed))|may (?!not)|was|has|had|shall "
            "have "
            "permission|resides|lives|do file)|"
            "either party|the hearing|permission|service|both parties|(?:the |an? )?solicitors?|an interpreter|the "
            "bundle|the "
            "case|hearing|penal|notes?\\b|dated|upon|and upon|further|a copy|statement|paragraphs?\\b|for the "
            "avoidance|except|in this order|the words|"
            "the reason|made|ordered|sealed|signed|warning|breach|you have|you are entitled|the electronic|"
            "electronic monitoring|the requirement|until|by consent|the prosecut|the police|any other|"
            "the costs|all other|the child(?:ren)? (?:shall|do|live)|the respondent's|the defendant's|an "
            "application|no person|"
            "within \\d+ days|it is declared|mae'r gorchymyn|case number|address|date|offence|claim)\\b"
};
/* Duties towards the court, not towards the person protected. */
static Pattern procedure = {
        .text = "(?i)\\b(?:file|serve|costs|disclose (?:to|by)|statements?\\b[^.]{0,30} (?:by|in response)|attend "
                "(?:the |this |any |a )?(?:court|hearing|"
                "next|final|return|further)|before the court|list(?:ed)? for|skeleton|bundle|apply to|acknowledge)\\b"
};
/* Words to the reader of the order that forbid nothing of their own. */
static Pattern boiler = { .text = "(?i)\\b(?:if you|this order must not|not be (?:read|construed)|whoever|anyone "
                                  "(?:who|else who)|must (?:not )?obey|you should|"
                                  "contempt|criminal offence|may not be (?:used|published|disclosed)|does not "
                                  "prevent|shall not (?:prevent|apply(?! for)|affect)|guilty|"
                                  "any person who|child abduction|it may be|arrest(?:ed|able)?|without (?:being "
                                  ")?satisf|imprison\\w*|offence)\\b" };

static bool
term_is_generic(const char *text)
{
        return pattern_in(&not_term, text) || pattern_in(&boiler, text);
}

/* The words of the lead behind what forbids or requires: "go to" of "must not go to:". NULL where an item needs none. */
static char *
lead_rest(Pattern *pattern, const char *text)
{
        static Pattern aside = {
                .text = "(?i)^[ ,]*(?:(?:and|or)? ?(?:whether|either|directly|by (?:himself|herself|themselves|any "
                        "means)|do(?=$)|do any|do all|do the following|doing (?:any |all )?(?:of )?(?:the "
                        "following|these)|the following|in any "
                        "(?:way|manner)|any of|himself|herself|personally|at any time|without|except|unless|during|for "
                        "the|until|as follows|in person or)\\b.*)?$"
        };
        g_autoptr(GMatchInfo) info = NULL;
        if (!pattern_in(pattern, text) || !g_regex_match(pattern->regex, text, 0, &info))
                return NULL;
        g_autofree char *rest = g_match_info_fetch_named(info, "rest");
        return rest == NULL || pattern_in(&aside, rest) ? NULL : g_strdup(g_strstrip(rest));
}

static Lead
lead_read(const char *printed, char **ret_rest)
{
        g_autofree char *text = g_strdup(printed);
        size_t length = strlen(text);
        while (length > 0 && strchr(" :.-,", text[length - 1]) != NULL)
                text[--length] = '\0';
        *ret_rest = NULL;
        /* "If you do not obey this order ... The court ordered that the defendant must not": the end of it leads */
        if (pattern_in(&away_lead, text) && !pattern_in(&must_not_tail, text))
                return LEAD_AWAY;
        if ((pattern_in(&ban, text) && !pattern_in(&boiler, text)) || pattern_in(&ban_tail, text)) {
                *ret_rest = lead_rest(&ban_lead, text);
                return LEAD_BAN;
        }
        if (pattern_in(&duty_lead, text) && !term_is_generic(text)) {
                *ret_rest = lead_rest(&duty_lead, text);
                return LEAD_DUTY;
        }
        if (pattern_in(&list_lead, text))
                return LEAD_LIST;
        return pattern_in(&court_lead, text) ? LEAD_COURT : LEAD_NONE;
}

/* Whether the words can follow "must not" or "must" as they are. */
static bool
term_speaks(const char *text)
{
        static Pattern verb = { .text = "(?i)^(?:not |from |to "
                                        ")?(?:\\p{L}+ing\\b|contact|communicat|approach|go\\b|enter|attend|use|threat|"
                                        "harass|pester|intimidat|"
                                        "molest|come|return|remain|loiter|follow|watch|spy|post|publish|send|telephone|"
                                        "text|email|e-mail|write|damage|"
                                        "destroy|instruct|encourage|cause|permit|allow|speak|visit|call|be\\b|have|"
                                        "do\\b|make|take|remove|dispose|sell|"
                                        "interfer|possess|own|carry|knock|phone|message|seek|try|attempt|engag|assault|"
                                        "abus|insult|swear|shout|"
                                        "refer|mention|leave|vacate|surrender|notify|comply|undergo|submit|provide|"
                                        "deliver|hand|wear|inform|the (?:respondent|defendant)|"
                                        "whether|directly|indirectly|behav|act|drive|park|live|reside|stay|keep|work|"
                                        "obstruct|prevent|set|access|"
                                        "tamper|photograph|film|record|track|monitor|impersonat|pretend|persist|"
                                        "display|play|bang|trespass|gain|"
                                        "force|punch|kick|hit|touch|meet|wait|stand|sit|travel|move|relocat|change|"
                                        "apply|disclose|complete|participat)" };
        return strchr(text, ' ') != NULL && pattern_in(&verb, text);
}

typedef struct {
        Paragraphs *paragraphs;
        GPtrArray *texts; /* of char*, the paragraphs' texts */
        GArray *leads;    /* of Lead, of those that lead */
        GPtrArray *rests; /* of char*, NULL where an item speaks without */
        TermList *list;
} TermReading;

/* The kind of the nearest paragraph above that says something, and the words above that the item needs (free with g_free):
 * "contact the applicant by" over "telephone". */
static Lead
term_lead(const TermReading *reading, const Paragraph *item, char **ret_rest)
{
        g_autofree char *rest = NULL;
        int at = item->parent;
        *ret_rest = NULL;
        for (unsigned tries = 0; at >= 0 && tries < 8; tries++) {
                const Lead lead = g_array_index(reading->leads, Lead, (guint) at);
                const Paragraph *above = paragraph_at(reading->paragraphs, (unsigned) at);
                const char *said = g_ptr_array_index(reading->rests, (guint) at);
                if (lead == LEAD_NONE && above->style != PARAGRAPH_PLAIN && rest == NULL) {
                        rest = g_strdup(g_ptr_array_index(reading->texts, (guint) at));
                        g_strchomp(g_strdelimit(rest, ":", ' '));
                } else if (said != NULL && (rest == NULL || !term_speaks(rest))) {
                        char *whole = rest == NULL ? g_strdup(said) : g_strconcat(said, " ", rest, NULL);
                        g_free(rest);
                        rest = whole;
                }
                if (lead != LEAD_NONE) {
                        *ret_rest = g_steal_pointer(&rest);
                        return lead;
                }
                at = above->parent;
        }
        return LEAD_NONE;
}

/* The item with the words of its lead where it means nothing without. New string. */
static char *
term_whole(const char *text, const char *rest)
{
        return rest != NULL && !term_speaks(text) ? g_strconcat(rest, " ", text, NULL) : g_strdup(text);
}

static bool
term_is_heading(const char *text)
{
        static Pattern capitals = { .text = "^[\\p{Lu} ,&'()-]{3,60}:?$" };
        return pattern_in(&capitals, text) && !pattern_in(&ban, text) && !term_speaks(text);
}

static bool
term_counts(Lead lead, const char *text)
{
        const bool forbids = pattern_in(&ban, text), requires = pattern_in(&duty, text);
        switch (lead) {
        case LEAD_BAN:
                return !term_is_generic(text) ||
                       (forbids && !pattern_in(&boiler, text) && !pattern_in(&not_term, text));
        case LEAD_DUTY:
                return !term_is_generic(text) && !pattern_in(&procedure, text);
        case LEAD_LIST:
                return !term_is_generic(text);
        case LEAD_AWAY:
                return false;
        case LEAD_NONE:
        case LEAD_COURT:
                return !term_is_generic(text) && (forbids || (requires && !pattern_in(&procedure, text)));
        }
        return false;
}

static void
term_add(TermReading *reading, const Paragraph *paragraph, const char *text, const char *rest)
{
        static const char *const joints[] = { "THAT ",
                                              "That ",
                                              "AND THAT ",
                                              "And that ",
                                              "and that ",
                                              "that ",
                                              "AND ",
                                              "and it is further ordered that ",
                                              "And it is further ordered that ",
                                              "it is ordered that ",
                                              "It is ordered that ",
                                              "IT IS ORDERED THAT ",
                                              "The court orders that ",
                                              "The Court orders that " };
        const char *from = text;
        for (unsigned i = 0; i < G_N_ELEMENTS(joints) && from == text; i++) {
                if (g_str_has_prefix(text, joints[i]))
                        from = text + strlen(joints[i]);
        }
        g_autofree char *own = term_whole(from, rest);
        size_t length = strlen(own);
        if (g_str_has_suffix(own, "; and") || g_str_has_suffix(own, ", and"))
                own[length -= 5] = '\0';
        else if (g_str_has_suffix(own, "; or") || g_str_has_suffix(own, ", or"))
                own[length -= 4] = '\0';
        while (length > 0 && strchr(";, ", own[length - 1]) != NULL)
                own[--length] = '\0';
        if (length < 3)
                return;
        const Term term = { .start = paragraph->start,
                            .end = paragraph->end,
                            .place = reading->list->len,
                            .text = g_steal_pointer(&own) };
        g_array_append_val(reading->list, term);
}

/* "must not (1) contact X; (2) go to Y": a list that runs on in one paragraph. */
static bool
term_add_inline(TermReading *reading, const Paragraph *paragraph, const char *text)
{
        static const struct {
                char kind, open, close;
        } forms[] = { { '1', '(', ')' }, { 'a', '(', ')' }, { 'i', '(', ')' },
                      { '1', ' ', ')' }, { 'a', ' ', ')' }, { '1', ' ', '.' } };
        enum { ITEMS = 20, ROMAN = 10 };
        for (unsigned f = 0; f < G_N_ELEMENTS(forms); f++) {
                char mark[INLINE_ITEM_MARK];
                inline_item_mark(mark, 1, forms[f].kind, forms[f].open, forms[f].close);
                const char *at = strstr(text, mark);
                if (at == NULL)
                        continue;
                g_autofree char *before = g_strndup(text, (gsize) (at - text));
                g_autofree char *rest = NULL;
                const char *start = at + strlen(mark);
                inline_item_mark(mark, 2, forms[f].kind, forms[f].open, forms[f].close);
                if (strstr(start, mark) == NULL)
                        continue;
                const Lead lead = lead_read(before, &rest);
                if (lead != LEAD_BAN && lead != LEAD_DUTY && lead != LEAD_LIST)
                        continue;
                for (unsigned n = 2; start != NULL && n <= ITEMS; n++) {
                        inline_item_mark(mark, n, forms[f].kind, forms[f].open, forms[f].close);
                        const char *next = forms[f].kind == 'i' && n > ROMAN ? NULL : strstr(start, mark);
                        g_autofree char *piece =
                            inline_item_text(start, next == NULL ? strlen(start) : (size_t) (next - start));
                        if (term_counts(lead, piece))
                                term_add(reading, paragraph, piece, rest);
                        start = next == NULL ? NULL : next + strlen(mark);
                }
                return true;
        }
        return false;
}
static void
term_list_clear(gpointer data)
{
        g_free(((Term *) data)->text);
}

static void
terms_of_lists(TermReading *reading)
{
        const GArray *items = reading->paragraphs->items;
        for (unsigned i = 0; i < items->len; i++) {
                const Paragraph *item = paragraph_at(reading->paragraphs, i);
                const char *text = g_ptr_array_index(reading->texts, i);
                if (item->style == PARAGRAPH_PLAIN || item->leads)
                        continue;
                g_autofree char *rest = NULL;
                const Lead lead = term_lead(reading, item, &rest);
                if (lead != LEAD_AWAY && term_add_inline(reading, item, text))
                        continue;
                g_autofree char *whole = term_whole(text, rest);
                if (term_is_heading(whole))
                        continue;
                if (term_counts(lead, whole))
                        term_add(reading, item, text, rest);
        }
}

/* A lead whose list has lost its numbers: "The defendant must not:" over lines that begin with a verb. */
static unsigned
terms_below(TermReading *reading, unsigned index)
{
        const GArray *items = reading->paragraphs->items;
        const Lead lead = g_array_index(reading->leads, Lead, index);
        const char *rest = g_ptr_array_index(reading->rests, index);
        unsigned i = index + 1;
        for (; i < items->len; i++) {
                const Paragraph *item = paragraph_at(reading->paragraphs, i);
                const char *text = g_ptr_array_index(reading->texts, i);
                const size_t length = strlen(text);
                const bool more = length > 0 && (text[length - 1] == ';' || g_str_has_suffix(text, "; and"));
                if (item->style != PARAGRAPH_PLAIN || !term_counts(lead, text) || item->leads ||
                    !(term_speaks(text) || (more && !g_ascii_isupper(text[0]))) || text[length - 1] == ':')
                        break;
                term_add(reading, item, text, rest);
        }
        return i;
}

/* "Restraining order: not to contact X; not to go to Y": the pieces that open with "not to", where there are several. */
static bool
term_add_pieces(TermReading *reading, const Paragraph *item, const char *text)
{
        static Pattern opens = { .text = "(?i)^(?:and )?not to\\b" };
        const char *low = strstr(text, "not to "), *high = strstr(text, "Not to ");
        const char *from = high != NULL && (low == NULL || high < low) ? high : low;
        const bool sentences = from != NULL && from == high && strstr(from, "; not to ") == NULL &&
                               (high == text || strchr(" :.", high[-1]) != NULL);
        if (from == NULL || (strstr(from, "; not to ") == NULL && !sentences))
                return false;
        g_auto(GStrv) pieces = g_strsplit(from, sentences ? ". " : ";", 40);
        for (unsigned i = 0; pieces[i] != NULL; i++) {
                char *stop = strstr(g_strstrip(pieces[i]), ". ");
                if (stop != NULL)
                        stop[1] = '\0'; /* what the entry says next */
                if (pattern_in(&opens, pieces[i]))
                        term_add(reading, item, pieces[i], NULL);
        }
        return true;
}

/* "Cy Dale must not threaten her; contact her; or go to ...": a term each where every piece can follow what forbids. */
static void
term_add_sentence(TermReading *reading, const Paragraph *item, const char *sentence)
{
        static Pattern joint = { .text = "^(?:and|or) " };
        size_t forbidden = 0;
        g_auto(GStrv) clauses =
            pattern_span(&ban, sentence, NULL, &forbidden) ? clause_split(sentence, forbidden) : NULL;
        for (unsigned i = 0; clauses != NULL && clauses[i] != NULL; i++)
                term_add(reading, item, clauses[i], NULL);
        if (clauses != NULL)
                return;
        g_auto(GStrv) pieces = g_strsplit(sentence, "; ", 20);
        bool speak = pieces[0] != NULL && pieces[1] != NULL && pattern_in(&ban, pieces[0]);
        for (unsigned i = 1; speak && pieces[i] != NULL; i++) {
                size_t length = 0;
                if (pattern_span(&joint, pieces[i], NULL, &length))
                        memmove(pieces[i], pieces[i] + length, strlen(pieces[i] + length) + 1);
                speak = term_speaks(pieces[i]);
        }
        for (unsigned i = 0; speak && pieces[i] != NULL; i++)
                term_add(reading, item, pieces[i], NULL);
        if (!speak)
                term_add(reading, item, sentence, NULL);
}

/* The sentences of a paragraph, a term each where each has the respondent for its subject; how long the order lasts is none. */
static void
terms_of_one(TermReading *reading, const Paragraph *item, const char *text, Pattern *subject)
{
        static Pattern lasts = {
                .text = "(?i)^(?:this|the) (?:[a-z-]+ ){0,2}(?:order|injunction)s? (?:(?:shall|will) )?(?:last|"
                        "end|expire|remain|continue|run|is in force|be in force)"
        };
        const char *from = text;
        for (const char *at = strstr(text, ". "); at != NULL && from != NULL; at = strstr(at + 1, ". ")) {
                const bool over = pattern_in(&lasts, at + 2);
                if (!over && !pattern_in(subject, at + 2))
                        continue;
                g_autofree char *sentence = g_strndup(from, (gsize) (at + 1 - from));
                term_add_sentence(reading, item, sentence);
                from = over ? NULL : at + 2;
        }
        if (from != NULL)
                term_add_sentence(reading, item, from);
}

/* Plain paragraphs of which the respondent is the subject. */
static void
terms_of_plain(TermReading *reading)
{
        static Pattern subject = {
                .text = "^(?:must not|shall not|must leave|is (?:hereby "
                        ")?(?:forbidden|prohibited))\\b|(?i)^(?:(?:and|that|the court orders(?: that)?|it is ordered "
                        "that|and it is further ordered "
                        "that),? )*"
                        "(?:(?:the (?:said |above[- ]named )?(?:respondent|defendant)(?: "
                        "\\(?\\p{Lu}[^.;:]{1,60}?)?|(?-i:[PR])),? "
                        "(?:(?:whether|by himself|and) [^.;:]{4,100}? )?(?:" BAN "|" DUTY ")|"
                        "you (?:must not\\b|shall not\\b|are (?:hereby )?(?:forbidden|prohibited))|"
                        "(?:by [^.;]{4,40}?,? )?(?-i:\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){1,3}) (?:must "
                        "not\\b|shall not\\b|may not\\b|must leave\\b|must vacate\\b|(?:is|be) "
                        "(?:hereby "
                        ")?(?:forbidden|prohibited|restrained)))"
        };
        const GArray *items = reading->paragraphs->items;
        for (unsigned i = 0; i < items->len; i++) {
                const Paragraph *item = paragraph_at(reading->paragraphs, i);
                const char *text = g_ptr_array_index(reading->texts, i);
                if (item->style != PARAGRAPH_PLAIN || item->leads)
                        continue;
                const Lead own = g_array_index(reading->leads, Lead, i);
                const char tail = text[0] == '\0' ? '\0' : text[strlen(text) - 1];
                if ((own == LEAD_BAN || own == LEAD_DUTY || own == LEAD_LIST) && (tail == ':' || tail != '.')) {
                        const unsigned next = terms_below(reading, i);
                        if (next > i + 1 || tail == ':') {
                                i = next - 1;
                                continue;
                        }
                }
                if (pattern_in(&boiler, text))
                        continue;
                if (pattern_in(&ban, text) &&
                    (term_add_inline(reading, item, text) || term_add_pieces(reading, item, text)))
                        continue;
                if (pattern_in(&procedure, text))
                        continue;
                if (pattern_in(&subject, text))
                        terms_of_one(reading, item, text, &subject);
        }
}

/* No list: "Cy Dale must not contact Ann Bell or go to ..." as sentences of running text. */
static void
terms_of_sentences(TermReading *reading)
{
        static Pattern forbids = {
                .text = "(?i)(?:must not|shall not|(?:is|are|be) (?:hereby )?(?:prohibited from|forbidden "
                        "(?:to|from)|restrained from)|must do nothing|must stay)\\b"
        };
        /* "On 3 September the court ordered that Cy Dale must not" */
        static Pattern recited = {
                .text = "(?i)^.{0,300}?\\b(?:orders?|ordered|directs?|directed|that)(?: and [a-z]+)? that "
                        "(?=.*\\b(?:must|shall|prohibited|forbidden|restrained)\\b)"
        };
        static Pattern you = { .text = "(?i)\\byou must not\\b" };
        const GArray *items = reading->paragraphs->items;
        for (unsigned i = 0; i < items->len; i++) {
                const Paragraph *item = paragraph_at(reading->paragraphs, i);
                const char *text = g_ptr_array_index(reading->texts, i);
                if (!pattern_in(&forbids, text))
                        continue;
                g_auto(GStrv) sentences = g_strsplit(text, ". ", 40);
                for (unsigned k = 0; sentences[k] != NULL; k++) {
                        if (!pattern_in(&forbids, sentences[k]) || pattern_in(&boiler, sentences[k]) ||
                            pattern_in(&you, sentences[k]))
                                continue;
                        size_t from = 0;
                        if (!pattern_span(&recited, sentences[k], NULL, &from))
                                from = 0;
                        g_autofree char *whole =
                            g_strconcat(sentences[k] + from, sentences[k + 1] == NULL ? "" : ".", NULL);
                        term_add_sentence(reading, item, whole);
                }
        }
}

static int
term_compare(gconstpointer a, gconstpointer b)
{
        const Term *x = a, *y = b;
        if (x->start != y->start)
                return x->start < y->start ? -1 : 1;
        return x->place < y->place ? -1 : x->place > y->place;
}

TermList *
terms_list(const View *view)
{
        g_autoptr(Paragraphs) paragraphs = paragraphs_new(view);
        g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GPtrArray) rests = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GArray) leads = g_array_new(FALSE, FALSE, sizeof(Lead));
        TermReading reading = { .paragraphs = paragraphs, .texts = texts, .leads = leads, .rests = rests };
        reading.list = g_array_new(FALSE, FALSE, sizeof(Term));
        g_array_set_clear_func(reading.list, term_list_clear);
        for (unsigned i = 0; i < paragraphs->items->len; i++) {
                char *text = paragraph_text(paragraphs, paragraph_at(paragraphs, i)), *rest = NULL;
                const Lead lead = lead_read(text, &rest);
                g_ptr_array_add(texts, text);
                g_ptr_array_add(rests, rest);
                g_array_append_val(leads, lead);
        }
        terms_of_lists(&reading);
        terms_of_plain(&reading);
        if (reading.list->len == 0)
                terms_of_sentences(&reading);
        g_array_sort(reading.list, term_compare);
        return reading.list;
}

static void
terms_put(OrderReading *reading, const TermList *list)
{
        const View *view = reading->view;
        size_t end = 0;
        if (list->len == 0)
                return;
        const size_t start = g_array_index(list, Term, 0).start;
        const unsigned page = view_line(view, view_line_at(view, start))->page;
        for (unsigned i = 0; i < list->len; i++) {
                const Term *term = &g_array_index(list, Term, i);
                if (view_line(view, view_line_at(view, term->start))->page == page)
                        end = term->end;
        }
        FieldValue *value = view_value(view, FIELD_PROHIBITIONS, NULL, start, end, reading->ocr ? 0.8 : 0.93);
        for (unsigned i = 0; i < list->len && value->items->len < LIMIT_LIST_ITEMS; i++)
                field_value_add(value, g_array_index(list, Term, i).text, NULL);
        order_reading_set(reading, value);
}

void
terms_read(OrderReading *reading)
{
        if (reading->action == ACTION_DISCHARGED)
                return;
        g_autoptr(GArray) list = terms_list(reading->view);
        terms_put(reading, list);
        excluded_read(reading, list);
}
