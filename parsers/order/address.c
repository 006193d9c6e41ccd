/* Postal addresses: where one ends in a sentence, in a cell and over several lines. */
#include "parsers/order/address.h"

#include "parsers/order/label.h"
#include "parsers/order/pattern.h"

#include <string.h>

#define POSTCODE "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\\b"

static Pattern postcode = { .text = POSTCODE };
static Pattern unknown = { .text = "(?i)^\\W*(address |date of birth |dyddiad geni |cyfeiriad )?(unknown|not known|not "
                                   "stated|withheld|confidential|anhysbys|n/?a|none|to be confirmed|tbc|not "
                                   "provided|not disclosed|protected|redacted|-+|\\?+|as above)\\b" };
static Pattern homeless = { .text = "\\G(?i:(?:of )?no fixed (?:abode|address)|nfa\\b)" };
static Pattern address_start = {
        .text = "^(?:(?i:c/o|care of|flat|apartment|apt|unit|room|no\\.?|number|plot|the|hmp|hm "
                "prison|ty|house|caravan|floor|first floor|ground floor|basement|block|bungalow)?\\b ?)?[\\p{Lu}0-9]"
};

/* "180 Maes y Coed. Preston, PR99 8UQ": a stop for a comma, for a town and its postcode follow. */
static bool
address_goes_on(const View *view, size_t stop)
{
        static Pattern town = { .text = "^\\. \\p{Lu}[\\p{L}' -]{2,30},? [A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}\\b" };
        g_autofree char *rest = view_piece(view, stop, MIN(view->length, stop + 60));
        return pattern_in(&town, rest);
}

/* "of HOLLY" and behind a gap "FARM BUNGALOW, HETHEL, NORFOLK NR97 8XG": a sentence in double spacing, of whose address nothing that
 * would be one stands above the gap. */
static bool
address_opens(const View *view, size_t start, size_t at)
{
        static Pattern rest = { .text = "^\\p{Lu}[\\p{L}' -]{2,30}(?:, \\p{Lu}[\\p{L}' -]{2,30}){0,4},? "
                                        "[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}\\b" };
        for (size_t i = start; i < at; i++) {
                if (g_ascii_isdigit(view->joined[i]) || strchr(",.:;", view->joined[i]) != NULL)
                        return false;
        }
        g_autofree char *below = view_piece(view, at + 1, MIN(view->length, at + 110));
        return pattern_in(&rest, below);
}

/* "7 Elm Row," and behind a gap "Carlisle, CA90 1YD": what the comma left open. */
static bool
address_town_below(const View *view, size_t at)
{
        static Pattern town = { .text = "^(?:\\p{Lu}[\\p{L}' -]{2,30},? )?[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\\b" };
        g_autofree char *rest = view_piece(view, at, MIN(view->length, at + 48));
        return pattern_in(&town, rest);
}

/* "... Leeds, LS95" and behind a gap "3WT)": half a postcode. */
static bool
address_code_goes_on(const View *view, size_t line_feed)
{
        static Pattern code = { .text = "[ ,][A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}\\b" };
        size_t from = line_feed > 6 ? line_feed - 6 : 0, until = MIN(view->length, line_feed + 4);
        view_whole(view, &from, &until);
        g_autofree char *joint = view_piece(view, from, until);
        return pattern_in(&code, joint);
}

size_t
address_end(const View *view, size_t start, size_t until)
{
        until = MIN(until, start + 220);
        g_autofree char *head = view_piece(view, start, start + 60);
        if (pattern_in(&unknown, head))
                return start;
        Match match;
        if (pattern_find(&homeless, view, start, until, &match))
                return match.end[0];
        if (!pattern_in(&address_start, head))
                return start;
        /* the sentence: up to a full stop before a blank, a bracket, a semicolon or a new paragraph */
        size_t stop = start;
        while (stop < until) {
                const char c = view->joined[stop];
                if (strchr(";()\"", c) != NULL ||
                    (c == '.' && (view->joined[stop + 1] == ' ' || view->joined[stop + 1] == '\0') &&
                     !(stop >= 2 && strncmp(view->joined + stop - 2, "St", 2) == 0) && !address_goes_on(view, stop)))
                        break;
                if (view->text[stop] == '\n' && stop + 1 < view->length &&
                    view_line(view, view_line_at(view, stop + 1))->paragraph && stop > start + 3 &&
                    !(view->text[stop - 1] == ',' && address_town_below(view, stop + 1)) &&
                    !address_code_goes_on(view, stop) && !address_opens(view, start, stop))
                        break;
                stop++;
        }
        if (pattern_find(&postcode, view, start, stop, &match))
                return match.end[0];
        /* another cell's label stands within: where this one goes on is not known */
        static Pattern cell = {
                .text = "\\t(?i:(?:our |your )?ref|case|applicant|respondent|court|date)\\b(?:[^\\n]{0,3}[.:\\t\\n ]|$)"
        };
        g_autofree char *printed = g_strndup(view->text + start, stop - start);
        if (pattern_in(&cell, printed))
                return start;
        static Pattern verb = { .text =
                                    "(?i),? (?:(?:must|shall|is|was|who|and (?:the|must|shall)|born|until|on|by|in "
                                    "the|for|except|save|unless|or any|or to|or (?:be |come |go )?within|or "
                                    "near|being|which|nor|(?-i:nac?|neu)|this (?:[a-z-]+ "
                                    "){0,2}(?:order|injunction)|whether|without|between|date "
                                    "of "
                                    "birth|dob|the respondent|the applicant|where|straight|immediately|forthwith|at "
                                    "(?:once|any|about|noon|midday|\\d{1,2}(?:[.:]\\d\\d| ?[ap]\\.?m))|be "
                                    "(?:hereby )?(?:varied|discharged|extended|revoked|set aside))\\b|and \\p{Ll}|or "
                                    "(?:the|any|to|within) |or (?-i:\\p{Ll}))" };
        if (pattern_find(&verb, view, start, stop, &match) && match.start[0] > start)
                stop = match.start[0];
        while (stop > start && strchr(" ,\n", view->text[stop - 1]) != NULL)
                stop--;
        /* without a postcode it needs a number or two parts, unless it is where he is held or another's door */
        static Pattern kept = { .text = "^(?i:c/o|care of|hm ?p|hm prison)\\b" };
        bool digit = pattern_in(&kept, head), comma = false;
        for (size_t i = start; i < stop; i++) {
                digit = digit || g_ascii_isdigit(view->joined[i]);
                comma = comma || view->joined[i] == ',' || view->text[i] == '\n';
        }
        return stop - start >= 6 && (digit || comma) ? stop : start;
}

