#include "parsers/order/notice.h"

#include "parsers/mail/own_words.h"
#include "parsers/order/pattern.h"
#include "parsers/order/sentence_weight.h"
#include "parsers/order/view.h"

#include <string.h>

typedef struct {
        AlertKind kind;
        Pattern pattern, shun;
} Notice;

static Notice rules[] = {
#define NOTICE(kind, pattern, shun) { ALERT_KIND_##kind, { .text = pattern }, { .text = shun } },
#include "parsers/order/notice_rule.def"
#undef NOTICE
};

static bool
notice_says(AlertKind kind, const char *senses)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(rules); i++) {
                if (rules[i].kind == kind && pattern_in(&rules[i].pattern, senses) &&
                    !pattern_in(&rules[i].shun, senses))
                        return true;
        }
        return false;
}

/* In sixteenths of a nat, what is asked for besides where something else is the matter, and what the senses forgo. */
enum { BESIDE = 12, BY_SENSES = 4 };

typedef struct {
        AlertKind kind;
        SentenceWeight weight;
        int least;  /* what the weights have to exceed, in sixteenths of a nat: the less, the worse a miss */
        int denied; /* below it a rule is wrong */
} Hearing;

static const Hearing hearings[] = {
        { ALERT_KIND_RETRACTION, SENTENCE_WEIGHT_RETRACTION, -2, -12 },
        { ALERT_KIND_SENT_ELSEWHERE, SENTENCE_WEIGHT_SENT_ELSEWHERE, 5, -40 },
        { ALERT_KIND_MISSING_ATTACHMENT, SENTENCE_WEIGHT_MISSING_ATTACHMENT, -10, -72 },
        { ALERT_KIND_CHASER, SENTENCE_WEIGHT_CHASER, 3, -32 },
        { ALERT_KIND_REQUEST, SENTENCE_WEIGHT_REQUEST, -6, -26 },
        { ALERT_KIND_UNSAFE_CONTACT, SENTENCE_WEIGHT_UNSAFE_CONTACT, 7, -34 },
};

/* NULL for kinds without weights of a notice. */
static const Hearing *
notice_hearing(AlertKind kind)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(hearings); i++) {
                if (hearings[i].kind == kind)
                        return &hearings[i];
        }
        return NULL;
}

/* "Further to our e-mail of 2 October we attach the statement": an earlier mail is named, and nothing asks after it. */
static bool
notice_only_refers(const char *plain)
{
        static Pattern refers = {
                .text =
                    "\\b(?:further|reference|referring|refer|following|addition)(?: on)?(?: to| from)? (?:our|my|the) "
                    "(?:\\w+ ){0,3}?(?:e ?mails?|letters?|messages?|correspondence)\\b"
        };
        static Pattern asks = {
                .text = "\\b(?:no|not|never|nothing|none|nor|nobody|without|un\\w+|yet|still|again|re "
                        "?sen[dt]\\w*|sent|send|"
                        "second|third|re|answer\\w*|repl\\w+|respon[ds]\\w*|acknowledg\\w*|hear\\w*|confirm\\w*|"
                        "receiv\\w*|receipt|a?wait\\w*|remind\\w*|chas\\w+|update|news|progress|when|why|whether|what|"
                        "urgent\\w*|overdue|outstanding|ago|grateful|kindly|please(?! (?:find|see)))\\b|\\?"
        };
        return pattern_in(&refers, plain) && !pattern_in(&asks, plain);
}

