/* Which words of an order lead a list of terms, and which paragraph below them is a term. */
#include "parsers/order/lead.h"

#include "parsers/order/pattern.h"

#include <string.h>

#define PERSON "(?:respondents?|defendants?|offender|he|she|you|they|subject|person|husband|wife|father|mother|(?-i:P))"

static Pattern ban = { .text = "(?i)\\b" LEAD_FORBIDS };
static Pattern duty = { .text = "(?i)(?-i:\\b\\p{Lu}[\\p{L}'-]+ \\p{Lu}[\\p{L}'-]+)(?: \\([^()]{3,60}\\))? "
                                "(?:must|shall) (?:leave|vacate|move "
                                "out|surrender)\\b|\\b" PERSON "(?:,? \\(?(?-i:\\p{Lu})[^.;:]{1,50})?,? " LEAD_REQUIRES
                                "|^" LEAD_REQUIRES "|\\bto leave\\b|rhaid i'r atebydd" };
static Pattern ban_lead = {
        .text = "(?i)(?:" LEAD_FORBIDS
                "(?: (?:from|to))?|prohibited from|forbidden from|from)(?<rest>(?:[^.;]|(?<=[A-Z])\\.){0,160})$"
};
/* A lead that ends in what it forbids, whatever was said before: "having convicted him of the offence, ..., must not". */
static Pattern ban_tail = { .text = "(?i)\\b" LEAD_FORBIDS
                                    "(?: (?:from|to))?$|\\b(?:prohibits|forbids|restrains) [^.;:]{2,80}? "
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
            "evidence|(?:return|next|review) (?:date|hearing)|duration|the interim|liberty|you may|if you|if the|if "
            "he|if she|(?:a|the) power of "
            "arrest|the matter|the application|the claim\\b|the parties|the relevant child|the "
            "(?:respondent|defendant),? "
            "(?:born|is (?!(?:hereby |strictly |therefore |accordingly |further |also "
            ")?(?:forbidden|prohibited|restrained|barred|excluded|required|ordered|to|not to|not permitted|not "
            "allowed))|may (?!not)|was|has|had|shall "
            "have "
            "permission|resides|lives|do file)|"
            "either party|the hearing|permission|service|both parties|(?:the |an? )?solicitors?|an interpreter|the "
            "bundle|the "
            "case|hearing|penal|notes?\\b|dated|upon|and upon|further|a copy|statement|paragraphs?\\b|for the "
            "avoidance|except|in this order|the words|"
            "the reason|made|ordered|sealed|signed|warning|breach|you have|you are entitled|the electronic|"
            "electronic monitoring|the requirement|(?:until|by consent)\\b(?!.{0,90}\\b(?:(?:must|shall|may) "
            "not|forbidden|"
            "prohibited|restrained)\\b)|the prosecut|the police|(?:[a-z]+ ){1,3}police (?:shall|must|will)|any other|"
            "the costs|all other|compensation\\b|fined?\\b|(?:victim )?surcharge|community order|suspended sentence|"
            "no separate penalty|unpaid work|collection order|conditional discharge|absolute discharge|the "
            "child(?:ren)? (?:shall|do|live)|the respondent's|the defendant's|an "
            "application|cafcass|the (?:children's )?guardian|no person|"
            "within \\d+ days|it is declared|mae'r gorchymyn|case number|address|date|offence|claim)\\b"
};
/* Duties towards the court, not towards the person protected. */
static Pattern procedure = {
        .text = "(?i)\\b(?:file|serve|costs|disclose (?:to|by)|statements?\\b[^.]{0,30} (?:by|in response)|attend "
                "(?:the |this |any |a )?(?:court|hearing|"
                "next|final|return|further)|before the court|list(?:ed)? for|skeleton|bundle|apply "
                "to|acknowledge|informed of an address|may be served|address for service|"
                "(?:tell|inform|notify) the court)\\b"
};
/* Words to the reader of the order that forbid nothing of their own. */
static Pattern boiler = {
        .text =
            "(?i)(?:^|[.;:!] ?)(?:any (?:other )?person who|any(?:one|body)(?: else)? who|whoever)\\b|"
            /* "contact anyone who lives with her" forbids, "anyone who helps you to break it" warns */
            "\\b(?:any (?:other )?person|any(?:one|body)(?: else)?) who (?:knows|knowing|helps?|permits?|does|disobeys|"
            "breach|breaks|fails)\\w*|"
            "\\b(?:if you|this order must not|not be (?:read|construed)|whoever|must (?:not )?obey|you should|"
            "comply with (?:the )?(?:(?:terms|provisions) (?:of|in) )?(?:the )?(?:[a-z]+ )?(?:schedule|annex|appendix)|"
            "ordered not to do something|must not do it (?:him|her|it)self|"
            "contempt|criminal offence|may not be (?:used|published|disclosed)|does not "
            "prevent|shall not (?:prevent|apply(?! for)|affect)|guilty|"
            "(?:is|are|must|shall) not (?:to )?be (?:disclosed|revealed|published|reported)|not to be enforced|"
            "(?:restrained|prohibited|forbidden) (?:until|for) [^;:]{4,50} (?:for the purpose of|in order to|to) "
            "protect(?:ing)?\\b(?![^;]*(?:\\bfrom doing\\b|\\bfollowing\\b|:))|"
            /* what the Acts ask of everybody who is under such an order: his names and his home */
            "(?:notify|tell|inform|give|provide(?: to)?) (?:the )?police\\b[^.;]{0,70}\\b(?:names?(?:\\(s\\))?\\b"
            "[^.;]{0,50}\\bhome address|information (?:that is )?required (?:by|under) section)|"
            "child abduction|it may be|arrest(?:ed|able)?|without (?:being "
            ")?satisf|imprison\\w*|offence)\\b"
};

