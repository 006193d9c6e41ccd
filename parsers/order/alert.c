#include "parsers/order/alert.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/mail/bulk.h"
#include "parsers/mail/own_words.h"
#include "parsers/mail/signature.h"
#include "parsers/order/announced.h"
#include "parsers/order/elsewhere.h"
#include "parsers/order/incident.h"
#include "parsers/order/notice.h"
#include "parsers/order/pattern.h"
#include "parsers/order/view.h"

#include <string.h>

/* The table speaks of people and places in these words. */
#define WHO                                                                                                            \
        "\\b(?:he|she|they|it is him|(?:ex|the ex|my ex|her ex)(?: (?:husband|wife|partner|boyfriend|girlfriend))?|"   \
        "respondent|defendant|perpetrator|offender|abuser|husband|wife|partner|boyfriend|girlfriend|father|mother|"    \
        "dad|brother|stalker|(?:mr|mrs|ms|miss) [\\w']+|(?:my|her|our client's|his) (?:\\w+ )?(?:ex|"                  \
        "family|friends?|cousin|mate|mates))"
#define SOME                                                                                                           \
        "(?:(?:now|currently|still|again|already|right|just|always|also|only|once|repeatedly|been|today|here|"         \
        "standing|sat|sitting|waiting|parked|stood|physically|verbally|since|then|even|actually|back|constantly|"      \
        "continually|persistently|definitely|literally|there|recently) )*"
/* as SOME, of what goes on while the mail is written */
#define NOW                                                                                                            \
        "(?:(?:now|currently|still|right|just|always|only|here|there|actually|physically|sat|sitting|stood|standing|"  \
        "waiting|parked|presently|literally|again|back|definitely|trying to get|already) )*"
#define CONTACTED                                                                                                      \
        "(?:contact(?:ed|ing)|messag(?:ed|ing)|text(?:ed|ing|s)?|rang|rung|ringing|phon(?:ed|ing)|telephon(?:ed|ing)|" \
        "call(?:ed|ing)|email(?:ed|ing)|follow(?:ed|ing)|turn(?:ed|ing) up|came|come|approach(?:ed|ing)|"              \
        "assault(?:ed|ing)|hit|hitting|punch(?:ed|ing)|attack(?:ed|ing)|harass(?:ed|ing)|threaten(?:ed|ing)|"          \
        "s(?:ent|ending)|left|shout(?:ed|ing)|bang(?:ed|ing)|kick(?:ed|ing)|spat|pushed|grabbed|slapped|strangled|"    \
        "post(?:ed|ing)|been (?:back |living |staying )?(?:round|at|to|in touch|outside|here|near|seen)|got in "       \
        "touch|made contact|gone|went|"                                                                                \
        "turned|driv(?:en|ing)|drove|walk(?:ed|ing)|wait(?:ed|ing)|attended|visited|returned|moved back|entered|"      \
        "abus(?:ed|ing)|stalk(?:ed|ing)|in touch|written|wrote|watch(?:ed|ing)|used|damaged|smashed|intimidat(?:ed|"   \
        "ing))\\b"
#define VICTIM                                                                                                         \
        "(?:me|her|him|us all|(?:my|our|the)(?: \\w+)? "                                                               \
        "(?:client|clients|mum|mums|mum's|mother|daughter|son|kids|children|sister|"                                   \
        "brother|parents|family|applicant|victim|complainant|partner|friend)|them)\\b"
#define WENT                                                                                                           \
        "(?:let (?:him|her)self|put|pushed|threw|posted|been|came|come|turned up|turns up|turning up|showed "          \
        "up|appeared|attended|returned|was|were|"                                                                      \
        "hanging around|hung around|waited|waiting|parked|sat|stood|standing|drove|driven|driving|walked|walking|"     \
        "drives|loitering|lurking|watching|went|gone|entered|broke into|seen|be)\\b"
#define HER_PLACE                                                                                                      \
        "(?:(?:at|to|outside) (?:(?:my|her|his|the) )?(?:nursery|school|work|home)\\b|(?:[\\w']+ ){1,3}where "         \
        "(?:i|she) (?:work|live)s?\\b|"                                                                                \
        "(?:at |to |round |outside |by |past |near |in |into |on |up |through |under |the end of )*(?:my|her|our|our " \
        "clients?'?s?|"                                                                                                \
        "our client's|my client's|the applicants?'?s?|the victim'?s?|the complainant'?s?|my (?:mum|mother|parents|"    \
        "sister|daughter)'?s?|the)(?: [\\w']+){0,2}? (?:house|home|flat|doors?|windows?|letter "                       \
        "?box|porch|property|address|place|"                                                                           \
        "garden|street|road|work|workplace|school|gates?|car|block|exclusion "                                         \
        "(?:zone|area)|estate|building|drive|driveway|nursery|gym)\\b)"
