#include "parsers/order/composite.h"

#include "parsers/order/paragraph.h"
#include "parsers/order/pattern.h"
#include "parsers/order/sentence.h"

#include <string.h>

typedef enum { SHARE_BOTH = 0, SHARE_MOLESTATION = 1, SHARE_OCCUPATION = 2, SHARE_EACH = 3 } Share;

static Pattern molestation_words = { .text = "(?i)\\bnon-? ?molestation\\b|\\brhag molestu\\b|\\border "
                                             "(?:made )?(?:under|pursuant to) (?:section|s\\.?) ?42a?\\b" };
static Pattern occupation_words = {
        .text = "(?i)\\boccupation (?:order|provisions?)\\b|\\border (?:made )?(?:under|pursuant to) (?:section|s\\.?) "
                "?3[35-8]\\b|\\banheddu\\b|^\\W*(?:part \\w+\\W*)?"
                "(?i:occupation)\\W*$"
};
/* Sections 42 and 42A of the Family Law Act are the one order's, 33 and 35 to 38 the other's. */
static Pattern molestation_section = { .text = "(?i)\\b(?:sections?|ss?\\.?|adran) ?42a?\\b(?! ?\\()" };
static Pattern occupation_section = { .text = "(?i)\\b(?:sections?|ss?\\.?|adran) ?3[35-8]\\b" };
static Pattern ends = { .text =
                            "(?i)\\b(?:until|expir\\w+|lasts?|ends? (?:on|at)|in force|remain|continue|up to|for (?:a "
                            "period of )?\\w+ (?:months|weeks|days|years?))\\b" };

static Pattern arrest = { .text = "(?i)\\bpower of arrest\\b" };

static Share
composite_named(const char *text)
{
        return (pattern_in(&molestation_words, text) ? SHARE_MOLESTATION : SHARE_BOTH) |
               (pattern_in(&occupation_words, text) ? SHARE_OCCUPATION : SHARE_BOTH);
}

/* What a term is about: the home, or the person. */
static Share
composite_about(const char *text)
{
        static Pattern home = {
                .text = "(?i)\\b(?:(?:leave|vacate|occupy|occupation of|return to|re-?enter|move out of|be excluded "
                        "from)\\b|entitled to (?:occupy|remain)|peaceful "
                        "occupation|outgoings|rent|mortgage|insurance|council tax|household bills|contents of)"
        };
        static Pattern person = { .text = "(?i)\\b(?:violence|violent|threat\\w*|harass\\w*|pester\\w*|molest\\w*|"
                                          "intimidat\\w*|contact\\w*|communicat\\w*|abus\\w*|encourage)\\b" };
        const bool house = pattern_in(&home, text), people = pattern_in(&person, text);
        return house == people ? SHARE_BOTH : house ? SHARE_OCCUPATION : SHARE_MOLESTATION;
}

/* What a term forbids or orders. */
static Share
composite_of_term(const char *text)
{
        static Pattern bans = { .text = "(?i)\\b(?:must|shall|may|is entitled|forbidden|prohibited)\\b" };
        return pattern_in(&bans, text) ? composite_about(text) : SHARE_BOTH;
}

/* "PART A", and no word of whose it is: what most of its terms are about. */
static Share
composite_of_most(const Paragraphs *paragraphs, unsigned head)
{
        static Pattern part = { .text = "(?i)^\\W*part \\w{1,5}\\b" };
        unsigned people = 0, house = 0;
        for (unsigned i = head + 1; i < paragraphs->items->len; i++) {
                g_autofree char *text = paragraph_text(paragraphs, paragraph_at(paragraphs, i));
                if (pattern_in(&part, text))
                        break;
                const Share about = composite_about(text);
                people += about == SHARE_MOLESTATION;
                house += about == SHARE_OCCUPATION;
        }
        return people == house ? SHARE_BOTH : people > house ? SHARE_MOLESTATION : SHARE_OCCUPATION;
}

/* "Part A: non-molestation": which part is whose, as the headings above have said. */
enum { PARTS = 8, PART_NAME = 6 };
typedef struct {
        char names[PARTS][PART_NAME];
        Share shares[PARTS];
        unsigned count;
} Parts;

static Pattern part_name = { .text = "(?i)\\bparts? (?=\\w{1,5}\\b)" };