/* "Thank you for acknowledging mine of the 10th": he has what a chaser asks for, or is the one who answers. */
static bool
notice_only_thanks(const char *plain)
{
        static Pattern thanks = { .text = "^(?:\\w+ )?(?:thanks?|thank you|grateful|much obliged|diolch)\\b[\\w' "
                                          "]{0,20}? (?:for|am) (?:acknowledging|confirming|"
                                          "replying|(?:your|the) (?:\\w+ "
                                          ")?(?:acknowledge?ment|reply|answer|response|confirmation|receipt))\\b" };
        static Pattern answers = {
                .text = "\\b(?:needs?|expects?|requires?|wants?) (?:nothing|no (?:answer|reply|response))\\b|\\bnot be "
                        "chasing\\b|\\b(?:the|her|his|my|our|their|short) answer (?:is|was)\\b|\\bon your behalf\\b|"
                        "\\b(?:not|never|no need to|need not) (?:\\w+ )?(?:ask|trouble you|wait|look|press) for "
                        "(?:a|an|any|your) (?:reply|answer|acknowledge?ment|response)\\b"
        };
        if (pattern_in(&answers, plain))
                return true;
        static Pattern asks = { .text = "\\b(?:but|however|although|though|yet|still|advance|anticipation|await\\w*|"
                                        "look(?:ing)? forward)\\b|\\?" };
        return pattern_in(&thanks, plain) && !pattern_in(&asks, plain);
}

/* "You said that you had received nothing": it is the writer who kept somebody waiting. */
static bool
notice_only_ours(const char *plain)
{
        static Pattern ours = { .text = "\\b(?:you|your \\w+) (?:had |have |kindly |rightly "
                                        ")?(?:said|wrote|say|write|told (?:me|us)|mentioned|asked)\\b"
                                        "[\\w' ]{0,30}\\byou (?:had|have|did|d) "
                                        "not\\b|\\b(?:apologi[sz]e|apologies|sorry|regret)\\b[\\w' ]{0,24}\\b"
                                        "(?:that |if |for )?you (?:had|have|have had|got|were|did not|never)\\b[\\w' "
                                        "]{0,20}\\b(?:no|not|nothing|"
                                        "unanswered|without|waiting|chase|get|have|hear)\\b|\\byou (?:are|were) right "
                                        "to (?:chase|remind|ask)\\b" };
        static Pattern theirs = {
                .text = "\\b(?:i|we) (?:have |had |did |still |also |ve )*(?:not|never|no)\\b[\\w' ]{0,20}\\b(?:heard|"
                        "received|had|answer|reply|got)\\b|\\?"
        };
        return pattern_in(&ours, plain) && !pattern_in(&theirs, plain);
}

/* "Kindly revert with your acknowledgement": what everybody writes under a first mail. */
static bool
notice_only_asks_receipt(const char *plain)
{
        static Pattern asks = { .text = "^(?:(?:please|pls|kindly|pfa|grateful|thanking)\\b.{0,60})?\\b(?:revert|"
                                        "acknowledge|reply|respond|line|note)\\b "
                                        "?(?:with|of|on|by|to say|safe|me|us)?[\\w' "
                                        "]{0,24}\\b(?:acknowledge?ment|receipt|return|confirmation|it is "
                                        "on)\\b" };
        static Pattern waits = {
                .text = "\\b(?:no|not|never|nothing|yet|still|again|once more|chas\\w+|remind\\w*|sent|ago|since|"
                        "over ?due|outstanding|a?wait\\w*|days|weeks|urgent\\w*|any|last|second|third|our (?:e ?mail|"
                        "letter|order) (?:of|sent|dated)|attempt|have you|did you)\\b|\\?"
        };
        return pattern_in(&asks, plain) && !pattern_in(&waits, plain);
}

/* "No other police station has it"; "the officer gave me a copy". */
static bool
notice_only_here(const char *plain)
{
        static Pattern here = {
                .text = "\\bno other (?:\\w+ ){0,2}?(?:police|force|station|constabulary|unit|team)\\b|\\b(?:nobody|no "
                        "one|nowhere) "
                        "else\\b[\\w' ]{0,20}\\b(?:has|have|had|holds?|been|sent|told|given|got)\\b"
                        "|\\b(?:sent|gone|went|given|gave|lodged)\\b[\\w' ]{0,16}\\b(?:nowhere|nobody|no one) "
                        "else\\b|\\bnot (?:been "
                        ")?(?:sent|given|lodged)\\b[\\w' ]{0,20}\\b(?:anywhere|anyone|anybody) else\\b|\\bto you "
                        "alone\\b|\\b(?:it|they) (?:is|are) (?:on|in|with|attached to) this (?:e ?mail|message)\\b"
        };
        static Pattern to_me = { .text = "\\b(?:gave|given|handed|sent|emailed|posted|passed|provided|supplied)(?: it| "
                                         "this| them)?(?: to)? (?:me|us)\\b" };
        static Pattern by_me = { .text =
                                     "\\b(?:i|we|client|she|also)(?: \\w+){0,3}? "
                                     "(?:gave|given|handed|sent|emailed|posted|passed|took(?! (?:a |this |the |some "
                                     ")?(?:picture|photo|screen))|taken|lodged|dropped|"
                                     "provided|supplied|forwarded|showed|uploaded|submitted|copied|filed|filled|"
                                     "entered|lodged|put)\\b(?!(?: it| this| them)?(?: to)? (?:me|us))" };
        return pattern_in(&here, plain) || (pattern_in(&to_me, plain) && !pattern_in(&by_me, plain));
}

