#include "parsers/order/told.h"

#include "parsers/order/pattern.h"
#include "parsers/order/sentence.h"

#include <string.h>

enum {
        TRIES = 60,   /* words that are looked at */
        CLAUSE = 130, /* octets of a clause before its word */
        BEHIND = 90,  /* and behind it */
};

typedef enum {
        TELLING_NONE,
        TELLING_DENIED,  /* he did not know */
        TELLING_KNOWN,   /* he had been told */
        TELLING_PRESENT, /* he was there */
} Telling;

/* Words for knowing, and for being there. */
static Pattern informed = {
        .text = "(?i)\\b(?:told|telling|notified|notifying|informed|informing|served|unaware|aware|knew|know|knowing|"
                "forewarned|warned|(?:(?:no|any|had|have|has|having|given|giving|received|receiving|receive|short|due|"
                "proper|prior|adequate|advance|some|sent) "
                "(?:(?:any|no|due|short|proper|prior|a|advance|formal|written) |\\w+ "
                "(?:clear )?(?:days?|hours?)'? ){0,2}(?:notice|warning)))\\b"
};
static Pattern present = {
        .text =
            "(?i)\\b(?:present|attended|attending|attendance|appeared|appearing|participated|"
            "in person|represented|presence|came to court|came to it|by counsel|joined|took part|by (?:his|her|their) "
            "(?:solicitors?|counsel|barrister|advocate)|(?:in|at) court (?:when|as)|(?:gave|giving) (?:[a-z]+ "
            ")?evidence|(?:hearing|heard)(?: "
            "the)? (?:[a-z]+ )?evidence)\\b"
};
/* Who is spoken of. */
static Pattern bound = {
        .text = "(?i)\\b(?:respondents?|defendants?|respondent's|(?:restrained|prohibited|bound|restricted|"
                "other) (?:person|party|side)|both (?:parties|parents|sides|of them)|(?:all )?parties|either "
                "party|(?-i:[BPR])|"
                "he|she|they|who|him|her|you|atebydd)\\b"
};
static Pattern apart = { .text = "(?i)\\b(?:applicants?|claimants?|complainants?|victims?|protected (?:person|party)|"
                                 "polic[ey]\\w*|officers?|constables?|landlord|mortgagee|school|witness|solicitor "
                                 "for the applicant|local authority|council|press|children|child|anybody|anyone|"
                                 "court staff)\\b" };
static Pattern denial = { .text = "(?i)\\b(?:not|no|never|neither|nor|nobody|none|without(?! notice,? "
                                  "and)|un(?=aware)|unaware|hadn't|wasn't|didn't)\\b" };
/* Rules, rights and what is to come say nothing of what was; nor does the service of the order itself. */
static Pattern rule = {
        .text =
            "(?i)\\b(?:(?-i:may)|must|shall|will|should|if|unless|until|till|once|whenever|entitled|right "
            "to|apply|applies|"
            "penal|important|prohibited|forbidden|restrained|excluded|would|can|takes? effect|begins?|binds?|bound "
            "by|from the (?:moment|"
            "time)|learns?|contempt|offence|breach|police station|disobey\\w*|to be served|be told|be informed|be "
            "notified|"
            "application to|statement of service|certificate of service|undertak\\w+)\\b|(?i:\\b(?:was|has|had) ?/ "
            "?(?:was|has|had) not\\b|\\b(?:terms|contents|"
            "existence|effect|meaning) of (?:this|the) order\\b|\\b(?:served|told|informed|notified|aware|notice|known)"
            "[^.;]{0,40} (?:with|of|about) (?:a (?:sealed )?copy of )?(?:this|the) (?:[a-z-]+ )?order\\b|\\border "
            "(?:was|"
            "is|has been|had been) (?:[a-z]+ "
            ")?served|\\border\\b[^.;]{0,60}\\b(?:made|granted)\\b[^.;]{0,40}(?:,| and|,? which was) (?:then |duly "
            ")?served\\b|"
            "\\b(?:sentence|imprisonment|custody|term)\\b[^.;,]{0,24}\\bserved\\b|"
            "\\bserved (?:an?|the|his|her|your|any|that) (?:[a-z]+ )?(?:sentence|term)\\b)"
};
/* It has happened. */
static Pattern past = {
        .text = "(?i)\\b(?:was|were|had|having|has been|have been|been|being|did|knew|unaware|attended|attending|"
                "appeared|appearing|came|heard|hearing|present|presence|no (?:prior "
                ")?notice|without|neither|not|with|and)\\b"
};
/* What he could have been told of. */
static Pattern proceedings = {
        .text = "(?i)\\b(?:hearing|application|proceedings|papers|notice|court|case|it|beforehand|before|"
                "attend\\w*|present|appear\\w*|come|came|heard|made|order)\\b"
};

