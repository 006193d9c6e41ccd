#include "parsers/order/view.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/order/tick_box.h"

#include <string.h>

typedef struct {
        GString *text;
        GArray *map;
        View *view;
        unsigned page;
        bool gap;    /* a blank line was seen */
        bool ticked; /* the page has boxes of which some are ticked */
        size_t limit;
} Building;

/* The plain spelling of a character that printing varies; NULL when it stays. "" drops it. */
static const char *
view_plain(gunichar c)
{
        if (c < 0x80 && c != '`')
                return g_ascii_isspace((gchar) c) && c != '\v' ? " " : NULL;
        switch (c) {
        case 0xFB00:
                return "ff";
        case 0xFB01:
                return "fi";
        case 0xFB02:
                return "fl";
        case 0xFB03:
                return "ffi";
        case 0xFB04:
                return "ffl";
        case 0x00AD:
        case 0x200B:
        case 0x200C:
        case 0x200D:
        case 0x200E:
        case 0x200F:
        case 0x2060:
        case 0xFEFF:
                return "";
        default:
                return g_unichar_isspace(c) ? " " : text_plain_sign(c);
        }
}

static void
view_put(Building *building, const char *octets, size_t count, size_t origin)
{
        const guint32 offset = (guint32) origin;
        g_string_append_len(building->text, octets, (gssize) count);
        for (size_t i = 0; i < count; i++)
                g_array_append_val(building->map, offset);
}

/* "Page 2 of 4", "-1/2-", "3": a page's number stands between the two halves of a sentence. */
static bool
view_is_page_number(const char *line, size_t length)
{
        if (length > 24)
                return false;
        bool figure = false;
        for (size_t i = 0; i < length; i++)
                figure = figure || g_ascii_isdigit(line[i]);
        if (!figure)
                return false;
        size_t at = 0;
        while (at < length) {
                if (g_ascii_strncasecmp(line + at, "page", 4) == 0 || g_ascii_strncasecmp(line + at, "tudalen", 7) == 0)
                        at += g_ascii_tolower(line[at]) == 'p' ? 4 : 7;
                else if (g_ascii_strncasecmp(line + at, "of", 2) == 0)
                        at += 2;
                else if (strchr("-/ |[]\t.", line[at]) != NULL ||
                         (g_ascii_isdigit(line[at]) &&
                          !(at + 3 < length && g_ascii_isdigit(line[at + 1]) && g_ascii_isdigit(line[at + 2]))))
                        at++;
                else
                        return false;
        }
        /* "1." alone is a paragraph's number, "3/4/24" a date */
        unsigned slashes = 0;
        for (size_t i = 0; i < length; i++)
                slashes += line[i] == '/';
        return line[length - 1] != '.' && slashes <= 1 && !(slashes == 0 && memchr(line, '.', length) != NULL);
}

/* Whether the line is full and ends in a word that waits for its noun, and the text below it in a small letter: "or agreeing with
 * any", a wide gap and "other person" are one sentence. */
static bool
view_breaks_off(const GString *text, const ViewLine *above, size_t start)
{
        enum { FULL = 60 };
        static const char *const open[] = { "a",     "all", "an",   "any",  "each", "every", "her",  "his", "no",
                                            "other", "our", "said", "such", "the",  "their", "this", "your" };
        const size_t end = above->end;
        if (!g_ascii_islower(text->str[start]) || end - above->start < FULL)
                return false;
        size_t word = end;
        while (word > above->start && g_ascii_islower(text->str[word - 1]))
                word--;
        if (word == above->start || text->str[word - 1] != ' ')
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(open); i++) {
                if (strlen(open[i]) == end - word && strncmp(text->str + word, open[i], end - word) == 0)
                        return true;
        }
        return false;
}

static void
view_end_line(Building *building, size_t start)
{
        GString *text = building->text;
        while (text->len > start && (text->str[text->len - 1] == ' ' || text->str[text->len - 1] == '\t')) {
                g_string_truncate(text, text->len - 1);
                g_array_set_size(building->map, (guint) text->len);
        }
        if (text->len == start) {
                building->gap = true;
                return;
        }
        if (view_is_page_number(text->str + start, text->len - start)) {
                g_string_truncate(text, start);
                g_array_set_size(building->map, (guint) start);
                return;
        }
        GArray *lines = building->view->lines;
        const ViewLine *last = lines->len == 0 ? NULL : &g_array_index(lines, ViewLine, lines->len - 1);
        const bool top = last == NULL || last->page != building->page;
        const ViewLine line = { .start = start,
                                .end = text->len,
                                .page = building->page,
                                .paragraph = last == NULL || (building->gap && !view_breaks_off(text, last, start)),
                                .page_top = top };
        g_array_append_val(lines, line);
        building->gap = false;
        view_put(building, "\n", 1, text->len > 0 ? g_array_index(building->map, guint32, building->map->len - 1) : 0);
}

