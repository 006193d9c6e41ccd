/* A server tells several visits, of which one succeeds; the date stands with the visit ("On Monday I attended ...") and
 * the deed often sentences later ("I handed him the order made on ..."). So sentences are read in turn and the last
 * visit's date is kept, while the dates of orders, hearings and signatures are passed over. */
#include "parsers/order/deed.h"

#include "parsers/order/paragraph.h"
#include "parsers/order/pattern.h"

#include <string.h>

enum { VISIT_SENTENCES = 6, MET_SENTENCES = 4, DEEDS = 60 };

#define KIN                                                                                                            \
        "(?:mother|father|brother|sister|wife|husband|partner|girlfriend|boyfriend|son|daughter|uncle|aunt|cousin|"    \
        "grand(?:mother|father)|step(?:mother|father)|parents?|neighbour|occupants?|occupiers?|residents?|man|woman|"  \
        "lady|gentleman|male|female|(?<!in "                                                                           \
        ")person|receptionist|concierge|colleague|employer|manager|housemate|flatmate|"                                \
        "friend|relative|member|security|staff|tenant|lodger|child|teenager|boy|girl)"
#define HIM "(?:him|her|them|(?:the )?(?:said |above[- ]named )?(?:respondent|defendant)|(?:mr|mrs|ms|miss) )"

static Pattern success = {
        .text =
            "(?i)\\b(?:personally serv(?:e|ed|ing)\\b|i, [^.;]{2,120}? did (?:(?!\\b(?:not|never|attempt|try|fail|"
            "endeavou?r)\\b)[^.;]|\\.(?=[\\dm])){0,60}?\\b(?:serve|hand|deliver|give)\\b|i (?:did |duly |then "
            "|thereupon |thereafter |subsequently "
            "|immediately |accordingly |personally |therefore |also |have |today |successfully "
            ")*(?:serve|served|handed|gave|delivered|"
            "effected|presented)\\b|(?:was|were|has been|have been|been|is|being|he|she|respondent|defendant) (?:then "
            "|duly |personally |thereafter "
            "|therefore |successfully |also )*(?:served|handed|given)\\b(?! (?:notice|by the "
            "court|opportun|instruc|time))|handed (?:him|her|them|it|over|the|a|to|copies|"
            "both|this|these)\\b|gave (?:him|her|them)\\b(?! (?:own |full )?(?:name|age|address|details|number|date of "
            "birth)\\b)|in(?:to)? (?:his|her|the) (?:hands?|possession)\\b|"
            "service (?:(?:on|upon|of) [^.;]{2,60} )?(?:was|has been|is) (?:duly |personally |successfully "
            ")?(?:effected|completed|carried "
            "out)|effected (?:personal |good )?service|by (?:personally )?(?:handing|delivering|giving)|by leaving "
            "(?:it|them|the [^.]{0,40}) with (?:him|her|the (?:respondent|defendant))|"
            "served (?:upon|on|him|her|the (?:respondent|defendant)|personally|in person|by "
            "hand|at|with|(?-i:\\p{Lu}[\\p{L}'-]+))\\b|^served\\b|"
            "(?:accepted|took|taking|accepting|received)(?: hold of)?(?: from (?:me|my hands?))? (?:the |a copy of the "
            "|"
            "(?:an? |the )?(?:sealed |certified )?cop(?:y|ies) of the (?:[a-z-]+ )?|both |a bundle of |his )?"
            "(?:papers|documents?|service|order|envelope|bundle|them)|"
            "placed (?:it|them|the [^.]{0,60}|a copy[^.]{0,60}) (?:at|on|in|by|down)\\b|touched (?:him|her) with|"
            "left (?:it|them|the [^.]{0,60}|a copy[^.]{0,60}) (?:at (?:his|her) feet|in (?:his|her) presence|with " HIM
            ")|"
            "(?:sent|sending|e-?mailed|served) (?:it|them|the [^.]{0,60}|a copy[^.]{0,60})? ?(?:to " HIM
            "|by (?:whatsapp|e-?mail|text)|"
            "via )|gyflwynais|cyflwynwyd)"
};
/* Just before the deed: it was not done, or is still to be done. */
static Pattern undone = {
        .text = "(?i)(?:\\b(?:unable to|not(?: yet)?(?: been)?|n't|could not|cannot|failed "
                "to|attempt(?:ed|s|ing)? (?:to|at)|trying to|tried to|in "
                "order to|with a view to|instruct(?:ed|ions) to|(?:was|were|is|are) to(?: be)?|to "
                "be|asked to|required to|ordered to|directed to|wish(?:ed)? to|will|would|"
                "shall|must|should|if|whether(?: or not)?|once|until|unless|before|without|never|no|may|might|intend(?:"
                "ed)? to|purpose of|(?<!able )(?<!managed )(?<!proceeded )(?<!proceeding )to)\\b "
                "?(?:(?:be|been|being|have|has|had|having|personally|duly|then|he|she|the respondent|the "
                "defendant|i|is|was|personal|effect(?:ed|ing)?|any|attempt) ?){0,3})$"
};
static Pattern left = {
        .text =
            "(?i)\\b(?:(?:left|handed|gave|given|passed|delivered|leaving|handing|served|accepted)\\b[^.]{0,90}?\\b(?:"
            "with|to|by|on) (?:(?:his|her|the "
            "respondent's|the defendant's|a|an|another|the|one|some) )(?:(?!respondent |defendant )[a-z-]+ ){0,2}?" KIN
            "\\b(?!,? (?:who|whom|and) [^.]{0,40}(?:confirm|identif|"
            "admit|said (?:he|she) was|answer|acknowledg|know))|(?:through|into|in) (?:the|his|her) "
            "(?:letter|post|mail) ?box|through the "
            "door|under the door|on the (?:doorstep|door mat|doormat|windscreen)|in the porch|taped (?:it|them) "
            "to|posted (?:it|them|the [^.]{0,40}) (?:through|into)|" KIN
            ",? (?:to|with|upon) whom i (?:have )?(?:gave|given|handed|left|delivered|served)\\b|"
            "left (?:it|them|the (?:order|papers|documents|envelope|bundle)|a copy[^.]{0,40}) (?:at|in|on|by|outside) "
            "(?:the|his|her) (?:address|property|premises|door|porch|reception|doorstep|step))"
};
/* "I asked her to give them to him", "she said that she would see that he gets it": whoever has the papers is another. */
static Pattern passed_on = { .text =
                                 "(?i)\\b(?:(?:ask|request|trust|tell|told|rel(?:y|ied|ying) (?:up)?on)(?:ed|ing)? "
                                 "(?:him|her|them|(?:the|that|this) [a-z-]+) "
                                 "(?:to|if|whether|that)|(?<!\\bI )(?<!\\bhave "
                                 ")(?:agreed|undertook|promised|offered)|assured me|\\b(?:he|she|they|who) would)\\b"
                                 "[^.;]{0,40}?\\b(?:(?:give|pass|hand|forward|deliver|bring|get)(?:ing)? "
                                 "(?:it|them|these|this|the [^.;]{0,40}?)(?: on| over| "
                                 "straight)* ?(?:to|on to) (?:him|her|the (?:respondent|defendant)|(?-i:M[rs]s?|Miss) "
                                 ")|pass(?:ing)? (?:it|them|these|this|the "
                                 "[^.;]{0,40}?) on\\b|(?:make sure|see|ensure)(?: that)? (?:he|she|the "
                                 "(?:respondent|defendant)) (?:gets?|got|receives?|received|"
                                 "has|had)\\b)" };