/* The last place of the pattern in the text; -1 for none. */
static gint
told_last(Pattern *pattern, const char *text)
{
        g_autoptr(GMatchInfo) info = NULL;
        gint last = -1, start = 0;
        if (!pattern_in(pattern, text))
                return -1;
        for (g_regex_match(pattern->regex, text, 0, &info);
             g_match_info_matches(info) && g_match_info_fetch_pos(info, 0, &start, NULL);) {
                last = start;
                if (!g_match_info_next(info, NULL))
                        break;
        }
        return last;
}

/* Where the clause that holds text[at] begins: behind "but", a semicolon, a comma and a new subject. */
static const char *
told_clause(const char *text)
{
        static Pattern joint = {
                .text = "(?i)(?:[,;:(] |, )(?:but|and|although|though|whereas|while|who|which|the|having|he|she|they)"
                        "\\b|\\b(?:but|although|though|whereas)\\b"
        };
        const gint at = told_last(&joint, text);
        const char *clause = at < 0 ? text : text + at, *comma = strrchr(clause, ',');
        return comma == NULL ? clause : comma;
}

/* The words with the names of the two sides as what they are in the case. New string. */
static char *
told_by_part(const OrderReading *reading, const char *words)
{
        const char *respondent = submission_field_text(reading->fields, FIELD_RESPONDENT);
        const char *applicant = submission_field_text(reading->fields, FIELD_PROTECTED_PERSON);
        g_autoptr(GString) text = g_string_new(words);
        if (respondent != NULL && strchr(respondent, ' ') != NULL)
                g_string_replace(text, respondent, "the respondent", 0);
        if (applicant != NULL && strchr(applicant, ' ') != NULL)
                g_string_replace(text, applicant, "the applicant", 0);
        return g_strdup(text->str);
}

/* The last place of the name in the text, both folded; -1 for none. "Cy Dale's mother" is somebody else. */
static gint
told_place(const char *text, const char *name)
{
        const char *at = g_strrstr(text, name);
        const size_t length = strlen(name);
        const bool ends = at != NULL && !g_unichar_isalpha(g_utf8_get_char(at + length)) && at[length] != '-';
        return !ends || strncmp(at + length, "'s", 2) == 0 ? -1 : (gint) (at - text);
}

/* The last place of the respondent's name in the text; -1 for none. "Mr Dale" is he where nobody else of that name is told of. */
static gint
told_named(const OrderReading *reading, const char *text)
{
        static const char *const titles[] = { "mr ", "mrs ", "ms ", "miss ", "mr. ", "mrs. " };
        const char *name = submission_field_text(reading->fields, FIELD_RESPONDENT);
        const char *other = submission_field_text(reading->fields, FIELD_PROTECTED_PERSON);
        if (name == NULL || strchr(name, ' ') == NULL)
                return -1;
        g_autofree char *low = g_utf8_casefold(text, -1), *wanted = g_utf8_casefold(name, -1);
        gint last = told_place(low, wanted);
        const char *surname = strrchr(wanted, ' ') + 1;
        g_autofree char *theirs = other == NULL ? NULL : g_utf8_casefold(other, -1);
        if (theirs == NULL || g_str_has_suffix(theirs, surname))
                return last;
        for (unsigned i = 0; i < G_N_ELEMENTS(titles); i++) {
                g_autofree char *titled = g_strconcat(titles[i], surname, NULL);
                last = MAX(last, told_place(low, titled));
        }
        return last;
}