#define LATELY                                                                                                         \
        "\\b(?:again|last night|yesterday|today|tonight|this (?:morning|afternoon|evening|week\\w*)|just now|earlier|" \
        "overnight|at \\d+ ?[ap]m|(?:on|last|every|since|each) (?:mon|tues|wednes|thurs|fri|satur|sun)day|twice|"      \
        "(?:three|four|five|several|many|\\d+) times|every (?:day|night|week)|the other (?:day|night)|(?:[\\w]+|a "    \
        "few) (?:minutes?|mins?|hours?|hrs?) (?:ago|later)|all "                                                       \
        "(?:night|day|"                                                                                                \
        "weekend)|(?:at|over) the weekend|last week\\w*|in breach|since the order|despite)\\b"
#define AGAINST                                                                                                        \
        "(?:\\b(?:despite|even though|in spite of|contrary to|notwithstanding|in (?:breach|contravention) of|since|"   \
        "although|not allowed|supposed|(?:and|but) (?:there is|he is|she is|i have|we have|she has))\\b"               \
        "[\\w', ]{0,40}?\\b(?:orders?|nmo|injunction|non ?mol\\w*|served|service|restraining|bail|not allowed|not "    \
        "supposed|"                                                                                                    \
        "forbidden)\\b|\\bthe (?:order|injunction|nmo) (?:says|states|forbids|prohibits|does not allow|is (?:still )?" \
        "in (?:place|force))\\b)"

/* What papers, courts and newsletters tell: it came before the order, or happened to others. */
#define TOLD_ABOUT                                                                                                     \
        "\\bnewsletter|\\bsurvivors?\\b|\\b(?:hear|heard|know|knew|tales|stories|reports|cases) (?:\\w+ )?of (?:\\w+ " \
        "){0,2}?(?:victims|women|people|families|cases)\\b|\\bwebinar|\\bleaflet|\\btraining\\b|\\b(?:the "            \
        ")?(?:court|judge|bench|"                                                                                      \
        "magistrates) (?:\\w+ )?(?:was told|heard|found|read|was satisfied)|\\bfindings?\\b|\\bin (?:it|her "          \
        "statement|his statement|the statement|the application)\\b[\\w', ]{0,20}\\b(?:describes?|says?|states?|"       \
        "sets? out)|\\bat the time of\\b|\\bbefore the order\\b|\\b(?:got|gained|obtained|given|granted|had|took "     \
        "out|won) (?:[\\w']+ ){0,4}?(?:order|injunction|nmo|non mol\\w*)\\b[\\w', "                                    \
        "]{0,40}\\b(?:after|because)\\b(?!.*\\b(?:again|today|yesterday|last night|this "                              \
        "(?:morning|afternoon|evening|week)|now|still)\\b)"

/* What takes words of these kinds back wherever they stand in the sentence. */
#define BREACH_SHUN                                                                                                    \
        "\\b(?:not|never|no|nor|without|any|avoid|prevent\\w*) (?:[\\w']+ ){0,3}?(?:breach\\w*|broke\\w*|violat\\w*|"  \
        "contravene\\w*)|aware of (?:any|no)|\\b(?:may|might|could|would|will|shall|must|should|can) (?:[\\w']+ )"     \
        "{0,3}?(?:breach|break|be (?:in breach|breached|broken)|have (?:breached|broken)|being in breach|amount|"      \
        "constitute)\\b|\\bto (?:breach|break|be (?:in breach|breached|broken))\\b|failed to "                         \
        "(?:file|attend|serve|pay)|\\bis (?:therefore "                                                                \
        ")?(?:varied|extended|discharged)\\b|\\b(?:consequences?|effect|act|case|likelihood|event|penalt\\w+|result|"  \
        "warned|crime|"                                                                                                \
        "punish\\w*|arrestable|dealt with|deal with|respond "                                                          \
        "to|investigat\\w+|arrest\\w*|charged|nicked|lifted|detained|allegations?|accused|"                            \
        "remand\\w*) (?:[\\w']+ ){0,4}?(?:breach\\w*|breaking|broke)\\b|breach\\w*(?: [\\w']+){0,8}? (?:is|are|was|"   \
        "being|would|will|may|can|could|should|must)(?: be)? (?:[\\w']+ "                                              \
        "){0,3}?(?:offence|arrest\\w*|contempt|criminal|"                                                              \
        "punish\\w*|reported|dealt|imprison\\w*)|\\b(?:sentenced|convicted|pleaded|pled|fined|imprisoned|committed "   \
        "to|"                                                                                                          \
        "committal|found proved|admitted|previous conviction)\\b|personal data|data "                                  \
        "breach|\\b(?:extended|varied|made|"                                                                           \
        "granted|imposed|sought) (?:because|as|since|after|following)\\b|is forbidden|are "                            \
        "forbidden|"                                                                                                   \
        "prohibited from|\\bplease (?:report|call)|\\b(?:call|dial|ring|contact|phone|report\\w*)(?: \\w+){0,6} "      \
        "(?:on )?(?:101|999)\\b|\\btros(?:edd|eddol)|suspect\\w* "                                                     \
        "(?:of|to)\\b|(?:breaking|disobeying|violating|ignoring|flouting) (?:it|(?:the|this|his|an) \\w+)(?: "         \
        "\\w+){0,2}? (?:may|can|could|will|would|might|is|amounts)\\b|costs order|\\bdirections?\\b|\\btime "          \
        "?table|unless order|financial|maintenance|\\bearlier (?:undertaking|order)|court (?:has |have "               \
        ")?(?:therefore |now )?(?:made|granted|varied|extended|imposed)|" TOLD_ABOUT
