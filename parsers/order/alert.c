#include "parsers/order/alert.h"

#include "base/text.h"

#include <string.h>

/* Sentences that every order and covering letter prints, and conditions: they report nothing. */
static Pattern boilerplate = {
        .text =
            "(?i)\\b(?:breach of (?:this|the|an?|such) (?:order|non-molestation|injunction|restraining)[^.]{0,40}is "
            "(?:a criminal|an|a) (?:offence|crime|arrestable)|criminal offence|in the event of|if (?:he|she|they|the "
            "respondent|you|there|any)|should (?:he|she|they|the respondent|you|there|any)|"
            "may be|would be|any breach|power of arrest|not monitored|call (?:999|101)|dial 999|arrestable|could "
            "be|without reasonable excuse|for breach|to prevent|penal notice|in case of)\\b"
};

static const struct {
        AlertKind kind;
        const char *pattern;
} alerts[] = {
        { ALERT_KIND_DANGER,
          "(?i)\\b(?:(?:he|she|respondent|defendant|perpetrator|ex-?(?:husband|wife|partner)) (?:is|are|'s) (?:now "
          "|currently |still |right )*(?:outside|here|at (?:the|her|his|my) (?:house|home|door|address|property)|in "
          "the (?:house|garden|street|property)|trying to get in|banging|kicking|threatening|on (?:his|her) way)|"
          "(?:he|she)'s (?:outside|here|at the door|in the house|banging|on his way)|immediate (?:danger|risk)|in "
          "danger|please (?:send|come) "
          "(?:help|police|someone|officers|urgently|now|quickly)|(?:threat(?:en(?:ed|ing|s))?|going) to kill|has a "
          "(?:knife|gun|weapon)|fears? for (?:her|his|their) (?:life|safety)|need (?:police|help) "
          "(?:now|urgently|immediately)|"
          "(?:is|are) at (?:imminent|serious|immediate|grave) risk|whereabouts (?:are|is) (?:currently )?unknown "
          "and|risk to life|life is at risk|emergency)\\b" },
        { ALERT_KIND_BREACH,
          "(?i)\\b(?:(?:has|have|had|is|was|been|he|she|they|respondent|defendant) (?:again |already |just |repeatedly "
          "|since |clearly |now |twice |been )*breach(?:ed|ing|es)|in breach|breached (?:the|his|her|this) "
          "(?:order|non|injunction|terms|restraining|nmo|ro)|breach(?:es)? (?:has|have) (?:been )?occurred|"
          "report(?:ing)? (?:a|another|further|the following)? ?breach(?:es)?|(?:a|another|further|new|latest) "
          "breach(?:es)? (?:of|by|on|last|today|yesterday|this)|has "
          "(?:contacted|messaged|texted|phoned|called|followed|attended|approached|turned up|been to|come "
          "to|emailed|assaulted|attacked|threatened|harassed|sent)[^.]{0,60}(?:despite|since|in "
          "spite|contrary|again|order)|"
          "(?:turned up|came|came round|attended) (?:at|to|outside) (?:her|his|my|the applicant's|our client's|the) "
          "(?:house|home|address|work|workplace|property|door|school)[^.]{0,60}|despite the "
          "(?:order|non-molestation|injunction)|broke(?:n)? the (?:order|terms))\\b" },
        { ALERT_KIND_RETRACTION,
          "(?i)\\b(?:(?:please|kindly) (?:disregard|ignore|delete|destroy|discard)|disregard (?:my|our|the) "
          "(?:earlier|previous|last|above)|ignore (?:my|our|the) (?:earlier|previous|last|e-?mail)|wrong "
          "(?:attachment|order|document|file|version|client|e-?mail)|sent (?:to you )?in error|attached in "
          "error|incorrect (?:attachment|order|document|version|file)|"
          "would like to recall|recall(?:ed)? (?:the|this|our|my) (?:message|e-?mail)|replaces? (?:my|our|the) "
          "(?:earlier|previous)|supersedes? (?:my|our|the) (?:earlier|previous)|withdraw (?:my|our|the) "
          "(?:earlier|previous)|with(?:out| no) the (?:wrong|incorrect)|apologies,? (?:the )?wrong|"
          "should not have been sent|mistakenly (?:sent|attached)|sent by mistake)\\b" },
        { ALERT_KIND_CHASER, "(?i)\\b(?:no (?:acknowledge?ment|response|reply|answer)|not (?:yet "
                             ")?(?:had|received|heard)[^.]{0,50}(?:acknowledge?ment|response|reply|answer|confirmation|"
                             "back|from you)|had no (?:answer|reply|response|acknowledge?ment)|did "
                             "(?:our|my|the|you)[^.?]{0,60}(?:reach|arrive|receive|get)|have you (?:received|had|got)|"
                             "chas(?:e|er|ing)|re-?send(?:ing)?|resent|further to (?:my|our) "
                             "(?:e-?mail|letter|message|previous|earlier)|(?:await(?:ing)?|still "
                             "waiting)[^.]{0,40}(?:acknowledge?ment|confirmation|reply|response|hear)|please confirm "
                             "(?:that you have |you have |whether you )?(?:received|receipt|safe receipt of (?:our|my) "
                             "(?:earlier|previous))|reminder|following up|haven't (?:heard|had)|second "
                             "(?:copy|time|attempt) (?:of|sending|as))\\b" },
        { ALERT_KIND_UNSAFE_CONTACT,
          "(?i)\\b(?:(?:do not|don't|please do not|never|not safe to|unsafe to|must not|should not) "
          "(?:call|phone|ring|reply|contact|e-?mail|text|write|respond|leave (?:a "
          ")?(?:message|voicemail)|send)[^.]{0,80}|(?:he|she|respondent|husband|partner|perpetrator) (?:reads|can "
          "read|has access to|monitors|checks|sees|can "
          "see|controls)[^.]{0,60}(?:e-?mails?|phone|messages|post|mail|account|inbox)|"
          "not (?:a )?safe (?:to|number|address|e-?mail|contact)|unsafe (?:to|number|address|e-?mail|contact)|safe "
          "(?:number|time|contact|e-?mail)(?: is| to)|(?:has|have) access to (?:her|his|my) "
          "(?:e-?mails?|phone|account))\\b" },
        { ALERT_KIND_REQUEST,
          "(?i)\\b(?:(?:could|can|would|will) you (?:please |kindly )?(?:confirm|send|provide|let (?:us|me) "
          "know|tell|advise|check|forward|supply|call|ring|contact|arrange|update|remove|serve)|please "
          "(?:could|can|would) you|please (?:provide|send|let (?:us|me) know|advise|tell|call|ring|contact|forward "
          "(?:us|me)|arrange|check|update|supply|serve)|"
          "grateful if you (?:could|would)|request(?:ing)? (?:a |an |the |that "
          "|confirmation|information|disclosure|copies|copy)|we (?:require|request)|are you able to|what is the "
          "(?:status|position)|is there (?:a|an|any) (?:order|record)|kindly (?:provide|send|advise|let|forward))\\b" },
};