static Telling
told_by(const OrderReading *reading, const Match *match, bool knowing)
{
        const View *view = reading->view;
        size_t from =
            MAX(sentence_start(view, match->start[0]), match->start[0] > CLAUSE ? match->start[0] - CLAUSE : 0);
        size_t word = match->start[0], end = match->end[0];
        size_t until = MAX(end, MIN(sentence_stop(view, end), MIN(view->length, end + BEHIND)));
        view_whole(view, &from, &until);
        g_autofree char *printed = view_piece(view, from, word);
        g_autofree char *lead = told_by_part(reading, printed);
        g_autofree char *said = view_piece(view, word, end);
        g_autofree char *rest = view_piece(view, end, until);
        /* "Did he know of the hearing? No." */
        static Pattern asked = { .text = "^[^.;]{0,80}\\? ?" };
        static Pattern no = { .text = "(?i)^no\\b" };
        static Pattern yes = { .text = "(?i)^yes\\b" };
        size_t question = 0;
        g_autofree char *beyond = view_string(view, end, MIN(view->length, end + BEHIND + 20));
        if (knowing && pattern_span(&asked, beyond, NULL, &question))
                return pattern_in(&no, beyond + question)    ? TELLING_DENIED
                       : pattern_in(&yes, beyond + question) ? TELLING_KNOWN
                                                             : TELLING_NONE;
        /* "without telling the respondent the court ordered that neither may": another clause begins */
        static Pattern next = {
                .text = "(?i)[,;:]? (?:the court|but|and|so|that neither|who|which)\\b|(?-i:(?<=\\p{Ll}) The "
                        "(?:Respondent|Defendant|Applicant|Claimant)\\b)"
        };
        size_t stop = 0;
        if (pattern_span(&next, rest, &stop, NULL))
                rest[stop] = '\0';
        g_autofree char *whole = g_strconcat(lead, said, rest, NULL);
        const char *clause = told_clause(lead);
        g_autofree char *own = g_strconcat(clause, said, NULL);
        const gint his = MAX(told_last(&bound, lead), told_named(reading, lead)), others = told_last(&apart, lead);
        /* "of which he knew nothing" */
        static Pattern nothing = { .text = "(?i)^ (?:nothing|of no|no(?! later| more)|none)\\b" };
        /* "before the respondent knew of it" */
        static Pattern ahead = { .text =
                                     "(?i)\\bbefore (?:the )?(?:respondent|defendant|he|she|\\p{Lu}[\\p{L}' -]{2,40}?) "
                                     "(?:had |was |were |could |been |even )*$" };
        const bool denied =
            pattern_in(&denial, own) || pattern_in(&nothing, rest) || (knowing && pattern_in(&ahead, lead));
        if (pattern_in(&rule, whole) || (knowing && !pattern_in(&past, whole)))
                return TELLING_NONE;
        if (knowing) {
                /* "without telling the respondents": whom it is about may follow */
                const bool follows =
                    his < 0 && others < 0 && (pattern_in(&bound, rest) || told_named(reading, rest) >= 0);
                if ((his <= others && !follows) || !pattern_in(&proceedings, whole))
                        return TELLING_NONE;
                return denied ? TELLING_DENIED : TELLING_KNOWN;
        }
        static Pattern nearer = { .text = "(?i)\\b(?:respondents?|defendants?|both "
                                          "(?:parties|parents|sides)|(?:all|the) parties|(?-i:[PR]))\\b"
                                          "(?:'s (?:counsel|solicitor|barrister))?[^.;]{0,30}$" };
        /* "in the presence of both parties" */
        static Pattern follows = {
                .text = "(?i)^ ?(?:of|by|from) (?:both|all (?:the )?parties|the parties|each (?:party|of the parties)|"
                        "the respondent|the applicant and(?! (?:of )?(?:"
                        "Mrs?|Ms|Miss|PC|DC|Dr|his|her|their|two|other|another|some)\\b))\\b"
        };
        if (pattern_in(&follows, beyond) && !denied)
                return TELLING_PRESENT;
        const bool near = pattern_in(&nearer, clause) && told_last(&nearer, clause) > told_last(&apart, clause);
        return near && !denied ? TELLING_PRESENT : TELLING_NONE;
}

static Telling
told_find(const OrderReading *reading, Pattern *words, bool knowing, Match *ret)
{
        const View *view = reading->view;
        size_t from = 0;
        Match match;
        for (unsigned tries = 0; tries < TRIES && pattern_find(words, view, from, view->length, &match); tries++) {
                from = match.end[0];
                const Telling telling = told_by(reading, &match, knowing);
                if (telling == TELLING_NONE)
                        continue;
                *ret = match;
                return telling;
        }
        return TELLING_NONE;
}