#define NO_VICTIM                                                                                                      \
        "\\b(?:contacted|rang|called|phoned|emailed|messaged|telephoned|sent|told|visited|attended|approached|wrote "  \
        "to|"                                                                                                          \
        "written to|come to|came to|been in touch with|text(?:ed)?|follow(?:ed|ing)|went to|gone to|left)(?: "         \
        "\\w+){0,2}? (?:us\\b|our office|(?:the |this )?(?:court|hearing|"                                             \
        "solicitors?|police|team|station|office|mediat\\w+|tribunal|prison|hospital)|101\\b|999\\b|his "               \
        "solicitors?|her "                                                                                             \
        "solicitors?|counsel|cafcass|social services)|\\bprocess server|\\bbailiff|\\b(?:to|been|was|were|he) (?:be "  \
        ")?"                                                                                                           \
        "served (?:at|by|with|on|in)\\b|agreed|acknowledged|confirm\\w*|accept\\w*|statement (?:to|of)|by consent|"    \
        "pleased|thank\\w*|apolog\\w*|undertaking"
#define NO_VISIT                                                                                                       \
        "\\bprocess server|\\b(?:i|we|agent|officers?) (?:\\w+ )?(?:attended|visited|called|went)|to serve|serving|"   \
        "\\bservice\\b|hearing|remain in force|must not|not to|collect (?:his|her)|belongings|order (?:is|was) for|"   \
        "excluded from|sale of|listed|adjourned|arrested|no answer|not at home"
/* what somebody reports to have happened, not what an order was asked for or what the server of papers did */
#define REPORT_SHUN                                                                                                    \
        BREACH_SHUN "|" NO_VISIT                                                                                       \
                    "|\\bapplied|application|order (?:is|was|were) made|alleg\\w*|statement|judge|court|his "          \
                    "solicitors?|by consent|agreed|confirm\\w*|undertaking|apolog\\w*"
#define DANGER_SHUN                                                                                                    \
        "\\bif (?:you|any\\w*|there|someone|he|she|they|the respondent)\\b|any(?:one|body) "                           \
        "(?:is|who)|\\b(?:call|dial|"                                                                                  \
        "ring) (?:the police on )?999|\\b(?:must|shall|is|are) (?:not|forbidden|prohibited)\\b|not to "                \
        "(?:use|threaten|"                                                                                             \
        "contact)|forbid\\w*|prohibit\\w*|convicted|sentenced|charged|offences?\\b|alleg\\w*|histor\\w+|previous\\w*|" \
        "background|\\bpast\\b|risk (?:of|to) "                                                                        \
        "(?:arrest|prison|imprisonment|homeless\\w*|losing|delay|prejudice|being "                                     \
        "(?:lost|missed|recorded))|not (?:in|at) (?:\\w+ )?(?:danger|risk)|no (?:immediate |current |longer "          \
        ")?(?:danger|risk|threat)|"                                                                                    \
        "protect\\w* (?:her|him|the applicant|from)|count \\d|bailed|in custody|remanded|kill (?:time|two)|has left|"  \
        "application|witness statement|paragraph|must not|(?:fire ?arms?|shot ?gun|gun) (?:\\w+ "                      \
        ")?(?:licen|certificate)|licen\\w+ for (?:a|his)|" TOLD_ABOUT