/* "The court told me that the police should have it": it is sent because of that, and to no other police. */
static bool
notice_only_told_to(const char *plain)
{
        static Pattern told = { .text = "\\b(?:told|said|says|advised|asked|suggested)\\b[\\w' ]{0,30}\\b(?:to "
                                        "(?:let|send|give|get|take|bring|show|"
                                        "copy)|(?:let|send|give) (?:it |this |a copy )?(?:to )?(?:the "
                                        ")?(?:police|you)|needs? to|should|must|ought to|"
                                        "can|could|have to)\\b[\\w' ]{0,30}\\b(?:police|you)\\b|\\bpolice "
                                        "(?:need|needed|should|must|ought|have) to "
                                        "(?:have|get|see|know|be)\\b" };
        static Pattern went = {
                .text = "\\b(?:have|has|had|was|were|ve|been|already|also) (?:\\w+ )?(?:sent|given|handed|emailed|"
                        "taken|shown|lodged|uploaded|copied|posted|gone)\\b|\\b(?:i|we|they|she) (?:sent|gave|handed|"
                        "emailed|took|showed|posted|uploaded|dropped|left)\\b|\\btook (?:\\w+ )?(?:pictures?|photos?|"
                        "photographs?|cop(?:y|ies)|scans?)\\b|\\b(?:scanned|photographed|photocopied) "
                        "(?:it|them|the|my|this|every|all)\\b"
        };
        return pattern_in(&told, plain) && !pattern_in(&went, plain);
}

/* "Witness care gave me a copy", "the copy the officer sent us": it came to the writer, and went nowhere from there. */
static bool
notice_only_received(const char *plain)
{
#define HANDED "(?:gave|given|handed|sent|provided|supplied|passed|emailed|posted|forwarded)"
        static Pattern came = { .text = "\\b" HANDED
                                        " (?:it |this |one |that )?(?:on )?(?:to |with )?(?:me|us)\\b|\\b(?:i|we) "
                                        "(?:was|were|have been|had been|ve been) (?:\\w+ )?" HANDED "\\b" };
        static Pattern went = { .text = "\\b(?:" HANDED
                                        "|e mailed|uploaded|copied|cc d|cced|lodged|filed|delivered|shared|showed|"
                                        "shown|dropped|submitted|taken|took (?:it|this|a copy|the|one)|popped|put "
                                        "(?:it|this|them|the order)|went|left|"
                                        "has|have|had|received)\\b" };
#undef HANDED
        if (!pattern_in(&came, plain))
                return false;
        g_autofree char *rest = pattern_replace(&came, plain, "");
        return !pattern_in(&went, rest);
}

/* "Her housing officer has a copy": an officer of something else, and nobody of the police. */
static bool
notice_only_other_officers(const char *plain)
{
        static Pattern officers = {
                .text = "\\b(?:data protection|court|probation|housing|tenancy|prison|customs|welfare|information|"
                        "enforcement|chief executive|duty (?:court|legal)|environmental "
                        "health|attendance|council|benefits?|"
                        "careers|planning|licensing|admissions|pastoral|cafcass|trading standards|visa|"
                        "(?:council|court|housing|nhs|hospital) liaison) "
                        "officers?\\b|\\b(?:liaison|support|reception|duty) "
                        "officers? (?:at|from|of|in) (?:the |her |his |my )?(?:\\w+ "
                        ")?(?:council|school|college|hospital|housing|homes|"
                        "court|trust)\\b"
        };
        if (!pattern_in(&officers, plain))
                return false;
        g_autofree char *rest = pattern_replace(&officers, plain, "landlord");
        g_autofree char *senses = sense_of(SENSE_OF_NOTICE, rest);
        return strchr(senses, 'p') == NULL;
}

