#include "parsers/order/service.h"

#include "parsers/order/deed.h"
#include "parsers/order/pattern.h"
#include "parsers/order/statement.h"

SubmissionService *
service_of_mail(const View *view, const char *path)
{
        static Pattern told = {
                .text = "(?i)\\b(?:was|were|has been|have been|been|duly)(?: duly| personally| successfully)? "
                        "served\\b|\\b(?:we|i|our process server|the process server|process servers?)(?: have| has)? "
                        "(?:personally "
                        ")?served (?:the|him|her)\\b|\\bpersonally served\\b|\\bserved (?:in person|personally|at "
                        "\\d|on \\d|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|today|this "
                        "morning|yesterday)\\b|\\bserved (?:at|on|upon|by|to) |\\bservice (?:(?:on|upon|of) "
                        "[^.;]{2,60} )?(?:was|has been) (?:duly "
                        "|personally |successfully )?effected\\b"
        };
        static Pattern pending = {
                .text = "(?i)\\b(?:arranging|will|to be|not yet|has not|have not|was not|were "
                        "not|awaiting|being|once|when|if|until|yet "
                        "to be|unable|cannot|hope|intend|unless|should be|must "
                        "be|before)\\b[^.]{0,60}\\b(?:serv(?:ed|ice|ing))\\b|\\bunserved\\b|\\bnot served\\b|\\battempt"
        };
        if (view->length == 0 || !pattern_has(&told, view))
                return NULL;
        g_autoptr(GArray) deeds = deeds_read(view);
        for (unsigned i = 0; i < deeds->len; i++) {
                const Deed *deed = &g_array_index(deeds, Deed, i);
                g_autofree char *sentence = view_string(view, deed->start, deed->end);
                /* the day in the deed's own sentence, nothing that is still to come */
                if (deed->kind != DEED_SERVED || deed->other || !deed->dated || deed->visit != deed->start ||
                    !pattern_in(&told, sentence) || pattern_in(&pending, sentence))
                        continue;
                SubmissionService *service = submission_service_new(path);
                service->outcome = OUTCOME_SERVED;
                g_autoptr(GArray) labels = g_array_new(FALSE, FALSE, sizeof(LabelHit));
                OrderReading reading = { .view = view, .labels = labels, .fields = service->fields };
                statement_of_deed(&reading, deed, 0.7);
                return service;
        }
        return NULL;
}

bool
service_in_court(const View *view)
{
        static Pattern present = {
                .text = "(?i)\\bthe (?:respondent|defendant)(?: \\p{Lu}[^.;,]{2,40})?,? "
                        "(?:was|being|is|attending|having been)(?: also)? (?:present(?: (?:in court|at (?:court|the "
                        "hearing)|before the court))?|in attendance|in court)(?: and|,| when| in person|\\.|;| at| by)|"
                        "\\b(?:respondent|defendant),? (?:attend(?:ed|ing)|appear(?:ed|ing)) (?:the hearing |court "
                        "|today )?(?:in "
                        "person|by video|remotely|by (?:cvp|telephone)|at court)|in the presence of the "
                        "(?:respondent|defendant)\\b|"
                        "\\bhearing (?:at )?which the (?:respondent|defendant) attended\\b|"
                        "\\bmade in the (?:respondent|defendant)'s presence\\b|\\b(?:respondent|defendant) present(?: "
                        "in court)?: ?yes\\b"
        };
        static Pattern absent = { .text = "(?i)\\b(?:not|neither)\\b" };
        Match match;
        if (!pattern_find(&present, view, 0, view->length, &match))
                return false;
        g_autofree char *text = view_string(view, match.start[0], match.end[0]);
        return !pattern_in(&absent, text);
}

SubmissionService *
service_of_order(const View *view, const char *path)
{
        if (!service_in_court(view))
                return NULL;
        SubmissionService *service = submission_service_new(path);
        service->outcome = OUTCOME_PRESENT_IN_COURT;
        return service;
}
