#include "parsers/order/title.h"

#include "base/text.h"
#include "parsers/order/citation.h"
#include "parsers/order/pattern.h"

#include <string.h>

enum { TITLE_WORDS = 40 };

typedef struct {
        char *printed[TITLE_WORDS];
        char *folded[TITLE_WORDS];
        unsigned count;
} Words;

static void
title_words_clear(Words *words)
{
        for (unsigned i = 0; i < words->count; i++) {
                g_free(words->printed[i]);
                g_free(words->folded[i]);
        }
}

static void
title_words_read(Words *words, const char *text)
{
        words->count = 0;
        for (const char *at = text; *at != '\0' && words->count < TITLE_WORDS;) {
                const char *start = at;
                while (*at != '\0' && g_unichar_isalnum(g_utf8_get_char(at)))
                        at = g_utf8_next_char(at);
                if (at > start && at - start < 40) {
                        words->printed[words->count] = g_strndup(start, (gsize) (at - start));
                        words->folded[words->count] = text_fold(words->printed[words->count]);
                        words->count++;
                }
                if (*at != '\0')
                        at = g_utf8_next_char(at);
        }
}

static bool
title_like(const char *word, const char *wanted)
{
        const size_t length = strlen(wanted);
        if (g_str_equal(word, wanted))
                return true;
        return length >= 7 && strlen(word) + 2 >= length && text_distance(word, wanted, 2) <= 2;
}

static bool
title_near(const Words *words, unsigned at, unsigned reach, const char *wanted)
{
        for (unsigned i = at + 1; i < words->count && i <= at + reach; i++) {
                if (title_like(words->folded[i], wanted) || text_distance(words->folded[i], wanted, 1) <= 1)
                        return true;
        }
        return false;
}

static bool
title_order_near(const Words *words, unsigned at, unsigned reach)
{
        return title_near(words, at, reach, "order") || title_near(words, at, reach, "orders") ||
               title_near(words, at, reach, "gorchymyn");
}

static const struct {
        const char *word; /* upper case as printed */
        OrderType type;
} abbreviations[] = {
        { "NMO", ORDER_TYPE_NON_MOLESTATION },
        { "NMOS", ORDER_TYPE_NON_MOLESTATION },
        { "NONMOL", ORDER_TYPE_NON_MOLESTATION },
        { "RO", ORDER_TYPE_RESTRAINING },
        { "OO", ORDER_TYPE_OCCUPATION },
        { "PSO", ORDER_TYPE_PROHIBITED_STEPS },
        { "SPO", ORDER_TYPE_STALKING_PROTECTION },
        { "FMPO", ORDER_TYPE_FORCED_MARRIAGE_PROTECTION },
        { "FGMPO", ORDER_TYPE_FGM_PROTECTION },
        { "FGM", ORDER_TYPE_FGM_PROTECTION },
        { "DAPO", ORDER_TYPE_DOMESTIC_ABUSE_PROTECTION },
        { "FL404A", ORDER_TYPE_NON_MOLESTATION },
};

static OrderType
title_abbreviation(const Words *words, unsigned i)
{
        const char *printed = words->printed[i];
        /* R/O, N.M.O. and O/O come apart at their strokes. */
        if (g_str_equal(printed, "R") && i + 1 < words->count && g_str_equal(words->printed[i + 1], "O"))
                return ORDER_TYPE_RESTRAINING;
        if (g_str_equal(printed, "N") && i + 2 < words->count && g_str_equal(words->printed[i + 1], "M") &&
            g_str_equal(words->printed[i + 2], "O"))
                return ORDER_TYPE_NON_MOLESTATION;
        for (unsigned k = 0; k < G_N_ELEMENTS(abbreviations); k++) {
                if (g_str_equal(printed, abbreviations[k].word))
                        return abbreviations[k].type;
                /* the longer ones are unmistakable in small letters too */
                if (strlen(abbreviations[k].word) >= 3 && g_ascii_strcasecmp(printed, abbreviations[k].word) == 0)
                        return abbreviations[k].type;
        }
        return ORDER_TYPE_UNCLASSIFIED;
}

