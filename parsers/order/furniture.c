#include "parsers/order/furniture.h"

#include "parsers/order/mark.h"
#include "parsers/order/pattern.h"

enum {
        EDGES = 400,
        EDGE = 5, /* lines at the head and foot of a page that may be furniture */
};

/* Two lines are the same but for their figures. */
static bool
furniture_alike(const View *view, const ViewLine *a, const ViewLine *b)
{
        size_t i = a->start, k = b->start;
        for (;;) {
                while (i < a->end && g_ascii_isdigit(view->text[i]))
                        i++;
                while (k < b->end && g_ascii_isdigit(view->text[k]))
                        k++;
                if (i >= a->end || k >= b->end)
                        return i >= a->end && k >= b->end;
                if (g_ascii_tolower(view->text[i++]) != g_ascii_tolower(view->text[k++]))
                        return false;
        }
}

static bool
furniture_is_sentence(const View *view, const ViewLine *line)
{
        Mark mark;
        return mark_read(view->text + line->start, &mark) || line->end - line->start > 120;
}

static bool
furniture_same_page(const View *view, unsigned a, unsigned b)
{
        return a < view->lines->len && b < view->lines->len && view_line(view, a)->page == view_line(view, b)->page;
}

/* Whether the line is one of the first of a page that is not the first, or of the last of one that is not the last. */
static bool
furniture_at_edge(const View *view, unsigned index)
{
        const unsigned page = view_line(view, index)->page, count = view->lines->len;
        const bool head = index < EDGE || !furniture_same_page(view, index, index - EDGE);
        const bool foot = !furniture_same_page(view, index, index + EDGE);
        return (head && page > view_line(view, 0)->page) || (foot && page < view_line(view, count - 1)->page);
}

void
furniture_find(const View *view, bool *furniture)
{
        static Pattern running = {
                .text =
                    "(?i)^(?:\\(?continued?(?: overleaf| from (?:previous|overleaf)[a-z ]*| on next "
                    "page|\\.\\.\\.)?\\)?|please turn over|p\\.?t\\.?o\\.?|\\W*page \\d+(?: of \\d+)?\\b.{0,60}|.{0,60}"
                    "\\bpage \\d+ of \\d+\\W*|(?:case|claim) (?:no|number)[.:]? ?[\\w/-]{6,24})$"
        };
        /* a running head that the first page's title stands for: "Bell v Marsh", "LS26F00123 Non-molestation order" */
        static Pattern names = { .text = "^(?!.*\\b(?i:must|shall|not|is|was|of|on|until|by|to)\\b).{0,60}(?:\\b[A-Z]{"
                                         "2}\\d{2}[A-Z]\\d{4,6}\\b|\\b"
                                         "[Vv]\\.? \\p{Lu}).{0,40}$" };
        unsigned edges[EDGES], count = 0;
        for (unsigned i = 0; i < view->lines->len && count < EDGES; i++) {
                const bool edge =
                    i < EDGE || !furniture_same_page(view, i, i - EDGE) || !furniture_same_page(view, i, i + EDGE);
                if (edge && !furniture_is_sentence(view, view_line(view, i)))
                        edges[count++] = i;
        }
        for (unsigned e = 0; e < count; e++) {
                const ViewLine *line = view_line(view, edges[e]);
                g_autofree char *text = view_string(view, line->start, line->end);
                bool *mark = &furniture[edges[e]];
                *mark = furniture_at_edge(view, edges[e]) && (pattern_in(&running, text) || pattern_in(&names, text));
                for (unsigned k = 0; k < count && !*mark && line->end - line->start >= 6; k++) {
                        const ViewLine *twin = view_line(view, edges[k]);
                        *mark = twin->page != line->page && furniture_alike(view, line, twin);
                }
        }
}
