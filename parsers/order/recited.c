#include "parsers/order/recited.h"

#include "parsers/order/pattern.h"
#include "parsers/order/title.h"
#include "register/case_number.h"

enum {
        RECITED_OCTETS = 16 * 1024, /* a letter; longer ones are chains of mail */
        EXTRAS_NEEDED = 3,
};

/* The paper itself comes, came or will come; or the mail is about what happened since. */
static Pattern elsewhere = {
        .text =
            "(?i)\\b(?:(?<!notice )(?<!arrest )(?<!arrest is )(?<!notice is )attached\\b|(?:i|we) attach\\b|attaching|"
            "enclos(?:ed?|ing)\\b|herewith|(?:to|will|shall) follow\\b|following shortly|drafts?\\b|"
            "(?:will|shall) (?:send|forward|provide|file)|seal(?:ed)? (?:copy|order|version)|cop(?:y|ies) of the "
            "(?:seal|order)|"
            "awaiting?|forwarded message|original message|wrote:|portal|download|please|pnc\\b|(?:our|my) "
            "(?:client|ex)\\b|counsel|instruct\\w*|applied for|apply for|application for|seeking|proposed|"
            "should be made|would like|is not safe|unsafe|at risk|"
            "(?:do|must) not (?:call|disclose|reveal|ring|reply)|breached|in breach|broke\\b|has broken|"
            "(?:he|she|they) (?:has|have|had|keeps?|came|went|sent|rang|texted|called|turned|threatened|drove|"
            "followed|messaged)\\b|"
            "yesterday|last night|this morning|last week|arrested (?:on|at|for|today)|crime (?:ref|no|number))"
};
static Pattern court = { .text = "(?i)\\b(?:family|crown|county|high|magistrates'?|combined) court\\b" };
static Pattern made = {
        .text = "(?i)\\b(?:made|granted|imposed|ordered|gave|given|convicted)\\b[^;]{0,160}?\\b\\d{1,2}(?:st|nd|rd|th)?"
                "[ ./-](?:(?:day )?of )?\\w{1,9}[ ./-]\\d{2}|\\d{2,4}[^;]{0,120}?\\b(?:made|granted|imposed|ordered)\\b"
};
static Pattern forbids = {
        .text = "(?i)\\b(?:must not|shall not|may not|forbid(?:s|den)|prohibit(?:s|ed)|restrain(?:s|ed)|not to (?:use|"
                "contact|go|attend|enter|approach|harass|come|threaten|communicate|pester|intimidate))\\b"
};
static Pattern ends = {
        .text = "(?i)\\b(?:until|expires?|expiry|expiring|lasts?|last|ends?|ending|runs?|remains?|in force|valid|for a "
                "period of)\\b[^;]{0,40}?(?:\\d|further order)"
};
static Pattern extras[] = {
        { .text = "(?i)\\b(?:born|d\\.? ?o\\.? ?b|date of birth)\\b" },
        { .text = "\\b[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}\\b|(?i)no fixed abode" },
        { .text = "(?i)\\b(?:without notice|on notice|ex parte|with notice|not (?:told|notified)|did not know)\\b" },
        { .text = "(?i)\\b(?:return|next|further|review) (?:hearing|date|day)\\b|\\bat the hearing on\\b" },
        { .text = "(?i)\\bact (?:19|20)\\d\\d\\b|\\bs\\.? ?\\d{2,3}a?\\b|\\bfla\\b|\\bpenal notice\\b|\\bprison\\b|"
                  "\\bimprison|\\bcontempt\\b|\\bcriminal offence\\b" },
        { .text = "(?i)\\b(?:judge|hhj|d?dj|recorder|justices?|magistrates|bench)\\b" },
};

/* A kind of order that the text names. */
static bool
recited_names_order(const View *view)
{
        static Pattern order = {
                .text = "(?i)\\b(?:non-? ?molestation|occupation|restraining|prohibited steps|protection|injunction) "
                        "?order\\b|\\binjunction\\b"
        };
        return pattern_has(&order, view) || title_by_act(view) != ORDER_TYPE_UNCLASSIFIED;
}

bool
recited_is_order(const View *view)
{
        CaseNumber number;
        if (view->length > RECITED_OCTETS || !pattern_has(&forbids, view) || !pattern_has(&court, view) ||
            !pattern_has(&ends, view) || !pattern_has(&made, view) || pattern_has(&elsewhere, view) ||
            !recited_names_order(view) || !case_number_find(view->text, 0, view->length, &number))
                return false;
        unsigned count = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(extras); i++)
                count += pattern_has(&extras[i], view) ? 1 : 0;
        return count >= EXTRAS_NEEDED;
}
