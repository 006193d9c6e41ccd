#include "parsers/mail/signature.h"

#include "parsers/mail/own_words.h"
#include "parsers/order/pattern.h"
#include "parsers/order/view.h"

/* What a signature tells of where its writer is found: "T: 01632 960105 | DX 7105", "www.firm.example", "Direct line ...". */
static Pattern contact = {
        .text =
            "^\\W{0,3}(?:(?:t|tel|tel no|telephone(?: no| number)?|ph|phone|mob|mobile|m|f|fax|direct (?:line|dial|tel"
            "ephone|number)|d|ddi?|dl|switchboard|reception|office|main|landline|ext(?:ension)?|(?:office|work|direct) "
            "(?:tel|phone|mobile)|ffon|ff\\S{1,3}n|ffacs|symudol|llinell uniongyrchol)\\b\\W{0,4}[+(]{0,2}\\d[\\d "
            "().]{2,}"
            "|[+(]{0,2}0\\d[\\d ().]{7,}(?:$|\\W{1,3}(?:\\||[a-z]\\b|ext|www|dx))|dx:? ?\\d{2,6}\\b|(?:w|web(?: "
            "?site)?|"
            "gwefan):? (?:https?|www)|(?:https?:|www\\.)|(?:e|email|e bost):? \\S+@\\S+$|\\S+@\\S+\\.\\S+$)"
};
/* The formula over the writer's name. */
static Pattern closing = {
        .text =
            "^(?:(?:with |and )?(?:(?:my|our|very|many|kind|kindest|warm|warmest|best|all|every good) ){0,3}(?:regards|"
            "wishes)|yours (?:very )?(?:faithfully|sincerely|truly|ever)|(?:faithfully|sincerely|respectfully) ?"
            "(?:yours)?|yn (?:gywir|ddiffuant|ddidwyll)|cofion(?: gorau| cynnes)?|dymuniadau gorau|kr|brgds|rgds|bw)\\b"
            "\\W{0,3}(?:[\\w'.]+\\W{0,2}){0,4}$"
};
static Pattern greeting = { .text =
                                "^(?:dear|hi|hiya|hello|hey|good (?:morning|afternoon|evening|day)|morning|afternoon|"
                                "annwyl|bore da|prynhawn da|helo)\\b" };
/* What people add below their name. */
static Pattern added = {
        .text =
            "^p\\.? ?p?\\.? ?s\\b|\\b(?:he|him|his|she|her|hers|i|me|my|im|ive|last night|tonight|today|yesterday|this "
            "(?:morning|afternoon|evening)|just now|right now|forgot|outside)\\b"
};
/* "(she/her)", and whom every footer speaks of */
static Pattern either = { .text = "\\b(?:she (?:and|or)? ?her(?: hers)?|he (?:and|or)? ?him(?: his)?|they (?:and|or)? "
                                  "?them(?: theirs)?|(?:he or she|she or he)|(?:him or her|her or him)|(?:his or hers?|"
                                  "her or his))\\b" };
