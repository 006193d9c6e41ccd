#include "parsers/order/paragraph_line.h"

#include "parsers/order/label.h"
#include "parsers/order/mark.h"
#include "parsers/order/pattern.h"

#include <string.h>

enum { LEAD = 70 }; /* octets of a heading */

bool
paragraph_line_is_heading(const View *view, const ViewLine *line)
{
        g_autofree char *text = view_string(view, line->start, line->end);
        static Pattern heading = { .text =
                                       "^(?:[A-Z]\\. )?(?:\\p{Lu}[\\p{L}']*(?: [\\p{L}']+){0,6}|[\\p{Lu} ,'-]+):?$" };
        return line->paragraph && strlen(text) < LEAD - 10 && pattern_in(&heading, text);
}

/* "Result: fine", "Terms: (1) not to", "Served? Yes": what a register or a form says next. */
bool
paragraph_line_is_labelled(const View *view, const ViewLine *line)
{
        static Pattern labelled = { .text =
                                        "^\\p{Lu}[\\p{L}']+(?: [\\p{L}'\\d/]+){0,2}(?: ?: ?\\S|\\?[ \\t]+\\p{Lu})" };
        const size_t opening = MIN(line->end - line->start, 40U);
        /* "Until <tab> 5 May 2027": the next row of the table that held the list */
        const char *tab = memchr(view->text + line->start, '\t', opening);
        LabelRole role = LABEL_COUNT;
        if (!line->page_top && tab != NULL && g_ascii_isupper(view->text[line->start]) &&
            label_length(view->text + line->start, &role) == (size_t) (tab - view->text) - line->start)
                return true;
        if (line->page_top || (memchr(view->text + line->start, ':', opening) == NULL &&
                               memchr(view->text + line->start, '?', opening) == NULL))
                return false;
        g_autofree char *text = view_string(view, line->start, line->end);
        return pattern_in(&labelled, text);
}

/* Whether the line's first word goes on with a name that stands elsewhere too: "... the Applicant Fay" over "Bell". */
bool
paragraph_line_is_name(const View *view, const Paragraph *last, const ViewLine *line)
{
        enum { SHORTEST = 3, LONGEST = 40, NEAR = 6000 }; /* octets */
        size_t from = last->end;
        while (from > last->start && strchr(" \t\n", view->text[from - 1]) == NULL)
                from--;
        const size_t word = strcspn(view->text + line->start, " \t\n,.;");
        if (last->end - from < SHORTEST || last->end - from > LONGEST || word < SHORTEST || word > LONGEST ||
            !g_ascii_isupper(view->text[from]))
                return false;
        g_autofree char *name = g_strdup_printf("%.*s %.*s", (int) (last->end - from), view->text + from, (int) word,
                                                view->text + line->start);
        g_autofree char *loud = g_utf8_strup(name, -1);
        /* the line itself, before and behind it */
        const size_t first = from > NEAR ? from - NEAR : 0, behind = line->start + word;
        const size_t last_octet = MIN(view->length, behind + NEAR);
        const char *const names[] = { name, loud };
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
                if (g_strstr_len(view->joined + first, (gssize) (from - first), names[i]) != NULL ||
                    g_strstr_len(view->joined + behind, (gssize) (last_octet - behind), names[i]) != NULL)
                        return true;
        }
        return false;
}

/* "9. REQUIREMENTS" over a sentence. */
bool
paragraph_line_is_titled(const View *view, const Paragraph *last, const ViewLine *line)
{
        static Pattern capitals = { .text = "^[\\p{Lu} ,&'()-]+$" };
        g_autofree char *above = view_string(view, last->start, last->end);
        g_autofree char *below = view_string(view, line->start, line->end);
        return pattern_in(&capitals, above) && !pattern_in(&capitals, below) && g_ascii_islower(below[1]);
}

/* Below the words of an item, right of its number. */
bool
paragraph_line_hangs(const View *view, const Paragraph *last, const ViewLine *line)
{
        const double left = view_left(view, line->start), text = view_left(view, last->start);
        return last->style != PARAGRAPH_PLAIN && left >= 0 &&
               text - view_left(view, last->start - last->margin) > 0.01 && left - text < 0.006 && text - left < 0.006;
}

/* "Cy Dale must not threaten her" over "Cy Dale must not go to 3 Elm Row": the line opens with the words that opened the
 * paragraph, down to those that forbid. */
