#include "parsers/document/recognised.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/layout.h"

#include <math.h>
#include <string.h>

/* Before every result, so that octets of another kind are not taken for one. */
enum { RECOGNISED_MARK = 0x4F435231, RECOGNISED_WORDS = 20000, RECOGNISED_WORD_BYTES = 1024, RECOGNISED_PATH = 4096 };

static void
recognised_word_clear(gpointer data)
{
        g_free(((RecognisedWord *) data)->text);
}

Recognised *
recognised_new(const char *path, unsigned page)
{
        Recognised *recognised = g_new0(Recognised, 1);
        recognised->path = g_strdup(path);
        recognised->page = page;
        recognised->words = g_array_new(FALSE, TRUE, sizeof(RecognisedWord));
        g_array_set_clear_func(recognised->words, recognised_word_clear);
        return recognised;
}

void
recognised_free(Recognised *recognised)
{
        if (recognised == NULL)
                return;
        g_array_unref(recognised->words);
        g_free(recognised->path);
        g_free(recognised);
}

void
recognised_add(Recognised *recognised, const char *text, float left, float top, float right, float bottom,
               float certainty)
{
        const RecognisedWord word = { .text = g_strdup(text),
                                      .left = left,
                                      .top = top,
                                      .right = right,
                                      .bottom = bottom,
                                      .certainty = certainty };
        g_array_append_val(recognised->words, word);
}

static void
recognised_put_number(GByteArray *octets, guint32 value)
{
        const guint32 little = GUINT32_TO_LE(value);
        g_byte_array_append(octets, (const guint8 *) &little, sizeof little);
}

static void
recognised_put_real(GByteArray *octets, double value)
{
        guint64 bits = 0;
        memcpy(&bits, &value, sizeof bits);
        bits = GUINT64_TO_LE(bits);
        g_byte_array_append(octets, (const guint8 *) &bits, sizeof bits);
}

static void
recognised_put_string(GByteArray *octets, const char *text)
{
        const size_t length = strlen(text);
        recognised_put_number(octets, (guint32) length);
        g_byte_array_append(octets, (const guint8 *) text, (guint) length);
}

void
recognised_write(const Recognised *recognised, GByteArray *octets)
{
        recognised_put_number(octets, RECOGNISED_MARK);
        recognised_put_string(octets, recognised->path);
        recognised_put_number(octets, recognised->page);
        recognised_put_number(octets, recognised->problem);
        recognised_put_real(octets, recognised->width);
        recognised_put_real(octets, recognised->height);
        for (unsigned i = 0; i < G_N_ELEMENTS(recognised->across); i++) {
                recognised_put_real(octets, recognised->across[i]);
                recognised_put_real(octets, recognised->down[i]);
        }
        const guint count = MIN(recognised->words->len, RECOGNISED_WORDS);
        recognised_put_number(octets, count);
        for (guint i = 0; i < count; i++) {
                const RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                recognised_put_string(octets, word->text);
                recognised_put_real(octets, word->left);
                recognised_put_real(octets, word->top);
                recognised_put_real(octets, word->right);
                recognised_put_real(octets, word->bottom);
                recognised_put_real(octets, word->drop);
                recognised_put_real(octets, word->certainty);
        }
}

/* A finite number; anything else fails the cursor. */
static double
recognised_real(BytesCursor *cursor)
{
        const guint64 bits = bytes_u64le(cursor);
        double value = 0;
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value) && ABS(value) < 1e9)
                return value;
        cursor->failed = true;
        return 0;
}

/* New string; NULL, with the cursor failed, for one that is too long or no UTF-8. */
static char *
recognised_string(BytesCursor *cursor, size_t limit)
{
        const guint32 length = bytes_u32le(cursor);
        const Bytes bytes = length > limit ? (Bytes){ NULL, 0 } : bytes_take(cursor, length);
        const bool valid =
            length <= limit && !cursor->failed && g_utf8_validate_len((const char *) bytes.data, bytes.length, NULL);
        if (valid)
                return g_strndup(bytes.data == NULL ? "" : (const char *) bytes.data, bytes.length);
        cursor->failed = true;
        return NULL;
}

