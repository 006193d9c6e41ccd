#include "parsers/order/incident.h"

#include "parsers/mail/own_words.h"
#include "parsers/order/pattern.h"
#include "parsers/order/sense.h"
#include "parsers/order/sentence_weight.h"
#include "parsers/order/view.h"

#include <string.h>

enum { ACT, BESIDE, ABOUT };

typedef struct {
        AlertKind kind;
        int part, weight;
        Pattern pattern;
} Weight;

static Weight weights[] = {
#define INCIDENT(kind, weight, pattern) { ALERT_KIND_##kind, ACT, weight, { .text = pattern } },
#define BESIDE(kind, weight, pattern)   { ALERT_KIND_##kind, BESIDE, weight, { .text = pattern } },
#define ABOUT(kind, weight, pattern)    { ALERT_KIND_##kind, ABOUT, weight, { .text = pattern } },
#include "parsers/order/incident_rule.def"
#undef INCIDENT
#undef BESIDE
#undef ABOUT
};

/* What a sentence needs to be a report, and what the mail around it adds. */
enum { ENOUGH_BREACH = 5, ENOUGH_DANGER = 4, OF_A_PRIVATE_PERSON = 1, OF_A_SERVER = 0, AFTER_HISTORY = -2, NEARBY = 1 };

/* What the weights of a sentence have to exceed, in sixteenths of a nat: a mail that brings a file tells what stands in it.
 * Below the third and fourth a rule is wrong, too; above the fifth it tells of a danger, below the sixth of none, whatever a
 * rule says; the seventh is asked of what the senses alone find; the last is asked of a sentence beside one that weighs more and tells of the other kind. */
enum {
        HEARD_ALONE = -3,
        HEARD_WITH_FILE = 2,
        DENIED_ALONE = -20,
        DENIED_WITH_FILE = -16,
        DANGEROUS = 16,
        NOT_DANGEROUS = -16,
        HEARD_BY_SENSES = -6,
        CLEAR_BESIDE = 32
};

typedef enum { WRITER_OTHER, WRITER_PRIVATE, WRITER_SERVER, WRITER_OF_THE_OTHER_SIDE } Writer;

/* a duty, a condition, a denial before the act in its clause */
static Pattern governed = { .text = "[NMIF][^.,+?]{0,8}$" };
/* a cry for help may be polite */
static Pattern denied = { .text = "[NIF][^.,+?]{0,8}$" };
static Pattern excused = { .text = "Q|^.{0,4}L|[AG]_?M" };
static Pattern told = { .text = "L" };
/* what the sentence before or after adds */
static Pattern nearby = { .text = "[TE62]" };
static Pattern news = { .text = "T|S[^.]{0,6}[OEJ]|[OJ][^.]{0,4}<[^.]{0,3}J" };

/* Who writes decides whom "me" means: the process server who was shouted at is no protected person. */
static Writer
incident_writer(const GPtrArray *sentences)
{
        static Pattern other_side = { .text = "\\bact(?:ing)? (?:for|on behalf of) the (?:respondent|defendant)\\b" };
        static Pattern professional = {
                .text = "\\bclients?\\b|\\bwe "
                        "act\\b|\\binstructed\\b|\\btenants?\\b|\\bpupils?\\b|\\bapplicant\\b|\\bcustody\\b"
        };
        static Pattern server = {
                .text =
                    "\\b(?:i|we) (?:\\w+ )?(?:served|effected|attempted)\\b|^served\\b|\\bwas served (?:at|by|in|on) |"
                    "\\bserved (?:him|at|in person|\\d)|\\battempted service\\b|\\bservice (?:was )?effected\\b|"
                    "\\bprocess serv|\\bstatement (?:of service )?attached|\\bcert\\w* attached|\\b(?:and|then) "
                    "served\\b|\\b(?:good|proper) service\\b|\\bpapers left\\b"
        };
        static Pattern self = { .text = "\\b(?:i|me|my|im|us)\\b" };
        bool is_server = false, is_professional = false, is_self = false;
        for (unsigned i = 0; i < sentences->len; i++) {
                const char *plain = ((const OwnSentence *) g_ptr_array_index(sentences, i))->plain;
                if (pattern_in(&other_side, plain))
                        return WRITER_OF_THE_OTHER_SIDE;
                is_server = is_server || pattern_in(&server, plain);
                is_professional = is_professional || pattern_in(&professional, plain);
                is_self = is_self || pattern_in(&self, plain);
        }
        if (is_professional)
                return WRITER_OTHER;
        if (is_server)
                return WRITER_SERVER;
        return is_self ? WRITER_PRIVATE : WRITER_OTHER;
}