#define RETRACT_SHUN                                                                                                   \
        "\\bif (?:you|this|it|the|received|not|already|any|there)\\b|intended (?:recipient|only|solely|for "           \
        "the)|addressee|\\bshould you\\b|unless|in "                                                                   \
        "case|"                                                                                                        \
        "(?:have|has|was|were) received (?:this|it)\\b|do not (?:ignore|disregard|delete|destroy)|not (?:to )?(?:be "  \
        ")?"                                                                                                           \
        "(?:ignored|disregarded)|(?:it|this email|the email|message) from your (?:system|computer)|can not be "        \
        "ignored|\\bonce you (?:have|ve)\\b"
#define CHASER_SHUN                                                                                                    \
        "\\bplease acknowledge (?:safe )?receipt(?! of (?:our|my) (?:email|order|letter) (?:of|sent|dated))|only "     \
        "just|no rush|look "                                                                                           \
        "forward|kindly acknowledge|do not hesitate|no need|not "                                                      \
        "(?:need|require|necessary)|"                                                                                  \
        "(?<!as an )(?<!even an )automat\\w*|not monitored|out of office|if you have (?:not|already|had)\\b|\\bsafe "  \
        "to\\b|^no "                                                                                                   \
        "reply[.!]?$|invoices?\\b|payment|unpaid|\\bif you (?:are (?:unable|not able)|can not|have (?:any |a "         \
        ")?(?:difficult|trouble|problem))|\\bwill (?:re ?send|send)\\b"
#define CHASER_OTHERS                                                                                                  \
        "(?:answer|reply|response) at\\b|\\bdo not "                                                                   \
        "(?:reply|respond|answer|acknowledge|need)|no answer "                                                         \
        "at|\\b(?:respondent|defendant|court|hmcts|door|knock\\w*|occup\\w+|"                                          \
        "neighbours?|property|he|she|his|her|him|other "                                                               \
        "side|opponent|cps|cafcass|landlord|contractors?|engineers?|plumbers?|suppliers?|bell|intercom|visit\\w*|"     \
        "attempts?(?! (?:to send|at sending|got|went|came|"                                                            \
        "reached|bounced))|attempted|attended|mobile|served|"                                                          \
        "evidence|"                                                                                                    \
        "father|mother|counsel|charge|application)\\b|curtains?|(?:\\d|three|two|several) times, no answer|no "        \
        "(?:reply|response|"                                                                                           \
        "answer|acknowledgement)(?: to this email)? (?:is |are )?(?:needed|required|necessary|expected)"
#define UNSAFE_SHUN                                                                                                    \
        "(?<!you )must not|(?<!you )shall not|reply to this (?:email )?(?:address|mailbox|account)(?:[.,;]|$)|not "    \
        "monitored|unmonitored|automat\\w*|no ?reply|hesitate|forbidden|prohibited|do not "                            \
        "send "                                                                                                        \
        "(?:the|any) (?:original|hard|further|same|papers|paper)|legal advice|this "                                   \
        "mailbox|(?:respondent|he|she|defendant) "                                                                     \
        "(?:\\w+ )?(?:is|was|has been|did|does|do|has|had|can|may|should) not (?!be |been )|(?:i|we) "                 \
        "(?:do|did|have|could|can|will|would) "                                                                        \
        "not|hold on|get back|"                                                                                        \
        "not (?:been )?(?:served|received)|allowed to|(?:the|our) team|team (?:inbox|mailbox)|on "                     \
        "leave|not in (?:the office|tomorrow|today|on)|out of (?:the )?office|use (?:the )?(?:old|previous) "          \
        "address|to be contacted by|reply to me, (?:reply|send|but)"
#define REQUEST_SHUN                                                                                                   \
        "acknowledge\\w*|receipt|(?:safely|you) received|hesitate|not (?:send|provide)|(?:we|i) "                      \
        "(?:have|will|can|shall|"                                                                                      \
        "now|also|hereby) (?:sent|send|provide|enclose|attach|forward)|if you (?:need|require|want|would "             \
        "like|wish|have)|"                                                                                             \
        "let (?:me|us) know if (?:you|there is anything)|no (?:further )?(?:copies|information) "                      \
        "(?:is|are)|invoice|fee\\b|(?:was|been|is) (?:refused|declined|granted)|respondent (?:has |have "              \
        ")?(?:asked|written|requested)|(?:his|her|applicant's|respondent's) request|set aside|size of"