#define HERS "mother|sister|wife|girlfriend|daughter|aunt|grandmother|stepmother|step-mother|mum"
#define HIS  "father|brother|husband|boyfriend|son|uncle|grandfather|stepfather|step-father|dad"
#define EITHERS                                                                                                        \
        "partner|cousin|neighbour|colleague|employer|manager|housemate|flatmate|friend|relative|parents?|lodger|child"
#define MET(kin)                                                                                                       \
        "(?i)\\b(?:answered|opened|greeted|met|spoke|spoken|speaking|talked|attended|admitted|let "                    \
        "in|invited)\\b[^.;]{0,60}?"                                                                                   \
        "(?:\\b(?:his|her|a|an)|['’]s) (?:[a-z-]+ ){0,2}?(?:" kin                                                      \
        ")\\b|(?:\\b(?:his|her)|['’]s) (?:[a-z-]+ ){0,2}?(?:" kin                                                      \
        ")\\b[^.;]{0,40}?\\b(?:answered|opened|came to the door|let me in|was (?:at home|there|present|in))\\b"
/* Who of the family was met at the door: "her" or "him" of the sentences that follow. */
static Pattern met_her = { .text = MET(HERS) }, met_him = { .text = MET(HIS) }, met_either = { .text = MET(EITHERS) };
/* The respondent is there as well, or was fetched. */
static Pattern comes = {
        .text =
            "(?i)\\b(?:(?:respondent|defendant)|(?-i:M[rs]s?|Miss) (?-i:\\p{Lu})[\\p{L}'-]+) (?:then |himself "
            "|herself |also )*(?:came|appeared|arrived|returned|joined|emerged|was (?:in|there|present|at "
            "home)|took|accepted|opened|answered|confirmed|walked|stepped)\\b|\\b(?!(?-i:He|She|They|The|It|His|Her|We|"
            "Who)\\b)(?-i:\\p{Lu}\\p{Ll}+) (?:then |himself |herself )*(?:came|appeared|emerged|"
            "arrived|returned|joined)\\b|\\b(?:called|fetched|shouted "
            "(?:up )?(?:for|to)|woke|brought|bring|got|get|fetch) (?:for )?(?:him|her|the (?:respondent|defendant))\\b"
};
/* "them" alone are the papers */
static Pattern to_her = { .text = "(?i)\\bher\\b(?! (?:son|own|name|home|address|door|hands?|possession)\\b)" };
static Pattern to_him = { .text = "(?i)\\bhim\\b" };
static Pattern to_either = { .text = "(?i)\\b(?:him|her|(?:with|to) them)\\b" };
/* Somebody else took the papers: "a woman who said she was his sister took the envelope". */
static Pattern taken = { .text = "(?i)\\b(?:an?|another|his|her|the) (?:[a-z-]+ ){0,2}?" KIN
                                 "\\b[^.;]{0,120}?\\b(?:took|accepted|received|signed "
                                 "for)\\b" };