/* "Got it by accident?" "Not meant for you?": a footer asks it, and what stands behind it says what to do then. */
static Pattern astray = {
        .text =
            "^(?:(?:have|did) you )?(?:got|get|received?|opened|reached|come|came|sent|seeing|found|not|wrong)\\b[\\w' "
            "]{0,30}\\b(?:by (?:accident|mistake)|in error|accidentally|mistakenly|for you|"
            "yours|(?:right|wrong|intended) "
            "(?:person|recipient|reader|addressee|inbox|mailbox)|recipient|addressee)\\s?\\?$"
};
/* What firms, services and gateways write under every mail, wherever it stands. */
static Pattern footer = {
        .text =
            "\\b(?:if you (?:have|do) not (?:hear|heard|had|receive|received) (?:\\w+ ){0,3}?from "
            "(?:us|me)\\b|(?:if|should) "
            "you (?:or (?:someone|anyone|a \\w+) you know )?(?:are|is|have been|feel|need|require|wish)\\b[\\w', "
            "]{0,60}\\b(?:"
            "help ?lines?|out of hours|ring 999|call 999|dial 999|our web ?site|refuge)|(?:out of hours|24 "
            "?(?:hours?|hrs?|7)"
            "|emergency|national|free ?phone|domestic (?:abuse|violence)|crisis)(?: \\w+){0,3} (?:help|advice |support "
            "|duty "
            ")?(?:line|number|helpline)s?(?: for| is|:| if| open| \\d)|helpline (?:for|is|open|hours|number)|(?:any "
            "?one|any "
            "(?:client|person|caller)|clients?|those|people|victims|survivors) (?:who|whose|in|at)\\b[\\w', "
            "]{0,60}\\b(?:"
            "should|must|can|may|please)\\b[\\w', ]{0,12}\\b(?:call|ring|dial|contact|telephone|phone|text)|(?:my|our) "
            "(?:normal |usual |core |contracted |current )?(?:working|office|opening|business) "
            "(?:days?|hours|pattern|week|"
            "times)|(?:when|as) it suits me\\b|outside (?:of )?(?:your|my|our|normal|usual|office|working) (?:own "
            "|normal |"
            "usual )?(?:working |office |core )?(?:hours|days|pattern)|(?:our |the )?offices? (?:is|are) "
            "(?:open|closed)\\b|"
            "(?:we|office) (?:are |is )?(?:open|closed) (?:mon|between|from|daily|weekdays|at weekends)|office "
            "hours(?: are|:|"
            " mon)|(?:mon(?:day)?) ?(?:to|-|/)? ?(?:thurs?|fri)(?:day)?,? (?:from )?\\d{1,2}[.:]?\\d* ?(?:am)? "
            "?(?:to|-)? "
            "?\\d|(?:do|does) not (?:feel|expect|need)\\b[\\w' ]{0,40}\\b(?:outside|out of) (?:of "
            ")?(?:your|office|working|"
            "normal)|(?:if|in case) (?:this|the) (?:e ?mail|message|communication|transmission) (?:was|has "
            "(?:been|come|reached|got)|is|"
            "reached|reaches|came|comes)\\b|\\bshould (?:it|this(?: (?:e ?mail|message))?) (?:have "
            ")?(?:come|came|reach(?:ed)?|arrived?) (?:to |with )?(?:you|here|the wrong)\\b|(?:if|in case) you (?:have "
            "|are not |were not )?(?:received? |the "
            ")(?:this|it|named|"
            "intended|person|correct|(?:the )?(?:addressee|recipient))\\b|\\bif (?:it|this|that) (?:is|was) not "
            "(?:meant |"
            "intended |addressed )?(?:for|to) you\\b|\\b(?:response|reply) times? (?:is|are)\\b|a copy (?:has "
            "been|is|may be|will be) (?:kept|retained|held|stored) "
            "(?:on|in|by) "
            "our\\b|we may (?:be (?:obliged|required)|monitor|record|disclose|retain|share)\\b|(?:how "
            "(?:was|did)|rate|tell us "
            "(?:how|about)) (?:our|your|we|the) (?:service|experience|feedback|visit)|(?:complaints?|feedback) "
            "(?:procedure|"
            "policy|form|survey)|(?:we are|now) (?:recruiting|hiring)|(?:shortlisted|highly "
            "commended|winners?|finalists?|"
            "accredited|ranked)\\b[\\w',: ]{0,40}\\b(?:award|awards|year|20\\d\\d|legal 500|chambers)|(?:save|think "
            "before|"
            "think of|consider) (?:paper|trees|you print|the (?:planet|environment))|registered (?:charity|in "
            "england|office|"
            "company|number)|charity (?:no|number)|vat (?:no|reg|number)|sra (?:no|number|id)|company (?:no|number))"
};

static const char *
signature_plain(const GPtrArray *sentences, unsigned at)
{
        return ((const OwnSentence *) g_ptr_array_index(sentences, at))->plain;
}

/* Whether enough stands above for a letter: more than the head of a firm's paper. */
static bool
signature_is_below(const GPtrArray *sentences, unsigned at)
{
        enum { WORDS = 5 };
        for (unsigned i = 0; i < at; i++) {
                unsigned blanks = 0;
                for (const char *c = signature_plain(sentences, i); *c != '\0'; c++)
                        blanks += *c == ' ' && c[1] != '\0';
                if (blanks + 1 >= WORDS && !pattern_in(&contact, signature_plain(sentences, i)))
                        return true;
        }
        return false;
}

/* The first sentence of the signature; the number of sentences when there is none. Below a greeting a letter begins anew. */
static unsigned
signature_starts(const GPtrArray *sentences)
{
        unsigned from = sentences->len;
        for (unsigned i = 0; i < sentences->len; i++) {
                const char *plain = signature_plain(sentences, i);
                if (pattern_in(&greeting, plain))
                        from = sentences->len;
                else if (i > 0 && from == sentences->len &&
                         (pattern_in(&contact, plain) || pattern_in(&closing, plain)) &&
                         signature_is_below(sentences, i))
                        from = i;
        }
        return from;
}

static bool
signature_keeps(const char *plain)
{
        g_autofree char *bare = pattern_replace(&either, plain, "");
        return pattern_in(&added, bare);
}

/* "If it is not for you, do not act on it; please destroy it": what stands behind the semicolon is said to the same reader,
 * and what stands behind the question "Got it by accident?", too. */
static bool
signature_is_footer(const GPtrArray *sentences, unsigned at)
{
        if (pattern_in(&astray, signature_plain(sentences, at)) ||
            (at > 0 && pattern_in(&astray, signature_plain(sentences, at - 1))))
                return true;
        while (at > 0 && g_str_has_suffix(signature_plain(sentences, at - 1), ";") &&
               !pattern_in(&footer, signature_plain(sentences, at)))
                at--;
        return pattern_in(&footer, signature_plain(sentences, at));
}

void
signature_drop(GPtrArray *sentences)
{
        const unsigned from = signature_starts(sentences);
        for (unsigned i = sentences->len; i-- > 0;) {
                if (signature_is_footer(sentences, i) || (i >= from && !signature_keeps(signature_plain(sentences, i))))
                        g_ptr_array_remove_index(sentences, i);
        }
}

void
signature_prepare(void)
{
        Pattern *const all[] = { &contact, &closing, &greeting, &added, &either, &footer, &astray };
        for (unsigned i = 0; i < G_N_ELEMENTS(all); i++)
                (void) pattern_in(all[i], "");
}