/* SURE: neither a clause nor the weights may speak against it. ALONE: only where no file came and nothing else is the matter. */
enum { GUARDED, UNGUARDED, ABOUT_SUBJECT, ALONE, SURE, SURE_ALONE };

typedef struct {
        AlertKind kind;
        unsigned guard;
        Pattern pattern, shun;
} Rule;

static Rule rules[] = {
#define ALERT_RULE(kind, guard, pattern, shun) { ALERT_KIND_##kind, guard, { .text = pattern }, { .text = shun } },
#include "parsers/order/alert_rule.def"
#undef ALERT_RULE
};

/* A condition, a duty or a denial that governs what follows in the same clause. */
static Pattern governed = {
        .text =
            "\\b(?:if|should|in the event(?: that)?|in case|unless|whether|when|whenever|once|suppos(?:e|ing)|"
            "any(?:one|body)|whoever|must not|shall not|may not|not to|forbidden|prohibited|refrain|not aware|no "
            "evidence|"
            "not|never|so that|to ensure|prevent\\w*|from|explained|warned(?: him| her)?|could|might|would|may)"
            "(?: (?!\\b(?:but|and|working|listening|bothered|however|so|because|then|yet|since|who)\\b)[\\w']+){0,8}? "
            "?$"
};

static bool
alert_is_governed(const char *plain, size_t start)
{
        g_autofree char *before = g_strndup(plain, start);
        /* a comma ends what governs, but for "if so, ..." */
        const char *comma = strrchr(before, ',');
        return pattern_in(&governed, comma == NULL ? before : comma + 1);
}

static bool
alert_rule_finds(Rule *rule, const char *plain)
{
        size_t start = 0;
        if (!pattern_span(&rule->pattern, plain, &start, NULL))
                return false;
        if (rule->shun.text[0] != '\0' && pattern_in(&rule->shun, plain))
                return false;
        return rule->guard != GUARDED || !alert_is_governed(plain, start);
}

static bool
alert_has(const Submission *submission, AlertKind kind)
{
        for (unsigned i = 0; i < submission->alerts->len; i++) {
                if (((const SubmissionAlert *) g_ptr_array_index(submission->alerts, i))->kind == kind)
                        return true;
        }
        return false;
}

/* "Please take the earlier order off your system", where the order that discharges it comes along: no paper is taken back. */
static bool
alert_follows_discharge(const Submission *submission, const char *text)
{
        static Pattern entry = {
                .text = "(?i)\\b(?:remove|delete|take|cancel|close|clear|archive|withdraw)\\b[^.]{0,60}\\b(?:orders?|"
                        "injunctions?|nmo|entry|entries|markers?|warnings?|records?)\\b"
        };
        static Pattern paper = { .text = "(?i)\\b(?:e-?mail\\w*|messages?|attach\\w*|sent|send\\w*|files?|documents?|"
                                         "versions?|cop(?:y|ies)|pdf|wrong\\w*|"
                                         "incorrect|errors?|mistake\\w*|ignore|disregard|destroy|instead|replace\\w*|"
                                         "below|corrected|unsealed)\\b" };
        bool discharged = false;
        for (unsigned i = 0; i < submission->orders->len; i++)
                discharged =
                    discharged ||
                    ((const SubmissionOrder *) g_ptr_array_index(submission->orders, i))->action == ACTION_DISCHARGED;
        return discharged && pattern_in(&entry, text) && !pattern_in(&paper, text);
}

static void
alert_add(Submission *submission, AlertKind kind, const char *text, const char *path)
{
        if (kind == ALERT_KIND_RETRACTION && alert_follows_discharge(submission, text))
                return;
        if (!alert_has(submission, kind))
                g_ptr_array_add(submission->alerts, submission_alert_new(kind, text, path));
}

/* Whether an announced file can be missing. */
static bool
alert_may_miss(const Submission *submission, const AlertWords *words)
{
        return !words->has_file && !words->is_notice && !alert_has(submission, ALERT_KIND_RETRACTION);
}

/* Whether the rule's kind may be raised at all by this mail. */
static bool
alert_may_raise(const Submission *submission, const AlertWords *words, const Rule *rule, bool passed_on)
{
        if (alert_has(submission, rule->kind))
                return false;
        if (passed_on && rule->kind != ALERT_KIND_BREACH && rule->kind != ALERT_KIND_DANGER &&
            rule->kind != ALERT_KIND_UNSAFE_CONTACT)
                return false;
        /* with an order attached a question asks for what is done anyway, after a graver alert for what that one brings */
        if ((rule->guard == ALONE || rule->guard == SURE_ALONE) && (words->has_file || submission->alerts->len > 0))
                return false;
        return rule->kind != ALERT_KIND_MISSING_ATTACHMENT || alert_may_miss(submission, words);
}