static Pattern known_to_be = { .text =
                                   "(?i)\\b(?:confirm|identif|admit|answer|acknowledg|recogni[sz]e|himself|herself)|"
                                   "\\b(?:was|is|be) the (?:respondent|defendant)\\b" };
static Pattern tried = { .text = "(?i)\\b(?:attempt(?:ed|s|ing)?|tried|no (?:reply|answer|response)|nobody|no[- "
                                 "]one|not at home|(?:was|were) (?:not|out\\b)|calling "
                                 "card|unable|could not|evad\\w+|refused to (?:open|come)|without "
                                 "success|unsuccessful\\w*|not (?:been )?served|non-service|"
                                 "not present|did not (?:answer|come|respond)|not known at|moved (?:away|out)|no "
                                 "longer (?:lives|resides)|went unanswered|abortive|negative)\\b" };
static Pattern told = {
        .text =
            "(?i)\\b(?:informed|told|made aware|notified|advised|explained|read (?:out |over )?(?:the |it "
            ")?[^.]{0,60}?(?:to " HIM "|over))\\b[^.]{0,120}\\b(?:terms|order|contents|"
            "prohibitions|conditions|injunction)\\b|\\bread (?:out |over )?the (?:terms|order|contents|prohibitions)\\b"
};
/* With the court's leave a letterbox or a message is service. */
static Pattern leave = {
        .text =
            "(?i)\\b(?:substituted|alternative|deemed) (?:means of )?service|(?:pursuant to|in accordance with|as "
            "(?:permitted|directed|ordered|authorised) by|by virtue of|leave of the court|permission of the court)\\b"
};
static Pattern others = {
        .text = "(?i)\\bfl416\\b|\\b(?:serve[d]?|upon|on|to|with) (?:the )?(?:said )?(?:landlord|mortgagee|[a-z "
                "]{0,30}building "
                "society|[a-z ]{0,20}bank\\b|housing association|police|officer in charge|officer for the time|[a-z]+ "
                "police|chief constable|school|local "
                "authority|cafcass|court office|applicant|claimant)(?! (?:constable|and the (?:respondent|defendant)))"
};
static Pattern on_respondent = { .text = "(?i)\\b(?:respondent|defendant|him|her)\\b" };
static Pattern visit = { .text = "(?i)\\b(?:personal(?:ly)?|in person|by "
                                 "hand|attend\\w*|visit\\w*|called|went|met|saw|spoke|telephoned|phoned|return\\w*"
                                 "|serv\\w+|hand\\w*|deliver\\w*|gave|"
                                 "sent|post\\w*|left|approached|waited|call|informed|told|knocked|spoken|travelled|"
                                 "located|encountered|answered|opened|e-?mail\\w*)\\b" };