static int
incident_of(Writer writer)
{
        if (writer == WRITER_PRIVATE)
                return OF_A_PRIVATE_PERSON;
        return writer == WRITER_SERVER ? OF_A_SERVER : 0;
}

/* The senses of every sentence, of char*. */
static GPtrArray *
incident_senses(const GPtrArray *sentences, Writer writer)
{
        GPtrArray *senses = g_ptr_array_new_with_free_func(g_free);
        for (unsigned i = 0; i < sentences->len; i++) {
                char *sense =
                    sense_of(SENSE_OF_INCIDENT, ((const OwnSentence *) g_ptr_array_index(sentences, i))->plain);
                g_ptr_array_add(senses, writer == WRITER_SERVER ? g_strdelimit(sense, "emR", '_') : sense);
        }
        return senses;
}

static bool
incident_is_governed(const char *senses, size_t start)
{
        g_autofree char *before = g_strndup(senses, start);
        return pattern_in(senses[start] == '!' ? &denied : &governed, before);
}

/* The weight of the gravest act that nothing in its clause takes back; 0 for none. */
static int
incident_act(AlertKind kind, const char *senses)
{
        int gravest = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(weights); i++) {
                Weight *row = &weights[i];
                if (row->kind != kind || row->part != ACT || row->weight <= gravest)
                        continue;
                /* an act that is taken back may stand before one that is not */
                for (const char *from = senses; *from != '\0';) {
                        size_t start = 0, end = 0;
                        if (!pattern_span(&row->pattern, from, &start, &end))
                                break;
                        if (!incident_is_governed(senses, (size_t) (from - senses) + start)) {
                                gravest = row->weight;
                                break;
                        }
                        from += start + 1;
                }
        }
        return gravest;
}

static int
incident_sum(AlertKind kind, int part, const char *senses)
{
        int sum = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(weights); i++) {
                Weight *row = &weights[i];
                if (row->kind == kind && row->part == part && pattern_in(&row->pattern, senses))
                        sum += row->weight;
        }
        return sum;
}

/* Whether what a sentence tells lies before the order: it goes on with a history begun earlier. */
static bool
incident_is_history(const GPtrArray *senses, unsigned at)
{
        for (unsigned i = at; i > 0; i--) {
                const char *earlier = g_ptr_array_index(senses, i - 1);
                if (pattern_in(&news, earlier))
                        return false;
                if (strchr(earlier, 'L') != NULL)
                        return true;
        }
        return false;
}

/* Whether the weights speak against what a rule found. */
static bool
incident_is_denied(AlertKind kind, const AlertMail *mail, unsigned at)
{
        if (kind == ALERT_KIND_DANGER && sentence_scores_of(mail->scores, SENTENCE_WEIGHT_DANGER, at) < NOT_DANGEROUS)
                return true;
        const int least = mail->words.has_file ? DENIED_WITH_FILE : DENIED_ALONE;
        return sentence_scores_of(mail->scores, SENTENCE_WEIGHT_REPORT, at) < least;
}

/* Whether the weights let the senses have their way: a report, or something that is dangerous if it is one. */
static bool
incident_is_sensed(AlertKind kind, const AlertMail *mail, unsigned at)
{
        const int report = sentence_scores_of(mail->scores, SENTENCE_WEIGHT_REPORT, at);
        return report > HEARD_BY_SENSES ||
               (kind == ALERT_KIND_DANGER && report > 2 * HEARD_BY_SENSES &&
                sentence_scores_of(mail->scores, SENTENCE_WEIGHT_DANGER, at) > 2 * DANGEROUS);
}

