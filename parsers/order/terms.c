/* What the respondent must not do, term by term, and the places that he must not go to. */
#include "parsers/order/parties.h"

#include "base/limits.h"

#include <string.h>

typedef struct {
        size_t start, end; /* the term's text, its number left out */
        size_t margin;     /* octets of the number */
        char style;        /* 'a' (a), '1' 1. or (1), 'i' (i), '-' bullets, 0 none */
        bool counts;
} Item;

static Pattern ban = { .text = "(?i)\\b(?:must not|must do nothing|shall not|may not|not to\\b|is forbidden|are "
                               "forbidden|is prohibited|are prohibited|be prohibited|is restrained|be "
                               "restrained|forbidden (?:from|to)|prohibited from|no contact|"
                               "stay away|keep away|must stay|must leave|shall leave|must vacate|shall vacate|to "
                               "leave\\b|to allow\\b|must allow|shall allow|ni chaiff|rhaid iddo beidio|must "
                               "(?:immediately )?(?:return|surrender|attend|notify|comply))\\b" };
static Pattern lead = {
        .text = "(?i)(?:(?:must not|shall not|may not|is forbidden(?: to| from)?|is prohibited(?: from)?|is restrained "
                "from|is ordered(?: not to)?|is hereby forbidden[^:]{0,40}|shall obey these prohibitions|following "
                "(?:prohibitions|terms|conditions|requirements|restrictions)[^:]{0,60}|"
                "conditions|prohibitions|prohibited from|forbidden from|not to|schedule of prohibitions|is|must|are as "
                "follows|that):?$|(?:court orders|it is ordered(?: that)?|ordered):?$|^(?:schedule of )?(?:the "
                ")?(?:prohibitions|conditions|restrictions)(?: and requirements)?:?$)"
};
static Pattern not_term = {
        .text = "(?i)^(?:this is an order|this order|the order|the court|whoever|the applicant|nothing |costs|no "
                "order|there (?:is|be|shall be|will be)|evidence|return date|duration|the interim|liberty|you |if "
                "you|if the respondent|a power of arrest|the power of arrest|the matter|"
                "the application|the parties|the relevant child|the respondent(?:,)? (?:born|is\\b|may|was|has|shall "
                "have permission|must file|shall file|resides|lives|do file)|either party|the "
                "hearing|permission|service|both parties|the solicitors?|an interpreter|the bundle|the "
                "case|hearing|penal|note|dated|it is recorded|upon|and upon|further|a copy|statement)\\b"
};

static size_t
item_number(const char *text, char *ret_style)
{
        size_t at = 0;
        *ret_style = 0;
        if (strncmp(text, "\xE2\x80\xA2", 3) == 0 || strncmp(text, "\xEF\x82\xB7", 3) == 0 ||
            strncmp(text, "\xE2\x97\x8F", 3) == 0 || strncmp(text, "\xE2\x96\xAA", 3) == 0) {
                at = 3;
                *ret_style = '-';
        } else if ((text[0] == '-' || text[0] == '*') && (text[1] == ' ' || text[1] == '\t')) {
                at = 1;
                *ret_style = '-';
        } else {
                const bool open = text[0] == '(';
                at += open;
                const size_t from = at;
                while (g_ascii_isdigit(text[at]) && at < from + 2)
                        at++;
                if (at > from && text[at] == '.' && g_ascii_isdigit(text[at + 1])) /* 3.1 */
                        for (at++; g_ascii_isdigit(text[at]); at++)
                                ;
                const bool digits = at > from;
                while (!digits && strchr("ivx", text[at]) != NULL && text[at] != '\0' && at < from + 4)
                        at++;
                const bool roman = !digits && at > from && (text[at] == ')' || text[at] == '.');
                if (!digits && !roman) {
                        at = from;
                        if (g_ascii_isalpha(text[at]))
                                at++;
                }
                const bool closed = text[at] == ')' || text[at] == '.' || text[at] == ']';
                const bool upper = !digits && at == from + 1 && g_ascii_isupper(text[from]);
                if (at == from || (!closed && !(digits && text[at] == '\t')) || (upper && !open))
                        return 0; /* "A. Who is who" heads a part */
                at += closed;
                *ret_style = digits ? '1' : roman && at - from > 2 ? 'i' : 'a';
                if (roman && at - from == 2)
                        *ret_style = text[from] == 'i' || text[from] == 'v' || text[from] == 'x' ? 'a' : 'i';
        }
        const size_t mark = at;
        while (text[at] == ' ' || text[at] == '\t')
                at++;
        if (at == mark || text[at] == '\n' || text[at] == '\0') {
                *ret_style = 0;
                return 0;
        }
        return at;
}

static bool
line_is_heading(const View *view, const ViewLine *line)
{
        g_autofree char *text = view_string(view, line->start, line->end);
        static Pattern heading = { .text =
                                       "^(?:[A-Z]\\. )?(?:\\p{Lu}[\\p{L}']*(?: [\\p{L}']+){0,6}|[\\p{Lu} ,'-]+):?$" };
        return line->paragraph && strlen(text) < 60 && pattern_in(&heading, text);
}