char *
address_text(const View *view, size_t start, size_t end)
{
        GString *out = g_string_new(NULL);
        const double left = view_left(view, start);
        view_whole(view, &start, &end);
        for (size_t i = start; i < end; i++) {
                const char c = view->text[i];
                /* In a column of its own each printed line is a line of the address; in a sentence the line just wrapped. */
                const bool column = c == '\n' && left >= 0 && i + 1 < end && view_left(view, i + 1) - left < 0.012 &&
                                    left - view_left(view, i + 1) < 0.012;
                if (column && out->len > 0 && out->str[out->len - 1] != ',')
                        g_string_append(out, ",");
                g_string_append_c(out, c == '\n' || c == '\t' ? ' ' : c);
        }
        char *text = g_string_free(out, FALSE);
        size_t length = strlen(text);
        while (length > 0 && strchr(" ,.", text[length - 1]) != NULL)
                text[--length] = '\0';
        return text;
}

/* A line that ends with the first half of a postcode goes on with the second. */
static size_t
address_postcode(const View *view, size_t end)
{
        static Pattern outward = { .text = "(?:^|[ ,])[A-Z]{1,2}[0-9][A-Z0-9]?$" };
        static Pattern inward = { .text = "^[0-9][A-Z]{2}$" };
        const unsigned line = view_line_at(view, end - 1);
        if (line + 1 >= view->lines->len || end != view_line(view, line)->end)
                return end;
        const ViewLine *below = view_line(view, line + 1);
        g_autofree char *tail = view_string(view, view_line(view, line)->start, end);
        g_autofree char *head = view_string(view, below->start, below->end);
        return pattern_in(&outward, tail) && pattern_in(&inward, head) ? below->end : end;
}

/* The end of an address whose further lines stand below without places to go by: up to the line with the postcode. */
static size_t
address_lines(const View *view, size_t end)
{
        const unsigned first = view_line_at(view, end - 1);
        for (unsigned line = first + 1; line < view->lines->len && line <= first + 5; line++) {
                const ViewLine *below = view_line(view, line);
                LabelRole role = LABEL_COUNT;
                Match match;
                if (below->paragraph || below->end - below->start > 60 ||
                    label_length(view->text + below->start, &role) > 0)
                        return end;
                if (pattern_find(&postcode, view, below->start, below->end, &match) && match.end[0] == below->end)
                        return below->end;
        }
        return end;
}

bool
address_starts(const View *view, size_t at)
{
        g_autofree char *head = view_piece(view, at, at + 60);
        return !pattern_in(&unknown, head) && (pattern_in(&address_start, head) || pattern_in(&homeless, head));
}

/* Up to the postcode that closes [start, end); at start when no postcode stands there. */
static size_t
address_closes(const View *view, size_t start, size_t end)
{
        Match match;
        return pattern_find(&postcode, view, start, end, &match) ? match.end[0] : start;
}

size_t
address_labelled_end(const View *view, const LabelHit *hit)
{
        /* the value wraps, and its postcode stands on the next line */
        const size_t end = address_postcode(view, hit->end);
        const size_t closed = address_closes(view, hit->start, end);
        if (closed > hit->start)
                return hit->form == LABEL_CELL ? end : closed;
        if (hit->form == LABEL_CELL)
                return address_lines(view, end);
        if (hit->form != LABEL_COLON || hit->line + 1 >= view->lines->len)
                return end;
        const unsigned next = view_line_at(view, end) + 1;
        const ViewLine *below = view_line(view, next < view->lines->len ? next : hit->line);
        /* "(address: 7 Elm Row," over "Carlisle CA90 1YD): you must obey": a sentence that wraps */
        if (view->text[end - 1] == ',' && end == view_line(view, hit->line)->end && !below->paragraph &&
            address_town_below(view, below->start))
                return address_closes(view, below->start, below->end);
        if (below->paragraph || below->end - below->start >= 60)
                return end;
        const size_t stop = address_closes(view, below->start, below->end);
        return stop > below->start && stop + 1 >= below->end ? stop : end;
}

void
address_cut_name(char *address, const char *name)
{
        const char *found = name == NULL ? NULL : strstr(address, name);
        if (found == NULL)
                return;
        const char *rest = found + strlen(name);
        const size_t gap = strspn(rest, " ,");
        const bool of = g_ascii_strncasecmp(rest + gap, "of ", 3) == 0;
        if (memchr(rest, ',', gap) == NULL && !of)
                return; /* "Cy Dale House" */
        rest += gap + (of ? 3 : 0);
        memmove(address, rest, strlen(rest) + 1);
}
