#include "parsers/order/announced.h"

#include "parsers/order/pattern.h"
#include "parsers/order/view.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER "(?:two|three|four|five|six|both|[2-6])"
#define FILES  "(?:documents|attachments|files|pdfs|pdf files|pdf documents|enclosures|papers|scans)"

static Pattern number = { .text = "\\b" NUMBER "\\b" };
static Pattern announced = {
        .text =
            "\\bhere (?:are|is) (?:both|the two|two)\\b(?! "
            "pages)|\\b(?:enclose|enclosing|attach|attaching|enclosed|attached) (?:is "
            "|are )?(?:our|the|my|an?) (?:[\\w']+ ){1,8}?(?:together|along) with (?:its|the|an?|our|his|her) (?:\\w+ "
            "){0,2}?(?:enclosures?|orders?|statements?|certificates?|letters?|applications?|cop(?:y|ies)|schedules?)"
            "\\b|\\b" NUMBER " (?:things|items) (?:\\w+ ){0,3}?(?:in|with|on) this (?:one|e ?mail|message)\\b|"
            "\\b" NUMBER " (?:\\w+ ){0,3}?" FILES " (?:which |that )?(?:are |come |is )?(?:\\w+ ){0,2}?"
            "(?:attached|enclosed|with this|herewith|accompany)\\b|\\b(?:attached|enclosed|attach|enclose"
            "|attaching|enclosing|herewith|pfa)(?: \\w+){0,4}?:? (?:the )?" NUMBER " (?:\\w+ ){0,2}?" FILES "\\b"
            "|\\b(?:attached|enclosed|attach|enclose)(?: (?:are|is))? both (?:the|a|an|our|his|her) (?:[\\w']+ "
            "){1,4}?and "
            "(?:the|a|an|our|his|her)\\b|^(?:\\w+,? )?here (?:are|is) (?:both )?(?:the|an?|our|her|his) (?:[\\w']+ "
            "){1,6}?and "
            "(?:the|an?|our|his|her) (?:\\w+ ){0,2}?(?:statement|certificate|proof|fl ?415)\\b"
};
/* In one file, of another mail, or not said of files at all. */
static Pattern otherwise = {
        .text =
            "\\b(?:one (?:file|pdf|attachment|document|scan)|single|combined|merged|together (?:in|as)|scanned "
            "together|zip|"
            "bundle|link|portal|not|never|should|will|would|previous|earlier|yesterday|were|had|was|separate(?:ly)? "
            "(?:e ?mails?|messages?|cover)|another (?:e ?mail|message)|pages)\\b"
};

static unsigned
announced_number(const char *text)
{
        static const char *const words[] = { "two", "three", "four", "five", "six" };
        size_t start = 0;
        /* "here are the order and the certificate" */
        if (!pattern_span(&number, text, &start, NULL))
                return 2;
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
                if (g_str_has_prefix(text + start, words[i]))
                        return i + 2;
        return g_ascii_isdigit(text[start]) ? (unsigned) (text[start] - '0') : 2;
}

/* "Attached: (1) the order and (2) the statement of service" */
static unsigned
announced_numbered(const char *said)
{
        static Pattern listed = { .text = "(?i)\\b(?:attach(?:ed|ing)?|enclos(?:e|ed|ing)|herewith)\\b(?![^(]{0,90}\\b("
                                          "?:confirm|acknowledge|advise)\\b)[^.(]{0,60}(?:\\(|: ?|\\b)(?:"
                                          "1|i|a)\\) ?[^(;.]{3,100}[;,.]? (?:and )?"
                                          "\\(?(?:2|ii|b)\\) (?![^(.]{0,60}\\b(?:paragraph|clause|page|section)\\b)" };
        static Pattern third = { .text = "(?i)\\((?:3|iii|c)\\) ?\\w" };
        if (!pattern_in(&listed, said) || pattern_in(&otherwise, said))
                return 0;
        return pattern_in(&third, said) ? 3 : 2;
}

/* "Order at attachment 1, FL415 at attachment 2" */
static unsigned
announced_last(const char *plain)
{
        static Pattern first = { .text = "\\b(?:attachment|enclosure|file) 1\\b" };
        unsigned last = pattern_in(&first, plain) ? 1 : 0;
        for (bool more = last > 0; more && last < 6;) {
                g_autofree char *next = g_strdup_printf("attachment %u", last + 1);
                g_autofree char *other = g_strdup_printf("enclosure %u", last + 1);
                more = strstr(plain, next) != NULL || strstr(plain, other) != NULL;
                last += more;
        }
        return last;
}

unsigned
announced_count(const char *plain, const char *said)
{
        const unsigned numbered = announced_numbered(said);
        if (numbered > 0)
                return numbered;
        const unsigned last = announced_last(plain);
        if (last > 1 && !pattern_in(&otherwise, plain))
                return last;
        size_t start = 0, end = 0;
        if (!pattern_span(&announced, plain, &start, &end) || pattern_in(&otherwise, plain))
                return 0;
        g_autofree char *span = g_strndup(plain + start, end - start);
        return announced_number(span);
}

bool
announced_by_title(const char *plain)
{
        static Pattern named = {
                .text = "\\b(?:orders?|nmo|non ?mol\\w*|injunction|statement of service|fl ?4\\d\\d\\w?)\\b"
        };
        static Pattern answer = { .text = "^(?:re|aw|sv|ateb)\\b" };
        /* what calendars and mail programs send by themselves, and gatherings of those who deal with orders */
        static Pattern other = {
                .text = "^(?:accepted|declined|tentative(?:ly accepted)?|cancell?ed|updated|invitation|invite|"
                        "new time proposed|meeting|reminder|forwarded invitation|read|not read|deleted|"
                        "delivered|relayed|undeliver\\w*|recall|derbyniwyd|gwrthodwyd) ?:|"
                        "\\b(?:meeting|huddle|catch up|training|briefing|rota|team day|away day|lunch)\\b"
        };
        return pattern_in(&named, plain) && !pattern_in(&answer, plain) && !pattern_in(&other, plain);
}

void
announced_prepare(void)
{
        (void) pattern_in(&number, "");
        (void) pattern_in(&announced, "");
        (void) pattern_in(&otherwise, "");
        (void) announced_by_title("order");
        (void) announced_last("");
        (void) announced_numbered("attached (1) it and (2) ");
}
