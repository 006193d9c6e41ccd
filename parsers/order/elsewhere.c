#include "parsers/order/elsewhere.h"

#include "parsers/mail/own_words.h"
#include "parsers/order/pattern.h"
#include "parsers/order/view.h"

#include <string.h>

/* A sentence is first cut down: whoever belongs to the police becomes "#", everybody else "@". What went where is then a
 * short pattern: from what went to "#" with no "@" between. */
static Pattern police = {
        .text =
            "\\b(?:(?:her|his|my|their|our|your|the) (?:local |nearest |own )?)?(?:police(?:m[ae]n|wom[ae]n)|(?:kent "
            "|sussex |essex |surrey "
            "|metropolitan )?police(?: service)?(?: station| officers?| force)?|"
            "policing team|(?:(?:attending|investigating|arresting) )?officers?(?: (?:in|dealing "
            "with|investigating|looking after|helping) (?:the |this |my |our "
            ")?(?:case|charge|matter|me|us))?|(?:local|nearest) station|oic|constabulary|(?:orsaf yr? )?heddlu|"
            "(?:w?pcs?|dcs?|ds|di|sgt|sergeant|pcso|insp|inspector|constable|detective)(?: ?\\d+| [\\w']+)|front "
            "(?:counter|desk|office)|"
            "single online home|control room|[\\w]+'s (?:civil "
            "|court |protective )?orders? "
            "(?:desk|unit|office|mailbox)|(?:force )?pnc bureau|pnc (?:team|unit|desk)|firearms (?:and explosives "
            ")?licensing(?: (?:department|unit|team|office|manager))?|firearms enquiry officers?|contact centre|call "
            "centre|101 team|force contact(?: centre)?|neighbourhood team|beat team|domestic (?:abuse|violence) "
            "(?:unit|team)|(?:da|dv) (?:unit|team|officer)|csu|(?:domestic (?:abuse|violence) )?investigations? "
            "(?:team|unit)|(?:community|response|local) (?:safety|policing) (?:unit|team)|chief "
            "constable|(?:force|police) headquarters|force hq|"
            "public protection(?: unit)?|ppu|vulnerab\\w+ (?:investigation )?(?:unit|team)|(?:domestic "
            "(?:abuse|violence)|safeguarding|pvp|mash|da) (?:hub|unit|"
            "team)|acro|the met|witness care|incident (?:room|team)|mosovo(?: team)?|visor team|custody suite|[\\w']+ "
            "nick|cop "
            "shop|coppers?|bobb(?:y|ies)|feds|polis|fcr|vpu|cid|mash|dasu|crime "
            "(?:report|record)|niche|athena|(?:another|other) (?:part|team|unit|"
            "department|section) of (?:the|your) (?:force|police)|your colleagues?|neighbourhood police team|(?<=over "
            ")the counter|(?<=across )the counter)\\b"
};
static Pattern others = {
        .text = "\\b(?:respondent|defendant|him|her|he|she|applicant|courts?|solicitors?|us|me|counsel|cafcass|school|"
                "landlord|you|client|by(?! (?:hand|post|email|fax|dx|courier|first|special|recorded))|from|who|so "
                "that|because|where|which|mr|mrs|ms|miss)\\b"
};
static Pattern other_officers = {
        .text = "\\b(?:in the presence of|witnessed by) (?:[\\w']+ ){0,3}?officers?\\b|\\b(?:data "
                "protection|court|probation|housing|liaison|prison|customs|tax|"
                "welfare|information|enforcement|chief executive|duty (?:court|legal)) "
                "officers?\\b"
};
#define WENT                                                                                                           \
        "(?:did (?:take|send|give|hand|drop|email|post|bring|show)|popped|dropped "                                    \
        "off|bcc'?d|bcced|written|wrote|showed|shown|run|nipped|sent|notified|transmitted|communicated|disclosed|"     \
        "handed|lodged|delivered|given|gave|provided|"                                                                 \
        "emailed|forwarded|already give|faxed|taken|took|supplied|posted|"                                             \
        "dropped|submitted|filed|put|copied|uploaded|passed|left|cced|cc'?d|shared|deposited|gone|went|anfonwyd|mynd|" \
        "anfon|rhoi|"                                                                                                  \
        "rhoddwyd)"