static void
composite_part_name(const char *text, size_t at, char name[PART_NAME])
{
        const size_t length = MIN(strspn(text + at, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS), PART_NAME - 1U);
        for (size_t i = 0; i < length; i++)
                name[i] = g_ascii_toupper(text[at + i]);
        name[length] = '\0';
}

static void
composite_part_add(Parts *parts, const char *heading, Share share)
{
        size_t at = 0;
        if (parts->count >= PARTS || share == SHARE_BOTH || !pattern_span(&part_name, heading, NULL, &at))
                return;
        composite_part_name(heading, at, parts->names[parts->count]);
        parts->shares[parts->count++] = share;
}

/* The shares of the parts that the text names. */
static Share
composite_of_parts(const Parts *parts, const char *text)
{
        Share share = SHARE_BOTH;
        size_t at = 0, end = 0;
        while (parts->count > 0 && pattern_span(&part_name, text + at, NULL, &end)) {
                char name[PART_NAME];
                at += end;
                composite_part_name(text, at, name);
                for (unsigned i = 0; i < parts->count; i++)
                        share |= g_str_equal(name, parts->names[i]) ? parts->shares[i] : SHARE_BOTH;
        }
        return share;
}

/* "1." of the order's own count, which may stand below the letter of "A. Non-molestation order". */
static bool
composite_is_counted(const Paragraphs *paragraphs, const Paragraph *item)
{
        if (item->style != PARAGRAPH_NUMBER || item->level == 0 || item->level > 2)
                return false;
        return item->level == 1 ||
               (item->parent >= 0 && paragraph_at(paragraphs, (unsigned) item->parent)->style == PARAGRAPH_CAPITAL);
}

/* The share of the paragraphs that "Paragraphs 1, 2 and 4 to 6 shall remain in force until ..." names. */
static Share
composite_referred(const Paragraphs *paragraphs, const Share *shares, const char *text)
{
        static Pattern reference = { .text = "(?i)\\bparagraphs? (?=\\(?\\d)" };
        static Pattern over = { .text = "(?i)^(?: |,|and\\b|to\\b|-|&|\\(|\\)|[a-h]\\b|nd\\b|d\\b|o\\b)" };
        Share share = SHARE_BOTH;
        size_t end = 0;
        for (const char *at = text; pattern_span(&reference, at, NULL, &end);) {
                for (at += end; g_ascii_isdigit(*at) || (*at != '\0' && pattern_in(&over, at));) {
                        char *stop = NULL;
                        const guint64 number = g_ascii_strtoull(at, &stop, 10);
                        if (stop == at) {
                                at++;
                                continue;
                        }
                        at = stop;
                        for (unsigned i = 0; i < paragraphs->items->len; i++) {
                                const Paragraph *item = paragraph_at(paragraphs, i);
                                if (item->value == number && composite_is_counted(paragraphs, item))
                                        share |= shares[i];
                        }
                }
        }
        return share;
}

/* Whose end a text gives: by the order's name, its part or its paragraphs. */
static Share
composite_pointed(const Paragraphs *paragraphs, const Share *shares, const Parts *parts, const char *text)
{
        const Share named = composite_named(text), of_parts = composite_of_parts(parts, text);
        return named != SHARE_BOTH      ? named
               : of_parts != SHARE_BOTH ? of_parts
                                        : composite_referred(paragraphs, shares, text);
}

static Share
composite_of_paragraph(const Paragraphs *paragraphs, const Share *shares, const Parts *parts, unsigned index,
                       Share heading)
{
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
        const Share pointed = pattern_in(&ends, text) ? composite_pointed(paragraphs, shares, parts, text) : SHARE_BOTH;
        /* "This order, and the power of arrest attached to paragraph 3, shall last until" */
        static Pattern together = {
                .text = "(?i)\\b(?:this|the) order,? (?:and|together with) (?:the|any|its) power of arrest\\b"
        };
        if (pattern_in(&together, text) && named == SHARE_BOTH)
                return SHARE_BOTH;
        if (pattern_in(&arrest, text))
                return named == SHARE_MOLESTATION || pointed == SHARE_EACH ? pointed | named : SHARE_OCCUPATION;
        static Pattern counted = { .text = "(?i)\\bparagraphs? \\(?\\d" };
        if (pointed != SHARE_BOTH || (pattern_in(&ends, text) && pattern_in(&counted, text)))
                return pointed;
        static Pattern common = { .text =
                                      "(?i)\\b(?:hearing|hear|listed|list|adjourn\\w*|costs|serve[ds]?|service|apply|"
                                      "application|police|statement|return to court|officer)\\b" };
        /* "not communicate with her save through solicitors" is a term */
        static Pattern counsel = { .text = "(?i)\\bsolicitors?\\b" };
        if (item->style == PARAGRAPH_PLAIN || pattern_in(&common, text) ||
            (pattern_in(&counsel, text) && composite_about(text) == SHARE_BOTH))
                return SHARE_BOTH;
        if (item->parent >= 0 && shares[item->parent] != SHARE_BOTH)
                return shares[item->parent];
        const Share own = composite_of_term(text);
        return own != SHARE_BOTH ? own : heading;
}

