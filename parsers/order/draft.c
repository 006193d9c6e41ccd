#include "parsers/order/draft.h"

#include "parsers/order/pattern.h"

enum {
        HEAD_LINES = 30, /* of the paper: where its title stands */
        MARK_OCTETS = 120,
};

/* A line of its own on any page: the word across the page, a header, a footer. */
static Pattern alone = {
        .text = "(?i)^[\\W_]*(?:(?:unsealed |unapproved |agreed |amended |first |second |final |revised )?(?:d ?r ?a "
                "?f ?t|drafft)"
                "(?: (?:order|only|copy|document|minute(?: of order)?|v(?:ersion)? ?\\d+|no\\.? ?\\d+|\\d+))?"
                "(?:[\\W_]+(?:not (?:yet )?(?:sealed|approved)(?: by the (?:court|judge))?|unsealed|for "
                "(?:approval|discussion)|subject to "
                "approval|not an "
                "order))?|(?:unsealed|not (?:yet )?sealed)(?: (?:order|copy|draft))?)[\\W_]*$"
};
/* In the title: "Draft Non-Molestation Order", "Occupation order - draft", "Order (DRAFT)". */
static Pattern titled = {
        .text = "(?i)^[\\W_]*(?:(?:sealed )?draft\\b[^.;]{0,60}\\b(?:order|injunction|gorchymyn)\\b|"
                "[^.;]{0,70}\\b(?:order|injunction|gorchymyn|fl404[ab]?|steps)\\b[^.;]{0,30}?[-(\\[:, ] "
                "?(?:draft|drafft)\\b[)\\]]?|"
                "minutes? of (?:proposed )?order\\b)|\\bnot (?:yet )?(?:been )?sealed\\b|\\bunsealed\\b"
};
/* A sentence about some draft, or about a seal that a copy bears or lacks. */
static Pattern speaks = {
        .text = "(?i)\\b(?:was|were|is|are|has|have|had|been|shall|must|will|should|lodged|approved|submitted|send|"
                "sent|file|filed|"
                "agreed by|by counsel|attached|enclosed|copy of|the draft|a draft|this draft|upon|any)\\b"
};

bool
draft_is_marked(const View *view)
{
        for (unsigned i = 0; i < view->lines->len; i++) {
                const ViewLine *line = view_line(view, i);
                if (line->end - line->start > MARK_OCTETS)
                        continue;
                g_autofree char *text = view_string(view, line->start, line->end);
                if (pattern_in(&alone, text) ||
                    (i < HEAD_LINES && pattern_in(&titled, text) && !pattern_in(&speaks, text)))
                        return true;
        }
        return false;
}