/* Whether the unnumbered line goes on with the item before it. */
static bool
item_goes_on(const View *view, const Item *last, const ViewLine *line)
{
        enum { FULL = 60 }; /* octets of a line that was filled */
        static const char *const openings[] = { "This ", "The ", "It ", "If ", "You ", "No " };
        const char tail = view->text[last->end - 1];
        const bool ended = strchr(".;:", tail) != NULL;
        const bool capital = g_unichar_isupper(g_utf8_get_char(view->text + line->start));
        const double left = view_left(view, line->start);
        const bool hangs = last->style != 0 && left >= 0 && left < view_left(view, last->start - last->margin) - 0.005;
        if (hangs || (line->page_top && ended) || line_is_heading(view, line))
                return false;
        if (last->style == 0)
                return !line->paragraph && tail != ':';
        if (ended && ((capital && tail != ':') || line->paragraph))
                return false;
        const ViewLine *above = view_line(view, view_line_at(view, last->end - 1));
        bool opens = line->paragraph;
        for (unsigned i = 0; i < G_N_ELEMENTS(openings); i++)
                opens = opens || strncmp(view->text + line->start, openings[i], strlen(openings[i])) == 0;
        return !(capital && opens && above->end - above->start < FULL);
}

/* All numbered pieces of the text with the lines that continue them, and unnumbered lines as items without style. */
static GArray *
items_read(const View *view)
{
        GArray *items = g_array_new(FALSE, FALSE, sizeof(Item));
        for (unsigned index = 0; index < view->lines->len && items->len < 600; index++) {
                const ViewLine *line = view_line(view, index);
                char style = 0;
                const size_t margin = item_number(view->text + line->start, &style);
                Item *last = items->len == 0 ? NULL : &g_array_index(items, Item, items->len - 1);
                if (last != NULL && style == 0 && item_goes_on(view, last, line)) {
                        last->end = line->end;
                        continue;
                }
                const Item item = { .start = line->start + margin, .end = line->end, .margin = margin, .style = style };
                g_array_append_val(items, item);
        }
        return items;
}

/* Marks the items that are terms: those that forbid, and the parts of a list whose lead forbids. */
static void
items_judge(const View *view, GArray *items)
{
        char inside = 0;
        char outer = 0;
        for (unsigned i = 0; i < items->len; i++) {
                Item *item = &g_array_index(items, Item, i);
                g_autofree char *text = view_string(view, item->start, item->end);
                const bool has_parts = i + 1 < items->len && g_array_index(items, Item, i + 1).style != 0 &&
                                       g_array_index(items, Item, i + 1).style != item->style;
                if (pattern_in(&lead, text) && has_parts) {
                        inside = g_array_index(items, Item, i + 1).style;
                        outer = item->style;
                        continue;
                }
                const bool generic = pattern_in(&not_term, text);
                if (inside != 0 && item->style == inside) {
                        const bool forbids = pattern_in(&ban, text);
                        item->counts = !generic || forbids;
                        if (generic && strncmp(text, "The applicant", 13) == 0)
                                item->counts = false;
                        continue;
                }
                if (inside != 0 && (item->style == outer || item->style == 0))
                        inside = 0;
                if (item->style != 0 && pattern_in(&ban, text) && !generic)
                        item->counts = true;
        }
}

static void
terms_put(OrderReading *reading, const GArray *items)
{
        const View *view = reading->view;
        size_t start = 0, end = 0;
        unsigned page = 0, count = 0;
        for (unsigned i = 0; i < items->len; i++) {
                const Item *item = &g_array_index(items, Item, i);
                if (!item->counts)
                        continue;
                const unsigned here = view_line(view, view_line_at(view, item->start))->page;
                if (count++ == 0) {
                        start = item->start;
                        page = here;
                }
                if (here == page)
                        end = item->end;
        }
        if (count == 0)
                return;
        FieldValue *list = view_value(view, FIELD_PROHIBITIONS, NULL, start, end, reading->ocr ? 0.8 : 0.93);
        for (unsigned i = 0; i < items->len && list->items->len < LIMIT_LIST_ITEMS; i++) {
                const Item *item = &g_array_index(items, Item, i);
                if (!item->counts)
                        continue;
                g_autofree char *text = view_string(view, item->start, item->end);
                size_t length = strlen(text);
                while (length > 0 && (text[length - 1] == ';' || text[length - 1] == ',' || text[length - 1] == ' '))
                        text[--length] = '\0';
                if (length > 4 && g_str_has_suffix(text, "; and"))
                        text[length - 5] = '\0';
                if (text[0] != '\0')
                        field_value_add(list, text, NULL);
        }
        order_reading_set(reading, list);
}

