#include "parsers/order/recited.h"

#include "parsers/order/pattern.h"
#include "parsers/order/title.h"
#include "register/case_number.h"

#include <string.h>

enum {
        RECITED_OCTETS = 16 * 1024, /* a letter; longer ones are chains of mail */
        EXTRAS_NEEDED = 3,
        EXTRAS_TYPED = 4, /* where the terms stand one below the other */
        LEAD_OCTETS = 120,
        ITEMS_NEEDED = 2,
};

/* What happened since, the order that nobody made yet, the one in the file that came. */
#define HAPPENED                                                                                                       \
        "breached|in breach|broke\\b|has broken|(?:he|she|they) (?:keeps?|came|went|sent|rang|texted|called|turned|"   \
        "threatened|drove|followed|messaged)\\b|(?:came|went|turned up|goes|comes) (?:to (?:her|his|my|our|their)|to " \
        "the "                                                                                                         \
        "(?:house|home|flat|door|school|address)|round)\\b|last night|arrested (?:on|at|for|today)|crime (?:ref|no|"   \
        "number)"
#define SOUGHT "applied for|seeking|proposed|should be made|drafts?\\b"
#define COMES                                                                                                          \
        "(?<!notice )(?<!arrest )(?<!arrest is )(?<!notice is )attached\\b|(?:i|we) attach\\b|attaching|"              \
        "enclos(?:ed?|ing)\\b|herewith|original message|wrote:"
/* The paper itself comes, came or will come; or the mail is about what happened since. */
static Pattern elsewhere = {
        .text =
            "(?i)\\b(?:" COMES "|(?:to|will|shall) follow\\b|following shortly|(?:will|shall) (?:send|forward|provide|"
            "file)|seal(?:ed)? (?:copy|order|version)|cop(?:y|ies) of the (?:seal|order)|awaiting?|forwarded message|"
            "portal|download|please|pnc\\b|(?:our|my) (?:client|ex)\\b|counsel|instruct\\w*|apply for|application "
            "for|" SOUGHT "|would like|is not safe|unsafe|at risk|(?:do|must) not (?:call|disclose|reveal|ring|reply)|"
            "(?:he|she|they) (?:has|have|had)\\b|yesterday|this morning|last week|" HAPPENED ")"
};
/* Who types the terms out, one by one, gives the order as it stands, whoever he is and whatever comes later. */
static Pattern not_typed = {
        .text =
            "(?i)\\b(?:" COMES "|" SOUGHT "|" HAPPENED "|(?:applying|application is) for|(?:we|i|she|client) seeks?\\b|"
            "ask(?:s|ed|ing)? (?:for (?!the order)|the (?:court|judge))|would like (?:the|an?) (?:[a-z-]+ "
            ")?order|undertak(?:es?|ings?)\\b|(?:he|she|they) (?:has|have|had)\\b(?! (?:(?:not|now|already|still|yet|"
            "since) )*been (?:personally )?(?:served|told|given|notified|informed|handed)\\b)(?! (?:no|not had(?: any)?"
            ") notice\\b))"
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
        { .text = "(?i)\\b(?:without notice|on notice|ex parte|with notice|(?:no|any) notice|not (?:told|notified)|did "
                  "not know)\\b" },
        { .text = "(?i)\\b(?:return|next|further|review) (?:hearing|date|day)\\b|\\bat the hearing on\\b|\\bback "
                  "(?:in|at|before) "
                  "(?:the )?court\\b" },
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

/* The terms stand one below the other, each under a mark of its own. */
static bool
recited_lists_terms(const View *view)
{
        static Pattern lead = { .text = "(?i)\\b(?:must not|shall not|may not|can ?not|not allowed to|not "
                                        "to|forbid(?:s|den)|prohibit(?:s|ed)|"
                                        "restrain(?:s|ed)|prohibitions?|terms|conditions)\\b[^.;]{0,40}$" };
        static Pattern mark = {
                .text = "^[\"'> \\t]*(?:\\(?(?:\\d{1,2}|[a-z]|[ivx]{1,4})[.)]{1,2}[ \\t]?|[-*\\x{2022}\\x{b7}]+ ?)"
        };
        bool below = false;
        unsigned items = 0;
        for (unsigned i = 0; i < view->lines->len && items < ITEMS_NEEDED; i++) {
                const ViewLine *line = view_line(view, i);
                g_autofree char *text = view_string(view, line->start, line->end);
                if (pattern_in(&mark, text)) {
                        items += below || pattern_in(&forbids, text) ? 1 : 0;
                } else if (!g_ascii_islower(text[0])) {
                        below = strlen(text) <= LEAD_OCTETS && pattern_in(&lead, text);
                        items = 0;
                }
        }
        return items >= ITEMS_NEEDED;
}

/* What a whole order tells of itself. */
static unsigned
recited_extras(const View *view)
{
        unsigned count = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(extras); i++)
                count += pattern_has(&extras[i], view) ? 1 : 0;
        return count;
}

bool
recited_is_order(const View *view)
{
        CaseNumber number;
        if (view->length > RECITED_OCTETS || !pattern_has(&forbids, view) || !pattern_has(&court, view) ||
            !pattern_has(&ends, view) || !recited_names_order(view) ||
            !case_number_find(view->text, 0, view->length, &number))
                return false;
        const unsigned count = recited_extras(view);
        if (count >= EXTRAS_NEEDED && pattern_has(&made, view) && !pattern_has(&elsewhere, view))
                return true;
        return count + (pattern_has(&made, view) ? 1 : 0) >= EXTRAS_TYPED && !pattern_has(&not_typed, view) &&
               recited_lists_terms(view);
}
