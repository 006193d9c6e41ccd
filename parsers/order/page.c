#include "parsers/order/page.h"

#include "base/limits.h"

#include <string.h>

Page *
page_new(unsigned number)
{
        Page *page = g_new0(Page, 1);
        page->text = g_strdup("");
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