/* "It was served by West Yorkshire officers": who served it was given it for that, and for nobody's file. */
static bool
notice_only_served(const char *plain)
{
        static Pattern served = {
                .text = "\\b(?:served|executed)(?: \\w+){0,4}? by (?:\\w+ ){0,4}?(?:police(?: officers?)?|officers?|"
                        "p[cs]s?|pcsos?|constables?|constabulary)\\b(?: \\d+)?"
        };
        if (!pattern_in(&served, plain))
                return false;
        g_autofree char *rest = pattern_replace(&served, plain, "served");
        g_autofree char *senses = sense_of(SENSE_OF_NOTICE, rest);
        static Pattern kept = { .text = "\\b(?:cop(?:y|ies)|(?:they|she|he) (?:also )?(?:has|have|holds?|kept))\\b" };
        return strchr(senses, 'p') == NULL && !pattern_in(&kept, rest);
}

/* "Please disregard the DRAFT that our scanner prints": a mark on a paper that stays. */
static bool
notice_only_marks(const char *plain)
{
        static Pattern marks = {
                .text =
                    "\\b(?:disregard|ignore|overlook|never mind|take no notice of|pay no attention to|mind)\\b (?:the "
                    "|any |"
                    "our |that |what |my )?(?:\\w+ ){0,2}?(?:draft(?= "
                    "(?:that|which|on|in|across|over|at))|specimen|watermark|"
                    "stamp|words?|heading|header|footer|file ?name|title|handwriting|scribble|pencil|ink|post "
                    "it|sticker|stain|"
                    "mark|line across|blank (?:pages?|sheets?)|page number\\w*|bundle number\\w*|typo|spelling|smudge|"
                    "staple|crease|fold)\\b"
        };
        static Pattern papers = {
                .text = "\\b(?:e ?mail|message|attachment|version|previous|earlier|first|last|wrong)\\b"
        };
        return pattern_in(&marks, plain) && !pattern_in(&papers, plain);
}

/* "Your officer explained why": he is the reader's own, and was given nothing. */
static bool
notice_only_yours(const char *plain)
{
        static Pattern yours = { .text = "\\byour (?:own )?(?:\\w+ )?(?:officers?|colleagues?|teams?|station|counter|"
                                         "force|control room|sergeant|inspector|p[cs]s?|dcs?)\\b" };
        static Pattern gave = { .text =
                                    "\\b(?:gave|given|handed|sent|e ?mailed|posted|copied|took|taken|showed|shown|"
                                    "upload\\w*|submitted|lodged|photograph\\w*|scanned|left|dropped|forwarded|form|"
                                    "portal|website|kept|keeps|(?:has|have|had|got) (?:it|one|a copy|the order))\\b" };
        if (!pattern_in(&yours, plain) || pattern_in(&gave, plain))
                return false;
        g_autofree char *rest = pattern_replace(&yours, plain, "you");
        g_autofree char *senses = sense_of(SENSE_OF_NOTICE, rest);
        return strchr(senses, 'p') == NULL;
}

/* "Should she move to Surrey, we shall send them a copy": nobody has one. */
static bool
notice_only_if(const char *plain)
{
        static Pattern later = {
                .text = "^(?:(?:and|but|also|so|then) )?(?:should|if|were|unless|once|when|in the "
                        "event)\\b.*\\b(?:shall|will|would|ll|can)"
                        " (?:\\w+ )?(?:send|give|hand|e ?mail|forward|provide|copy|let|lodge|pass|tell|notify)\\b"
        };
        return pattern_in(&later, plain);
}

