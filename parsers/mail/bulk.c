#include "parsers/mail/bulk.h"

#include "parsers/order/pattern.h"
#include "parsers/order/view.h"

bool
bulk_is(const char *subject, const char *newest)
{
        static Pattern title = {
                .text = "(?i)^\\W*(?:(?:fwd?|external|ext)\\W+)*(?:[\\w'&]+ ){0,4}(?:news ?letter|e-?bulletin|"
                        "bulletin|digest)\\b|(?i)^\\W*(?:updated )?(?:invitation|accepted|declined|tentatively "
                        "accepted|tentative) ?:"
        };
        static Pattern leave = { .text = "(?i)\\bunsubscribe\\b" };
        static Pattern why = { .text = "(?i)\\byou(?:'re| are)? (?:receiv(?:e|ed|ing)|get|got|getting) this[^.]{0,40} "
                                       "because you(?:'re| are|'ve| have)? "
                                       "(?:signed up|subscribed?|registered|opted|on our|a member)" };
        return pattern_in(&title, subject) || (pattern_in(&leave, newest) && pattern_in(&why, newest));
}