/* Whether the body speaks of what the title names, and takes it back: "Chaser" over "We will chase the court". */
static bool
alert_is_taken_back(AlertKind kind, const GPtrArray *sentences)
{
        if (kind != ALERT_KIND_CHASER && kind != ALERT_KIND_REQUEST && kind != ALERT_KIND_RETRACTION)
                return false;
        for (unsigned r = 0; r < G_N_ELEMENTS(rules); r++) {
                for (unsigned i = 0; rules[r].kind == kind && i < sentences->len; i++) {
                        const OwnSentence *sentence = g_ptr_array_index(sentences, i);
                        if (rules[r].shun.text[0] != '\0' && pattern_in(&rules[r].pattern, sentence->plain) &&
                            pattern_in(&rules[r].shun, sentence->plain))
                                return true;
                }
        }
        return false;
}

static bool
alert_is_incident(AlertKind kind)
{
        return kind == ALERT_KIND_BREACH || kind == ALERT_KIND_DANGER;
}

/* Whether the body answers what its title says of this kind. */
static bool
alert_is_answered(AlertKind kind, const AlertMail *mail)
{
        return alert_is_taken_back(kind, mail->words.body) || (alert_is_incident(kind) && incident_is_silent(mail));
}

/* The sentences of the body, or of the title over it; those that were passed on raise less. */
static void
alert_sentences(Submission *submission, const AlertWords *words, const AlertMail *mail, bool subject, bool passed_on)
{
        const GPtrArray *sentences = subject ? mail->words.title : mail->words.body;
        for (unsigned r = 0; r < G_N_ELEMENTS(rules); r++) {
                Rule *rule = &rules[r];
                if (rule->guard == ABOUT_SUBJECT && !subject)
                        continue;
                /* an answer's subject is the other side's; so are announcements in a subject */
                if (subject && rule->guard != ABOUT_SUBJECT &&
                    (rule->kind == ALERT_KIND_MISSING_ATTACHMENT || rule->kind == ALERT_KIND_REQUEST))
                        continue;
                for (unsigned i = 0; i < sentences->len && alert_may_raise(submission, words, rule, passed_on); i++) {
                        const OwnSentence *sentence = g_ptr_array_index(sentences, i);
                        if (!alert_rule_finds(rule, sentence->plain))
                                continue;
                        if (subject &&
                            (alert_is_answered(rule->kind, mail) || notice_is_denied_in_title(rule->kind, mail, i)))
                                break;
                        const bool is_weighed = !subject && rule->guard != SURE && rule->guard != SURE_ALONE;
                        if (is_weighed && alert_is_incident(rule->kind) && incident_is_excused(rule->kind, mail, i))
                                continue;
                        if (is_weighed && notice_is_denied(rule->kind, mail, i))
                                continue;
                        alert_add(submission, rule->kind, sentence->said, words->path);
                }
        }
}

/* Whether the words stand under an alert already. */
static bool
alert_is_shown(const Submission *submission, const char *text)
{
        for (unsigned i = 0; i < submission->alerts->len; i++) {
                if (g_str_equal(((const SubmissionAlert *) g_ptr_array_index(submission->alerts, i))->text, text))
                        return true;
        }
        return false;
}

/* What no rule on one sentence tells: the mail's sentences weighed together. */
static void
alert_incidents(Submission *submission, const AlertWords *words, const AlertMail *mail)
{
        static const AlertKind kinds[] = { ALERT_KIND_DANGER, ALERT_KIND_BREACH };
        for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++) {
                const int found = alert_has(submission, kinds[i]) ? -1 : incident_find(kinds[i], mail);
                if (found < 0)
                        continue;
                const OwnSentence *sentence = g_ptr_array_index(mail->words.body, (unsigned) found);
                /* danger in the same words says enough */
                if (!alert_is_shown(submission, sentence->said))
                        alert_add(submission, kinds[i], sentence->said, words->path);
        }
}

/* Somebody has rung 999, for a reason that the words above did not tell us. */
static void
alert_emergency(Submission *submission, const AlertWords *words, const AlertMail *mail)
{
        for (unsigned i = 0; i < mail->words.body->len; i++) {
                const OwnSentence *sentence = g_ptr_array_index(mail->words.body, i);
                if (alert_has(submission, ALERT_KIND_BREACH) || alert_has(submission, ALERT_KIND_DANGER))
                        return;
                if (incident_rings(sentence->plain))
                        alert_add(submission, ALERT_KIND_DANGER, sentence->said, words->path);
        }
}