static Pattern elsewhere = {
        .text = "(?i)(?:\\b(?:cop(?:y|ies)|order|papers|documents|this|same|it|duplicate|original|one|we)\\b[^.]{0,100}"
                "?\\b(?:also |already |has |have |had |been |was |were |is |are |being "
                ")*(?:sent|handed|lodged|delivered|given|provided|e-?mailed|emailed|forwarded|faxed|taken|supplied|"
                "posted|dropped|submitted|filed|served|copied|uploaded|passed|left|cc'?d)\\b[^.]{0,60}?"
                "\\b(?:to|with|at|on|by|via|into)\\b[^.]{0,60}?\\b(?:police|officers?|oic|constabulary|pc \\p{Lu}|dc "
                "\\p{Lu}|ds \\p{Lu}|p\\.?c\\.? ?\\d|front (?:desk|counter|office)|single online home|online "
                "portal|force|101|domestic abuse (?:unit|team)|public protection|vulnerability|safeguarding "
                "(?:hub|unit)|neighbourhood team|control room|acro)\\b|"
                "\\b(?:cc'?d|copied(?: in)?) (?:to |in )?(?:the )?(?:oic|officer in (?:the )?case|investigating "
                "officer|police)|\\buploaded (?:via|to|through) (?:the )?(?:police|force|single online "
                "home|portal)|\\balso (?:been )?(?:sent|handed|lodged|reported|given|delivered|e-?mailed) (?:to |with "
                "|at )[^.]{0,60}(?:police|station|officer))"
};
static Pattern elsewhere_none = {
        .text =
            "(?i)\\b(?:not (?:been )?(?:sent|copied|provided|submitted|given)|no(?:t)? (?:other )?cop(?:y|ies)|nowhere "
            "else|only to (?:you|this)|has not|have not|haven't|please (?:forward|send|pass)|could you|would you|will "
            "be|shall be|court officer|are to|is to|was served on the respondent|"
            "served (?:personally )?(?:on|upon) (?:the )?(?:respondent|defendant|him|her))\\b"
};
static Pattern attached_words = {
        .text = "(?i)\\b(?:(?:please (?:find|see) "
                ")?(?:attached|enclosed|attach(?:ing)?|attachment|enclos(?:e|ing))|see (?:the )?attach)\\b"
};