/* "The respondent has not breached the order." */
static bool
incident_is_none(const char *plain)
{
        static Pattern none = {
                .text = "\\b(?:has|have) (?:not|never) (?:\\w+ )?(?:breached|broken|disobeyed|contravened)\\b"
        };
        static Pattern but = {
                .text = "\\b(?:but|until|before|except|although|though|however|only|says?|claims?|the first)\\b"
        };
        return pattern_in(&none, plain) && !pattern_in(&but, plain);
}

/* "I got my order after he kept ringing", "the judge found that he had followed her": that is why there is an order. */
static bool
incident_is_why(const char *plain)
{
        static Pattern why = { .text =
                                   "\\b(?:got|gained|obtained|given|granted|had|took out|won) (?:[\\w']+ "
                                   "){0,4}?(?:order|injunction|nmo|"
                                   "non mol\\w*)\\b[\\w', "
                                   "]{0,40}\\b(?:after|because)\\b|\\b(?:court|judge|bench|recorder|jury|magistrates) "
                                   "(?:[\\w']+ )?(?:found|accepted|held|concluded|was satisfied|were "
                                   "satisfied)\\b|\\b(?:she|applicant|client|wife|mother) told (?:the "
                                   ")?(?:court|judge|bench|magistrates) (?:that|how|of)\\b|"
                                   "\\b(?:scenario|role play|case study|worked example|declined to find|made no "
                                   "findings?|not satisfied that)\\b" };
        static Pattern lately = { .text = "\\b(?:again|today|yesterday|tonight|last night|since (?:the order|service)|"
                                          "this (?:morning|afternoon|evening|week)|still|now)\\b" };
        return pattern_in(&why, plain) && !pattern_in(&lately, plain);
}

/* "He drives past on his way to work, but the order allows that." */
static bool
incident_is_allowed(const char *plain)
{
        static Pattern allowed = {
                .text =
                    "\\b(?:which|order|orders|injunction|it|that|this|paragraph \\d+\\w?|terms?|exceptions?|nmo|judge|"
                    "court) (?:(?:does|expressly|specifically|still|also|now) )*(?:allow|permit|let)(?:s|ed)?\\b|"
                    "\\b(?:that|which|this|it|he) is (?:(?!not\\b|never\\b|only\\b)\\w+ )?(?:allowed|permitted|within "
                    "(?:the|its) terms|(?:not|no) "
                    "(?:a )?breach|not (?:in )?breach|not forbidden|not prohibited)\\b|\\bin(?:stead| place| lieu) of "
                    "(?:an|the|any) order\\b"
        };
        return pattern_in(&allowed, plain);
}

/* "When an officer is standing in a kitchen with a man who ...": nobody is. "He has not been heard of since." */
static bool
incident_is_supposed(const char *plain)
{
        static Pattern supposed = {
                .text =
                    "^(?:(?:and|but|so|e\\.?g\\.?|for (?:example|instance),?|what (?:happens|do we "
                    "do)|imagine|suppose|say) )*"
                    "(?:when|whenever|if|where|that|we have heard of|i have heard of|in (?:one|another|some) cases?) "
                    "(?:an? |any |some |officers?\\b|police\\b|somebody|someone|anyone|"
                    "people\\b|victims\\b|women\\b|men\\b|you (?:have|get|are) an? )|\\b(?:has|have|had) (?:not|never) "
                    "(?:been )?(?:seen|heard "
                    "(?:of|"
                    "from)|in touch|near|bothered|troubled|contacted)\\b[\\w', ]{0,40}\\b(?:since|at all|any ?more)\\b"
                    "(?!.*\\b(?:until|till|except|before|apart)\\b)"
        };
        return pattern_in(&supposed, plain);
}