static void
view_add_page(Building *building, const Page *page)
{
        size_t start = building->text->len;
        building->gap = building->gap || building->view->lines->len == 0;
        building->ticked = tick_box_is_used(page->text);
        unsigned blanks = 0;
        bool unsaid = false;
        for (const char *at = page->text; *at != '\0' && building->text->len < building->limit;
             at = g_utf8_next_char(at)) {
                const size_t origin = (size_t) (at - page->text);
                if (*at == '\n') {
                        view_end_line(building, start);
                        start = building->text->len;
                        unsaid = false;
                        continue;
                }
                /* the mark before a quoted line is the mail program's */
                if (*at == '>' && building->text->len == start)
                        continue;
                /* where some boxes of a page are ticked, what stands behind an empty one is not said */
                bool ticked = false;
                const size_t box = building->ticked ? tick_box_at(page->text, at, &ticked) : 0;
                if (box > 0) {
                        const char *rest = g_utf8_next_char(at);
                        unsaid = !ticked;
                        /* a typed one is as wide as its letters, by which a line is known to run on */
                        if (ticked && *at == '[')
                                view_put(building, at, box, origin);
                        else if (ticked && building->text->len == start)
                                view_put(building, "- ", 2, origin);
                        at += box - (size_t) (rest - at);
                        continue;
                }
                unsaid = unsaid && *at != '\t';
                if (unsaid)
                        continue;
                /* "Judge | Date": a printed rule between cells */
                const bool rule = *at == '|' && (at == page->text || strchr(" \t\n", at[-1]) != NULL) &&
                                  (at[1] == ' ' || at[1] == '\t');
                if (*at == '\t' || rule) {
                        GString *text = building->text;
                        if (text->len > start && text->str[text->len - 1] == ' ')
                                text->str[text->len - 1] = '\t';
                        else if (text->len > start && text->str[text->len - 1] != '\t')
                                view_put(building, "\t", 1, origin);
                        continue;
                }
                const gunichar c = g_utf8_get_char(at);
                const char *plain = view_plain(c);
                if (plain == NULL)
                        view_put(building, at, (size_t) (g_utf8_next_char(at) - at), origin);
                else if (*plain == ' ') {
                        /* three blanks and more are a gap between columns of typed text */
                        GString *text = building->text;
                        blanks++;
                        if (text->len > start && text->str[text->len - 1] != ' ' && text->str[text->len - 1] != '\t')
                                view_put(building, " ", 1, origin);
                        else if (blanks >= 3 && text->len > start)
                                text->str[text->len - 1] = '\t';
                        continue;
                } else {
                        view_put(building, plain, strlen(plain), origin);
                }
                blanks = 0;
        }
        view_end_line(building, start);
}

/* A page of which every line stands apart, as in a paper that is typed with double spacing: there a blank line parts paragraphs
 * only where the line above could have held more, or has ended. */
static void
view_respace(const View *view, unsigned first)
{
        enum { LEAST = 6, LINES = 12, SHARE = 80, YEAR = 4, RUNNING = 70 };
        const unsigned count = view->lines->len - first;
        unsigned apart = 0;
        size_t widest = 0;
        for (unsigned i = first; i < view->lines->len; i++) {
                const ViewLine *line = view_line(view, i);
                apart += line->paragraph;
                widest = MAX(widest, line->end - line->start);
        }
        if (count < LEAST || apart * 100 < count * SHARE)
                return;
        for (unsigned i = first + 1; i < view->lines->len; i++) {
                ViewLine *line = &g_array_index(view->lines, ViewLine, i);
                const ViewLine *above = view_line(view, i - 1);
                const bool ended = strchr(".:;", view->text[above->end - 1]) != NULL;
                const bool full = (above->end - above->start) * 4 >= widest * 3;
                const char *text = view->text + line->start;
                const bool year = strspn(text, "0123456789") == YEAR && text[YEAR] != '\t';
                const bool opens = (g_ascii_isdigit(text[0]) && !year) || text[0] == '(';
                /* so few lines may be headings, where they are short */
                const bool running = count >= LINES || above->end - above->start >= RUNNING;
                const bool fits = full && (running ? !opens : year);
                if (!ended && (fits || g_ascii_islower(text[0])))
                        line->paragraph = false;
        }
}