static OrderType
title_word_type(const Words *words, unsigned i)
{
        const char *word = words->folded[i];
        const char *before = i > 0 ? words->folded[i - 1] : "";
        const bool non = g_str_equal(before, "non") || g_str_equal(before, "none") || g_str_equal(before, "anti") ||
                         g_str_equal(before, "nom");
        if (title_like(word, "molestation") || title_like(word, "mollestation") || title_like(word, "nonmolestation") ||
            g_str_equal(word, "molestu") ||
            (non && (g_str_has_prefix(word, "molest") || g_str_has_prefix(word, "molast") || g_str_equal(word, "mol") ||
                     g_str_equal(word, "mols"))))
                return ORDER_TYPE_NON_MOLESTATION;
        if ((title_like(word, "occupation") && title_order_near(words, i, 4)) || title_like(word, "anheddu"))
                return ORDER_TYPE_OCCUPATION;
        /* "civil restraining order" is a layman's civil restraint order */
        if (g_str_equal(word, "atal") && g_str_equal(before, "gorchymyn"))
                return ORDER_TYPE_RESTRAINING;
        if (title_like(word, "restraining") && !g_str_equal(before, "civil") &&
            (title_order_near(words, i, 2) || words->count <= 3))
                return ORDER_TYPE_RESTRAINING;
        if ((title_like(word, "prohibited") || title_like(word, "prohibitive") || title_like(word, "prohibative") ||
             title_like(word, "prohibitory")) &&
            title_near(words, i, 1, "steps"))
                return ORDER_TYPE_PROHIBITED_STEPS;
        if (title_like(word, "stalking") && (title_near(words, i, 1, "protection") || title_order_near(words, i, 2)))
                return ORDER_TYPE_STALKING_PROTECTION;
        if ((title_like(word, "marriage") && (title_like(before, "forced") || g_str_has_prefix(before, "force"))))
                return ORDER_TYPE_FORCED_MARRIAGE_PROTECTION;
        if (title_like(word, "mutilation") && title_like(before, "genital"))
                return ORDER_TYPE_FGM_PROTECTION;
        if (title_like(word, "domestic") && title_near(words, i, 1, "abuse") && title_near(words, i, 2, "protection"))
                return ORDER_TYPE_DOMESTIC_ABUSE_PROTECTION;
        return title_abbreviation(words, i);
}

void
title_add(TitleTypes *types, OrderType type)
{
        for (unsigned i = 0; i < types->count; i++) {
                if (types->types[i] == type)
                        return;
        }
        if (types->count < TITLE_TYPES)
                types->types[types->count++] = type;
}

TitleTypes
title_types(const char *text)
{
        Words words;
        TitleTypes types = { .count = 0 };
        title_words_read(&words, text);
        bool injunction = false;
        for (unsigned i = 0; i < words.count; i++) {
                const OrderType type = title_word_type(&words, i);
                if (type != ORDER_TYPE_UNCLASSIFIED)
                        title_add(&types, type);
                injunction = injunction || title_like(words.folded[i], "injunction") ||
                             title_like(words.folded[i], "injunctive") || g_str_equal(words.folded[i], "gwaharddeb");
        }
        if (types.count == 0 && injunction)
                title_add(&types, ORDER_TYPE_INJUNCTION);
        title_words_clear(&words);
        return types;
}