/* "She has rung in about something unrelated": a call to the reader. */
static bool
incident_is_enquiry(const char *plain)
{
        static Pattern enquiry = {
                .text =
                    "\\b(?:she|he|they|caller|applicant|client|victim|mother|mum|mr \\w+|mrs \\w+|ms \\w+|miss \\w+)"
                    "(?: (?:has|have|had|is|was|just|only))* "
                    "(?:rung|rang|ringing|called|calling|phoned|phoning|emailed|"
                    "written|wrote|been on)(?: (?:in|up|through|back|to|the|us|me|office|station|team|desk|101|control|"
                    "room|on|phone|again))* (?:about|regarding|re|asking|to ask|for|wanting|to check|to query|to find "
                    "out|with a (?:query|question))\\b"
        };
        static Pattern deed = { .text =
                                    "\\b(?:threat\\w*|breach\\w*|again and|outside|attack\\w*|assault\\w*|harass\\w*|"
                                    "follow\\w*|kill|scared|frightened|terrified|messag\\w*|text\\w*)\\b" };
        return pattern_in(&enquiry, plain) && !pattern_in(&deed, plain);
}

/* "I handed him the papers and he drove off": what the server of papers saw where it has nothing to do with her. */
static bool
incident_is_of_the_door(const char *plain)
{
        static Pattern hers = {
                .text = "\\b(?:her|hers|she|my|me|us|client\\w*|applicant\\w*|victim\\w*|complainant\\w*|child|"
                        "children|kids|"
                        "daughter|son|wife|partner|ex|threat\\w*|kill|burn "
                        "(?:her|the|my|down)|weapon|knife|gun|hammer|bat|assault\\w*|hit|"
                        "punch\\w*|breach\\w*|property|house|home|address|applicant's|miss \\w+|mrs \\w+|ms \\w+)\\b"
        };
        return !pattern_in(&hers, plain);
}

/* "He is in hospital and getting help": whoever is looked after, or locked up, is a danger no more. */
static bool
incident_is_settled(AlertKind kind, const char *plain)
{
        static Pattern settled = {
                .text = "\\b(?:he|husband|partner|father|respondent|defendant|son|ex|dad|mr \\w+) (?:is|was|has been) "
                        "(?:now |still |"
                        "being |safely |since )*(?:in (?:hospital|custody|prison|rehab|a clinic|the "
                        "cells)|sectioned|on (?:a|the) "
                        "ward|looked after|getting (?:help|treatment|support)|remanded|on remand|locked "
                        "up)\\b|\\b(?:is|are|was) subject to (?:an?|the|your|our) (?:[\\w]+ "
                        "){0,3}?(?:order|injunction|nmo)\\b"
        };
        static Pattern again = { .text = "\\b(?:now|outside|here|following|banging|hurt|coming|knife|gun|released?|"
                                         "escaped?|out|discharged|absconded|threat\\w*|says|said|told|until|kill|"
                                         "when|once|calls?|calling|ring\\w*|phon\\w*|letters?)\\b" };
        return kind == ALERT_KIND_DANGER && pattern_in(&settled, plain) && !pattern_in(&again, plain);
}

bool
incident_is_excused(AlertKind kind, const AlertMail *mail, unsigned at)
{
        const OwnSentence *sentence = g_ptr_array_index(mail->words.body, at);
        if (incident_is_denied(kind, mail, at) || incident_is_why(sentence->plain) ||
            incident_is_allowed(sentence->plain))
                return true;
        const Writer writer = incident_writer(mail->words.body);
        if (writer == WRITER_OF_THE_OTHER_SIDE)
                return true;
        g_autoptr(GPtrArray) senses = incident_senses(mail->words.body, writer);
        const char *sense = g_ptr_array_index(senses, at);
        return pattern_in(&excused, sense) || (kind == ALERT_KIND_DANGER && pattern_in(&told, sense)) ||
               (!pattern_in(&news, sense) && incident_is_history(senses, at));
}