/* "I will e-mail the order as an attachment once it is sealed": nothing was to come with this mail. */
static bool
notice_only_promises(const char *plain)
{
        static Pattern later = {
                .text =
                    "\\b(?:will|shall|ll|going to|hope to|intend to) (?:then |also |be )?(?:e ?mail|send|forward|"
                    "attach|enclose|sending|attaching|let you have|provide|supply)\\w*\\b[\\w' ]{0,60}\\b(?:as soon as|"
                    "once|when|after|later|tomorrow|shortly|separately|in due course|next week|on (?:mon|tues|"
                    "wednes|thurs|fri)day|by (?:mon|tues|wednes|thurs|fri)day)\\b"
        };
        static Pattern now = { .text = "\\b(?:is|are|am|i|we|have|please find|now|herewith|hereby) "
                                       "(?:\\w+ )?(?:attach\\w*|enclos\\w*)\\b|^(?:attach|enclos|amgae)" };
        return pattern_in(&later, plain) && !pattern_in(&now, plain);
}

/* "It had the order attached", "the order attached to my e-mail of 18 November": what came with another mail, or is known. */
static bool
notice_only_earlier(const char *plain)
{
        static Pattern earlier = {
                .text =
                    "\\b(?:it|that|which|e ?mail|message|letter|one) had (?:[\\w']+ ){0,6}?(?:attached|enclosed)\\b|"
                    "\\b(?:attached|enclosed|appended) (?:to|with) (?:my|our|the|his|her) (?:[\\w']+ ){0,2}?(?:e ?mail|"
                    "message|letter) (?:of|dated|sent|on)\\b|\\bthe (?:enclosed|attached) (?:will|is) (?:be "
                    ")?(?:familiar|known) to you\\b"
        };
        return pattern_in(&earlier, plain);
}

/* "The judge said that both forces should have it": whether they do is not said. */
static bool
notice_only_ought(const char *plain)
{
        static Pattern ought = { .text =
                                     "\\b(?:should|ought to|must|needs? to) (?:also |both |each )?(?:have|get|be given|"
                                     "receive|be sent) (?:it|one|a copy|this|the order|sight)\\b" };
        static Pattern done = {
                .text = "\\b(?:was|were|has|have been|has been|ve|have|i|we) (?:also |already |now |duly |since "
                        ")?(?:sent|given|e ?mailed|handed|delivered|provided|copied|posted|gave|left|lodged|"
                        "forwarded|supplied)\\b|\\b(?:so|and) (?:they )?(?:do|does|has|have)\\b"
        };
        return pattern_in(&ought, plain) && !pattern_in(&done, plain);
}

/* "Amgaeaf y gorchymyn": who encloses it asks after nothing. */
static bool
notice_only_encloses(const char *plain)
{
        static Pattern encloses = { .text =
                                        "\\b(?:amgae\\w*|amg(?:au|áu)\\w*|atod(?:af|wn|ir|wyd)|ynghlwm|gweler)\\b" };
        static Pattern asks = { .text = "\\b(?:eto|ateb|eilwaith|clywed|anfon(?:ais|wyd|asom))\\b|\\?" };
        return pattern_in(&encloses, plain) && !pattern_in(&asks, plain);
}

/* "When an officer is standing in a kitchen he needs the answer in a minute": nobody asks for it now. */
static bool
notice_only_supposes(const char *plain)
{
        static Pattern supposes = {
                .text = "^(?:(?:and|but|so|e\\.?g\\.?) )?(?:when|whenever|if|suppose) (?:an?|some|any) \\w+ "
                        "(?:is|has|rings|calls|asks|wants|turns)\\b[^?]*$"
        };
        return pattern_in(&supposes, plain);
}

/* What weighs like this kind and says the contrary. */
static bool
notice_is_contrary(AlertKind kind, const char *plain)
{
        return (kind == ALERT_KIND_RETRACTION && notice_only_marks(plain)) ||
               (kind == ALERT_KIND_REQUEST && notice_only_supposes(plain)) ||
               (kind == ALERT_KIND_CHASER &&
                (notice_only_refers(plain) || notice_only_thanks(plain) || notice_only_ours(plain) ||
                 notice_only_asks_receipt(plain) || notice_only_encloses(plain))) ||
               (kind == ALERT_KIND_MISSING_ATTACHMENT && (notice_only_promises(plain) || notice_only_earlier(plain))) ||
               (kind == ALERT_KIND_SENT_ELSEWHERE &&
                (notice_only_here(plain) || notice_only_received(plain) || notice_only_other_officers(plain) ||
                 notice_only_served(plain) || notice_only_told_to(plain) || notice_only_yours(plain) ||
                 notice_only_if(plain) || notice_only_ought(plain)));
}