static bool
lead_is_generic(const char *text)
{
        return pattern_in(&not_term, text) || lead_is_boiler(text);
}

/* The words of the lead behind what forbids or requires: "go to" of "must not go to:". NULL where an item needs none. */
static char *
lead_rest(Pattern *pattern, const char *text)
{
        static Pattern aside = {
                .text = "(?i)^[ ,]*(?:\\([^()]{3,160}\\)[ ,]*(?:to|from)?[ ,]*)?(?:(?:comply with|keep to|obey|abide "
                        "by) (?:the following|these|all)\\b.*|(?:and|or)? "
                        "?(?:whether|yr? (?:ail |ddau )?(?:atebydd|diffynnydd)|either|directly|by "
                        "(?:himself|herself|themselves|any "
                        "means)|do(?=$)|do any|do all|do the following|doing (?:any |all )?(?:of )?(?:the "
                        "following|these)|the following|in any "
                        "(?:way|manner)|any of|himself|herself|personally|at any time|without|except|unless|during|for "
                        "(?:the|an?|\\w+ (?:years?|months?|weeks?))|until|as follows|under|pursuant to|by "
                        "(?:sections?|ss?\\.|virtue|this order)|in person "
                        "or)\\b.*)?$"
        };
        g_autoptr(GMatchInfo) info = NULL;
        if (!pattern_in(pattern, text) || !g_regex_match(pattern->regex, text, 0, &info))
                return NULL;
        g_autofree char *rest = g_match_info_fetch_named(info, "rest");
        return rest == NULL || pattern_in(&aside, rest) ? NULL : g_strdup(g_strstrip(rest));
}

Lead
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
        if ((pattern_in(&ban, text) && !lead_is_boiler(text)) || pattern_in(&ban_tail, text)) {
                *ret_rest = lead_rest(&ban_lead, text);
                return LEAD_BAN;
        }
        if (pattern_in(&duty_lead, text) && !lead_is_generic(text)) {
                *ret_rest = lead_rest(&duty_lead, text);
                return LEAD_DUTY;
        }
        if (pattern_in(&list_lead, text))
                return LEAD_LIST;
        return pattern_in(&court_lead, text) ? LEAD_COURT : LEAD_NONE;
}