/* "He has not been served: our agent tried at the weekend": what the server of papers does is no deed of his. */
static bool
incident_is_of_service(const char *plain)
{
        static Pattern tries = { .text = "\\b(?:process server|server|agent|bailiff|officers?|we|i|usher|constable)s? "
                                         "(?:has |have |had |is |are |will )?(?:\\w+ )?(?:tried|try|trying|attempt\\w*|"
                                         "failed|called|visited|knocked|attended)\\b" };
        static Pattern serves = { .text = "\\b(?:not|yet|nor|unable|never)\\b[\\w' ]{0,30}\\b(?:serv(?:e|ed|ing|ice)|"
                                          "effected)\\b|\\b(?:to serve|service)\\b" };
        static Pattern sent = {
                .text = "\\bour (?:\\w+ ){1,3}?(?:e ?mailed|sent|handed|gave|posted|read|showed|took) (?:it|them|"
                        "(?:a|the) (?:copy|order|papers)) to (?:him|the (?:respondent|defendant))\\b"
        };
        static Pattern victim = { .text = "\\b(?:her|she|me|my|client|clients|client's|applicant|applicant's|victim|"
                                          "children|complainant)\\b" };
        return !pattern_in(&victim, plain) &&
               (pattern_in(&sent, plain) || (pattern_in(&tries, plain) && pattern_in(&serves, plain)));
}

/* Whether nothing is reported in whatever it sounds like. */
static bool
incident_is_innocent(AlertKind kind, const char *plain)
{
        return incident_is_settled(kind, plain) || incident_is_of_service(plain) || incident_is_why(plain) ||
               incident_is_none(plain) || incident_is_allowed(plain) || incident_is_enquiry(plain) ||
               incident_is_supposed(plain);
}

/* The sentence that weighs most, where it weighs enough and tells of this kind, or else the clearest of those that do where
 * that is clear beside it; -1 for none. */
static int
incident_heard(AlertKind kind, const AlertMail *mail, Writer writer)
{
        const int least = mail->words.has_file ? HEARD_WITH_FILE : HEARD_ALONE;
        int most = least, most_of_kind = least, found = -1;
        for (unsigned i = 0; i < mail->words.body->len; i++) {
                const int report = sentence_scores_of(mail->scores, SENTENCE_WEIGHT_REPORT, i);
                const OwnSentence *sentence = g_ptr_array_index(mail->words.body, i);
                /* what does not weigh enough costs no pattern */
                if (report <= least || incident_is_innocent(kind, sentence->plain) ||
                    (writer == WRITER_SERVER && incident_is_of_the_door(sentence->plain)))
                        continue;
                const bool is_danger = sentence_scores_of(mail->scores, SENTENCE_WEIGHT_DANGER, i) > DANGEROUS;
                most = MAX(most, report);
                if (report <= most_of_kind || is_danger != (kind == ALERT_KIND_DANGER))
                        continue;
                most_of_kind = report;
                found = (int) i;
        }
        return most_of_kind == most || most_of_kind > CLEAR_BESIDE ? found : -1;
}

bool
incident_is_silent(const AlertMail *mail)
{
        for (unsigned i = 0; i < mail->words.body->len; i++) {
                if (!incident_is_denied(ALERT_KIND_BREACH, mail, i))
                        return false;
        }
        return mail->words.has_file && mail->words.body->len > 0;
}

/* "Do we get that from you or from a solicitor?": where no order has been made yet, none is broken. */
static bool
incident_seeks_order(const AlertMail *mail)
{
        static Pattern seeks = { .text = "\\b(?:how (?:do|does|can|would|to)|do|does|can|could|should|where "
                                         "(?:do|does|can))(?: (?:i|we|she|he|they|"
                                         "someone|one|you))? (?:\\w+ ){0,2}?(?:get|apply for|go about|obtain|take "
                                         "out|need)\\b(?![^?]{0,40}\\b(?:"
                                         "copy|copies|another|replacement|my order|new "
                                         "one|fresh)\\b)[^?]{0,40}\\b(?:one|that|(?:an?|these|the|of "
                                         "these) (?:\\w+ )?(?:orders?|injunctions?|nmo)|non ?mol\\w*|protection)\\b" };
        static Pattern has = {
                .text = "\\b(?:my|his|her|the|our|this|existing|current) (?:\\w+ )?(?:orders?|injunction|nmo|non ?mol"
                        "\\w*)\\b|\\b(?:has|have|got) (?:got )?(?:an?|the) (?:\\w+ )?(?:order|injunction|nmo|non ?mol"
                        "\\w*)\\b|breach"
        };
        bool is_sought = false;
        for (unsigned i = 0; i < mail->words.body->len; i++) {
                const char *plain = ((const OwnSentence *) g_ptr_array_index(mail->words.body, i))->plain;
                is_sought = is_sought || pattern_in(&seeks, plain);
                if (pattern_in(&has, plain))
                        return false;
        }
        return is_sought;
}

