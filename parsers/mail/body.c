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
body_judge(SourceDocument *plain, SourceDocument *rich)
{
        const size_t plain_letters = body_letters(plain), rich_letters = body_letters(rich);
        SourceDocument *loser = rich_letters > 2 * plain_letters + 100 ? plain : rich;
        g_ptr_array_set_size(loser->pages, 0);
}

/* The winmail.dat that the text came in, which holds another form of the text of the mail around it; NULL: none. */
static const SourceDocument *
body_container(const GPtrArray *sources, const SourceDocument *source)
{
        const char *mark = strrchr(source->document->path, '!');
        const size_t length = mark == NULL ? 0 : (size_t) (mark - source->document->path);
        for (unsigned i = 0; length > 0 && i < sources->len; i++) {
                const SourceDocument *around = g_ptr_array_index(sources, i);
                if (strlen(around->document->path) == length &&
                    strncmp(around->document->path, source->document->path, length) == 0 &&
                    g_strcmp0(around->document->media_type, "application/vnd.ms-tnef") == 0)
                        return around;
        }
        return NULL;
}

/* Outlook's own form of the text counts where the mail's is missing or says far less. */
static void
body_choose_outlook(const GPtrArray *sources)
{
        for (unsigned i = 0; i < sources->len; i++) {
                SourceDocument *packed = g_ptr_array_index(sources, i);
                const SourceDocument *container = packed->is_body ? body_container(sources, packed) : NULL;
                for (unsigned k = 0; container != NULL && k < i; k++) {
                        SourceDocument *plain = g_ptr_array_index(sources, k);
                        const size_t stem = body_stem(container->document->path);
                        if (!plain->is_body || plain->pages->len == 0 || body_stem(plain->document->path) < stem ||
                            strncmp(plain->document->path, container->document->path, stem) != 0)
                                continue;
                        body_judge(plain, packed);
                        break;
                }
        }
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
        body_choose_outlook(sources);
}
