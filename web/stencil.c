#include "web/stencil.h"

#include "web/own_xml.h"

#include <libxml/entities.h>

struct Stencil {
        char **parts; /* text and marks by turns, text first */
};

Stencil *
stencil_new(const char *html)
{
        Stencil *stencil = g_new0(Stencil, 1);
        stencil->parts = g_strsplit(html, "~", -1);
        return stencil;
}

void
stencil_free(Stencil *stencil)
{
        if (stencil == NULL)
                return;
        g_strfreev(stencil->parts);
        g_free(stencil);
}

static void
stencil_append(GString *html, const char *text)
{
        g_auto(OwnedXmlText) escaped = xmlEncodeSpecialChars(NULL, (const xmlChar *) text);
        g_string_append(html, (const char *) escaped);
}

char *
stencil_fill(const Stencil *stencil, const StencilValue *values, size_t count)
{
        GString *html = g_string_sized_new(2048);
        for (unsigned i = 0; stencil->parts[i] != NULL; i++) {
                if (i % 2 == 0)
                        g_string_append(html, stencil->parts[i]);
                for (size_t v = 0; i % 2 == 1 && v < count; v++)
                        if (g_str_equal(stencil->parts[i], values[v].mark))
                                stencil_append(html, values[v].value);
        }
        return g_string_free(html, FALSE);
}
