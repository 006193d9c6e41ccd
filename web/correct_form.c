#include "web/correct_form.h"

#include "web/stencil.h"

#include <string.h>

/* Each begins with this. */
static const char FORM_START[] = "<details";

static const char *const form_marks[CORRECT_FORM_VALUES] = { "csrf", "version", "entry", "name", "label", "value" };

/* Made once, read by all threads. */
static Stencil *form_text, *form_list;

char *
correct_form_fill(const char *const values[CORRECT_FORM_VALUES], bool list)
{
        StencilValue given[CORRECT_FORM_VALUES];
        for (unsigned i = 0; i < CORRECT_FORM_VALUES; i++)
                given[i] = (StencilValue){ form_marks[i], values[i] };
        return stencil_fill(list ? form_list : form_text, given, CORRECT_FORM_VALUES);
}

void
correct_form_read(const char *html)
{
        const char *text = strstr(html, FORM_START);
        const char *list = text == NULL ? NULL : strstr(text + 1, FORM_START);
        g_assert(list != NULL); /* the stylesheet is part of the program */
        g_autofree char *first = g_strndup(text, (gsize) (list - text));
        g_autofree char *second = g_strchomp(g_strdup(list)); /* the document's last line ends */
        correct_form_end();
        form_text = stencil_new(first);
        form_list = stencil_new(second);
}

void
correct_form_end(void)
{
        g_clear_pointer(&form_text, stencil_free);
        g_clear_pointer(&form_list, stencil_free);
}
