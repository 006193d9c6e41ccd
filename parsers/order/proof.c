#include "parsers/order/proof.h"

#include "parsers/order/label.h"
#include "parsers/order/pattern.h"
#include "register/legal_date.h"

/* "a sealed copy of the order", "the injunction" */
static Pattern named = { .text = "(?i)\\b(?:orders?|injunctions?|nmo|gorchymyn)\\b" };

/* "I, Ann Bell of Elm Enquiries, did on 3 March serve Cy Dale", "certify that I personally handed", "certified that the
 * within-named was served". */
static bool
proof_is_told(const View *view)
{
        static Pattern told = {
                .text = "\\bI,? (?:the undersigned\\b|\\p{Lu}[\\p{L}'-]+)[^.;:]{0,140}?\\b(?i:did|do|have|hereby)\\b"
                        "[^;]{0,120}?\\b(?i:serve|served|hand|handed|deliver|delivered|give|gave|given)\\b"
        };
        static Pattern certified = {
                .text = "(?i)\\bcertif(?:y|ies|ied)\\b[^;]{0,200}?\\b(?:(?:was|were|(?:has|have) been) (?:duly |then "
                        "|personally )*(?:served|handed|given)\\b(?! (?:notice|leave|permission))|(?:i|we)(?: have)? "
                        "(?:[a-z]+ly )?(?:served|handed|delivered|gave)\\b)"
        };
        static Pattern applicant = { .text = "(?i)\\b(?:i am the (?:applicant|claimant)|in support of (?:my|the|an?) "
                                             "application|i ask the court)\\b" };
        return (pattern_has(&told, view) || pattern_has(&certified, view)) && !pattern_has(&applicant, view);
}

/* "Served: 3 March", "How: by hand", "Agent: Ann Bell": the day, and two more of what a form of service asks. */
static bool
proof_is_filled(const View *view)
{
        static const LabelRole asked[] = { LABEL_SERVED_PERSON, LABEL_SERVED_BY, LABEL_SERVED_PLACE,
                                           LABEL_SERVED_METHOD, LABEL_SERVED_DOCUMENT };
        enum { MORE = 2 };
        static Pattern serves = { .text = "(?i)\\b(?:served?|service|serving)\\b" };
        if (!pattern_has(&serves, view))
                return false;
        g_autoptr(GArray) labels = label_find(view);
        bool dated = false, found[G_N_ELEMENTS(asked)] = { false };
        for (unsigned i = 0; i < labels->len; i++) {
                const LabelHit *hit = &g_array_index(labels, LabelHit, i);
                LegalDate date;
                if (hit->start >= hit->end || hit->form == LABEL_INLINE || hit->form == LABEL_ABOVE)
                        continue;
                const bool day = legal_date_find(view->text, hit->start, hit->end, &date);
                dated = dated || (day && (hit->role == LABEL_SERVED_DATE || hit->role == LABEL_SERVED_PERSON));
                for (unsigned k = 0; k < G_N_ELEMENTS(asked); k++)
                        found[k] = found[k] || (hit->role == asked[k] && !day);
        }
        unsigned more = 0;
        for (unsigned k = 0; k < G_N_ELEMENTS(asked); k++)
                more += found[k];
        return dated && more >= MORE;
}

bool
proof_is(const View *view)
{
        return pattern_has(&named, view) && (proof_is_told(view) || proof_is_filled(view));
}