/* Whether every order that the text calls one without notice is an earlier one, which this one follows. */
static bool
told_of_earlier(const View *view)
{
        static Pattern unheard = { .text = "(?i)\\b(?:without notice|ex parte)\\b" };
        static Pattern fate = {
                .text =
                    "(?i)\\b(?:replac(?:es|ed|ing)|supersed(?:es|ed|ing)|takes the place|in (?:the )?place of|ceases?|"
                    "(?:is|are|was|be|stands?) (?:hereby |now )?(?:discharged|revoked|set "
                    "aside|continued|extended|varied)|"
                    "falls away|(?:comes to an|at an) end|ends (?:today|now|forthwith|upon|when)|lapses?|order "
                    "(?:of|dated|made on) [^.;]{6,40} having been (?:made|granted)|follows one|"
                    "in (?:the )?cases? of an?|an order (?:that is )?made|no fee where|(?:where|if) (?:the|an) order "
                    "(?:was|is) "
                    "made)\\b|\\bon (?:the )?\\d{1,2}[^.;,]{6,24},? (?:an?|the) (?:[a-z-]+ ){0,3}(?:order|injunction) "
                    "was "
                    "(?:made|granted)\\b"
        };
        Match match;
        for (size_t at = 0; pattern_find(&unheard, view, at, view->length, &match); at = match.end[0]) {
                g_autofree char *sentence =
                    view_string(view, sentence_start(view, match.start[0]), sentence_stop(view, match.end[0]));
                if (!pattern_in(&fate, sentence))
                        return false;
        }
        return true;
}

/* "The respondent was in court when this order was pronounced." */
static bool
told_when_made(const OrderReading *reading, Match *ret)
{
        static Pattern there = {
                .text = "(?i)\\b(?:respondents?|defendants?|both (?:the )?parties|the parties|he|she)\\b,? "
                        "?\\(?(?:(?!\\b(?:"
                        "not|neither|nor|if|unless|applicant|claimant)\\b)[^.;]){0,30}?\\b(?:(?:in|at) "
                        "court|present|in the "
                        "room|on the "
                        "(?:link|call)|there)\\b[^.;]{0,20}? (?:when|as|while) (?:this|the) (?:[a-z-]+ )?order was "
                        "(?:pronounced|made|given|announced|granted)\\b|"
                        "\\b(?:respondents?|defendants?|both (?:the )?parties|he|she)(?:,? having|,? has| had)? "
                        "(?:having )?heard "
                        "(?:this|the) (?:[a-z-]+ )?order (?:being |was )?(?:pronounced|read|made|announced)\\b|"
                        "\\border (?:was |having been )?(?:pronounced|announced|read out) in (?:his|her|their|the "
                        "respondent's|the "
                        "defendant's) presence\\b"
        };
        return pattern_find(&there, reading->view, 0, reading->view->length, ret);
}

void
told_read(OrderReading *reading)
{
        static const double KNOWN = 0.94, PRESENT = 0.91;
        const View *view = reading->view;
        Match match;
        Telling telling = told_find(reading, &informed, true, &match);
        /* a defendant is always there when he is sentenced: nobody calls that notice; a stalking protection order is applied for */
        const bool criminal = reading->type == ORDER_TYPE_RESTRAINING &&
                              (reading->action == ACTION_MADE || reading->action == ACTION_UNKNOWN);
        /* where anything is said of an order without notice that may be this one, who came says nothing */
        if (telling == TELLING_NONE && !criminal && told_of_earlier(view))
                telling =
                    told_when_made(reading, &match) ? TELLING_PRESENT : told_find(reading, &present, false, &match);
        /* "the Defendant not attending, the court being satisfied that notice was given" */
        static Pattern satisfied = {
                .text =
                    "(?i)\\bsatisfied that (?:(?:due|proper|adequate|sufficient) )?notice (?:of [^.;]{3,60} )?(?:was|"
                    "has been|had been) (?:(?:duly|properly) )?given\\b"
        };
        if (telling == TELLING_NONE && strstr(view->joined, "satisfied that") != NULL &&
            pattern_find(&satisfied, view, 0, view->length, &match))
                telling = TELLING_KNOWN;
        /* "On the application of the defendant": whoever asked for it knows */
        static Pattern asked = { .text = "(?i)\\b(?:up)?on (?:the )?(?:application (?:of|by) the "
                                         "(?:respondent|defendant)\\b(?!'s)|(?:respondent|"
                                         "defendant)'s (?:own )?application\\b)" };
        if (telling == TELLING_NONE && reading->action != ACTION_MADE &&
            pattern_find(&asked, view, 0, view->length, &match))
                telling = TELLING_KNOWN;
        if (telling != TELLING_NONE)
                order_reading_put(reading, FIELD_WITHOUT_NOTICE, telling == TELLING_DENIED ? "true" : "false",
                                  match.start[0], match.end[0], telling == TELLING_PRESENT ? PRESENT : KNOWN);
}
