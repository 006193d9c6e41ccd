/* Lists.
 *
 * A number opens an item. Which list the item belongs to is told by its sequence: (b) goes on after (a), (i) after (h)
 * is a letter and after (c) the first of a list inside. Numbers that print without a sign ("1 The respondent", "A.")
 * count only where they go on or begin behind a colon, since dates and initials look alike. */
#include "parsers/order/paragraph.h"

#include "parsers/order/furniture.h"
#include "parsers/order/label.h"
#include "parsers/order/mark.h"
#include "parsers/order/paragraph_line.h"
#include "parsers/order/pattern.h"

#include "base/limits.h"

#include <string.h>

enum {
        DEPTH = 6,
        PARAGRAPHS = 4 * LIMIT_LIST_ITEMS,
        FULL = 60,  /* octets of a line that was filled */
        LEAD = 70,  /* octets of a heading */
        BROKEN = 3, /* full lines that tell a text that was broken to fit */
};

typedef struct {
        Paragraphs *paragraphs;
        unsigned depth;
        unsigned stack[DEPTH]; /* indices of the open items, the outermost first */
        int lead;              /* the last plain paragraph that may lead a list; -1: none */
        int resumed;   /* the lead of the list that goes on behind another one: "3.", "(a)", "(b)", "4."; -1: none */
        bool listing;  /* in the lines of a list without numbers */
        size_t width;  /* octets of the longest line of running text */
        unsigned full; /* lines about as long: a text that was broken has several */
        bool fresh;    /* a lead has come since the last item */
        bool after_colon;
} Reading;

static Paragraph *
reading_last(const Reading *reading)
{
        GArray *items = reading->paragraphs->items;
        return items->len == 0 ? NULL : &g_array_index(items, Paragraph, items->len - 1);
}

/* Whether the word that opens the line found no room on the one above: measured by the longest line of running text. */
static bool
reading_wraps(const Reading *reading, size_t above_end, const ViewLine *line)
{
        const View *view = reading->paragraphs->view;
        const ViewLine *above = view_line(view, view_line_at(view, above_end - 1));
        const size_t word = strcspn(view->text + line->start, " \t\n");
        return (above->end - above->start + word + 1) * 100 >= reading->width * 85;
}

/* "orders that Cy Dale (the father)", "must not remove her", "must not change her school", "until further order": a line each. */
static bool
reading_forbids_anew(const Reading *reading, const Paragraph *last, const ViewLine *line)
{
        static Pattern verb = {
                .text = "^(?:must not|shall not|must leave|is (?:hereby )?(?:forbidden|prohibited)|until)\\b"
        };
        const View *view = reading->paragraphs->view;
        g_autofree char *text = view_string(view, line->start, line->end);
        if (line->page_top || !pattern_in(&verb, text))
                return false;
        g_autofree char *first = view_string(view, last->start, last->end);
        return pattern_in(&verb, first) || !reading_wraps(reading, last->end, line);
}