/* No list: "Cy Dale must not contact Ann Bell or go to ..." as sentences of running text. */
static void
terms_in_sentences(OrderReading *reading)
{
        const View *view = reading->view;
        static Pattern forbids = { .text = "(?i)(?:must not|shall not|is prohibited from|is forbidden (?:to|from)|must "
                                           "do nothing|is restrained from|must stay)\\b" };
        static Pattern boiler = {
                .text = "(?i)\\b(?:you must not|if you|this order must not|not be (?:read|construed)|whoever|anyone)\\b"
        };
        FieldValue *list = NULL;
        size_t from = 0;
        Match match;
        for (unsigned tries = 0; tries < 20 && pattern_find(&forbids, view, from, view->length, &match); tries++) {
                size_t start = match.start[0], end = match.end[0];
                while (
                    start > from && match.start[0] - start < 160 &&
                    !(view->joined[start - 1] == ' ' && start > 1 && strchr(".:", view->joined[start - 2]) != NULL) &&
                    !(view->text[start - 1] == '\n' && view_line(view, view_line_at(view, start))->paragraph))
                        start--;
                while (end < view->length && end - match.end[0] < 600 &&
                       !(view->joined[end] == '.' && (view->joined[end + 1] == ' ' || view->joined[end + 1] == '\0')) &&
                       !(view->text[end] == '\n' &&
                         (end + 1 >= view->length || view_line(view, view_line_at(view, end + 1))->paragraph)))
                        end++;
                from = end;
                g_autofree char *text = view_string(view, start, end);
                if (pattern_in(&boiler, text))
                        continue;
                if (list == NULL)
                        list = view_value(view, FIELD_PROHIBITIONS, NULL, start, end, 0.85);
                field_value_add(list, text, NULL);
        }
        if (list != NULL)
                order_reading_set(reading, list);
}

static Pattern going = {
        .text = "(?i)\\b(?:(?:go(?:ing)?|going back|return(?:ing)?|attend(?:ing)?|travel(?:ling)?|come|coming)(?: "
                "back)? (?:to|into|near|within [^,;]{0,40}? of)|enter(?:ing)?(?: or [a-z ]{0,30})?|"
                "within (?:\\d+|one|two|five|ten|fifty|a|an)[^,;.]{0,24}? of|stay(?:ing)? (?:away|out) "
                "(?:from|of)|keep away from|to leave|must leave|vacate|attempt(?:ing)? to "
                "enter|approach(?:ing)?|excluded from|loiter(?:ing)? (?:near|outside))"
                "(?: or (?:attempt(?:ing)? to )?(?:enter|go near|approach|remain (?:at|in)))?(?: the "
                "(?:property|premises|address|home|family home|applicant's (?:home|address)|house)(?: (?:at|known "
                "as|situated at|of))?:?,?)? (?=[0-9\\p{Lu}]|(?i:flat|apartment) )"
};
static Pattern elsewhere_place = {
        .text = "(?i)^(?:paragraph|england|wales|the united "
                "kingdom|any|court|family|kent|contact|the|unless|except|sunday|monday|school)\\b"
};

static bool
excluded_is_known(const FieldValue *list, const char *text)
{
        for (unsigned i = 0; i < list->items->len; i++) {
                if (g_ascii_strcasecmp(((const FieldItem *) g_ptr_array_index(list->items, i))->text, text) == 0)
                        return true;
        }
        return false;
}

static void
excluded_read(OrderReading *reading)
{
        const View *view = reading->view;
        FieldValue *list = NULL;
        size_t from = 0;
        Match match;
        for (unsigned tries = 0; tries < 30 && pattern_find(&going, view, from, view->length, &match); tries++) {
                from = match.end[0];
                const size_t end = address_end(view, from, view->length);
                g_autofree char *text = address_text(view, from, end);
                static Pattern place = { .text = "[0-9]|, \\p{Lu}" };
                if (end <= from || pattern_in(&elsewhere_place, text) || !pattern_in(&place, text))
                        continue;
                LegalDate date;
                if (legal_date_find(text, 0, 12, &date))
                        continue;
                if (list == NULL)
                        list = view_value(view, FIELD_EXCLUDED_ADDRESSES, NULL, from, end, 0.92);
                if (!excluded_is_known(list, text))
                        field_value_add(list, text, NULL);
                from = end;
        }
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role != LABEL_PROPERTY || hit->start >= hit->end)
                        continue;
                const size_t end = address_end(view, hit->start, hit->end + 1);
                if (end <= hit->start)
                        continue;
                g_autofree char *text = address_text(view, hit->start, end);
                if (list == NULL)
                        list = view_value(view, FIELD_EXCLUDED_ADDRESSES, NULL, hit->start, end, 0.92);
                if (!excluded_is_known(list, text))
                        field_value_add(list, text, NULL);
        }
        if (list != NULL)
                order_reading_set(reading, list);
}

void
terms_read(OrderReading *reading)
{
        if (reading->action == ACTION_DISCHARGED)
                return;
        g_autoptr(GArray) items = items_read(reading->view);
        items_judge(reading->view, items);
        terms_put(reading, items);
        if (!order_reading_has(reading, FIELD_PROHIBITIONS))
                terms_in_sentences(reading);
        excluded_read(reading);
}