/* The date belongs to a paper or a later event. */
static Pattern other_date = {
        .text =
            "(?i)(?:\\b(?:orders?|injunctions?|statement|application|notice|letter|papers?|documents?|certificate|"
            "undertaking|direction\\w*)\\b[^.;]{0,60}\\b(?:made|granted|dated|given by|issued|sealed)\\b"
            "(?![^.;]*\\b(?:serv|hand|gave|deliver|attend|visit|on whom)\\w*)(?![^;]*\\b20\\d\\d\\b[^;]* "
            "(?:on|at|dated))"
            "[^.;]{0,100}|"
            "\\b(?:orders?|injunctions?|statement|application|notice|letter|hearing|directions) (?:of|for)(?: the)? ?|"
            "\\b(?:orders?|leave|permission|directions?) [^.;]{0,40}\\bservice (?:of|dated|made on|made|granted on|on) "
            "?|"
            "\\b(?:dated|signed|sworn|sealed|issued|born|date of "
            "birth|returnable|listed|hearing|instructed|instructions|"
            "received|expires?|until|due|made|granted|retained|arrested|convicted)\\b"
            "(?: (?:on|for|by|at|of|the|dated|this|from|to)\\b)*[^.;\\w]{0,3}"
            "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?(?:the )?)?)$"
};

static bool
deed_says(const View *view, size_t from, size_t until, Pattern *pattern)
{
        g_autofree char *text = view_string(view, from, until);
        return pattern_in(pattern, text);
}

/* Behind "p.m.": "at", "I attended" and the like go on with the sentence. */
static bool
deed_goes_on(const char *text)
{
        return !g_ascii_isupper(text[0]) || strncmp(text, "I ", 2) == 0;
}

size_t
deed_sentence_end(const View *view, size_t from, size_t until)
{
        for (size_t at = from + 1; at < until; at++) {
                if (view->joined[at] == ';')
                        return at;
                if (view->joined[at] != '.' || at + 1 >= until || view->joined[at + 1] != ' ')
                        continue;
                /* "18.42 p.m. at", "No. 5", "J. Bell", "St. Mary" */
                const bool capital = g_ascii_isupper(view->joined[at + 2]) || g_ascii_isdigit(view->joined[at + 2]);
                const bool half_day =
                    at >= 2 && g_ascii_tolower(view->joined[at - 1]) == 'm' && view->joined[at - 2] == '.';
                const bool initial =
                    at >= 2 && g_ascii_isupper(view->joined[at - 1]) && !g_ascii_isalpha(view->joined[at - 2]);
                const bool short_word =
                    at >= 3 && view->joined[at - 3] == ' ' &&
                    (strncmp(view->joined + at - 2, "No", 2) == 0 || strncmp(view->joined + at - 2, "St", 2) == 0 ||
                     strncmp(view->joined + at - 2, "Mr", 2) == 0 || strncmp(view->joined + at - 2, "Dr", 2) == 0);
                if (capital && !initial && !short_word && !(half_day && deed_goes_on(view->joined + at + 2)))
                        return at;
        }
        return until;
}

/* The first date of the sentence that is the visit's own. */
static bool
deed_date(const View *view, size_t from, size_t until, LegalDate *ret_date)
{
        size_t at = from;
        LegalDate date;
        while (legal_date_find(view->text, at, until, &date)) {
                at = date.end;
                if (deed_says(view, date.start > from + 200 ? date.start - 200 : from, date.start, &other_date))
                        continue;
                *ret_date = date;
                return true;
        }
        return false;
}

/* Where the sentence says that the papers reached somebody; false where they did not. */
static bool
deed_succeeds(const View *view, size_t from, size_t until, size_t *ret_at)
{
        Match match;
        size_t at = from;
        g_autofree char *sentence = view_string(view, from, until);
        /* a form's cell: "Personally at his home address on 7 March 2025" */
        static const char *const cells[] = { "served ",  "personally ", "in person ",
                                             "by hand ", "handed ",     "personal service " };
        for (unsigned i = 0; i < G_N_ELEMENTS(cells); i++) {
                if (g_ascii_strncasecmp(sentence, cells[i], strlen(cells[i])) == 0) {
                        *ret_at = from;
                        return true;
                }
        }
        while (pattern_find(&success, view, at, until, &match)) {
                at = match.end[0];
                const size_t left_edge = match.start[0] > from + 60 ? match.start[0] - 60 : from;
                if (deed_says(view, left_edge, match.start[0], &undone))
                        continue;
                *ret_at = match.start[0];
                return true;
        }
        return false;
}