#define THING                                                                                                          \
        "(?:(?:photo "                                                                                                 \
        "?)?cop(?:y|ies)|orders?|papers|documents?|same|it|this|these|them|duplicates?|originals?|one|email|"          \
        "everything|statements?|nmo|injunction|paperwork|bundle|both|copi|hers|his|mine|ours|another|papurau)"
#define TO "\\b(?:to|down|round|with|at|into|over|across|via|through|in|on|i|gan|yn|direct)\\b"
#define ON "[^@#.;]"

static Pattern elsewhere = {
        .text =
            "\\b" THING "\\b" ON "{0,50}?\\b" WENT "\\b" ON "{0,40}?" TO ON "{0,50}?#|"
            "\\b" WENT "\\b" ON "{0,40}?\\b" THING "\\b" ON "{0,40}?" TO ON "{0,50}?#|"
            "^cop(?:y|ies) (?:also )?to:?[^.;]*#|^cc:? (?:[\\w']+ )?#|\\b(?:bcced|bcc'?d|bcc|cced|cc'?d|cc|copied)(?: "
            "in)?:? (?:to:? |in |into )?(?:the |our |my )?(?:local |[\\w']+ "
            "|investigating )?#|"
            "\\bcop(?:y|ied|ies) (?:this|the|our|my) email (?:to|in) (?:the )?(?:investigating )?#|"
            "\\balso (?:been |gone )?" WENT " ?(?:to|with|at|in)\\b" ON "{0,50}?#|^(?:also )?" WENT
            " (?:also )?(?:to|with|at):? " ON "{0,40}?#|"
            "\\b(?:uploaded|submitted|sent|reported)\\b" ON "{0,50}?\\b(?:via|through|on|to|using) (?:the |your )?(?:#|"
            "[\\w']+ ){0,3}?(?:# (?:website|portal)|#|online (?:portal|form|reporting)|evidence portal|force "
            "portal|portal)|"
            "#[#, ]{0,6}(?: ?(?:in|at|of) \\w+)?(?: ?(?:already|now|also))* "
            "(?:has|have|holds?|had|received|got|(?:was|were) (?:also |already )?(?:given|sent|provided with|supplied "
            "with|handed|furnished with|shown|served with|emailed))(?: (?:already|also|now|been given|been "
            "sent|had))* (?:a|the|their|this|our|it|"
            "copies|one)\\b[\\w ]{0,20}?\\b(?:cop(?:y|ies)|order|papers|documents|paperwork|it)\\b|"
            "#(?: [\\w']+){0,3}? (?:has|have|had)(?: (?:already|also|now|all|both|each))? "
            "(?:had|got|received|seen|been given|been sent)? ?(?:this|it|them|one|that|the same)\\b|"
            "\\bcopi\\b[^@.;]{0,40}?#|\\b(?:gave|given|handed|sent|showed|shown|emailed|left|posted) (?:to )?(?:the "
            "|our |my |her |his )?#[#, ]{0,4}(?: ?\\w+){0,2}? ?" THING "\\b|"
            "\\bcop(?:y|ies) (?:\\w+ )?(?:is|are) (?:now |already |also )?(?:with|at|lodged)\\b" ON "{0,40}?#|"
            "#[^.;]{0,60}?\\btook (?:\\w+ )?(?:(?:photos?|photographs?|pictures?|cop(?:y|ies)|scans?) "
            "of|cop(?:y|ies))\\b|#[^.;@]{0,10}?(?:@[^.;@#]{0,24}?)?\\b(?:scanned|photographed|photocopied|copied)"
            "(?: in)? (?:it|them|this|(?:the|my|our|her|every|each|all)\\b[\\w "
            "]{0,16}\\b(?:orders?|pages?|papers|paperwork|"
            "documents?|nmo|copy|injunction))\\b|"
            "\\b" WENT "\\b" ON "{0,40}?\\bto\\b" ON "{0,30}?#[^@.;]{0,40}?\\bcop(?:y|ies)\\b|"
            "#[^@.;]{0,24}?\\bto (?:whom\\b|@)[^@.;]{0,60}?\\b" WENT "\\b|"
            "#[^@.;]{0,40}?\\b(?:it|one|a copy|the order|this) (?:was|has been|is being) (?:also |already |since "
            ")?" WENT
            " to (?:them|it)\\b|\\b(?:attended|visited|called (?:at|in)|went (?:in )?to|been (?:in )?to|walked into)\\b"
            "[^@.;]{0,24}#[^@.;]{0,30}\\bwith "
            "(?:a|the|her|his|my|it)\\b[^@.;]{0,24}\\b(?:cop(?:y|ies)|order|papers|it)\\b"
            "|"
            "#'s (?:already |also |now )?(?:had|got|received|seen|been given|been "
            "sent)\\b|\\b(?:gave|given|handed|showed) (?:to )?(?:the "
            ")?#(?: @(?: [\\w']+){1,6}?)? (?:a |my |the )?(?:photo ?)?cop(?:y|ies)\\b|"
            "\\bserved\\b(?: \\w+){0,5}? (?:up)?on (?:the )?(?:\\w+ ){0,2}?#|"
            "#[#, ]{0,6}(?:has|have|was|were) (?:also |already |now |since )?(?:been )?(?:also )?(?:emailed|copied "
            "in|cc'?d|"
            "sent (?:it|one|this|a copy)|given (?:it|one|a copy))\\b|"
            "#[^.;@]{0,40}?\\b(?:kept|retained|keeps|held on to|hung on to) (?:\\w+ "
            "){0,3}?(?:cop(?:y|ies)|one|order)\\b|\\b(?:kept|took|retained|keeping) (?:a|the|one|my) (?:\\w+ "
            ")?(?:copy|scan|spare) (?:for|on|in) (?:the |his |their )?(?:#|custody|crime)"
};
/* Denied, still to come, about other things, or about the team that reads this. */
static Pattern not_so = {
        .text =
            "\\b(?:not|never|nor|neither|nowhere|nobody|yet to|without(?! (?:further )?delay)|only to|solely|no(?: "
            "other)? cop(?:y|ies))\\b"
            "(?:(?!\\b(?:so|but|sure|certain)\\b)[\\w' ]){0,40}\\b(?:" WENT "|anywhere|elsewhere|else|@|this)(?:\\b|$)|"
            "\\b(?:will|shall|must|should|may|might|can|could|would|to|be)(?: also| then| therefore| now)? (?:be |have "
            "|"
            "have been |being )(?:\\w+ )?" WENT "\\b|\\b(?:be|being) (?:\\w+ )?" WENT "\\b|"
            "(?:@|\\bthey|\\bparty|\\bparent\\w*)(?: \\w+)? (?:was|were|has been|had been|have been) (?:\\w+ )?(?:" WENT
            "|served|arrested|spoken|seen|interviewed|shown)\\b|"
            "\\bcivil (?:court )?orders?\\b|\\bccot\\b|\\byour (?:team|mailbox|office|unit|department)\\b|\\bthis "
            "(?:mailbox|address|team)\\b|" WENT " (?:\\w+ ){0,2}?(?:to )?(?:@|our office|this office)|"
            "^(?:can|could|did|has|have|was|were|do|does|is|are|would|will|if|whether)\\b[^?]*\\?|"
            "(?<!\\bwe )(?<!\\bi )\\b(?:confirm|know|advise|ask|asked|asking|wonder|check) "
            "(?:whether|if|that)\\b|\\b(?:unless|until|once|before|when|after|"
            "if)\\b[\\w ]{0,30}\\b" WENT "\\b|\\bos\\b|"
            "\\b(?:statements?|reports?|complaint|allegations?|interview|account|evidence) (?:\\w+ "
            "){0,2}?(?:to|with|at|in) (?:[\\w']+ )?"
            "(?:the )?#|\\b(?:been|was|were) (?:reported|called|contacted|arrested)\\b|taken into|in custody|"
            "\\bapplication of\\b|for the time being in charge|\\bto be served "
            "(?:up)?on\\b|\\breported\\b[^#]{0,30}\\bto (?:the )?#(?! (?:website|portal))|\\bon behalf of "
            "(?:the )?#"
};

