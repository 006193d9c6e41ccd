#include "parsers/order/page.h"

#include "base/limits.h"

#include <string.h>

Page *
page_new(unsigned number)
{
        Page *page = g_new0(Page, 1);
        page->text = g_strdup("");
        page->room = 1;
        page->spans = g_array_new(FALSE, FALSE, sizeof(PageSpan));
        page->number = number;
        return page;
}

void
page_free(Page *page)
{
        if (page == NULL)
                return;
        g_free(page->text);
        g_array_unref(page->spans);
        g_free(page);
}

void
page_clear(Page *page)
{
        page->text[0] = '\0';
        page->length = 0;
        g_array_set_size(page->spans, 0);
}

/* Octets of text that still fit, ending between two characters. */
static size_t
page_fitting(const Page *page, const char *text)
{
        const size_t length = strlen(text);
        const size_t left = page->length < LIMIT_PAGE_TEXT ? LIMIT_PAGE_TEXT - page->length : 0;
        if (length <= left)
                return length;
        size_t kept = left;
        while (kept > 0 && ((unsigned char) text[kept] & 0xC0) == 0x80)
                kept--;
        return kept;
}

void
page_append(Page *page, const char *text)
{
        const size_t length = page_fitting(page, text);
        if (page->length + length + 1 > page->room) {
                page->room = MAX(2 * page->room, page->length + length + 1);
                page->text = g_realloc(page->text, page->room);
        }
        memcpy(page->text + page->length, text, length);
        page->length += length;
        page->text[page->length] = '\0';
}

void
page_append_word(Page *page, const char *text, float left, float top, float right, float bottom, float certainty)
{
        PageSpan span = { .start = (guint32) page->length,
                          .left = left,
                          .top = top,
                          .right = right,
                          .bottom = bottom,
                          .certainty = certainty };
        page_append(page, text);
        span.end = (guint32) page->length;
        if (span.end > span.start)
                g_array_append_val(page->spans, span);
}

/* Index of the first span that ends after start. */
static guint
page_first_span(const Page *page, size_t start)
{
        guint low = 0, high = page->spans->len;
        while (low < high) {
                const guint middle = low + (high - low) / 2;
                if (g_array_index(page->spans, PageSpan, middle).end > start)
                        high = middle;
                else
                        low = middle + 1;
        }
        return low;
}

bool
page_box(const Page *page, size_t start, size_t end, double ret_box[4])
{
        double box[4] = { 1.0, 1.0, 0.0, 0.0 };
        bool found = false;
        for (guint i = page_first_span(page, start); i < page->spans->len; i++) {
                const PageSpan *span = &g_array_index(page->spans, PageSpan, i);
                if (span->start >= end)
                        break;
                box[0] = MIN(box[0], (double) span->left);
                box[1] = MIN(box[1], (double) span->top);
                box[2] = MAX(box[2], (double) span->right);
                box[3] = MAX(box[3], (double) span->bottom);
                found = true;
        }
        if (!found)
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(box); i++)
                ret_box[i] = CLAMP(box[i], 0.0, 1.0);
        return true;
}

double
page_certainty(const Page *page, size_t start, size_t end)
{
        double least = 1.0;
        for (guint i = page_first_span(page, start); i < page->spans->len; i++) {
                const PageSpan *span = &g_array_index(page->spans, PageSpan, i);
                if (span->start >= end)
                        break;
                least = MIN(least, (double) span->certainty);
        }
        return least;
}
