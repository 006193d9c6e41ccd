#include "parsers/order/refused.h"

#include "parsers/order/pattern.h"

#include <string.h>

#define ACTS                                                                                                           \
        "(?:discharg\\w*|var(?:y|ying|ied|iation)|set(?:ting)? "                                                       \
        "aside|extend\\w*|extension|revoke|revocation|amend\\w*|"                                                      \
        "renew\\w*|remove|lift|cancel\\w*|terminat\\w*|end|continu\\w*)"
#define FAILS                                                                                                          \
        "(?:(?:is|are|be|do stand|stands?)(?: hereby| accordingly| therefore| now| also)*(?: (?:dismissed|refused|"    \
        "withdrawn|rejected|struck out|not granted|not allowed))|fails\\b(?! to)|(?:dismissed|refused)\\b)"

/* "His application to discharge the order of 3 March is dismissed" */
static Pattern about_order = {
        .text = "(?i)\\bapplications?\\b(?:[^.;]|\\.(?=\\d)){0,60}?\\b(?:to|for|of|seeking|that)\\b[^.;]{0,60}?\\b" ACTS
                "\\b(?:[^;.]|\\.(?=\\d)){0,140}?\\b" FAILS
};
/* "The application for a non-molestation order is refused" */
static Pattern for_order = {
        .text =
            "(?i)\\bapplications?\\b(?:[^.;]|\\.(?=\\d)){0,40}? for (?:an?|the) (?:[a-z-]+ ){0,3}(?:order|injunction)"
            "(?:[^.;]|\\.(?=\\d)){0,60}?\\b" FAILS
};
/* "The court dismisses the application to vary", "permission to withdraw the application to discharge" */
static Pattern court_refuses = {
        .text = "(?i)\\b(?:(?:court|judge|recorder|justices|magistrates)\\b[^.;]{0,60}?\\b(?:dismiss|refus|reject)"
                "(?:e?s|ed)?|(?:permission|leave|permitted|allowed|given leave)\\b[^.;]{0,40}? to withdraw|"
                "(?:withdraws|has withdrawn)) (?:the|his|her|that|this|their|an?)\\b[^.;]{0,40}?\\bapplications?"
                "(?:[^.;]|\\.(?=\\d)){0,40}?\\b(?:to|for|of)(?: an?| the)? " ACTS "\\b"
};
/* "The application is dismissed", where the paper says what was applied for */
static Pattern plainly = { .text = "(?i)(?:\\b(?:the|this|that|his|her|said|respondent's|applicant's|defendant's) "
                                   "(?:said )?|(?<![a-z] )(?-i:A))"
                                   "(?:pplications?|applications?|requests?)(?: "
                                   "(?:of|dated|made|by) [^.;]{3,50}?)?,? " FAILS };
static Pattern applied = {
        .text =
            "(?i)\\b(?:appl(?:ication|ications|ying|ied|ies)\\b[^.;]{0,60}? (?:to|for)(?: an?| "
            "the)?|(?:ask\\w*|request\\w*|seek\\w*|sought) [^.;]{0,90}?(?:be|to)|application[^.;]{"
            "0,30} of the \\w+ to|(?:refus|dismiss)\\w* (?:an? |the |of )*(?:application (?:to|for) )?) ?" ACTS "\\b"
};

bool
refused_is(const View *view)
{
        return pattern_has(&about_order, view) || pattern_has(&for_order, view) || pattern_has(&court_refuses, view) ||
               (pattern_has(&plainly, view) && pattern_has(&applied, view));
}

bool
refused_in_title(const char *title)
{
        static Pattern speaks = { .text = "(?i)\\b(?:application|refus(?:al|ing|ed|es)|dismiss(?:al|ing|ed|es)|"
                                          "withdraw\\w*)\\b" };
        return pattern_in(&speaks, title);
}