bool
paragraph_line_says_again(const View *view, const Paragraph *last, const ViewLine *line)
{
        static Pattern forbids = {
                .text = "^(?:(?:[\\p{L}\\p{M}'()-]+\\.?,? ){0,9}?(?i:must|shall|may|not|is|be)(?i: hereby)? "
                        "(?i:not|never|to|forbidden|prohibited|restrained)|N(?i:ot to|o)(?= \\p{L}+ ))\\b"
        };
        size_t length = 0;
        g_autofree char *below = view_string(view, line->start, line->end);
        if (!pattern_span(&forbids, below, NULL, &length))
                return false;
        g_autofree char *above = view_string(view, last->start, last->end);
        return strncmp(above, below, length) == 0 && !g_ascii_isalnum(above[length]);
}

/* "He must not get others to do so" below "d) go to her work", though no stop ends it: a capital that opens a sentence. */
bool
paragraph_line_opens_sentence(const View *view, const ViewLine *line, bool wraps)
{
        static Pattern he = { .text = "^(?:He|She|They|Nor|Neither)\\b.{0,40}?\\b(?:must|shall|may|is|are|will)\\b" };
        static Pattern name = { .text =
                                    "^(?:[PRD]|\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){1,3}) (?:must|shall|may|is) "
                                    "(?:not|also|never|forbidden|prohibited|leave|vacate)\\b" };
        g_autofree char *text = view_string(view, line->start, line->end);
        return pattern_in(&he, text) || (!wraps && pattern_in(&name, text));
}

static bool
paragraph_line_is_loud(const View *view, size_t start, size_t end)
{
        static Pattern small = { .text = "\\p{Ll}" };
        Match match;
        return !pattern_find(&small, view, start, end, &match);
}

/* Whether the item in capitals, which no next number closes, was left open above the line, or the line can open nothing. */
static bool
paragraph_line_is_left_open(const View *view, const Paragraph *last, const ViewLine *line)
{
        enum { TAIL = 12, OPENING = 24 };
        /* "... OR ANY OTHER" over "HOUSE IN WHICH SHE LIVES" */
        static Pattern open = {
                .text = "(?:^| )(?:OR|AND|OF|TO|THE|BY|IN|AT|ON|WITH|ANY|OTHER|HER|HIS|THEIR|FROM|FOR|A|AN|WITHIN|"
                        "NEAR|NOT|THAN|ELSE|ANYBODY|ANYONE)$"
        };
        /* "BY ANY MEANS" over "WHATSOEVER" */
        static Pattern rest = {
                .text =
                    "^(?:WHATSOEVER|DIRECTLY|INDIRECTLY|EITHER|SAVE|EXCEPT|UNLESS|OR|AND(?! (?:IT IS|FURTHER|THAT|THE "
                    "(?:COURT|RESPONDENT|DEFENDANT)))|WHETHER|BY (?:ANY|EMAIL|E-MAIL|TEXT|TELEPHONE|LETTER|POST)|"
                    "IN ANY|WITHOUT|OTHER THAN|NOR|AT ANY|ON ANY|WHERE|WHICH|INCLUDING|THROUGH)\\b"
        };
        g_autofree char *tail = view_string(view, MAX(last->start, last->end > TAIL ? last->end - TAIL : 0), last->end);
        g_autofree char *opening = view_string(view, line->start, MIN(line->end, line->start + OPENING));
        return paragraph_line_is_loud(view, line->start, line->end) &&
               (pattern_in(&open, tail) || pattern_in(&rest, opening));
}

/* "1) CONTACTING ANN BELL" over "BY ANY MEANS" over "2) ...": where all is in capitals they open nothing, and the next number
 * tells that the item goes on to it. */
bool
paragraph_line_is_loud_rest(const View *view, const Paragraph *last, const ViewLine *line)
{
        enum { REST = 3 }; /* lines of an item below its first */
        if (line->page_top || !paragraph_line_is_loud(view, last->start, last->end))
                return false;
        if (paragraph_line_is_left_open(view, last, line))
                return true;
        const unsigned first = view_line_at(view, line->start);
        for (unsigned i = first; i < view->lines->len && i <= first + REST; i++) {
                const ViewLine *below = view_line(view, i);
                Mark mark;
                if (i > first && mark_read(view->text + below->start, &mark))
                        return mark.style == last->style && mark.value == last->value + 1;
                if (!paragraph_line_is_loud(view, below->start, below->end))
                        return false;
        }
        return false;
}