/* In typed text, where no place tells columns: the line above had room for the word, and no word at its end waits for another. */
static bool
reading_line_is_whole(const Reading *reading, const Paragraph *last, const ViewLine *line, bool wraps)
{
        enum { TAIL = 12 };
        static Pattern waits = {
                .text =
                    "(?i)(?:[,&(/-]|\\b(?:and|or|of|the|to|with|at|in|by|from|for|her|his|an?|on|near|named|called|mr|"
                    "mrs|ms|miss|dr|than|about|that|as|against|any|nor|save|via|through|st|either|neither|both|whether|"
                    "be|not))\\.?$"
        };
        const View *view = reading->paragraphs->view;
        const Page *page = g_ptr_array_index(view->pages, line->page);
        const double left = view_left(view, line->start), own = view_left(view, last->start - last->margin);
        if (page->spans->len > 0 || (left >= 0 && left > own + 0.005) || (wraps && reading->full >= BROKEN))
                return false;
        /* "London" over "E1 6AN", "Elm Row" over "Primary School;" */
        const char *opens = view->text + line->start;
        const size_t letters = strspn(opens, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if ((letters <= 2 && g_ascii_isdigit(opens[letters])) || strchr(";,", view->text[line->end - 1]) != NULL ||
            paragraph_line_is_name(view, last, line))
                return false;
        g_autofree char *tail = view_string(view, MAX(last->start, last->end > TAIL ? last->end - TAIL : 0), last->end);
        return !pattern_in(&waits, tail);
}

/* The first never stand inside a sentence, the others may: "The Brook". */
static const char *const openings[] = { "This ",
                                        "Until ",
                                        "UNTIL ",
                                        "Warning",
                                        "PROVIDED ",
                                        "Provided that",
                                        "These ",
                                        "If ",
                                        "You ",
                                        "Positive require",
                                        "Requirements",
                                        "Prohibitions",
                                        "Notification",
                                        "The respondent must",
                                        "The defendant must",
                                        "The respondent shall",
                                        "The defendant shall",
                                        "Paragraph ",
                                        "and it is ",
                                        "The order ",
                                        "The court ",
                                        "The ",
                                        "It ",
                                        "No " };
enum { CERTAIN = 21 };

/* "Duration. This order takes effect on 5 May 2027": a heading on the line of what it heads. */
static bool
line_is_headed(const View *view, const ViewLine *line)
{
        static Pattern headed = {
                .text = "^(?!(?:And|Or|But|Except|Save|Provided|Not)\\b)\\p{Lu}\\p{Ll}{3,}(?: \\p{Ll}+){0,4}\\. "
                        "\\p{Lu}[\\p{Ll}']*(?: |$)"
        };
        g_autofree char *text = view_string(view, line->start, line->end);
        return pattern_in(&headed, text);
}

/* "until 5 May 2027", "for a period of two years": how long, in a line of its own. */
static bool
line_is_tail(const View *view, const ViewLine *line)
{
        static Pattern tail = {
                .text = "^(?:until (?:further order|\\d|noon|midnight|the|(?-i:\\p{Lu}))|for (?:a (?:further |fixed )?"
                        "(?:period|term) of|the period of|\\d{1,2} |(?:one|two|three|six|twelve) (?:years?|months)))"
        };
        g_autofree char *text = view_string(view, line->start, line->end);
        return pattern_in(&tail, text);
}

/* Whether the unnumbered line goes on with the paragraph before it. */
static bool
paragraph_goes_on(const Reading *reading, const Paragraph *last, const ViewLine *line)
{
        const View *view = reading->paragraphs->view;
        const char tail = view->text[last->end - 1];
        const bool ended = strchr(".;:", tail) != NULL;
        const bool capital = g_unichar_isupper(g_utf8_get_char(view->text + line->start));
        const double left = view_left(view, line->start);
        const double own = view_left(view, last->start - last->margin);
        const bool numbered = last->style != PARAGRAPH_PLAIN;
        const bool gap = line->paragraph && !line->page_top;
        const bool wraps = reading_wraps(reading, last->end, line);
        const bool whole = reading_line_is_whole(reading, last, line, wraps);
        if (gap && line_is_headed(view, line))
                return false;
        const bool inside = !ended && (paragraph_line_hangs(view, last, line) ||
                                       (numbered && wraps && paragraph_line_is_name(view, last, line)));
        if (paragraph_line_is_labelled(view, line) ||
            (paragraph_line_is_heading(view, line) && !(line->page_top && !ended && !capital) && !inside))
                return false;
        if (numbered && last->end - last->start < LEAD && capital && !gap && paragraph_line_is_titled(view, last, line))
                return false;
        if (numbered && !gap && !ended && paragraph_line_is_loud_rest(view, last, line))
                return true;
        /* further left than its number, and no half of a sentence */
        const bool open = tail == ',' && !gap && left > own - 0.02;
        if (numbered && left >= 0 && left < own - 0.005 && !line->page_top && !open &&
            (ended || gap || !g_ascii_islower(view->text[line->start]) || !reading_wraps(reading, last->end, line)))
                return false;
        /* "(2) go to 3 Elm Row" over "until 5 May 2027": said of the whole list */
        if (numbered && !wraps && (gap || left < own + 0.005) && line_is_tail(view, line))
                return false;
        for (unsigned i = 0; i < CERTAIN; i++) {
                if (strncmp(view->text + line->start, openings[i], strlen(openings[i])) == 0)
                        return false;
        }
        if (paragraph_line_says_again(view, last, line) || paragraph_line_opens_sentence(view, line, wraps) ||
            (!numbered && !ended && reading_forbids_anew(reading, last, line)))
                return false;
        if (line->page_top)
                return !ended && (!capital || numbered);
        /* "(b) go to 3 Elm Row;" over "until 4pm on 5 May 2026", which would have found room behind it */
        if (!wraps && ((ended && capital) || (numbered && tail == ';')))
                return false;
        if (inside)
                return true;
        /* "you must not:" over "use violence", "contact her": a line each, as the words would have found room above */
        if (reading->listing && !numbered && !capital && !gap)
                return wraps && !ended;
        /* a form's narrow cell: "at his home address on", "7 March 2025" */
        if (!numbered && !gap && !ended && !capital && left >= 0 && left - own < 0.01 && own - left < 0.01)
                return true;
        if (!numbered)
                return !gap && tail != ':' && view_wraps(view, last->end) && !(ended && tail != '.' && !capital) &&
                       !(whole && capital);
        if (ended && ((capital && tail != ':') || gap))
                return false;
        const ViewLine *above = view_line(view, view_line_at(view, last->end - 1));
        if (((gap && !wraps) || whole) && capital)
                return false;
        bool opens = gap;
        for (unsigned i = 0; i < G_N_ELEMENTS(openings); i++)
                opens = opens || strncmp(view->text + line->start, openings[i], strlen(openings[i])) == 0;
        return !(capital && opens && above->end - above->start < FULL);
}

/* The level at which the mark goes on or begins; its style where a letter may be a Roman number. 0: it is none. */
static unsigned
reading_level(Reading *reading, Mark *mark)
{
        const GArray *items = reading->paragraphs->items;
        reading->resumed = reading->lead;
        for (unsigned at = reading->depth; at-- > 0;) {
                const Paragraph *open = &g_array_index(items, Paragraph, reading->stack[at]);
                if (mark->style == PARAGRAPH_BULLET && open->style == PARAGRAPH_BULLET)
                        return at + 1;
                if (mark->roman && open->style == PARAGRAPH_ROMAN && mark->roman_value == open->value + 1) {
                        mark->style = PARAGRAPH_ROMAN;
                        mark->value = mark->roman_value;
                        return at + 1;
                }
                if (mark->style == open->style && mark->value == open->value + 1) {
                        /* "2. What he must not do", "He shall not:", "2.1 ...", "3. ...": what led the list inside has had its items */
                        if (at + 1 < reading->depth && !reading->fresh)
                                reading->resumed = open->parent;
                        return at + 1;
                }
        }
        /* "9." behind "8.3" of a list that has no "8.": the next part, not one of its items */
        for (unsigned at = reading->depth; at-- > 0;) {
                const Paragraph *open = &g_array_index(items, Paragraph, reading->stack[at]);
                if (mark->style == PARAGRAPH_NUMBER && open->style == PARAGRAPH_DECIMAL &&
                    mark->value == open->major + 1) {
                        mark->apart = true;
                        return at + 1;
                }
        }
        if (mark->roman && mark->style != PARAGRAPH_ROMAN && mark->roman_value == 1) {
                mark->style = PARAGRAPH_ROMAN; /* (i) that follows no (h) */
                mark->value = 1;
        }
        if (mark->weak && !(mark->value <= 1 && reading->after_colon))
                return 0;
        if (mark->value <= 1) {
                if (reading->fresh || reading->depth == 0)
                        return 1;
                const Paragraph *top = &g_array_index(items, Paragraph, reading->stack[reading->depth - 1]);
                if (top->style == mark->style)
                        return reading->depth;
                for (unsigned at = reading->depth - 1; at-- > 0;) {
                        if (g_array_index(items, Paragraph, reading->stack[at]).style == mark->style)
                                return at + 1;
                }
                return MIN(reading->depth + 1, (unsigned) DEPTH);
        }
        /* "3. And the defendant consenting;", "It is ordered that he is:", "(a) ...", "4. The order is to run" */
        for (unsigned at = items->len; mark->style == PARAGRAPH_NUMBER && at-- > 0;) {
                const Paragraph *item = &g_array_index(items, Paragraph, at);
                if (item->style != mark->style || item->level != 1)
                        continue;
                if (item->value + 1 != mark->value)
                        break;
                reading->resumed = item->parent;
                return 1;
        }
        /* a number that was left out, or a list that begins in the middle */
        for (unsigned at = reading->depth; at-- > 0;) {
                if (g_array_index(items, Paragraph, reading->stack[at]).style == mark->style)
                        return at + 1;
        }
        if (reading->fresh || reading->depth == 0)
                return 1;
        /* "(d)" and then "2.": its "1." was not to be read, and it is none of what stands in (d) */
        if (mark->style == PARAGRAPH_NUMBER) {
                mark->apart = true;
                return 1;
        }
        return MIN(reading->depth + 1, (unsigned) DEPTH);
}

static void
reading_add_item(Reading *reading, const ViewLine *line, const Mark *mark, unsigned level)
{
        GArray *items = reading->paragraphs->items;
        Paragraph item = { .start = line->start + mark->length,
                           .end = line->end,
                           .margin = mark->length,
                           .style = mark->style,
                           .value = mark->value,
                           .major = mark->major,
                           .level = level,
                           .parent = reading->resumed };
        if (mark->apart)
                item.parent = -1;
        else if (level > 1 && level <= reading->depth + 1)
                item.parent = (int) reading->stack[level - 2];
        if (item.parent >= 0)
                g_array_index(items, Paragraph, item.parent).leads = true;
        reading->depth = MIN(level, (unsigned) DEPTH);
        reading->stack[reading->depth - 1] = items->len;
        reading->fresh = false;
        g_array_append_val(items, item);
}

/* A plain paragraph leads what follows when it ends in a colon, heads a part or is left open. */
static bool
paragraph_may_lead(const View *view, const Paragraph *paragraph)
{
        char tail = view->text[paragraph->end - 1];
        const bool quoted = paragraph->style == PARAGRAPH_PLAIN && paragraph->margin > 0;
        if (tail == '"' && paragraph->end > paragraph->start + 1 && (quoted || view->text[paragraph->end - 2] == '.'))
                tail = '.';
        return tail != '.' || paragraph->end - paragraph->start < 24;
}

static void
reading_close_plain(Reading *reading)
{
        const Paragraph *last = reading_last(reading);
        if (last == NULL || last->style != PARAGRAPH_PLAIN)
                return;
        if (paragraph_may_lead(reading->paragraphs->view, last)) {
                reading->lead = (int) reading->paragraphs->items->len - 1;
                reading->fresh = true;
        }
}

/* "(a)" alone on its line: the number of what stands on the next one. */
static bool
reading_number_above(const Reading *reading, unsigned index, Mark *ret_mark)
{
        enum { NUMBER = 8 };
        const View *view = reading->paragraphs->view;
        const ViewLine *line = view_line(view, index);
        Mark below;
        if (line->end - line->start > NUMBER || index + 1 >= view->lines->len ||
            reading->paragraphs->furniture[index + 1] ||
            mark_read(view->text + view_line(view, index + 1)->start, &below))
                return false;
        g_autofree char *number = g_strndup(view->text + line->start, line->end - line->start);
        g_autofree char *spaced = g_strconcat(number, " x", NULL);
        return mark_read(spaced, ret_mark) && !ret_mark->weak && ret_mark->style != PARAGRAPH_BULLET &&
               ret_mark->length == line->end - line->start + 1;
}

/* Where what stands in the cell begins, behind a colon that belongs to the label before the gap. */
static size_t
cell_start(const View *view, const char *tab)
{
        const size_t start = (size_t) (tab - view->text) + 1;
        return start + (view->text[start] == ':' ? 1 + strspn(view->text + start + 1, " ") : 0);
}

/* "Conditions <tab> 1. not to contact ..." over "2. not to go ...": the octets of the label in front of a list that begins in
 * its cell; 0 elsewhere. */
static size_t
line_list_label(const View *view, unsigned index, Mark *ret_mark)
{
        enum { BELOW = 5 }; /* lines of an item */
        const ViewLine *line = view_line(view, index);
        const char *tab = memchr(view->text + line->start, '\t', line->end - line->start);
        Mark own; /* "1. ... <tab> 1. ...": two columns */
        if (tab == NULL || tab + 1 >= view->text + line->end || tab >= view->text + line->start + LEAD ||
            mark_read(view->text + line->start, &own) || !mark_read(view->text + cell_start(view, tab), ret_mark) ||
            ret_mark->weak || ret_mark->value == 0)
                return 0;
        for (unsigned i = index + 1; i < view->lines->len && i <= index + BELOW; i++) {
                const ViewLine *below = view_line(view, i);
                Mark mark;
                if (mark_read(view->text + below->start, &mark))
                        return mark.style == ret_mark->style && mark.value == ret_mark->value + 1
                                   ? (size_t) (tab - view->text) - line->start
                                   : 0;
                if (memchr(view->text + below->start, '\t', below->end - below->start) != NULL)
                        return 0;
        }
        return 0;
}

/* "Terms <tab> (iii) He must not go ..." below "(ii) ...": a label in the margin of a list that goes on beside it. */
static bool
reading_counts_on_in_cell(Reading *reading, unsigned index)
{
        const View *view = reading->paragraphs->view;
        const ViewLine *line = view_line(view, index);
        const char *tab = memchr(view->text + line->start, '\t', line->end - line->start);
        Mark own, mark;
        if (tab == NULL || reading->depth == 0 || tab + 1 >= view->text + line->end ||
            tab >= view->text + line->start + LEAD || mark_read(view->text + line->start, &own) ||
            !mark_read(tab + 1, &mark) || mark.style == PARAGRAPH_BULLET)
                return false;
        /* "Terms <tab> 2 The defendant must not ...": a figure without a sign needs the words of a term behind it */
        static const char *const words[] = { "The ", "Not ", "To ", "You ", "Must ", "not ", "to " };
        for (unsigned i = 0; i < G_N_ELEMENTS(words) && mark.weak && mark.style == PARAGRAPH_NUMBER; i++) {
                if (g_str_has_prefix(tab + 1 + mark.length, words[i]))
                        mark.weak = false;
        }
        if (mark.weak)
                return false;
        bool counts = false;
        for (unsigned at = 0; at < reading->depth; at++) {
                const Paragraph *open = &g_array_index(reading->paragraphs->items, Paragraph, reading->stack[at]);
                counts = counts || (mark.style == open->style && mark.value == open->value + 1) ||
                         (mark.roman && open->style == PARAGRAPH_ROMAN && mark.roman_value == open->value + 1);
        }
        if (!counts)
                return false;
        const unsigned level = reading_level(reading, &mark);
        const Paragraph head = { .start = line->start, .end = (size_t) (tab - view->text), .parent = -1 };
        g_array_append_val(reading->paragraphs->items, head); /* which leads nothing: the list had its lead before */
        const ViewLine cell = { .start = (size_t) (tab - view->text) + 1, .end = line->end };
        reading_add_item(reading, &cell, &mark, level);
        return true;
}

/* Opens the list that begins in the cell beside its label; false where none does. */
static bool
reading_opens_cell(Reading *reading, unsigned index)
{
        Mark mark;
        const ViewLine *line = view_line(reading->paragraphs->view, index);
        const size_t label = line_list_label(reading->paragraphs->view, index, &mark);
        if (reading_counts_on_in_cell(reading, index))
                return true;
        if (label == 0)
                return false;
        reading_close_plain(reading);
        const Paragraph head = { .start = line->start, .end = line->start + label, .parent = -1 };
        g_array_append_val(reading->paragraphs->items, head);
        reading_close_plain(reading);
        const ViewLine cell = { .start = cell_start(reading->paragraphs->view,
                                                    reading->paragraphs->view->text + line->start + label),
                                .end = line->end };
        reading->resumed = reading->lead;
        reading_add_item(reading, &cell, &mark, 1);
        return true;
}

/* "\"2. The respondent must not ...\"" below "1. For paragraph 2 there is substituted:": what another order shall say is no item
 * of this one's list. Its number is its margin. */
static bool
reading_quotes(Reading *reading, const ViewLine *line)
{
        const char *text = reading->paragraphs->view->text + line->start;
        Mark mark;
        if (text[0] != '"' || !mark_read(text + 1, &mark) || mark.style == PARAGRAPH_BULLET || mark.weak)
                return false;
        reading_close_plain(reading);
        const Paragraph quoted = {
                .start = line->start + 1 + mark.length, .end = line->end, .margin = 1 + mark.length, .parent = -1
        };
        g_array_append_val(reading->paragraphs->items, quoted);
        return true;
}

Paragraphs *
paragraphs_new(const View *view)
{
        Paragraphs *paragraphs = g_new0(Paragraphs, 1);
        paragraphs->view = view;
        paragraphs->items = g_array_new(FALSE, FALSE, sizeof(Paragraph));
        paragraphs->furniture = g_new0(bool, view->lines->len + 1);
        furniture_find(view, paragraphs->furniture);
        Reading reading = { .paragraphs = paragraphs, .lead = -1, .resumed = -1 };
        bool in_cell = false; /* of a list that began beside its label: the next row is none of it */
        for (unsigned i = 0; i < view->lines->len; i++) {
                const ViewLine *line = view_line(view, i);
                if (memchr(view->text + line->start, '\t', line->end - line->start) == NULL)
                        reading.width = MAX(reading.width, line->end - line->start);
        }
        for (unsigned i = 0; i < view->lines->len; i++) {
                const ViewLine *line = view_line(view, i);
                reading.full += (line->end - line->start) * 100 >= reading.width * 85;
        }
        for (unsigned index = 0; index < view->lines->len && paragraphs->items->len < PARAGRAPHS; index++) {
                const ViewLine *line = view_line(view, index);
                if (paragraphs->furniture[index])
                        continue;
                Paragraph *last = reading_last(&reading);
                reading.after_colon =
                    last != NULL && (view->text[last->end - 1] == ':' || last->style == PARAGRAPH_PLAIN);
                Mark mark;
                if (reading_opens_cell(&reading, index)) {
                        in_cell = true;
                        continue;
                }
                if (reading_quotes(&reading, line))
                        continue;
                const bool next_row =
                    in_cell && memchr(view->text + line->start, '\t', line->end - line->start) != NULL;
                in_cell = in_cell && !next_row;
                if (reading_number_above(&reading, index, &mark)) {
                        reading_close_plain(&reading);
                        const unsigned level = reading_level(&reading, &mark);
                        mark.length = 0;
                        if (level > 0) {
                                reading_add_item(&reading, view_line(view, ++index), &mark, level);
                                continue;
                        }
                } else if (mark_read(view->text + line->start, &mark)) {
                        reading_close_plain(&reading);
                        const unsigned level = reading_level(&reading, &mark);
                        if (level > 0) {
                                reading_add_item(&reading, line, &mark, level);
                                continue;
                        }
                }
                if (last != NULL && !next_row && paragraph_goes_on(&reading, last, line)) {
                        last->end = line->end;
                        continue;
                }
                reading_close_plain(&reading);
                const bool small = g_ascii_islower(view->text[line->start]);
                reading.listing = small && last != NULL && last->style == PARAGRAPH_PLAIN &&
                                  (reading.listing || view->text[last->end - 1] == ':');
                const Paragraph plain = { .start = line->start, .end = line->end, .parent = -1 };
                g_array_append_val(paragraphs->items, plain);
        }
        return paragraphs;
}

void
paragraphs_free(Paragraphs *paragraphs)
{
        if (paragraphs == NULL)
                return;
        g_array_unref(paragraphs->items);
        g_free(paragraphs->furniture);
        g_free(paragraphs);
}

const Paragraph *
paragraph_at(const Paragraphs *paragraphs, unsigned index)
{
        return &g_array_index(paragraphs->items, Paragraph, index);
}

char *
paragraph_text(const Paragraphs *paragraphs, const Paragraph *paragraph)
{
        const View *view = paragraphs->view;
        GString *out = g_string_new(NULL);
        const unsigned last = view_line_at(view, paragraph->end - 1);
        for (unsigned index = view_line_at(view, paragraph->start); index <= last; index++) {
                const ViewLine *line = view_line(view, index);
                if (paragraphs->furniture[index])
                        continue;
                /* a word hyphenated over the line end needs both lines at once */
                unsigned to = index;
                while (to < last && !paragraphs->furniture[to + 1])
                        to++;
                g_autofree char *text = view_string(view, MAX(line->start, paragraph->start),
                                                    MIN(view_line(view, to)->end, paragraph->end));
                g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", text);
                index = to;
        }
        return g_string_free(out, FALSE);
}