static void
recognised_read_words(Recognised *recognised, BytesCursor *cursor)
{
        const guint32 count = bytes_u32le(cursor);
        cursor->failed = cursor->failed || count > RECOGNISED_WORDS;
        for (guint32 i = 0; i < count && !cursor->failed; i++) {
                g_autofree char *text = recognised_string(cursor, RECOGNISED_WORD_BYTES);
                const float left = (float) recognised_real(cursor), top = (float) recognised_real(cursor);
                const float right = (float) recognised_real(cursor), bottom = (float) recognised_real(cursor);
                const float drop = (float) recognised_real(cursor), certainty = (float) recognised_real(cursor);
                if (cursor->failed)
                        return;
                recognised_add(recognised, text, left, top, right, bottom, CLAMP(certainty, 0, 1));
                g_array_index(recognised->words, RecognisedWord, i).drop = drop;
        }
}

static Recognised *
recognised_read(BytesCursor *cursor)
{
        cursor->failed = cursor->failed || bytes_u32le(cursor) != RECOGNISED_MARK;
        g_autofree char *path = recognised_string(cursor, RECOGNISED_PATH);
        if (path == NULL)
                return NULL;
        g_autoptr(Recognised) recognised = recognised_new(path, bytes_u32le(cursor));
        const guint32 problem = bytes_u32le(cursor);
        cursor->failed = cursor->failed || problem >= PROBLEM_COUNT;
        recognised->problem = cursor->failed ? PROBLEM_NONE : (Problem) problem;
        recognised->width = recognised_real(cursor);
        recognised->height = recognised_real(cursor);
        for (unsigned i = 0; i < G_N_ELEMENTS(recognised->across); i++) {
                recognised->across[i] = recognised_real(cursor);
                recognised->down[i] = recognised_real(cursor);
        }
        recognised_read_words(recognised, cursor);
        return cursor->failed ? NULL : g_steal_pointer(&recognised);
}

GPtrArray *
recognised_read_all(Bytes octets)
{
        g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func((GDestroyNotify) recognised_free);
        BytesCursor cursor = bytes_cursor(octets);
        while (bytes_left(&cursor) > 0) {
                Recognised *recognised = recognised_read(&cursor);
                if (recognised == NULL)
                        return NULL;
                g_ptr_array_add(results, recognised);
        }
        return g_steal_pointer(&results);
}

const Recognised *
recognised_find(const GPtrArray *results, const char *path, unsigned page)
{
        for (guint i = 0; results != NULL && i < results->len; i++) {
                const Recognised *recognised = g_ptr_array_index(results, i);
                if (recognised->page == page && g_str_equal(recognised->path, path))
                        return recognised;
        }
        return NULL;
}

/* The span's box, four corners of the upright picture, as a box of the page. */
static void
recognised_place(const Recognised *recognised, PageSpan *span)
{
        const double x[2] = { span->left * recognised->width, span->right * recognised->width };
        const double y[2] = { span->top * recognised->height, span->bottom * recognised->height };
        double left = 1, top = 1, right = 0, bottom = 0;
        for (unsigned i = 0; i < 4; i++) {
                const double px = x[i & 1], py = y[i >> 1];
                const double across = recognised->across[0] * px + recognised->across[1] * py + recognised->across[2];
                const double down = recognised->down[0] * px + recognised->down[1] * py + recognised->down[2];
                left = MIN(left, across), right = MAX(right, across);
                top = MIN(top, down), bottom = MAX(bottom, down);
        }
        span->left = (float) CLAMP(left, 0.0, 1.0), span->right = (float) CLAMP(right, 0.0, 1.0);
        span->top = (float) CLAMP(top, 0.0, 1.0), span->bottom = (float) CLAMP(bottom, 0.0, 1.0);
}

void
recognised_layout(const Recognised *recognised, Page *page)
{
        if (recognised->words->len == 0 || recognised->width < 1 || recognised->height < 1)
                return;
        g_autoptr(Layout) layout = layout_new(recognised->width, recognised->height, LAYOUT_RIGHT);
        for (guint i = 0; i < recognised->words->len; i++) {
                const RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                g_autofree char *clean = text_clean(word->text, RECOGNISED_WORD_BYTES);
                g_autofree char *line = text_one_line(clean);
                if (line[0] != '\0')
                        layout_add_aslant(layout, line, word->left, word->top, word->right, word->bottom,
                                          word->certainty, word->drop);
        }
        layout_write(layout, page);
        for (guint i = 0; i < page->spans->len; i++)
                recognised_place(recognised, &g_array_index(page->spans, PageSpan, i));
}