static DeedKind
deed_kind(const View *view, size_t from, size_t until, bool allowed, size_t *ret_at)
{
        *ret_at = from;
        const bool done = deed_succeeds(view, from, until, ret_at);
        if (done && !allowed && deed_says(view, from, until, &taken) && !deed_says(view, from, until, &known_to_be))
                return DEED_LEFT;
        if (deed_says(view, from, until, &left) && !allowed) {
                static Pattern himself = {
                        .text = "(?i)\\b(?:at (?:his|her) feet|personally serve|in (?:his|her) presence|served "
                                "(?:him|her)|handed (?:it|them|the [^.]{0,40}) to (?:him|her)\\b)"
                };
                if (!deed_says(view, from, until, &himself))
                        return DEED_LEFT;
        }
        if (done)
                return DEED_SERVED;
        if (allowed && deed_says(view, from, until, &left))
                return DEED_SERVED;
        if (deed_says(view, from, until, &told))
                return DEED_TOLD;
        return deed_says(view, from, until, &tried) ? DEED_TRIED : DEED_NONE;
}

/* Who is at the door. */
typedef struct {
        Pattern *called; /* "her" after "his mother answered"; NULL: nobody but the respondent */
        unsigned since;  /* sentences */
} Met;

static void
deed_meet(Met *met, const View *view, size_t from, size_t until, bool anew)
{
        Pattern *called = deed_says(view, from, until, &met_her)      ? &to_her
                          : deed_says(view, from, until, &met_him)    ? &to_him
                          : deed_says(view, from, until, &met_either) ? &to_either
                                                                      : NULL;
        if (deed_says(view, from, until, &comes))
                *met = (Met){ .called = NULL };
        else if (called != NULL)
                *met = (Met){ .called = called };
        else if (anew || ++met->since > MET_SENTENCES)
                *met = (Met){ .called = NULL };
}

/* The papers went to whom the server met, and not to the respondent. */
static bool
deed_to_another(const Met *met, const View *view, size_t from, size_t until)
{
        static Pattern respondent = { .text = "(?i)\\b(?:respondent|defendant)\\b(?!['’]s)" };
        return met->called != NULL && deed_says(view, from, until, met->called) &&
               !deed_says(view, from, until, &respondent);
}

GArray *
deeds_read(const View *view)
{
        GArray *deeds = g_array_new(FALSE, FALSE, sizeof(Deed));
        g_autoptr(Paragraphs) paragraphs = paragraphs_new(view);
        Deed last = { .kind = DEED_NONE };
        unsigned since = VISIT_SENTENCES;
        Met met = { .called = NULL };
        unsigned near = VISIT_SENTENCES; /* sentences since the last deed */
        const bool allowed = pattern_has(&leave, view);
        for (unsigned i = 0; i < paragraphs->items->len; i++) {
                const Paragraph *paragraph = paragraph_at(paragraphs, i);
                for (size_t from = paragraph->start; from < paragraph->end && deeds->len < DEEDS;) {
                        const size_t until = deed_sentence_end(view, from, paragraph->end);
                        Deed deed = { .start = from, .end = until, .visit = from };
                        deed.kind = deed_kind(view, from, until, allowed, &deed.told);
                        deed.dated = deed_says(view, from, until, &visit) && deed_date(view, from, until, &deed.date);
                        deed.timed = legal_time_find(view->text, from, until, &deed.time) && !deed.time.midnight;
                        deed.other =
                            deed_says(view, from, until, &others) && !deed_says(view, from, until, &on_respondent);
                        deed_meet(&met, view, from, until, deed.dated);
                        if (deed.kind == DEED_SERVED && !allowed && deed_to_another(&met, view, from, until))
                                deed.kind = DEED_LEFT;
                        if (!allowed && deed_says(view, from, until, &passed_on)) {
                                deed.kind = DEED_LEFT;
                                Deed *before = deeds->len > 0 ? &g_array_index(deeds, Deed, deeds->len - 1) : NULL;
                                if (before != NULL && before->kind == DEED_SERVED && near < VISIT_SENTENCES / 2)
                                        before->kind = DEED_LEFT;
                        }
                        near++;
                        if (deed.dated) {
                                last = deed;
                                since = 0;
                        } else if (last.dated && since++ < VISIT_SENTENCES) {
                                deed.dated = true;
                                deed.date = last.date;
                                deed.visit = last.visit;
                                if (!deed.timed && last.timed) {
                                        deed.timed = true;
                                        deed.time = last.time;
                                }
                        }
                        if (deed.kind != DEED_NONE) {
                                g_array_append_val(deeds, deed);
                                near = 0;
                        }
                        from = until + 1;
                        while (from < paragraph->end && view->joined[from] == ' ')
                                from++;
                }
        }
        return deeds;
}