char *
alert_newest(const char *text)
{
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        GString *out = g_string_new(NULL);
        static Pattern quoted = {
                .text = "(?i)^(?:-{2,} ?(?:original message|forwarded message|forwarded by)|begin forwarded message|on "
                        ".{4,90}wrote:?$|_{8,}|from: .{2,}|ar .{4,90}ysgrifennodd:?$|-----+$)"
        };
        static Pattern disclaimer = {
                .text = "(?i)^(?:this e-?mail (?:and|is|may|message)|the information (?:contained )?in "
                        "this|confidentiality notice|disclaimer|this message (?:is|and|contains)|if you are not the "
                        "intended|the contents of this e-?mail|this communication)"
        };
        for (unsigned i = 0; lines[i] != NULL && out->len < 32768; i++) {
                g_autofree char *line = text_one_line(lines[i]);
                const bool header = g_ascii_strncasecmp(line, "from: ", 6) == 0;
                const bool head_follows = header && lines[i + 1] != NULL &&
                                          g_regex_match_simple("(?i)^ ?(sent|date|to|subject)", lines[i + 1], 0, 0);
                if (!(header && !head_follows) && (pattern_in(&quoted, line) || pattern_in(&disclaimer, line)))
                        break;
                if (line[0] == '>')
                        continue;
                g_string_append(out, lines[i]);
                g_string_append_c(out, '\n');
        }
        return g_string_free(out, FALSE);
}

/* The sentence around [start, end) as one line. New string. */
static char *
alert_sentence(const View *view, size_t start, size_t end)
{
        const size_t first = start, last = end;
        while (start > 0 && first - start < 240 &&
               !(strchr(".!?", view->joined[start - 1]) != NULL && view->joined[start] == ' ') &&
               !(view->text[start - 1] == '\n' && view_line(view, view_line_at(view, start))->paragraph))
                start--;
        while (end < view->length && end - last < 240 &&
               !(strchr(".!?", view->joined[end]) != NULL &&
                 (view->joined[end + 1] == ' ' || view->joined[end + 1] == '\0')) &&
               !(view->text[end] == '\n' &&
                 (end + 1 >= view->length || view_line(view, view_line_at(view, end + 1))->paragraph)))
                end++;
        return view_string(view, start, end);
}

static bool
alert_find(const View *view, Pattern *pattern, Pattern *except, char **ret_text)
{
        size_t from = 0;
        Match match;
        for (unsigned tries = 0; tries < 30 && pattern_find(pattern, view, from, view->length, &match); tries++) {
                from = MAX(match.end[0], from + 1);
                char *text = alert_sentence(view, match.start[0], match.end[0]);
                if (except == NULL || !pattern_in(except, text)) {
                        *ret_text = text;
                        return true;
                }
                g_free(text);
        }
        return false;
}

bool
elsewhere_said(const View *newest, char **ret)
{
        g_autofree char *text = NULL;
        if (!alert_find(newest, &elsewhere, &elsewhere_none, &text))
                return false;
        if (ret != NULL)
                *ret = g_steal_pointer(&text);
        return true;
}

static void
alert_add(Submission *submission, AlertKind kind, const char *text, const char *path)
{
        g_autofree char *kept = text_shorten(text, 400);
        g_ptr_array_add(submission->alerts, submission_alert_new(kind, kept, path));
}

void
alert_read(Submission *submission, const View *newest, const char *path, bool has_attachment)
{
        static Pattern patterns[G_N_ELEMENTS(alerts)];
        bool chaser = false, retracted = false;
        for (unsigned i = 0; i < G_N_ELEMENTS(alerts); i++) {
                patterns[i].text = alerts[i].pattern;
                g_autofree char *text = NULL;
                const bool serious = alerts[i].kind == ALERT_KIND_BREACH || alerts[i].kind == ALERT_KIND_DANGER;
                if (alerts[i].kind == ALERT_KIND_REQUEST && (has_attachment || chaser || submission->alerts->len > 0))
                        continue; /* with an order attached it asks for what is done anyway, after a graver alert for what that one brings */
                if (!alert_find(newest, &patterns[i], serious ? &boilerplate : NULL, &text))
                        continue;
                alert_add(submission, alerts[i].kind, text, path);
                chaser = chaser || alerts[i].kind == ALERT_KIND_CHASER;
                retracted = retracted || alerts[i].kind == ALERT_KIND_RETRACTION;
        }
        g_autofree char *text = NULL;
        if (elsewhere_said(newest, &text))
                alert_add(submission, ALERT_KIND_SENT_ELSEWHERE, text, path);
        g_autofree char *missing = NULL;
        if (!has_attachment && !retracted && alert_find(newest, &attached_words, NULL, &missing))
                alert_add(submission, ALERT_KIND_MISSING_ATTACHMENT, missing, path);
}