static void
view_finish(View *view, GString *text, GArray *map)
{
        view->length = text->len;
        view->text = g_string_free(text, FALSE);
        view->map = (guint32 *) (void *) g_array_free(map, FALSE);
        view->joined = g_strdup(view->text);
        for (size_t i = 0; i < view->length; i++) {
                if (view->joined[i] == '\n' || view->joined[i] == '\t')
                        view->joined[i] = ' ';
        }
}

static View *
view_empty(const GPtrArray *pages)
{
        View *view = g_new0(View, 1);
        view->pages = pages;
        view->lines = g_array_new(FALSE, FALSE, sizeof(ViewLine));
        return view;
}

View *
view_new(const GPtrArray *pages, size_t limit)
{
        View *view = view_empty(pages);
        Building building = { .text = g_string_new(NULL),
                              .map = g_array_new(FALSE, FALSE, sizeof(guint32)),
                              .view = view,
                              .limit = limit };
        for (unsigned i = 0; i < pages->len; i++) {
                const unsigned first = view->lines->len;
                building.page = i;
                view_add_page(&building, g_ptr_array_index(pages, i));
                view->text = building.text->str; /* lent */
                view_respace(view, first);
        }
        view_finish(view, building.text, building.map);
        return view;
}

View *
view_slice(const View *view, unsigned from, unsigned to)
{
        View *slice = view_empty(view->pages);
        slice->respelt = view->respelt;
        GString *text = g_string_new(NULL);
        GArray *map = g_array_new(FALSE, FALSE, sizeof(guint32));
        if (from < to && to <= view->lines->len) {
                const size_t start = view_line(view, from)->start, end = view_line(view, to - 1)->end + 1;
                g_string_append_len(text, view->text + start, (gssize) (end - start));
                g_array_append_vals(map, view->map + start, (guint) (end - start));
                for (unsigned i = from; i < to; i++) {
                        ViewLine line = *view_line(view, i);
                        line.start -= start;
                        line.end -= start;
                        g_array_append_val(slice->lines, line);
                }
        }
        view_finish(slice, text, map);
        return slice;
}

View *
view_masked(const View *view, const bool *mask)
{
        View *kept = view_empty(view->pages);
        kept->respelt = view->respelt;
        GString *text = g_string_new(NULL);
        GArray *map = g_array_new(FALSE, FALSE, sizeof(guint32));
        for (unsigned i = 0; i < view->lines->len; i++) {
                ViewLine line = *view_line(view, i);
                const size_t start = line.start, end = line.end + 1;
                bool shown = false;
                for (size_t at = start; at < end - 1; at++)
                        shown = shown || (!mask[at] && strchr(" \t", view->text[at]) == NULL);
                if (!shown)
                        continue;
                line.page_top = kept->lines->len == 0 || view_line(kept, kept->lines->len - 1)->page != line.page;
                line.start = text->len;
                for (size_t at = start; at < end; at++)
                        g_string_append_c(text, mask[at] && view->text[at] != '\n' ? ' ' : view->text[at]);
                line.end = text->len - 1;
                g_array_append_vals(map, view->map + start, (guint) (end - start));
                g_array_append_val(kept->lines, line);
        }
        view_finish(kept, text, map);
        return kept;
}

View *
view_respelt(const View *view, const GArray *spellings)
{
        View *made = view_empty(view->pages);
        made->respelt = true;
        GString *text = g_string_new(NULL);
        GArray *map = g_array_new(FALSE, FALSE, sizeof(guint32));
        unsigned next = 0;
        for (unsigned i = 0; i < view->lines->len; i++) {
                ViewLine line = *view_line(view, i);
                const size_t end = line.end + 1;
                size_t at = line.start;
                line.start = text->len;
                while (at < end) {
                        const ViewSpelling *spelling =
                            next < spellings->len ? &g_array_index(spellings, ViewSpelling, next) : NULL;
                        const size_t stop = spelling != NULL && spelling->start < end ? spelling->start : end;
                        g_string_append_len(text, view->text + at, (gssize) (stop - at));
                        g_array_append_vals(map, view->map + at, (guint) (stop - at));
                        at = stop;
                        if (stop == end)
                                break;
                        const size_t length = strlen(spelling->spelt);
                        for (size_t k = 0; k < length; k++)
                                g_array_append_val(map, view->map[MIN(at + k, spelling->end - 1)]);
                        g_string_append(text, spelling->spelt);
                        at = spelling->end;
                        next++;
                }
                line.end = text->len - 1;
                g_array_append_val(made->lines, line);
        }
        view_finish(made, text, map);
        return made;
}