static Pattern by_this = { .text = "\\band (?:is|are|we|i)? ?(?:also )?now (?:also )?(?:be(?:ing)? "
                                   ")?(?:sent|send|forward\\w*|attach\\w*|enclos\\w*|provided?)\\b.*$" };

/* The form that a force has on its web site: what goes in there goes to another desk. */
static Pattern web_form = {
        .text =
            "\\b(?:uploaded|submitted|sent|lodged|entered|logged|reported|filled (?:in|out|it in)|completed|put "
            "(?:it|this|them)|"
            "went|gone)\\b.{0,90}\\b(?:(?:force|police|constabulary)(?:'s)? (?:web ?site|web ?page|portal|site|online "
            "form|web form)|(?:web|online|on line|internet) ?form\\b|(?:online|web) (?:reporting|upload|submission)\\b)"
};
static Pattern other_form = {
        .text = "\\b(?:not|never|unable|failed|tried|trying|will|shall|would|should|can|could|if|whether|"
                "hmcts|my ?hmcts|courts?(?:'s)? (?:portal|web ?site|online|site)|cps|council|legal aid|cafcass|gov "
                "uk|he|she|him|her|they)\\b"
};

/* A list of whom a paper went to, and the team itself on it. */
static Pattern listed = {
        .text =
            "^(?:(?:distribution|circulation|(?:also )?(?:sent|copied|circulated|issued|copy|copies|distributed)"
            "(?: also)? (?:to|for)|copies|cc'?d?|c\\.c\\.?|bcc)(?: list| also)?|[^:]{0,60}\\b(?:cop(?:y|ies)|order|it|"
            "this|same) (?:[\\w']+ ){0,3}?(?:has|have|was|were) (?:also |now |already )?(?:been )?(?:distributed|"
            "circulated|sent|issued|supplied|provided|given|copied) (?:as follows|to)(?: the following)?) ?:"
};
static Pattern this_team = {
        .text = "\\b(?:the )?(?:\\w+ )?(?:civil|protective|court) (?:court )?orders? (?:team|unit|desk|office|"
                "mailbox)\\b|\\bccot\\b|\\byou(?:rselves|r \\w+)?\\b|\\bsolicitors? for (?:the )?(?:police|chief "
                "constable)\\b"
};