/* Openings of titles of papers that are no orders; the first that fits decides. */
static const struct {
        const char *opening;
        DocumentKind kind;
} openings[] = {
        { "statement of service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "certificate of service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "affidavit of service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "proof of service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "statement of personal service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "record of service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "declaration of service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "certificate of personal service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "statement of non-service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "certificate of non-service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "statement of attempted service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "service report", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "notice of service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "witness statement of service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "witness statement of attempted service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "witness statement of personal service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "witness statement of non-service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "witness statement as to service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "affidavit of attempted service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "certificate of attempted service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "affidavit of personal service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "process server's statement", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "statement of process server", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "process server's report", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "report of service", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "fl415", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "fp6", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "tystysgrif cyflwyno", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "datganiad cyflwyno", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "datganiad o gyflwyno", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "tystysgrif gyflwyno", DOCUMENT_KIND_STATEMENT_OF_SERVICE },
        { "power of arrest", DOCUMENT_KIND_POWER_OF_ARREST },
        { "fl406", DOCUMENT_KIND_POWER_OF_ARREST },
        { "pŵer i arestio", DOCUMENT_KIND_POWER_OF_ARREST },
        { "application for", DOCUMENT_KIND_APPLICATION },
        { "fl401", DOCUMENT_KIND_APPLICATION },
        { "c100", DOCUMENT_KIND_APPLICATION },
        { "c1a", DOCUMENT_KIND_APPLICATION },
        { "witness statement", DOCUMENT_KIND_APPLICATION },
        { "first witness statement", DOCUMENT_KIND_APPLICATION },
        { "statement of", DOCUMENT_KIND_APPLICATION },
        { "first statement of", DOCUMENT_KIND_APPLICATION },
        { "statement in support", DOCUMENT_KIND_APPLICATION },
        { "sworn statement", DOCUMENT_KIND_APPLICATION },
        { "affidavit of", DOCUMENT_KIND_APPLICATION },
        { "d11", DOCUMENT_KIND_APPLICATION },
        { "notice of application", DOCUMENT_KIND_APPLICATION },
        { "fl403", DOCUMENT_KIND_APPLICATION },
        { "n16a", DOCUMENT_KIND_APPLICATION },
        { "c8", DOCUMENT_KIND_CONFIDENTIAL_DETAILS },
        { "confidential contact details", DOCUMENT_KIND_CONFIDENTIAL_DETAILS },
        { "confidential details", DOCUMENT_KIND_CONFIDENTIAL_DETAILS },
        { "confidential address", DOCUMENT_KIND_CONFIDENTIAL_DETAILS },
        { "apply to keep your contact details confidential", DOCUMENT_KIND_CONFIDENTIAL_DETAILS },
        { "general form of undertaking", DOCUMENT_KIND_UNDERTAKING },
        { "undertaking", DOCUMENT_KIND_UNDERTAKING },
        { "n117", DOCUMENT_KIND_UNDERTAKING },
        { "notice of hearing", DOCUMENT_KIND_OTHER },
        { "notice of proceedings", DOCUMENT_KIND_OTHER },
        { "fl402", DOCUMENT_KIND_OTHER },
        { "fl416", DOCUMENT_KIND_OTHER },
        { "fl435", DOCUMENT_KIND_OTHER },
        { "fl408", DOCUMENT_KIND_OTHER },
        { "warrant of arrest", DOCUMENT_KIND_OTHER },
        { "case summary", DOCUMENT_KIND_OTHER },
        { "position statement", DOCUMENT_KIND_OTHER },
        { "skeleton argument", DOCUMENT_KIND_OTHER },
        { "civil restraint order", DOCUMENT_KIND_OTHER },
        { "extended civil restraint order", DOCUMENT_KIND_OTHER },
        { "general civil restraint order", DOCUMENT_KIND_OTHER },
        { "domestic abuse protection notice", DOCUMENT_KIND_OTHER },
        { "invoice", DOCUMENT_KIND_OTHER },
        { "fax cover", DOCUMENT_KIND_CORRESPONDENCE },
        { "response to", DOCUMENT_KIND_OTHER },
};

/* "FORM FL415 - ", "Form C8: ", "SEALED", "DRAFT" and the like before the title proper. */
static const char *
title_skip(const char *folded)
{
        static const char *const fillers[] = { "form ",  "sealed ", "draft ",  "copy ",     "- ",
                                               "the ",   "hmcts ",  "(",       "\"",        ": ",
                                               "final ", "this ",   "signed ", "combined ", "ffurflen " };
        for (bool moved = true; moved;) {
                moved = false;
                for (unsigned i = 0; i < G_N_ELEMENTS(fillers); i++) {
                        if (g_str_has_prefix(folded, fillers[i])) {
                                folded += strlen(fillers[i]);
                                moved = true;
                        }
                }
        }
        return folded;
}

/* Words that make a sentence of a line: no title holds them. */
static Pattern sentence = {
        .text = "(?i)\\b(must|shall|will|was|were|has|have|had|attached|enclos\\w*|please|apply|"
                "applies|application|breach\\w*|"
                "you|we|our|i|am|any|if|which|that|please|served|serve|serving|warning|read|notify|dear|re:"
                "|who|whoever|notes?|costs|lasts|runs|applied|told|case)\\b"
};

static Pattern verbs = { .text = "(?i)\\b(?:is|was|were|are|has|have|had|must|shall|will|please|you|we|given|enclosed|"
                                 "attached to (?:paragraph|the|this|a)|expires|lasts|applies)\\b" };