void
view_free(View *view)
{
        if (view == NULL)
                return;
        g_free(view->text);
        g_free(view->joined);
        g_free(view->map);
        g_array_unref(view->lines);
        g_free(view);
}

const ViewLine *
view_line(const View *view, unsigned index)
{
        return &g_array_index(view->lines, ViewLine, index);
}

unsigned
view_line_at(const View *view, size_t offset)
{
        unsigned low = 0, high = view->lines->len;
        while (low + 1 < high) {
                const unsigned middle = (low + high) / 2;
                if (view_line(view, middle)->start <= offset)
                        low = middle;
                else
                        high = middle;
        }
        return low;
}

static const Page *
view_page(const View *view, size_t offset)
{
        return view->lines->len == 0
                   ? NULL
                   : g_ptr_array_index(view->pages, view_line(view, view_line_at(view, offset))->page);
}

double
view_left(const View *view, size_t offset)
{
        const Page *page = view_page(view, offset);
        double box[4];
        if (page == NULL || offset >= view->length)
                return -1;
        if (page->spans->len > 0)
                return page_box(page, view->map[offset], view->map[offset] + 1, box) ? box[0] : -1;
        /* Typed text: its columns stand for places where blanks were used to align. */
        size_t column = 0;
        for (const char *at = page->text + view->map[offset]; at > page->text && at[-1] != '\n' && column < 400; at--) {
                if (at[-1] == '\t')
                        return -1; /* cells of a table: no one knows how wide */
                column++;
        }
        return (double) column / 100.0;
}

double
view_right(const View *view, size_t offset)
{
        const Page *page = view_page(view, offset);
        double box[4];
        if (page != NULL && offset < view->length && page->spans->len > 0)
                return page_box(page, view->map[offset], view->map[offset] + 1, box) ? box[2] : -1;
        const double left = view_left(view, offset);
        return left < 0 ? left : left + 0.01;
}

/* Whether a column narrower than the page is filled there: in most lines around, and in this one, the next word found no
 * room before the column's right edge. */
static bool
view_fills_column(const View *view, unsigned index)
{
        enum { AROUND = 12, ENOUGH = 6 };
        const double left = view_left(view, view_line(view, index)->start);
        const unsigned from = index > AROUND ? index - AROUND : 0, until = MIN(index + AROUND, view->lines->len - 1);
        double edge = 0;
        for (unsigned i = from; left >= 0 && i < until; i++)
                edge = MAX(edge, view_right(view, view_line(view, i)->end - 1));
        unsigned lines = 0, full = 0;
        bool own = false;
        for (unsigned i = from; left >= 0 && i < until; i++) {
                const ViewLine *line = view_line(view, i), *below = view_line(view, i + 1);
                const double here = view_left(view, line->start), next = view_left(view, below->start);
                if (below->page_top || here - left > 0.012 || left - here > 0.012 || next - left > 0.012 ||
                    left - next > 0.012)
                        continue;
                const bool filled =
                    view_right(view, line->end - 1) + view_right(view, below->start) - next + 0.005 > edge;
                lines++;
                full += filled;
                own = own || (filled && i == index);
        }
        return own && lines >= ENOUGH && full * 5 >= lines * 3;
}

/* Paragraphs of any length stand on a line each around there: no line was broken where it was full. */
static bool
view_flows(const View *view, unsigned index)
{
        enum { AROUND = 30, LONG = 200 };
        const unsigned until = MIN(index + AROUND, view->lines->len);
        for (unsigned i = index > AROUND ? index - AROUND : 0; i < until; i++) {
                const ViewLine *line = view_line(view, i);
                if (line->end - line->start >= LONG &&
                    memchr(view->text + line->start, '\t', line->end - line->start) == NULL)
                        return view_line(view, index)->end - view_line(view, index)->start < LONG / 2;
        }
        return false;
}

