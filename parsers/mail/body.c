#include "parsers/mail/body.h"

#include "parsers/order/reading.h"

#include <string.h>

static size_t
body_letters(const SourceDocument *source)
{
        size_t letters = 0;
        for (unsigned i = 0; i < source->pages->len; i++) {
                const Page *page = g_ptr_array_index(source->pages, i);
                for (const char *at = page->text; *at != '\0'; at++)
                        letters += (unsigned char) *at > ' ';
        }
        return letters;
}

/* The part of the path before the last number: what the forms of one body share. */
static size_t
body_stem(const char *path)
{
        const char *dot = strrchr(path, '.');
        const char *mark = strrchr(path, '!');
        if (dot == NULL && mark == NULL)
                return 0;
        return (size_t) (MAX(dot, mark) - path) + 1;
}

static bool
body_is_html(const SourceDocument *source)
{
        return g_strcmp0(source->document->media_type, "text/html") == 0;
}

/* Plain text is the sender's own; it yields only to an HTML form that says far more ("this mail is best seen in HTML"). */
static void
body_judge(SourceDocument *plain, SourceDocument *html)
{
        const size_t plain_letters = body_letters(plain), html_letters = body_letters(html);
        SourceDocument *loser = html_letters > 2 * plain_letters + 100 ? plain : html;
        g_ptr_array_set_size(loser->pages, 0);
}

void
body_choose(const GPtrArray *sources)
{
        for (unsigned i = 0; i + 1 < sources->len; i++) {
                SourceDocument *first = g_ptr_array_index(sources, i);
                if (!first->is_body || first->pages->len == 0)
                        continue;
                for (unsigned k = i + 1; k < sources->len; k++) {
                        SourceDocument *second = g_ptr_array_index(sources, k);
                        if (!second->is_body || second->pages->len == 0 || body_is_html(first) == body_is_html(second))
                                continue;
                        /* "1.1" with "1.2", and with "1.2.1" where multipart/related stands between */
                        const size_t stem = body_stem(first->document->path);
                        if (strncmp(first->document->path, second->document->path, stem) != 0 ||
                            !second->is_alternative)
                                continue;
                        body_judge(body_is_html(first) ? second : first, body_is_html(first) ? first : second);
                        break;
                }
        }
}