/* Whether the words of this kind may be looked for. */
static bool
alert_may_notice(const Submission *submission, const AlertWords *words, AlertKind kind)
{
        if (alert_has(submission, kind))
                return false;
        if (kind == ALERT_KIND_MISSING_ATTACHMENT)
                return alert_may_miss(submission, words);
        /* what a service says of the link that it keeps ("deleted on Friday") is not about papers sent before */
        return kind != ALERT_KIND_RETRACTION || !words->is_notice;
}

/* What the sentence patterns do not know, in other words of the same senses; the title after the body, but an answer's. */
static void
alert_notices(Submission *submission, const AlertWords *words, const AlertMail *mail, bool is_answer)
{
        static const AlertKind kinds[] = { ALERT_KIND_RETRACTION,     ALERT_KIND_SENT_ELSEWHERE,
                                           ALERT_KIND_UNSAFE_CONTACT, ALERT_KIND_MISSING_ATTACHMENT,
                                           ALERT_KIND_CHASER,         ALERT_KIND_REQUEST };
        for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++) {
                if (!alert_may_notice(submission, words, kinds[i]))
                        continue;
                const GPtrArray *from = mail->words.body;
                /* with an order attached a question mostly asks for what is done anyway, after another alert for what that
                 * one brings; where one sentence takes back what it says another has to say more: it has to be clear */
                const bool is_beside =
                    (kinds[i] == ALERT_KIND_REQUEST && (words->has_file || submission->alerts->len > 0)) ||
                    alert_is_taken_back(kinds[i], mail->words.body);
                int found = notice_find(kinds[i], mail, is_beside);
                if (found < 0 && !is_answer && !is_beside) {
                        from = mail->words.title;
                        found = notice_find_in_title(kinds[i], mail);
                }
                if (found < 0)
                        continue;
                alert_add(submission, kinds[i], ((const OwnSentence *) g_ptr_array_index(from, (unsigned) found))->said,
                          words->path);
                submission->submitted_elsewhere |= kinds[i] == ALERT_KIND_SENT_ELSEWHERE;
        }
}

/* What stands between semicolons from a sentence on, or on the lines below a colon: "Distribution: the team; the officer in
 * the case; CPS." */
static char *
alert_whole_list(const GPtrArray *sentences, unsigned at)
{
        const OwnSentence *head = g_ptr_array_index(sentences, at);
        const bool has_lines = g_str_has_suffix(head->said, ":");
        g_autoptr(GString) whole = g_string_new(head->said);
        for (bool goes_on = has_lines || g_str_has_suffix(head->said, ";"); goes_on && at + 1 < sentences->len; at++) {
                const char *said = ((const OwnSentence *) g_ptr_array_index(sentences, at + 1))->said;
                goes_on = g_str_has_suffix(said, ";") || (has_lines && strpbrk(said, ".?!") == NULL);
                if (goes_on || !has_lines)
                        g_string_append_printf(whole, " %s", said);
        }
        return text_shorten(whole->str, OWN_SENTENCE);
}

static void
alert_elsewhere(Submission *submission, const AlertWords *words, const AlertMail *mail)
{
        for (unsigned i = 0; i < mail->words.body->len; i++) {
                const OwnSentence *sentence = g_ptr_array_index(mail->words.body, i);
                g_autofree char *listed = alert_whole_list(mail->words.body, i);
                if (elsewhere_lists(listed)) {
                        submission->submitted_elsewhere = true;
                        alert_add(submission, ALERT_KIND_SENT_ELSEWHERE, listed, words->path);
                        return;
                }
                if (!elsewhere_says(sentence->plain) || notice_is_denied(ALERT_KIND_SENT_ELSEWHERE, mail, i))
                        continue;
                submission->submitted_elsewhere = true;
                alert_add(submission, ALERT_KIND_SENT_ELSEWHERE, sentence->said, words->path);
                return;
        }
}

/* "Two documents are attached", and one came. */
static void
alert_counted(Submission *submission, const AlertWords *words, const AlertMail *mail)
{
        for (unsigned i = 0; words->files > 0 && !words->is_notice && i < mail->words.body->len; i++) {
                const OwnSentence *sentence = g_ptr_array_index(mail->words.body, i);
                g_autofree char *listed = alert_whole_list(mail->words.body, i);
                if (announced_count(sentence->plain, listed) <= words->files)
                        continue;
                alert_add(submission, ALERT_KIND_MISSING_ATTACHMENT, sentence->said, words->path);
                return;
        }
}