/* The sentence of the body, or of the title, that weighs most, where it exceeds what its kind asks for and more; or -1. */
static int
notice_heard(AlertKind kind, const AlertMail *mail, bool in_title, int more)
{
        const Hearing *hearing = notice_hearing(kind);
        if (hearing == NULL)
                return -1;
        const GPtrArray *sentences = in_title ? mail->words.title : mail->words.body;
        int most = hearing->least + more, found = -1;
        for (unsigned at = 0; at < sentences->len; at++) {
                const int sum = in_title ? sentence_scores_of_title(mail->scores, hearing->weight, at)
                                         : sentence_scores_of(mail->scores, hearing->weight, at);
                const OwnSentence *sentence = g_ptr_array_index(sentences, at);
                if (sum <= most || notice_is_contrary(kind, sentence->plain))
                        continue;
                most = sum;
                found = (int) at;
        }
        return found;
}

bool
notice_is_denied(AlertKind kind, const AlertMail *mail, unsigned at)
{
        const Hearing *hearing = notice_hearing(kind);
        const OwnSentence *sentence = g_ptr_array_index(mail->words.body, at);
        if (notice_is_contrary(kind, sentence->plain))
                return true;
        return hearing != NULL && sentence_scores_of(mail->scores, hearing->weight, at) < hearing->denied;
}

bool
notice_is_denied_in_title(AlertKind kind, const AlertMail *mail, unsigned at)
{
        const Hearing *hearing = notice_hearing(kind);
        if (hearing == NULL || mail->words.body->len == 0 ||
            sentence_scores_of_title(mail->scores, hearing->weight, at) >= hearing->denied)
                return false;
        for (unsigned i = 0; i < mail->words.body->len; i++) {
                if (sentence_scores_of(mail->scores, hearing->weight, i) >= hearing->denied)
                        return false;
        }
        return true;
}

int
notice_find(AlertKind kind, const AlertMail *mail, bool is_beside)
{
        const Hearing *hearing = notice_hearing(kind);
        const GPtrArray *sentences = mail->words.body;
        for (unsigned i = 0; i < sentences->len && !is_beside && hearing != NULL; i++) {
                const OwnSentence *sentence = g_ptr_array_index(sentences, i);
                g_autofree char *senses = sense_of(SENSE_OF_NOTICE, sentence->plain);
                const int sum = sentence_scores_of(mail->scores, hearing->weight, i);
                if (sum > hearing->least - BY_SENSES && notice_says(kind, senses) && !notice_is_denied(kind, mail, i))
                        return (int) i;
        }
        return notice_heard(kind, mail, false, is_beside ? BESIDE : 0);
}

int
notice_find_in_title(AlertKind kind, const AlertMail *mail)
{
        return notice_heard(kind, mail, true, 0);
}

void
notice_prepare(void)
{
        sense_prepare();
        for (unsigned i = 0; i < G_N_ELEMENTS(rules); i++) {
                (void) pattern_in(&rules[i].pattern, "");
                (void) pattern_in(&rules[i].shun, "");
        }
        (void) notice_only_refers("further to our email");
        (void) notice_only_thanks("thank you for");
        (void) notice_only_marks("");
        (void) notice_only_ours("");
        (void) notice_only_supposes("");
        (void) notice_only_asks_receipt("");
        (void) notice_only_here("");
        (void) notice_only_other_officers("");
        (void) notice_only_served("");
        (void) notice_only_told_to("");
        (void) notice_only_yours("your officer");
        (void) notice_only_if("");
        (void) notice_only_promises("will send it once");
        (void) notice_only_earlier("");
        (void) notice_only_ought("should have it");
        (void) notice_only_encloses("amgaeaf");
}