static bool
title_reads(const char *folded, Title *title)
{
        const char *from = title_skip(folded);
        /* "Certificate of service on page 3": where another paper is */
        static Pattern points = {
                .text =
                    "\\b(?:on|at|see|overleaf|to) (?:the )?(?:page|sheet|back|reverse|last page|next page|follow)\\b|"
                    "\\boverleaf$"
        };
        if (pattern_in(&points, folded))
                return false;
        /* "County court bailiff's certificate of service", "Statement of substituted service" */
        static Pattern service = {
                .text = "^(?:[\\w'-]+ ){0,6}?(?:certificate|statement|affidavit|affirmation|proof|record|report|note) "
                        "(?:of|as "
                        "to|regarding|re) (?:the )?(?:personal |attempted |conducting |effecting |substituted "
                        "|substitute |alternative "
                        "|non-?)*service(?: (?:of|by|on|upon|fl|form|and)\\b.{0,60}|[ ,:-].{0,12})?$"
        };
        /* "Statement that the respondent was told of the order" */
        static Pattern told = {
                .text =
                    "^(?:[\\w'-]+ ){0,3}?(?:certificate|statement|confirmation|record|note) that (?:the )?(?:said )?"
                    "(?:respondent|defendant|[\\w '-]{3,40}?) (?:was|has been|had been) (?:personally |duly "
                    ")?(?:served|"
                    "told|informed|notified|made aware|present|in court)\\b.{0,60}$"
        };
        if ((!pattern_in(&sentence, folded) && pattern_in(&service, folded)) || pattern_in(&told, folded)) {
                title->kind = DOCUMENT_KIND_STATEMENT_OF_SERVICE;
                return true;
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(openings); i++) {
                const size_t length = strlen(openings[i].opening);
                if (!g_str_has_prefix(from, openings[i].opening) || g_ascii_isalnum(from[length]))
                        continue;
                const char *rest = from + length;
                /* "FL401 Application for: a non-molestation order": the form says by its number what it is */
                const bool form = openings[i].kind == DOCUMENT_KIND_APPLICATION && g_ascii_isdigit(rest[-1]) &&
                                  g_str_has_prefix(rest + strspn(rest, " -"), "application");
                if ((strchr(rest, ':') != NULL && !form) || g_str_has_prefix(rest, " truth") ||
                    g_str_has_prefix(rest, " means") || pattern_in(&verbs, rest))
                        return false;
                title->kind = openings[i].kind;
                return true;
        }
        return false;
}

static Pattern deed = {
        .text =
            "(?i)\\b(?:it is (?:hereby )?ordered|court (?:hereby )?(?:orders|ordered|varies|extends|discharges|grants|"
            "granted|made|imposed|prohibits)|orders? (?:was |is )?made|ordered (?:that|by|on)|made (?:by|on|before)|"
            "(?:is|was) granted|result|(?:upon|after) (?:hearing|reading|considering)|before:? (?:his|her|hhj|d?dj|"
            "district|deputy|judge|recorder|mr|mrs|ms|the hon|justices|magistrates)|sitting (?:in|at|on) private)\\b"
};

/* What of the page lies below the line; true when a court does something there. */
static bool
title_over_deed(const View *view, unsigned index, size_t *ret_end)
{
        unsigned last = index;
        while (last + 1 < view->lines->len && !view_line(view, last + 1)->page_top)
                last++;
        Match match;
        *ret_end = view_line(view, last)->end;
        return pattern_find(&deed, view, view_line(view, index)->start, *ret_end, &match);
}

/* "Application for: a non-molestation order" with no form's number: an application where the paper asks and nothing in it is done by
 * a court. In an order the line says what was applied for. */
static bool
title_asks(const View *view, unsigned index, const char *folded)
{
        static Pattern label = { .text = "^\\W*(?:notice of )?applications? (?:for|to the court for)\\s*:" };
        static Pattern judge = {
                .text = "(?i)\\b(?:judge|recorder|hhj|d?dj|justices|magistrates(?!'? court)|mr justice|mrs justice)\\b"
        };
        static Pattern asks = {
                .text = "(?i)\\b(?:i (?:am |wish to |would like to "
                        ")?(?:apply|applying|ask|seek)|(?:applicant|claimant) (?:asks|"
                        "applies|seeks|requests)|are you (?:asking|applying)|your (?:full "
                        ")?(?:name|details|address|solicitor)|"
                        "statement of truth|signature|signed(?=:)|to be (?:issued|completed)|if known|about you)\\b"
        };
        size_t end = 0;
        Match match;
        if (!pattern_in(&label, folded) || title_over_deed(view, index, &end))
                return false;
        return pattern_find(&asks, view, view_line(view, index)->start, end, &match) ||
               !(pattern_has(&deed, view) || pattern_has(&judge, view));
}