/* A line that is nothing but one order's name, with "Part A" or the like before it. */
static bool
composite_heads(const Paragraphs *paragraphs, unsigned index, Parts *parts, Share *ret_share)
{
        enum { HEADING = 90 };
        const Paragraph *item = paragraph_at(paragraphs, index);
        g_autofree char *text = paragraph_text(paragraphs, item);
        static Pattern heading = {
                .text = "(?i)^\\W*(?:part \\w+\\W*|section \\w+\\W*|[a-z]\\W+)?(?:the )?(?:non-? "
                        "?molestation|occupation)(?: order| provisions)?(?:\\W+(?:under )?(?:sections?|ss?\\.?) "
                        "?\\d[^.;:]{0,50})?\\W*(?:(?:and )?(?:the court (?:further |therefore )?(?:orders|declares)|it "
                        "is (?:further )?ordered|the "
                        "respondent must(?: not)?)(?: that)?\\W*)?$"
        };
        static Pattern other = { .text = "(?i)^\\W*(?:part \\w+|section \\w+|general|service|costs|hearing|further "
                                         "hearing|notices?|next hearing|power of arrest|directions)\\b" };
        /* "A. Non-molestation order", "3. General": the part's letter or figure counts it as a paragraph */
        static Pattern bare = {
                .text =
                    "(?i)^(?:general|service|costs|(?:further |next )?hearings?|notices?|directions|the children)\\W*$"
        };
        const bool counted = item->style != PARAGRAPH_PLAIN;
        if (strlen(text) > HEADING ||
            (counted && (item->level > 1 || !(pattern_in(&heading, text) || pattern_in(&bare, text)))))
                return false;
        /* "Part A: section 42", "B. Section 33 of the Family Law Act 1996" */
        static Pattern section = {
                .text = "(?i)^\\W*(?:(?:part|section|schedule) "
                        "(?:\\w|one|two|three|four|i{1,3}|iv)\\b\\W*|[a-z]\\W+)?(?:the court "
                        "(?:further )?(?:orders|declares):? )?(?:(?:orders?|provisions?|terms|injunctions?) )?"
                        "(?:made )?\\(?(?:under |pursuant to )?(?:sections?|ss?\\.?|adran) "
                        "?(?:42a?|3[35-8])\\b[^.;:]{0,40}$"
        };
        static Pattern bare_part = { .text = "(?i)^\\W*part \\w{1,5}\\W*$" };
        if (pattern_in(&heading, text))
                *ret_share = composite_named(text);
        else if (pattern_in(&section, text))
                *ret_share = (pattern_in(&molestation_section, text) ? SHARE_MOLESTATION : SHARE_BOTH) |
                             (pattern_in(&occupation_section, text) ? SHARE_OCCUPATION : SHARE_BOTH);
        else if (pattern_in(&bare_part, text))
                *ret_share = composite_of_most(paragraphs, index);
        else if (pattern_in(&other, text))
                *ret_share = SHARE_BOTH;
        else
                return false;
        const char *mark = paragraphs->view->text + item->start - item->margin;
        g_autofree char *named =
            counted ? g_strdup_printf("Part %.*s", (int) item->margin, mark + strspn(mark, " (")) : g_strdup(text);
        composite_part_add(parts, named, *ret_share);
        return true;
}

/* "PENAL NOTICE to Cy Marsh, born ... A power of arrest is attached.": of a paragraph that says more than the order's end, what
 * it says of the power of arrest alone is the other order's. */