bool
lead_fits(const char *text)
{
        static Pattern verb = {
                .text = "(?i)^(?:not |from |to "
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
                        "ask\\b|get\\b|arrange|persuad|invite|request|procur|incit|assist|help|hurt|harm|injur|beat|"
                        "strike|push|"
                        "stalk|linger|share|upload|ring\\b|talk|tell\\b|reply|respond|question|break|block|lock|let\\b|"
                        "tamper|photograph|film|record|track|monitor|impersonat|pretend|persist|"
                        "display|play|bang|trespass|gain|"
                        "force|punch|kick|hit|touch|meet|wait|stand|sit|travel|move|relocat|change|"
                        "apply|disclose|complete|participat)"
        };
        return strchr(text, ' ') != NULL && pattern_in(&verb, text);
}

bool
lead_is_heading(const char *text)
{
        static Pattern capitals = { .text = "^[\\p{Lu} ,&'()-]{3,60}:?$" };
        /* "What the respondent is not to do" */
        static Pattern asks = {
                .text = "(?i)^(?:what|things?|acts)\\b[^.;]{3,60}\\b(?:(?:not(?: to)?|never) do|forbidden|prohibited|"
                        "not allowed|restrained)\\W*$"
        };
        if (pattern_in(&asks, text))
                return true;
        return pattern_in(&capitals, text) && !pattern_in(&ban, text) && !lead_fits(text);
}

bool
lead_counts(Lead lead, const char *text)
{
        static Pattern own_duty = {
                .text = "(?i)^(?:the )?(?:respondent|defendant|applicant|claimant|he|she)\\b[^.;]{0,40}? "
                        "(?:shall|must|is to|do)\\b(?! "
                        "(?:not|never)\\b)"
        };
        const bool forbids = pattern_in(&ban, text), obliges = pattern_in(&duty, text);
        switch (lead) {
        case LEAD_BAN:
                /* "6. The Defendant shall pay the costs" behind a list of what he is forbidden: no part of it */
                if (pattern_in(&own_duty, text))
                        return obliges && !lead_is_generic(text) && !pattern_in(&procedure, text);
                return !lead_is_generic(text) || (forbids && !lead_is_boiler(text) && !pattern_in(&not_term, text));
        case LEAD_DUTY:
                return !lead_is_generic(text) && !pattern_in(&procedure, text);
        case LEAD_LIST:
                return !lead_is_generic(text);
        case LEAD_AWAY:
                return false;
        case LEAD_NONE:
        case LEAD_COURT:
                return !lead_is_generic(text) && (forbids || (obliges && !pattern_in(&procedure, text)));
        }
        return false;
}

bool
lead_is_boiler(const char *text)
{
        /* "must not commit an offence against her": it forbids, whatever it is that he must not do */
        static Pattern opens = { .text =
                                     "(?i)^(?:(?:the )?(?:respondent|defendant|offender|mother|father|he|she|you)s? "
                                     ")?(?:must not|shall not|"
                                     "not to|is forbidden to) "
                                     "(?:commit|assist|aid|encourage|incite|take part|help|plan|arrange)\\b" };
        return pattern_in(&boiler, text) && !pattern_in(&opens, text);
}

bool
lead_is_procedure(const char *text)
{
        return pattern_in(&procedure, text);
}

bool
lead_excepts(const char *text)
{
        static Pattern excepts = {
                .text = "(?i)\\b(?:save|except|unless|"
                        "otherwise than|other than|apart from|excepting)(?: (?:that (?:he|she|they|the "
                        "(?:respondent|defendant)) may|for|as follows|where|when|if|in the following "
                        "(?:cases?|circumstances)|by|through|to|in|only|either|the following))*[ :,-]*$"
        };
        return pattern_in(&excepts, text) && (pattern_in(&ban, text) || lead_fits(text));
}

bool
lead_forbids(const char *text, size_t *ret_end)
{
        return pattern_span(&ban, text, NULL, ret_end);
}