/* "Information for parties: what happens after a non-molestation order": a sheet that explains. */
static Pattern explains = {
        .text = "^\\W*(?:important )?(?:information (?:for|about|on|sheet|leaflet|regarding)|guidance "
                "(?:for|on|about|notes?)|"
                "guide (?:to|for)|notes? (?:for|on|about)|advice (?:for|to|on)|help (?:for|with)|frequently asked|"
                "what (?:happens|to do|you need|is|are|if)|how to)\\b"
};

static Pattern order_words = { .text = "(?i)\\b(order|orders|injunction|fl404[ab]?|gorchymyn|n16|c43)\\b|"
                                       "^\\W*(?:nmo|dapo|fmpo|fgmpo)\\W*$|\\bdvpo\\b" };
static Pattern generic = {
        .text =
            "(?i)^((?:interim )?(?:domestic violence protection order|dvpo)\\b.*|amended, discharged or varied "
            "order|general order on an injunction case|notice of order|memorandum "
            "of (an )?(entry|conviction)|"
            "order under (?:part (?:iv|4|4a)|sections? \\d+\\w?(?:\\(\\d\\))?) of the (?:family law act|protection "
            "from harassment "
            "act|sentencing (?:act|code)|stalking protection act|domestic abuse act|children act)(?: \\d{4})?|order "
            "varying .*|order "
            "discharging .*|order of the "
            "court|fl404b\\b.*|order to vary .*|order extending .*)"
};

static Pattern general = { .text = "(?i)^(?:fl404b ?[-:]? ?)?general order on an injunction case$" };

/* Whether text[start, end) of the line reads as a title. */
static bool
title_of_piece(const View *view, unsigned index, size_t start, size_t end, Title *ret_title)
{
        Title title = { .kind = DOCUMENT_KIND_ORDER, .line = index };
        if (end - start > TITLE_LINE)
                return false;
        g_autofree char *text = view_string(view, start, end);
        g_autofree char *folded = text_fold(text);
        const char *from = title_skip(folded);
        /* "To: forces that keep FGM protection orders", "FAO the non-molestation order desk": whom a letter is for */
        static Pattern addressed = {
                .text = "^\\W*(?:(?:to|from|cc|sent to|subject|recipients?|department|team)\\s*:|(?:fao|f\\.a\\.o|attn|"
                        "attention|for (?:the )?attention)\\b)"
        };
        /* "2. The non-molestation order made on 3 March is extended to": what becomes of an order that it names */
        static Pattern becomes = {
                .text =
                    "\\border (?:made|dated|granted|of|on)\\b.{3,60}? (?:is|are|be|stands|shall be)(?: hereby| now| "
                    "further)? (?:varied|extended|discharged|revoked|set aside|continued|amended)\\b"
        };
        size_t page_end = 0;
        if (pattern_in(&explains, folded)) {
                title.types = title_types(text);
                title.kind = DOCUMENT_KIND_CORRESPONDENCE;
                *ret_title = title;
                return title.types.count > 0 && !title_over_deed(view, index, &page_end);
        }
        if (pattern_in(&addressed, folded) || pattern_in(&becomes, folded))
                return false;
        /* "Type of order: Non-Molestation Order", "Result <tab> Restraining Order. Protection from Harassment Act 1997" */
        static Pattern labelled = {
                .text = "(?i)^(type of order|order type|kind of order|result|order title|title|order)\\s*:?\\s"
        };
        const bool label = pattern_in(&labelled, text);
        const bool asks = !label && title_asks(view, index, from);
        if (asks)
                title.kind = DOCUMENT_KIND_APPLICATION;
        if (asks || (!label && title_reads(folded, &title))) {
                title.types = title_types(text);
                *ret_title = title;
                return true;
        }
        const size_t length = strlen(folded);
        if ((!label && length > 0 && folded[length - 1] == '.') ||
            (!label && (length > 110 || (pattern_in(&sentence, folded) && !pattern_in(&general, from)))))
                return false;
        title.types = title_types(text);
        /* its name says "injunction" of every kind; the operative words say which */
        if (pattern_in(&general, from) && title.types.count == 1 && title.types.types[0] == ORDER_TYPE_INJUNCTION)
                title.types.count = 0;
        TitleTypes cited = { .count = 0 };
        if ((title.types.count == 0 || (title.types.count == 1 && title.types.types[0] == ORDER_TYPE_INJUNCTION)) &&
            citation_is_title(text, &cited))
                title.types = cited;
        if (!pattern_in(&order_words, folded) || (title.types.count == 0 && !pattern_in(&generic, from)))
                return false;
        *ret_title = title;
        return true;
}

