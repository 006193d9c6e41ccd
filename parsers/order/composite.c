#include "parsers/order/composite.h"

#include "parsers/order/paragraph.h"
#include "parsers/order/pattern.h"

#include <string.h>

typedef enum { SHARE_BOTH = 0, SHARE_MOLESTATION = 1, SHARE_OCCUPATION = 2, SHARE_EACH = 3 } Share;

static Pattern molestation_words = { .text = "(?i)\\bnon-? ?molestation\\b|\\brhag molestu\\b" };
static Pattern occupation_words = {
        .text = "(?i)\\boccupation (?:order|provisions?)\\b|\\banheddu\\b|^\\W*(?:part \\w+\\W*)?"
                "(?i:occupation)\\W*$"
};
static Pattern ends = { .text =
                            "(?i)\\b(?:until|expir\\w+|lasts?|ends? (?:on|at)|in force|remain|continue|up to|for (?:a "
                            "period of )?\\w+ (?:months|weeks|days|years?))\\b" };

static Share
composite_named(const char *text)
{
        return (pattern_in(&molestation_words, text) ? SHARE_MOLESTATION : SHARE_BOTH) |
               (pattern_in(&occupation_words, text) ? SHARE_OCCUPATION : SHARE_BOTH);
}

/* What a term forbids or orders: the home, or the person. */
static Share
composite_of_term(const char *text)
{
        static Pattern home = {
                .text = "(?i)\\b(?:(?:leave|vacate|occupy|occupation of|return to|re-?enter|move out of|be excluded "
                        "from)\\b|entitled to (?:occupy|remain)|peaceful "
                        "occupation|outgoings|rent|mortgage|insurance|council tax|household bills|contents of)"
        };
        static Pattern person = { .text = "(?i)\\b(?:violence|violent|threat\\w*|harass\\w*|pester\\w*|molest\\w*|"
                                          "intimidat\\w*|contact\\w*|communicat\\w*|abus\\w*|encourage)\\b" };
        static Pattern bans = { .text = "(?i)\\b(?:must|shall|may|is entitled|forbidden|prohibited)\\b" };
        if (!pattern_in(&bans, text))
                return SHARE_BOTH;
        const bool house = pattern_in(&home, text), people = pattern_in(&person, text);
        return house == people ? SHARE_BOTH : house ? SHARE_OCCUPATION : SHARE_MOLESTATION;
}

/* The share of the paragraphs that "Paragraphs 1, 2 and 4 to 6 shall remain in force until ..." names. */
static Share
composite_referred(const Paragraphs *paragraphs, const Share *shares, const char *text)
{
        static Pattern reference = { .text = "(?i)\\bparagraphs? \\(?\\d" };
        if (!pattern_in(&reference, text))
                return SHARE_BOTH;
        g_autoptr(GMatchInfo) info = NULL;
        gint from = 0;
        (void) g_regex_match(reference.regex, text, 0, &info);
        (void) g_match_info_fetch_pos(info, 0, &from, NULL);
        unsigned seen = 0;
        Share share = SHARE_BOTH;
        const char *at = text + from + strlen("paragraph");
        for (; *at != '\0'; at++) {
                if (!g_ascii_isdigit(*at)) {
                        static Pattern over = {
                                .text = "(?i)^(?: |,|and\\b|to\\b|-|&|\\(|\\)|s\\b|[a-h]\\b|nd\\b|d\\b|o\\b)"
                        };
                        if (!pattern_in(&over, at))
                                break;
                        continue;
                }
                char *stop = NULL;
                const guint64 number = g_ascii_strtoull(at, &stop, 10);
                at = stop - 1;
                for (unsigned i = 0; i < paragraphs->items->len; i++) {
                        const Paragraph *item = paragraph_at(paragraphs, i);
                        if (item->style == PARAGRAPH_NUMBER && item->level == 1 && item->value == number) {
                                share |= shares[i];
                                seen++;
                        }
                }
        }
        if (seen == 0 || share == SHARE_EACH)
                return SHARE_BOTH;
        /* another sentence about the other order's paragraphs */
        const Share next = *at == '\0' ? SHARE_BOTH : composite_referred(paragraphs, shares, at);
        return next != SHARE_BOTH && next != share ? SHARE_BOTH : share;
}

static Share
composite_of_paragraph(const Paragraphs *paragraphs, const Share *shares, unsigned index, Share heading)
{
        static Pattern arrest = { .text = "(?i)\\bpower of arrest\\b" };
        /* the note to the officer is none, and none is said of the whole document */
        static Pattern none = {
                .text = "(?i)\\b(?:arresting officer|no power of arrest|(?:is|was|be) not attached|declined|"
                        "refused|without)\\b"
        };
        const Paragraph *item = paragraph_at(paragraphs, index);
        g_autofree char *text = paragraph_text(paragraphs, item);
        const Share named = composite_named(text);
        if (pattern_in(&arrest, text) && pattern_in(&none, text))
                return named == SHARE_EACH ? SHARE_BOTH : named;
        if (pattern_in(&arrest, text))
                return named == SHARE_MOLESTATION ? SHARE_MOLESTATION : SHARE_OCCUPATION;
        if (pattern_in(&ends, text)) {
                if (named != SHARE_BOTH)
                        return named;
                const Share referred = composite_referred(paragraphs, shares, text);
                static Pattern counted = { .text = "(?i)\\bparagraphs? \\(?\\d" };
                if (referred != SHARE_BOTH || pattern_in(&counted, text))
                        return referred;
        }
        static Pattern common = { .text =
                                      "(?i)\\b(?:hearing|hear|listed|list|adjourn\\w*|costs|serve[ds]?|service|apply|"
                                      "application|solicitors?|police|statement|return to court|officer)\\b" };
        if (item->style == PARAGRAPH_PLAIN || pattern_in(&common, text))
                return SHARE_BOTH;
        if (item->parent >= 0 && shares[item->parent] != SHARE_BOTH)
                return shares[item->parent];
        const Share own = composite_of_term(text);
        return own != SHARE_BOTH ? own : heading;
}