int
incident_find(AlertKind kind, const AlertMail *mail)
{
        const Writer writer = incident_writer(mail->words.body);
        if (writer == WRITER_OF_THE_OTHER_SIDE)
                return -1;
        g_autoptr(GPtrArray) senses = incident_senses(mail->words.body, writer);
        g_autoptr(GPtrArray) above = incident_senses(mail->words.title, writer);
        g_autoptr(GString) all = g_string_new(NULL);
        for (unsigned i = 0; i < above->len; i++)
                g_string_append(all, g_ptr_array_index(above, i));
        for (unsigned i = 0; i < senses->len; i++)
                g_string_append(all, g_ptr_array_index(senses, i));
        const int around = incident_sum(kind, ABOUT, all->str) + incident_of(writer);
        int best = kind == ALERT_KIND_DANGER ? ENOUGH_DANGER - 1 : ENOUGH_BREACH - 1, found = -1;
        for (unsigned i = 0; i < senses->len; i++) {
                const char *sense = g_ptr_array_index(senses, i);
                const int act = incident_act(kind, sense);
                /* what the server of papers saw of him counts where it went to her */
                if (act == 0 || (act == 1 && writer == WRITER_SERVER))
                        continue;
                int sum = act + around + incident_sum(kind, BESIDE, sense);
                if (i > 0 && pattern_in(&nearby, g_ptr_array_index(senses, i - 1)))
                        sum += NEARBY;
                if (i + 1 < senses->len && pattern_in(&nearby, g_ptr_array_index(senses, i + 1)))
                        sum += NEARBY;
                if (!pattern_in(&news, sense) && incident_is_history(senses, i))
                        sum += AFTER_HISTORY;
                const OwnSentence *sentence = g_ptr_array_index(mail->words.body, i);
                if (sum > best && !incident_is_denied(kind, mail, i) && incident_is_sensed(kind, mail, i) &&
                    !incident_is_innocent(kind, sentence->plain)) {
                        best = sum;
                        found = (int) i;
                }
        }
        if (found < 0)
                found = incident_heard(kind, mail, writer);
        return found >= 0 && kind == ALERT_KIND_BREACH && incident_seeks_order(mail) ? -1 : found;
}

bool
incident_rings(const char *plain)
{
        static Pattern rung = { .text = "\\b(?:i|we|she|client|mother|mum|applicant|have|has) (?:have |has |ve |had )?("
                                        "?:just |also |already |now )*(?:rung|called|dialled|phoned|telephoned|alerted)"
                                        " (?:the police on )?(?:999|nine nine nine)\\b|\\b(?:ringing|calling|dialling|p"
                                        "honing) 999 (?:now|too|as well|on the other|as i)\\b" };
        static Pattern other = { .text =
                                     "\\bif\\b|must|should|\\b(?:in|on|last|that|since) (?:january|february|march|ap"
                                     "ril|may|june|july|august|september|october|november|december|mon|tues|wednes|t"
                                     "hurs|fri|satur|sun|the \\d|year|month|20\\d\\d)|\\bago\\b|times|history|previo"
                                     "us|before the order|false alarm|by (?:mistake|accident)|called 999 (?:and|when"
                                     "|after|but)|statement|not (?:rung|called)|never" };
        return pattern_in(&rung, plain) && !pattern_in(&other, plain);
}

void
incident_prepare(void)
{
        sense_prepare();
        sentence_weight_prepare();
        (void) incident_is_of_service("we tried to serve");
        (void) incident_is_why("the judge found");
        (void) incident_is_none("has not breached");
        (void) incident_is_allowed("");
        (void) incident_is_supposed("");
        (void) incident_is_settled(ALERT_KIND_DANGER, "he is in hospital");
        (void) incident_is_enquiry("she called about it");
        (void) incident_is_of_the_door("");
        (void) incident_rings("we have rung 999");
        for (unsigned i = 0; i < G_N_ELEMENTS(weights); i++)
                (void) pattern_in(&weights[i].pattern, "");
}