bool
view_wraps(const View *view, size_t line_feed)
{
        enum { FULL = 60 };
        const unsigned index = view_line_at(view, line_feed);
        const ViewLine *line = view_line(view, index);
        if (index + 1 >= view->lines->len)
                return false;
        const ViewLine *below = view_line(view, index + 1);
        /* the word that opens the next line found no room on this one */
        const char *word = view->text + below->start;
        const size_t next = strcspn(word, " \t\n");
        const size_t room = below->end - below->start > next ? next + 1 : 0;
        if (below->paragraph && !below->page_top)
                return false;
        return (line->end - line->start + room >= FULL && !view_flows(view, index)) || view_fills_column(view, index);
}

void
view_whole(const View *view, size_t *start, size_t *end)
{
        *end = MIN(*end, view->length);
        while (*start < *end && ((unsigned char) view->text[*start] & 0xC0) == 0x80)
                (*start)++;
        while (*end > *start && ((unsigned char) view->text[*end] & 0xC0) == 0x80)
                (*end)--;
}

char *
view_piece(const View *view, size_t start, size_t end)
{
        view_whole(view, &start, &end);
        return end > start ? g_strndup(view->joined + start, end - start) : g_strdup("");
}

char *
view_string(const View *view, size_t start, size_t end)
{
        GString *out = g_string_new(NULL);
        view_whole(view, &start, &end);
        for (size_t i = start; i < end; i++) {
                const char c = view->text[i];
                if (c == '\n' && i > start && view->text[i - 1] == '-' && i > start + 1 &&
                    g_ascii_isalpha(view->text[i - 2]))
                        continue;
                g_string_append_c(out, c == '\n' || c == '\t' ? ' ' : c);
        }
        g_autofree char *rough = g_string_free(out, FALSE);
        return text_one_line(rough);
}

double
view_certainty(const View *view, size_t start, size_t end)
{
        double least = 1;
        if (start >= end || end > view->length || view->lines->len == 0)
                return least;
        const unsigned last = view_line_at(view, end - 1);
        for (unsigned i = view_line_at(view, start); i <= last; i++) {
                const ViewLine *line = view_line(view, i);
                const size_t from = MAX(start, line->start), to = MIN(end, line->end);
                if (from >= to)
                        continue;
                const Page *page = g_ptr_array_index(view->pages, line->page);
                least = MIN(least, page_certainty(page, view->map[from], (size_t) view->map[to - 1] + 1));
        }
        return least;
}

/* What the page itself prints there. New string. */
static char *
view_printed(const View *view, size_t start, size_t end)
{
        const Page *page = view_page(view, start);
        view_whole(view, &start, &end);
        if (page == NULL || start >= end || view_page(view, end - 1) != page || view->map[end - 1] < view->map[start])
                return view_string(view, start, end);
        const char *from = page->text + view->map[start];
        const char *to = g_utf8_next_char(page->text + view->map[end - 1]);
        g_autofree char *piece = g_strndup(from, (gsize) (to - from));
        return text_one_line(piece);
}

FieldValue *
view_value(const View *view, Field field, const char *value, size_t start, size_t end, double confidence)
{
        g_autofree char *whole = view->respelt ? view_printed(view, start, end) : view_string(view, start, end);
        g_autofree char *raw = text_shorten(whole, LIMIT_FIELD_VALUE);
        g_autofree char *text = value == NULL ? NULL : text_shorten(value, LIMIT_FIELD_VALUE);
        FieldValue *made = field_value_new(field, text, raw, confidence);
        const Page *page = view_page(view, start);
        if (page == NULL || start >= end || end > view->length)
                return made;
        /* a place in another file than the one in which the paper begins has no name */
        const Page *first = g_ptr_array_index(view->pages, view_line(view, 0)->page);
        if (page->source != first->source)
                return made;
        made->page = page->number;
        /* What runs on over the page's end is boxed as far as its own page goes. */
        const unsigned index = view_line(view, view_line_at(view, start))->page;
        unsigned last = view_line_at(view, end - 1);
        size_t stop = end;
        while (last > 0 && view_line(view, last)->page != index)
                stop = view_line(view, --last)->end;
        if (stop <= start)
                return made;
        made->has_box = page_box(page, view->map[start], (size_t) view->map[stop - 1] + 1, made->box);
        return made;
}
