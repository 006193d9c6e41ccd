#include "parsers/page_words.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A part of the page's text that stands on one line: from the first to the last of its words. */
typedef struct {
        guint32 start, end;
        float left, top, right, bottom;
} Line;

static json_int_t
words_place(float fraction)
{
        const float least = 0, most = 1;
        return (json_int_t) (CLAMP(fraction, least, most) * 10000 + 0.5F);
}

static void
words_add(json_t *lines, const Page *page, const Line *line)
{
        g_autofree char *text = g_strndup(page->text + line->start, line->end - line->start);
        json_t *item = json_pack("[I, I, I, I, s]", words_place(line->left), words_place(line->top),
                                 words_place(line->right), words_place(line->bottom), text);
        if (item != NULL) /* NULL: not UTF-8, which no reader gives */
                (void) json_array_append_new(lines, item);
}

/* True when nothing but blanks stands between the two. */
static bool
words_go_on(const Page *page, const Line *line, const PageSpan *next)
{
        return next->start >= line->end && strspn(page->text + line->end, " ") >= (size_t) (next->start - line->end);
}

static json_t *
words_lines(const Page *page)
{
        json_t *lines = json_array();
        Line line = { 0 };
        for (guint i = 0; i < page->spans->len; i++) {
                const PageSpan *span = &g_array_index(page->spans, PageSpan, i);
                if (i > 0 && words_go_on(page, &line, span)) {
                        line.end = span->end;
                        line.left = MIN(line.left, span->left);
                        line.top = MIN(line.top, span->top);
                        line.right = MAX(line.right, span->right);
                        line.bottom = MAX(line.bottom, span->bottom);
                        continue;
                }
                if (i > 0)
                        words_add(lines, page, &line);
                line = (Line){ span->start, span->end, span->left, span->top, span->right, span->bottom };
        }
        if (page->spans->len > 0)
                words_add(lines, page, &line);
        return lines;
}

GByteArray *
page_words_write(const Page *page, bool recognised)
{
        json_t *all = json_pack("{s:b, s:o}", "recognised", recognised, "lines", words_lines(page));
        char *text = json_dumps(all, JSON_COMPACT);
        GByteArray *octets = g_byte_array_new();
        g_byte_array_append(octets, (const guint8 *) text, (guint) strlen(text));
        free(text);
        json_decref(all);
        return octets;
}