/* An empty mail whose subject names an order or papers: what was meant to come did not. */
static bool
alert_is_empty(const AlertWords *words, const GPtrArray *sentences)
{
        g_autofree char *subject = own_words_plain(words->subject == NULL ? "" : words->subject);
        return sentences->len == 0 && !words->has_file && !words->is_notice && words->passed_on == NULL &&
               announced_by_title(subject);
}

/* What a mail passes on speaks for itself where it adds few words of its own, or words that say no more than that it passes it on. */
static bool
alert_passes_on(const char *newest)
{
        enum { FEW = 120 };
        static Pattern below = { .text = "(?i)\\b(?:pass(?:ed|ing)? (?:it|this|that|them|these|the "
                                         "(?:below|e-?mail|message)) (?:on|to you)|(?:sent|e-?mailed|wrote|"
                                         "written) (?:me|us|to (?:me|us)) (?:this|the "
                                         "(?:below|following)|what)|(?:see|read|note) (?:the )?(?:e-?mails? |messages? "
                                         "|chain |thread )?below|forward(?:ing|ed)? (?:you )?(?:this|it|the "
                                         "(?:below|e-?mail|message)|below|on)|(?:received|had|got) "
                                         "(?:this|the (?:below|following|e-?mail below))|(?:the )?(?:below|following) "
                                         "(?:is|was|came|e-?mail|message)|(?:e-?mail|"
                                         "message) below)\\b" };
        return strlen(newest) < FEW || (strlen(newest) < 4 * FEW && pattern_in(&below, newest));
}

/* Outlook's own notice that a message is taken back. */
static void
alert_recall(Submission *submission, const AlertWords *words, const GPtrArray *sentences)
{
        static Pattern recall = { .text =
                                      "\\bwould like to recall the message\\b|\\bhoffai .{2,60} adalw'?r neges\\b" };
        for (unsigned i = 0; i < sentences->len; i++) {
                const OwnSentence *sentence = g_ptr_array_index(sentences, i);
                if (pattern_in(&recall, sentence->plain))
                        alert_add(submission, ALERT_KIND_RETRACTION, sentence->said, words->path);
        }
}

static void
alert_passed_on(Submission *submission, const AlertWords *words, const GPtrArray *title)
{
        g_autoptr(GPtrArray) older = own_words_sentences(words->passed_on);
        signature_drop(older);
        AlertMail mail = { .words = { .body = older, .title = title, .has_file = words->has_file } };
        g_autoptr(SentenceScores) scores = sentence_scores_new(&mail.words);
        mail.scores = scores;
        alert_sentences(submission, words, &mail, false, true);
        alert_incidents(submission, words, &mail);
}

void
alert_read(Submission *submission, const AlertWords *words)
{
        static Pattern answer = { .text = "(?i)^\\W*(?:re|aw|sv|ateb)\\b\\s*:" };
        const char *subject = words->subject == NULL ? "" : words->subject;
        g_autoptr(GPtrArray) sentences = own_words_sentences(words->newest);
        if (words->is_recall_only) {
                alert_recall(submission, words, sentences);
                return;
        }
        if (bulk_is(subject, words->newest))
                return;
        signature_drop(sentences);
        const bool is_answer = pattern_in(&answer, subject);
        g_autoptr(GPtrArray) title = own_words_sentences(subject);
        AlertMail mail = { .words = { .body = sentences, .title = title, .has_file = words->has_file } };
        g_autoptr(SentenceScores) scores = sentence_scores_new(&mail.words);
        mail.scores = scores;
        alert_elsewhere(submission, words, &mail);
        /* what the sender says himself names the alert; the subject counts where the body says nothing of it */
        alert_sentences(submission, words, &mail, false, false);
        alert_incidents(submission, words, &mail);
        if (!is_answer)
                alert_sentences(submission, words, &mail, true, false);
        alert_emergency(submission, words, &mail);
        alert_notices(submission, words, &mail, is_answer);
        alert_counted(submission, words, &mail);
        if (words->passed_on != NULL && alert_passes_on(words->newest))
                alert_passed_on(submission, words, title);
        if (alert_is_empty(words, sentences))
                alert_add(submission, ALERT_KIND_MISSING_ATTACHMENT, subject, words->path);
}

void
alert_prepare(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(rules); i++) {
                (void) pattern_in(&rules[i].pattern, "");
                (void) pattern_in(&rules[i].shun, "");
        }
        (void) elsewhere_says("");
        (void) elsewhere_lists("");
        announced_prepare();
        (void) bulk_is("", "unsubscribe");
        signature_prepare();
        incident_prepare();
        notice_prepare();
}