static bool
composite_arrest_only(const Paragraphs *paragraphs, const Share *shares, const Parts *parts, const Paragraph *item,
                      size_t *ret_start, size_t *ret_end)
{
        static Pattern on = { .text = "^[. ]*(?:It|The power|This power|That power|Such power)\\b" };
        const View *view = paragraphs->view;
        Match match;
        if (item->style != PARAGRAPH_PLAIN || !pattern_find(&arrest, view, item->start, item->end, &match))
                return false;
        const size_t from = MAX(sentence_start(view, match.start[0]), item->start);
        g_autofree char *before = view_string(view, item->start, from);
        if (pattern_in(&ends, before) && composite_pointed(paragraphs, shares, parts, before) != SHARE_BOTH)
                return false;
        size_t until = sentence_stop(view, match.end[0]);
        for (bool more = true; more && until < item->end;) {
                g_autofree char *rest = view_piece(view, until, MIN(item->end, until + 20));
                more = pattern_in(&on, rest);
                until = more ? sentence_stop(view, until + 1) : until;
        }
        *ret_start = from > item->start ? from : *ret_start;
        *ret_end = MIN(until, item->end);
        return from > item->start || *ret_end + 1 < item->end;
}

/* "The non-molestation order lasts until A and the occupation order until B": the other order's half of the sentence. */
static void
composite_mask_half(const Paragraphs *paragraphs, const Share *shares, const Parts *parts, const Paragraph *item,
                    Share wanted, bool *mask)
{
        static Pattern mention = {
                .text = "(?i)\\b(?:non-? ?molestation|rhag molestu|occupation (?:order|provisions?)|banheddu|order "
                        "(?:made )?"
                        "(?:under|pursuant to) (?:section|s\\.?) ?\\d|parts? \\w{1,5}\\b|paragraphs? \\(?\\d)"
        };
        const View *view = paragraphs->view;
        Match match;
        size_t from = item->end; /* where what is said of the other order begins */
        bool more = pattern_find(&mention, view, item->start, item->end, &match);
        while (more) {
                const size_t start = match.start[0];
                more = pattern_find(&mention, view, match.end[0], item->end, &match);
                const size_t until = more ? match.start[0] : item->end;
                g_autofree char *piece = view_string(view, start, until);
                const Share share = composite_pointed(paragraphs, shares, parts, piece);
                if (share == SHARE_BOTH || share == SHARE_EACH || share == wanted) {
                        from = item->end;
                        continue;
                }
                from = MIN(from, start);
                if (!pattern_in(&ends, piece))
                        continue;
                for (size_t i = from; i < until; i++)
                        mask[i] = true;
        }
}

/* "Part B lasts until A. No power of arrest is attached to it": the sentence that gives the other's end, of a paragraph that is
 * else about both. */
static void
composite_mask_end(const Paragraphs *paragraphs, const Share *shares, const Parts *parts, const Paragraph *item,
                   Share wanted, bool *mask)
{
        const View *view = paragraphs->view;
        for (size_t from = item->start; from < item->end;) {
                const size_t until = MIN(item->end, sentence_stop(view, from) + 1);
                g_autofree char *sentence = view_string(view, from, until);
                const Share share = pattern_in(&ends, sentence) && !pattern_in(&arrest, sentence)
                                        ? composite_pointed(paragraphs, shares, parts, sentence)
                                        : SHARE_BOTH;
                for (size_t at = from; at < until && share != SHARE_BOTH && (share & wanted) == 0; at++)
                        mask[at] = true;
                from = MAX(until, from + 1);
        }
}

/* Whose a text is by the Act or the order that it names, in an order that forbids molestation and steps: SHARE_OCCUPATION stands
 * for the steps. */
static Share
composite_steps_cited(const char *text)
{
        static Pattern molestation = {
                .text = "(?i)\\bnon-? ?molestation\\b|\\b(?:sections?|ss?\\.?) ?42a?\\b|\\bfamily law act\\b"
        };
        static Pattern steps = { .text = "(?i)\\bprohibited steps\\b|\\b(?:section|s\\.?) ?8\\b|\\bchildren act\\b" };
        const Share share = (pattern_in(&molestation, text) ? SHARE_MOLESTATION : SHARE_BOTH) |
                            (pattern_in(&steps, text) ? SHARE_OCCUPATION : SHARE_BOTH);
        return share == SHARE_EACH ? SHARE_BOTH : share;
}