/* "After hearing counsel and after reading the" over "statement of the applicant dated 9 November": the rest of a sentence. */
static bool
title_goes_on(const View *view, unsigned index)
{
        static Pattern open_end = {
                .text = "(?i)\\b(?:the|an?|of|and|reading|considering|hearing|by|in|from|with|upon|her|his|that|"
                        "as|or|which|to)$"
        };
        if (index == 0 || view_line(view, index)->paragraph)
                return false;
        const ViewLine *above = view_line(view, index - 1);
        g_autofree char *text = view_string(view, above->start, above->end);
        return pattern_in(&open_end, g_strchomp(text));
}

bool
title_of_line(const View *view, unsigned index, Title *ret_title)
{
        enum { CELL = 60 }; /* octets */
        const ViewLine *line = view_line(view, index);
        if (title_of_piece(view, index, line->start, line->end, ret_title))
                return ret_title->kind != DOCUMENT_KIND_APPLICATION || !title_goes_on(view, index);
        /* "Prohibited Steps Order <tab> Case number: BN25P00346": a cell at the left, beside the court's */
        const char *tab = memchr(view->text + line->start, '\t', line->end - line->start);
        const size_t end = tab == NULL ? line->start : (size_t) (tab - view->text);
        Title title;
        if (end <= line->start || end - line->start > CELL ||
            memchr(view->text + line->start, ':', end - line->start) != NULL ||
            !title_of_piece(view, index, line->start, end, &title))
                return false;
        /* "Power of arrest <tab> Yes" answers a question, "Power of arrest <tab> Family Court: Dover" heads a form */
        static Pattern head = {
                .text =
                    "(?i)^\\W*(?:(?:name of )?court\\b|(?:in )?(?:the:? )?(?:[a-z' -]{2,30} )?(?:family|county|crown|"
                    "magistrates'?|high) court\\b|(?:our |court )?(?:case|claim|matter) ?(?:no|number|ref)|form )"
        };
        const bool form = title.kind == DOCUMENT_KIND_STATEMENT_OF_SERVICE ||
                          title.kind == DOCUMENT_KIND_POWER_OF_ARREST || title.kind == DOCUMENT_KIND_APPLICATION;
        g_autofree char *beside = view_string(view, end + 1, MAX(end + 1, line->end));
        if (form ? !pattern_in(&head, beside) : title.kind != DOCUMENT_KIND_ORDER || title.types.count == 0)
                return false;
        *ret_title = title;
        return true;
}

bool
title_find(const View *view, unsigned from, unsigned to, Title *ret_title)
{
        for (unsigned i = from; i < to && i < view->lines->len; i++) {
                if (title_of_line(view, i, ret_title))
                        return true;
        }
        return false;
}

void
title_join(const View *view, Title *title)
{
        Title next;
        unsigned second = title->line + 1;
        if (title->kind != DOCUMENT_KIND_ORDER || second >= view->lines->len)
                return;
        /* "Non-Molestation Order", "and", "Occupation Order": a line each */
        static Pattern joint = { .text = "(?i)^\\W*(?:and|&)\\W*$" };
        g_autofree char *between = view_string(view, view_line(view, second)->start, view_line(view, second)->end);
        const bool joined = pattern_in(&joint, between) && second + 1 < view->lines->len;
        second += joined;
        if (!title_of_line(view, second, &next) || next.kind != DOCUMENT_KIND_ORDER)
                return;
        const ViewLine *line = view_line(view, title->line), *below = view_line(view, second);
        g_autofree char *text = view_string(view, line->start, line->end);
        g_autofree char *after = view_string(view, below->start, below->end);
        /* "INJUNCTION" over "(Non-molestation order, Family Law Act 1996)": the line below says which */
        if (title->types.count == 1 && title->types.types[0] == ORDER_TYPE_INJUNCTION && next.types.count > 0 &&
            !joined) {
                title->types = next.types;
                return;
        }
        static Pattern open_end = { .text = "(?i)(?:\\band|&|,)$" };
        static Pattern going_on = { .text = "(?i)^(?:and|&)\\b" };
        if (title->types.count > 0 && !joined && !pattern_in(&open_end, text) && !pattern_in(&going_on, after))
                return;
        for (unsigned i = 0; i < next.types.count; i++)
                title_add(&title->types, next.types.types[i]);
}