/* A line that is nothing but one order's name, with "Part A" or the like before it. */
static bool
composite_heads(const Paragraphs *paragraphs, const Paragraph *item, Share *ret_share)
{
        enum { HEADING = 90 };
        g_autofree char *text = paragraph_text(paragraphs, item);
        static Pattern heading = {
                .text = "(?i)^\\W*(?:part \\w+\\W*|section \\w+\\W*|[a-z]\\W+)?(?:the )?(?:non-? "
                        "?molestation|occupation)(?: order| provisions)?(?:\\W+(?:under )?(?:sections?|ss?\\.?) "
                        "?\\d[^.;:]{0,50})?\\W*$"
        };
        static Pattern other = { .text = "(?i)^\\W*(?:part \\w+|section \\w+|general|service|costs|hearing|further "
                                         "hearing|notices?|next hearing|power of arrest|directions)\\b" };
        if (item->style != PARAGRAPH_PLAIN || strlen(text) > HEADING)
                return false;
        if (pattern_in(&heading, text))
                *ret_share = composite_named(text);
        else if (pattern_in(&other, text))
                *ret_share = SHARE_BOTH;
        else
                return false;
        return true;
}

/* "The non-molestation order lasts until A and the occupation order until B": the other order's half of the sentence. */
static void
composite_mask_half(const View *view, const Paragraph *item, Share wanted, bool *mask)
{
        Pattern *own = wanted == SHARE_MOLESTATION ? &molestation_words : &occupation_words;
        Pattern *other = wanted == SHARE_MOLESTATION ? &occupation_words : &molestation_words;
        Match mine, theirs;
        if (!pattern_find(own, view, item->start, item->end, &mine) ||
            !pattern_find(other, view, item->start, item->end, &theirs))
                return;
        const size_t from = theirs.start[0], until = mine.start[0] > from ? mine.start[0] : item->end;
        g_autofree char *half = view_string(view, from, until);
        if (!pattern_in(&ends, half))
                return;
        for (size_t i = from; i < until; i++)
                mask[i] = true;
}

/* "Paragraphs 1 and 2 last until A. Paragraphs 3 to 5 last until B.": the sentences about the other order's paragraphs. */
static void
composite_mask_sentences(const Paragraphs *paragraphs, const Share *shares, const Paragraph *item, Share wanted,
                         bool *mask)
{
        static Pattern stop = { .text = "[.;] (?=\\p{Lu}|and )" };
        const View *view = paragraphs->view;
        Match match;
        for (size_t at = item->start; at < item->end;) {
                const size_t until = pattern_find(&stop, view, at, item->end, &match) ? match.end[0] : item->end;
                g_autofree char *text = view_string(view, at, until);
                const Share share = pattern_in(&ends, text) ? composite_referred(paragraphs, shares, text) : SHARE_BOTH;
                for (size_t i = at; i < until && share != SHARE_BOTH && (share & wanted) == 0; i++)
                        mask[i] = true;
                at = until;
        }
}

View *
composite_view(const View *view, const TitleTypes *types, OrderType type)
{
        bool molestation = false, occupation = false;
        for (unsigned i = 0; i < types->count; i++) {
                molestation = molestation || types->types[i] == ORDER_TYPE_NON_MOLESTATION;
                occupation = occupation || types->types[i] == ORDER_TYPE_OCCUPATION;
        }
        if (!molestation || !occupation)
                return NULL;
        const Share wanted = type == ORDER_TYPE_OCCUPATION ? SHARE_OCCUPATION : SHARE_MOLESTATION;
        g_autoptr(Paragraphs) paragraphs = paragraphs_new(view);
        g_autofree Share *shares = g_new0(Share, paragraphs->items->len + 1);
        g_autofree bool *mask = g_new0(bool, view->length + 1);
        Share heading = SHARE_BOTH;
        for (unsigned i = 0; i < paragraphs->items->len; i++) {
                const Paragraph *item = paragraph_at(paragraphs, i);
                if (composite_heads(paragraphs, item, &heading))
                        continue;
                shares[i] = composite_of_paragraph(paragraphs, shares, i, heading);
                if (shares[i] == SHARE_EACH)
                        composite_mask_half(view, item, wanted, mask);
                if (shares[i] == SHARE_BOTH)
                        composite_mask_sentences(paragraphs, shares, item, wanted, mask);
                if (shares[i] == SHARE_BOTH || (shares[i] & wanted) != 0)
                        continue;
                for (size_t at = item->start - item->margin; at < item->end; at++)
                        mask[at] = true;
        }
        return view_masked(view, mask);
}