/* "Paragraph 1 lasts until A. Paragraph 2 lasts until B": the sentences that give the other's end. */
static void
composite_steps_mask_ends(const Paragraphs *paragraphs, const Share *shares, const Paragraph *item, Share wanted,
                          bool *mask)
{
        const View *view = paragraphs->view;
        for (size_t from = item->start; from < item->end;) {
                const size_t until = MIN(item->end, sentence_stop(view, from) + 1);
                g_autofree char *sentence = view_string(view, from, until);
                const Share cited = composite_steps_cited(sentence);
                const Share share = cited != SHARE_BOTH ? cited : composite_referred(paragraphs, shares, sentence);
                const bool other = pattern_in(&ends, sentence) && share != SHARE_BOTH && (share & wanted) == 0;
                for (size_t at = from; at < until && other; at++)
                        mask[at] = true;
                from = MAX(until, from + 1);
        }
}

/* A non-molestation order and a prohibited steps order in one: "1. Under section 42 of the Family Law Act 1996 he must not:", "2. Under
 * section 8 of the Children Act 1989 he must not:". NULL where its paragraphs do not say so of themselves. */
static View *
composite_steps_view(const View *view, OrderType type)
{
        const Share wanted = type == ORDER_TYPE_PROHIBITED_STEPS ? SHARE_OCCUPATION : SHARE_MOLESTATION;
        g_autoptr(Paragraphs) paragraphs = paragraphs_new(view);
        g_autofree Share *shares = g_new0(Share, paragraphs->items->len + 1);
        g_autofree bool *mask = g_new0(bool, view->length + 1);
        Share seen = SHARE_BOTH;
        for (unsigned i = 0; i < paragraphs->items->len; i++) {
                const Paragraph *item = paragraph_at(paragraphs, i);
                g_autofree char *text = paragraph_text(paragraphs, item);
                if (item->style == PARAGRAPH_PLAIN)
                        continue;
                shares[i] = item->level > 1 && item->parent >= 0 ? shares[item->parent]
                            : item->leads                        ? composite_steps_cited(text)
                                                                 : SHARE_BOTH;
                seen |= shares[i];
                for (size_t at = item->start - item->margin;
                     at < item->end && shares[i] != SHARE_BOTH && (shares[i] & wanted) == 0; at++)
                        mask[at] = true;
                if (shares[i] == SHARE_BOTH)
                        composite_steps_mask_ends(paragraphs, shares, item, wanted, mask);
        }
        return seen == SHARE_EACH ? view_masked(view, mask) : NULL;
}

View *
composite_view(const View *view, const TitleTypes *types, OrderType type)
{
        bool molestation = false, occupation = false, steps = false;
        for (unsigned i = 0; i < types->count; i++) {
                steps = steps || types->types[i] == ORDER_TYPE_PROHIBITED_STEPS;
                molestation = molestation || types->types[i] == ORDER_TYPE_NON_MOLESTATION;
                occupation = occupation || types->types[i] == ORDER_TYPE_OCCUPATION;
        }
        if (molestation && steps && types->count == 2)
                return composite_steps_view(view, type);
        if (!molestation || !occupation)
                return NULL;
        const Share wanted = type == ORDER_TYPE_OCCUPATION ? SHARE_OCCUPATION : SHARE_MOLESTATION;
        g_autoptr(Paragraphs) paragraphs = paragraphs_new(view);
        g_autofree Share *shares = g_new0(Share, paragraphs->items->len + 1);
        g_autofree bool *mask = g_new0(bool, view->length + 1);
        Share heading = SHARE_BOTH;
        Parts parts = { .count = 0 };
        for (unsigned i = 0; i < paragraphs->items->len; i++) {
                const Paragraph *item = paragraph_at(paragraphs, i);
                if (composite_heads(paragraphs, i, &parts, &heading))
                        continue;
                shares[i] = composite_of_paragraph(paragraphs, shares, &parts, i, heading);
                if (shares[i] == SHARE_BOTH && item->style != PARAGRAPH_PLAIN)
                        composite_mask_end(paragraphs, shares, &parts, item, wanted, mask);
                if (shares[i] == SHARE_EACH)
                        composite_mask_half(paragraphs, shares, &parts, item, wanted, mask);
                size_t start = item->start - item->margin, end = item->end;
                /* what a notice leads is not the power of arrest's, which it names */
                const bool piece = shares[i] == SHARE_OCCUPATION &&
                                   composite_arrest_only(paragraphs, shares, &parts, item, &start, &end);
                const Share share = shares[i];
                if (piece)
                        shares[i] = SHARE_BOTH;
                for (size_t at = start; at < end && share != SHARE_BOTH && (share & wanted) == 0; at++)
                        mask[at] = true;
        }
        return view_masked(view, mask);
}
