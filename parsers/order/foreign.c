#include "parsers/order/foreign.h"

#include "parsers/order/pattern.h"
#include "parsers/order/title.h"
#include "register/case_number.h"

enum { FOREIGN_LINES = 14, FOREIGN_LENGTH = 100 };

static Pattern heading = {
        .text =
            "(?i)^\\W*(?:form )?(?:(?:fl|mg|n)\\d{1,3}\\w?\\W+)?(?:the |interim |final |extended |general |limited "
            "|draft |"
            "combined |notice of |record of )*(?:"
            "criminal behaviour order|sexual (?:harm prevention|risk|offences prevention) order|football banning order|"
            "civil restraint order|serious crime prevention order|serious violence reduction order|slavery and "
            "trafficking "
            "(?:risk|prevention) order|violent offender order|knife crime prevention order|closure order|community "
            "order|"
            "suspended sentence order|compensation order|confiscation order|deprivation order|drug rehabilitation|"
            "notification order|disqualification order|parenting order|youth rehabilitation order|detention order|"
            "(?:order|warrant) (?:of|for) (?:imprisonment|commitment|committal|arrest)|order of court: imprisonment|"
            "committal order|order (?:for|permitting|authorising|allowing) (?:substituted |alternative |deemed "
            ")?service|(?:conditional |police |court |pre-charge |unconditional )?bail "
            "(?:conditions?|notice|sheet|"
            "record|form)|bail$|grant of bail|bail granted|conditional bail|conditions of bail|remand "
            "(?:order|warrant|notice|in custody)|order for "
            "remand|"
            "care order|supervision order|emergency protection order|child arrangements order|specific issue order|"
            "parental responsibility order|special guardianship order|adoption order|placement order|"
            "(?:conditional|final) order of divorce|decree (?:nisi|absolute)|financial (?:remedy|consent) order|"
            "(?:case management|directions|case management and directions) order|(?:order for )?directions(?: "
            "order)?$|order "
            "for directions|gatekeeping order|allocation (?:order|directions)|transfer order|order for costs|costs "
            "order|"
            "(?:third party |police )?disclosure order|order for disclosure|possession order|attachment of earnings "
            "order|"
            "charging order|freezing (?:order|injunction)|search order|witness summons|"
            "(?:hearing |trial |court |case )?bundle(?: index)?$|index(?: to (?:the )?bundle)?$|contents$|case (?:list|"
            "summary)|daily (?:cause )?list|cause list|chronology|schedule of (?:incidents|allegations|findings)|"
            "scott schedule|mg ?\\d{1,2}\\w?\\b|police report|crime report|incident (?:log|report)|custody record|"
            "pnc (?:print|record)|dash\\b|(?:dash |domestic abuse |dara )?risk (?:assessment|identification)|marac\\b|"
            "referral form|safeguarding referral|pre-sentence report|indictment(?! ?(?:no\\b|number|[a-z]?\\d))|charge "
            "sheet|certificate of conviction|"
            "memorandum of conviction|notice of (?:acting|change of solicitor|issue|discontinuance|refusal|withdrawal)|"
            "legal aid|acknowledgement of service|screenshots?\\b)"
};
/* What is told of an order in these is never the order. */
static Pattern report = {
        .text =
            "(?i)^\\W*(?:marac\\b|crime report|police report|incident (?:log|report)|custody record|pnc "
            "(?:print|record)|"
            "(?:dash |domestic abuse |dara )?risk (?:assessment|identification)|safeguarding (?:referral|letter)|"
            "referral form|pre-sentence report|(?:safeguarding )?chronology\\b|schedule of (?:incidents|allegations)|"
            "cafcass\\b|schedule 2 letter|section (?:7|37) report|minutes of)"
};
/* An order that protects is changed or made all the same. */
static Pattern protects = { .text =
                                "(?i)\\b(?:non-?\\s?molestation|occupation|restraining|prohibited steps|stalking "
                                "protection|forced marriage "
                                "protection|domestic abuse protection|fgm protection) "
                                "(?:order|injunction)s?\\b[^.;]{0,100}?\\b(?:(?:is|are|be|"
                                "shall be|stands?)(?: hereby| further)? (?:varied|extended|discharged|set "
                                "aside|revoked|continued|amended|made|"
                                "renewed)|(?:shall|do|does|will|is to|to) (?:continue|remain in force))\\b|"
                                "\\brestraining order (?:made|imposed|granted|under|until|for|on)\\b|"
                                "(?<!breach of )(?<!breach of a )(?<!breach of the )(?<!breaching a )\\brestraining "
                                "order[ ,:;(-]{1,4}(?:made|imposed|granted|under|until|for|on|section|s\\.|"
                                "conviction|acquittal|not to|to last|(?:the )?defendant|protect|prohibit|forbid)" };

bool
foreign_is(const View *paper)
{
        for (unsigned i = 0; i < paper->lines->len && i < FOREIGN_LINES; i++) {
                const ViewLine *line = view_line(paper, i);
                if (line->end - line->start > FOREIGN_LENGTH)
                        continue;
                g_autofree char *text = view_string(paper, line->start, line->end);
                Title title;
                const bool is_title = title_of_line(paper, i, &title) && title.kind == DOCUMENT_KIND_ORDER;
                if (is_title)
                        title_join(paper, &title);
                if (!is_title && pattern_in(&report, text))
                        return true;
                /* the first heading decides; one that names an order that protects is no foreign one */
                if (is_title && title.types.count > 0)
                        return false;
                /* "Child Arrangements Order" over "Prohibited Steps Order": one order of several kinds */
                if (pattern_in(&heading, text) && title_types(text).count == 0 && i + 1 < paper->lines->len &&
                    title_of_line(paper, i + 1, &title) && title.kind == DOCUMENT_KIND_ORDER && title.types.count > 0)
                        return false;
                if (pattern_in(&heading, text) && title_types(text).count == 0)
                        return !pattern_has(&protects, paper);
        }
        return false;
}

bool
foreign_is_leaflet(const View *paper)
{
        enum { LEAFLET_HEAD = 12 }; /* lines */
        static Pattern guide = {
                .text = "(?i)\\b(?:leaflet|fact ?sheet|guide|guidance|explained|booklet|handout|frequently "
                        "asked|faqs?|what "
                        "happens next|what you need to know|information (?:for|about|sheet)|about (?:non-?molestation|"
                        "restraining|occupation|protective|protection) orders|(?:what is|who can (?:apply|get|ask)|how "
                        "(?:do|can) "
                        "(?:i|you) (?:apply|get))\\b)"
        };
        /* of a case: its number, its label, a person of it, the day of a deed */
        static Pattern own = {
                .text =
                    "(?i)\\b(?:case|claim|indictment|court|urn|familyman) ?(?:no\\b|number|ref|reference)|"
                    "\\b(?:applicant|respondent|defendant|claimant) ?(?::|\\t)|\\bborn\\b|\\bd\\.?o\\.?b\\b|date of "
                    "birth|\\bit is ordered|\\bcourt orders\\b|\\b(?:made|ordered) on (?:the )?\\d|\\bbefore "
                    "(?:his|her|district|"
                    "deputy|circuit|judge|recorder|mr|mrs|the honourable)\\b|\\b(?:hhj|d?dj)\\b"
        };
        const unsigned lines = MIN(paper->lines->len, (guint) LEAFLET_HEAD);
        CaseNumber number;
        Match match;
        return lines > 0 && pattern_find(&guide, paper, 0, view_line(paper, lines - 1)->end, &match) &&
               !pattern_in(&own, paper->text) && !case_number_find(paper->text, 0, paper->length, &number);
}