bool
elsewhere_lists(const char *said)
{
        g_autofree char *plain = own_words_plain(said);
        if (!pattern_in(&listed, plain))
                return false;
        g_autofree char *civil = pattern_replace(&other_officers, plain, "@");
        g_autofree char *bare = pattern_replace(&this_team, civil, "@");
        return pattern_in(&police, bare);
}

bool
elsewhere_says(const char *plain)
{
        /* "so that the officers have the paperwork" tells a purpose, "proof that the police have it" a wish */
        static Pattern purpose = { .text =
                                       "\\b(?:so|know|knows|tell "
                                       "(?:them|her|him)|wants?|proof|evidence|assurance|sure|certain|hope|trust|glad|"
                                       "pleased|whether) (?:that )?(?:the |your |our |local "
                                       ")?(?:officers?|police|response|they) (?:will |can "
                                       "|may |all |do |to )?(?:have|has|had|know|get|got|see)\\b.*$" };
        if (pattern_in(&web_form, plain) && !pattern_in(&other_form, plain))
                return true;
        g_autofree char *bare = g_strdelimit(g_strdup(plain), "#@", ' ');
        /* what is done by this very mail went nowhere else */
        g_autofree char *now = pattern_replace(&by_this, bare, "");
        g_autofree char *done = pattern_replace(&purpose, now, "");
        g_autofree char *civil = pattern_replace(&other_officers, done, "@");
        g_autofree char *known = pattern_replace(&police, civil, "#");
        if (strchr(known, '#') == NULL && strstr(known, "portal") == NULL)
                return false;
        /* "we thought it right to send it to the firearms licensing department, and did so at noon" */
        static Pattern did = {
                .text = "\\b(?:send|give|copy|forward|provide|email|hand|pass|take|drop|lodge)\\b[^.;?]{0,40}#"
                        "[^.;?]{0,16},? (?:and )?(?:(?:i|we) )?(?:did|have done|duly did) (?:so|that|this|it)\\b"
        };
        if (pattern_in(&did, known))
                return true;
        g_autofree char *text = pattern_replace(&others, known, "@");
        return pattern_in(&elsewhere, text) && !pattern_in(&not_so, text);
}
